"""Features of gestures: a scene, and a pose that some pictures lack."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from understudy.types import Features

SCENE, POSE = 24, 12
COLUMNS = slice(SCENE, SCENE + POSE)
NAMES = np.array(["fist", "palm", "point", "vee", "well"])


def gestures(
    classes: int = 3, each: int = 8, seed: int = 0, apart: float = 2.0
) -> tuple[Features, np.ndarray]:
    """Draw features [n, 36] and their labels; both parts tell the classes, the pose better."""
    y = np.repeat(np.arange(classes), each)
    means = apart * np.random.default_rng(9).normal(size=(len(NAMES), SCENE + POSE))
    means[:, :SCENE] /= 2
    values = np.random.default_rng([seed, 1]).normal(size=(len(y), SCENE + POSE)) + means[y]
    return features(values), NAMES[y]


def features(values: np.ndarray) -> Features:
    """Return rows as features with a pose."""
    blocks = {"scene": slice(0, SCENE), "pose": COLUMNS}
    seen = np.asarray(values)[:, COLUMNS].any(axis=1)
    return Features(values, blocks, np.stack([np.ones_like(seen), seen], axis=1), COLUMNS)


def hidden(X: np.ndarray, rows: Sequence[int] | np.ndarray) -> Features:
    """Return features in which some rows show no pose."""
    values = np.array(X)
    values[np.asarray(rows, dtype=int), COLUMNS] = 0
    return features(values)


def elsewhere(X: np.ndarray, seed: int = 5, strength: float = 1.0) -> Features:
    """Return the same poses in scenes that have nothing to do with them."""
    values = np.array(X)
    random = np.random.default_rng(seed)
    values[:, :SCENE] = strength * random.normal(size=(len(values), SCENE))
    return features(values)


def mixed(seed=0, each=8, classes=3):
    """Gestures of three classes, some pictures without a pose, and "nothing" always without."""
    X, y = gestures(classes, each, seed)
    X = hidden(X, np.arange(0, len(y), 5))
    nothing = np.random.default_rng([seed, 2]).normal(size=(each, X.shape[1])) - 4
    nothing[:, COLUMNS] = 0
    return features(np.concatenate([X, nothing])), np.append(y, np.repeat("nothing", each))


def assert_same(one, other, X, atol=1e-5):
    np.testing.assert_array_equal(one.classes_, other.classes_)
    np.testing.assert_allclose(one.predict_proba(X), other.predict_proba(X), rtol=0, atol=atol)
    np.testing.assert_allclose(one.novelty(X), other.novelty(X), rtol=0, atol=atol)
    assert (one.held_out_ is None) == (other.held_out_ is None)
    if one.held_out_ is not None:
        np.testing.assert_array_equal(one.held_out_.rows, other.held_out_.rows)
        np.testing.assert_allclose(
            one.held_out_.probabilities, other.held_out_.probabilities, rtol=0, atol=atol
        )
        np.testing.assert_allclose(
            one.held_out_.novelty, other.held_out_.novelty, rtol=0, atol=atol
        )


def assert_onnx_equal(head, run_onnx, X):
    probabilities, novelty = run_onnx(head, X)
    np.testing.assert_allclose(probabilities, head.predict_proba(X), rtol=0, atol=1e-5)
    np.testing.assert_allclose(novelty, head.novelty(X), rtol=0, atol=1e-5)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
