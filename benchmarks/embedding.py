"""Embedding a folder against nothing but the network: what decoding and threads cost."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.drawing import write_photos
from benchmarks.output import Cell, Report
from benchmarks.protocol import chunks, interleave, median_ratio
from understudy.backbones import OnnxBackbone, efficientnet_lite0
from understudy.media.image import read_image
from understudy.onnx_session import cpu_count
from understudy.types import Image

LEAST = 0.85  # of the throughput of the bare session
BATCH = 16
PART = 400  # files that are decoded in memory at a time


@dataclass(frozen=True)
class Size:
    """One kind of folder."""

    name: str
    width: int
    height: int
    files: int
    rounds: int
    """How often each part of the folder is embedded in every way."""
    batched: bool


SIZES = (
    Size("224 x 224", 224, 224, files=2000, rounds=1, batched=True),
    Size("640 x 480", 640, 480, files=200, rounds=5, batched=True),
    Size("12 megapixels", 4000, 3000, files=16, rounds=5, batched=False),
)


def main() -> None:
    """Measure and write."""
    report = Report("embedding", "What does a folder cost beside its network?")
    cores = cpu_count()
    backbone = efficientnet_lite0.load()
    bare = Bare(backbone, cores)
    rows: list[list[Cell]] = []
    for size in SIZES:
        seconds = measure(backbone, bare, size)
        ours = seconds["embed"]
        for name, times in seconds.items():
            per_photo = 1000 * median(times) / min(PART, size.files)
            rows.append([size.name, name, per_photo, median_ratio(times, ours)])
        best = min((name for name in seconds if name != "embed"), key=lambda n: median(seconds[n]))
        if size is SIZES[0]:
            ratio = median_ratio(seconds[best], ours)
            report.check(
                f"throughput of embed(paths), {size.files:,} JPEGs of {size.name}, of the bare "
                f"session's at its best ({best})",
                round(ratio, 3), f"at least {LEAST}", ratio >= LEAST,
            )  # fmt: skip
    report.table(
        "Files against decoded pictures",
        ["JPEGs", "way", "ms a photo", "embed's throughput / this"],
        rows,
        "`embed` reads and decodes files; all others run the same network (resize included) on "
        f"pictures in memory, with {cores} threads in all. Medians over {PART} files at a time, "
        "each part done in every way in turn; the ratio is the median of the ratios of each part.",
    )
    report.write()


def measure(backbone: OnnxBackbone, bare: Bare, size: Size) -> dict[str, list[float]]:
    """Return seconds for each part of the folder, by way."""
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        paths = write_photos(
            Path(folder), size.files, size.width, size.height, drawn=min(50, size.files)
        )
        for part in chunks(paths, PART):
            found = interleave(ways(backbone, bare, part, batched=size.batched), size.rounds)
            for name, times in found.items():
                seconds.setdefault(name, []).extend(times)
    print(size.name, "done", flush=True)
    return seconds


def ways(
    backbone: OnnxBackbone, bare: Bare, paths: Any, *, batched: bool
) -> dict[str, Callable[[], Any]]:
    """Return how the files are embedded, by name, each run once to warm up."""
    pictures = [read_image(path) for path in paths]
    found: dict[str, Callable[[], Any]] = {
        "embed": lambda: backbone.embed(paths),
        f"one by one, {bare.cores} threads": lambda: bare.one_by_one(pictures),
        f"{bare.cores} at once, one thread each": lambda: bare.at_once(pictures),
    }
    if batched:
        found[f"batches of {BATCH}, {bare.cores} threads"] = lambda: bare.batches(pictures)
    backbone.embed(paths[:4])
    for warm_up in (bare.one_by_one, bare.at_once, *((bare.batches,) if batched else ())):
        warm_up(pictures[:BATCH])
    return found


class Bare:
    """ONNX Runtime as it comes, with the shipped network."""

    def __init__(self, backbone: OnnxBackbone, cores: int) -> None:
        import onnxruntime

        self.cores = cores

        def session(threads: int) -> Any:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            return onnxruntime.InferenceSession(
                backbone.network.content, options, providers=["CPUExecutionProvider"]
            )

        self.threaded = session(cores)
        self.single = [session(1) for _ in range(cores)]

    def one_by_one(self, pictures: list[Image]) -> None:
        """Run each picture with all threads."""
        for picture in pictures:
            self.threaded.run(["features"], {"images": picture[np.newaxis]})

    def batches(self, pictures: list[Image]) -> None:
        """Run pictures of one size in batches with all threads."""
        for part in chunks(pictures, BATCH):
            self.threaded.run(["features"], {"images": np.stack(part)})

    def at_once(self, pictures: list[Image]) -> None:
        """Run as many single-threaded sessions as there are threads."""

        def run(worker: int) -> None:
            for picture in pictures[worker :: self.cores]:
                self.single[worker].run(["features"], {"images": picture[np.newaxis]})

        with ThreadPoolExecutor(self.cores) as pool:
            list(pool.map(run, range(self.cores)))


if __name__ == "__main__":
    main()
