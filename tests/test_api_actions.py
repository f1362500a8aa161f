"""Actions through the public verbs."""

import warnings
from pathlib import Path

import numpy as np
import pytest

import understudy
from tests import acted, taught
from tests.performed.videos import write_video
from understudy.errors import DataError
from understudy.live.acting import Acting


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    acted.use(monkeypatch, tmp_path)


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    return acted.write_clips(tmp_path / "clips", count=4)


def test_from_a_folder_of_clips_to_events(clips: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = understudy.teach(clips, kind="actions", background="other")
    loaded = understudy.load(model.save(tmp_path / "m.understudy"))
    game = acted.write_game(tmp_path / "game.mp4", "right", "left", "other")
    assert loaded.medium == "clip"
    assert [event.label for event in understudy.spot(loaded, game)] == ["right", "left"]
    assert [event.label for event in understudy.spot(tmp_path / "m.understudy", game)] == [
        "right", "left",
    ]  # fmt: skip
    events = list(understudy.watch(loaded, game, fast=True))
    assert [f"{event.label} {event.kind}" for event in events] == [
        "right start", "right stop", "left start", "left stop",
    ]  # fmt: skip
    path = acted.write(tmp_path / "new.mp4", "left", 9)
    assert loaded.predict(path).best == "left"
    figures = model.facts["cross_validated"]
    assert figures["takes"] == 8
    assert figures["accuracy_per_class"]["other"] is None
    assert model.facts["provenance"] == {
        "source": "clips",
        "examples": {"left": 4, "other": 5, "right": 4},
        "takes": {"left": 4, "other": 1, "right": 4},
        "merged_takes": 0,
        "shifted": 36,
    }


def test_features_are_kept_and_give_the_same_model(
    clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = understudy.teach(clips, kind="actions", background="other")
    with monkeypatch.context() as patched:
        patched.setattr("understudy.training.tracking.read_frames", None)
        again = understudy.teach(clips, kind="actions", background="other")
    X = acted.backbone().embed([acted.draw(label, 8) for label in acted.LABELS], workers=1)
    np.testing.assert_array_equal(first.run_head(X)[0], again.run_head(X)[0])


def test_clips_in_memory(tmp_path: Path) -> None:
    model = understudy.teach(
        {
            "left": [acted.draw("left", n) for n in range(3)],
            "right": {"ada": [acted.draw("right", 0)], "bob": acted.draw("right", 1)},
            "other": acted.draw("other", 0, 4.0),
        },
        kind="actions",
        background="other",
    )
    assert model.facts["provenance"]["source"] == "clips"
    assert model.facts["provenance"]["examples"] == {"left": 3, "other": 4, "right": 2}
    several = model.predict([acted.draw("left", 5), acted.draw("right", 5)])
    assert [one.best for one in several] == ["left", "right"]
    assert model.predict(list(acted.draw("right", 6))).best == "right"


def test_one_long_video_of_each_class_tells_nothing_yet(tmp_path: Path) -> None:
    for label in acted.LABELS:
        again = [label] + ["other", label] * 3 if label != "other" else ["other"] * 6
        frames = np.concatenate([acted.draw(one, n, 2.5) for n, one in enumerate(again)])
        (tmp_path / "long" / label).mkdir(parents=True)
        write_video(tmp_path / "long" / label / "all.mp4", frames, acted.FPS)
    model = understudy.teach(tmp_path / "long", kind="actions", background="other")
    assert model.facts["cross_validated"]["accuracy"] is None
    assert model.facts["provenance"]["takes"] == {"left": 1, "other": 1, "right": 1}
    assert min(model.facts["provenance"]["examples"].values()) >= 4


def test_without_other_it_is_said(tmp_path: Path) -> None:
    clips = acted.write_clips(tmp_path / "clips", ("left", "right"))
    with pytest.warns(UserWarning, match="no class of everything else, so whatever moves is taken"):
        model = understudy.teach(clips, kind="actions")
    assert model.background == frozenset()


def test_how_right_a_model_is_on_other_clips(clips: Path, tmp_path: Path) -> None:
    model = understudy.teach(clips, kind="actions", background="other")
    for number in range(20, 23):
        for label in acted.LABELS[:2]:
            acted.write(tmp_path / "new" / label / f"{number}.mp4", label, number)
    acted.write(tmp_path / "new" / "other" / "1.mp4", "other", 21, 6.0)
    evaluation = understudy.evaluate(model, tmp_path / "new")
    assert evaluation.medium == "clip"
    assert evaluation.count == 6 + 7  # of the long one, every part
    assert evaluation.accuracy is not None
    assert evaluation.accuracy > 0.8


def test_settings_of_the_model_and_of_the_caller(tmp_path: Path) -> None:
    game = acted.write_game(tmp_path / "game.mp4", "right", "left", "other")
    model = acted.tiny()
    strict = type(model)(
        model.labels, model.backbone, model._head.content,
        model.facts | {"acting": {"threshold": 1.0}},
    )  # fmt: skip
    assert understudy.spot(strict, game) == []
    assert list(understudy.watch(strict, game, fast=True)) == []
    assert len(understudy.spot(strict, game, threshold=Acting().threshold)) == 2
    assert len(understudy.spot(strict, game, threshold=0.5, rule="per-episode")) == 2
    assert len(list(understudy.watch(strict, game, fast=True, threshold=0.5))) == 4
    with pytest.raises(DataError, match="smoothing is a setting for pictures"):
        understudy.watch(model, game, smoothing=0.1)
    with pytest.raises(DataError, match="refractory is a setting for actions"):
        understudy.watch(taught.tiny(), game, refractory=1.0)
