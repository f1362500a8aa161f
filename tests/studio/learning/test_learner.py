import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests import taught as shapes
from tests.studio.learning.teaching import Lesson, draw, jpeg, lesson, take_id
from tests.studio.seeing import BLACK, SeeingBackbone
from understudy import backbones
from understudy.errors import Cancelled
from understudy.evaluation.sentences import CANT_TELL
from understudy.media.image import encode_jpeg
from understudy.model import Model
from understudy.studio.protocol import Changed, Compare, Learning, Train

DENSE = Train(head="dense", settings={"units": [8], "epochs": 3})


def numbers_of(opened: Lesson) -> list[int]:
    return [one.model for one in opened.told.messages if isinstance(one, Learning)]


def test_says_what_to_do_until_there_is_something_to_learn(tmp_path: Path) -> None:
    with lesson(tmp_path / "p") as opened:
        told = opened.told
        told.until_learning(lambda state: state.sentence.startswith("Add a class"))
        opened.ids("rock", "paper")
        assert opened.learner.state().model == 0
        told.until_learning(
            lambda state: state.sentence == "Record a take of `rock` and one of another class."
        )
        opened.hold("rock")
        told.until_learning(lambda state: state.sentence == "Now record a take of `paper`.")
        assert opened.learner.answering is None
        assert opened.learner.model() is None
        opened.hold("paper")
        state = opened.ready()
        assert (state.status, state.sentence, state.accuracy) == ("ready", CANT_TELL, None)
        opened.hold("rock")
        opened.hold("paper")
        state = opened.ready(lambda state: state.takes == 4)
        assert state.sentence.startswith("Recognises ")
        assert set(state.per_class) == set(opened.ids("rock", "paper"))


def test_recognises_what_it_was_shown(taught: Lesson) -> None:
    state = taught.learner.state()
    assert (state.sentence, state.accuracy) == (
        "Recognises 100 % of pictures in takes it has not seen.", 1.0,
    )  # fmt: skip
    answering = taught.learner.answering
    assert answering is not None
    assert answering.number == state.model > 0
    assert list(answering.model.labels) == state.labels == sorted(taught.ids("box", "disc"))
    box, disc = taught.ids("box", "disc")
    assert answering.model.predict_image(draw("box", 7)).best == box
    assert answering.model.predict_image(draw("disc", 7)).best == disc


def test_one_more_take_is_learned_and_the_same_as_when_opened_anew(
    taught: Lesson, tmp_path: Path
) -> None:
    before = taught.learner.state().model
    taught.hold("box")
    state = taught.ready(lambda state: state.takes == 5)
    assert state.model > before
    taught.close()
    with lesson(tmp_path / "p") as again:
        other = again.ready()
        assert (other.accuracy, other.takes, other.labels) == (
            state.accuracy, state.takes, state.labels,
        )  # fmt: skip


def test_frames_of_a_hold_are_learned_when_it_ends(taught: Lesson) -> None:
    models = numbers_of(taught)
    (box,) = taught.ids("box")
    take = take_id(99)
    taught.project.begin_take(take, box, "camera", 15)
    for number in range(3):
        taught.learner.offer(f"{take}-{number}", draw("box", number))
        taught.project.add_frame(take, number, jpeg("box", number))
    assert taught.learner.state().model == models[-1]
    taught.project.end_take(take)
    assert taught.ready(lambda state: state.takes == 5).model == models[-1] + 1


def test_a_correction_counts_at_once(taught: Lesson) -> None:
    (box,) = taught.ids("box")
    taught.project.begin_take(take_id(99), box, "correction")
    taught.project.add_frame(take_id(99), 0, jpeg("box", 1))
    taught.ready(lambda state: state.takes == 5)


def test_deleting_and_undoing_refit(taught: Lesson) -> None:
    take = next(iter(taught.project.takes))
    taught.project.delete_take(take)
    taught.ready(lambda state: state.takes != 4)
    taught.project.undo()
    assert taught.ready(lambda state: state.takes == 4).accuracy == 1.0


def test_without_a_second_class_nothing_answers(taught: Lesson) -> None:
    (disc,) = taught.ids("disc")
    taught.project.delete_class(disc)
    state = taught.told.until_learning(lambda state: state.status == "empty")
    assert (state.model, state.labels) == (0, [])
    assert state.sentence == ("Add another class, to tell `box` from, and record a take of it.")
    assert taught.learner.answering is None


def test_a_new_name_is_said_and_not_learned(taught: Lesson) -> None:
    (box,) = taught.ids("box")
    state = taught.learner.state()
    taught.project.change_class(box, name="Kiste")
    assert set(taught.learner.model().labels) == {"Kiste", "disc"}
    taught.hold("disc", label="Kiste")
    assert taught.ready(lambda now: now.model > state.model).labels == state.labels


def test_a_background_class_is_one_in_the_model_too(taught: Lesson) -> None:
    (box,) = taught.ids("box")
    before = taught.learner.answering
    taught.project.change_class(box, role="background")
    taught.told.until(lambda: taught.learner.answering is not before)
    assert taught.learner.answering.model.background == {box}
    assert taught.learner.model().background == {"box"}


def test_photos_that_are_almost_equal_are_one_take_until_they_are_split(taught: Lesson) -> None:
    (box,) = taught.ids("box")
    for name in ("a.jpg", "b.jpg"):
        taught.project.add_photo(box, jpeg("box", 3), name)
    taught.told.until(lambda: any(isinstance(one, Changed) for one in taught.told.messages))
    ((first, second),) = taught.learner.merged(box)
    assert taught.learner.merged("other") == []
    assert taught.ready().takes == 5
    taught.project.set_apart([first, second])
    taught.ready(lambda state: state.takes == 6)
    assert taught.learner.merged(box) == []


def test_a_model_to_take_home_is_complete(taught: Lesson, tmp_path: Path) -> None:
    taught.project.set_setting("live", {"threshold": 0.7})
    model = taught.learner.model()
    assert model is not None
    loaded = Model.load(model.save(tmp_path / "m.understudy"))
    assert set(loaded.labels) == {"box", "disc"}
    assert loaded.facts["live"] == {"threshold": 0.7}
    assert loaded.facts["head"]["name"] == "auto"
    assert loaded.facts["provenance"] == {
        "source": "Test",
        "examples": {"box": 8, "disc": 8},
        "takes": {"box": 2, "disc": 2},
        "merged_takes": 0,
    }
    assert len(loaded.facts["taught"]) == 16
    assert loaded.facts["cross_validated"]["accuracy"] == 1.0
    assert loaded.predict(draw("disc", 9)).best == "disc"


def test_a_take_that_a_crash_cut_short_is_learned(taught: Lesson) -> None:
    (box,) = taught.ids("box")
    taught.project.begin_take(take_id(99), box, "camera", 15)
    taught.project.add_frame(take_id(99), 0, jpeg("box", 1))
    taught.close()
    with lesson(taught.folder) as again:
        assert again.ready().takes == 5


def test_confusion_opens_the_examples_behind_it(taught: Lesson) -> None:
    box, disc = taught.ids("box", "disc")
    wrong = taught.hold("box", label="disc")
    taught.ready(lambda state: state.takes == 5)
    found = taught.learner.confusion()
    cells = {(cell.true, cell.predicted): cell.examples for cell in found.cells}
    assert cells[box, disc] == [f"{wrong}-{number}" for number in range(4)]
    assert len(cells[disc, disc]) == 8
    assert "`box` is sometimes taken for `disc`" in found.sentence


def test_a_picture_that_can_not_be_read_is_told(taught: Lesson) -> None:
    folder = next((taught.folder / "examples").iterdir())
    taught.close()
    (folder / "bad.jpg").write_bytes(b"no picture")
    with lesson(taught.folder) as again:
        state = again.told.until_learning(lambda state: state.status == "ready")
        assert state.sentence.endswith("1 picture can't be read; it is left out.")


def test_tells_in_which_pictures_there_is_no_hand_once_it_has_looked(tmp_path: Path) -> None:
    with lesson(tmp_path / "p", SeeingBackbone("hand")) as opened:
        opened.hold("rock")
        opened.hold("paper")
        bare = opened.project.add_photo(*opened.ids("rock"), BLACK, "a.jpg")
        assert opened.ready().unseen == {bare.class_id: 1}
        assert opened.learner.unseen(opened.project.examples()) == {bare.id}
        never_looked_at = replace(bare, size=bare.size + 1)
        assert opened.learner.unseen([never_looked_at]) == set()


def test_on_the_real_backbone_it_tells_drawn_things_apart(tmp_path: Path) -> None:
    with lesson(tmp_path / "p", backbones.load()) as opened:
        opened.picture = lambda label, number: encode_jpeg(
            shapes.draw(label, 10 * opened.recorded + number)
        )
        for label in shapes.LABELS * 2:
            opened.hold(label)
        assert opened.ready(lambda state: state.takes == 4).sentence.startswith("Recognises ")
        model = opened.learner.model()
        assert model is not None
        for label in shapes.LABELS:
            seen = model.predict([shapes.draw(label, number) for number in range(50, 60)])
            assert sum(one.best == label for one in seen) >= 9


LONG = Compare(heads=[Train(head="dense", settings={"units": [64], "epochs": 1000})] * 8)


@pytest.mark.parametrize("stop", ["another", "cancel", "gone"])
def test_a_comparison_that_nobody_waits_for_stops(taught: Lesson, stop: str) -> None:
    gone, begun = threading.Event(), threading.Event()

    def is_gone() -> bool:
        begun.set()
        return gone.is_set()

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(taught.learner.compare, LONG, is_gone)
        assert begun.wait(10)
        if stop == "another":
            assert len(taught.learner.compare(Compare(heads=[Train(head="auto")]))) == 1
        elif stop == "cancel":
            taught.learner.cancel()
        else:
            gone.set()
        with pytest.raises(Cancelled):
            first.result(10)
