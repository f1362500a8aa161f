"""Variants, one class against the rest, and the old way, on the command line."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import understudy
from tests import acted
from tests.cli.running import run
from tests.sounds import write_sounds
from tests.taught import draw
from understudy.model import Model

MODEL = "m.understudy"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    path = tmp_path / "room.png"
    Image.fromarray(np.full((48, 64, 3), 128, np.uint8)).save(path)
    return path


@pytest.fixture
def postures(tmp_path: Path) -> Path:
    """Return a folder of a white figure before a grey wall, left, in the middle and right."""
    for place, label in enumerate(("left", "middle", "right")):
        for number in range(3):
            picture = np.full((48, 64, 3), 128, np.uint8)
            picture[8 + number :, 4 + 20 * place + number : 16 + 20 * place + number] = 250
            path = tmp_path / "postures" / label / str(number) / "a.png"
            path.parent.mkdir(parents=True)
            Image.fromarray(picture).save(path)
    return tmp_path / "postures"


def test_variants_are_learned_and_not_counted(shapes: Path, tmp_path: Path) -> None:
    result = run("teach", shapes, "--variants", 2, "-o", tmp_path / MODEL)
    assert result.exit_code == 0
    said = result.stderr.splitlines()
    assert said[0].startswith("Taught box, disc from 8 photos")
    assert said[1].startswith("Random variants were learned too; the figure below is of real")
    assert said[2].endswith("if left and right mean different things, add --no-flips.")
    model = Model.load(tmp_path / MODEL)
    assert model.facts["provenance"]["variants"] == 16
    assert model.facts["provenance"]["examples"] == {"box": 4, "disc": 4}
    assert np.sum(model.facts["cross_validated"]["confusion"]) <= 8
    assert model.predict(draw("disc", 40)).label == "disc"


def test_the_seed_decides_which(shapes: Path, tmp_path: Path) -> None:
    heads = []
    for seed in (1, 1, 2):
        asked = ("--variants", 1, "--no-flips", "--seed", seed)
        result = run("teach", shapes, *asked, "-o", tmp_path / MODEL)
        assert "mirrored" not in result.stderr
        heads.append(Model.load(tmp_path / MODEL).predict(draw("box", 9)).novelty)
    assert heads[0] == heads[1] != heads[2]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--seed", "3"), "none are asked for. Add --variants 4"),
        (("--no-flips",), "none are asked for. Add --variants 4"),
        (("--variants", "9"), "less than or equal to 8"),
        (("--binary", "bx"), "no class 'bx' to tell apart from the rest; the classes are box and"),
        (("--backbone", "silhouette"), "--room room.jpg"),
        (("--room", "none.jpg"), "the backbone is not named. Add --backbone silhouette"),
    ],
)
def test_what_is_asked_for_in_vain(shapes: Path, options: tuple[str, ...], said: str) -> None:
    result = run("teach", shapes, *options, "-o", shapes / MODEL)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_sounds_have_no_variants(tmp_path: Path) -> None:
    sounds = write_sounds(tmp_path / "sounds")
    result = run("teach", sounds, "--variants", 2, "-o", tmp_path / MODEL)
    assert result.exit_code == 2
    assert "Variants are made of pictures and actions, and these are sounds." in result.stderr


def test_clips_have_and_are_not_mirrored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acted.use(monkeypatch, tmp_path)
    clips = acted.write_clips(tmp_path / "clips")
    asked = ("--kind", "actions", "--background", "other", "--variants", 1)
    result = run("teach", clips, *asked, "-o", tmp_path / MODEL)
    assert result.exit_code == 0, result.stderr
    said = result.stderr.splitlines()
    assert said[1].startswith("Half an action was learned as background")
    assert said[2].startswith("Random variants were learned too")
    assert "mirrored" not in result.stderr
    provenance = Model.load(tmp_path / MODEL).facts["provenance"]
    assert (provenance["variants"], provenance["shifted"]) == (11, 32)


def test_a_class_or_not(postures: Path, tmp_path: Path) -> None:
    asked = ("--binary", "left", "--head", "dense", "--set", "epochs=5")
    result = run("teach", postures, *asked, "-o", tmp_path / MODEL)
    assert result.exit_code == 0, result.stderr
    assert result.stderr.startswith("Taught left, not left from 9 photos in 9 takes.")
    assert "Of left " in result.stderr
    model = Model.load(tmp_path / MODEL)
    assert model.facts["head"]["settings"] == {"output": "sigmoid", "epochs": 5}
    assert model.background == {"not left"}
    shown = run("evaluate", tmp_path / MODEL, postures, "--json")
    assert shown.exit_code == 0
    assert "not left" in shown.stdout


def test_the_old_way_is_taught_and_carries_its_room(
    postures: Path, room: Path, tmp_path: Path
) -> None:
    out = tmp_path / "old.understudy"
    asked = ("--backbone", "silhouette", "--room", room)
    assert run("teach", postures, *asked, "-o", out).exit_code == 0
    room.unlink()
    assert run("evaluate", out, postures, "--json").exit_code == 0
    with pytest.warns(UserWarning, match="were taught to this model"):
        evaluation = understudy.evaluate(
            understudy.load(out), {"left": [postures / "left/0/a.png"]}
        )
    assert evaluation.predicted.tolist() == [0]


def test_the_old_way_beside_the_others(postures: Path, room: Path) -> None:
    asked = ("--head", "discriminant", "--room", room, "--json")
    found = [json.loads(line) for line in run("compare", postures, *asked).stdout.splitlines()]
    assert [(one["head"], one["backbone"]) for one in found] == [
        ("discriminant", "efficientnet-lite0"),
        ("auto", "silhouette"),
    ]
    assert [one["takes"] for one in found] == [9, 9]
    table = run("compare", postures, "--head", "auto", "--room", room).stdout
    assert "auto, on silhouette" in table
    alone = run("compare", postures, "--backbone", "silhouette", "--head", "auto", *asked[2:])
    assert json.loads(alone.stdout)["backbone"] == "silhouette"
