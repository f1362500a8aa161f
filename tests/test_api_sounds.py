"""Sounds through the public verbs."""

import warnings
from pathlib import Path

import numpy as np
import pytest

import understudy
from tests.sounds import RATE, take, write_sounds, write_wav
from tests.taught import write_photos
from understudy import tones
from understudy.errors import DataError
from understudy.media.sound import Recording


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_from_a_folder_of_sounds_to_a_prediction(tmp_path: Path) -> None:
    sounds = write_sounds(tmp_path / "sounds", count=3)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = understudy.teach(sounds)
        loaded = understudy.load(model.save(tmp_path / "tones.understudy"))
    path = write_wav(tmp_path / "new.wav", take("low", 1))
    assert loaded.medium == "sound"
    assert loaded.predict(path).label == "low"
    assert [p.label for p in loaded.predict([path, (take("high", 1), RATE)])] == ["low", "high"]
    ((start, end, prediction),) = loaded.predict_sounds(path)
    assert 0.2 < start < end < 0.8
    assert prediction.label == "low"
    assert model.facts["provenance"]["source"] == "sounds"


def test_arrays_say_their_rate_and_background_is_cut_everywhere(tmp_path: Path) -> None:
    hush = tones.noise(4.0, RATE, 1, level=1e-3)
    model = understudy.teach(
        {
            "low": [write_wav(tmp_path / "a.wav", take("low")), (take("low", 1, 2), RATE)],
            "high": [Recording(take("high"), RATE), (take("high", 1), RATE)],
            "noise": (hush, RATE),
        },
        background="noise",
    )
    provenance = model.facts["provenance"]
    assert provenance["source"] == "sounds"
    assert provenance["examples"] == {"high": 2, "low": 3, "noise": 11}
    assert provenance["takes"] == {"high": 2, "low": 2, "noise": 1}
    assert model.predict((hush[: 2 * RATE], RATE)).best == "noise"


def test_an_array_without_a_rate_is_left_out_with_a_sentence() -> None:
    shown = {label: [(take(label), RATE)] * 2 for label in ("low", "high")}
    shown["low"].append(take("low"))  # type: ignore[arg-type]
    with pytest.warns(UserWarning, match="low, recording 3: An array.*give \\(samples, rate\\)"):
        model = understudy.teach(shown)
    assert model.labels == ("high", "low")


def test_pictures_and_sounds_are_decided_on(tmp_path: Path) -> None:
    root = write_photos(write_sounds(tmp_path / "both", count=2), labels=("high", "low"), count=2)
    with pytest.raises(DataError, match="--kind sounds"):
        understudy.teach(root)
    with pytest.warns(UserWarning, match="a picture, left out among sounds"):
        assert understudy.teach(root, kind="sounds").medium == "sound"
    with pytest.warns(UserWarning, match="a sound, left out among pictures"):
        assert understudy.teach(root, kind="pictures").medium == "picture"


def test_evaluate_goes_by_the_medium_of_the_model(tmp_path: Path) -> None:
    model = understudy.teach(write_sounds(tmp_path / "sounds", count=2))
    new = {label: [(take(label, 1, count=2), RATE)] for label in ("low", "high", "other")}
    evaluation = understudy.evaluate(model, new)
    assert (evaluation.count, evaluation.accuracy) == (4, 1)
    assert evaluation.medium == "sound"
    with pytest.raises(DataError, match="no sound in any of them, only pictures"):
        understudy.evaluate(model, write_photos(tmp_path / "photos", count=1))


def test_other_words_are_unknown_to_a_model_of_words() -> None:
    model = understudy.teach({label: [(take(label, n), RATE) for n in range(3)] for label in "ab"})
    assert model.labels == ("a", "b")
    chirp = tones.placed(tones.chirp(300, 3000, 0.5, RATE), 1.0, RATE)
    assert model.predict((chirp, RATE)).novelty > 0.5
    assert np.isfinite(model.predict((chirp, RATE)).probabilities).all()


def test_sounds_are_taught_in_noise_too(tmp_path: Path) -> None:
    hum = tones.noise(4.0, RATE, 1, level=0.05, slope=1)
    given = {label: [(take(label, n), RATE) for n in range(2)] for label in ("low", "high")}
    shown = {**given, "noise": (hum, RATE)}
    model = understudy.teach(shown, background="noise", mix_noise=True)
    assert model.facts["provenance"]["with_noise"] == 4
    assert model.facts["provenance"]["examples"] == {"high": 2, "low": 2, "noise": 11}
    plain = understudy.teach(shown, background="noise")
    assert "with_noise" not in plain.facts["provenance"]
    noisy = [(take(label, 1) + 2 * hum[:RATE], RATE) for label in ("low", "high")]
    assert [one.best for one in model.predict(noisy)] == ["low", "high"]
    with pytest.raises(DataError, match="no background class whose noise"):
        understudy.teach(given, mix_noise=True)
