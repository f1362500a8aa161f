import json
from pathlib import Path

from tests import gestures
from tests.cli.running import run
from tests.taught import draw, write_photos
from understudy.evaluation.sentences import CANT_TELL


def test_every_head_is_in_the_table(shapes: Path) -> None:
    result = run("compare", shapes)
    assert result.exit_code == 0
    names = ["auto", "discriminant", "logistic", "neighbors", "dense"]
    assert result.stderr.splitlines() == [f"training {name} ..." for name in names]
    for name in names:
        assert any(line.startswith(name) for line in result.stdout.splitlines())


def test_chosen_heads_as_json(shapes: Path) -> None:
    (shapes / "box" / "bad.jpg").write_text("dear diary", encoding="utf-8")
    result = run("compare", shapes, "--head", "neighbors", "--head", "discriminant", "--json")
    assert result.exit_code == 1
    assert "1 left out:" in result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["head"] for one in found] == ["neighbors", "discriminant"]
    assert {one["backbone"] for one in found} == {"efficientnet-lite0"}
    assert set(found[0]) >= {"seconds", "accuracy", "accuracy_per_class", "takes", "folds"}
    assert found[0]["takes"] == found[1]["takes"]


def test_on_hands_or_what_is_better(tmp_path: Path) -> None:
    folder = gestures.write(tmp_path / "hands", gestures.hands(1) | {"box": [draw("box", 0)]})
    asked = ("--head", "discriminant", "--json")
    hands = run("compare", folder, "--backbone", "hands", *asked)
    assert (hands.exit_code, json.loads(hands.stdout)["backbone"]) == (0, "hands")
    assert hands.stderr.splitlines() == [
        "training discriminant ...",
        "No hand was found in 1 of 3 pictures; it was taught from the rest of the picture.",
        f"  {folder / 'box' / '0.png'}",
    ]
    auto = run("compare", folder, "--backbone", "auto", *asked)
    assert json.loads(auto.stdout)["backbone"] == "efficientnet-lite0"
    assert auto.stderr.startswith("Backbone: efficientnet-lite0; the usual choice; ")


def test_one_photo_a_class_tells_nothing(tmp_path: Path) -> None:
    result = run("compare", write_photos(tmp_path / "few", count=1), "--head", "auto")
    assert result.exit_code == 0
    assert CANT_TELL in " ".join(result.stdout.split())


def test_an_unknown_head_is_said_before_the_work(shapes: Path, cache_folder: Path) -> None:
    result = run("compare", shapes, "--head", "auto", "--head", "dens")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean 'dense'" in result.stderr
    assert not cache_folder.exists()
