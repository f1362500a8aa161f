import numpy as np
import pytest

from tests.taught import LABELS, draw, tiny_backbone
from understudy.errors import DataError, UnderstudyError
from understudy.training.comparison import compare, suited_heads
from understudy.training.examples import ExampleSet, embed
from understudy.training.gathering import gather
from understudy.training.teaching import takes_of
from understudy.types import Features


def shown(labels: tuple[str, ...] = LABELS, count: int = 6) -> ExampleSet:
    pictures = {label: [draw(label, number) for number in range(count)] for label in labels}
    return embed(gather(pictures).inputs, tiny_backbone())


def test_every_head_is_tested_on_the_same_takes() -> None:
    begun: list[str] = []
    takes = len(set(takes_of(shown()).split_key.tolist()))
    names = suited_heads(shown())
    compared = compare(shown(), names, begun.append)
    assert begun == [one.name for one in compared] == names
    for one in compared:
        assert (one.cross_validated.takes, one.cross_validated.folds) == (takes, 5)
        assert one.seconds > 0
        assert one.cross_validated.confusion is not None
        assert np.sum(one.cross_validated.confusion) == 12
    assert compared[0].note


def test_one_take_a_class_tells_nothing() -> None:
    (one,) = compare(shown(count=1), ["auto"])
    assert one.cross_validated.accuracy is None


def test_a_background_class_is_one_in_the_figures() -> None:
    (without,), (told,) = (compare(shown(), ["neighbors"], background=b) for b in ((), ["box"]))
    assert without.cross_validated.takes == told.cross_validated.takes
    examples = shown()
    examples.background.append("box")
    (stated,) = compare(examples, ["neighbors"])
    labels = sorted(LABELS)
    figures = [one.cross_validated.to_dict(labels) for one in (without, told, stated)]
    assert figures[0] != figures[1] == figures[2]
    with pytest.raises(DataError, match="The background class 'rain' is not among"):
        compare(shown(), ["neighbors"], background=["rain"])


def test_one_class_is_refused() -> None:
    with pytest.raises(DataError, match="only one class"):
        compare(shown(labels=("box",)), ["auto"])


def test_an_unknown_head_is_refused() -> None:
    with pytest.raises(UnderstudyError, match="Did you mean 'dense'"):
        compare(shown(), ["dens"])


def test_some_heads_learn_from_spectrograms_or_clips_alone() -> None:
    rest = ["auto", "discriminant", "logistic", "neighbors", "dense"]
    assert suited_heads(shown()) == rest
    spectrograms = ExampleSet(Features(np.zeros((2, 3 * 232))), [], [], [], [], [], [], [])
    assert suited_heads(spectrograms) == [*rest, "spectrogram-conv"]
    with pytest.raises(DataError, match="Use it with the backbone 'spectrogram'"):
        compare(shown(), ["spectrogram-conv"])
