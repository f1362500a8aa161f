"""How much memory embedding a folder takes, and whether it grows with the folder."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.drawing import write_photos
from benchmarks.output import Cell, Report
from understudy import backbones

COUNTS = (200, 2000, 20_000)  # files
SIDE = 224  # pixels
DRAWN = 200
MOST_GB = 1.5
MOST_EXTRA_KB = 2.0  # a file, besides its features: paths and such


def main() -> None:
    """Measure in one process for each folder, and write."""
    report = Report("memory", "Does memory grow with the folder?")
    if sys.platform == "win32":
        sys.exit("skipped: the peak of a process is measured on Linux and macOS only.")
    row_kb = 4 * backbones.load().dimensions / 1000
    with tempfile.TemporaryDirectory() as folder:
        write_photos(Path(folder), COUNTS[-1], SIDE, SIDE, drawn=DRAWN)
        peaks = {count: peak_mb(Path(folder), count) for count in COUNTS}
    rows: list[list[Cell]] = [
        [count, round(peak), round(count * row_kb / 1000), round(peak - count * row_kb / 1000)]
        for count, peak in peaks.items()
    ]
    report.table(
        "Peak of the whole process",
        ["files", "peak, MB", "of it features, MB", "everything else, MB"],
        rows,
        f"`embed(paths)` on JPEGs of {SIDE} x {SIDE} in a fresh process; MB are 10^6 bytes.",
    )
    report.check(
        f"peak at {COUNTS[-1]:,} files, GB", round(peaks[COUNTS[-1]] / 1000, 3),
        f"under {MOST_GB}", peaks[COUNTS[-1]] < 1000 * MOST_GB,
    )  # fmt: skip
    growth = 1000 * (peaks[COUNTS[-1]] - peaks[COUNTS[-2]]) / (COUNTS[-1] - COUNTS[-2])
    report.check(
        f"growth from {COUNTS[-2]:,} files on, kB a file (features are {row_kb:.1f})",
        round(growth, 1), f"at most {row_kb + MOST_EXTRA_KB:.1f}", growth <= row_kb + MOST_EXTRA_KB,
    )  # fmt: skip
    report.write()


def peak_mb(folder: Path, count: int) -> float:
    """Return the peak resident memory of embedding so many files, in 10^6 bytes."""
    command = [sys.executable, "-m", "benchmarks.memory", str(folder), str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def embed(folder: Path, count: int) -> float:
    """Embed so many files of the folder; return this process's peak in 10^6 bytes."""
    import resource

    backbones.load().embed(sorted(folder.iterdir())[:count])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(embed(Path(sys.argv[1]), int(sys.argv[2])))
    else:
        main()
