import numpy as np
import pytest

from understudy import tones
from understudy.backbones import log_mel
from understudy.backbones.log_mel import BANDS, HOP, LENGTH, RATE, LogMelStream


def frames_of(sound):
    return LogMelStream().hear(sound)


def test_shapes():
    frames = frames_of(np.zeros(LENGTH + 9 * HOP, np.float32))
    assert frames.shape == (10, BANDS)
    assert frames.dtype == np.float32
    np.testing.assert_allclose(frames, np.log(log_mel.FLOOR), rtol=1e-6)


@pytest.mark.parametrize("pitch", [200.0, 1000.0, 5000.0, 12_000.0])
def test_a_tone_is_loudest_in_its_band(pitch):
    frames = frames_of(tones.tone(pitch, 0.3, RATE))
    _, bands = log_mel.window_and_bands()
    frequencies = np.fft.rfftfreq(log_mel.FFT, 1 / RATE)
    centres = (bands * frequencies[:, np.newaxis]).sum(axis=0) / bands.sum(axis=0)
    assert abs(centres[frames[10].argmax()] - pitch) < 0.06 * pitch + 20


def test_every_band_hears_something():
    _, bands = log_mel.window_and_bands()
    assert bands.any(axis=0).all()


def test_statistics_do_not_hang_on_how_loud_it_is():
    sound = tones.noise(0.5, RATE, 3, level=0.3)
    loud, quiet = (log_mel.statistics(frames_of(level * sound)) for level in (1.0, 0.1))
    assert loud.shape == (log_mel.WIDTH,)
    np.testing.assert_allclose(loud, quiet, atol=0.02)


def test_statistics_by_hand():
    frames = np.random.default_rng(0).normal(size=(11, BANDS)).astype(np.float32)
    mean, std, highest, change, most = log_mel.statistics(frames).reshape(5, BANDS)
    np.testing.assert_allclose(mean, frames.mean(0) - frames.mean(), atol=1e-6)
    np.testing.assert_allclose(std, frames.std(0), atol=1e-6)
    np.testing.assert_allclose(highest, frames.max(0) - frames.max(), atol=1e-6)
    np.testing.assert_allclose(change, np.abs(np.diff(frames, axis=0)).mean(0), atol=1e-6)
    np.testing.assert_allclose(most, np.sort(frames, axis=0)[9] - frames.max(), atol=1e-6)


def test_the_loudest_stretch_holds_the_click():
    sound = tones.placed(tones.click(RATE), 1.0, RATE, at=0.7)
    frames = frames_of(sound)
    found = log_mel.loudest(frames)
    assert found.shape == (log_mel.SHORT, BANDS)
    assert found.max() == frames.max()


def test_peaks_first_are_the_same_numbers():
    frames = np.random.default_rng(0).normal(size=(13, BANDS)).astype(np.float32)
    numbers, ordered = log_mel.statistics(frames), log_mel.peaks_first(frames)
    np.testing.assert_array_equal(ordered[:BANDS], numbers[2 * BANDS : 3 * BANDS])
    np.testing.assert_array_equal(np.sort(ordered), np.sort(numbers))
    np.testing.assert_array_equal(ordered[3 * BANDS :], numbers[3 * BANDS :])
