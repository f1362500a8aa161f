from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from tests.training.test_balancing import fill
from understudy.cli import app


def test_it_says_what_is_kept_of_each_class(tmp_path: Path) -> None:
    photos = fill(tmp_path / "photos", {"punch": 3, "other": 12})
    result = CliRunner().invoke(app, ["balance", str(photos), "-o", str(tmp_path / "even")])
    assert result.exit_code == 0
    assert "other: 3 of 12" in result.stderr
    assert "punch: 3\n" in result.stderr
    assert "Copied 6 files" in result.stderr
    again = CliRunner().invoke(app, ["balance", str(photos), "-o", str(tmp_path / "even")])
    assert again.exit_code == 2
    assert "not an empty folder" in again.stderr


def test_a_single_class_can_be_cut_back(tmp_path: Path) -> None:
    photos = fill(tmp_path / "photos", {"punch": 3, "other": 12})
    even = tmp_path / "even"
    arguments = ["balance", str(photos), "-o", str(even), "--class", "other", "--most", "5"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert len(list((even / "other").iterdir())) == 5
    assert len(list((even / "punch").iterdir())) == 3
