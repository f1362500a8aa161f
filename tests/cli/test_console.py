from pathlib import Path

import pytest

from understudy.cli import console
from understudy.errors import UnderstudyError


def test_the_codes_are_as_documented() -> None:
    assert (console.LEFT_OUT, console.NOTHING_DONE, console.STOPPED) == (1, 2, 130)


def test_names_can_not_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("a\x1b[2J\nb [red] \udcff")
    console.list_at_end("two:", ["x\ny", "z"])
    console.list_at_end("none:", [])
    mark = "\N{REPLACEMENT CHARACTER}"
    assert capsys.readouterr().err == f"a{mark}[2J b [red] {mark}\ntwo:\n  x{mark}y\n  z\n"


def test_settings_are_json_where_they_can_be() -> None:
    found = console.parse_settings(["a=1", "b = [1, 2]", "c=word", "d=", "e=x=y", "f=true"])
    assert found == {"a": 1, "b": [1, 2], "c": "word", "d": "", "e": "x=y", "f": True}


def test_no_progress_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with console.progress_bar("looking") as progress:
        progress(1, 2)
    assert capsys.readouterr() == ("", "")


def test_outputs_are_checked_before_the_work(tmp_path: Path) -> None:
    console.check_output(tmp_path / "new.anything", ".onnx")
    (tmp_path / "old.onnx").touch()
    console.check_output(tmp_path / "old.onnx", ".onnx")
    (tmp_path / "photo.jpg").touch()
    for wrong in (tmp_path, tmp_path / "none" / "m", tmp_path / "photo.jpg" / "m"):
        with pytest.raises(UnderstudyError, match="can't be written"):
            console.check_output(wrong, ".onnx")
    with pytest.raises(UnderstudyError, match=r"nothing was replaced.*photo\.onnx"):
        console.check_output(tmp_path / "photo.jpg", ".onnx")
