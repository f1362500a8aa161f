"""What a moment of a live stream of actions costs beyond the networks that see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from statistics import median
from typing import Any

import numpy as np

from benchmarks.output import Cell, Report
from benchmarks.protocol import interleave, median_ratio
from understudy import backbones, drawings, heads
from understudy.backbones.backbone import ClipBackbone
from understudy.backbones.clip_backbone import ActionBackbone
from understudy.backbones.pose_backbone import BODY_FILE, HAND_FILE, PoseBackbone
from understudy.errors import require
from understudy.landmarks import body_finder, hand_finder
from understudy.media.clip import smaller
from understudy.onnx_session import Network
from understudy.types import Image

WIDTH, HEIGHT = 640, 480
CAMERA_RATE = 30  # frames a second
FRAMES, ROUNDS = 15, 15
PAUSE_SECONDS = 0.02
CLASSES, EXAMPLES = 8, 10
MOST_MS = 12.0
NAMES = ("actions", "actions-hands", "actions-body")
LANDMARKS = {  # the network that follows, and pixels of what it sees
    "hand": (HAND_FILE, hand_finder.HAND_SIDE),
    "body": (BODY_FILE, body_finder.BODY_SIDE),
}
POSE_OUTPUTS = ["points", "presence", "world"]


def main() -> None:
    """Measure and write."""
    report = Report("action_cost", "What does a live moment of an action cost beside its networks?")
    require("cv2", extra="actions", purpose="measure").setNumThreads(1)
    rows: list[list[Cell]] = []
    for name in NAMES:
        backbone = backbones.load(name)
        assert isinstance(backbone, ActionBackbone)
        rows += measure(report, name, backbone)
    report.table(
        "One moment",
        ["backbone", "what", "ms", "of its networks"],
        rows,
        f"Decoded frames of {WIDTH} x {HEIGHT}, ten a second, with one hand or body, one thread: "
        f"what is seen, how it moves, the window, and the default head with {CLASSES} classes of "
        f"{EXAMPLES} clips; medians over {ROUNDS} rounds of {FRAMES} frames, all in every round. "
        f"Of a camera with {CAMERA_RATE} frames a second the others cost next to nothing.",
    )
    report.write()


def measure(report: Report, name: str, backbone: ActionBackbone) -> list[list[Cell]]:
    """Return the rows of one backbone, and check what it costs."""
    frames = shown(backbone.seeks)
    small = [smaller(frame, backbone.least_side) for frame in frames]
    head = taught_head(backbone)
    whole, bare, between = "whole", "its networks alone", "a frame between two moments"
    variants: dict[str, Callable[[], object]] = {
        whole: streaming(backbone, frames, head, backbone.hop),
        bare: partial(run_networks, backbone, small),
        between: streaming(backbone, frames, head, 1e-6),
    }
    interleave(variants, 3)  # the first windows are complete, and what is shown is followed
    seconds = interleave(variants, ROUNDS, PAUSE_SECONDS)
    beyond = 1000 * median(
        (all_in - alone) / FRAMES
        for all_in, alone in zip(seconds[whole], seconds[bare], strict=True)
    )
    report.check(
        f"{name}: milliseconds of a moment beyond its networks", round(beyond, 3),
        f"at most {MOST_MS:g}", beyond <= MOST_MS,
    )  # fmt: skip
    return [
        [name, what, 1000 * median(times) / FRAMES, median_ratio(times, seconds[bare])]
        for what, times in seconds.items()
    ]


def shown(seeks: str | None) -> list[Image]:
    """Return frames in which something drawn sways on a wall."""
    picture = drawings.person() if seeks == "body" else drawings.hand()
    frame = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    frame[:] = picture[0, 0]
    side = len(picture)
    frame[100 : 100 + side, 192 : 192 + side] = picture
    return list(drawings.swaying(frame, FRAMES, reach=0.05))


def streaming(
    backbone: ClipBackbone, frames: Sequence[Image], head: Network, hop: float
) -> Callable[[], None]:
    """Return what shows the frames to one and the same stream again and again, `hop` apart."""
    stream, times = backbone.stream(), count()

    def show() -> None:
        for frame in frames:
            for moment in stream.see(frame, next(times) * hop).moments:
                head.run({"features": moment.row[np.newaxis]}, ["probabilities", "novelty"])

    return show


def run_networks(backbone: ActionBackbone, frames: Sequence[Image]) -> None:
    """Run for each frame what sees the picture, and what follows a hand or body, alone."""
    picture: Any = backbone.picture
    scene = picture.picture if isinstance(picture, PoseBackbone) else picture
    for frame in frames:
        scene.network.run({"images": frame[np.newaxis]}, ["features"])
        if backbone.seeks is not None:
            file, side = LANDMARKS[backbone.seeks]
            pixels = np.zeros((1, side, side, 3), np.uint8)
            picture.networks[file].run({"pixels": pixels}, POSE_OUTPUTS)


def taught_head(backbone: ClipBackbone) -> Network:
    """Return a fitted default head as ONNX; what it was taught does not matter for time."""
    random = np.random.default_rng(0)
    y = np.repeat(np.arange(CLASSES), EXAMPLES)
    X = random.standard_normal((len(y), backbone.dimensions)).astype(np.float32)
    X += random.standard_normal((CLASSES, backbone.dimensions)).astype(np.float32)[y]
    return Network(heads.create("auto").fit(backbone.wrap(X), y).to_onnx())


if __name__ == "__main__":
    main()
