"""Whether eight watchers at once share the machine fairly, and nobody is kept waiting."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from benchmarks.drawing import draw
from benchmarks.output import Cell, Report
from benchmarks.studio import HEIGHT, WIDTH, Studio, serving
from understudy.media.image import encode_jpeg
from understudy.studio.protocol import Frame, write_frame

WATCHERS = 8
SECONDS = 15.0
MOST_WAIT = 1.0  # seconds that nobody may be left without an answer
LEAST_SHARE = 0.8  # of what the best served watcher gets


def main() -> None:
    """Measure and write."""
    report = Report("studio_load", "Do eight watchers share the studio fairly?")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as studio:
        project = studio.teach(classes=4, photos=5)
        alone = run(studio, project, 1)
        together = run(studio, project, WATCHERS)
    rows: list[list[Cell]] = []
    for name, all_times in (("one alone", alone), (f"{WATCHERS} at once", together)):
        rates = [len(times) / SECONDS for times in all_times]
        waits = [float(np.diff(times).max()) for times in all_times]
        rows.append([name, sum(rates), min(rates), max(rates), 1000 * max(waits)])
    report.table(
        "Answers a second",
        ["watchers", "in all", "worst served", "best served", "longest wait, ms"],
        rows,
        f"Each sends its next frame, {WIDTH} x {HEIGHT}, when it has an answer; {SECONDS:g} s.",
    )
    counts = [len(times) for times in together]
    share = min(counts) / max(counts)
    longest = max(float(np.diff(times).max()) for times in together)
    report.check("worst served / best served", round(share, 3), f"at least {LEAST_SHARE}",
                 share >= LEAST_SHARE)  # fmt: skip
    report.check("longest wait for an answer, s", round(longest, 3), f"below {MOST_WAIT:g}",
                 longest < MOST_WAIT)  # fmt: skip
    report.write()


def run(studio: Studio, project: str, watchers: int) -> list[list[float]]:
    """Return the times at which each watcher got an answer."""
    times: list[list[float]] = [[] for _ in range(watchers)]
    ready = threading.Barrier(watchers)
    threads = [
        threading.Thread(target=watch, args=(studio, project, number, ready, times[number]))
        for number in range(watchers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def watch(
    studio: Studio, project: str, number: int, ready: threading.Barrier, times: list[float]
) -> None:
    """Send a frame, wait for its answer, note when it came; until the time is up."""
    jpeg = encode_jpeg(draw(WIDTH, HEIGHT, seed=number))
    with studio.socket(project) as socket:
        ready.wait()
        end = time.monotonic() + SECONDS
        sequence = 0
        while time.monotonic() < end:
            captured = 1000 * time.monotonic()
            socket.send(write_frame(Frame(kind="watch", stream=0, sequence=sequence,
                                          captured=captured, take="", jpeg=jpeg)))  # fmt: skip
            while json.loads(socket.recv())["type"] != "answer":
                pass
            times.append(time.monotonic())
            sequence += 1


if __name__ == "__main__":
    main()
