"""The names of `understudy.heads`: create and the registry."""

import sys

import numpy as np
import pytest

from tests.heads.moving import actions
from understudy import heads
from understudy.errors import MissingExtraError, UnderstudyError
from understudy.heads.auto import Auto
from understudy.heads.dense import Dense
from understudy.heads.descriptor import Descriptor
from understudy.types import Features


def test_what_can_be_chosen():
    assert list(heads.REGISTRY) == [
        "auto", "discriminant", "logistic", "neighbors", "dense", "spectrogram-conv",
        "descriptor", "lstm", "gru", "temporal-conv",
    ]  # fmt: skip
    for name, entry in heads.REGISTRY.items():
        assert entry.description
        assert isinstance(heads.create(name), heads.Head)
        assert heads.create(name).name == name


def test_the_default():
    assert isinstance(heads.create(), Auto)
    assert isinstance(heads.create(heads.DEFAULT_CLIP), Descriptor)


def test_which_heads_suit_which_features():
    plain = ["auto", "discriminant", "logistic", "neighbors", "dense"]
    of_clips = ["descriptor", "lstm", "gru", "temporal-conv"]
    assert heads.suited(Features(np.zeros((2, 9)))) == plain
    assert heads.suited(Features(np.zeros((2, 696)))) == [*plain, "spectrogram-conv"]
    assert heads.suited(actions(1)[0]) == plain + of_clips


def test_settings_reach_the_head():
    head = heads.create("dense", units=[3, 2], epochs=4, batch_fraction=0.5)
    assert isinstance(head, Dense)
    assert (head.units, head.epochs, head.batch_fraction) == ([3, 2], 4, 0.5)


def test_heads_do_not_share_what_they_learn():
    one, other = heads.create(), heads.create()
    one.fit(np.eye(4), list("abcd"))
    with pytest.raises(UnderstudyError, match="not fitted"):
        other.predict(np.eye(4))


def test_unknown_names_and_settings():
    with pytest.raises(UnderstudyError, match=r"no head called 'neighbours'\. Did you mean 'neigh"):
        heads.create("neighbours")
    with pytest.raises(
        UnderstudyError, match=r"does not take these settings .*'depth'.*units, lear"
    ):
        heads.create("dense", depth=3)


def test_what_is_missing_is_said_before_the_work(monkeypatch):
    heads.check_installed()
    monkeypatch.setitem(sys.modules, "scipy.linalg", None)
    with pytest.raises(MissingExtraError, match=r"understudy\[studio\]"):
        heads.check_installed()
