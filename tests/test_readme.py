"""Every command and every line of Python in the README works as written."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests import documents
from understudy.cli import app

README = documents.ROOT / "README.md"
BLOCKS = documents.blocks(README)
COMMANDS = [command for block in BLOCKS if block.runs for command in block.commands]
ENDLESS = {"studio"}  # tried in tests/browser and tests/packaging


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return documents.make_workplace(tmp_path_factory.mktemp("readme"))


def test_the_commands_run_in_order(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents.enter(workplace, monkeypatch)
    assert len(COMMANDS) >= 13
    for command in COMMANDS:
        if verb(command) in ENDLESS:
            continue
        # The command as written makes 16 copies, which takes a minute.
        documents.run_command(re.sub(r"--copies \d+", "--copies 1", command))
    assert (workplace / "report.html").exists()
    assert (workplace / "rps.onnx").exists()


def test_the_quick_start_runs(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents.enter(workplace, monkeypatch)
    pictures, sounds = [block for block in BLOCKS if block.language == "python" and block.runs]
    for block in (pictures, sounds):
        lines = [line for line in block.text.splitlines() if line and not line.startswith("#")]
        assert len(lines) <= 12
    names = documents.run_python(pictures, "README.md")
    assert set(names["head"].classes_) == {"rock", "paper"}  # type: ignore[attr-defined]
    names = documents.run_python(sounds, "README.md")
    assert names["model"].labels == ("Left", "Noise", "Right")  # type: ignore[attr-defined]


def test_every_command_is_documented() -> None:
    assert {verb(command) for command in COMMANDS} == {
        command.name or command.callback.__name__ for command in app.registered_commands
    }


def test_make_targets_exist() -> None:
    targets = re.findall(r"^make (\w+)", README.read_text("utf-8"), flags=re.MULTILINE)
    assert targets == ["run", "test"]
    for target in targets:
        subprocess.run(["make", "-n", target], cwd=documents.ROOT, check=True, capture_output=True)


def verb(command: str) -> str:
    return shlex.split(command)[1]
