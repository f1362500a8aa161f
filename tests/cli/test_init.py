import io
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

import understudy
from tests.cli.running import run, start
from understudy import cli
from understudy.errors import UnderstudyError


@pytest.fixture(autouse=True)
def own_warnings() -> Iterator[None]:
    with warnings.catch_warnings():  # main() shows them its own way
        yield


def exit_code(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["understudy", *arguments])
    with pytest.raises(SystemExit) as left:
        cli.main()
    code = left.value.code
    assert isinstance(code, int)
    return code


def test_an_error_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "inspect", "none\n[x].understudy") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "understudy: There is no file none [x].understudy. Check the name.\n"


def test_version_help_and_slips(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"understudy {understudy.__version__}\n"
    assert exit_code(monkeypatch, "--help") == 0
    assert "recognize" in capsys.readouterr().out
    assert exit_code(monkeypatch, "tech") == 2
    assert "tech" in capsys.readouterr().err
    assert exit_code(monkeypatch, "teach") == 2


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_has_help(command: object) -> None:
    name = command.__name__  # type: ignore[attr-defined]
    result = run(name, "--help")
    assert result.exit_code == 0
    assert command.__doc__.split(".")[0].split(",")[0][:30] in result.stdout  # type: ignore


def test_ctrl_c_leaves_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(path: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("understudy.api.load", stop)
    assert exit_code(monkeypatch, "inspect", "m.understudy") == 130
    assert capsys.readouterr().err.startswith("understudy: stopped. Nothing is half-written;")


def test_warnings_are_sentences_on_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def doubt(path: object) -> None:
        warnings.warn("it answers differently here", stacklevel=2)
        raise UnderstudyError("and stops")

    monkeypatch.setattr("understudy.api.load", doubt)
    assert exit_code(monkeypatch, "inspect", "m.understudy") == 2
    assert capsys.readouterr().err == (
        "understudy: it answers differently here\nunderstudy: and stops\n"
    )


def test_json_is_utf_8_whatever_the_terminal(
    monkeypatch: pytest.MonkeyPatch, model: Path, shapes: Path
) -> None:
    file = shapes / "盒 é.png"
    (shapes / "box" / "0.png").rename(file)
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert exit_code(monkeypatch, "recognize", str(model), str(file), "--json") == 0
    assert json.loads(raw.getvalue().decode("utf-8"))["file"] == str(file)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no broken pipes of this kind")
def test_a_reader_that_leaves_ends_it_quietly(model: Path, shapes: Path) -> None:
    program = start("recognize", model, *[shapes] * 30, "--json")
    assert program.stdout is not None
    assert program.stderr is not None
    assert json.loads(program.stdout.readline())["label"] == "box"
    program.stdout.close()
    said = program.stderr.read()
    program.stderr.close()
    assert program.wait(30) == 1
    assert "Traceback" not in said
    assert "Error" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
def test_an_output_without_room_is_one_sentence(model: Path) -> None:
    command = [sys.executable, "-m", "understudy", "inspect", str(model)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("understudy: the system refused (")
    assert len(done.stderr.splitlines()) == 1
