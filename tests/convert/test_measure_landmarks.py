"""What LiteRT computes, where someone installed it, is what was recorded."""

import sys
from types import ModuleType

import numpy as np
import pytest

from convert import landmark_check, measure_landmarks
from convert.landmark_sources import SIGNED, Source

SOURCE = Source("pose", "one.tflite", "", 8, SIGNED, {"scores": 1})


class Interpreter:
    """Answers with its name and with the least and the largest value of its input."""

    def __init__(self, model_content, num_threads):
        self.content = model_content

    def allocate_tensors(self):
        pass

    def get_input_details(self):
        return [{"index": 7}]

    def get_output_details(self):
        return [{"index": 8}, {"index": 9}]

    def set_tensor(self, index, values):
        assert index == 7
        assert values.dtype == np.float32
        self.answers = {9: np.array([[values.min(), values.max()]])}

    def invoke(self):
        pass

    def get_tensor(self, index):
        return self.answers[index]


@pytest.fixture
def litert(monkeypatch):
    """Stand in for LiteRT, and for the published files."""
    module = ModuleType("ai_edge_litert.interpreter")
    module.Interpreter = Interpreter
    monkeypatch.setitem(sys.modules, "ai_edge_litert", ModuleType("ai_edge_litert"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(measure_landmarks, "read", lambda source: b"network")


def test_pixels_are_scaled_and_outputs_named(litert):
    pixels = np.zeros((1, 8, 8, 3), np.uint8)
    pixels[0, 0, 0] = 255
    found = measure_landmarks.run(SOURCE, pixels)
    np.testing.assert_allclose(found["scores"], [[-1, 1]], atol=1e-6)


def test_samples_of_all_outputs_are_written(litert, monkeypatch, tmp_path, capsys):
    file = tmp_path / "landmarks.npz"
    monkeypatch.setattr(landmark_check, "EXPECTED", file)
    monkeypatch.setattr(measure_landmarks, "LITE", {"a": SOURCE})
    monkeypatch.setattr(measure_landmarks, "FULL", {})
    measure_landmarks.main()
    assert str(file) in capsys.readouterr().out
    with np.load(file, allow_pickle=False) as written:
        assert written.files == ["a.scores"]
