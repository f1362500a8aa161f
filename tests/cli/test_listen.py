"""`understudy listen` on stand-ins for microphone and keyboard, and as a program."""

from __future__ import annotations

import json
import signal
import sys
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests import heard
from tests.actions.faking import FakeKeyboard
from tests.actions.tello.simulated import SimulatedTello
from tests.cli.running import run, start
from tests.heard import recording, whistles
from tests.sources.playing import Played, PlayedAgain
from tests.taught import tiny
from understudy import words
from understudy.actions import parsing, tello
from understudy.actions.keyboard import PressKey
from understudy.errors import MediaError
from understudy.sources import opening
from understudy.sources.sound import Sounds

NEEDS_SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
SOUNDS = recording(0.5, ("hum", 0.4), 0.5, ("whistle", 1.0), 0.5)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whistles().save(tmp_path_factory.mktemp("model") / "whistles.understudy")


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> FakeKeyboard:
    keyboard = FakeKeyboard()
    kinds = {**parsing.KINDS, "key": partial(PressKey, keyboard=keyboard)}
    monkeypatch.setattr(parsing, "KINDS", kinds)
    return keyboard


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> object:
    """Return a function that puts a source in the microphone's place."""

    def play(sounds: Sounds) -> None:
        monkeypatch.setattr(opening, "open_sounds", lambda source, rate: sounds)

    return play


def test_a_line_for_every_sound_when_it_is_heard(model: Path, play) -> None:
    play(Played(SOUNDS, heard.RATE))
    result = run("listen", "--model", model)
    assert result.exit_code == 0, result.stderr
    assert [line.split()[1:3] for line in result.stdout.splitlines()] == [
        ["s", "hum"], ["s", "whistle"],
    ]  # fmt: skip
    assert float(result.stdout.split()[0]) == pytest.approx(0.5, abs=0.03)
    assert result.stderr == "Listening to the microphone for hum, whistle. Press Ctrl-C to end.\n"


def test_json_has_one_whole_event_a_line(model: Path, tmp_path: Path) -> None:
    path = heard.write(tmp_path / "a.flac", 0.5, ("hum", 0.4), 0.5, ("whistle", 1.0), 0.5)
    result = run("listen", path, "--model", model, "--json")
    first, last = map(json.loads, result.stdout.splitlines())
    assert list(first) == ["label", "start", "end", "confidence"]
    assert (first["label"], last["label"]) == ("hum", "whistle")
    assert (last["start"], last["end"]) == (
        pytest.approx(1.4, abs=0.03), pytest.approx(2.4, abs=0.03),
    )  # fmt: skip
    assert 0.75 <= first["confidence"] <= 1


def test_settings_are_for_the_loop(model: Path, play) -> None:
    def lines(*options: object) -> list[str]:
        play(Played(SOUNDS, heard.RATE))
        result = run("listen", "--model", model, *options)
        assert result.exit_code == 0, result.stderr
        return [line.split()[2] for line in result.stdout.splitlines()]

    assert lines("--threshold", 0.9) == ["hum", "whistle"]
    assert lines("--suppress-ms", 5000) == ["hum"]
    assert lines("--noise-and-unknown") == ["noise", "hum", "noise", "whistle", "noise"]
    assert lines("--overlap", 0.5, "--hits", 2) == ["hum", "whistle"]
    bad = run("listen", "--model", model, "--hits", 9)
    assert bad.exit_code == 2
    assert "The number of hits is 9; expected a whole number from 1 to 5." in bad.stderr


def test_a_key_is_held_while_a_sound_lasts(model: Path, play, keyboard: FakeKeyboard) -> None:
    play(Played(SOUNDS, heard.RATE))
    mapped = ["--on", "hum=key:ArrowLeft", "--on", "whistle=key:ArrowRight"]
    result = run("listen", "--model", model, *mapped, "--armed")
    assert keyboard.done == ["+ArrowLeft", "-ArrowLeft", "+ArrowRight", "-ArrowRight"]
    assert "Armed: what classes are mapped to is done." in result.stderr


def test_until_armed_it_is_only_said(model: Path, play, keyboard: FakeKeyboard) -> None:
    play(Played(SOUNDS, heard.RATE))
    result = run("listen", "--model", model, "--on", "hum=key:a")
    assert keyboard.done == []
    assert result.stderr.splitlines()[1:] == [
        "Not armed; hum would press a.", "Not armed; hum would release a.",
    ]  # fmt: skip


def test_without_a_model_it_is_the_ready_made_words(play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "load", whistles)
    play(Played(SOUNDS, heard.RATE))
    result = run("listen")
    assert [line.split()[2] for line in result.stdout.splitlines()] == ["hum", "whistle"]


def test_keys_are_let_go_when_the_microphone_is_unplugged(
    model: Path, play, keyboard: FakeKeyboard
) -> None:
    def unplugged() -> None:
        raise MediaError("No sound comes.")

    sounds = Played(SOUNDS[: round(2.0 * heard.RATE)], heard.RATE, then=unplugged)
    play(sounds)
    result = run("listen", "--model", model, "--on", "whistle=key:a", "--armed")
    assert keyboard.done == ["+a", "-a"]
    assert result.exit_code == 1  # it did listen
    assert result.stderr.splitlines()[-1] == "No sound comes."
    assert sounds.ended


@NEEDS_SIGNALS
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_it_is_ended_by_a_signal(model: Path, play, keyboard: FakeKeyboard, name: str) -> None:
    whistle = recording(("whistle", 1.0))
    sounds = PlayedAgain(whistle, heard.RATE, signal.Signals[name])
    play(sounds)
    result = run("listen", "--model", model, "--on", "whistle=key:a", "--armed")
    assert result.exit_code == 0
    assert keyboard.done == ["+a", "-a"]
    assert sounds.ended


def test_slips_are_told_before_anything_is_heard(model: Path, tmp_path: Path) -> None:
    pictures = tiny().save(tmp_path / "tiny.understudy")
    for arguments, sentence in (
        (["--model", model, "--on", "humm=key:a"], "The model has no class 'humm'"),
        (["--model", model, "--on", "noise=key:a"], "is a background class"),
        (["--model", model, "a.wav", "--device", 0], "choose one"),
        (["--model", model, tmp_path / "none.wav"], "is not there"),
        (["--model", pictures], "This model recognises pictures"),
        (["--model", "none.understudy"], "There is no file none.understudy"),
    ):
        result = run("listen", *arguments)
        assert result.exit_code == 2, sentence
        assert sentence in result.stderr
        assert result.stdout == ""


def test_as_a_program_on_a_recording(model: Path, tmp_path: Path) -> None:
    path = heard.write(tmp_path / "a.flac", 0.5, ("hum", 0.4), 0.5)
    program = start("listen", path, "--model", model)
    out, said = program.communicate(timeout=30)
    assert program.returncode == 0, said
    assert out.split()[2] == "hum"
    assert "Traceback" not in said


def test_a_drone_flies_and_is_landed_at_the_end(
    model: Path, play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flies() -> None:
        end = monotonic() + 10
        while not simulated.flying:
            assert monotonic() < end
            sleep(0.01)

    with SimulatedTello() as simulated:
        drone = partial(tello.Drone, simulated.address, simulated.state_port)
        monkeypatch.setattr(tello, "Drone", drone)
        mapped = ["--on", "hum=drone:take off", "--on", "whistle=drone:land"]
        play(Played(SOUNDS, heard.RATE))
        result = run("listen", "--model", model, *mapped)
        assert "Not armed; hum would make the drone take off." in result.stderr
        assert simulated.commands == []
        play(Played(SOUNDS[: round(1.2 * heard.RATE)], heard.RATE, then=flies))
        result = run("listen", "--model", model, *mapped, "--armed")
        assert result.exit_code == 0, result.stderr
        assert "hum: told the drone to take off" in result.stderr
        assert simulated.said("takeoff") == 1
        assert not simulated.flying


def test_a_drone_lands_when_nothing_more_is_heard_though_nothing_failed(
    model: Path, play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stalls() -> None:
        end = monotonic() + 10
        while not simulated.flying:
            assert monotonic() < end
            sleep(0.01)
        while simulated.flying:
            assert monotonic() < end
            sleep(0.01)

    with SimulatedTello() as simulated:
        drone = partial(tello.Drone, simulated.address, simulated.state_port)
        monkeypatch.setattr(tello, "Drone", drone)
        monkeypatch.setattr(tello.drone, "PATIENCE_SECONDS", 0.5)
        play(Played(SOUNDS[: round(1.2 * heard.RATE)], heard.RATE, then=stalls))
        result = run("listen", "--model", model, "--on", "hum=drone:take off", "--armed")
        assert result.exit_code == 0, result.stderr
        assert simulated.said("land") >= 1
