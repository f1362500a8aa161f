import numpy as np
import pytest

import understudy
from understudy.errors import UnderstudyError


def test_hands_and_a_body_in_one_line(hand, person):
    (found,) = understudy.landmarks.hands(hand, most=1)
    assert isinstance(found, understudy.landmarks.Hand)
    (standing,) = understudy.landmarks.body(person)
    assert isinstance(standing, understudy.landmarks.Body)
    drawn = understudy.landmarks.draw(hand, [found])
    assert drawn.shape == hand.shape
    assert (drawn != hand).any()


def test_nothing_is_found_where_nothing_is():
    wall = np.full((120, 160, 3), 90, np.uint8)
    assert understudy.landmarks.hands(wall) == []
    assert understudy.landmarks.body(wall) == []


def test_settings_are_checked(hand):
    with pytest.raises(UnderstudyError, match="most is 5"):
        understudy.landmarks.hands(hand, most=5)
    with pytest.raises(UnderstudyError, match="size is 'small'"):
        understudy.landmarks.body(hand, size="small")


def test_every_public_name_is_there():
    for name in understudy.landmarks.__all__:
        assert getattr(understudy.landmarks, name) is not None
