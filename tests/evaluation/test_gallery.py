import base64
import io

import numpy as np
import pytest
from PIL import Image

from understudy.evaluation import gallery as module
from understudy.evaluation.gallery import gallery


def picture(row: int):
    return np.full((300, 400, 3), row % 256, dtype=np.uint8)


def test_mistakes_are_grouped_and_the_surest_come_first(make):
    confidence = np.array([0.5, 0.7, 0.9, 0.6, 0.99])
    evaluation = make([0, 0, 1, 0, 2], [1, 1, 2, 1, 2], confidence=confidence)
    shown = gallery(evaluation, picture)
    cells = [(m.true, m.predicted, m.count) for m in shown.mistakes]
    assert cells == [(1, 2, 1), (0, 1, 3)]
    assert [e.row for e in shown.mistakes[1].examples] == [1, 3, 0]
    assert shown.pictures == 4


def test_every_kind_of_mistake_is_shown_before_a_second_example(make, monkeypatch):
    monkeypatch.setattr(module, "MOST_CONFUSED", 3)
    confidence = np.array([0.9, 0.8, 0.7, 0.4, 0.45])
    evaluation = make([0, 0, 0, 1, 2], [1, 1, 1, 2, 0], confidence=confidence)
    rows = [[e.row for e in m.examples] for m in gallery(evaluation, picture).mistakes]
    assert rows == [[0], [4], [3]]


def test_never_more_than_the_limit(make):
    evaluation = make([0] * 200, [1] * 200)
    (mistakes,) = gallery(evaluation, picture).mistakes
    assert (len(mistakes.examples), mistakes.count) == (60, 200)


def test_unknown_and_let_through(make):
    novelty = np.array([0.6, 0.9, 0.1, 0.4, 0.2, 0.8])
    shown = gallery(make([0, 0, 0, -1, -1, -1], [0] * 6, novelty=novelty), picture)
    assert [e.row for e in shown.called_unknown] == [1, 0]
    assert [e.row for e in shown.let_through] == [4, 3]
    assert shown.let_through[0].true is None
    assert not shown.mistakes


def test_a_picture_shown_twice_is_read_once_and_counted_once(make):
    read = []

    def thumbnails(row: int):
        read.append(row)
        return picture(row)

    shown = gallery(make([0], [1], novelty=0.9), thumbnails)
    assert read == [0]
    assert shown.pictures == 1


def test_thumbnails_are_small_jpegs(make):
    (mistakes,) = gallery(make([0], [1]), picture).mistakes
    url = mistakes.examples[0].picture
    assert url is not None
    kind, data = url.split(",")
    assert kind == "data:image/jpeg;base64"
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == (160, 120)


def test_a_picture_that_is_gone_leaves_its_place(make):
    shown = gallery(make([0], [1]), lambda row: None)
    assert shown.mistakes[0].examples[0].picture is None
    assert shown.pictures == 0


@pytest.mark.parametrize("path", ["/home/ada/left/1.mov @ 1.5 s", r"C:\Users\Ada\1.mov @ 1.5 s"])
def test_folders_of_the_owner_are_not_told(make, path):
    shown = gallery(make([0], [1], names=(path,)), picture)
    assert shown.mistakes[0].examples[0].name == "1.mov @ 1.5 s"
