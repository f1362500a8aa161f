from pathlib import Path

import numpy as np
import pytest

from tests.sounds import RATE, Bands, draw, recording, take
from understudy import tones
from understudy.backbones.recordings import loudest, refuse_other, rows_at, rows_of_events
from understudy.errors import DataError
from understudy.media.sound import Recording


def test_each_place_is_a_row_and_around_the_recording_is_silence() -> None:
    backbone = Bands()
    whole = recording("low", count=2)
    inside, early, late = rows_at(backbone, whole, [0.5, -10, 99])
    assert inside[0] > early[0] + 2
    np.testing.assert_array_equal(early, backbone.features(np.zeros(4800, np.float32)))
    np.testing.assert_array_equal(early, late)
    assert rows_at(backbone, whole, []).shape == (0, 4)


def test_each_event_has_the_rows_cut_from_it() -> None:
    long = np.concatenate([take("low"), take("high", seconds=0.9), take("low")])
    found = list(rows_of_events(Bands(), Recording(long, RATE)))
    assert [round(start) for (start, _), _ in found] == [0, 1, 2]
    assert all(start < end for (start, end), _ in found)
    assert [len(rows) for _, rows in found][0::2] == [1, 1]
    assert len(found[1][1]) > 1  # longer than the window
    assert found[0][1][0, 0] > found[1][1][0, 0]
    assert list(rows_of_events(Bands(), Recording(np.zeros(RATE, np.float32), RATE))) == []


def test_the_loudest_event_counts_whatever_the_offset() -> None:
    backbone = Bands()
    soft, loud = tones.placed(0.1 * draw("low", 0), 1, RATE), take("high")
    whole = Recording(np.concatenate([soft, loud, soft]), RATE)
    rows = loudest(backbone, whole)
    assert len(rows) == 1
    np.testing.assert_allclose(rows, loudest(backbone, Recording(loud, RATE)), atol=0.5)
    shifted = Recording(whole.samples + np.float32(0.3), RATE)
    np.testing.assert_allclose(loudest(backbone, shifted)[0, 2:], rows[0, 2:], atol=0.5)
    assert len(loudest(backbone, Recording(np.zeros(100, np.float32), RATE))) == 1


def test_files_named_like_the_other_medium_are_refused() -> None:
    refuse_other("sound", "a.wav")
    refuse_other("sound", Path("a.webm"))
    refuse_other("picture", "a.jpg")
    refuse_other("picture", np.zeros(3))
    with pytest.raises(DataError, match=r"^a\.jpg is a picture, and this model hears sounds\.$"):
        refuse_other("sound", "a.jpg")
    with pytest.raises(DataError, match=r"^a\.wav is a sound, and this model looks at pictures"):
        refuse_other("picture", Path("a.wav"))
