import numpy as np
import pytest

from understudy import tones
from understudy.backbones.spectrogram import BINS, FFT, HOP, MEAN, QUIETEST, RATE, STD
from understudy.backbones.spectrogram import SpectrogramStream as Spectrogram


def test_a_tone_as_an_analyser_node_has_it():
    pitch = 100 * RATE / FFT  # in the middle of bin 100
    frames = Spectrogram().hear(tones.tone(pitch, 0.5, RATE, level=1.0))
    assert frames.shape == ((22_050 - FFT) // HOP + 1, BINS)
    decibels = frames[5] * STD + MEAN
    assert decibels.argmax() == 100
    # Half of the amplitude is at negative frequencies; the window's mean is 0.42.
    assert decibels[100] == pytest.approx(20 * np.log10(0.42 / 2), abs=0.01)


def test_silence_is_a_quiet_room():
    frames = Spectrogram().hear(np.zeros(FFT, np.float32))
    np.testing.assert_allclose(frames, (QUIETEST - MEAN) / STD, rtol=1e-6)
    room = Spectrogram().hear(tones.noise(0.1, RATE, 1, level=1e-4))
    assert abs(np.median(room) * STD + MEAN - QUIETEST) < 4


def test_43_frames_a_second():
    frames = Spectrogram().hear(np.zeros(RATE + FFT - HOP, np.float32))
    assert len(frames) == 43
