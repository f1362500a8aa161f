import io
import os
import pickle

import numpy as np
import pytest

from convert import torch_weights


@pytest.fixture
def checkpoint(tmp_path):
    """Return a function that writes a checkpoint as PyTorch did in 2020."""
    torch = pytest.importorskip("torch")

    def write(state):
        path = tmp_path / "weights.pth"
        torch.save(state, path, _use_new_zipfile_serialization=False)
        return path

    return write


def test_the_published_file_is_as_pytorch_reads_it(weights_file, published):
    torch = pytest.importorskip("torch")
    theirs = torch.load(weights_file, weights_only=True, map_location="cpu")
    assert list(published) == list(theirs)
    for name, tensor in theirs.items():
        assert published[name].dtype == tensor.numpy().dtype
        np.testing.assert_array_equal(published[name], tensor.numpy())


def test_views_and_shared_storages(checkpoint):
    torch = pytest.importorskip("torch")
    whole = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    state = {
        "whole": whole, "part": whole[1:, ::2], "turned": whole.t(),
        "count": torch.tensor(7), "none": torch.zeros(0, 3),
    }  # fmt: skip
    found = torch_weights.load(checkpoint(state))
    for name, tensor in state.items():
        np.testing.assert_array_equal(found[name], tensor.numpy())
    assert found["count"].dtype == np.int64


class Evil:
    def __reduce__(self):
        return os.system, ("echo this must never run > ran",)


def test_code_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    header = [torch_weights.MAGIC_NUMBER, torch_weights.PROTOCOL_VERSION, {}]
    for place in range(4):
        content = io.BytesIO()
        for part in [*header[:place], Evil()]:
            pickle.dump(part, content, protocol=2)
        path = tmp_path / "evil.pth"
        path.write_bytes(content.getvalue())
        with pytest.raises(pickle.UnpicklingError, match=r"asks for (posix|nt)\.system; only tens"):
            torch_weights.load(path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["builtins eval", "torch._utils _rebuild_parameter", "torch load"])
def test_only_four_names_are_known(tmp_path, name):
    module, attribute = name.split()
    path = tmp_path / "evil.pth"
    path.write_bytes(f"c{module}\n{attribute}\n.".encode())
    with pytest.raises(pickle.UnpicklingError, match="only tensors are read"):
        torch_weights.load(path)


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "other.pth"
    path.write_bytes(pickle.dumps(3) + pickle.dumps(4))
    with pytest.raises(ValueError, match=r"other\.pth is not a legacy PyTorch checkpoint"):
        torch_weights.load(path)


def test_a_file_cut_off_is_refused(checkpoint):
    torch = pytest.importorskip("torch")
    path = checkpoint({"a": torch.arange(100.0)})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ValueError, match="is cut off after 360 bytes"):
        torch_weights.load(path)
