"""Which files are pictures, videos and sounds, told by their suffix."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

IMAGE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif", ".heic", ".heif"}
    | {".tif", ".tiff"}
)
# A .webm may hold sound alone, as browsers record it: whoever wants sound takes videos too.
VIDEO_SUFFIXES = frozenset(
    {".mov", ".qt", ".mp4", ".m4v", ".3gp", ".webm", ".mkv", ".avi", ".mjpeg", ".mjpg"}
)
SOUND_SUFFIXES = frozenset(
    {".wav", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".aif", ".aiff", ".aifc"}
    | {".wma", ".amr", ".caf", ".au", ".w64", ".mka"}
)


def kind_of(path: str | Path) -> Literal["image", "video", "sound"] | None:
    """Return whether a file is named like a picture, a video or a sound, in any case, or None.

    The content is not looked at: `read_image`, `read_frames` and `read_sound` do that.
    """
    suffix = Path(path).suffix.lower()
    if suffix in IMAGE_SUFFIXES:
        return "image"
    if suffix in VIDEO_SUFFIXES:
        return "video"
    return "sound" if suffix in SOUND_SUFFIXES else None
