from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.running import run
from understudy.cli.studio import studio
from understudy.errors import MissingExtraError
from understudy.studio import serving


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(serving, "serve", lambda *arguments: calls.append(arguments[:4]))
    return calls


def test_the_default_is_this_machine_and_the_documents(
    served: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    assert run("studio").exit_code == 0
    assert served == [(tmp_path / "Understudy", "127.0.0.1", 8000, True)]


def test_everything_can_be_chosen(
    served: list[tuple[object, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("studio", "x", "--port", 9, "--host", "::1", "--no-browser").exit_code == 0
    assert served == [(tmp_path / "x", "::1", 9, False)]


@pytest.mark.parametrize("port", ["-1", "65536", "many"])
def test_a_port_that_is_none_is_refused(served: list[tuple[object, ...]], port: str) -> None:
    assert run("studio", "--port", port).exit_code == 2
    assert served == []


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "understudy.studio.serving")
    monkeypatch.delattr("understudy.studio.serving")
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(MissingExtraError, match=r"'uvicorn'.*understudy\[studio\]"):
        studio()
