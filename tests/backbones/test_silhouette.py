from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from understudy.backbones.silhouette import BLOCKS, HEIGHT, WIDTH, load
from understudy.errors import MediaError, UnderstudyError
from understudy.types import Image


def room(height: int = 96, width: int = 128) -> Image:
    return np.random.default_rng(3).integers(60, 90, (height, width, 3)).astype(np.uint8)


def with_person(left: float, right: float, top: float) -> Image:
    picture = room()
    height, width = picture.shape[:2]
    picture[round(top * height) :, round(left * width) : round(right * width)] = 220
    return picture


def test_an_empty_room_has_no_silhouette() -> None:
    assert not load(room()).embed([room()]).any()


def test_columns_and_rows_say_where_somebody_stands() -> None:
    [row] = np.asarray(load(room()).embed([with_person(0.25, 0.5, 0.5)]))
    columns, rows = row[BLOCKS["columns"]], row[BLOCKS["rows"]]
    assert (len(columns), len(rows)) == (WIDTH, HEIGHT)
    np.testing.assert_allclose(columns[18:30], 0.5, atol=0.03)
    assert not columns[:14].any()
    assert not columns[34:].any()
    np.testing.assert_allclose(rows[26:46], 0.25, atol=0.03)
    assert not rows[:22].any()


def test_noise_and_single_pixels_do_not_count() -> None:
    picture = room()
    picture[::20, ::20] = 255
    noisy = np.clip(picture + np.random.default_rng(0).normal(0, 6, picture.shape), 0, 255)
    assert not load(room()).embed([noisy.astype(np.uint8)]).any()


def test_pictures_of_another_size_are_compared_too() -> None:
    small = np.asarray(Pillow.fromarray(with_person(0.25, 0.5, 0.5)).resize((64, 48)))
    X = np.asarray(load(room()).embed([with_person(0.25, 0.5, 0.5), small]))
    np.testing.assert_allclose(X[0], X[1], atol=0.05)


def test_another_room_is_another_backbone(tmp_path: Path) -> None:
    path = tmp_path / "room.png"
    Pillow.fromarray(room()).save(path)
    assert load(path).fingerprint == load(str(path)).fingerprint == load(room()).fingerprint
    assert load(room(48, 64)).fingerprint != load(room()).fingerprint


def test_without_a_room_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnderstudyError, match=r"--room room\.jpg"):
        load()
    with pytest.raises(MediaError):
        load(tmp_path / "nowhere.jpg")


def test_silhouettes_that_are_alike_are_not_one_take() -> None:
    from understudy.training import examples, teaching
    from understudy.training.gathering import gather

    pictures = [with_person(left, left + 0.25, 0.5) for left in (0.25, 0.26, 0.27)]
    backbone = load(room())
    shown = examples.embed(gather({"stand": pictures, "other": [room()]}).inputs, backbone)
    assert len(set(teaching.takes_of(shown).ids.tolist())) == 4
