"""How long `import understudy` takes beside `import numpy`."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from statistics import median

from benchmarks.output import Report
from benchmarks.protocol import interleave, median_ratio

RUNS = 21
MOST = 1.3
HEAVY = ("torch", "onnxruntime", "scipy", "onnx", "av")
BASE, OURS = "import numpy", "import understudy"


def main() -> None:
    """Measure and write."""
    report = Report("startup", "How long does importing take?")
    variants = {code: partial(run, code) for code in (BASE, OURS)}
    interleave(variants, 2)
    seconds = interleave(variants, RUNS)
    loaded = loaded_by(OURS)
    report.table(
        "Whole processes",
        ["process", "median ms", f"/ {BASE}"],
        [
            [code, 1000 * median(times), median_ratio(times, seconds[BASE])]
            for code, times in seconds.items()
        ],
        f"{RUNS} runs each, in turns. Loaded by `{OURS}` of {', '.join(HEAVY)}: "
        f"{', '.join(loaded) or 'none'}.",
    )
    ratio = median_ratio(seconds[OURS], seconds[BASE])
    report.check(
        "import understudy against import numpy",
        round(ratio, 3), f"at most {MOST}", ratio <= MOST,
    )  # fmt: skip
    report.check("heavy packages loaded by it", len(loaded), "none", not loaded)
    report.write()


def run(code: str) -> None:
    """Run the code in a process of its own."""
    subprocess.run([sys.executable, "-c", code], check=True)


def loaded_by(code: str) -> list[str]:
    """Return which of the heavy packages the code loads."""
    ask = f"{code}; import sys; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", ask], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.split()


if __name__ == "__main__":
    main()
