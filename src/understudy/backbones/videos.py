"""Videos through a backbone: a row of features for each frame, or for each window of frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from understudy.backbones.backbone import Backbone, ClipBackbone, PictureBackbone
from understudy.backbones.embedding import map_threads
from understudy.backbones.streams import Row
from understudy.errors import DataError
from understudy.onnx_session import cpu_count
from understudy.types import Image


def rows_of_frames(
    backbone: Backbone, frames: Iterable[tuple[float, Image]]
) -> Iterator[tuple[float, Row]]:
    """Return (seconds, features [d]) of frames; a hand or body is followed from one to the next.

    A backbone for actions gives them of windows, with the seconds of their ends.

    Raises
    ------
    DataError
        The backbone hears sounds.
    """
    if isinstance(backbone, ClipBackbone):
        return _windows(backbone, frames)
    if not isinstance(backbone, PictureBackbone):
        raise DataError(f"The backbone {backbone.name!r} hears sounds; it can't look at a video.")
    if backbone.seeks is not None:
        return _followed(backbone, frames)
    return map_threads(lambda frame: (frame[0], backbone.features(frame[1])), frames)


def _followed(
    backbone: PictureBackbone, frames: Iterable[tuple[float, Image]]
) -> Iterator[tuple[float, Row]]:
    stream = backbone.stream()
    for seconds, image in frames:
        yield seconds, stream.look(image, seconds, threads=cpu_count()).row


def _windows(
    backbone: ClipBackbone, frames: Iterable[tuple[float, Image]]
) -> Iterator[tuple[float, Row]]:
    stream = backbone.stream()
    for seconds, image in frames:
        for moment in stream.see(image, seconds, threads=cpu_count()).moments:
            yield moment.seconds, moment.row
