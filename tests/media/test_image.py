import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from understudy.errors import MediaError
from understudy.media import image as module
from understudy.media.image import (
    capture_time,
    encode_jpeg,
    from_pillow,
    read_image,
    thumbnail,
    write_jpeg,
)


def encoded(picture: Pillow.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def png_header(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    checksum = struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + header + checksum + b"\0\0\0\x08IDAT"


@pytest.mark.parametrize(
    ("kind", "tolerance"),
    [("JPEG", 9), ("PNG", 0), ("WEBP", 9), ("BMP", 0), ("GIF", 1), ("TIFF", 0), ("HEIF", 9)],
)
def test_every_format_from_a_file_and_from_bytes(
    picture: np.ndarray, kind: str, tolerance: int, tmp_path: Path
) -> None:
    if kind == "HEIF":
        buffer = io.BytesIO()
        pytest.importorskip("pillow_heif").from_pillow(Pillow.fromarray(picture)).save(buffer)
        data = buffer.getvalue()
    else:
        data = encoded(Pillow.fromarray(picture), kind)
    path = tmp_path / "фото.jpg"
    path.write_bytes(data)
    for image in (read_image(data), read_image(path), read_image(str(path))):
        assert (image.dtype, image.shape) == (np.uint8, (64, 96, 3))
        assert image.flags.c_contiguous
        inside = np.abs(image.astype(int) - picture)[2:30, 2:46]  # away from chroma bleeding
        assert inside.max() <= tolerance


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation(picture: np.ndarray, kind: str, orientation: int) -> None:
    # How a picture is stored so that the tag brings it back (EXIF 2.32, 4.6.4 A).
    stored = {
        1: picture,
        2: picture[:, ::-1],
        3: picture[::-1, ::-1],
        4: picture[::-1],
        5: picture.transpose(1, 0, 2),
        6: np.rot90(picture, 1),
        7: np.rot90(picture.transpose(1, 0, 2), 2),
        8: np.rot90(picture, -1),
    }[orientation]
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    data = encoded(Pillow.fromarray(np.ascontiguousarray(stored)), kind, exif=exif)
    image = read_image(data)
    assert image.shape == picture.shape
    assert np.abs(image.astype(int) - picture).mean() < 4


def test_heic_orientation_is_applied_once(picture: np.ndarray) -> None:
    heif = pytest.importorskip("pillow_heif")
    exif = Pillow.Exif()
    exif[0x0112] = 6
    source = Pillow.fromarray(np.ascontiguousarray(np.rot90(picture, 1)))
    buffer = io.BytesIO()
    heif.from_pillow(source).save(buffer, exif=exif.tobytes())
    image = read_image(buffer.getvalue())
    assert image.shape == picture.shape
    assert np.abs(image.astype(int) - picture).mean() < 4


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *[("1", "PNG"), ("L", "JPEG"), ("L", "BMP"), ("P", "GIF"), ("P", "PNG"), ("CMYK", "JPEG")],
        *[("CMYK", "TIFF"), ("RGBA", "PNG"), ("LA", "PNG"), ("PA", "TIFF"), ("RGBA", "WEBP")],
        *[("I;16", "PNG"), ("I", "TIFF"), ("F", "TIFF")],
    ],
)
def test_every_mode_shows_the_same_picture(mode: str, kind: str) -> None:
    checks = (np.indices((48, 64)).sum(axis=0) // 16 % 2 * 255).astype(np.uint8)
    if mode == "I;16":
        source = Pillow.fromarray(checks.astype(np.uint16) * 257)
    elif mode == "I":
        source = Pillow.fromarray(checks.astype(np.int32) * 257)
    elif mode == "PA":
        source = Pillow.fromarray(checks).convert("LA").convert("PA")
    else:
        source = Pillow.fromarray(checks).convert("RGB").convert(mode)
    image = read_image(encoded(source, kind))
    assert image.shape == (48, 64, 3)
    assert np.abs(image.astype(int) - checks[:, :, None]).mean() < 2


def test_sixteen_bits_are_scaled_not_clipped() -> None:
    values = np.array([[0, 128, 129, 257, 65100, 65535]], np.uint16)
    expected = [0, 0, 1, 1, 253, 255]
    for data in (
        encoded(Pillow.fromarray(values)),
        encoded(Pillow.fromarray(values), "TIFF"),
        encoded(Pillow.fromarray(values.astype(np.int32)), "TIFF"),
        encoded(Pillow.fromarray((values / 65535).astype(np.float32)), "TIFF"),
    ):
        assert read_image(data)[0, :, 0].tolist() == expected


def test_grey_values_beyond_sixteen_bits_are_refused() -> None:
    values = np.array([[0, 70_000]], np.int32)
    with pytest.raises(MediaError, match="grey values up to 70000"):
        read_image(encoded(Pillow.fromarray(values), "TIFF"))


def test_transparency_shows_white() -> None:
    half = np.zeros((1, 3, 4), np.uint8)
    half[0, :, 3] = [0, 128, 255]
    assert read_image(encoded(Pillow.fromarray(half)))[0, :, 0].tolist() == [255, 127, 0]
    palette = Pillow.fromarray(np.array([[0, 1]], np.uint8)).convert("P")
    palette.putpalette([255, 0, 0, 0, 0, 255])
    image = read_image(encoded(palette, "GIF", transparency=0))
    assert image[0].tolist() == [[255, 255, 255], [0, 0, 255]]


def test_a_moving_picture_gives_its_first_frame() -> None:
    red, blue = (Pillow.new("RGB", (4, 4), name) for name in ("red", "blue"))
    data = encoded(red, "GIF", save_all=True, append_images=[blue])
    assert read_image(data)[0, 0, 0] >= 254


@pytest.mark.parametrize(
    ("at_least", "size"),
    [(224, (240, 320)), (240, (240, 320)), (241, (480, 640)), (60, (60, 80)), (5000, (480, 640))],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_at_least_shrinks_but_keeps_enough(at_least: int, size: tuple[int, int], kind: str) -> None:
    blank = Pillow.new("RGB", (640, 480), "orange")
    assert read_image(encoded(blank, kind), at_least=at_least).shape[:2] == size


def test_at_least_must_be_positive() -> None:
    with pytest.raises(ValueError, match="at_least is 0"):
        read_image(b"", at_least=0)


def test_a_giant_png_is_refused_from_its_header(tmp_path: Path) -> None:
    path = tmp_path / "giant.png"
    path.write_bytes(png_header(50_000, 50_000))
    with pytest.raises(MediaError, match=r"giant.png has 50000 x 50000 pixels, over the limit"):
        read_image(path)


def test_limits_are_on_the_edge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = encoded(Pillow.new("RGB", (10, 10)))
    (tmp_path / "a.png").write_bytes(data)
    monkeypatch.setattr(module, "MAX_IMAGE_PIXELS", 100)
    monkeypatch.setattr(module, "MAX_IMAGE_BYTES", len(data))
    assert read_image(tmp_path / "a.png").shape == (10, 10, 3)
    monkeypatch.setattr(module, "MAX_IMAGE_BYTES", len(data) - 1)
    with pytest.raises(MediaError, match="over the limit"):
        read_image(tmp_path / "a.png")


def test_empty_text_and_cut_off_files(tmp_path: Path, picture: np.ndarray) -> None:
    path = tmp_path / "photo.jpg"
    for data, reason in [
        (b"", "is empty"),
        (b"dear diary", "is not a picture"),
        (encode_jpeg(picture)[:-200], "is damaged or cut off"),
    ]:
        path.write_bytes(data)
        with pytest.raises(MediaError, match=reason) as caught:
            read_image(path)
        assert str(caught.value).startswith(str(path))
        assert "\n" not in str(caught.value)
    with pytest.raises(MediaError, match=r"^The picture is empty"):
        read_image(b"")


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("exif", [b"MM\0*\0\0\0\x08\xff\xffx", b"no TIFF header", b""])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_damaged_exif_does_not_cost_the_picture(
    picture: np.ndarray, kind: str, exif: bytes
) -> None:
    data = encoded(Pillow.fromarray(picture), kind, exif=b"Exif\0\0" + exif)
    assert read_image(data).shape == picture.shape


def test_many_threads_at_once(picture: np.ndarray) -> None:
    data = [encode_jpeg(np.roll(picture, i, axis=1)) for i in range(8)] + [
        png_header(60_000, 9_000)
    ]

    def mean(index: int) -> float:
        try:
            return float(read_image(data[index % 9])[:, : 1 + index % 9].mean())
        except MediaError:
            return -1.0

    alone = [mean(index) for index in range(9)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(mean, range(180))) == alone * 20


def test_capture_time(tmp_path: Path, picture: np.ndarray) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(encode_jpeg(picture, shot=1_700_000_000.25))
    assert capture_time(path) == pytest.approx(1_700_000_000.25, abs=1e-6)
    exif = Pillow.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2024:02:29 12:00:01"
    path.write_bytes(encoded(Pillow.fromarray(picture), "JPEG", exif=exif))
    first = capture_time(path)
    exif.get_ifd(0x8769)[0x9291] = "5"
    data = encoded(Pillow.fromarray(picture), "JPEG", exif=exif)
    path.write_bytes(data[: data.index(b"\xff\xda") + 16])  # nothing but the header
    assert first is not None
    assert capture_time(path) == first + 0.5


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday"])
def test_no_capture_time(tmp_path: Path, picture: np.ndarray, text: str) -> None:
    path = tmp_path / "a.jpg"
    exif = Pillow.Exif()
    exif.get_ifd(0x8769)[0x9003] = text
    path.write_bytes(encoded(Pillow.fromarray(picture), "JPEG", exif=exif))
    assert capture_time(path) is None
    write_jpeg(path, picture)
    assert capture_time(path) is None
    assert capture_time(tmp_path / "missing.jpg") is None


def test_write_jpeg(tmp_path: Path, picture: np.ndarray) -> None:
    path = tmp_path / "a.jpg"
    write_jpeg(path, picture, quality=95)
    assert path.read_bytes() == encode_jpeg(picture, 95)
    assert len(encode_jpeg(picture, 30)) < len(encode_jpeg(picture, 95))
    with pytest.raises(MediaError, match="can't be written"):
        write_jpeg(tmp_path / "missing" / "a.jpg", picture)


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 4), (0, 4, 3)])
def test_only_pictures_are_encoded(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="expected uint8"):
        encode_jpeg(np.zeros(shape, np.uint8))


def test_thumbnail_shrinks_and_never_enlarges(picture: np.ndarray) -> None:
    assert thumbnail(picture, 48).shape == (32, 48, 3)
    assert thumbnail(picture, 400).shape == picture.shape
    assert thumbnail(picture[:, :1], 32).shape == (32, 1, 3)


def test_a_pillow_picture_is_read_as_its_file_would_be(tmp_path: Path) -> None:
    picture = Pillow.new("RGBA", (6, 4), (255, 0, 0, 0))
    picture.paste((0, 0, 255, 255), (0, 0, 3, 2))
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turn by a quarter
    path = tmp_path / "turned.png"
    picture.save(path, exif=exif)
    with Pillow.open(path) as opened:
        np.testing.assert_array_equal(from_pillow(opened), read_image(path))
