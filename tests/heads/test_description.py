import numpy as np
import onnxruntime
import pytest

from understudy.heads.description import (
    COURSE,
    LEVEL,
    LOOK,
    SPREAD,
    Description,
    Part,
    parts_of,
    weights_in_time,
)
from understudy.onnx_graph import DOUBLE, FLOAT, Graph


def part(kind: str, moments: int = 5, width: int = 2, start: int = 0) -> Part:
    return Part("scene", kind, start, width, moments)


def test_look_is_the_mean_and_those_of_both_halves():
    X = np.array([[1.0, 2, 3, 6, 8]])
    said = part(LOOK, width=1).values(X)
    np.testing.assert_allclose(said, [[4, 1.5, 17 / 3]])


def test_spread_is_deviation_and_change():
    X = np.array([[0.0, 5, 2, 5, 0, 5, 2, 5]])  # two features at four moments
    said = part(SPREAD, moments=4).values(X)
    np.testing.assert_allclose(said, [[1, 0, 2, 0]])


def test_cosines_are_the_textbook_ones():
    scipy = pytest.importorskip("scipy.fft")
    X = np.random.default_rng(0).normal(size=(1, 9))
    textbook = scipy.dct(X[0], type=2, norm="ortho")[:4] / 3  # orthonormal, over the root of 9
    np.testing.assert_allclose(part(LEVEL, 9, 1).values(X)[0], textbook, atol=1e-12)
    np.testing.assert_allclose(part(COURSE, 9, 1).values(X)[0], textbook[1:], atol=1e-12)


def test_the_course_of_what_stands_still_is_nothing():
    X = np.full((1, 30), 7.0)
    np.testing.assert_allclose(part(COURSE, 15).values(X), 0, atol=1e-12)
    assert part(LEVEL, 15).values(X)[0, 0] == pytest.approx(7)


@pytest.mark.parametrize("moments", [1, 2, 14, 15])
def test_halves_of_any_number_of_moments(moments):
    weights = weights_in_time(LOOK, moments)
    assert np.isfinite(weights).all()
    np.testing.assert_allclose(weights.sum(axis=1)[[0, 2]], 1)


def test_parts_are_those_of_blocks_that_there_are():
    blocks = {"scene": slice(0, 30), "flow": slice(30, 44), "sound": slice(44, 59)}
    moments = {"scene": 15, "flow": 14, "sound": 15}
    found = parts_of({"scene": (LOOK, SPREAD), "flow": (LEVEL,), "pose": (LOOK,)}, blocks, moments)
    assert [one.name for one in found] == ["scene look", "scene spread", "flow level"]
    assert [(one.start, one.width, one.moments) for one in found] == [
        (0, 2, 15), (0, 2, 15), (30, 1, 14),
    ]  # fmt: skip


def test_onnx_equals_python():
    random = np.random.default_rng(3)
    parts = (part(LOOK), part(SPREAD), part(COURSE), Part("flow", LEVEL, 10, 3, 4))
    width = sum(one.numbers * one.width for one in parts)
    centre, scale = random.normal(size=(2, width)).astype(np.float32)
    description = Description(parts, centre, scale)
    graph = Graph("description")
    given = graph.input("features", np.float32, ("n", 22))
    said = description.add_to(graph, graph.add("Cast", given, to=DOUBLE))
    graph.add("Cast", said, to=FLOAT, name="said")
    graph.output("said", np.float32, ("n", width))
    session = onnxruntime.InferenceSession(graph.model().SerializeToString())
    for rows in (1, 7):
        X = random.normal(size=(rows, 22)).astype(np.float32)
        (found,) = session.run(None, {"features": X})
        np.testing.assert_allclose(found, description(X.astype(np.float64)), atol=1e-6)
