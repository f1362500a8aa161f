"""The commands and the Python of the guides work as written; what needs a camera is at least so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests import documents
from understudy.cli import app

GUIDES = sorted((documents.ROOT / "docs" / "guides").glob("*.md"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_a_guide_runs(guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents.enter(documents.make_workplace(tmp_path), monkeypatch)
    for block in documents.blocks(guide):
        if not block.runs:
            continue
        for command in block.commands:
            documents.run_command(command)
        if block.language == "python":
            documents.run_python(block, guide.name)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_commands_that_need_a_camera_have_these_options(guide: Path) -> None:
    for block in documents.blocks(guide):
        for command in () if block.runs else block.commands:
            arguments = shlex.split(command)[1:]
            told = CliRunner().invoke(app, [arguments[0], "--help"]).output
            for option in (word for word in arguments if word.startswith("--")):
                assert option in told, f"{command}: there is no {option}"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_links_lead_somewhere(guide: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)", guide.read_text("utf-8")):
        assert (guide.parent / link).exists(), link
