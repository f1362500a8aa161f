from pathlib import Path

import numpy as np
import pytest

from tests import acted
from understudy.errors import DataError, MediaError
from understudy.media.movement import Movement
from understudy.media.part import Part
from understudy.training.gathering import Input
from understudy.training.tracking import Tracked, follow, table_of


def given(source: object) -> Input:
    return Input(source, "left", "left/1.mp4")


def test_a_clip_is_one_row_at_its_movement(tmp_path: Path) -> None:
    path = acted.write(tmp_path / "1.mp4", "left", 1, 2.4)
    tracked = follow(given(path), acted.backbone())
    assert tracked.track.shape == (24, acted.backbone().track_width)
    assert tracked.movement.duration == 2.4
    table = table_of(tracked, acted.backbone(), everywhere=False)
    assert table.shape == (1, acted.backbone().dimensions + 1)
    assert table[0, -1] == pytest.approx(1.2, abs=0.15)
    part = acted.backbone().load(Part(path, float(table[0, -1])))
    row = acted.backbone().features(part)
    np.testing.assert_allclose(table[0, :-1], row, atol=0.05)  # the first flow is another


def test_background_counts_everywhere(tmp_path: Path) -> None:
    tracked = follow(given(acted.write(tmp_path / "1.mp4", "other", 1, 5)), acted.backbone())
    table = table_of(tracked, acted.backbone(), everywhere=True)
    np.testing.assert_allclose(table[:, -1], [0.75, 1.5, 2.25, 3.0, 3.75])


def test_places_that_are_known_are_taken(tmp_path: Path) -> None:
    tracked = follow(given(acted.write(tmp_path / "1.mp4", "left", 1, 3)), acted.backbone())
    table = table_of(tracked, acted.backbone(), everywhere=True, places=(1.0, 2.0))
    assert table[:, -1].tolist() == [1.0, 2.0]


def test_pictures_in_memory_are_a_clip() -> None:
    frames = acted.draw("left", 1)
    tracked = follow(given(frames), acted.backbone())
    assert len(tracked.track) == 15
    np.testing.assert_array_equal(
        tracked.track, follow(given(list(frames)), acted.backbone()).track
    )


def test_what_is_kept_is_what_was_found() -> None:
    movement = Movement(12.3, ((0.1, 1.4), (3.3, 12.2)))
    tracked = Tracked(np.zeros((3, 2), np.float32), movement)
    assert tracked.kept().dtype == np.float32
    assert Tracked.from_kept(tracked.track, tracked.kept()).movement == movement
    still = Tracked(tracked.track, Movement(1.0, ()))
    assert Tracked.from_kept(still.track, still.kept()).movement == still.movement


def test_too_short_to_show_an_action(tmp_path: Path) -> None:
    path = acted.write(tmp_path / "1.mp4", "left", 1, 0.2)
    with pytest.raises(MediaError, match=r"1\.mp4 lasts 0.2 s; an action needs at least 0.3 s"):
        follow(given(path), acted.backbone())
    with pytest.raises(MediaError, match="It has a single picture; an action needs"):
        follow(given(acted.draw("left", 1)[:1]), acted.backbone())


def test_no_clip() -> None:
    with pytest.raises(DataError, match="A clip given as an array has dtype float64"):
        follow(given(np.zeros((4, 8, 8, 3))), acted.backbone())
