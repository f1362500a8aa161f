"""What FFmpeg makes of a sound file: mono float32 pieces, as far as it can be decoded.

file --demux--> packets --decode--> frames --to float, mean of the channels--> (rate, Sound)
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from understudy.errors import MediaError
from understudy.media.files import open_file
from understudy.media.limits import MAX_SOUND_CHANNELS, MAX_SOUND_RATE, MIN_SOUND_RATE
from understudy.media.video import NO_PROTOCOL
from understudy.types import Sound

log = logging.getLogger(__name__)

# As in media/video.py, no playlist is among them. m4a and 3gp are mov, opus is ogg, mka and webm
# are matroska, wma is asf.
CONTAINERS = "wav,w64,flac,mp3,ogg,mov,aac,matroska,aiff,asf,au,caf,amr,avi"
SHORT_SECONDS = 0.1  # that coders' delays may make a sound shorter than its header says
MAX_PLANES = 7  # PyAV 18 reads past the end of the list of planes if there are 8, and crashes
NO_ARRAY = ("s64", "s64p")  # formats of samples that PyAV makes no arrays of
EXPECTED = "expected wav, flac, mp3, ogg, m4a or a video with sound"


@contextmanager
def opened(source: Path | bytes, name: str) -> Iterator[tuple[Any, Any]]:
    """Give the container and its first sound track; no other file or network can be reached.

    Raises
    ------
    MediaError
        There is no such file, it is no sound, or it is over a limit.
    """
    import av

    with _file(source, name) as file:
        allowed = {"format_whitelist": CONTAINERS, "protocol_whitelist": NO_PROTOCOL}
        try:
            container = av.open(file, mode="r", options=allowed, metadata_errors="replace")
        except (av.FFmpegError, OSError, ValueError) as error:
            raise MediaError(
                f"{name} is not a sound that can be read, or it is cut off; {EXPECTED}."
            ) from error
        with container:
            yield container, _track(container, name)


def decoded(container: Any, track: Any, name: str) -> Iterator[tuple[int, Sound]]:
    """Yield (rate, mono float32 samples), at least once, of what can be decoded.

    The rate is the same all the time unless the file changes it. Damaged parts are left
    out, and a warning is logged.
    """
    import av

    lost = strange = 0
    seconds = 0.0
    try:
        for packet in container.demux(track):
            try:
                frames = packet.decode()
            except av.FFmpegError:
                lost += 1
                continue
            for frame in frames:
                if not frame.samples:
                    continue
                _check(frame.sample_rate, frame.layout.nb_channels, name)
                samples = to_float(frame).mean(axis=0, dtype=np.float32)
                finite = np.isfinite(samples)
                strange += len(samples) - int(np.count_nonzero(finite))
                seconds += len(samples) / frame.sample_rate
                yield frame.sample_rate, np.clip(np.where(finite, samples, 0), -1, 1)
    except (av.FFmpegError, OSError):  # the container is damaged: nothing comes after this
        lost += 1
    if not seconds:
        raise MediaError(f"{name} has no sound that can be decoded. Record or copy it again.")
    if lost:
        log.warning("%s has %d damaged parts; the rest of the sound is used.", name, lost)
    elif (said := said_seconds(container, track) or 0.0) - seconds > max(SHORT_SECONDS, said / 20):
        log.warning(
            "%s is cut off: it says that it has %.1f s of sound, and %.1f can be decoded.",
            *(name, said, seconds),
        )
    if strange:
        log.warning("%s has %d samples that are no numbers; they are silent.", name, strange)


def said_seconds(container: Any, track: Any) -> float | None:
    """Return how long the header says that a sound is."""
    if track.duration is not None and track.time_base is not None:
        return float(track.duration * track.time_base)
    if container.duration is not None:
        return float(container.duration / 1e6)  # FFmpeg counts containers in microseconds
    return None


def to_float(frame: Any) -> Sound:
    """Return the samples of a frame of any format as float32 [channels, n]; exact for 16 bit."""
    crashes = frame.format.is_planar and frame.layout.nb_channels > MAX_PLANES
    if crashes or frame.format.name in NO_ARRAY:
        frame = _interleaved(frame)
    values = frame.to_ndarray()
    if not frame.format.is_planar:
        values = values.reshape(-1, frame.layout.nb_channels).T
    if values.dtype == np.uint8:
        values = values.astype(np.float32) / 128 - 1
    elif values.dtype.kind == "i":
        values = values / -float(np.iinfo(values.dtype).min)
    samples: Sound = values.astype(np.float32, copy=False)
    return samples


def _interleaved(frame: Any) -> Any:
    import av

    converter = av.AudioResampler("flt", frame.layout, frame.sample_rate)
    [converted] = converter.resample(frame)
    return converted


def _file(source: Path | bytes, name: str) -> BinaryIO:
    if isinstance(source, Path):
        return open_file(source, "sound")
    if not source:
        raise MediaError(f"{name} is empty: it has 0 bytes. Record or copy it again.")
    return io.BytesIO(source)


def _track(container: Any, name: str) -> Any:
    if not container.streams.audio:
        kinds = " and ".join(sorted({stream.type for stream in container.streams})) or "nothing"
        raise MediaError(f"{name} has no sound in it, only {kinds}.")
    track = container.streams.audio[0]
    if track.codec_context is None:
        raise MediaError(
            f"{name} is damaged, or coded in a way that can't be read; convert it to FLAC or WAV."
        )
    return track


def _check(rate: int, channels: int, name: str) -> None:
    if not MIN_SOUND_RATE <= rate <= MAX_SOUND_RATE:
        raise MediaError(
            f"{name} has {rate} samples a second; expected {MIN_SOUND_RATE} to {MAX_SOUND_RATE}. "
            "Convert it to 48000."
        )
    if channels > MAX_SOUND_CHANNELS:
        raise MediaError(
            f"{name} has {channels} channels, over the limit of {MAX_SOUND_CHANNELS}. "
            "Convert it to one."
        )
