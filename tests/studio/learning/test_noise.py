from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.studio.learning.teaching import Lesson, lesson, until
from tests.studio.sounding import HearingBackbone
from understudy.project.noise import SETTING
from understudy.project.records import Example
from understudy.studio.learning.lesson import Pair
from understudy.studio.learning.noise import pairs_of


def example(class_id: str, number: int) -> Example:
    path = Path(f"{class_id}.flac")
    return Example(f"{class_id}-{number}", class_id, class_id, number, path, 1, 1, number / 1000)


WORDS = [example("w", number) for number in range(40)]
MOTOR = [example("m", number) for number in range(10)]
ROOM = [example("r", number) for number in range(10)]
BOTH = {"m", "r"}


def test_every_word_has_a_stretch_of_the_noise_that_is_mixed_in() -> None:
    pairs = pairs_of([*WORDS, *MOTOR, *ROOM], {"m"}, BOTH, [])
    assert [pair.example for pair in pairs] == WORDS
    assert {pair.noise.class_id for pair in pairs} == {"m"}
    assert len({pair.noise.id for pair in pairs}) > 5
    assert pairs_of([*WORDS, *ROOM], {"m"}, BOTH, []) == []


def test_partners_stay_while_they_are_there() -> None:
    before = pairs_of([*WORDS, *MOTOR], {"m"}, BOTH, [])
    more = [*WORDS, *MOTOR, *(example("m", number) for number in range(10, 90))]
    assert pairs_of(more, {"m"}, BOTH, before) == before
    assert pairs_of(more, {"m"}, BOTH, []) != before
    gone = before[0].noise
    left = [one for one in MOTOR if one != gone]
    after = pairs_of([*WORDS, *left], {"m"}, BOTH, before)
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [pair.example for pair in changed] == [
        pair.example for pair in before if pair.noise == gone
    ]
    moved = [replace(one, path=Path("elsewhere.flac")) for one in MOTOR]
    assert pairs_of([*WORDS, *moved], {"m"}, BOTH, before)[0] == Pair(
        WORDS[0], moved[MOTOR.index(gone)]
    )


@pytest.fixture
def words() -> HearingBackbone:
    return HearingBackbone()


@pytest.fixture
def opened(tmp_path: Path, words: HearingBackbone) -> Iterator[Lesson]:
    with lesson(tmp_path / "p", words) as opened:
        (noise,) = opened.ids("noise")
        opened.project.change_class(noise, role="background")
        for name in ("low", "high", "noise") * 2:
            opened.say(name)
        opened.ready(lambda state: state.takes == 6)
        yield opened


def with_noise(opened: Lesson) -> int:
    model = opened.learner.model()
    assert model is not None
    return int(model.facts["provenance"].get("with_noise", 0))


def mix(opened: Lesson, wanted: bool = True) -> None:
    opened.project.set_setting(SETTING, opened.ids("noise") if wanted else [])
    opened.learner.learn()


def test_the_model_learns_anew_with_noise_and_without(opened: Lesson) -> None:
    before = opened.learner.state()
    mix(opened)
    until(lambda: with_noise(opened) == 8)
    state = opened.ready(lambda state: state.model > before.model)
    assert (state.takes, state.accuracy) == (before.takes, before.accuracy)
    examples = opened.project.examples()
    cells = opened.learner.confusion().cells
    assert sum(len(cell.examples) for cell in cells) == len(examples)
    model = opened.learner.model()
    assert model is not None
    assert sum(model.facts["provenance"]["examples"].values()) == len(examples)
    mix(opened, wanted=False)
    until(lambda: with_noise(opened) == 0)


def test_what_comes_later_is_mixed_too_and_nothing_is_mixed_twice(
    opened: Lesson, words: HearingBackbone
) -> None:
    mix(opened)
    until(lambda: with_noise(opened) == 8)
    words.loaded.clear()
    opened.say("low")
    opened.ready(lambda state: state.takes == 7)
    assert with_noise(opened) == 10
    assert len(words.loaded) == 2 + 2 * 2  # the new ones alone, then each with its noise
    opened.say("noise")
    opened.ready(lambda state: state.takes == 8)
    assert with_noise(opened) == 10


def test_what_was_mixed_is_kept_for_another_day(opened: Lesson, tmp_path: Path) -> None:
    mix(opened)
    until(lambda: with_noise(opened) == 8)
    opened.close()
    again = HearingBackbone()
    with lesson(tmp_path / "p", again) as later:
        later.ready()
        assert with_noise(later) == 8
        assert again.loaded == []


def test_without_noise_nothing_is_mixed(opened: Lesson) -> None:
    mix(opened)
    until(lambda: with_noise(opened) == 8)
    for take, record in opened.project.takes.items():
        if record.class_id in opened.ids("noise"):
            opened.project.delete_take(take)
    until(lambda: with_noise(opened) == 0)


def test_heads_by_hand_and_comparisons_learn_it_too(opened: Lesson) -> None:
    from understudy.studio.protocol import Compare, Train

    mix(opened)
    until(lambda: with_noise(opened) == 8)
    compared = opened.learner.compare(Compare(heads=[Train(head="neighbors")]))
    assert compared[0].accuracy is not None
    opened.learner.train(Train(head="dense", settings={"epochs": 2}))
    opened.ready(lambda state: state.head == "dense")
    assert with_noise(opened) == 8
