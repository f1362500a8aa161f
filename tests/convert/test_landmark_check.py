import numpy as np
import pytest

from convert import landmark_check
from convert.errors import BuildError
from convert.landmark_sources import FULL, LITE, SHARE, Source
from understudy.onnx_graph import FLOAT, Graph

SIDE = 8
SOURCE = Source("hands", "", "", SIDE, SHARE, {"points": 0, "presence": 1})


def network(factor):
    """Return a network that answers its pixels, and a share of the first of them."""
    graph = Graph("test")
    pixels = graph.input("pixels", np.uint8, (1, SIDE, SIDE, 3))
    scale = graph.constant(factor, np.float32)
    flat = graph.add("Reshape", pixels, graph.constant([1, -1], np.int64))
    points = graph.add("Mul", graph.add("Cast", flat, to=FLOAT), scale, name="points")
    graph.output(points, np.float32, (1, SIDE * SIDE * 3))
    first = graph.add("Slice", points, *(graph.constant([n], np.int64) for n in (0, 1, 1)))
    share = graph.constant(1e-9, np.float32)
    graph.output(graph.add("Mul", first, share, name="presence"), np.float32, (1, 1))
    return graph.model().SerializeToString()


@pytest.fixture(autouse=True)
def recorded(tmp_path, monkeypatch):
    """Record what the network answers with a factor of one."""
    pixels = landmark_check.drawing(SIDE).astype(np.float32)
    points = landmark_check.sample(pixels)
    file = tmp_path / "expected.npz"
    np.savez(file, **{"test.points": points, "test.presence": points[:1] * 1e-9})
    monkeypatch.setattr(landmark_check, "EXPECTED", file)


@pytest.mark.parametrize("factor", [1, 1 + 0.9 * landmark_check.TOLERANCE])
def test_the_expected_answers_are_accepted(factor):
    landmark_check.check("test", network(factor), SOURCE)


@pytest.mark.parametrize("factor", [1 + 1.1 * landmark_check.TOLERANCE, 0, -1, np.nan, np.inf])
def test_other_answers_are_refused_in_a_sentence(factor):
    with pytest.raises(BuildError, match=r"'points' of test\.onnx are .* at most 0.2"):
        landmark_check.check("test", network(factor), SOURCE)


def test_the_drawing_is_the_same_at_every_size():
    small, large = landmark_check.drawing(64)[0], landmark_check.drawing(256)[0]
    assert small.dtype == np.uint8
    assert np.abs(small.astype(int) - large[::4, ::4]).max() <= 1
    assert large[250, 128].tolist() == list(landmark_check.SKIN)


def test_samples_reach_from_the_first_to_the_last():
    values = np.arange(64 * 64 * 39, dtype=np.float32)
    found = landmark_check.sample(values.reshape(1, 64, 64, 39))
    assert (found[0], found[-1]) == (values[0], values[-1])
    assert len(found) == landmark_check.SAMPLES
    assert len({int(place) % 39 for place in found}) == 39
    assert landmark_check.sample(np.ones((1, 1))).tolist() == [1]


def test_every_output_was_recorded(monkeypatch):
    monkeypatch.undo()
    with np.load(landmark_check.EXPECTED, allow_pickle=False) as recorded:
        assert set(recorded.files) == {
            f"{name}.{output}"
            for name, source in (LITE | FULL).items()
            for output in source.outputs
        }
        assert recorded["hand-landmarks-lite.presence"] > 0.9  # it takes the drawing for a hand
