"""Sound files to mono float32 samples, whole, block by block, or around one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from understudy.errors import MediaError
from understudy.media.limits import MAX_SOUND_SAMPLES, MAX_SOUND_SECONDS
from understudy.media.part import Part
from understudy.media.recent import RecentArrays
from understudy.media.resampling import Resampler
from understudy.media.sound_file import decoded, opened, said_seconds
from understudy.types import Sound

# Decoded recordings, in bytes: half an hour at 32 kHz.
_recent = RecentArrays(max_bytes=256 * 2**20)


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A sound and its rate."""

    samples: Sound
    """float32 [n], mono."""
    rate: int
    """Samples a second."""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / self.rate


@dataclass(frozen=True, slots=True)
class SoundInfo:
    """What the header of a sound says."""

    duration: float | None
    """Seconds, or None when the header doesn't say."""
    rate: int
    """Samples a second."""
    channels: int
    """How many; they are averaged when the sound is read."""
    codec: str
    """FFmpeg's name of the code: flac, pcm_s16le, mp3, opus."""


def probe_sound(path: str | Path) -> SoundInfo:
    """Read the duration, rate and channels of a sound; only its first frame is decoded.

    Raises
    ------
    MediaError
        The file is missing, has no sound, or is over a limit.
    """
    path = Path(path)
    with opened(path, str(path)) as (container, track):
        rate, _ = next(decoded(container, track, str(path)))
        duration = said_seconds(container, track)
        return SoundInfo(duration, rate, track.channels, track.codec_context.name)


def read_sound(source: str | Path | bytes, rate: int | None = None, *, name: str = "") -> Recording:
    """Read a whole sound, or the sound track of a video, as the mean of its channels.

    Of a file that is cut off or damaged, what can be decoded is used and a warning logged.
    Samples that are no numbers become 0; those beyond -1..1 are clipped.

    Parameters
    ----------
    source : path or bytes
        A wav, flac, mp3, ogg, opus, m4a, aiff or other sound file, a video, or what is in one.
    rate : int, optional
        Samples a second to resample to; by default its own.
    name : str, optional
        What to call it in errors; by default its path.

    Raises
    ------
    MediaError
        The file is missing, has no sound, or is over a limit of media/limits.py.
    """
    if isinstance(source, bytes):
        name = name or "The sound"
    else:
        source = Path(source)
        name = name or str(source)
    samples = bytearray()  # grows where it is: a list of pieces would be in memory twice
    for own, piece in _pieces(source, name, rate):
        rate = own
        samples += piece.data
    assert rate is not None
    return Recording(np.frombuffer(samples, np.float32), rate)


def sound_blocks(path: str | Path, rate: int, seconds: float = 0.08) -> Iterator[Sound]:
    """Yield a sound in blocks of round(seconds * rate) samples, the last of what remains.

    Memory does not grow with the file, which may be as long as it likes.

    Raises
    ------
    MediaError
        As `read_sound` does.
    """
    size = round(seconds * rate)
    if size < 1:
        raise ValueError(f"blocks of {seconds} s at {rate} Hz have no samples")
    return _blocks(Path(path), rate, size)


def _blocks(path: Path, rate: int, size: int) -> Iterator[Sound]:
    rest = np.zeros(0, np.float32)
    for _, piece in _pieces(path, str(path), rate, limited=False):
        rest = np.concatenate([rest, piece])
        whole = len(rest) // size * size
        for start in range(0, whole, size):
            yield rest[start : start + size]
        rest = rest[whole:]
    if len(rest):
        yield rest


def _pieces(
    source: Path | bytes, name: str, rate: int | None, limited: bool = True
) -> Iterator[tuple[int, Sound]]:
    """Yield (rate, samples) as they are decoded, all at one rate: the one asked, or the first."""
    with opened(source, name) as (container, track):
        own, resampler, given = 0, None, 0
        for current, samples in decoded(container, track, name):
            if rate is None:
                rate = current
            if resampler is None or current != own:
                if resampler is not None:
                    yield rate, resampler.finish()
                own, resampler = current, Resampler(current, rate)
            piece = resampler.add(samples)
            given += len(piece)
            if limited:
                _check_length(given, rate, name)
            yield rate, piece
        if resampler is not None and rate is not None:  # decoded() gave something, or raised
            yield rate, resampler.finish()


def _check_length(samples: int, rate: int, name: str) -> None:
    limit = min(MAX_SOUND_SECONDS, MAX_SOUND_SAMPLES / rate)
    if samples > limit * rate:
        raise MediaError(
            f"{name} is longer than {limit / 3600:.3g} hours, the limit at {rate} samples a "
            "second. Cut it into shorter ones."
        )


def read_part(part: Part, seconds: float, rate: int) -> Sound:
    """Read round(seconds * rate) samples around a place; outside the recording they are 0.

    The last few recordings are kept decoded, so that many parts of one cost one decoding.
    May be called from many threads.

    Raises
    ------
    MediaError
        As `read_sound` does.
    """

    def samples() -> Sound:
        return read_sound(part.path, rate).samples

    try:
        status = part.path.stat()
    except (OSError, ValueError):
        return cut(samples(), rate, part.centre, seconds)  # which says what is wrong
    key = part.path, status.st_size, status.st_mtime_ns, rate
    return cut(_recent.get(key, samples), rate, part.centre, seconds)


def cut(samples: Sound, rate: int, centre: float, seconds: float) -> Sound:
    """Return round(seconds * rate) samples around a place; outside the sound they are 0."""
    size = round(seconds * rate)
    start = round(centre * rate - size / 2)
    found = samples[max(0, start) : max(0, start + size)]
    window = np.zeros(size, np.float32)
    at = max(0, -start)
    window[at : at + len(found)] = found
    return window
