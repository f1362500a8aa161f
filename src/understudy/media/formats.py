"""Telling the format of a picture by its first bytes, and opening it without decoding it.

Pillow's own `Image.open` is not used: it tries some forty formats, of which some start other
programs, and warns about large pictures through a process-wide setting.
"""

from __future__ import annotations

import importlib
from typing import BinaryIO

from PIL import Image as Pillow
from PIL import ImageFile

from understudy.errors import MediaError, MissingExtraError, require

SIGNATURE_BYTES = 12
SIGNATURES: tuple[tuple[bytes, int, str], ...] = (  # bytes, where they are, format
    (b"\xff\xd8\xff", 0, "Jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "Png"),
    (b"GIF87a", 0, "Gif"),
    (b"GIF89a", 0, "Gif"),
    (b"WEBP", 8, "WebP"),
    (b"II*\0", 0, "Tiff"),
    (b"MM\0*", 0, "Tiff"),
    (b"BM", 0, "Bmp"),
)
# Brands of ISO/IEC 23008-12 (HEIF) for pictures in HEVC.
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


class NotAPictureError(MediaError):
    """A file of another format, which no waiting and no copying again turns into a picture."""


def open_picture(file: BinaryIO, name: str) -> ImageFile.ImageFile:
    """Read the header of a picture, called `name` in errors; its pixels are decoded by `load`.

    Raises
    ------
    NotAPictureError
        The bytes are no picture.
    MediaError
        Its header is damaged.
    MissingExtraError
        It is a HEIC picture and the extra is not installed.
    """
    start = file.read(SIGNATURE_BYTES)
    file.seek(0)
    kind = _kind(start)
    if kind is None:
        raise NotAPictureError(
            f"{name} is not a picture (expected JPEG, PNG, WebP, BMP, GIF, TIFF or HEIC)."
        )
    try:
        if kind == "Heif":
            module = require("pillow_heif", "heic", f"read {name}")
        else:
            module = importlib.import_module(f"PIL.{kind}ImagePlugin")
        picture: ImageFile.ImageFile = getattr(module, f"{kind}ImageFile")(file)
        return picture
    except MissingExtraError:
        raise
    except Pillow.DecompressionBombError as error:
        raise MediaError(f"{name} has far too many pixels ({error}). Make it smaller.") from error
    except Exception as error:  # Pillow's parsers raise of every kind on damaged bytes
        raise damaged(name, error) from error


def damaged(name: str, error: Exception) -> MediaError:
    """Say in one line that a picture is damaged, with the decoder's own reason."""
    reason = " ".join(str(error).split()) or type(error).__name__
    return MediaError(f"{name} is damaged or cut off ({reason}). Copy it again.")


def _kind(start: bytes) -> str | None:
    if start[4:8] == b"ftyp" and start[8:12] in HEIC_BRANDS:
        return "Heif"
    for signature, offset, kind in SIGNATURES:
        if start.startswith(signature, offset):
            return kind
    return None
