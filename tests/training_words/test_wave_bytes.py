import io
import wave

import numpy as np
import pytest

from training.words.wave_bytes import read_wave


def test_a_wave_with_a_wrong_length_is_read_to_its_end() -> None:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes(np.array([0, 16384, -16384], "<i2").tobytes())
    content = bytearray(held.getvalue())
    content[40:44] = b"\xff\xff\xff\x7f"  # the length, as a pipe leaves it
    samples, rate = read_wave(bytes(content))
    assert rate == 22050
    assert samples.tolist() == [0, 0.5, -0.5]


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValueError, match="no WAV"):
        read_wave(b"no such voice")
