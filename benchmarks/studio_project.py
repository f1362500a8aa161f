"""A project of 10,000 examples: opening it, and learning one more take."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.drawing import draw
from benchmarks.output import Cell, Report
from benchmarks.studio import HEIGHT, WIDTH, Studio, chromium, serving
from understudy import backbones
from understudy.media.image import encode_jpeg, thumbnail
from understudy.project.cache import FeatureCache
from understudy.project.store import Project
from understudy.studio.protocol import Begin, End, Frame, write_frame

CLASSES, TAKES, FRAMES = 10, 20, 50  # 10,000 examples
ONE_MORE = 20  # frames of the take that is added
REPEATS = 7
MOST_OPEN, MOST_REFIT = 2.0, 0.3  # seconds
SPREAD = 0.02  # how far apart frames of one take are, in the made-up features


def main() -> None:
    """Measure and write."""
    report = Report("studio_project", "How fast is a project of 10,000 examples?")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_project(folder / "large")
        opened, shown, learned = [], [], []
        with chromium() as context:
            for _ in range(REPEATS):
                with serving(folder) as studio:
                    context.clear_cookies()
                    start = time.perf_counter()
                    studio.call("GET", "/projects/large")
                    opened.append(time.perf_counter() - start)
                with serving(folder) as studio:
                    page = context.new_page()
                    page.goto(studio.address)
                    page.get_by_role("button", name="New project").first.wait_for()
                    start = time.perf_counter()
                    page.goto(f"{studio.origin}/#/p/large/teach")
                    page.get_by_text("1,000 examples").first.wait_for()
                    shown.append(time.perf_counter() - start)
                    studio.wait_until_learned("large", CLASSES)
                    learned.append(time.perf_counter() - start)
                    page.close()
        with serving(folder) as studio:
            studio.wait_until_learned("large", CLASSES)
            refits = [one_more_take(studio, number) for number in range(REPEATS)]
    rows: list[list[Cell]] = [
        ["the server has opened it", *spread(opened)],
        ["the page shows all its classes", *spread(shown)],
        ["all of it is learned, from nothing", *spread(learned)],
        ["one more take is learned, after letting go", *spread(refits)],
    ]
    report.table(
        f"{CLASSES * TAKES * FRAMES:,} examples in {CLASSES * TAKES} takes of {CLASSES} classes",
        ["seconds until", "median", "slowest"],
        rows,
        f"{REPEATS} times each, by a server that has just started; the one more take has "
        f"{ONE_MORE} frames. Features were in the project's cache.",
    )
    report.check("s until the page shows it", round(median(shown), 2), f"below {MOST_OPEN:g}",
                 median(shown) < MOST_OPEN)  # fmt: skip
    report.check("s from the end of one more take to the new model", round(median(refits), 3),
                 f"below {MOST_REFIT:g}", median(refits) < MOST_REFIT)  # fmt: skip
    report.write()


def write_project(folder: Path) -> None:
    """Write a project as if it had been recorded, with features of each picture in its cache."""
    random = np.random.default_rng(0)
    backbone = backbones.load()
    small = encode_jpeg(thumbnail(draw(WIDTH, HEIGHT, seed=0), 160))
    with Project.create(folder, "Large") as project:
        for number in range(CLASSES):
            class_ = project.add_class(f"class {number}")
            for take in range(TAKES):
                identity = f"{number:02d}{take:02d}".rjust(16, "a")
                project.begin_take(identity, class_.id, "camera", 15)
                for frame in range(FRAMES):
                    # Other bytes make another picture for the cache: a comment after its end.
                    mark = f"{number} {take} {frame}".encode()
                    project.add_frame(identity, frame, small + mark)
                project.end_take(identity)
        examples = project.examples()
        checksums = project.checksums(examples)
        centres = {c.id: random.standard_normal(backbone.dimensions) for c in project.classes}
        moods: dict[str, np.ndarray] = {}
        with FeatureCache(project.cache_path) as cache:
            rows = {}
            for example, checksum in zip(examples, checksums, strict=True):
                if example.take not in moods:
                    moods[example.take] = random.standard_normal(backbone.dimensions)
                row = centres[example.class_id] + moods[example.take]
                row = row + SPREAD * random.standard_normal(backbone.dimensions)
                rows[checksum] = (row / np.linalg.norm(row)).astype(np.float32)
            cache.put_many(backbone.cache_key, rows)


def one_more_take(studio: Studio, number: int) -> float:
    """Record a take over the socket; return seconds from its end to the model that knows it."""
    jpegs = [encode_jpeg(draw(WIDTH, HEIGHT, seed=1000 * number + n)) for n in range(ONE_MORE)]
    classes = studio.call("GET", "/projects/large")["classes"]
    take = f"{number}".rjust(16, "b")
    with studio.socket("large") as socket:
        model = json.loads(socket.recv())["learning"]["model"]
        begin = Begin(take=take, class_id=classes[number % CLASSES]["id"], rate=15)
        socket.send(begin.model_dump_json())
        for sequence, jpeg in enumerate(jpegs):
            socket.send(write_frame(Frame(kind="take", stream=0, sequence=sequence,
                                          captured=0.0, take=take, jpeg=jpeg)))  # fmt: skip
            while json.loads(socket.recv())["type"] != "saved":
                pass
            time.sleep(1 / 15)
        socket.send(End(take=take).model_dump_json())
        start = time.perf_counter()
        while True:
            message = json.loads(socket.recv())
            if message["type"] == "learning" and message["model"] > model:
                return time.perf_counter() - start


def spread(seconds: list[float]) -> tuple[float, float]:
    """Return median and maximum."""
    return median(seconds), max(seconds)


if __name__ == "__main__":
    main()
