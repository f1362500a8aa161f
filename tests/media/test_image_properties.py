"""Whatever the bytes, `read_image` gives a picture or a MediaError, and nothing else."""

from __future__ import annotations

import io
import warnings

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from understudy.errors import MediaError
from understudy.media.image import encode_jpeg, read_image, thumbnail

QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.differing_executors]
)


def sample(kind: str, **options: object) -> bytes:
    # Noise, so that the coded pixels are most of the file.
    noise = np.random.default_rng(5).integers(0, 256, (40, 56, 3), dtype=np.uint8)
    exif = Pillow.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    Pillow.fromarray(noise).save(buffer, kind, exif=exif, **options)
    return buffer.getvalue()


SAMPLES = {
    "jpeg": sample("JPEG"),
    "progressive jpeg": sample("JPEG", progressive=True),
    "png": sample("PNG"),
    "webp": sample("WEBP"),
    "gif": sample("GIF"),
    "bmp": sample("BMP"),
    "tiff": sample("TIFF", compression="tiff_lzw"),
}
SIGNATURES = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 "]
SIGNATURES += [b"BM", b"II*\0", b"MM\0*", b"\0\0\0\x1cftypheic"]


def picture_or_media_error(data: bytes) -> bool:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")  # odd EXIF
        try:
            image = read_image(data, at_least=16)
        except MediaError as error:
            if "\n" in str(error):
                pytest.fail(f"not one line: {error}")
            return False
    assert image.dtype == np.uint8
    assert image.ndim == 3
    assert image.shape[2] == 3
    assert image.size > 0
    return True


@given(st.sampled_from(SIGNATURES), st.binary(max_size=300))
@QUICK
def test_random_bytes(signature: bytes, rest: bytes) -> None:
    picture_or_media_error(signature + rest)


@pytest.mark.parametrize("kind", SAMPLES)
@given(data=st.data())
@QUICK
def test_changed_bytes(kind: str, data: st.DataObject) -> None:
    changed = bytearray(SAMPLES[kind])
    # Half of the changes go into the header, where they do most.
    place = st.integers(0, 100) | st.integers(0, len(changed) - 1)
    for where, value in data.draw(
        st.lists(st.tuples(place, st.integers(0, 255)), min_size=1, max_size=8)
    ):
        changed[where] = value
    picture_or_media_error(bytes(changed))


@pytest.mark.parametrize("kind", SAMPLES)
@given(share=st.floats(0, 0.97))
@QUICK
def test_a_cut_off_file_is_never_a_picture(kind: str, share: float) -> None:
    whole = SAMPLES[kind]
    assert picture_or_media_error(whole)
    assert not picture_or_media_error(whole[: int(share * len(whole))])


@given(st.integers(1, 70), st.integers(1, 70), st.sampled_from(["1", "L", "P", "RGB", "CMYK"]))
@QUICK
def test_any_size_and_mode_keeps_its_shape(height: int, width: int, mode: str) -> None:
    buffer = io.BytesIO()
    Pillow.new("RGB", (width, height), "navy").convert(mode).save(buffer, "TIFF")
    image = read_image(buffer.getvalue())
    assert image.shape == (height, width, 3)
    assert read_image(encode_jpeg(image)).shape == image.shape
    small = thumbnail(image, 20)
    assert max(small.shape[:2]) == min(20, max(height, width))
