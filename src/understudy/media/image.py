"""Pictures: files and bytes to uint8 RGB arrays, and arrays to JPEG.

bytes --sniff--> format --open--> header (size checked) --decode--> upright RGB [h, w, 3]
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image as Pillow

from understudy.errors import MediaError
from understudy.media.atomic import write_bytes
from understudy.media.files import open_file
from understudy.media.formats import damaged, open_picture
from understudy.media.limits import MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS
from understudy.types import Image

# Tags of EXIF 2.32, sections 4.6.4 and 4.6.5.
ORIENTATION_TAG = 0x0112
EXIF_DIRECTORY_TAG = 0x8769
DATE_TIME_ORIGINAL_TAG = 0x9003
SUBSECOND_ORIGINAL_TAG = 0x9291
EXIF_TIME = "%Y:%m:%d %H:%M:%S"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UPRIGHT = {  # EXIF orientation -> what brings the picture upright
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}


def read_image(
    source: str | Path | bytes, *, at_least: int | None = None, name: str | None = None
) -> Image:
    """Read a picture from a file or from its bytes; it may be called from many threads.

    JPEG, PNG, WebP, BMP, GIF, TIFF and, with the extra `[heic]`, HEIC; of several frames the
    first. The EXIF orientation is applied; transparent parts show white; 16-bit values are
    scaled to 8; colour profiles are ignored.

    Parameters
    ----------
    source : path or bytes
        A file, or what is in one.
    at_least : int, optional
        The picture may be made smaller by a whole number of times, by averaging, as long as its
        short side keeps this many pixels; of a JPEG the decoder does most of it, several times
        faster.
    name : str, optional
        What errors call it; by default a file has its path.

    Returns
    -------
    uint8 array [height, width, 3]
        RGB, contiguous. It may be read-only.

    Raises
    ------
    MediaError
        There is no such file, it is no picture, it is damaged or cut off, or over a limit.
    MissingExtraError
        It is a HEIC picture and the extra is not installed.
    """
    if at_least is not None and at_least < 1:
        raise ValueError(f"at_least is {at_least}; expected 1 or more pixels")
    name = name or ("The picture" if isinstance(source, bytes) else str(source))
    data = source if isinstance(source, bytes) else _read_bytes(Path(source))
    if not data:
        raise MediaError(f"{name} is empty: it has 0 bytes. Take or copy it again.")
    with open_picture(io.BytesIO(data), name) as picture:
        width, height = picture.size
        if width * height > MAX_IMAGE_PIXELS:
            raise MediaError(
                f"{name} has {width} x {height} pixels, over the limit of "
                f"{MAX_IMAGE_PIXELS // 10**6} million. Make it smaller."
            )
        try:
            if at_least is not None and picture.format == "JPEG":
                picture.draft(None, (at_least, at_least))
            picture.load()
            upright = _rgb(_upright(picture), name)
            if at_least is not None and (factor := min(upright.size) // at_least) > 1:
                upright = upright.reduce(factor)
            return np.ascontiguousarray(upright)
        except MediaError:
            raise
        except Exception as error:  # Pillow's decoders raise of every kind on damaged bytes
            raise damaged(name, error) from error


def from_pillow(picture: Pillow.Image) -> Image:
    """Return a Pillow picture as `read_image` would read it from a file.

    Raises
    ------
    MediaError
        It can't be decoded, or is of a kind that can't be shown in 8 bits.
    """
    try:
        return np.ascontiguousarray(_rgb(_upright(picture), "The picture"))
    except MediaError:
        raise
    except Exception as error:  # a lazily opened file may be damaged
        raise damaged("The picture", error) from error


def _read_bytes(path: Path) -> bytes:
    with open_file(path, "picture", MAX_IMAGE_BYTES) as file:
        return file.read()


def _upright(picture: Pillow.Image) -> Pillow.Image:
    try:
        turn = UPRIGHT.get(picture.getexif().get(ORIENTATION_TAG, 1))
    except Exception:  # damaged EXIF must not cost a good picture
        turn = None
    return picture if turn is None else picture.transpose(turn)


def _rgb(picture: Pillow.Image, name: str) -> Pillow.Image:
    if picture.mode in {"I", "F"} or picture.mode.startswith("I;16"):
        picture = _eight_bit(picture, name)
    if picture.has_transparency_data:
        white = Pillow.new("RGBA", picture.size, "white")
        picture = Pillow.alpha_composite(white, picture.convert("RGBA"))
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _eight_bit(picture: Pillow.Image, name: str) -> Pillow.Image:
    """Scale grey values to 0..255: integers from 0..65535; decimals from 0..1, else 0..255."""
    values: Any = np.asarray(picture)
    if values.dtype.kind == "f":
        scale = 255.0 if np.nanmax(values, initial=0.0) <= 1.0 else 1.0
        values = np.nan_to_num(values) * scale
    elif values.max(initial=0) > 65535:
        raise MediaError(
            f"{name} has grey values up to {values.max()}; expected at most 65535. "
            "Save it as 8-bit or 16-bit."
        )
    else:
        values = values / 257.0  # 65535 = 255 * 257
    return Pillow.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))


def capture_time(source: str | Path | bytes) -> float | None:
    """Return when a photo was shot, in seconds, or None where its EXIF doesn't say.

    The photo is a file, or what is in one.

    The camera's clock is counted from 1970 as if it showed UTC, since few cameras know their
    time zone: subtract two of them, and don't compare them with the computer's clock.
    """
    try:
        file = io.BytesIO(source) if isinstance(source, bytes) else open_file(Path(source), "photo")
        with file, open_picture(file, "The photo") as picture:
            tags = picture.getexif().get_ifd(EXIF_DIRECTORY_TAG)
        shot = datetime.strptime(tags[DATE_TIME_ORIGINAL_TAG], EXIF_TIME)
        subsecond = str(tags.get(SUBSECOND_ORIGINAL_TAG, "")).strip("\0 ")
        fraction = float(f"0.{subsecond}") if subsecond.isdecimal() else 0.0
    except Exception:  # no date, for whatever reason: the caller has nothing to do about it
        return None
    return shot.replace(tzinfo=UTC).timestamp() + fraction


def encode_jpeg(image: Image, quality: int = 92, *, shot: float | None = None) -> bytes:
    """Return a picture, uint8 [height, width, 3], as the bytes of a JPEG of quality 1..95.

    `shot` is when it was taken, in seconds as `capture_time` gives them; it goes into the EXIF.
    """
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or not image.size:
        raise ValueError(f"image is {image.dtype} {image.shape}; expected uint8 [h, w, 3]")
    exif = b"" if shot is None else _exif_of(shot)
    buffer = io.BytesIO()
    Pillow.fromarray(image).save(buffer, "JPEG", quality=quality, exif=exif)
    return buffer.getvalue()


def _exif_of(shot: float) -> bytes:
    when = EPOCH + timedelta(seconds=shot)
    exif = Pillow.Exif()
    exif.get_ifd(EXIF_DIRECTORY_TAG).update(
        {
            DATE_TIME_ORIGINAL_TAG: when.strftime(EXIF_TIME),
            SUBSECOND_ORIGINAL_TAG: f"{when.microsecond:06d}",
        }
    )
    return exif.tobytes()


def write_jpeg(path: str | Path, image: Image, quality: int = 92) -> None:
    """Write a picture as a JPEG, wholly or not at all; an existing file is replaced.

    Raises
    ------
    MediaError
        The file can't be written: the folder is missing or read-only, or the disk is full.
    """
    write_bytes(Path(path), encode_jpeg(image, quality))


def thumbnail(image: Image, side: int) -> Image:
    """Return a picture scaled down until its long side has at most `side` pixels."""
    small = Pillow.fromarray(image)
    small.thumbnail((side, side), Pillow.Resampling.LANCZOS)
    return np.asarray(small)
