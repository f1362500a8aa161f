from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.studio.learning.teaching import Lesson, lesson
from tests.studio.seeing import SeeingBackbone
from tests.taught import tiny_backbone
from understudy.backbones import DEFAULT, silhouette
from understudy.errors import Cancelled, DataError, MediaError
from understudy.media.image import encode_jpeg
from understudy.model import Model
from understudy.project.store import Project
from understudy.studio.learning.comparing import compare_old
from understudy.studio.learning.learner import Learner
from understudy.studio.learning.rooms import backbone_for, old_way
from understudy.studio.learning.switching import Learners
from understudy.studio.protocol import Compare, Train


def room(level: int) -> bytes:
    return encode_jpeg(np.full((48, 64, 3), level, np.uint8))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Lesson]:
    with lesson(tmp_path / "p", tiny_backbone(DEFAULT), SeeingBackbone("hand")) as opened:
        for name in ("box", "disc") * 2:
            opened.hold(name)
        opened.ready(lambda state: state.takes == 4)
        yield opened


def seen(opened: Lesson, level: int) -> float:
    """Return how much of a plain picture differs from the room."""
    row = opened.learner.backbone.features(np.full((48, 64, 3), level, np.uint8))
    return float(row.mean())


def test_without_a_room_all_stays(opened: Lesson) -> None:
    before = opened.learner
    with pytest.raises(DataError, match="Capture the empty room first"):
        opened.learners.switch("silhouette")
    assert (opened.learner, opened.project.backbone) == (before, DEFAULT)
    with pytest.raises(DataError, match="Capture the empty room first"):
        old_way(opened.project, opened.learner._cache)
    with pytest.raises(DataError, match="Capture"):
        opened.learner.compare(Compare(heads=[Train(head="auto")], silhouette=True))


def test_it_learns_from_what_differs_from_the_room(opened: Lesson) -> None:
    opened.learners.set_room(room(10))
    number = opened.learner.state().model
    assert opened.project.backbone == DEFAULT
    opened.learners.switch("silhouette")
    state = opened.ready(lambda state: state.model > number)
    assert opened.project.backbone == opened.learner.backbone.name == silhouette.NAME
    assert (state.takes, state.suggestion) == (4, None)
    assert seen(opened, 10) == 0
    assert seen(opened, 200) > 0.9
    opened.learners.switch("anything")
    assert opened.learner.backbone.name == DEFAULT


def test_a_new_room_is_compared_with_from_then_on(opened: Lesson) -> None:
    opened.learners.set_room(room(10))
    opened.learners.switch("silhouette")
    first = opened.ready(lambda state: opened.learner.backbone.name == silhouette.NAME)
    opened.learners.set_room(room(200))
    opened.ready(lambda state: state.model > first.model)
    assert seen(opened, 200) == 0
    before = opened.learner
    with pytest.raises(MediaError):
        opened.learners.set_room(b"no picture")
    assert opened.learner is before
    opened.learners.close()
    with pytest.raises(DataError, match="closed"):
        opened.learners.set_room(room(10))


def test_what_was_taught_goes_home_with_its_room(opened: Lesson, tmp_path: Path) -> None:
    opened.learners.set_room(room(10))
    opened.learners.switch("silhouette")
    opened.ready(lambda state: opened.learner.backbone.name == silhouette.NAME)
    model = opened.learner.model()
    assert model is not None
    model.save(tmp_path / "m.understudy")
    again = Model.load(tmp_path / "m.understudy")
    shown = np.full((48, 64, 3), 10, np.uint8)
    shown[10:30, 10:40] = 250
    expected = model.predict_image(shown).probabilities
    np.testing.assert_allclose(again.predict_image(shown).probabilities, expected, atol=1e-5)


def test_one_room_is_not_another(tmp_path: Path) -> None:
    rows = []
    for level in (10, 200):
        with lesson(tmp_path / f"p{level}", tiny_backbone(DEFAULT)) as opened:
            opened.project.set_room(room(level))
            found = backbone_for(opened.project, silhouette.NAME, lambda name: tiny_backbone(name))
            rows.append(float(found.features(np.full((48, 64, 3), 10, np.uint8)).mean()))
            assert backbone_for(opened.project, "x", tiny_backbone).name == "x"
    assert rows[0] == 0
    assert rows[1] > 0.9


@pytest.mark.parametrize("damaged", [None, b"no picture"])
def test_where_the_room_is_gone_it_is_looked_at_as_usual(
    opened: Lesson, damaged: bytes | None
) -> None:
    opened.learners.set_room(room(10))
    opened.learners.switch("silhouette")
    folder = opened.folder
    opened.close()
    if damaged is None:
        (folder / "room.jpg").unlink()
    else:
        (folder / "room.jpg").write_bytes(damaged)
    with Project.open(folder) as project:
        assert project.backbone == silhouette.NAME
        learners = Learners(project, tiny_backbone, Learner, lambda message: None)
        assert project.backbone == learners.now.backbone.name == DEFAULT
        learners.close()


def test_the_old_way_beside_the_taught_model(opened: Lesson) -> None:
    opened.learners.set_room(room(120))
    wish = Compare(heads=[Train(head="neighbors")], silhouette=True)
    compared = opened.learner.compare(wish)
    assert [(one.head, one.subject) for one in compared] == [
        ("neighbors", None), ("auto", "silhouette"),
    ]  # fmt: skip
    assert all(one.accuracy is not None for one in compared)
    kept = opened.learner.compare(wish)
    assert kept[1].accuracy == compared[1].accuracy


def test_comparing_with_the_old_way_can_be_cancelled(opened: Lesson) -> None:
    opened.learners.set_room(room(120))
    old, taught = old_way(opened.project, opened.learner._cache), opened.learner._lesson
    with pytest.raises(Cancelled):
        compare_old(taught, old, {}, lambda: True)
    gone = replace(taught.examples[0], path=opened.folder / "gone.jpg")
    missing = replace(taught, examples=(gone, *taught.examples[1:]))
    with pytest.raises(DataError, match="not there any more"):
        compare_old(missing, old, {}, lambda: False)
