import numpy as np
import onnxruntime
import pytest

from understudy.backbones.whitening import (
    RANK,
    Statistics,
    add_whitening,
    measure,
    network,
    whiten,
)
from understudy.errors import DataError, UnderstudyError
from understudy.onnx_graph import Graph

BLOCKS = {"a": slice(0, 12), "b": slice(12, 20)}


@pytest.fixture
def raw():
    random = np.random.default_rng(0)
    return (random.normal(size=(300, 20)) @ random.normal(size=(20, 20)) + 3).astype(np.float32)


def test_whitened_background_is_centred_and_shrunk_to_isotropic(raw):
    statistics = measure(raw, BLOCKS, rank=20)
    whitened = whiten(raw, statistics).astype(np.float64)
    np.testing.assert_allclose(whitened.mean(axis=0), 0, atol=1e-4)
    standard = (raw - statistics.mean) / statistics.std
    z = np.concatenate(
        [
            standard[:, b] / np.linalg.norm(standard[:, b], axis=1, keepdims=True)
            for b in BLOCKS.values()
        ],
        axis=1,
    )
    covariance = np.cov(z.T)
    shrinkage = np.trace(covariance) / 20
    values, vectors = np.linalg.eigh(covariance + shrinkage * np.eye(20))
    root = vectors / np.sqrt(values) @ vectors.T
    np.testing.assert_allclose(whitened, (z - z.mean(axis=0)) @ root, atol=1e-3)


def test_rank_keeps_the_leading_directions(raw):
    assert measure(raw, BLOCKS).directions.shape == (20, 20)
    few = measure(raw, BLOCKS, rank=3)
    assert few.directions.shape == (20, 3)
    assert np.all(np.diff(few.gains) >= 0)
    assert np.all((few.gains > -1) & (few.gains < 0))
    assert RANK == 64


def test_the_graph_whitens_the_same(raw):
    statistics = measure(raw, BLOCKS, rank=6)
    graph = Graph("whitening")
    parts = [graph.input(name, np.float32, ("n", b.stop - b.start)) for name, b in BLOCKS.items()]
    add_whitening(graph, parts, statistics, "features")
    graph.output("features", np.float32, ("n", 20))
    session = onnxruntime.InferenceSession(
        graph.model().SerializeToString(), providers=["CPUExecutionProvider"]
    )
    feeds = {name: raw[:50, block] for name, block in BLOCKS.items()}
    np.testing.assert_allclose(session.run(None, feeds)[0], whiten(raw[:50], statistics), atol=1e-4)


def test_saved_and_read_back(raw, tmp_path):
    statistics = measure(raw, BLOCKS, rank=6)
    for name in ("statistics.npz", "no suffix"):
        statistics.save(tmp_path / name)
        read = Statistics.load(tmp_path / name)
        assert read.blocks == BLOCKS
        assert read.scale == pytest.approx(statistics.scale)
        np.testing.assert_array_equal(read.mean, statistics.mean)
        np.testing.assert_allclose(read.directions, statistics.directions, atol=1e-3)  # float16
        np.testing.assert_allclose(whiten(raw, read), whiten(raw, statistics), atol=1e-2)


def test_a_feature_that_never_changes(raw):
    raw[:, 3] = 7
    whitened = whiten(raw, measure(raw, BLOCKS))
    assert np.isfinite(whitened).all()


@pytest.mark.parametrize("rows", [0, 1])
def test_too_few_inputs(raw, rows):
    with pytest.raises(DataError, match=f"two or more different inputs, .*; got {rows}"):
        measure(raw[:rows], BLOCKS)


def test_inputs_all_alike(raw):
    with pytest.raises(DataError, match="two or more different inputs"):
        measure(np.repeat(raw[:1], 5, axis=0), BLOCKS)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_file_that_is_none(tmp_path, content):
    path = tmp_path / "statistics.npz"
    with pytest.raises(UnderstudyError, match=r"statistics\.npz can't be read as background stat"):
        Statistics.load(path)
    path.write_bytes(content)
    with pytest.raises(UnderstudyError, match=r"Write it with understudy\.backbones\.measure"):
        Statistics.load(path)
    np.savez(path, something=np.zeros(3))
    with pytest.raises(UnderstudyError, match="can't be read as background statistics"):
        Statistics.load(path)


@pytest.mark.parametrize("rank", [0, 7])
def test_blocks_weigh_as_asked_in_numpy_and_in_the_network(raw, tmp_path, rank):
    statistics = measure(raw, BLOCKS, rank, {"b": 0.5})
    assert statistics.weights == (1.0, 0.5)
    statistics.save(tmp_path / "s.npz")
    statistics = Statistics.load(tmp_path / "s.npz")
    whitened = whiten(raw, statistics)
    options = {"providers": ["CPUExecutionProvider"]}
    session = onnxruntime.InferenceSession(network(statistics), **options)
    (found,) = session.run(["features"], {"raw": raw})
    np.testing.assert_allclose(found, whitened, rtol=1e-4, atol=1e-4)
    if rank == 0:
        lengths = [np.linalg.norm(z, axis=1) for z in (uncentred(whitened, statistics))]
        np.testing.assert_allclose(lengths[0], 1, atol=1e-4)
        np.testing.assert_allclose(lengths[1], 0.5, atol=1e-4)


def uncentred(whitened, statistics):
    z = whitened / statistics.scale + statistics.centre
    return [z[:, block] for block in BLOCKS.values()]


def test_statistics_without_weights_are_read_as_ever(raw, tmp_path):
    statistics = measure(raw, BLOCKS)
    statistics.save(tmp_path / "new.npz")
    with np.load(tmp_path / "new.npz") as file:
        kept = {name: file[name] for name in file.files if name != "weights"}
    np.savez(tmp_path / "old.npz", **kept)
    assert Statistics.load(tmp_path / "old.npz").weights == (1.0, 1.0)
