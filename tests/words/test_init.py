import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from understudy import words
from understudy.backbones.backbone import SoundBackbone
from understudy.errors import UnderstudyError
from understudy.live.listening import Listening
from understudy.model import Model

SAID = "zero one two three four five six seven eight nine up down left right go stop yes no"


def test_the_labels_are_those_of_the_articles() -> None:
    assert words.labels() == (*SAID.split(), "_background_noise_", "_unknown_")


def test_the_model_knows_its_labels_backbone_and_background() -> None:
    model = words.load()
    assert model is words.load()
    assert model.labels == words.labels()
    assert model.background == {"_background_noise_", "_unknown_"}
    assert isinstance(model.backbone, SoundBackbone)
    assert model.facts["licences"]
    assert Listening.of(model.facts).threshold == 0.75


def test_silence_is_background_and_known() -> None:
    prediction = words.load().predict((np.zeros(24_000, np.float32), 16_000))
    assert prediction.best == "_background_noise_"
    assert prediction.known
    assert abs(prediction.probabilities.sum() - 1) < 1e-3


def test_it_is_saved_and_loaded_like_any_model(tmp_path: Path) -> None:
    model = words.load()
    again = Model.load(model.save(tmp_path / "words.understudy"))
    row = np.random.default_rng(0).normal(0, 5, (3, 864)).astype(np.float32)
    np.testing.assert_allclose(again.run_head(row)[0], model.run_head(row)[0], atol=1e-6)


def test_missing_files_are_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    with pytest.raises(UnderstudyError, match="Reinstall understudy"):
        words.load.__wrapped__()


def test_the_card_and_the_small_head_are_there() -> None:
    assert (words.FOLDER / words.HEAD_FILE).stat().st_size <= 300_000
    assert "synthesised voices only" in (words.FOLDER / "MODEL_CARD.md").read_text("utf-8")


def test_listing_the_labels_imports_nothing_heavy() -> None:
    code = (
        "import sys; from understudy import words; words.labels(); "
        "print(sorted({'onnxruntime', 'av', 'torch', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
