"""Sound to FLAC: 16 bit, one channel, lossless."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from understudy.errors import MediaError
from understudy.media.atomic import replacing
from understudy.types import Sound

FULL_SCALE = 32768  # of 16-bit samples: -32768 is -1.0
PIECE = 2**16  # samples handed to the encoder at a time

Pcm = NDArray[np.int16]


def to_pcm(samples: Sound | Pcm) -> Pcm:
    """Return sound, float32 [n], as 16-bit samples; what is beyond -1..1 is clipped.

    Samples that are 16-bit already stay as they are.
    """
    if samples.dtype == np.int16:
        return samples.astype(np.int16, copy=False)
    scaled = np.rint(np.clip(np.nan_to_num(samples), -1, 1) * FULL_SCALE)
    pcm: Pcm = np.minimum(scaled, FULL_SCALE - 1).astype(np.int16)
    return pcm


def from_pcm(samples: Pcm) -> Sound:
    """Return 16-bit samples [n] as sound, float32 [n]; `to_pcm` gives the very same back."""
    return samples.astype(np.float32) / np.float32(FULL_SCALE)


def encode_flac(samples: Pcm | Sound, rate: int) -> bytes:
    """Return mono sound, int16 or float32 [n], as the bytes of a FLAC file.

    Raises
    ------
    MediaError
        FLAC can't have this rate.
    """
    buffer = io.BytesIO()
    _write(buffer, [samples], rate)
    return buffer.getvalue()


def write_flac(path: str | Path, blocks: Iterable[Pcm | Sound], rate: int) -> None:
    """Write mono sound, int16 or float32 blocks [n], wholly or not at all; memory does not grow.

    Raises
    ------
    MediaError
        FLAC can't have this rate, or the file can't be written: the folder is missing or
        read-only, or the disk is full.
    """
    with replacing(Path(path)) as file:
        _write(file, blocks, rate)


def _write(file: BinaryIO, blocks: Iterable[Pcm | Sound], rate: int) -> None:
    import av

    with av.open(file, "w", format="flac") as container:
        stream: Any = container.add_stream("flac", rate=rate, layout="mono")
        stream.codec_context.format = "s16"
        try:
            stream.codec_context.open()
        except (av.FFmpegError, ValueError) as error:
            raise MediaError(f"FLAC can't have {rate} samples a second.") from error
        position = 0
        for block in blocks:
            pcm = to_pcm(block)
            for start in range(0, len(pcm), PIECE):
                piece = np.ascontiguousarray(pcm[None, start : start + PIECE])
                frame = av.AudioFrame.from_ndarray(piece, "s16", "mono")
                frame.rate, frame.pts = rate, position
                position += piece.shape[1]
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
