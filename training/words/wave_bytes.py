"""WAV as speech engines write it: 16-bit mono, its length not always filled in."""

from __future__ import annotations

import numpy as np

from training.words.utterance import Floats


def read_wave(content: bytes) -> tuple[Floats, int]:
    """Return samples -1..1 and their rate in hertz of 16-bit mono WAV bytes.

    Raises
    ------
    ValueError
        It is no such file.
    """
    start = content.find(b"data")
    if content[:4] != b"RIFF" or start < 0:
        raise ValueError("The speech engine wrote no WAV file.")
    rate = int.from_bytes(content[24:28], "little")
    body = content[start + 8 :]
    samples = np.frombuffer(body[: len(body) // 2 * 2], dtype="<i2")
    return samples.astype(np.float32) / np.float32(32768), rate
