import numpy as np
import pytest

from understudy.onnx_session import Network

torch = pytest.importorskip("torch")

from training.words.network import WordNetwork, to_onnx  # noqa: E402


def test_the_graph_says_what_the_network_says_and_is_small() -> None:
    torch.manual_seed(0)
    network = WordNetwork().eval()
    content = to_onnx(network)
    assert len(content) <= 300_000
    rows = np.random.default_rng(0).normal(0, 5, (4, 864)).astype(np.float32)
    found, novelty = Network(content).run({"features": rows}, ["probabilities", "novelty"])
    with torch.no_grad():
        expected = torch.softmax(network(torch.from_numpy(rows).reshape(4, 9, 96)), 1).numpy()
    np.testing.assert_allclose(found, expected, atol=2e-3)
    assert novelty.tolist() == [0, 0, 0, 0]
