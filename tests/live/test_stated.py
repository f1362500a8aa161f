import pytest

from tests import acted, taught
from understudy.errors import DataError
from understudy.live.acting import Acting
from understudy.live.settings import Settings
from understudy.live.stated import settings_for


def test_pictures_and_actions_have_settings_of_their_own() -> None:
    assert settings_for(taught.tiny(), threshold=0.7, release=None) == Settings(threshold=0.7)
    stated = settings_for(acted.tiny(), threshold=0.7, rule="per-episode", smoothing=None)
    assert stated == Acting(threshold=0.7, rule="per-episode")


def test_those_of_the_other_kind_are_refused() -> None:
    with pytest.raises(DataError) as caught:
        settings_for(acted.tiny(), hold_off=0.5)
    assert str(caught.value) == (
        "hold-off is a setting for pictures, and this is a model of actions. It has: threshold, "
        "release, refractory, rule."
    )
    with pytest.raises(DataError, match="rule is a setting for actions, and this is a model of pi"):
        settings_for(taught.tiny(), rule="at-once")
