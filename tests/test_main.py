import runpy
import subprocess
import sys

import pytest

import understudy
from understudy import cli


def test_the_module_is_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[bool] = []
    monkeypatch.setattr(cli, "main", lambda: ran.append(True))
    runpy.run_module("understudy", run_name="__main__")
    assert ran == [True]


def test_it_runs_as_a_program() -> None:
    command = [sys.executable, "-m", "understudy", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"understudy {understudy.__version__}\n", "")
