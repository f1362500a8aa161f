import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.studio.acting import acting_backbone
from tests.studio.learning.teaching import BACKBONE, Lesson, lesson, take_id, until
from tests.studio.seeing import SeeingBackbone
from tests.studio.sounding import HearingBackbone
from understudy.errors import DataError
from understudy.project.records import Example
from understudy.studio.learning import varying
from understudy.studio.learning.varying import jobs_of, set_variants, settings_of, variants_of
from understudy.studio.protocol import Learning, Train
from understudy.training.variants import SEED, Variants, variant


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Lesson]:
    with lesson(tmp_path / "p") as opened:
        for name in ("box", "disc") * 2:
            opened.hold(name)
        opened.ready(lambda state: state.takes == 4)
        yield opened


def learned(opened: Lesson) -> int:
    model = opened.learner.model()
    assert model is not None
    return int(model.facts["provenance"].get("variants", 0))


def want(opened: Lesson, count: int, mirrored: bool | None = None) -> None:
    set_variants(opened.project, count, mirrored)
    opened.learner.learn()


def test_the_model_learns_anew_with_variants_and_without(opened: Lesson) -> None:
    before = opened.learner.state()
    want(opened, 2)
    until(lambda: learned(opened) == 32)
    state = opened.ready(lambda state: state.model > before.model and state.variants is None)
    assert (state.takes, state.accuracy) == (before.takes, before.accuracy)
    tested = [one for cell in opened.learner.confusion().cells for one in cell.examples]
    assert sorted(tested) == sorted(one.id for one in opened.project.examples())
    model = opened.learner.model()
    assert model is not None
    assert sum(model.facts["provenance"]["examples"].values()) == 16
    want(opened, 0)
    until(lambda: learned(opened) == 0)


def test_what_is_learned_is_what_the_function_of_variants_makes(opened: Lesson) -> None:
    want(opened, 3)
    until(lambda: learned(opened) == 48)
    taught = opened.learner._lesson
    assert taught.variants == Variants(3, flips=False)
    assert taught.mixed is not None
    rows = np.flatnonzero(taught.mixed.rows == 5)
    one = taught.examples[5]
    (content,) = opened.project.checksums([one])
    shown = BACKBONE.load(one.path)
    made = [variant(shown, SEED, content, number, flips=False) for number in (1, 2, 3)]
    np.testing.assert_allclose(taught.mixed.features[rows], BACKBONE.embed(made), atol=1e-6)


def test_the_model_answers_meanwhile_without_them(
    opened: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = threading.Event()
    apply = varying.apply

    def slowly(image: Any, change: Any) -> Any:
        assert may.wait(20)
        return apply(image, change)

    monkeypatch.setattr(varying, "apply", slowly)
    monkeypatch.setattr(varying, "TOLD_EVERY_SECONDS", 0)
    want(opened, 1)
    state = opened.told.until_learning(lambda state: state.variants is not None)
    assert (state.status, state.variants) == ("ready", (0, 16))
    assert learned(opened) == 0
    assert opened.learner.answering is not None
    may.set()
    until(lambda: learned(opened) == 16)
    told = [one.variants for one in opened.told.messages if isinstance(one, Learning)]
    done = [one[0] for one in told if one is not None]
    assert done == sorted(done)
    assert len(done) > 4
    assert opened.learner.state().variants is None


def test_what_comes_later_has_variants_too_and_nothing_is_looked_at_twice(
    opened: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    want(opened, 2)
    until(lambda: learned(opened) == 32)
    made = []
    apply = varying.apply
    monkeypatch.setattr(varying, "apply", lambda *given: made.append(1) or apply(*given))
    opened.hold("box")
    until(lambda: learned(opened) == 40)
    assert len(made) == 8
    take = next(iter(opened.project.takes))
    opened.project.delete_take(take)
    until(lambda: learned(opened) == 32)
    opened.close()
    with lesson(opened.folder) as again:
        until(lambda: again.learner.model() is not None and learned(again) == 32)
    assert len(made) == 8


def test_while_somebody_records_it_waits(opened: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(varying, "IDLE_SECONDS", 0.02)
    (box,) = opened.ids("box")
    opened.project.begin_take(take_id(90), box, "camera", 15)
    opened.project.add_frame(take_id(90), 0, opened.picture("box", 1))
    want(opened, 1)
    opened.told.until_learning(lambda state: state.variants is not None)
    until(lambda: opened.learner._varying._pause == 0.02)
    assert learned(opened) == 0
    opened.project.end_take(take_id(90))
    until(lambda: learned(opened) == 17)


def test_closing_leaves_off_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()
    apply = varying.apply

    def slowly(image: Any, change: Any) -> Any:
        begun.set()
        return apply(image, change)

    with lesson(tmp_path / "p", acting_backbone()) as opened:
        for name in ("left", "right"):
            opened.perform(name)
        opened.ready()
        called = opened.learner._varying._called
        monkeypatch.setattr(varying, "apply", slowly)
        looked = []

        def close_soon() -> bool:
            looked.append(1)
            if begun.is_set():
                opened.learner._inbox.close()
            return called()

        opened.learner._varying._called = close_soon
        want(opened, 4)
        opened.learner._thread.join(20)
        assert not opened.learner._thread.is_alive()
        assert len(looked) == 2  # at the first frame, and at the next one no more


def test_heads_by_hand_learn_them_too(opened: Lesson) -> None:
    want(opened, 1)
    until(lambda: learned(opened) == 16)
    opened.learner.train(Train(head="dense", settings={"epochs": 2}))
    opened.ready(lambda state: state.head == "dense")
    assert learned(opened) == 16


def test_variants_of_actions_are_taught_beside_those_at_other_times(tmp_path: Path) -> None:
    with lesson(tmp_path / "p", acting_backbone()) as opened:
        (other,) = opened.ids("other")
        opened.project.change_class(other, role="background")
        for name in ("left", "right", "other") * 3:
            opened.perform(name)
        opened.ready(lambda state: state.takes == 9)
        want(opened, 2)
        until(lambda: learned(opened) == 18)
        opened.ready(lambda state: state.accuracy == 1)
        model = opened.learner.model()
        assert model is not None
        assert model.facts["provenance"]["shifted"] > 0
        taught = opened.learner._lesson
        opened.close()
    with lesson(tmp_path / "p", acting_backbone()) as again:
        until(lambda: again.learner.model() is not None and learned(again) == 18)
        both = again.learner._lesson.mixed, taught.mixed
        np.testing.assert_allclose(both[0].features, both[1].features, atol=1e-5)


def test_one_in_which_the_hand_is_lost_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(varying, "apply", lambda image, change: np.zeros_like(image))
    with lesson(tmp_path / "p", SeeingBackbone("hand")) as opened:
        for name in ("box", "disc"):
            opened.hold(name, frames=2)
        opened.ready()
        want(opened, 1)
        opened.told.until_learning(lambda state: state.variants is not None)
        opened.told.until_learning(lambda state: state.variants is None)
        assert learned(opened) == 0


def test_a_picture_that_is_gone_has_none(opened: Lesson) -> None:
    opened.project.examples()[0].path.unlink()
    want(opened, 1)
    until(lambda: learned(opened) == 15)


EXAMPLES = [
    Example(f"t{take}-{number}", "c", f"t{take}", number, Path("x"), 1, 1)
    for number in range(3)
    for take in range(2)
]


def test_as_many_of_each_as_there_may_be() -> None:
    assert len(jobs_of(EXAMPLES, 4, 100)) == 24
    few = jobs_of(EXAMPLES, 4, 14)
    assert len(few) == 12
    assert {number for _, number in few} == {1, 2}
    assert [(one.take, number) for one, number in few[:6]] == [("t0", 1)] * 3 + [("t0", 2)] * 3
    fewer = jobs_of(EXAMPLES, 4, 3)
    assert [one.take for one, _ in fewer] == ["t0", "t0", "t1"]
    assert jobs_of([], 4, 3) == []


@pytest.mark.parametrize(
    "damaged", [None, 3, "x", [], {"count": True}, {"count": 9}, {"count": -1}, {"count": "2"}]
)
def test_a_damaged_setting_is_none(damaged: object) -> None:
    assert settings_of({varying.SETTING: damaged}, "picture") == (0, False)
    assert variants_of({varying.SETTING: damaged}, "picture") is None


def test_only_pictures_are_mirrored_and_only_when_that_is_asked_for(tmp_path: Path) -> None:
    kept = {varying.SETTING: {"count": 2, "mirrored": True}}
    assert settings_of(kept, "picture") == (2, True)
    assert settings_of(kept, "clip") == (2, False)
    assert settings_of(kept, "sound") == (0, False)
    with lesson(tmp_path / "a", acting_backbone()) as opened:
        with pytest.raises(DataError, match="not mirrored"):
            set_variants(opened.project, None, True)
        set_variants(opened.project, 8, None)
        assert variants_of(opened.project.settings, "clip") == Variants(8, flips=False)
    with lesson(tmp_path / "s", HearingBackbone()) as opened:
        with pytest.raises(DataError, match="of sounds"):
            set_variants(opened.project, 1, None)
        set_variants(opened.project, 0, None)


def test_what_is_not_said_stays(opened: Lesson) -> None:
    set_variants(opened.project, 3, True)
    set_variants(opened.project, None, False)
    assert settings_of(opened.project.settings, "picture") == (3, False)
    set_variants(opened.project, 1, None)
    assert settings_of(opened.project.settings, "picture") == (1, False)


def test_lessons_with_variants_are_fitted_as_a_whole(opened: Lesson) -> None:
    want(opened, 1)
    until(lambda: learned(opened) == 16)
    taught = opened.learner._lesson
    assert taught.continues(taught)
    assert not taught.continues(replace(taught, variants=None))
    assert not replace(taught, variants=None).continues(taught)
    fewer = replace(taught, examples=taught.examples[:-1], groups=taught.groups[:-1])
    assert not taught.continues(fewer)
