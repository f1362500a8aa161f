import numpy as np

from benchmarks import fitting


def test_takes_come_whole_and_classes_in_turn(monkeypatch):
    random = np.random.default_rng(0)
    pools = [random.standard_normal((4, 6)).astype(np.float32) for _ in range(3)]
    monkeypatch.setattr(fitting.data, "folder", lambda: None)
    monkeypatch.setattr(fitting, "drawn_features", lambda random: pools)
    X, y, takes = fitting.examples(3, 2 * fitting.TAKE)
    assert X.shape == (6 * fitting.TAKE, 6)
    assert y[:: fitting.TAKE].tolist() == [0, 1, 2, 0, 1, 2]
    assert [len(set(part)) for part in np.split(takes, 6)] == [1] * 6
    assert len(np.unique(fitting.one_each((X, y, takes))[2])) == len(y)
