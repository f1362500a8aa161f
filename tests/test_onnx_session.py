import gc
import os
import subprocess
import sys
import threading

import numpy as np
import pytest

from understudy import onnx_session
from understudy.errors import ModelFileError
from understudy.onnx_graph import Graph
from understudy.onnx_session import Network, cpu_count


def content(factor=2.0):
    graph = Graph("scale")
    x = graph.input("x", np.float32, ("n",))
    graph.add("Mul", x, graph.constant(factor, np.float32), name="y")
    graph.add("Neg", "y", name="z")
    graph.output("y", np.float32, ("n",))
    graph.output("z", np.float32, ("n",))
    return graph.model().SerializeToString()


def test_runs():
    network = Network(content())
    y, z = network.run({"x": np.array([1, 3], np.float32)}, ["y", "z"], threads=2)
    assert (y.tolist(), z.tolist()) == ([2, 6], [-2, -6])


def test_equal_networks_share_a_session_per_thread_count():
    one, same, other = Network(content()), Network(content()), Network(content(3.0))
    assert one.session() is same.session()
    assert one.session() is one.session(1)
    assert one.session(2) is not one.session(1)
    assert other.session() is not one.session()
    assert one.sha256 == same.sha256 != other.sha256


def test_a_session_ends_with_the_last_network_that_uses_it():
    one, same = Network(content(5.0)), Network(content(5.0))
    key = (one.sha256, 1)
    one.session()
    same.session()
    del one
    gc.collect()
    assert key in onnx_session._sessions
    del same
    gc.collect()
    assert key not in onnx_session._sessions


def test_many_threads_open_one_session(monkeypatch):
    opened, network, together = [], Network(content(7.0)), threading.Barrier(4)
    really_open = Network._open

    def counted(self, threads):
        opened.append(threads)
        return really_open(self, threads)

    monkeypatch.setattr(Network, "_open", counted)

    def run():
        together.wait(5)
        network.run({"x": np.ones(1, np.float32)}, ["y"])

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert opened == [1]


@pytest.mark.parametrize("bad", [b"", b"no network", content()[:60]])
def test_what_is_no_network_is_refused(bad):
    with pytest.raises(ModelFileError, match=r"can.t be run by ONNX Runtime: .+"):
        Network(bad).session()


def test_an_error_without_words(monkeypatch):
    import onnxruntime

    def fails(*args, **more):
        raise RuntimeError

    monkeypatch.setattr(onnxruntime, "InferenceSession", fails)
    with pytest.raises(ModelFileError, match="Runtime: RuntimeError"):
        Network(content(11.0)).session()


def test_cpu_count(monkeypatch):
    assert 1 <= cpu_count() <= (os.cpu_count() or 1)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert cpu_count() == os.cpu_count()


def test_onnx_runtime_is_not_imported_before_it_runs():
    code = (
        "import sys; from understudy.onnx_session import Network; Network(b'x'); "
        "sys.exit('onnxruntime' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
