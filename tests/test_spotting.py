from pathlib import Path

import pytest

import understudy
from tests import acted, taught
from understudy.errors import DataError, ModelFileError
from understudy.live import spotting


def test_a_list_of_what_is_in_a_video(tmp_path: Path) -> None:
    game = acted.write_game(tmp_path / "game.mp4", "left", "right", "other")
    found = understudy.spot(acted.tiny(), game)
    assert found == list(spotting.spot(acted.tiny(), game))
    assert [event.label for event in found] == ["left", "right"]
    assert understudy.spot(acted.tiny(), game, refractory=5.0) == found[:1]


def test_bad_settings_and_models_are_refused(tmp_path: Path) -> None:
    game = acted.write_game(tmp_path / "game.mp4", "left")
    with pytest.raises(DataError, match="The threshold is 2; expected a number from 0 to 1"):
        understudy.spot(acted.tiny(), game, threshold=2)
    with pytest.raises(DataError, match="This model recognises single pictures, not actions"):
        understudy.spot(taught.tiny(), game)
    with pytest.raises(ModelFileError):
        understudy.spot(tmp_path / "none.understudy", game)
