from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import understudy
from tests import acted
from tests.sounds import Bands, write_sounds
from tests.taught import draw, write_photos
from understudy import backbones, heads
from understudy.errors import DataError
from understudy.training import binary, evaluating, looking, teaching
from understudy.training.examples import ExampleSet, embed
from understudy.training.gathering import gather
from understudy.training.mixing import Mixed
from understudy.training.teaching import takes_of

SHAPES = ("box", "cross", "disc")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    acted.use(monkeypatch, tmp_path)


@cache
def shapes() -> ExampleSet:
    takes = {"a": (0, 1), "b": (2, 3)}
    given = {
        label: {
            take: [draw(label, number) for number in several] for take, several in takes.items()
        }
        for label in SHAPES
    }
    return embed(gather(given).inputs, backbones.load())


def test_one_class_and_the_rest_which_is_background() -> None:
    examples = binary.told_apart(shapes(), "box")
    assert examples.labels == ["box"] * 4 + ["not box"] * 8
    assert (examples.background, examples.binary) == (["not box"], "box")
    again = binary.told_apart(examples, "box")
    assert (again.labels, again.background) == (examples.labels, examples.background)


def test_takes_of_one_name_in_several_classes_stay_apart() -> None:
    before, after = takes_of(shapes()), takes_of(binary.told_apart(shapes(), "box"))
    assert len(set(before.ids.tolist())) == len(set(after.ids.tolist())) == 6


def test_what_was_learned_over_again_is_of_the_two_as_well() -> None:
    given = shapes()
    mixed = Mixed(given.features[[0, 4]], np.array([0, 4]), ("box", "disc"), "shifted")
    told = binary.told_apart(replace(given, mixed=mixed), "box").mixed
    assert told is not None
    assert told.labels == ("box", "not box")


@pytest.mark.parametrize(
    ("label", "background", "said"),
    [
        ("fist", (), "no class 'fist' to tell apart from the rest; the classes are box, cross and"),
        ("box", ("box",), "'box' is a background class, nothing to react to"),
        ("box", ("nothing",), "The background class 'nothing' is not among the classes: box, cro"),
    ],
)
def test_what_can_not_be_told_apart(label: str, background: tuple[str, ...], said: str) -> None:
    with pytest.raises(DataError, match=said):
        binary.check(label, SHAPES, background)


@pytest.mark.parametrize("head", ["auto", "discriminant", "logistic", "neighbors", "dense"])
def test_every_head_tells_them_apart(head: str) -> None:
    settings = binary.head_settings(head, {})
    made = heads.create(head, **settings)
    examples = binary.told_apart(shapes(), "box")
    taught = teaching.teach(examples, backbones.load(), made, settings=settings)
    assert taught.model.labels == ("box", "not box")
    assert taught.model.background == {"not box"}
    assert taught.model.facts["binary"] == "box"
    assert taught.cross_validated.takes in (2, 4, 6)  # as many folds as the head trains
    assert taught.model.predict(draw("box", 9)).best == "box"
    assert taught.model.predict(draw("disc", 9)).best == "not box"


def test_the_dense_head_has_one_unit_unless_another_output_is_asked_for() -> None:
    assert binary.head_settings("dense", {"units": 9}) == {"output": "sigmoid", "units": 9}
    assert binary.head_settings("dense", {"output": "softmax"}) == {"output": "softmax"}
    assert binary.head_settings("auto", {}) == {}


def test_such_a_model_is_evaluated_on_all_classes(tmp_path: Path) -> None:
    model = understudy.teach(write_photos(tmp_path / "photos", SHAPES), binary="box")
    loaded = understudy.load(model.save(tmp_path / "m.understudy"))
    found = evaluating.evaluate(loaded, shapes())
    assert found.labels == ("box", "not box")
    assert found.truth.tolist() == [0] * 4 + [1] * 8
    assert (found.predicted == found.truth).all()
    strange = embed(gather({"star": [draw("star", 1)]}).inputs, backbones.load())
    assert evaluating.evaluate(loaded, strange).truth.tolist() == [1]


def test_actions_and_sounds_are_told_apart_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clips = acted.write_clips(tmp_path / "clips")
    choice = looking.see(clips, kind="actions", background=["other"], binary="left")
    examples = choice.examples
    assert set(examples.labels) == {"left", "not left"}
    assert len(examples.labels) == 11  # of "other", windows are cut everywhere
    assert examples.mixed is not None
    assert set(examples.mixed.labels or ()) == {"not left"}
    monkeypatch.setitem(backbones._loaded, ("bands", "[]"), Bands())
    sounds = write_sounds(tmp_path / "sounds", labels=("low", "high", "noise"), count=2)
    heard = looking.see(sounds, "bands", background=["noise"], mix_noise=True, binary="low")
    assert heard.examples.mixed is not None
    assert set(heard.examples.labels) == {"low", "not low"}
    assert len(heard.examples.mixed.rows) == 4


def test_an_unknown_class_is_said_before_the_work(tmp_path: Path) -> None:
    folder = write_photos(tmp_path / "photos")
    (folder / "box" / "0.png").write_text("dear diary", encoding="utf-8")
    seen: list[tuple[int, int]] = []
    with pytest.raises(DataError, match="no class 'bx'"):
        looking.see(folder, binary="bx", progress=lambda *now: seen.append(now))
    assert not seen


def test_from_python_with_variants_and_a_seed_for_them_and_the_head(tmp_path: Path) -> None:
    photos = write_photos(tmp_path / "photos", count=2)
    asked = {"binary": "box", "variants": 1, "flips": False, "seed": 3}
    model = understudy.teach(photos, **asked, head="dense", epochs=2)
    assert model.facts["head"]["settings"] == {"output": "sigmoid", "epochs": 2, "seed": 3}
    assert model.facts["provenance"]["variants"] == 4
    assert understudy.teach(photos, **asked).facts["head"]["settings"] == {}
    alone = understudy.teach(photos, head="dense", epochs=2, seed=3)
    assert alone.facts["head"]["settings"]["seed"] == 3
