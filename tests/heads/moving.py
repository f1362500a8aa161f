"""Features of clips: a room that stands still, and something that rises, falls or waves in it."""

from __future__ import annotations

import numpy as np

from understudy.types import Features

MOMENTS, SCENE, FLOW = 15, 6, 4
BLOCKS = {
    "scene": slice(0, MOMENTS * SCENE),
    "flow": slice(MOMENTS * SCENE, MOMENTS * SCENE + (MOMENTS - 1) * FLOW),
}
COUNTS = {"scene": MOMENTS, "flow": MOMENTS - 1}
TIME = np.linspace(0, 1, MOMENTS)
COURSES = {
    "fall": -2 * TIME,
    "rise": 2 * TIME,
    "still": 0 * TIME,
    "wave": np.sin(4 * np.pi * TIME),
}
NAMES = np.array(list(COURSES))


def actions(
    each: int = 6, seed: int = 0, names: tuple[str, ...] = tuple(COURSES), noise: float = 0.3
) -> tuple[Features, np.ndarray]:
    """Draw clips, `each` of every action, and their labels."""
    random = np.random.default_rng(seed)
    y = np.repeat(names, each)
    along = np.random.default_rng(99).normal(size=(SCENE,))
    rows = []
    for name in y:
        course = random.uniform(0.7, 1.3) * COURSES[name]
        scene = random.normal(size=SCENE) + course[:, np.newaxis] * along
        scene += noise * random.normal(size=scene.shape)
        step = np.diff(course)[:, np.newaxis]
        flow = np.maximum(np.concatenate([step, -step, 0 * step, 0 * step], axis=1), 0)
        flow += noise / 4 * np.abs(random.normal(size=flow.shape))
        rows.append(np.concatenate([scene.ravel(), np.sqrt(flow + 1e-3).ravel()]))
    return features(np.array(rows)), y


def features(values: np.ndarray) -> Features:
    """Return rows as features of clips."""
    return Features(values, BLOCKS, medium="clip", moments=COUNTS)


def assert_onnx_equal(head, run_onnx, X):
    probabilities, novelty = run_onnx(head, X)
    np.testing.assert_allclose(probabilities, head.predict_proba(X), rtol=0, atol=1e-5)
    np.testing.assert_allclose(novelty, head.novelty(X), rtol=0, atol=1e-5)
