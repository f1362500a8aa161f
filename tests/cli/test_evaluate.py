import json
from pathlib import Path

import pytest

from tests import gestures
from tests.cli.running import run
from tests.taught import draw, write_photos, write_video

KEYS = {
    "accuracy", "accuracy_interval", "accuracy_per_class", "confusion", "answered",
    "accuracy_when_answered", "calibration_error", "unknown_rejected", "count",
    "count_never_taught", "cross_validated", "files",
}  # fmt: skip


def test_all_figures_as_json(model: Path, shapes: Path) -> None:
    write_photos(shapes, labels=("cross",), count=2)
    write_video(shapes / "box" / "clip.mp4", "box", frames=5)
    result = run("evaluate", model, shapes, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    figures = json.loads(result.stdout)
    assert set(figures) == KEYS
    assert figures["accuracy"] == 1
    assert figures["accuracy_per_class"] == {"box": 1, "disc": 1}
    assert figures["confusion"] == {"labels": ["box", "disc"], "counts": [[9, 0], [0, 4]]}
    assert (figures["count"], figures["count_never_taught"]) == (13, 2)
    assert figures["cross_validated"]["accuracy"] is not None
    assert len(figures["files"]) == 15


def test_a_table_for_people(model: Path, shapes: Path) -> None:
    result = run("evaluate", model, shapes)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "box" in result.stdout
    assert "all 8 pictures" in result.stdout


def test_a_report_with_pictures(model: Path, shapes: Path, tmp_path: Path) -> None:
    page = tmp_path / "répört.html"
    result = run("evaluate", model, shapes, "--json", "--html", page)
    assert result.exit_code == 0
    json.loads(result.stdout)
    assert "It contains some of your pictures" in result.stderr
    text = page.read_text("utf-8")
    assert "How well does shapes recognise?" in text
    assert "efficientnet-lite0" in text
    assert str(tmp_path) not in text.split("<body")[0]


def test_what_can_not_be_read_is_listed(model: Path, shapes: Path) -> None:
    (shapes / "box" / "bad.jpg").write_text("dear diary", encoding="utf-8")
    result = run("evaluate", model, shapes, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["count"] == 8
    assert result.stderr.startswith("1 left out:\n")
    assert "bad.jpg is not a picture" in result.stderr


@pytest.mark.parametrize("html", [".", "none/r.html", "shapes/box/0.png"])
def test_a_report_that_can_not_be_written_is_said_first(
    model: Path, shapes: Path, tmp_path: Path, html: str
) -> None:
    before = (shapes / "box" / "0.png").read_bytes()
    result = run("evaluate", model, shapes, "--html", tmp_path / html)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (shapes / "box" / "0.png").read_bytes() == before


def test_other_classes_are_refused(model: Path, tmp_path: Path) -> None:
    result = run("evaluate", model, write_photos(tmp_path / "other", labels=("cross", "star")))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Folders must be named like its classes" in result.stderr


def test_evaluating_on_what_was_taught_is_said(shapes: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.understudy"
    run("teach", shapes, "-o", out)
    result = run("evaluate", out, shapes)
    assert result.exit_code == 0
    assert "8 of these 8 were taught to this model" in result.stderr


@pytest.mark.parametrize(("nothing", "missed"), [(False, "1 of 3"), (True, None)])
def test_pictures_without_a_hand_are_counted(
    tmp_path: Path, nothing: bool, missed: str | None
) -> None:
    model = gestures.taught(nothing=nothing).save(tmp_path / "m.understudy")
    folder = gestures.write(tmp_path / "new", gestures.hands(1) | {"nothing": [draw("box", 9)]})
    result = run("evaluate", model, folder, "--json")
    assert result.exit_code == 0
    said = [f"No hand was found in {missed} pictures."] if missed else []
    assert result.stderr.splitlines() == said
