import numpy as np
import pytest

from tests.live.sounding import PITCH, played, tone
from understudy.backbones.spectrogram import BINS, FFT, HOP, QUIETEST, RATE
from understudy.live.spectrograms import Spectrograms

BIN_HZ = RATE / FFT


def test_a_window_of_the_articles_has_three_frames_and_peaks_at_the_pitch() -> None:
    made = Spectrograms(RATE, (FFT + 2 * HOP) / RATE)
    for block in np.array_split(tone("high", 1.0, RATE), 20):
        made.add(block)
    frames = made.at(1.0)
    assert frames.shape == (3, BINS)
    assert set(frames.argmax(axis=1)) == {round(PITCH["high"] / BIN_HZ)}
    # A sine of amplitude 0.2 is 0.1 in its line, of which Blackman passes 0.42.
    assert frames.max() == pytest.approx(20 * np.log10(0.1 * 0.42), abs=1.2)


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_it_is_of_the_window_that_ends_then(rate: int) -> None:
    made = Spectrograms(rate, 1.0)
    for block in np.array_split(played(0.5, ("low", 0.4), 0.3, rate=rate), 60):
        made.add(block)
    frames = made.at(1.2)
    assert len(frames) == 42  # 43 a second, less what the first one spans
    loud = np.flatnonzero(frames[:, round(PITCH["low"] / BIN_HZ)] > -45)
    ends = 1.2 - (len(frames) - loud) * HOP / RATE
    assert 0.5 < ends[0] < 0.57
    assert 0.87 < ends[-1] < 0.97


def test_before_the_beginning_is_silence() -> None:
    made = Spectrograms(RATE, 0.5)
    assert (made.at(0.0) == QUIETEST).all()
    made.add(tone("low", 0.1, RATE))
    assert (made.at(0.1)[:-3] == QUIETEST).all()
    assert made.at(0.1)[-1].max() > -40


def test_it_may_be_asked_for_a_little_late() -> None:
    early, late = Spectrograms(RATE, 0.2), Spectrograms(RATE, 0.2)
    sound = played(0.3, ("high", 0.3), rate=RATE)
    for made, until in ((early, 0.4), (late, 0.5)):
        for block in np.array_split(sound[: round(until * RATE)], 20):
            made.add(block)
    np.testing.assert_array_equal(early.at(0.4), late.at(0.4))
