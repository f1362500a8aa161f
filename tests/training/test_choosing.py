from collections.abc import Hashable, Sequence
from pathlib import Path

import numpy as np
import pytest

from tests import gestures
from tests.backbones import posing
from tests.taught import draw, tiny_backbone, write_photos, write_video
from understudy import backbones, heads
from understudy.backbones.backbone import Backbone
from understudy.errors import UnderstudyError
from understudy.heads.base import HeldOut
from understudy.training import choosing
from understudy.training.choosing import Tried, choose, pick, right_by_take, sample
from understudy.training.examples import ExampleSet, embed
from understudy.training.gathering import Input, Inputs, gather

NAMES = ("mean-colour", "hands", "body")
PICTURE, HANDS, BODY = backbones.DEFAULT, "hands", "body"


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"mean-colour": tiny_backbone(), "hands": posing.hands(), "body": posing.body()}
    monkeypatch.setattr(backbones, "load", made.__getitem__)


class Looked:
    """Looks, and remembers at how much."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def __call__(self, backbone: Backbone, inputs: Sequence[Input]) -> ExampleSet:
        self.asked.append((backbone.name, len(inputs)))
        return embed(inputs, backbone)


def tried(name: str, right: Sequence[float] = (), found: float = 1.0) -> Tried:
    shares: dict[Hashable, float] = dict(enumerate(right))
    seeks = {HANDS: "hand", BODY: "body"}.get(name)
    accuracy = float(np.mean(right)) if right else None
    return Tried(name, seeks, found, accuracy, shares)  # type: ignore[arg-type]


def test_the_most_right_on_held_out_takes_is_chosen() -> None:
    half, most = [1, 0] * 10, [1] * 17 + [0] * 3
    chosen = pick([tried(PICTURE, half), tried(HANDS, most), tried(BODY, half)])
    assert chosen.name == HANDS
    assert chosen.reason == (
        "on takes held out 85 % right, 50 % with the whole picture and 50 % with the body"
    )
    assert pick([tried(PICTURE, half), tried(HANDS, half), tried(BODY, most)]).name == BODY


def test_of_equals_the_earlier_is_chosen() -> None:
    poor, good = [0.0] * 12, [1.0] * 12
    assert pick([tried(PICTURE, poor), tried(HANDS, good), tried(BODY, good)]).name == HANDS
    assert pick([tried(PICTURE, good), tried(HANDS, good), tried(BODY, good)]).name == HANDS
    assert pick([tried(PICTURE, good), tried(BODY, good)]).name == PICTURE
    assert pick([tried(PICTURE, good), tried(HANDS, good, 0.94)]).name == PICTURE


def test_what_is_found_in_some_has_to_be_clearly_better() -> None:
    good, better = [1] * 15 + [0] * 5, [1] * 17 + [0] * 3
    assert pick([tried(PICTURE, good), tried(HANDS, better)]).name == HANDS
    assert pick([tried(PICTURE, better), tried(HANDS, good)]).name == PICTURE
    chosen = pick([tried(PICTURE, good), tried(HANDS, better, 0.94)])
    assert chosen.name == PICTURE
    assert chosen.reason == (
        "no other was clearly better; on takes held out 75 % right, 85 % with the hand"
    )


def test_what_is_found_too_rarely_is_out_however_right() -> None:
    poor, good = [0.0] * 12, [1.0] * 12
    chosen = pick([tried(PICTURE, poor), tried(HANDS, good, 0.49), tried(BODY, found=0.12)])
    assert chosen.name == PICTURE
    assert chosen.reason == (
        "there is a hand in 49 % and a person in 12 % of the pictures looked at, too few to go by"
    )
    assert pick([tried(PICTURE, poor), tried(HANDS, good, 0.5)]).name == HANDS


@pytest.mark.parametrize(
    ("hands", "body", "name"),
    [
        (1, 1, HANDS), (0.95, 1, HANDS), (0.94, 0.95, BODY), (0.1, 1, BODY), (0.94, 0.94, PICTURE),
    ],
)  # fmt: skip
def test_with_nothing_held_out_what_is_nearly_always_found(
    hands: float, body: float, name: str
) -> None:
    chosen = pick([tried(PICTURE), tried(HANDS, found=hands), tried(BODY, found=body)])
    assert chosen.name == name
    assert chosen.reason.endswith("; there are no takes to compare by")


def test_another_picture_backbone_needs_held_out_takes() -> None:
    assert pick([tried(PICTURE), tried("mine")]).name == PICTURE


def test_only_takes_that_all_held_out_are_compared() -> None:
    hands = Tried(HANDS, "hand", 1, 0.6, {**dict.fromkeys(range(10), 1.0), 10: 0.0, 11: 0.0})
    assert pick([tried(PICTURE, [0.5] * 10), hands]).name == HANDS


def test_colours_tell_no_gestures_so_that_hands_are_chosen() -> None:
    looked = Looked()
    choice = choose(gather(gestures.hands(10)).inputs, looked, NAMES)
    assert choice.chosen is not None
    assert choice.chosen.name == choice.backbone.name == "hands"
    assert choice.examples.features.shape == (20, posing.hands().dimensions)
    assert looked.asked == [("mean-colour", 20), ("hands", 16), ("hands", 20), ("body", 16)]
    by_colour, hands, body = choice.chosen.tried
    assert (hands.seeks, hands.found, hands.accuracy) == ("hand", 1, 1)
    assert by_colour.accuracy is not None
    assert by_colour.accuracy < 0.9
    assert body.found < 0.5
    assert body.accuracy is None
    assert choice.chosen.to_dict()["compared"][1] == {"name": "hands", "found": 1, "accuracy": 1}


def test_persons_are_looked_for_too() -> None:
    choice = choose(gather(gestures.persons()).inputs, Looked(), NAMES)
    assert choice.chosen is not None
    assert choice.backbone.name == "body"
    assert choice.chosen.reason.startswith("a person is seen in 100 % of the pictures; ")


def test_drawn_things_are_told_by_the_whole_picture() -> None:
    looked = Looked()
    things = {label: [draw(label, number) for number in range(9)] for label in ("box", "disc")}
    choice = choose(gather(things).inputs, looked, NAMES)
    assert choice.backbone.name == "mean-colour"
    assert looked.asked == [("mean-colour", 18), ("hands", 16), ("body", 16)]


def test_in_a_background_class_nothing_has_to_be_found() -> None:
    pictures = {
        "nothing": [draw("box", number) for number in range(3)],
        "open": [gestures.hand("open", 0)],
    }
    found = []
    for background in ([], ["nothing"]):
        choice = choose(gather(pictures).inputs, Looked(), NAMES, background)
        assert choice.chosen is not None
        found.append(choice.chosen.tried[1].found)
    assert found == [pytest.approx(0.25), 1]


@pytest.mark.parametrize("pictures", [{}, {"open": [gestures.hand("open", 0)] * 3}])
def test_fewer_than_two_classes_are_not_compared(pictures: dict[str, list[np.ndarray]]) -> None:
    choice = choose(gather(pictures).inputs, Looked(), NAMES)
    assert choice.chosen is not None
    assert [one.accuracy for one in choice.chosen.tried] == [None] * 3
    assert choice.backbone.name == ("hands" if pictures else "mean-colour")


def test_files_that_are_no_pictures_are_left_to_the_one_who_teaches(tmp_path: Path) -> None:
    write_photos(tmp_path)
    for photo in tmp_path.rglob("*.png"):
        photo.write_text("dear diary", encoding="utf-8")
    choice = choose(gather(tmp_path).inputs, Looked(), NAMES)
    assert choice.backbone.name == "mean-colour"
    assert len(choice.examples.failed) == 8


def test_a_network_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> Backbone:
        raise UnderstudyError("Run: make setup")

    monkeypatch.setattr(backbones, "load", load)
    with pytest.raises(UnderstudyError, match="make setup"):
        choose(gather(gestures.hands(1)).inputs, Looked())


def test_the_share_right_of_each_held_out_take() -> None:
    labels = ["a", "a", "a", "b", "b", "b"]
    takes = ["one", "one", "two", "three", "four", "four"]
    X = np.array([[1], [-1], [1], [-1], [-1], [-1]], np.float32)
    head = heads.create("discriminant").fit(X, labels, takes)
    rows, wrong = np.array([5, 4, 2, 1, 0]), [1, 2]  # the third was never left out
    says_b = np.array([(labels[row] == "b") != (row in wrong) for row in rows], np.float32)
    probabilities = np.stack([1 - says_b, says_b], axis=1)
    head.held_out_ = HeldOut(rows, np.zeros(5, np.int64), probabilities, np.zeros(5, np.float32))
    assert right_by_take(head, labels, takes) == {"one": 0.5, "two": 0, "four": 1}
    head.held_out_ = None
    assert right_by_take(head, labels, takes) == {}


def test_a_sample_is_spread_over_every_class(tmp_path: Path) -> None:
    folder = write_photos(tmp_path, count=20)
    write_video(folder / "box" / "a.mp4", "box")
    for name in ("a.mp4", "b.mp4"):
        (folder / "clips").mkdir(exist_ok=True)
        write_video(folder / "clips" / name, "box")
    given: Inputs = gather(folder)
    some = sample(given.inputs)
    names = [one.path.stem for one in some if one.label == "box" and one.path]
    assert names == ["0", "3", "5", "8", "11", "14", "16", "19"]
    assert [one.path.name for one in some if one.label == "clips" and one.path] == ["a.mp4"]
    assert len(some) == 2 * choosing.SAMPLE_A_CLASS + 1
    assert sample([]) == []


@pytest.mark.parametrize(
    ("events", "name", "said"),
    [
        ([[[(0.0, 0.5)]]], "sound", "as long as words"),
        ([[[(0.0, 0.1)]], [[(0.0, 0.5)]]], "sound-short", "at least half of these"),
        ([], "sound", "as long as words"),
    ],
)
def test_sounds_are_told_by_their_length(events: list, name: str, said: str) -> None:
    chosen = choosing.by_length(events)
    assert chosen.name == name
    assert said in chosen.reason
    assert chosen.to_dict() == {"reason": chosen.reason, "compared": []}
