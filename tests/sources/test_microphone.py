"""The microphone, with a stand-in for sounddevice."""

from __future__ import annotations

import importlib
import logging
import sys
import threading
import types
from collections.abc import Callable
from contextlib import closing
from typing import Any

import numpy as np
import pytest

from understudy.errors import MediaError, MissingExtraError
from understudy.sources import microphone as module
from understudy.sources.microphone import Microphone, MicrophoneInfo, list_microphones

INSIDE = {"name": "Inside", "default_samplerate": 44100.0, "max_input_channels": 2}
SPEAKER = {"name": "Speaker", "default_samplerate": 48000.0, "max_input_channels": 0}
USB = {"name": "USB", "default_samplerate": 48000.0, "max_input_channels": 1}


class PortAudioError(Exception):
    """As sounddevice has one."""


class Hardware:
    """The devices of a computer; what is said into the microphone comes out of the stream."""

    def __init__(self) -> None:
        self.devices: list[dict[str, Any]] = [INSIDE, SPEAKER, USB]
        self.default = 2
        self.asked: dict[str, Any] = {}
        self.closed = threading.Event()
        self.started = threading.Event()
        self.open_error: Exception | None = None
        self.start_error: Exception | None = None

    def open(self, **asked: Any) -> Hardware:
        if self.open_error is not None:
            raise self.open_error
        self.asked = asked
        return self

    def start(self) -> None:
        if self.start_error is not None:
            raise self.start_error
        self.started.set()

    def close(self, ignore_errors: bool = False) -> None:
        assert ignore_errors
        self.closed.set()

    def say(self, samples: list[float], overflow: bool = False) -> None:
        """Give samples to the stream; the second channel has them upside down."""
        block = np.array(samples, np.float32)
        channels = np.stack([block, -block], axis=1)[:, : self.asked["channels"]]
        status = types.SimpleNamespace(input_overflow=overflow)
        self.asked["callback"](channels, len(channels), None, status)
        channels[:] = np.nan  # the memory is used again


@pytest.fixture
def hardware(monkeypatch: pytest.MonkeyPatch) -> Hardware:
    made = Hardware()
    fake: Any = types.ModuleType("sounddevice")
    fake.PortAudioError = PortAudioError
    fake.InputStream = made.open
    fake.query_devices = lambda: made.devices
    fake.default = types.SimpleNamespace(device=[made.default, 1])
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    return made


def started(hardware: Hardware, source: Microphone, say: Callable[[], None]) -> Any:
    """Return the iterator of a microphone into which something is said once it listens."""

    def speak() -> None:
        if hardware.started.wait(5):
            say()

    hardware.started.clear()
    threading.Thread(target=speak, daemon=True).start()
    return iter(source)


def test_the_first_channel_comes_in_order(hardware: Hardware) -> None:
    source = Microphone(0)
    with closing(started(hardware, source, lambda: hardware.say([0.1, 0.2]))) as blocks:
        first = next(blocks)
        hardware.say([0.3])
        hardware.say([0.4, 0.5])
        second = next(blocks)
    assert first.samples.dtype == np.float32
    assert first.samples.tolist() == pytest.approx([0.1, 0.2])
    assert second.samples.tolist() == pytest.approx([0.3, 0.4, 0.5])
    assert first.rate == second.rate == 44100
    asked = hardware.asked
    assert (asked["device"], asked["samplerate"], asked["channels"]) == (0, 44100, 2)
    assert asked["dtype"] == "float32"
    assert hardware.closed.is_set()
    assert source.lost == 0


def test_the_system_chooses_unless_told(hardware: Hardware) -> None:
    with closing(started(hardware, Microphone(), lambda: hardware.say([0.5]))) as blocks:
        assert next(blocks).rate == 48000
    assert (hardware.asked["device"], hardware.asked["channels"]) == (2, 1)
    with closing(started(hardware, Microphone(rate=16000), lambda: hardware.say([0.5]))) as blocks:
        assert next(blocks).rate == 16000
    assert hardware.asked["samplerate"] == 16000


def test_microphones_are_listed_by_their_numbers(hardware: Hardware) -> None:
    assert list_microphones() == [
        MicrophoneInfo(0, "Inside", 44100, 2, default=False),
        MicrophoneInfo(2, "USB", 48000, 1, default=True),
    ]


def test_without_a_default_the_first_is_taken(
    hardware: Hardware, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        sys.modules["sounddevice"], "default", types.SimpleNamespace(device=[-1, 1])
    )
    with closing(started(hardware, Microphone(), lambda: hardware.say([0.5]))) as blocks:
        next(blocks)
    assert hardware.asked["device"] == 0


def test_what_nobody_takes_is_lost_and_told(
    hardware: Hardware, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "WAITING_SECONDS", 4 / 48000)
    source = Microphone()
    with closing(started(hardware, source, lambda: hardware.say([0.1]))) as blocks:
        next(blocks)
        for number in range(10):
            hardware.say([number / 10])
        assert next(blocks).samples.tolist() == pytest.approx([0, 0.1, 0.2, 0.3])
        assert source.lost == 6
        assert caplog.text.count("Some sound of the microphone USB was lost") == 1
        hardware.say([0.7])
        assert next(blocks).samples.tolist() == pytest.approx([0.7])
        hardware.say([0.8], overflow=True)  # lost before it came here
        next(blocks)
        assert caplog.text.count("was lost") == 2


def test_closing_ends_it_while_it_waits(hardware: Hardware) -> None:
    source = Microphone()
    timer = threading.Timer(0.05, source.close)
    timer.start()
    assert list(source) == []
    assert hardware.closed.is_set()
    timer.join()


def test_closing_ends_it_while_sound_comes(hardware: Hardware) -> None:
    source = Microphone()
    with closing(started(hardware, source, lambda: hardware.say([0.1]))) as blocks:
        next(blocks)
        hardware.say([0.2])
        source.close()
        assert list(blocks) == []


def test_a_microphone_that_is_unplugged(
    hardware: Hardware, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STALL_SECONDS", 0.1)
    blocks = started(hardware, Microphone(), lambda: hardware.say([0.1]))
    next(blocks)
    with pytest.raises(
        MediaError, match=r"No sound comes from the microphone USB\. Is it still plugged in"
    ):
        next(blocks)
    assert hardware.closed.is_set()


def test_a_microphone_that_never_begins(
    hardware: Hardware, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_BLOCK_SECONDS", 0.1)
    with pytest.raises(MediaError, match="No sound comes"):
        next(iter(Microphone()))
    assert hardware.closed.is_set()


@pytest.mark.parametrize("when", ["open_error", "start_error"])
def test_a_microphone_that_cannot_be_opened(hardware: Hardware, when: str) -> None:
    setattr(hardware, when, PortAudioError("Device unavailable"))
    with pytest.raises(MediaError, match=r"USB can't be opened.*look under Privacy, Microphone"):
        next(iter(Microphone()))
    with pytest.raises(MediaError, match="can't give 8000 samples a second; its own are 48000"):
        next(iter(Microphone(rate=8000)))


def test_no_such_microphone(hardware: Hardware) -> None:
    with pytest.raises(
        MediaError, match=r"no microphone 1; expected one of: 0 \(Inside\), 2 \(USB\)"
    ):
        next(iter(Microphone(1)))
    hardware.devices = [SPEAKER]
    assert list_microphones() == []
    with pytest.raises(MediaError, match=r"There is no microphone\. Plug one in"):
        next(iter(Microphone()))


def test_one_that_is_muted_or_forbidden_is_told_once(
    hardware: Hardware, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "SILENT_SECONDS", 3 / 48000)
    with closing(started(hardware, Microphone(), lambda: hardware.say([0.0, 0.0]))) as blocks:
        next(blocks)
        assert "nothing but silence" not in caplog.text
        for _ in range(3):
            hardware.say([0.0, 0.0])
            next(blocks)
        assert caplog.text.count("USB gives nothing but silence") == 1


def test_silence_after_sound_is_no_fault(
    hardware: Hardware, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "SILENT_SECONDS", 3 / 48000)
    with closing(started(hardware, Microphone(), lambda: hardware.say([0.1]))) as blocks:
        next(blocks)
        hardware.say([0.0] * 9)
        with caplog.at_level(logging.WARNING):
            next(blocks)
    assert not caplog.text


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    for use in (list_microphones, lambda: next(iter(Microphone()))):
        with pytest.raises(MissingExtraError, match=r"understudy\[microphone\]"):
            use()


def test_without_portaudio_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(MissingExtraError, match="apt install libportaudio2"):
        list_microphones()


def test_the_real_package_if_it_is_there() -> None:
    try:
        found = list_microphones()
    except MissingExtraError as error:
        pytest.skip(str(error))
    assert all(one.channels > 0 for one in found)
