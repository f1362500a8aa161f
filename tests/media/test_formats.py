import io
import sys
import warnings

import pytest
from PIL import Image as Pillow

from understudy.errors import MediaError, MissingExtraError
from understudy.media.formats import NotAPictureError, open_picture

HEIC_START = b"\0\0\0\x1cftypheic\0\0\0\0mif1heic"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF"])
def test_the_content_decides_not_the_name(kind: str) -> None:
    buffer = io.BytesIO()
    Pillow.new("RGB", (7, 5)).save(buffer, kind)
    buffer.seek(0)
    with open_picture(buffer, "a.txt") as picture:
        assert (picture.format, picture.size) == (kind, (7, 5))


@pytest.mark.parametrize("data", [b"hello, I am a text file", b"%!PS-Adobe-3.0 EPSF", b"x"])
def test_what_is_no_picture_says_what_would_be(data: bytes) -> None:
    with pytest.raises(NotAPictureError) as caught:
        open_picture(io.BytesIO(data), "a.jpg")
    assert str(caught.value) == (
        "a.jpg is not a picture (expected JPEG, PNG, WebP, BMP, GIF, TIFF or HEIC)."
    )


@pytest.mark.parametrize("data", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", HEIC_START])
def test_a_damaged_header_is_one_line(data: bytes) -> None:
    said = r"^a is damaged or cut off \(.+\)\. Copy it again\.$"
    with pytest.raises(MediaError, match=said) as caught:
        open_picture(io.BytesIO(data), "a")
    assert not isinstance(caught.value, NotAPictureError)  # the rest may be still to come


def test_heic_without_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with pytest.raises(MissingExtraError, match=r"understudy\[heic\]"):
        open_picture(io.BytesIO(HEIC_START), "a.heic")


def test_a_large_picture_gives_no_warning_and_touches_no_setting() -> None:
    setting = Pillow.MAX_IMAGE_PIXELS
    buffer = io.BytesIO()
    Pillow.new("1", (12_000, 12_000)).save(buffer, "PNG")
    buffer.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with open_picture(buffer, "a.png") as picture:
            assert picture.size == (12_000, 12_000)
    assert setting == Pillow.MAX_IMAGE_PIXELS


def test_a_giant_webp_is_refused_before_its_memory_is_taken() -> None:
    header = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xfe\x3f\0" * 2
    with pytest.raises(MediaError):
        open_picture(io.BytesIO(header), "a.webp")
