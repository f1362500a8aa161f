"""How one camera is looked at: what its frames show, one after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import Backbone, PictureBackbone
from understudy.studio.poses import as_messages, poses_of
from understudy.studio.protocol import Pose


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a frame shows."""

    row: NDArray[np.float32]
    """Its features [d]."""
    poses: list[Pose]


class Eyes:
    """A backbone, and what it remembers of the frames before; for one thread at a time."""

    def __init__(self, backbone: Backbone) -> None:
        self.backbone = backbone
        assert isinstance(backbone, PictureBackbone), "ears are for sounds"
        self._stream = backbone.stream()

    def look(self, jpeg: bytes, seconds: float, threads: int) -> Seen:
        """Look at a frame that was captured at a time by the page's clock.

        Raises
        ------
        MediaError
            It is no picture.
        """
        image = self.backbone.load(jpeg)  # the way that an example goes that is taught
        look = self._stream.look(image, seconds, threads=threads)
        return Seen(look.row, as_messages(poses_of(look.poses, *image.shape[:2])))
