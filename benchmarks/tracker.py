"""What finds and follows hands or bodies, with networks that know how often they ran."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from numpy.typing import NDArray

from benchmarks.moving import FPS
from understudy.landmarks import Body, BodyFinder, Hand, HandFinder
from understudy.landmarks.loading import read
from understudy.onnx_session import Network

NETWORKS = {
    "hand": ("palm-detection-lite.onnx", "hand-landmarks-lite.onnx"),
    "body": ("body-detection.onnx", "body-landmarks-lite.onnx"),
}

Find = Callable[[Any], Sequence[Hand | Body]]


class Counted(Network):
    """A network that knows how often it ran."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.runs = 0

    def run(
        self, feeds: dict[str, NDArray[Any]], outputs: list[str], *, threads: int = 1
    ) -> list[NDArray[Any]]:
        """Run and count."""
        self.runs += 1
        return super().run(feeds, outputs, threads=threads)


class Tracker:
    """The finder of a kind, and its networks, which count."""

    def __init__(self, kind: str) -> None:
        self.finder: Any
        names = NETWORKS[kind]
        self.detector, self.landmarks = (Counted(read(name).content) for name in names)
        finder = HandFinder if kind == "hand" else BodyFinder
        self.finder = finder(self.detector, self.landmarks)

    def stream(self, **settings: Any) -> Find:
        """Return a function of the next frame of a new stream."""
        stream = self.finder.stream(**settings)
        number = -1

        def find(frame: Any) -> Sequence[Hand | Body]:
            nonlocal number
            number += 1
            found: Sequence[Hand | Body] = stream.find(frame, number / FPS)
            return found

        return find
