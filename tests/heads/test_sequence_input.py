import numpy as np
import onnxruntime

from understudy.heads.sequence_input import (
    CLIPS_AT_ONCE,
    SequenceInput,
    at_speed,
    in_portions,
    moved,
)
from understudy.onnx_graph import DOUBLE, FLOAT, Graph

GIVEN = SequenceInput.of({"scene": slice(0, 6), "flow": slice(6, 8)}, {"scene": 3, "flow": 2})


def test_moments_are_less_their_mean_and_movement_is_as_it_is():
    X = np.array([[1.0, 10, 2, 20, 6, 0, 7, 8]])
    assert (GIVEN.count, GIVEN.width) == (3, 3)
    np.testing.assert_allclose(GIVEN.sequences(X)[0], [[-2, 0, 7], [-1, 10, 7], [3, -10, 8]])


def test_onnx_equals_python():
    graph = Graph("input")
    given = graph.input("features", np.float32, ("n", 8))
    made = GIVEN.add_to(graph, graph.add("Cast", given, to=DOUBLE))
    graph.add("Cast", made, to=FLOAT, name="made")
    graph.output("made", np.float32, ("n", 3, 3))
    session = onnxruntime.InferenceSession(graph.model().SerializeToString())
    X = np.random.default_rng(0).normal(size=(5, 8)).astype(np.float32)
    np.testing.assert_allclose(session.run(None, {"features": X})[0], GIVEN.sequences(X), atol=1e-6)


def test_moved_clips_stand_still_at_their_ends():
    sequences = np.arange(4.0, dtype=np.float32).reshape(1, 4, 1)
    assert moved(sequences, 1).ravel().tolist() == [1, 2, 3, 3]
    assert moved(sequences, -2).ravel().tolist() == [0, 0, 0, 1]


def test_speed_is_about_the_middle():
    sequences = np.arange(5.0, dtype=np.float32).reshape(1, 5, 1)
    np.testing.assert_allclose(at_speed(sequences, 1.0), sequences)
    assert at_speed(sequences, 0.5).ravel().tolist() == [1, 1.5, 2, 2.5, 3]
    assert at_speed(sequences, 2.0).ravel().tolist() == [0, 0, 2, 4, 4]


def test_many_rows_are_worked_on_some_at_a_time():
    sizes = []

    def double(rows):
        sizes.append(len(rows))
        return 2 * rows

    X = np.random.default_rng(0).normal(size=(CLIPS_AT_ONCE + 3, 2))
    np.testing.assert_array_equal(in_portions(double, X), 2 * X)
    assert sizes == [CLIPS_AT_ONCE, 3]
    assert in_portions(double, X[:0]).shape == (0, 2)
