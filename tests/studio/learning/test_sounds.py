"""A sound project that is taught: all of learning, with sounds instead of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.studio.learning.teaching import Lesson, Told, lesson
from tests.studio.seeing import SeeingBackbone
from tests.studio.sounding import SHORT, HearingBackbone, hearing, sound
from understudy.errors import DataError
from understudy.media.part import Part
from understudy.project.store import Project
from understudy.studio.learning.learner import Learner
from understudy.studio.learning.switching import Learners
from understudy.studio.learning.wording import WORDINGS
from understudy.studio.protocol import Compare, Train


@pytest.fixture
def words() -> HearingBackbone:
    return HearingBackbone()


@pytest.fixture
def opened(tmp_path: Path, words: HearingBackbone) -> Iterator[Lesson]:
    with lesson(tmp_path / "p", words, *hearing()[1:]) as opened:
        yield opened


def teach(opened: Lesson) -> None:
    for name in ("low", "high") * 2:
        opened.say(name)


def test_says_what_to_record(opened: Lesson) -> None:
    opened.ids("low", "high")
    told = opened.told.until_learning(
        lambda state: state.status == "empty" and bool(state.sentence)
    )
    assert "each at least twice" in opened.learner.state().sentence, told
    with pytest.raises(DataError, match="at least twice"):
        opened.learner.train(Train(head="dense"))


def test_learns_from_takes_and_says_how_good(opened: Lesson) -> None:
    opened.say("low")
    opened.say("high")
    state = opened.ready()
    assert (state.accuracy, state.model) == (None, state.model)
    assert state.sentence.startswith(WORDINGS["sound"].cant_tell)
    opened.say("low")
    opened.say("high")
    state = opened.ready(lambda state: state.takes == 4)
    assert state.accuracy == 1
    assert "of sounds in takes it has not heard" in state.sentence
    assert state.sentence.endswith("Record a noise class too, so that other sounds do nothing.")
    assert state.unseen == {}
    assert state.suggestion is None


def test_a_noise_class_is_cut_everywhere_and_asked_for_no_more(opened: Lesson) -> None:
    teach(opened)
    (noise,) = opened.ids("noise")
    opened.project.change_class(noise, role="background")
    opened.say("noise")
    state = opened.ready()
    assert opened.project.count(noise) > 3
    assert "noise class" not in state.sentence
    answering = opened.learner.answering
    assert answering is not None
    assert answering.model.background == {noise}


def test_features_are_of_parts_and_kept_by_content_and_place(
    opened: Lesson, words: HearingBackbone, tmp_path: Path
) -> None:
    teach(opened)
    opened.ready()
    parts = {one.source for one in opened.project.examples()}
    assert set(words.loaded) == parts
    assert all(isinstance(part, Part) for part in parts)
    examples = opened.project.examples()
    opened.close()
    with lesson(tmp_path / "p", HearingBackbone()) as again:
        again.ready()
        assert again.project.examples() == examples
        loaded = again.learner.backbone
        assert isinstance(loaded, HearingBackbone)
        assert loaded.loaded == []
        model = again.learner.model()
        assert model is not None
        assert len(model.facts["provenance"]["examples"]) == 2


def test_recordings_of_one_sound_added_by_hand_are_takes_of_their_own(
    opened: Lesson, tmp_path: Path
) -> None:
    for name in ("low", "high") * 2:
        take = opened.say(name, 1)
        path, name_of = opened.project.recording(take), f"{take}.flac"
        (tmp_path / name_of).write_bytes(path.read_bytes())
        class_id = opened.project.takes[take].class_id
        opened.project.delete_take(take)
        opened.project.add_recording(class_id, tmp_path / name_of, name_of)
    state = opened.ready(lambda state: state.takes == 4)
    assert all(opened.learner.merged(one.id) == [] for one in opened.project.classes)
    assert state.accuracy == 1


def test_a_trim_and_deleting_teach_again(opened: Lesson) -> None:
    teach(opened)
    opened.ready()
    take = opened.say("low")
    opened.ready()
    opened.project.trim_take(take, 0.0, 1.0)
    assert opened.project.take_count(take) == 1
    opened.ready()
    opened.project.delete_take(take)
    opened.ready()
    opened.project.undo()
    opened.ready()


def test_confusion_comparing_and_heads_by_hand(opened: Lesson) -> None:
    teach(opened)
    opened.say("high", label="low")
    opened.ready(lambda state: state.takes == 5)
    cells = opened.learner.confusion().cells
    assert sum(len(cell.examples) for cell in cells) == len(opened.project.examples())
    compared = opened.learner.compare(
        Compare(heads=[Train(head="neighbors"), Train(head="discriminant")])
    )
    assert [one.head for one in compared] == ["neighbors", "discriminant"]
    assert all("sounds" in one.sentence for one in compared)
    opened.learner.train(Train(head="dense", settings={"epochs": 2}))
    opened.ready(lambda state: state.head == "dense")


def test_the_model_to_take_home_knows_when_it_answers(opened: Lesson) -> None:
    teach(opened)
    opened.ready()
    opened.project.set_setting("listening", {"threshold": 0.5, "hits": 1})
    model = opened.learner.model()
    assert model is not None
    assert set(model.labels) == {"high", "low"}
    assert model.facts["listening"] == {"threshold": 0.5, "hits": 1}
    assert "live" not in model.facts


def test_other_speech_stays_unknown(opened: Lesson, words: HearingBackbone) -> None:
    said = [words.load(sound("middle", 1)[3_000:7_800]) for _ in range(3)]
    row = words.look(said[0]).row[np.newaxis]
    teach(opened)
    opened.ready()
    answering = opened.learner.answering
    assert answering is not None
    alone = answering.model.predict_features(row)[0].novelty
    words.known_others = words.wrap(np.repeat(row, 8, axis=0))
    opened.say("low")
    opened.learner.train(Train(head="discriminant"))
    opened.ready(lambda state: state.head == "discriminant")
    answering = opened.learner.answering
    assert answering is not None
    beside = answering.model.predict_features(row)[0]
    assert beside.novelty >= max(alone, 0.5)
    assert not beside.known


def test_listens_for_something_else_while_the_model_answers(opened: Lesson) -> None:
    teach(opened)
    before = opened.ready()
    opened.learners.switch("sound-short")
    assert opened.learner.answering is not None
    cut = opened.project.cut
    assert cut is not None
    assert cut.window == SHORT
    state = opened.ready(lambda state: state.model > before.model)
    assert state.accuracy == 1
    answering = opened.learner.answering
    assert answering is not None
    assert answering.model.backbone.name == "sound-short"


def test_looking_is_nothing_for_it(opened: Lesson) -> None:
    with pytest.raises(DataError, match="taught with sounds"):
        opened.learners.switch("hands")
    assert opened.project.backbone == "sound"


def test_a_project_that_names_what_can_not_hear_is_damaged(tmp_path: Path) -> None:
    with lesson(tmp_path / "p", HearingBackbone()) as opened:
        opened.project.set_backbone("hands", opened.project.cut)
    hands = SeeingBackbone("hand")
    with (
        Project.open(tmp_path / "p") as project,
        pytest.raises(DataError, match=r"project\.json names hands, which is for pictures"),
    ):
        Learners(project, lambda name: hands, Learner, Told())


def test_another_version_cuts_anew(tmp_path: Path) -> None:
    with lesson(tmp_path / "p", HearingBackbone()) as opened:
        teach(opened)
    wider = HearingBackbone(window=0.7)
    with lesson(tmp_path / "p", wider) as opened:
        opened.ready()
        cut = opened.project.cut
        assert cut is not None
        assert cut.window == 0.7
