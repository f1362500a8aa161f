"""What the camera shows: real photos where there are some, otherwise drawn ones."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from benchmarks import data
from examples import draw_shapes

SCRIPT = Path(__file__).with_name("scenes.js")
REAL = "rpsgreen3"
CLASSES = 3
TAUGHT = 24  # photos of a class
TRIED = 16  # others, to be recognised
SIZE = (640, 480)
RATE = 30  # frames a second; Chromium plays every mjpeg file at 30


@dataclass(frozen=True)
class Photos:
    """Photos of classes: some to teach, others to recognise."""

    real: bool
    by_class: Mapping[str, tuple[Path, ...]]

    @property
    def taught(self) -> dict[str, tuple[Path, ...]]:
        return {name: paths[:TAUGHT] for name, paths in self.by_class.items()}

    @property
    def untaught(self) -> dict[str, tuple[Path, ...]]:
        return {name: paths[TAUGHT : TAUGHT + TRIED] for name, paths in self.by_class.items()}


@dataclass(frozen=True, slots=True)
class Film:
    """Pictures that follow one another."""

    pictures: tuple[bytes, ...]
    """JPEG."""
    rate: int
    """Pictures a second."""

    @property
    def first(self) -> Film:
        """Only the first picture, to be shown before something happens."""
        return Film(self.pictures[:1], self.rate)


def find_or_draw(folder: Path) -> Photos:
    """Return the real photos; without them, draw others into a folder."""
    there = data.folder()
    real = there is not None and (there / "images" / REAL).is_dir()
    if there is not None and real:
        places = [there / "images" / REAL]
    else:
        places = [folder / "first", folder / "second"]
        for seed, place in enumerate(places):
            draw_shapes.draw_set(place, seed=seed)
    names = sorted(path.name for path in places[0].iterdir() if path.is_dir())[:CLASSES]
    found = {
        name: tuple(path for place in places for path in sorted((place / name).rglob("*.jpg")))
        for name in names
    }
    if not real:  # of every room, some photos are taught and some are not
        found = {name: paths[::2] + paths[1::2] for name, paths in found.items()}
    assert all(len(paths) >= TAUGHT + TRIED for paths in found.values())
    return Photos(real, found)


class Scenes:
    """The canvas that stands for the camera of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(path=SCRIPT)

    def show(self, photo: Path | Image.Image) -> None:
        """Show a photo from the next frame on."""
        self.page.evaluate("url => window.scene(url)", data_url(photo))

    def film(self, film: Film) -> None:
        """Show the pictures of a film; return when the last one is shown, which stays."""
        urls = [_data_url(picture) for picture in film.pictures]
        self.page.evaluate("([urls, rate]) => window.film(urls, rate)", [urls, film.rate])

    def play(self, photos: Iterable[Path], seconds: float) -> None:
        """Show photos one after the other, each for some seconds."""
        for photo in photos:
            self.show(photo)
            self.page.wait_for_timeout(1000 * seconds)


def data_url(photo: Path | Image.Image) -> str:
    """Return a photo as an address that holds it."""
    return _data_url(photo.read_bytes() if isinstance(photo, Path) else jpeg(photo))


def _data_url(content: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(content).decode("ascii")


def jpeg(picture: Image.Image) -> bytes:
    """Return a picture as JPEG."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def stripes() -> Image.Image:
    """Return a picture like nothing that a test teaches."""
    picture = Image.new("RGB", SIZE)
    for x in range(SIZE[0]):
        for y in range(SIZE[1]):
            picture.putpixel((x, y), (255, 200, 0) if (x + y) // 40 % 2 else (120, 0, 160))
    return picture


def write_camera(path: Path, photos: Iterable[Path], seconds: float) -> Path:
    """Write the file that Chromium's fake camera plays: each photo for some seconds."""
    path.write_bytes(b"".join(_frames(photos, seconds)))
    return path


def _frames(photos: Iterable[Path], seconds: float) -> Iterator[bytes]:
    for photo in photos:
        frame = Image.new("RGB", SIZE, "gray")
        with Image.open(photo) as opened:
            side = SIZE[1]
            frame.paste(opened.convert("RGB").resize((side, side)), ((SIZE[0] - side) // 2, 0))
        yield from [jpeg(frame)] * round(RATE * seconds)
