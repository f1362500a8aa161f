from pathlib import Path

import numpy as np
import pytest

from training.words import bank
from training.words.utterance import Utterance
from understudy import backbones
from understudy.backbones import sounds
from understudy.backbones.backbone import SoundBackbone


@pytest.mark.parametrize(
    ("text", "ordinary"),
    [("sentence", True), ("take off", False), ("the music", False), ("stop", False)],
)
def test_what_is_likely_to_be_taught_is_left_out(text: str, ordinary: bool) -> None:
    assert bank.is_ordinary(text) is ordinary


def test_a_window_is_as_long_as_the_backbone_wants(beeps: list[Utterance]) -> None:
    backbone = backbones.load("sound")
    assert isinstance(backbone, SoundBackbone)
    for index in (0, 9):  # noise, then speech
        found = bank.window(beeps, backbone, 1, index, 10)
        assert found.shape == (round(backbone.window * backbone.rate),)
        assert np.abs(found).max() > 0


def test_a_written_bank_is_read_again(
    tmp_path: Path, beeps: list[Utterance], monkeypatch: pytest.MonkeyPatch
) -> None:
    bank.write(tmp_path, beeps, 1, {"speech-embedding": 4})
    monkeypatch.setattr(sounds, "OTHERS", tmp_path)
    backbone = sounds.load("speech-embedding")
    assert backbone.others is not None
    assert backbone.others.shape == (4, 192)


@pytest.mark.parametrize("name", bank.ROWS)
def test_the_shipped_bank_is_small(name: str) -> None:
    backbone = backbones.load(name)
    assert isinstance(backbone, SoundBackbone)
    assert backbone.others is not None
    assert len(backbone.others) == bank.ROWS[name]
    assert np.isfinite(backbone.others).all()
    assert (sounds.OTHERS / f"bank-{name}.npz").stat().st_size <= 1_000_000
