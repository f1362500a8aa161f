"""A microphone of this computer as a source: every sample counts, in order."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

import numpy as np

from understudy.errors import MediaError, MissingExtraError, require
from understudy.sources.frames import TICK_SECONDS
from understudy.sources.sound import Block
from understudy.types import Sound

log = logging.getLogger(__name__)

LATENCY_SECONDS = 0.05
"""Asked of the device: far below what recognising takes, and easy for every computer."""
WAITING_SECONDS = 5.0
"""What is kept for a taker who is late; if that is later still, the newest is lost."""
FIRST_BLOCK_SECONDS = 5.0
"""A microphone takes this long at most to wake up; those on Bluetooth some 3."""
STALL_SECONDS = 2.0
"""A microphone that gives nothing for this long has been unplugged."""
SILENT_SECONDS = 3.0
"""A microphone that begins with nothing but zeros for this long is muted, or forbidden (macOS)."""
CHANNELS = 2
"""Opened at most. The first is used: in some laptops the second is the first turned upside down,
and their mean is silence."""


@dataclass(frozen=True, slots=True)
class MicrophoneInfo:
    """What the system says about a microphone."""

    number: int
    """By which it is chosen."""
    name: str
    rate: int
    """Its own samples a second."""
    channels: int
    default: bool
    """Whether it is the system's own choice."""


def list_microphones() -> list[MicrophoneInfo]:
    """Return the microphones of this computer, in the order of their numbers.

    Raises
    ------
    MissingExtraError
        The extra `[microphone]`, or the library PortAudio, is not installed.
    """
    sounddevice = _sounddevice()
    default = int(sounddevice.default.device[0])  # of input; -1 where there is none
    return [
        MicrophoneInfo(
            number,
            str(device["name"]),
            round(device["default_samplerate"]),
            int(device["max_input_channels"]),
            number == default,
        )
        for number, device in enumerate(sounddevice.query_devices())
        if device["max_input_channels"] > 0
    ]


class Microphone:
    """The sound of a microphone, without gaps as long as it is taken in time.

    Parameters
    ----------
    device
        Its number, as `list_microphones` gives it; by default the system's own choice.
    rate
        Samples a second; by default its own.
    """

    def __init__(self, device: int | None = None, rate: int | None = None) -> None:
        self._device = device
        self._rate = rate
        self._closed = False
        self.lost = 0
        """Samples that were lost because nobody took them in time."""

    def __iter__(self) -> Generator[Block, None, None]:
        """Yield blocks, each once, until the source is closed.

        Raises
        ------
        MediaError
            There is no such microphone, it is in use, may not be used, or was unplugged.
        MissingExtraError
            The extra `[microphone]`, or the library PortAudio, is not installed.
        """
        sounddevice = _sounddevice()
        chosen = _choose(self._device)
        rate = chosen.rate if self._rate is None else self._rate
        queue = _Queue(chosen.name, rate)
        try:
            stream = sounddevice.InputStream(
                device=chosen.number,
                samplerate=rate,
                channels=min(CHANNELS, chosen.channels),
                dtype="float32",
                latency=LATENCY_SECONDS,
                callback=queue.put,
            )
        except (sounddevice.PortAudioError, ValueError, OSError) as error:
            raise MediaError(_why_not(chosen, rate)) from error
        try:
            try:
                stream.start()
            except (sounddevice.PortAudioError, OSError) as error:
                raise MediaError(_why_not(chosen, rate)) from error
            while (samples := queue.next(lambda: self._closed)) is not None:
                self.lost = queue.lost
                yield Block(samples, rate)
        finally:
            stream.close(ignore_errors=True)  # it may have been unplugged

    def close(self) -> None:
        """Let the iteration end soon."""
        self._closed = True


class _Queue:
    """What the microphone gave and nobody took yet: a few seconds at most."""

    def __init__(self, name: str, rate: int) -> None:
        self._name = name
        self._rate = rate
        self._blocks: deque[Sound] = deque()
        self._waiting = 0  # samples
        self._silent: int | None = 0  # samples so far, all zero; None once told, or not all are
        self._gap = False  # whether something was lost before what waits
        self.lost = 0
        self._arrived = threading.Condition()
        self._patience = FIRST_BLOCK_SECONDS

    def put(self, samples: Sound, frames: int, when: Any, status: Any) -> None:
        """Take samples [frames, channels] from PortAudio's own thread, which may not wait long."""
        block = samples[:, 0].copy()  # theirs is used again
        with self._arrived:
            self._gap = self._gap or bool(status.input_overflow)
            if self._waiting + frames > WAITING_SECONDS * self._rate:
                self.lost += frames
                self._gap = True
                return
            self._blocks.append(block)
            self._waiting += frames
            self._arrived.notify()

    def next(self, closed: Callable[[], bool]) -> Sound | None:
        """Wait for samples; return all there are, or None when closed meanwhile."""
        end = time.monotonic() + self._patience
        with self._arrived:
            while not self._blocks:
                if closed():
                    return None
                if time.monotonic() > end:
                    raise MediaError(
                        f"No sound comes from the microphone {self._name}. Is it still plugged in, "
                        "and does no other program use it?"
                    )
                self._arrived.wait(TICK_SECONDS)
            samples = np.concatenate(self._blocks)
            self._blocks.clear()
            self._waiting = 0
            gap, self._gap = self._gap, False
        self._patience = STALL_SECONDS
        if gap:
            log.warning(
                "Some sound of the microphone %s was lost: this computer is too slow.", self._name
            )
        self._watch_silence(samples)
        return None if closed() else samples

    def _watch_silence(self, samples: Sound) -> None:
        if self._silent is None:
            return
        self._silent = None if samples.any() else self._silent + len(samples)
        if self._silent is not None and self._silent > SILENT_SECONDS * self._rate:
            self._silent = None
            log.warning(
                "The microphone %s gives nothing but silence. Is it switched off, or may this "
                "program not use it (Privacy, Microphone in the system's settings)?",
                self._name,
            )


def _choose(number: int | None) -> MicrophoneInfo:
    found = list_microphones()
    if not found:
        raise MediaError("There is no microphone. Plug one in, or give a recording.")
    if number is None:
        return next((one for one in found if one.default), found[0])
    for one in found:
        if one.number == number:
            return one
    known = ", ".join(f"{one.number} ({one.name})" for one in found)
    raise MediaError(f"There is no microphone {number}; expected one of: {known}.")


def _why_not(chosen: MicrophoneInfo, rate: int) -> str:
    if rate != chosen.rate:
        return (
            f"The microphone {chosen.name} can't give {rate} samples a second; its own are "
            f"{chosen.rate}."
        )
    return (
        f"The microphone {chosen.name} can't be opened. Either another program uses it, or this "
        "program may not: look under Privacy, Microphone in the system's settings."
    )


def _sounddevice() -> Any:
    try:
        return require("sounddevice", extra="microphone", purpose="listen to a microphone")
    except OSError as error:  # the package is there, but not the library it speaks to
        raise MissingExtraError(
            "To listen to a microphone, the library PortAudio is needed and is not installed. "
            "On Debian and Ubuntu, install it with: sudo apt install libportaudio2"
        ) from error
