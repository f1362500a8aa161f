"""Videos through a backbone of pictures: a row of features for each frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from understudy.backbones.backbone import Backbone, PictureBackbone
from understudy.backbones.embedding import map_threads
from understudy.backbones.streams import Row
from understudy.errors import DataError
from understudy.onnx_session import cpu_count
from understudy.types import Image


def rows_of_frames(
    backbone: Backbone, frames: Iterable[tuple[float, Image]]
) -> Iterator[tuple[float, Row]]:
    """Return (seconds, features [d]) of frames; a hand or body is followed from one to the next.

    Raises
    ------
    DataError
        The backbone does not look at pictures.
    """
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
