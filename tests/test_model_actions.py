"""Models of actions: clips in, predictions out, the same after saving."""

from pathlib import Path

import numpy as np
import pytest

from tests import acted
from tests.performed.videos import write_video
from tests.sounds import take, write_wav
from tests.taught import write_photos
from understudy import self_test
from understudy.errors import DataError, UnderstudyError
from understudy.media.part import Part
from understudy.model import Model


def test_the_same_after_saving(tmp_path: Path) -> None:
    model = acted.tiny()
    loaded = Model.load(model.save(tmp_path / "m.understudy"))
    clips = [acted.draw(label, 3) for label in acted.LABELS]
    for one, other in zip(model.predict(clips), loaded.predict(clips), strict=True):
        np.testing.assert_allclose(one.probabilities, other.probabilities, atol=1e-5)
    assert (loaded.medium, loaded.background) == ("clip", {"other"})
    assert loaded.backbone.moments == model.backbone.moments


def test_one_clip_or_several(tmp_path: Path) -> None:
    model, path = acted.tiny(), acted.write(tmp_path / "a.mp4", "left", 1)
    frames = acted.draw("left", 1)
    for one in (path, str(path), frames, list(frames), Part(path, 0.75)):
        assert model.predict(one).label == "left"
    several = model.predict([path, acted.draw("right", 2)])
    assert [one.label for one in several] == ["left", "right"]
    assert [one.label for one in model.predict([path])] == ["left"]
    assert model.predict(np.stack([frames, frames]))[1].label == "left"
    assert model.predict([]) == []


def test_of_a_long_video_it_is_where_most_moves(tmp_path: Path) -> None:
    frames = acted.draw("right", 1)
    still = [np.repeat(frames[[at]], 25, axis=0) for at in (0, -1)]
    path = write_video(tmp_path / "a.mp4", np.concatenate([still[0], frames, still[1]]), 10)
    assert acted.tiny().predict(path).label == "right"


def test_ten_predictions_a_second_of_a_video(tmp_path: Path) -> None:
    path = acted.write_game(tmp_path / "a.mp4", "other", "right")
    said = list(acted.tiny().predict_video(path))
    seconds = [at for at, _ in said]
    assert seconds == pytest.approx(np.arange(15, 51) / 10)
    best = {prediction.best for at, prediction in said if 4.2 < at < 4.8}
    assert best == {"right"}


def test_pictures_and_sounds_are_refused(tmp_path: Path) -> None:
    photo = write_photos(tmp_path, ("box",), count=1) / "box" / "0.png"
    with pytest.raises(DataError, match=r"0\.png is a picture, and this model recognises actions"):
        acted.tiny().predict(photo)
    sound = write_wav(tmp_path / "a.wav", take("low"))
    with pytest.raises(DataError, match=r"a\.wav is a sound, and this model recognises actions"):
        acted.tiny().predict(sound)
    with pytest.raises(DataError, match="hears no sounds"):
        acted.tiny().predict_sounds(tmp_path / "a.mp4")


def test_it_is_no_single_graph() -> None:
    with pytest.raises(UnderstudyError, match="A model that recognises actions can't be one ONNX"):
        acted.tiny().to_onnx()


def test_what_it_is_tested_on_is_clips() -> None:
    drawn = self_test.inputs_for(acted.backbone())
    assert all(one.dtype == np.uint8 and one.shape[0] == 15 and one.ndim == 4 for one in drawn)
