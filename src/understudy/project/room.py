"""The picture of the empty room, which the old way of looking at people compares with."""

from __future__ import annotations

from pathlib import Path

from understudy.media.image import encode_jpeg, read_image, thumbnail
from understudy.project.core import Core
from understudy.project.disk import told, write_file
from understudy.project.layout import Layout

LONG_SIDE = 640
"""Pixels that are kept of it, as of every picture."""


def room_of(layout: Layout) -> Path | None:
    """Return the picture of a project's room; None where there is none.

    A link is none: it may lead anywhere.
    """
    path = layout.room
    return path if path.is_file() and not path.is_symlink() else None


def set_room(core: Core, picture: bytes) -> None:
    """See `Project.set_room`."""
    image = thumbnail(read_image(picture, at_least=LONG_SIDE), LONG_SIDE)
    data = encode_jpeg(image)
    with core.lock:
        core.check_for("picture")
        with told("the picture of the room"):
            write_file(core.layout.room, data)
        revision = core.grown()
    core.announce(revision, (), "settings")
