import numpy as np
import onnx
import pytest

from understudy.backbones.layers import LayerStatistics, cell_weights, expose_layer
from understudy.errors import UnderstudyError
from understudy.onnx_graph import Graph
from understudy.onnx_session import Network

STATISTICS = LayerStatistics(np.array([1, 2, 3], np.float32), np.array([2, 4, 8], np.float32))


def network():
    """Pictures averaged to 5 x 4 positions (`maps`), and more after that."""
    graph = Graph("network")
    images = graph.input("images", np.uint8, ("n", "height", "width", 3))
    first = graph.add("Transpose", graph.add("Cast", images, to=1), perm=[0, 3, 1, 2])
    sizes = graph.constant([1, 3, 5, 4], np.int64)
    graph.add("Resize", first, "", "", sizes, mode="linear", name="maps")
    later = graph.constant(np.ones(3, np.float32).reshape(1, 3, 1, 1), name="later")
    graph.add("Mul", "maps", later, name="end")
    graph.output("end", np.float32, (1, 3, 5, 4))
    return graph.model().SerializeToString()


@pytest.fixture
def maps(picture):
    image = picture(10, 8)[np.newaxis]
    (end,) = Network(network()).run({"images": image}, ["end"])
    return image, end


@pytest.mark.parametrize("pool", [None, 1, 2, 3, 4])
def test_a_layer_pooled_and_standardised(maps, pool):
    image, values = maps
    content, dimensions = expose_layer(network(), "maps", pool, STATISTICS)
    features, raw = Network(content).run({"images": image}, ["features", "raw"])
    standard = (values - [[[[1]], [[2]], [[3]]]]) / [[[[2]], [[4]], [[8]]]]

    def pooled(x):
        if pool is None:
            return x
        return cell_weights(5, pool) @ x @ cell_weights(4, pool).T

    assert features.shape == raw.shape == (1, dimensions)
    assert dimensions == 3 * (20 if pool is None else pool * pool)
    np.testing.assert_allclose(raw, pooled(values).reshape(1, -1), rtol=1e-4)
    np.testing.assert_allclose(features, pooled(standard).reshape(1, -1), rtol=1e-4, atol=1e-4)


def test_what_comes_after_the_layer_is_cut_off():
    model = onnx.load_from_string(expose_layer(network(), "maps", 1, STATISTICS)[0])
    assert "later" not in {constant.name for constant in model.graph.initializer}
    assert "end" not in {name for node in model.graph.node for name in node.output}


@pytest.mark.parametrize("pool", [0, 5, -1])
def test_too_fine_a_grid(pool):
    with pytest.raises(
        UnderstudyError, match=rf"5 x 4 positions .* a {pool} x {pool} grid; choose 1 to 4"
    ):
        expose_layer(network(), "maps", pool, STATISTICS)


@pytest.mark.parametrize(
    ("positions", "cells"), [(7, 2), (7, 3), (14, 2), (5, 5), (4, 1), (112, 9)]
)
def test_cells_average_and_cover_all(positions, cells):
    weights = cell_weights(positions, cells)
    np.testing.assert_allclose(weights.sum(axis=1), 1, rtol=1e-6)
    assert (weights > 0).any(axis=0).all()
    assert np.ptp((weights > 0).sum(axis=1)) <= 1
    np.testing.assert_array_equal(weights > 0, (weights > 0)[::-1, ::-1])


def test_seven_positions_in_two_cells_share_the_middle():
    np.testing.assert_allclose(
        cell_weights(7, 2) > 0, [[1, 1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1, 1]]
    )
