import numpy as np
import pytest

from convert import background_sounds, measure_sounds
from understudy import tones
from understudy.backbones import sounds
from understudy.backbones.whitening import Statistics


def test_it_measures_all_that_are_whitened(tmp_path, monkeypatch, capsys):
    def speech(count, rate, random):
        yield from (tones.chirp(200, 900, 1.0, rate) for _ in range(count))

    pytest.importorskip("onnx")
    monkeypatch.setattr(background_sounds, "speech", speech)
    monkeypatch.setattr(measure_sounds, "STATISTICS", tmp_path)
    monkeypatch.setattr(measure_sounds, "RECIPES", {"log-mel": sounds.RECIPES["log-mel"]})
    monkeypatch.setattr(measure_sounds, "SENTENCES", 2)
    monkeypatch.setattr(measure_sounds, "OTHERS", 4)
    monkeypatch.setattr(measure_sounds.speech, "build_mel", lambda: b"")
    monkeypatch.setattr(measure_sounds.speech, "build_embedding", lambda: b"")
    measure_sounds.main()
    assert "log-mel: measured 12 sounds" in capsys.readouterr().out
    statistics = Statistics.load(tmp_path / "log-mel.npz")
    assert statistics.mean.shape == (320,)
    assert np.isfinite(statistics.std).all()


def test_what_is_committed_fits_the_recipes():
    for name, recipe in sounds.RECIPES.items():
        if recipe.whitened:
            statistics = Statistics.load(measure_sounds.STATISTICS / f"{name}.npz")
            widths = {block: b.stop - b.start for block, b in statistics.blocks.items()}
            assert widths == dict(recipe.widths)
            weights = [recipe.weights.get(block, 1.0) for block in widths]
            np.testing.assert_allclose(statistics.weights, weights, rtol=1e-6)
