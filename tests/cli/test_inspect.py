import json
from pathlib import Path

import pytest

from tests import gestures
from tests.backbones import posing
from tests.cli.running import run
from tests.taught import tiny
from understudy import model_file
from understudy.backbones.pose_backbone import SIDES, Sides
from understudy.cli.inspect import looked_at
from understudy.evaluation.sentences import CANT_TELL
from understudy.model import Model


def test_what_is_in_a_model(model: Path) -> None:
    result = run("inspect", model)
    assert (result.exit_code, result.stderr) == (0, "")
    said = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert said["file"].startswith(f"{model}, 1")
    assert said["labels"] == "box, disc"
    assert said["background"] == "none"
    assert said["input"] == "a picture of any size, RGB; its centre square is looked at"
    assert said["backbone"] == "efficientnet-lite0, 3,184 features"
    assert said["head"].startswith("auto: discriminant (beta 10) (")
    assert said["known"] == "the threshold lets 95% of the taught kind pass"
    assert said["examples"].startswith("from pictures: box 4 (takes: ")
    assert "Apache-2.0" in said["licences"]
    assert "it was not taught" in said["measured"]
    assert "listening" not in said


@pytest.mark.parametrize(
    ("seeks", "ends"),
    [
        ("hand", "; a hand is looked for in all of it; left and right hands are alike"),
        ("body", "; a person is looked for in all of it"),
    ],
)
def test_what_is_looked_for_in_a_picture(tmp_path: Path, seeks: str, ends: str) -> None:
    path = gestures.taught(seeks).save(tmp_path / "m.understudy")
    said = dict(line.split(maxsplit=1) for line in run("inspect", path).stdout.splitlines())
    assert said["input"].endswith(f"its centre square is looked at{ends}")
    assert "MediaPipe" in said["licences"]


@pytest.mark.parametrize("sides", SIDES)
def test_what_left_and_right_hands_mean(sides: Sides) -> None:
    (*_, said) = looked_at(posing.hands(sides).steps.steps)
    word = {"alike": "are alike", "apart": "told apart", "both": "count together"}[sides]
    assert said.endswith(word)


def test_why_this_backbone(tmp_path: Path) -> None:
    model = gestures.taught()
    facts = {"backbone_choice": {"reason": "hands are better", "compared": []}}
    path = Model(model.labels, model.backbone, model._head.content, facts).save(
        tmp_path / "m.understudy"
    )
    assert "\nbackbone    hands, 311 features (hands are better)\n" in run("inspect", path).stdout


def test_everything_as_json(model: Path) -> None:
    result = run("inspect", model, "--json")
    facts = json.loads(result.stdout)
    assert len(result.stdout.splitlines()) == 1
    assert facts["file"] == str(model)
    assert facts["bytes"] == model.stat().st_size
    assert facts["labels"] == ["box", "disc"]
    assert facts["format"] == model_file.FORMAT
    assert set(facts["files"]) == {"backbone.onnx", "head.onnx", "self-test.npz"}


@pytest.mark.parametrize("label", ["two\nlines", "bell\a", "\x1b[2J"])
def test_a_label_can_not_command_the_terminal(tmp_path: Path, label: str) -> None:
    head = tiny()._head.content
    path = Model((label, "b"), tiny().backbone, head, {}).save(tmp_path / "m.understudy")
    said = run("inspect", path).stdout
    assert "\N{REPLACEMENT CHARACTER}" in said
    assert label not in said
    assert len(said.splitlines()) == 11


def test_a_model_that_says_little(tmp_path: Path) -> None:
    result = run("inspect", tiny().save(tmp_path / "m.understudy"))
    assert result.exit_code == 0
    assert CANT_TELL in result.stdout
