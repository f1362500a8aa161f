import json
import warnings
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import understudy
from tests.taught import LABELS, draw, taught, tiny, tiny_backbone, write_photos, write_video
from understudy import heads, model_file
from understudy.errors import DataError, MediaError, ModelFileError
from understudy.model import Model
from understudy.onnx_session import Network


def same(one: understudy.Prediction, other: understudy.Prediction, within: float = 0.0) -> bool:
    return (
        one.label == other.label
        and one.labels == other.labels
        and bool(np.allclose(one.probabilities, other.probabilities, atol=within, rtol=0))
        and abs(one.novelty - other.novelty) <= within
    )


def test_a_path_an_array_and_a_pillow_picture_are_one_picture(tmp_path: Path) -> None:
    model, array = taught(), draw("disc", 9)
    path = tmp_path / "dîsc 1.png"
    Image.fromarray(array).save(path)
    one = model.predict(array)
    for given in (path, str(path), Image.fromarray(array), Image.fromarray(array).convert("RGBA")):
        assert same(model.predict(given), one)
    assert (one.label, one.best, one.known, one.labels) == ("disc", "disc", True, LABELS)
    assert one.probabilities.dtype == np.float32
    assert one.probabilities.sum() == pytest.approx(1)
    assert one.confidence == one.probabilities[1] == one.probabilities.max()


def test_several_pictures_give_a_list_in_their_order() -> None:
    model = taught()
    pictures = [draw(label, number) for number in (7, 8) for label in LABELS]
    several = model.predict(pictures)
    assert [one.label for one in several] == ["box", "disc", "box", "disc"]
    for picture, one in zip(pictures, several, strict=True):
        assert same(model.predict(picture), one, within=1e-5)
    assert [p.label for p in model.predict(np.stack(pictures))] == [p.label for p in several]
    assert model.predict([]) == []
    assert model.predict(np.zeros((0, 48, 64, 3), np.uint8)) == []


def test_the_strange_is_unknown() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3)).astype(np.uint8)
    one = taught().predict(noise)
    assert (one.label, one.known) == (None, False)
    assert one.novelty > 0.5
    assert one.best in LABELS


@pytest.mark.parametrize("wrong", [5, None, np.zeros((4, 4)), [np.zeros((4, 4, 3))]])
def test_what_is_no_picture_is_refused(wrong: object) -> None:
    with pytest.raises(DataError, match="picture"):
        taught().predict(wrong)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="does not exist"):
        taught().predict(tmp_path / "none.jpg")
    with pytest.raises(MediaError, match="is a folder"):
        taught().predict([tmp_path])


def test_videos_are_predicted_frame_by_frame(tmp_path: Path) -> None:
    clip = write_video(tmp_path / "clip.mp4", "box", frames=10, fps=10)
    with pytest.raises(DataError, match="predict_video"):
        taught().predict(clip)
    seen = list(taught().predict_video(clip))
    assert [time for time, _ in seen] == pytest.approx([0, 0.2, 0.4, 0.6, 0.8])
    assert {one.best for _, one in seen} == {"box"}
    assert len(list(taught().predict_video(clip, fps=2))) == 2


def test_a_saved_model_gives_the_same_answers(tmp_path: Path) -> None:
    path = tmp_path / "模型 é.understudy"
    assert taught().save(path) == path
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loaded = Model.load(path)
    pictures = [draw(label, number) for label in ("box", "disc", "cross") for number in range(3)]
    for one, other in zip(taught().predict(pictures), loaded.predict(pictures), strict=True):
        assert same(one, other)
    again = loaded.save(tmp_path / "again.understudy")
    assert model_file.read(again).manifest == model_file.read(path).manifest
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_one_joined_graph_gives_the_same_answers() -> None:
    joined = Network(taught().to_onnx())
    about = joined.session().get_modelmeta().custom_metadata_map
    assert about["labels"] == '["box", "disc"]'
    assert about["known_up_to_novelty"] == "0.5"
    for size in ((64, 48), (31, 200)):
        picture = draw("cross", 3, size)
        one = taught().predict(picture)
        p, n = joined.run({"images": picture[np.newaxis]}, ["probabilities", "novelty"])
        assert p[0] == pytest.approx(one.probabilities, abs=1e-5)
        assert n[0] == pytest.approx(one.novelty, abs=1e-5)


def rewritten(tmp_path: Path, changed: dict[str, object], **files: bytes) -> Path:
    """Save the tiny model with other facts or files, and right checksums."""
    contents = model_file.read(tiny().save(tmp_path / "tiny.understudy"))
    named = {
        name.replace("_", ".").replace("self.test", "self-test"): c for name, c in files.items()
    }
    facts = dict(contents.manifest) | changed
    return model_file.write(tmp_path / "changed.understudy", facts, {**contents.files, **named})


def head_of(labels: int, features: int = 3) -> bytes:
    X = np.random.default_rng(0).normal(size=(4 * labels, features))
    return heads.create("discriminant").fit(X, np.arange(4 * labels) % labels).to_onnx()


def blocks(**ends: list[int]) -> dict[str, object]:
    return {"backbone": {"name": "x", "blocks": ends, "least_side": None, "licence": ""}}


@pytest.mark.parametrize(
    ("changed", "files", "said"),
    [
        ({"labels": ["box"]}, {}, "1 labels"),
        ({"labels": ["box", "disc", "cross"]}, {}, "3 labels"),
        ({}, {"head_onnx": head_of(3)}, "2 labels"),
        ({}, {"head_onnx": head_of(2, features=5)}, "head takes"),
        ({}, {"head_onnx": tiny_backbone().network.content}, "not a complete model"),
        ({}, {"backbone_onnx": head_of(2)}, "not a complete model"),
        ({}, {"backbone_onnx": b"no network"}, "can't be run"),
        ({}, {"self_test_npz": b"no test"}, "not a complete model"),
        ({"steps": [{"step": "run", "file": "x.py"}]}, {}, "steps that this version"),
        (blocks(colour=[0, 10**12]), {}, "head takes"),
        (blocks(a=[0, 2], b=[1, 3]), {}, "gaps or overlap"),
        (blocks(a=[0]), {}, "gaps or overlap"),
        ({"backbone": {"blocks": {"colour": [0, 3]}}}, {}, "not a complete model"),
    ],
)
def test_a_model_whose_parts_do_not_fit_is_refused(
    tmp_path: Path, changed: dict[str, object], files: dict[str, bytes], said: str
) -> None:
    path = rewritten(tmp_path, changed, **files)
    with pytest.raises(ModelFileError, match=said) as caught:
        Model.load(path)
    assert "changed.understudy" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_another_backbone_in_its_place_is_noticed_by_the_self_test(tmp_path: Path) -> None:
    path = rewritten(tmp_path, {}, backbone_onnx=tiny_backbone(scale=20).network.content)
    with pytest.warns(UserWarning, match="answers differently here than where it was made"):
        Model.load(path)


def test_facts_are_optional_and_remembered(tmp_path: Path) -> None:
    model = Model.load(tiny().save(tmp_path / "tiny.understudy"))
    assert model.background == frozenset()
    assert model.facts["licences"] == ["none"]
    assert repr(model) == "<model of box, disc on mean-colour>"


def test_the_file_holds_no_picture_and_no_path(tmp_path: Path) -> None:
    photos = write_photos(tmp_path / "photos")
    model = understudy.teach(photos, cache=False)
    contents = model_file.read(model.save(tmp_path / "m.understudy"))
    assert set(contents.files) == {"backbone.onnx", "head.onnx", "self-test.npz"}
    assert str(tmp_path) not in json.dumps(dict(contents.manifest))
