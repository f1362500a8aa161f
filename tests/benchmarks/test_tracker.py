from benchmarks import tracker
from understudy.onnx_session import Network


def test_a_network_that_counts(monkeypatch):
    monkeypatch.setattr(Network, "run", lambda *_, **__: [])
    network = tracker.Counted(b"")
    network.run({}, [])
    network.run({}, [], threads=2)
    assert network.runs == 2
