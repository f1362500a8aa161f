"""One live frame, from JPEG bytes to an answer, against the network alone on the decoded frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from statistics import median
from typing import Any

import numpy as np

from benchmarks.drawing import draw
from benchmarks.embedding import Bare
from benchmarks.output import Cell, Report
from benchmarks.protocol import interleave, median_ratio
from understudy import heads
from understudy.backbones import efficientnet_lite0
from understudy.media.image import encode_jpeg, read_image
from understudy.onnx_session import Network, cpu_count

WIDTH, HEIGHT = 640, 480
CLASSES, EXAMPLES = 5, 50
MOST, AIM = 1.5, 1.25
FRAMES, ROUNDS = 20, 25
WHOLE = "live frame"
BARE = "bare session, threads spinning while idle"
BARE_IDLE = "bare session, threads sleeping while idle"
PAUSE_SECONDS = 0.1  # lets the threads of the session before stop spinning


def main() -> None:
    """Measure and write."""
    report = Report("live", "What does a live frame cost beside its network?")
    backbone = efficientnet_lite0.load()
    cores = cpu_count()
    jpegs = [encode_jpeg(draw(WIDTH, HEIGHT, seed)) for seed in range(FRAMES)]
    pictures = [read_image(jpeg) for jpeg in jpegs]
    bare = Bare(backbone, cores)
    head = taught_head(backbone.dimensions)
    features = [backbone.features_now(picture) for picture in pictures]

    def judge(row: np.ndarray) -> None:
        head.run({"features": row[np.newaxis]}, ["probabilities", "novelty"])

    def live_frame(jpeg: bytes) -> None:
        judge(backbone.features_now(read_image(jpeg, at_least=backbone.least_side)))

    variants: dict[str, Callable[[], None]] = {
        WHOLE: partial(for_each, live_frame, jpegs),
        BARE: partial(bare.one_by_one, pictures),
        BARE_IDLE: partial(for_each, backbone.features_now, pictures),
        "decoding alone": partial(for_each, read_image, jpegs),
        "head alone": partial(for_each, judge, features),
    }
    interleave(variants, 1)
    seconds = interleave(variants, ROUNDS, PAUSE_SECONDS)
    whole = seconds[WHOLE]
    rows: list[list[Cell]] = [
        [name, 1000 * median(times) / FRAMES, median_ratio(whole, times)]
        for name, times in seconds.items()
    ]
    report.table(
        "One frame",
        ["what", "ms", "live frame / this"],
        rows,
        f"A JPEG of {WIDTH} x {HEIGHT}, {cores} threads, `auto` with {CLASSES} classes; medians "
        f"over {ROUNDS} rounds of {FRAMES} frames, all variants in every round. A bare session "
        "gets decoded frames; spinning is how ONNX Runtime comes. Understudy lets them spin for a "
        "millisecond.",
    )
    best = min((BARE, BARE_IDLE), key=lambda name: median(seconds[name]))
    ratio = median_ratio(whole, seconds[best])
    report.check(
        f"a live frame against the {best}, the faster of the two (aim {AIM})",
        round(ratio, 3), f"at most {MOST}", ratio <= MOST,
    )  # fmt: skip
    report.write()


def for_each(function: Callable[[Any], object], items: Iterable[Any]) -> None:
    """Call the function with every item."""
    for item in items:
        function(item)


def taught_head(dimensions: int) -> Network:
    """Return a fitted `auto` as ONNX; what it was taught does not matter for time."""
    random = np.random.default_rng(0)
    y = np.repeat(np.arange(CLASSES), EXAMPLES)
    X = random.standard_normal((len(y), dimensions)).astype(np.float32)
    X += 0.2 * random.standard_normal((CLASSES, dimensions)).astype(np.float32)[y]
    return Network(heads.create("auto").fit(X, y).to_onnx())


if __name__ == "__main__":
    main()
