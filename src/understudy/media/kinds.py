"""Which files are pictures and which are videos, told by their suffix."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

IMAGE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif", ".heic", ".heif"}
    | {".tif", ".tiff"}
)
VIDEO_SUFFIXES = frozenset(
    {".mov", ".qt", ".mp4", ".m4v", ".3gp", ".webm", ".mkv", ".avi", ".mjpeg", ".mjpg"}
)


def kind_of(path: str | Path) -> Literal["image", "video"] | None:
    """Return whether a file is named like a picture or a video, in any case, or None.

    The content is not looked at: `read_image` and `read_frames` do that.
    """
    suffix = Path(path).suffix.lower()
    if suffix in IMAGE_SUFFIXES:
        return "image"
    return "video" if suffix in VIDEO_SUFFIXES else None
