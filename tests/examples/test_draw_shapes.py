from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from examples import draw_shapes


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes")
    assert draw_shapes.draw_set(folder, seed=3) == 96
    return folder


def test_two_takes_of_every_class(drawn: Path) -> None:
    takes = sorted(path.relative_to(drawn).as_posix() for path in drawn.glob("*/*"))
    assert takes == sorted(f"{s}/{t}" for s in draw_shapes.SHAPES for t in draw_shapes.TAKES)
    assert all(len(list(drawn.joinpath(take).glob("*.jpg"))) == 12 for take in takes)


def test_photos_are_bright_enough_and_all_different(drawn: Path) -> None:
    pixels = np.stack([np.asarray(Image.open(path)) for path in sorted(drawn.rglob("*.jpg"))])
    assert pixels.shape == (96, 240, 320, 3)
    means = pixels.reshape(96, -1).mean(axis=1)
    assert means.min() > 40
    assert means.max() < 235
    assert len(np.unique(pixels.reshape(96, -1), axis=0)) == 96


def test_the_seed_decides(drawn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw_shapes, "PHOTOS", 1)
    draw_shapes.draw_set(tmp_path / "same", seed=3)
    draw_shapes.draw_set(tmp_path / "other", seed=4)
    name = "star/evening/01.jpg"
    assert (tmp_path / "same" / name).read_bytes() == (drawn / name).read_bytes()
    assert (tmp_path / "other" / name).read_bytes() != (drawn / name).read_bytes()


@pytest.mark.parametrize("shape", draw_shapes.SHAPES)
def test_outlines_fit_the_unit_circle(shape: str) -> None:
    radii = np.hypot(*np.array(draw_shapes.outline(shape)).T)
    assert radii.max() == pytest.approx(1)
    assert radii.min() > 0.4


def test_colours() -> None:
    assert draw_shapes.from_hue(0, 1, 1) == (255, 0, 0)
    assert draw_shapes.from_hue(120, 1, 1) == (0, 255, 0)
    assert draw_shapes.from_hue(240, 1, 0.5) == (0, 0, 128)
    assert draw_shapes.shade((200, 100, 10), 1.5) == (255, 150, 15)
