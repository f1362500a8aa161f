import re
from pathlib import Path

import pytest

from examples import draw_shapes, first_run
from understudy.training.gathering import Input


def inputs(*takes: tuple[str | None, int]) -> list[Input]:
    return [
        Input(f"{take}{n}", "rock", f"{take}{n}", take)
        for take, count in takes
        for n in range(count)
    ]


def test_every_third_take_is_held_out_whole() -> None:
    given = inputs(("a", 2), ("b", 3), ("c", 1), ("d", 1), ("e", 2))
    taught, tested = first_run.hold_out(given)
    assert {one.take for one in taught} == {"a", "c", "d"}
    assert {one.take for one in tested} == {"b", "e"}
    assert sorted(one.name for one in taught + tested) == sorted(one.name for one in given)


def test_loose_photos_hold_out_their_last_third() -> None:
    taught, tested = first_run.hold_out(inputs((None, 7)))
    assert [one.name for one in taught] == ["None0", "None1", "None2", "None3", "None4"]
    assert [one.name for one in tested] == ["None5", "None6"]


def test_a_class_of_two_photos_is_only_taught() -> None:
    taught, tested = first_run.hold_out(inputs((None, 2)))
    assert len(taught) == 2
    assert tested == []


def test_a_run_writes_a_model_and_a_report_in_which_most_is_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(tmp_path / "cache"))
    draw_shapes.draw_set(tmp_path / "shapes")
    first_run.run(tmp_path / "shapes", tmp_path / "run")
    assert (tmp_path / "run" / "model.understudy").stat().st_size > 1_000_000
    assert "<html" in (tmp_path / "run" / "report.html").read_text("utf-8")
    said = capsys.readouterr().out
    assert "circle: 12 to teach, 12 held out" in said
    right = re.search(r"Right on (?:all|(\d+) %)", said)
    assert right is not None
    assert int(right[1] or 100) >= 85
