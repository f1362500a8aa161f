import numpy as np
import pytest

from understudy import backbones
from understudy.backbones import sounds
from understudy.backbones.speech import HOP, LENGTH
from understudy.errors import UnderstudyError


def test_all_are_registered_and_described():
    assert set(sounds.RECIPES) <= set(backbones.REGISTRY)
    assert backbones.DEFAULT_SOUND in sounds.RECIPES


def test_the_last_embedding_ends_with_the_window():
    assert sounds.LAST_EMBEDDING + (sounds.EMBEDDINGS - 1) * HOP + LENGTH == sounds.WORD


@pytest.mark.parametrize("name", sorted(sounds.RECIPES))
def test_recipes_fit_together(name):
    recipe = sounds.RECIPES[name]
    for track in recipe.tracks({}):
        assert recipe.hop % track.hop == 0
        assert track.first + (track.count - 1) * track.hop < recipe.window
    made = sounds.make("mine", name, {})
    assert made.dimensions == sum(recipe.widths.values())
    assert (made.name, made.recipe, made.rate) == ("mine", name, recipe.rate)


def test_times():
    made = {name: sounds.make(name, name, {}) for name in sounds.RECIPES}
    assert (made["sound"].window, made["sound"].hop) == (1.5, 0.08)
    assert made["sound-short"].window < 0.15
    assert made["sound-short"].hop <= 0.05
    assert made["spectrogram"].hop == 2 * 1024 / 44_100
    assert made["speech-sequence"].dimensions == 9 * 96


def test_licences():
    assert "Apache-2.0" in sounds.make("sound", "sound", {}).licence
    assert not sounds.make("log-mel", "log-mel", {}).licence


def test_loading_reads_the_shipped_networks():
    try:
        made = backbones.load("sound")
    except UnderstudyError as error:
        pytest.skip(str(error))
    assert set(made.networks) == {"speech-mel.onnx", "speech-embedding.onnx", "whitening.onnx"}
    assert backbones.load("sound") is made


@pytest.mark.parametrize("name", ["sound", "speech-embedding"])
def test_the_other_speech_that_ships_is_of_this_backbone(name):
    file = sounds.OTHERS / f"bank-{name}.npz"
    try:
        made = backbones.load(name)
    except UnderstudyError as error:
        pytest.skip(str(error))
    with np.load(file) as kept:
        assert str(kept["fingerprint"]) == made.fingerprint, "make it anew: training/words"
    assert len(made.others) >= 300
