"""A model of sounds, on a backbone that needs no network."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.sounds import LABELS, RATE, Bands, recording, take, write_wav
from tests.taught import draw, tiny
from understudy import heads
from understudy.errors import DataError, MediaError, UnderstudyError
from understudy.model import Model
from understudy.training.examples import embed
from understudy.training.gathering import gather
from understudy.training.teaching import teach


@cache
def heard() -> Model:
    given = {label: [(take(label, number), RATE) for number in range(6)] for label in LABELS}
    examples = embed(gather(given).inputs, Bands())
    return teach(examples, Bands(), heads.create("discriminant")).model


def test_it_says_what_it_takes() -> None:
    assert (heard().medium, tiny().medium) == ("sound", "picture")


def test_a_file_an_array_and_a_list(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", take("low", 4))
    one = heard().predict(path)
    assert (one.label, one.known, one.found) == ("low", True, True)
    several = heard().predict([path, (take("high", 4), RATE), recording("low", 4), str(path)])
    assert [p.label for p in several] == ["low", "high", "low", "low"]
    np.testing.assert_allclose(several[0].probabilities, one.probabilities)
    np.testing.assert_allclose(several[2].probabilities, one.probabilities, atol=0.01)
    assert heard().predict([]) == []
    assert heard().predict((take("high", 4), RATE)).label == "high"


def test_of_a_long_recording_the_loudest_sound_counts() -> None:
    parts = [0.2 * take("low", 1), take("high", 2), 0.2 * take("low", 3)]
    assert heard().predict((np.concatenate(parts), RATE)).label == "high"


def test_each_sound_of_a_recording_in_order() -> None:
    samples = np.concatenate([take("low", 1), take("high", 2), take("low", 3)])
    found = heard().predict_sounds((samples, RATE))
    assert [prediction.label for _, _, prediction in found] == ["low", "high", "low"]
    for number, (start, end, prediction) in enumerate(found):
        assert number < start < end < number + 1
        assert prediction.probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert heard().predict_sounds((np.zeros(RATE, np.float32), RATE)) == []
    assert heard().predict((np.zeros(RATE, np.float32), RATE)).labels == ("high", "low")


def test_noise_is_unknown() -> None:
    (_, _, prediction), *_ = heard().predict_sounds((take("other", 1), RATE))
    assert prediction.label is None


def test_each_medium_has_its_model(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"a\.jpg is a picture, and this model hears sounds"):
        heard().predict("a.jpg")
    with pytest.raises(DataError, match=r"a\.wav is a sound, and this model looks at pictures"):
        tiny().predict(["a.wav"])
    with pytest.raises(DataError, match=r"a\.wav is a sound, and this model looks at pictures"):
        tiny().predict_sounds("a.wav")
    with pytest.raises(DataError, match="This model looks at pictures"):
        tiny().predict_sounds((take("low"), RATE))
    with pytest.raises(DataError, match="does not say how many samples a second"):
        heard().predict(draw("box", 1))
    with pytest.raises(DataError, match="hears sounds; it can't look at a video"):
        list(heard().predict_video(tmp_path / "a.mp4"))
    with pytest.raises(MediaError, match="does not exist"):
        heard().predict(tmp_path / "none.wav")


def test_it_is_no_single_graph() -> None:
    with pytest.raises(UnderstudyError, match=r"A model that hears sounds can't be one ONNX graph"):
        heard().to_onnx()
