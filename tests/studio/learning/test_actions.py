"""A project of actions that is taught: all of learning, with clips instead of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.studio.acting import acting_backbone
from tests.studio.learning.teaching import Lesson, lesson
from understudy.backbones.clip_backbone import ActionBackbone
from understudy.errors import DataError
from understudy.project.records import Cut, Example
from understudy.studio.learning import suggesting
from understudy.studio.learning.lesson import Lesson as Composed
from understudy.studio.learning.suggesting import few_of
from understudy.studio.learning.wording import WORDINGS
from understudy.studio.protocol import Compare, Suggestion, Train

IGNORED = WORDINGS["clip"].ignore


@pytest.fixture
def acting() -> ActionBackbone:
    return acting_backbone()


@pytest.fixture
def opened(tmp_path: Path, acting: ActionBackbone) -> Iterator[Lesson]:
    others = acting_backbone("actions-hands"), acting_backbone("actions-body")
    with lesson(tmp_path / "p", acting, *others) as opened:
        yield opened


def teach(opened: Lesson, times: int = 3) -> None:
    for name in ("left", "right") * times:
        opened.perform(name)


def test_says_what_to_record(opened: Lesson) -> None:
    opened.ids("left", "right")
    opened.told.until_learning(lambda state: state.status == "empty" and bool(state.sentence))
    assert opened.learner.state().sentence == WORDINGS["clip"].begin
    with pytest.raises(DataError, match="hold the button"):
        opened.learner.train(Train(head="dense"))


def test_learns_from_clips_and_says_how_good(opened: Lesson) -> None:
    teach(opened, 1)
    state = opened.ready()
    assert state.accuracy is None
    assert state.sentence == f"{WORDINGS['clip'].cant_tell} {IGNORED}"
    teach(opened, 3)
    state = opened.ready(lambda state: state.takes == 8)
    assert state.accuracy == 1
    assert state.sentence == f"Recognises 100 % of clips it has not seen. {IGNORED}"
    assert (state.unseen, state.suggestion) == ({}, None)


def test_other_movements_are_recorded_in_one_long_clip(opened: Lesson) -> None:
    teach(opened)
    (other,) = opened.ids("other")
    opened.project.change_class(other, role="background")
    opened.perform("other", seconds=6)
    state = opened.ready()
    assert opened.project.count(other) > 4
    assert IGNORED not in state.sentence
    answering = opened.learner.answering
    assert answering is not None
    assert answering.model.background == {other}
    model = opened.learner.model()
    assert model is not None
    assert model.facts["provenance"]["shifted"] == 2 * 6 + 4 * opened.project.count(other)


def test_what_is_ignored_is_learned_anew(opened: Lesson) -> None:
    teach(opened, 2)
    opened.perform("other", seconds=4)
    before = opened.ready()
    (other,) = opened.ids("other")
    assert opened.learner.model().facts["provenance"].keys().isdisjoint({"shifted"})
    opened.project.change_class(other, role="background")
    opened.ready(lambda state: state.model > before.model)
    opened.told.until(lambda: "shifted" in opened.learner.model().facts["provenance"])


def test_features_are_those_of_the_backbone_and_kept(
    opened: Lesson, acting: ActionBackbone, tmp_path: Path
) -> None:
    teach(opened)
    opened.ready()
    one = opened.project.examples()[0]
    features = opened.learner._features.of([one])
    scene = acting.blocks["scene"]
    alone = acting.features(acting.load(one.source))  # decoded by another library
    np.testing.assert_allclose(features[0, scene], alone[scene], atol=0.02)
    assert features.moments == acting.moments
    opened.close()
    again = acting_backbone()
    again.track = None  # type: ignore[assignment]
    with lesson(tmp_path / "p", again) as opened:
        opened.ready()
        np.testing.assert_array_equal(opened.learner._features.of([one]), features)


def test_a_trim_deleting_and_undo_teach_again(opened: Lesson) -> None:
    teach(opened)
    take = opened.perform("left", seconds=2.5)
    opened.ready()
    (before,) = (one for one in opened.project.examples() if one.take == take)
    opened.project.trim_take(take, 0.0, 1.5)
    (after,) = (one for one in opened.project.examples() if one.take == take)
    assert after.centre != before.centre
    opened.ready()
    opened.project.delete_take(take)
    opened.ready()
    opened.project.undo()
    opened.ready()


def test_confusion_comparing_and_heads_by_hand(opened: Lesson) -> None:
    teach(opened)
    opened.perform("right", label="left")
    opened.ready(lambda state: state.takes == 7)
    told = opened.learner.confusion()
    assert sum(len(cell.examples) for cell in told.cells) == len(opened.project.examples())
    assert "of clips it has not seen" in told.sentence
    compared = opened.learner.compare(
        Compare(heads=[Train(head="neighbors"), Train(head="discriminant")])
    )
    assert [one.head for one in compared] == ["neighbors", "discriminant"]
    assert all("of clips" in one.sentence for one in compared)
    opened.learner.train(Train(head="dense", settings={"epochs": 2}))
    opened.ready(lambda state: state.head == "dense")


def test_the_model_to_take_home_knows_when_it_answers(opened: Lesson) -> None:
    teach(opened)
    opened.ready()
    opened.project.set_setting("acting", {"threshold": 0.5, "rule": "per-episode"})
    model = opened.learner.model()
    assert model is not None
    assert set(model.labels) == {"left", "right"}
    assert model.facts["acting"] == {"threshold": 0.5, "rule": "per-episode"}
    assert not {"live", "listening"} & set(model.facts)


def test_looks_at_something_else_while_the_model_answers(opened: Lesson) -> None:
    teach(opened)
    before = opened.ready()
    opened.learners.switch("actions-hands")
    assert opened.learner.answering is not None
    state = opened.ready(lambda state: state.model > before.model)
    answering = opened.learner.answering
    assert answering is not None
    assert answering.model.backbone.name == "actions-hands"
    assert opened.project.cut == Cut(1.5, 0.75)
    assert state.accuracy is not None


def test_suggests_to_go_by_hands_where_they_are_as_good(
    opened: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "IDLE_SECONDS", 0.0)
    teach(opened, 4)
    state = opened.ready(lambda state: state.suggestion is not None)
    assert state.suggestion == Suggestion(
        subject="actions-hands",
        sentence="I can see a hand in every example: recognise it by how it moves?",
    )
    opened.learner.decline()
    opened.ready(lambda state: state.suggestion is None)
    opened.learners.switch("actions-hands")
    opened.learners.switch("actions")
    teach(opened, 1)
    assert opened.ready().suggestion is None


def test_the_hands_in_the_middle_of_a_clip_can_be_drawn(opened: Lesson) -> None:
    opened.learners.switch("actions-hands")
    teach(opened)
    opened.ready()
    one = opened.project.examples()[0]
    assert opened.learner.poses(one).shape == (1, 21, 4)
    assert opened.learner.unseen([one]) == set()


def test_pictures_and_sounds_are_nothing_for_it(opened: Lesson) -> None:
    for subject in ("hands", "anything", "sound"):
        with pytest.raises(DataError, match="taught with actions"):
            opened.learners.switch(subject)
    assert opened.project.backbone == "actions"


def test_long_videos_are_not_looked_through_to_suggest_something() -> None:
    def example(take: str, number: int) -> Example:
        return Example(f"{take}-{number}", "left", take, number, Path(take), 1, 1, number / 1000)

    short = [example(f"t{number}", 750) for number in range(3)]
    long = [example("long", 750 * number) for number in range(1, 9)]
    several = (*long, *short)
    lesson = Composed(several, tuple(one.take for one in several), medium="clip")
    assert few_of(lesson, set()).examples == tuple(short)
