"""Whether memory stays where it is while someone watches for ten minutes."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.output import Cell, Report
from benchmarks.studio import chromium, serving, write_camera
from benchmarks.studio_live import turn_camera_on

MINUTES = 10
SETTLE_SECONDS = 60.0  # caches fill
EVERY_SECONDS = 10.0
MOST_GROWTH = 0.05
MB = 1e6


def main() -> None:
    """Measure and write."""
    report = Report("studio_memory", "Does memory stay flat while watching?")
    with tempfile.TemporaryDirectory() as made:
        camera = write_camera(Path(made) / "camera.mjpeg")
        with serving(Path(made) / "projects") as studio, chromium(camera) as context:
            project = studio.teach(classes=4, photos=10)
            page = context.new_page()
            page.goto(studio.address)
            page.goto(f"{studio.origin}/#/p/{project}/watch")
            turn_camera_on(page)
            time.sleep(SETTLE_SECONDS)
            sizes = []
            heap = []
            for _ in range(int(MINUTES * 60 / EVERY_SECONDS)):
                time.sleep(EVERY_SECONDS)
                sizes.append(studio.resident_bytes())
                heap.append(page.evaluate("performance.memory.usedJSHeapSize"))
    tenth = max(1, len(sizes) // 10)
    first, last = float(np.median(sizes[:tenth])), float(np.median(sizes[-tenth:]))
    rows: list[list[Cell]] = [
        ["server, resident", first / MB, last / MB, max(sizes) / MB, last / first],
        ["page, JavaScript heap", *heap_figures(heap, tenth)],
    ]
    report.table(
        f"{MINUTES} minutes of watching",
        ["MB", "at first", "at the end", "at most", "end / first"],
        rows,
        f"Medians of the first and last tenth, after {SETTLE_SECONDS:g} s to settle.",
    )
    growth = last / first - 1
    report.check("growth of the server's memory", round(growth, 4), f"below {MOST_GROWTH:g}",
                 growth < MOST_GROWTH)  # fmt: skip
    report.write()


def heap_figures(heap: list[int], tenth: int) -> tuple[float, float, float, float]:
    """Return the lowest of the first and the last tenth (between collections), most, ratio."""
    first, last = min(heap[:tenth]), min(heap[-tenth:])
    return first / MB, last / MB, max(heap) / MB, last / first


if __name__ == "__main__":
    main()
