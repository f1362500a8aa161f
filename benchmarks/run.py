"""Runs every benchmark in a process of its own, and says which claims hold."""

from __future__ import annotations

import json
import subprocess
import sys

from benchmarks.output import RESULTS

NAMES = (
    "startup", "fitting", "live", "embedding", "memory",
    "accuracy", "calibration", "honesty", "novelty", "classify", "takes",
    "sounds", "noise", "words", "listening", "listening_rule",
    "actions", "action_stream", "action_cost", "posture_fighter", "augmentation",
    "gestures", "landmarks_agreement", "landmarks_speed", "landmarks_tracking",
    "page", "studio_live", "studio_poses", "studio_load", "studio_project", "studio_memory",
)  # fmt: skip


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; return 1 where one fails or misses a target."""
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        sys.exit(f"There is no benchmark {unknown[0]!r}; choose of: {', '.join(NAMES)}.")
    failed = False
    for name in names or NAMES:
        print(f"\n=== {name}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False)
        failed |= done.returncode != 0
    print("\n=== claims")
    for name in names or NAMES:
        path = RESULTS / f"{name}.json"
        checks = json.loads(path.read_text(encoding="utf-8"))["checks"] if path.exists() else []
        for check in checks:
            failed |= not check["passed"]
            verdict = "ok    " if check["passed"] else "MISSED"
            print(f"{verdict} {name}: {check['what']}: {check['value']} ({check['target']})")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
