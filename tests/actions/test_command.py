from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.actions.faking import start, stop
from understudy.actions.command import RunCommand
from understudy.errors import UnderstudyError
from understudy.types import Event

WRITE = "import json, os, sys; open(sys.argv[1], 'w').write(json.dumps(dict(os.environ)))"
WAIT = "import pathlib, sys, time\nwhile not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.005)"


def python(code: str, *arguments: object) -> str:
    return shlex.join([sys.executable, "-c", code, *map(str, arguments)])


@pytest.fixture
def make() -> Callable[..., RunCommand]:
    made: list[RunCommand] = []

    def make(text: str, wait: bool = False) -> RunCommand:
        made.append(RunCommand(text, wait=wait))
        made[-1].arm()
        return made[-1]

    yield make
    for command in made:
        command.close()


def ended(command: RunCommand) -> int:
    assert command._running is not None
    return command._running.wait(10)


def test_it_runs_on_a_start_and_is_told_what(
    make: Callable[..., RunCommand], tmp_path: Path
) -> None:
    out = tmp_path / "it's here; $HOME.json"
    command = make(python(WRITE, out))
    command.do(stop())
    assert command._running is None
    command.do(Event("thumbs up", "start", 1.0, 0.875, tmp_path / "a.jpg"))
    assert ended(command) == 0
    environment = json.loads(out.read_text())  # the name came through as it is: there is no shell
    assert environment["UNDERSTUDY_LABEL"] == "thumbs up"
    assert environment["UNDERSTUDY_CONFIDENCE"] == "0.875000"
    assert environment["UNDERSTUDY_FILE"] == str(tmp_path / "a.jpg")
    assert "PATH" in environment


def test_its_output_goes_to_stderr(
    make: Callable[..., RunCommand], capfd: pytest.CaptureFixture[str]
) -> None:
    command = make(python("print('hello')"))
    command.do(start())
    assert ended(command) == 0
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err == "hello\n"


def test_one_that_still_runs_is_not_started_again(
    make: Callable[..., RunCommand], tmp_path: Path
) -> None:
    command = make(python(WAIT, tmp_path / "go"))
    begin = time.monotonic()
    command.do(start())
    first = command._running
    with pytest.raises(UnderstudyError, match="still runs; it was not started again"):
        command.do(start())
    assert time.monotonic() - begin < 5  # it was not waited for
    assert command._running is first
    (tmp_path / "go").touch()
    assert ended(command) == 0
    command.do(start())
    assert command._running is not first


def test_or_is_waited_for_when_asked(make: Callable[..., RunCommand], tmp_path: Path) -> None:
    code = "import sys; open(sys.argv[1], 'a').write('x')"
    command = make(python(code, tmp_path / "count"), wait=True)
    for _ in range(3):
        command.do(start())
    assert ended(command) == 0
    assert (tmp_path / "count").read_text() == "xxx"


def test_close_ends_it(make: Callable[..., RunCommand], tmp_path: Path) -> None:
    command = make(python(WAIT, tmp_path / "never"))
    command.do(start())
    running = command._running
    assert running is not None
    command.close()
    assert running.returncode is not None
    command.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_one_that_will_not_end_is_killed(
    make: Callable[..., RunCommand], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("understudy.actions.command.END_SECONDS", 0.1)
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); import pathlib, sys\n"
    ready = tmp_path / "ready"
    command = make(python(f"{deaf}pathlib.Path(sys.argv[2]).touch()\n{WAIT}", "never", ready))
    command.do(start())
    running = command._running
    assert running is not None
    while not ready.exists():
        time.sleep(0.005)
    command.close()
    assert running.returncode == -9


def test_the_plan_in_words() -> None:
    text = python("pass")
    assert RunCommand(f" {text} ").plan(start()) == f"run {text}"
    assert RunCommand(text).plan(stop()) is None
    assert RunCommand(f" {text} ").report(start()) == f"ran {text}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "A command is missing"),
        ("   ", "A command is missing"),
        ("no-such-program-anywhere --now", "no program called 'no-such-program-anywhere'"),
    ],
)
def test_what_can_not_be_run_is_told_at_once(text: str, sentence: str) -> None:
    with pytest.raises(UnderstudyError, match=sentence):
        RunCommand(text)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows splits by itself")
def test_an_open_quotation_mark() -> None:
    with pytest.raises(UnderstudyError, match="can't be split"):
        RunCommand("say 'hello")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a file that may not be run")
def test_a_program_that_fails_to_start(make: Callable[..., RunCommand], tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("neither a script nor a program")
    program.chmod(0o755)
    with pytest.raises(UnderstudyError, match="can't be run"):
        make(str(program)).do(start())
