"""How one camera is looked at: what its frames show, one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from understudy.backbones.backbone import Backbone, ClipBackbone, PictureBackbone
from understudy.backbones.streams import Row, Sight
from understudy.errors import DataError
from understudy.media.clip import smaller
from understudy.media.picture import load_picture
from understudy.studio.poses import as_messages, poses_of
from understudy.studio.protocol import Pose


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a frame shows."""

    found: Row | Sight
    """Its features [d]; of a project of actions the windows that are complete with it."""
    poses: list[Pose]


class Eyes:
    """What sees pictures, each by itself; for one thread at a time."""

    def __init__(self, backbone: PictureBackbone) -> None:
        self.backbone: Backbone = backbone
        self._load = backbone.load  # the way that an example goes that is taught
        self._stream = backbone.stream()

    def look(self, jpeg: bytes, seconds: float, threads: int) -> Seen:
        """Look at a frame that was captured at a time by the page's clock.

        Raises
        ------
        MediaError
            It is no picture.
        """
        image = self._load(jpeg)
        look = self._stream.look(image, seconds, threads=threads)
        return Seen(look.row, as_messages(poses_of(look.poses, *image.shape[:2])))


class ClipEyes:
    """What sees movements, in some of the frames; for one thread at a time."""

    def __init__(self, backbone: ClipBackbone) -> None:
        self.backbone: Backbone = backbone
        self._stream = backbone.stream()
        self._poses: list[Pose] = []

    def look(self, jpeg: bytes, seconds: float, threads: int) -> Seen:
        """Look at a frame that was captured at a time by the page's clock.

        Of those that come sooner than it looks nothing is decoded.

        Raises
        ------
        MediaError
            It is no picture.
        """
        if not self._stream.due(seconds):
            return Seen(Sight(), self._poses)
        image = smaller(load_picture(jpeg), self.backbone.least_side)  # as those of clips are
        sight = self._stream.see(image, seconds, threads=threads)
        self._poses = as_messages(poses_of(sight.poses, *image.shape[:2]))
        return Seen(sight, self._poses)


def open_eyes(backbone: Backbone) -> Eyes | ClipEyes:
    """Return what looks with a backbone.

    Raises
    ------
    DataError
        It listens.
    """
    if isinstance(backbone, PictureBackbone):
        return Eyes(backbone)
    if isinstance(backbone, ClipBackbone):
        return ClipEyes(backbone)
    raise DataError("This project listens: it is taught with sounds, not with pictures.")
