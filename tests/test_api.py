import warnings
from pathlib import Path

import numpy as np
import pytest

import understudy
from tests import gestures
from tests.taught import LABELS, draw, write_photos, write_video
from understudy.errors import DataError, ModelFileError, UnderstudyError


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return write_photos(tmp_path / "photos")


def test_from_photos_to_a_prediction(photos: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = understudy.teach(photos)
        path = model.save(tmp_path / "shapes.understudy")
        loaded = understudy.load(str(path))
    prediction = loaded.predict(draw("disc", 30))
    assert prediction.label == "disc"
    assert loaded.facts["provenance"]["source"] == "photos"
    assert loaded.facts["understudy"] == understudy.__version__


def test_public_names_are_the_contract() -> None:
    assert understudy.__all__ == [
        "Event", "Features", "Model", "Prediction", "UnderstudyError", "backbones", "classify",
        "errors", "evaluate", "heads", "landmarks", "listen", "load", "spot", "teach", "watch",
        "words",
    ]  # fmt: skip
    assert set(understudy.__all__) <= set(dir(understudy))
    for name in understudy.__all__:
        assert getattr(understudy, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'teech'"):
        understudy.teech  # noqa: B018


def test_a_mapping_of_pictures_and_paths(photos: Path) -> None:
    shown = {
        "disc": [*(photos / "disc").iterdir()],
        "box": np.stack([draw("box", n) for n in (1, 2)]),
    }
    model = understudy.teach(shown, head="neighbors", k=1, background="box")
    assert model.labels == LABELS
    assert model.background == {"box"}
    assert model.facts["head"]["settings"] == {"k": 1}
    assert model.facts["provenance"]["source"] == "pictures"


def test_what_is_left_out_or_doubtful_is_warned_of(photos: Path) -> None:
    (photos / "box" / "bad.jpg").write_text("dear diary", encoding="utf-8")
    (photos / "box" / "notes.txt").write_text("dear diary", encoding="utf-8")
    (photos / "cross").mkdir()
    (photos / "disc" / "same.png").write_bytes((photos / "box" / "0.png").read_bytes())
    with pytest.warns(UserWarning, match=".") as caught:
        model = understudy.teach(photos)
    said = [str(warning.message) for warning in caught]
    assert model.labels == LABELS
    assert len(said) == 3  # notes are passed over
    assert "bad.jpg is not a picture" in said[0]
    assert "cross: a class folder without a picture or video" in said[1]
    assert "different classes" in said[2]
    assert {warning.filename for warning in caught} == {__file__}


@pytest.mark.parametrize("cache", [True, False])
def test_progress_and_cache(photos: Path, cache_folder: Path, cache: bool) -> None:
    seen: list[tuple[int, int]] = []
    understudy.teach(photos, cache=cache, progress=lambda *now: seen.append(now))
    assert seen == [(done, 8) for done in range(1, 9)]
    assert cache_folder.exists() is cache


def test_features_are_computed_once(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backbone = understudy.backbones.load()
    asked: list[object] = []
    features = type(backbone).features

    def counted(self, image, **options):  # type: ignore[no-untyped-def]
        asked.append(image)
        return features(self, image, **options)

    monkeypatch.setattr(type(backbone), "features", counted)
    first = understudy.teach(photos)
    assert len(asked) == 8
    second = understudy.teach(photos, head="auto")
    assert len(asked) == 8
    assert first._head.content == second._head.content


def test_videos_teach_and_are_tested(photos: Path, tmp_path: Path) -> None:
    write_video(photos / "box" / "clip.avi", "box")
    for _ in range(2):  # the second time from the cache
        model = understudy.teach(photos)
        assert model.facts["provenance"]["examples"] == {"box": 10, "disc": 4}
        with pytest.warns(UserWarning, match="14 of these 14 were taught to this model"):
            evaluation = understudy.evaluate(model, photos)
        assert len(evaluation.truth) == 14
        assert evaluation.accuracy == 1


def test_evaluate_warns_and_refuses(photos: Path, tmp_path: Path) -> None:
    model = understudy.teach(photos)
    with pytest.warns(UserWarning, match="does not exist|can't be read"):
        evaluation = understudy.evaluate(model, {"box": [draw("box", 9), tmp_path / "none.png"]})
    assert evaluation.count == 1
    with pytest.raises(DataError, match="is one of the model's"):
        understudy.evaluate(model, {"cross": [draw("cross", 1)]})


def test_classify_names_the_thousand_labels() -> None:
    found = understudy.classify(draw("disc", 1), top=3)
    assert len(found) == 3
    assert [p for _, p in found] == sorted((p for _, p in found), reverse=True)
    assert len({label for label, _ in found}) == 3
    assert sum(p for _, p in understudy.classify(draw("disc", 1), top=1000)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"head": "dens"}, "Did you mean 'dense'"),
        ({"backbone": "resnet"}, "no backbone called 'resnet'"),
        ({"units": 3}, "does not take these settings"),
        ({"head": "dense", "seed": -1}, "seed is -1"),
        ({"head": "dense", "on_batch": 1}, "on_batch is 1"),
        ({"background": ["nothing"]}, "not among the classes"),
        ({"groups": "none.csv"}, "can't be read"),
    ],
)
def test_wrong_choices_are_said(photos: Path, options: dict[str, object], said: str) -> None:
    with pytest.raises(UnderstudyError, match=said):
        understudy.teach(photos, **options)  # type: ignore[arg-type]


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="There is no file"):
        understudy.load(tmp_path / "none.understudy")


def test_a_folder_for_a_class_is_no_picture(photos: Path) -> None:
    with pytest.raises(DataError, match="no example could be read"):
        understudy.teach({"box": photos / "box", "disc": photos / "disc"})


def test_hands_are_taught_saved_and_known_again(tmp_path: Path) -> None:
    pictures = gestures.hands(3)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = understudy.teach(pictures, backbone="hands")
    loaded = understudy.load(model.save(tmp_path / "hands.understudy"))
    seen, empty = loaded.predict([gestures.hand("point", 4), draw("box", 3)])
    assert (seen.label, seen.found) == ("point", True)
    assert (empty.label, empty.known, empty.found) == (None, False, False)
    assert "backbone_choice" not in loaded.facts


def test_auto_looks_for_hands_and_says_why(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="has a single example"):
        model = understudy.teach(gestures.hands(1), backbone="auto")
    loaded = understudy.load(model.save(tmp_path / "hands.understudy"))
    assert loaded.backbone.name == "hands"
    choice = loaded.facts["backbone_choice"]
    assert choice["reason"].startswith("a hand is seen in 100 % of the pictures; ")
    names = [(one["name"], one["accuracy"]) for one in choice["compared"]]
    assert names == [(name, None) for name in ("efficientnet-lite0", "hands", "body")]


def test_auto_keeps_the_picture_where_there_are_no_hands(photos: Path) -> None:
    model = understudy.teach(photos, backbone="auto")
    assert model.backbone.name == "efficientnet-lite0"
    assert "too few to go by" in model.facts["backbone_choice"]["reason"]


@pytest.mark.parametrize(
    ("background", "said"),
    [((), ["No hand was found in 1 of 5 pictures; it was taught"]), (["nothing"], [])],
)
def test_pictures_without_a_hand_are_warned_of(background: list[str], said: list[str]) -> None:
    pictures = gestures.hands(2) | {"nothing": [draw("box", 0)]}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        understudy.teach(pictures, backbone="hands", background=iter(background))
    unseen = [str(one.message) for one in caught if "hand" in str(one.message)]
    assert [sentence[: len(said[0])] for sentence in unseen] == said


def test_without_any_hand_it_is_a_picture_model(photos: Path) -> None:
    with pytest.warns(UserWarning, match="No hand was found in any of 8 pictures, so"):
        model = understudy.teach(photos, backbone="hands")
    assert model.predict(draw("disc", 30)).label == "disc"
