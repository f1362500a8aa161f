from collections.abc import Sequence

import numpy as np
import pytest

from tests import acted
from understudy import heads
from understudy.heads.base import Head
from understudy.training import fitting, shifting
from understudy.training.mixing import Mixed
from understudy.types import Features

COUNT = 4


@pytest.fixture(scope="module")
def clips() -> Features:
    drawn = [acted.draw(label, n) for label in acted.LABELS for n in range(COUNT)]
    return acted.backbone().embed(drawn, workers=1)


Y = np.repeat(acted.LABELS, COUNT)


def fitted(
    clips: Features, takes: Sequence[int], *, seconds: Sequence[float] = (), again: bool = True
) -> Head:
    mixed = shifting.over_again(clips, Y.tolist(), ["other"], 0.1) if again else None
    head = heads.create("descriptor")
    fitting.fit(head, clips, Y, takes, seconds=seconds, mixed=mixed)
    return head


@pytest.mark.parametrize("again", [True, False])
def test_what_was_held_out_is_the_examples_alone(clips: Features, again: bool) -> None:
    head = fitted(clips, range(12), again=again)
    assert head.held_out_ is not None
    assert sorted(head.held_out_.rows.tolist()) == list(range(12))
    assert head.predict(clips).tolist() == Y.tolist()


def test_copies_are_taught_as_what_is_said(clips: Features) -> None:
    half = shifting.shifted(clips[:8], 7)
    mixed = Mixed(half, np.arange(8), ("half",) * 8, "shifted")
    head = heads.create("descriptor")
    fitting.fit(head, clips, Y, range(12), mixed=mixed)
    assert head.classes_.tolist() == ["half", "left", "other", "right"]
    assert (head.predict(half) == "half").mean() > 0.7


def test_one_long_video_of_a_class_tells_nothing(clips: Features) -> None:
    one_each = np.repeat([0, 1, 2], COUNT).tolist()
    seconds = [1.0, 2.0, 9.0, 10.0] * 3
    assert fitted(clips, one_each, seconds=seconds).held_out_ is None
    assert fitted(clips, one_each).held_out_ is None


def test_of_classes_with_several_takes_it_is_told(clips: Features) -> None:
    takes = [*range(8), 8, 8, 8, 8]  # "other" is one long video
    for seconds in ([1.0, 2.0, 9.0, 10.0] * 3, []):
        head = fitted(clips, takes, seconds=seconds)
        assert head.held_out_ is not None
        assert sorted(head.held_out_.rows.tolist()) == list(range(8))


def test_of_two_clips_a_class_nothing_is_told(clips: Features) -> None:
    # What is left out would be told from a single clip: often less than guessing.
    two_each = np.repeat(range(6), 2).tolist()
    assert fitted(clips, two_each).held_out_ is None
    some = [*two_each[:4], *range(10, 18)]
    head = fitted(clips, some)
    assert head.held_out_ is not None
    assert sorted(head.held_out_.rows.tolist()) == list(range(4, 12))


def test_rows_between_blocks_are_counted_through(clips: Features) -> None:
    takes = [0, 0, 0, 0, *range(1, 9)]  # a guard is left out of the first class, "left"
    head = fitted(clips, takes, seconds=[0.0, 6.5, 9.0, 9.5] + [1.0] * 8)
    assert head.held_out_ is not None
    assert sorted(head.held_out_.rows.tolist()) == list(range(4, 12))
    classes = head.classes_[head.held_out_.probabilities.argmax(axis=1)]
    assert (classes == Y[head.held_out_.rows]).mean() > 0.8


def test_pictures_are_fitted_as_ever() -> None:
    X = np.random.default_rng(0).normal(size=(8, 3)).astype(np.float32)
    X[4:] += 5
    head = heads.create("discriminant")
    fitting.fit(head, Features(X), np.repeat(["a", "b"], 4), range(8))
    assert head.held_out_ is not None
    assert len(head.held_out_.rows) == 8
