"""`understudy watch` on stand-ins for camera and keyboard, and as a program."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from tests.actions.faking import FakeKeyboard
from tests.cli.running import run, start
from tests.sources.faking import BOX, DISC, NEITHER, Endless, Faked
from tests.taught import tiny, write_video
from understudy.actions import parsing
from understudy.actions.keyboard import PressKey
from understudy.errors import MediaError
from understudy.sources import opening
from understudy.sources.frames import Frame, Frames

NEEDS_SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny().save(tmp_path_factory.mktemp("model") / "tiny.understudy")


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> FakeKeyboard:
    keyboard = FakeKeyboard()
    kinds = {**parsing.KINDS, "key": partial(PressKey, keyboard=keyboard)}
    monkeypatch.setattr(parsing, "KINDS", kinds)
    return keyboard


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> object:
    """Return a function that puts a source in the camera's place."""

    def show(frames: Frames) -> None:
        monkeypatch.setattr(opening, "open_frames", lambda source, **_: frames)

    return show


def test_a_line_for_every_event(model: Path, show) -> None:
    show(Faked([BOX] * 10 + [DISC] * 10))
    result = run("watch", model)
    assert result.exit_code == 0, result.stderr
    assert [" ".join(line.split()[2:4]) for line in result.stdout.splitlines()] == [
        "box starts", "box stops", "disc starts", "disc stops",
    ]  # fmt: skip
    assert result.stdout.splitlines()[0].startswith("    0.00 s  box starts (7")
    assert result.stderr == "Watching camera 0 for box, disc. Press Ctrl-C to end.\n"


def test_json_has_one_object_a_line(model: Path, show) -> None:
    show(Faked([BOX] * 2))
    result = run("watch", model, "--json", "--camera", 3)
    first, last = map(json.loads, result.stdout.splitlines())
    assert (first["label"], first["kind"], first["seconds"]) == ("box", "start", 0)
    assert (last["kind"], last["seconds"]) == ("stop", 0.033)
    assert 0.6 < first["confidence"] < 1
    assert "camera 3" in result.stderr


def test_settings_are_for_the_loop(model: Path, show) -> None:
    show(Faked([BOX, DISC] * 5))
    quick = run("watch", model, "--smoothing", 0, "--hold-off", 0)
    assert len(quick.stdout.splitlines()) == 20
    show(Faked([BOX, DISC] * 5))
    assert run("watch", model, "--threshold", 1).stdout == ""
    bad = run("watch", model, "--threshold", 7)
    assert bad.exit_code == 2
    assert "The threshold is 7.0; expected a number from 0 to 1." in bad.stderr


def test_a_video_as_it_is(model: Path, tmp_path: Path) -> None:
    clip = write_video(tmp_path / "clip.mp4", "disc", frames=2, fps=20)
    for options in ([], ["--fast"]):
        result = run("watch", model, "--source", clip, *options)
        assert result.exit_code == 0, result.stderr
        assert "disc starts" in result.stdout


def test_keys_go_down_and_up(model: Path, show, keyboard: FakeKeyboard) -> None:
    show(Faked([BOX] * 10 + [DISC] * 10))
    mapped = ["--on", "box=key:ArrowLeft", "--on", "disc=key:Space"]
    result = run("watch", model, *mapped, "--armed")
    assert result.exit_code == 0
    assert keyboard.done == ["+ArrowLeft", "-ArrowLeft", "+Space", "-Space"]
    assert "Armed: keys and commands are done." in result.stderr


def test_what_was_done_is_said(model: Path, show, keyboard: FakeKeyboard) -> None:
    show(Faked([BOX] * 5))
    result = run("watch", model, "--on", "box=key:a", "--on", "box=run:python --version", "--armed")
    assert result.stderr.splitlines()[1:] == [
        "box: pressed a",
        "box: ran python --version",
        "box: released a",
    ]


def test_until_armed_it_is_only_said(model: Path, show, keyboard: FakeKeyboard) -> None:
    show(Faked([BOX] * 5))
    result = run("watch", model, "--on", "box=key:a", "--on", "box=run:python --version")
    assert keyboard.done == []
    assert result.stderr.splitlines()[1:] == [
        "Not armed; box would press a.",
        "Not armed; box would run python --version.",
        "Not armed; box would release a.",
    ]
    assert "Not armed: it is only said what would be done. Add --armed" in result.stderr


def unplugged() -> None:
    raise MediaError("No picture comes.")


def crash() -> None:
    raise RuntimeError("a bug")


def test_keys_are_let_go_when_the_camera_is_unplugged(
    model: Path, show, keyboard: FakeKeyboard
) -> None:
    frames = Faked([BOX] * 5, then=unplugged)
    show(frames)
    result = run("watch", model, "--on", "box=key:a", "--armed")
    assert keyboard.done == ["+a", "-a"]
    assert result.exit_code == 1  # it did watch
    assert result.stderr.splitlines()[-1] == "No picture comes."
    assert frames.ended


def test_a_camera_that_never_was_is_an_error(model: Path, show) -> None:
    show(Faked([], then=unplugged))
    result = run("watch", model)
    assert result.exit_code == 2
    assert result.stderr == "understudy: No picture comes.\n"


def test_keys_are_let_go_when_anything_breaks(model: Path, show, keyboard: FakeKeyboard) -> None:
    show(Faked([BOX] * 5, then=crash))
    with pytest.raises(RuntimeError, match="a bug"):
        run("watch", model, "--on", "box=key:a", "--armed")
    assert keyboard.done == ["+a", "-a"]


@NEEDS_SIGNALS
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_it_is_ended_by_a_signal(model: Path, show, keyboard: FakeKeyboard, name: str) -> None:
    frames = Endless(BOX, signal.Signals[name])
    show(frames)
    result = run("watch", model, "--on", "box=key:a", "--armed")
    assert result.exit_code == 0
    assert keyboard.done == ["+a", "-a"]
    assert frames.ended
    assert result.stdout.splitlines()[-1].endswith("box stops")


def test_slips_are_told_before_anything_is_watched(model: Path, tmp_path: Path) -> None:
    for arguments, sentence in (
        (["--on", "rock=key:a"], "The model has no class 'rock'. It has: box, disc."),
        (["--on", "box=key:lfet"], "There is no key called 'lfet'"),
        (["--on", "box=run:"], "A command is missing"),
        (["--camera", "0", "--source", "x"], "choose one"),
        (["--source", tmp_path / "none.mp4"], "is not there"),
    ):
        result = run("watch", model, *arguments)
        assert result.exit_code == 2, sentence
        assert sentence in result.stderr
        assert result.stdout == ""


def test_photos_of_a_folder_are_shown_each_by_itself(
    model: Path, show, keyboard: FakeKeyboard
) -> None:
    pictures = [BOX, BOX, NEITHER]
    show(Faked(pictures, separate=True))
    result = run("watch", model, "--source", ".", "--on", "box=key:a", "--armed")
    assert [line.split(" (")[0] for line in result.stdout.splitlines()] == [
        "0.png: box", "1.png: box", "2.png: disc",
    ]  # fmt: skip
    assert keyboard.done == ["+a", "-a"] * 2
    show(Faked(pictures, separate=True))
    lines = run("watch", model, "--source", ".", "--json").stdout.splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["0.png", "1.png", "2.png"]
    assert json.loads(lines[0])["label"] == "box"


class Failing(Faked):
    """Says of photos that they can't be read, between the others."""

    def __init__(self, fail: Callable[[str], None]) -> None:
        super().__init__([BOX], separate=True)
        self.fail = fail

    def __iter__(self) -> Generator[Frame, None, None]:
        self.fail("0.png is damaged.")  # the rest of it was still to come
        yield from super().__iter__()
        self.fail("x.png is empty.")
        self.fail("y.png is not a picture.")


def test_photos_that_can_not_be_read_are_told_and_listed_at_the_end(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "open_frames", lambda _, on_failure, **__: Failing(on_failure))
    result = run("watch", model, "--source", ".")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[1:] == [
        "0.png is damaged.",
        "x.png is empty.",
        "y.png is not a picture.",
        "2 photos left out:",
        "  x.png is empty.",
        "  y.png is not a picture.",
    ]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, []),
        (1, ["1 photo already here is left alone; recognize does that, or add --existing."]),
        (5, ["5 photos already here are left alone; recognize does those, or add --existing."]),
    ],
)
def test_photos_that_are_there_already_are_counted(
    model: Path, show, tmp_path: Path, count: int, said: list[str]
) -> None:
    for number in range(count):
        (tmp_path / f"{number}.jpg").touch()
    (tmp_path / "notes.txt").touch()
    show(Faked([], separate=True))
    assert run("watch", model, "--source", tmp_path).stderr.splitlines()[1:] == said
    show(Faked([], separate=True))
    existing = run("watch", model, "--source", tmp_path, "--existing")
    assert "left alone" not in existing.stderr


@NEEDS_SIGNALS
def test_as_a_program_on_a_folder(model: Path, tmp_path: Path) -> None:
    folder, sorted_ = tmp_path / "returns", tmp_path / "sorted"
    folder.mkdir()
    sorted_.mkdir()
    for name, picture in (("a.png", BOX), ("b.png", BOX), ("bad.png", None)):
        if picture is None:
            (folder / name).write_bytes(b"nonsense")
        else:
            Image.fromarray(picture).save(folder / name)
    code = (
        "import os, shutil; "
        f"shutil.copy(os.environ['UNDERSTUDY_FILE'], {str(sorted_)!r}); print('copied')"
    )
    command = shlex.join([sys.executable, "-c", code])
    program = start(
        "watch", model, "--source", folder, "--existing", "--on", f"box=run:{command}", "--armed"
    )
    try:
        assert program.stdout is not None
        lines = [program.stdout.readline() for _ in range(2)]
        assert [line.split("returns")[1][:11] for line in lines] == ["/a.png: box", "/b.png: box"]
        program.send_signal(signal.SIGINT)
        out, said = program.communicate(timeout=20)
    finally:
        program.kill()
    assert program.returncode == 1, said
    assert out == ""
    assert (sorted_ / "a.png").exists()  # the second was perhaps ended with the program
    assert "Traceback" not in said
    assert "left alone" not in said
    assert "1 photo left out:\n" in said
    assert said.splitlines()[-1].startswith(f"  {folder / 'bad.png'} is not a picture")


def test_a_reader_that_goes_away_is_no_error(model: Path, tmp_path: Path) -> None:
    clip = write_video(tmp_path / "clip.mp4", "disc", frames=4, fps=20)
    program = start("watch", model, "--source", clip, "--json")
    assert program.stdout is not None
    program.stdout.close()
    assert program.stderr is not None
    said = program.stderr.read()
    program.wait(20)
    assert "Traceback" not in said
    assert isinstance(program, subprocess.Popen)
