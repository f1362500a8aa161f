"""Cutting a video into pictures: one folder of numbered JPEGs, wholly or not at all."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from understudy.errors import MediaError
from understudy.media.atomic import rename, write_synced
from understudy.media.image import encode_jpeg
from understudy.media.limits import MAX_VIDEO_FRAMES
from understudy.media.video import read_frames

FRAMES_PER_SECOND = 10.0  # neighbours in a 30 Hz video are too alike to teach anything
MAX_STEM_BYTES = 200  # of the 255 that file systems allow a name


def safe_stem(video: str | Path) -> str:
    """Return a video's name without suffix, as a folder may be called on every system."""
    stem = Path(video).stem.encode(errors="replace")[:MAX_STEM_BYTES].decode(errors="ignore")
    return stem.strip(" .") or "video"


def cut_frames(
    video: str | Path,
    folder: str | Path,
    *,
    fps: float = FRAMES_PER_SECOND,
    max_frames: int = MAX_VIDEO_FRAMES,
    on_frame: Callable[[float], None] | None = None,
) -> int:
    """Write the frames of a video as folder/<video>-000001.jpg and so on; return how many.

    The folder appears when all its pictures are on disk; an interrupted cut leaves nothing.
    Each picture carries in its EXIF when it was shot, counted from the time of the video's
    file, so that pictures out of one video are seen to belong together.

    Parameters
    ----------
    video, folder : path
        What to cut, and where the pictures go. The folder must be new or empty.
    fps, max_frames
        As `read_frames` takes them.
    on_frame : callable, optional
        Called after each picture with its seconds since the start of the video.

    Raises
    ------
    MediaError
        The video can't be read, the folder has something in it, or can't be written.
    """
    video, folder = Path(video), Path(folder)
    temporary = folder.parent / f".{secrets.token_hex(8)}.part"
    frames = read_frames(video, fps=fps, max_frames=max_frames)
    count = 0
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise MediaError(
                f"{folder} already has something in it. Move it away, rename {video.name}, "
                "or choose another output folder."
            )
        try:
            for seconds, image in frames:
                if not count:
                    started = video.stat().st_mtime
                    temporary.mkdir(parents=True)
                count += 1
                jpeg = encode_jpeg(image, shot=started + seconds)
                write_synced(temporary / f"{safe_stem(video)}-{count:06d}.jpg", jpeg)
                if on_frame is not None:
                    on_frame(seconds)
            if folder.is_dir():
                folder.rmdir()  # empty; Windows renames onto nothing that exists
            rename(temporary, folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise MediaError(
            f"{folder} can't be written ({error.strerror or error}). Choose a folder that may "
            "be written to and has room."
        ) from error
    return count
