from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image as Pillow

from understudy.studio.spectrograms import LEAST_TOP_DB, RATE, columns, spectrogram
from understudy.types import Sound


def tone(hertz: float, start: float, end: float, seconds: float = 2.0) -> Sound:
    """Return silence with a tone in it."""
    time = np.arange(round(seconds * RATE)) / RATE
    inside = (time >= start) & (time < end)
    return (inside * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def alpha(png: bytes) -> np.ndarray:
    picture = Pillow.open(io.BytesIO(png))
    assert picture.mode == "LA"
    assert not np.asarray(picture)[:, :, 0].any()
    return np.asarray(picture)[:, :, 1]


def test_a_tone_is_where_it_sounds() -> None:
    shown = alpha(spectrogram([tone(1000, 0.5, 1.0)], 0, 2, 40, 64))
    assert shown.shape == (64, 40)
    loud = np.asarray((shown > 200).any(axis=0))
    assert loud[11:19].all()
    assert not loud[:9].any()
    assert not loud[22:].any()


@pytest.mark.parametrize("lower", [100.0, 500.0, 2000.0])
def test_low_sounds_are_below(lower: float) -> None:
    rows = [
        int(alpha(spectrogram([tone(hertz, 0, 2)], 0, 2, 8, 96))[:, 4].argmax())
        for hertz in (lower, 2 * lower)
    ]
    assert rows[1] < rows[0]


def test_a_part_is_shown_larger() -> None:
    sound = tone(1000, 0.5, 1.0)
    assert (alpha(spectrogram([sound], 0.6, 0.9, 20, 32)).max(axis=0) == 255).all()
    assert (alpha(spectrogram([sound], 1.2, 1.9, 20, 32)) == 0).all()


def test_blocks_of_any_length_give_the_same() -> None:
    sound = np.random.default_rng(1).normal(0, 0.1, 2 * RATE).astype(np.float32)
    whole = columns([sound], 0.1, 1.9, 50, 16)
    for size in (1, 333, 8000):
        pieces = [sound[start : start + size] for start in range(0, len(sound), size)]
        if size == 1:
            pieces = pieces[:RATE]
            np.testing.assert_allclose(
                columns(pieces, 0.1, 0.9, 50, 16),
                columns([sound[:RATE]], 0.1, 0.9, 50, 16),
                atol=1e-9,
            )
        else:
            np.testing.assert_allclose(columns(pieces, 0.1, 1.9, 50, 16), whole, atol=1e-9)


def test_nothing_is_nothing_and_a_hiss_is_pale() -> None:
    assert not alpha(spectrogram([np.zeros(RATE, np.float32)], 0, 1, 10, 10)).any()
    assert not alpha(spectrogram([], 0, 1, 10, 10)).any()
    quiet = 10 ** (LEAST_TOP_DB / 20) / 30
    hiss = np.random.default_rng(0).normal(0, quiet, RATE).astype(np.float32)
    assert alpha(spectrogram([hiss], 0, 1, 100, 32)).max() < 160


def test_a_tone_as_loud_as_can_be_is_about_one() -> None:
    found = columns([tone(1000, 0, 2)], 0.5, 1.5, 10, 64)
    assert 0.1 < found.max() <= 1


def test_long_recordings_cost_no_more_columns() -> None:
    blocks = (np.full(RATE, 0.1, np.float32) for _ in range(600))
    assert columns(blocks, 0, 600, 30, 8).shape == (30, 8)
