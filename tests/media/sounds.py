"""Sounds made for the tests of this folder."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest
from numpy.typing import NDArray

RATE = 16_000


def tone(
    seconds: float = 1.0, hertz: float = 440.0, rate: int = RATE, level: float = 0.5
) -> NDArray[np.float32]:
    """Draw a sine, float32 [n]."""
    times = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * hertz * times)).astype(np.float32)


def noise(seconds: float, level: float, rate: int = RATE, seed: int = 0) -> NDArray[np.float32]:
    """Draw white noise, float32 [n], of a level in dB below full scale."""
    drawn = np.random.default_rng(seed).standard_normal(round(seconds * rate))
    return (drawn * 10 ** (level / 20)).astype(np.float32)


def pcm(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return samples as 16-bit ones."""
    return np.clip(np.rint(samples * 32768), -32768, 32767).astype(np.int16)


def wav(samples: NDArray[np.int16], rate: int = RATE) -> bytes:
    """Return int16 [n] or [n, channels] as a WAV file, made without FFmpeg."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return buffer.getvalue()


def encoded(
    samples: NDArray[np.float32],
    container: str,
    codec: str,
    rate: int = RATE,
    layout: str = "mono",
) -> bytes:
    """Return float32 [n] or [channels, n] as FFmpeg's encoders write it."""
    av = pytest.importorskip("av")
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        packed = np.ascontiguousarray(np.atleast_2d(samples).T.reshape(1, -1))
        frame = av.AudioFrame.from_ndarray(packed, "flt", layout)
        frame.rate, frame.pts = rate, 0
        context = stream.codec_context
        resampler = av.AudioResampler(context.format, layout, rate, context.frame_size or None)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return buffer.getvalue()
