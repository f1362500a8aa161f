from pathlib import Path

import pytest

from tests import acted, taught
from understudy.errors import DataError, MediaError
from understudy.live.acting import Acting
from understudy.live.performing import Performer
from understudy.live.spotting import spot
from understudy.media.video import read_frames


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return acted.write_game(tmp_path_factory.mktemp("game") / "g.mp4", "left", "right", "other")


def test_every_action_of_a_video_with_its_time(game: Path) -> None:
    left, right = spot(acted.tiny(), game)
    assert (left.label, right.label) == ("left", "right")
    assert (right.start, right.end) == pytest.approx((3.35, 4.15), abs=0.11)


@pytest.mark.parametrize("rule", ["at-once", "per-episode"])
def test_it_is_what_would_be_told_live(game: Path, rule: str) -> None:
    acting = Acting.of({}, rule=rule)
    performer = Performer(acted.tiny(), acting)
    heard = [performer.add(seconds, image) for seconds, image in read_frames(game)]
    assert list(spot(acted.tiny(), game, acting)) == [one.ended for one in heard if one.ended]


@pytest.mark.parametrize("seconds", [0.8, 1.2, 1.5])
def test_a_video_as_short_as_its_action(tmp_path: Path, seconds: float) -> None:
    path = acted.write(tmp_path / "a.mp4", "right", 2, seconds)
    assert [event.label for event in spot(acted.tiny(), path)] == ["right"]


def test_an_action_at_the_very_end_is_found(tmp_path: Path) -> None:
    frames = acted.draw_game("other", "right")[:-8]
    path = acted.write_video(tmp_path / "a.mp4", frames, acted.FPS)
    assert [event.label for event in spot(acted.tiny(), path)] == ["right"]


def test_nothing_happens(tmp_path: Path) -> None:
    assert list(spot(acted.tiny(), acted.write(tmp_path / "a.mp4", "other", 1, 3.0))) == []


def test_a_model_of_pictures_is_refused(game: Path) -> None:
    with pytest.raises(DataError, match="recognises single pictures, not actions"):
        list(spot(taught.tiny(), game))


def test_a_file_that_is_no_video(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"not a video")
    with pytest.raises(MediaError, match=r"a\.mp4 is not a video"):
        list(spot(acted.tiny(), tmp_path / "a.mp4"))
