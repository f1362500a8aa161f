"""Models that look for a hand or a body: predicted, followed, saved, loaded, tested."""

import hashlib
import json
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import numpy_helper

from tests.backbones.posing import (
    OPEN_HAND,
    PERSON,
    POINTING_HAND,
    SHAPES,
    count_detections,
    flipped,
    hands,
    placed,
)
from tests.posed import gestures, postures, write_frames
from tests.taught import draw, tiny
from understudy import drawings, landmarks, model_file, self_test
from understudy.errors import ModelFileError, UnderstudyError
from understudy.model import Model
from understudy.types import Image

CORNERS = [(0, 0), (380, 220), (200, 100)]


def test_gestures_are_known_anywhere_and_of_either_hand() -> None:
    for picture, label in ((OPEN_HAND, "open"), (POINTING_HAND, "pointing")):
        for seen in (picture, flipped(picture), *(placed(picture, *at) for at in CORNERS)):
            one = gestures().predict(seen)
            assert (one.best, one.found) == (label, True)
        assert gestures().predict(picture).label == label


def test_postures_are_known() -> None:
    up = drawings.person(hands=((0.325, 0.255), (0.685, 0.255)))
    one = postures().predict(up)
    assert (one.label, one.found) == ("up", True)
    assert not postures().predict(SHAPES[0]).found


def test_without_a_hand_nothing_is_known_unless_it_was_taught() -> None:
    one = gestures().predict(SHAPES[0])
    assert (one.label, one.known, one.found, one.novelty) == (None, False, False, 1.0)
    assert one.best in gestures().labels
    plain = one.to_dict()
    assert (plain["found"], plain["known"]) == (False, False)
    with_nothing = gestures(nothing=True)
    one = with_nothing.predict(SHAPES[0])
    assert (one.label, one.known, one.found) == ("nothing", True, False)
    assert with_nothing.predict(OPEN_HAND).label == "open"


@pytest.mark.parametrize("picture", [
    np.zeros((1, 1, 3), np.uint8), np.zeros((1, 900, 3), np.uint8), OPEN_HAND[:40, :30],
    np.full((1200, 30, 3), 255, np.uint8), OPEN_HAND[:, :, :1].repeat(3, axis=2),
])  # fmt: skip
def test_pictures_of_any_shape_give_an_answer(picture: Image) -> None:
    for model in (gestures(), postures()):
        one = model.predict(picture)
        assert one.probabilities.sum() == pytest.approx(1, abs=1e-5)
        assert one.found or one.label is None


def test_in_a_video_the_hand_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    detections = count_detections(monkeypatch, hands())
    moves = [placed(OPEN_HAND, 20 + 12 * step, 40) for step in range(14)]
    moves += [placed(POINTING_HAND, 188, 40)] * 8 + [placed(SHAPES[1], 20, 20)] * 4
    clip = write_frames(tmp_path / "clip.mp4", moves)
    seen = list(gestures().predict_video(clip, fps=10))
    assert [seconds for seconds, _ in seen] == pytest.approx(np.arange(26) / 10)
    best = [one.best if one.found else None for _, one in seen]
    assert best[:14] == ["open"] * 14
    assert best[16:22] == ["pointing"] * 6
    assert best[24:] == [None, None]
    assert len(detections) < 20  # rather than 26 times or more
    assert len(list(gestures().predict_video(clip, fps=5))) == 13


def test_each_video_begins_anew(tmp_path: Path) -> None:
    clip = write_frames(tmp_path / "clip.mp4", [OPEN_HAND] * 5)
    once, again = (list(gestures().predict_video(clip)) for _ in range(2))
    for (at, one), (then, other) in zip(once, again, strict=True):
        assert at == then
        np.testing.assert_array_equal(one.probabilities, other.probabilities)


@cache
def saved(make: Callable[[], Model]) -> model_file.Contents:
    """Return what the file of a model holds."""
    with tempfile.TemporaryDirectory() as folder:
        return model_file.read(make().save(Path(folder, "m.understudy")))


def repacked(
    folder: Path,
    make: Callable[[], Model],
    change: Callable[[dict[str, Any]], Any] = bool,
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> Path:
    """Write a model with other facts or files in it, and right checksums."""
    facts = json.loads(json.dumps(dict(saved(make).manifest)))
    contents = {**saved(make).files, **files}
    for name, content in files.items():
        facts["files"][name]["sha256"] = hashlib.sha256(content).hexdigest()
    change(facts)
    path = folder / "changed.understudy"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("model.json", json.dumps(facts))
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


MODELS = pytest.mark.parametrize("make", [gestures, postures, lambda: gestures(nothing=True)])


@MODELS
def test_a_saved_model_gives_the_same_answers(tmp_path: Path, make) -> None:
    model = make()
    path = model.save(tmp_path / "m.understudy")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loaded = Model.load(path)
    for fact in ("name", "fingerprint", "cache_key", "blocks", "pose", "seeks", "licence"):
        assert getattr(loaded.backbone, fact) == getattr(model.backbone, fact)
    pictures = [OPEN_HAND, POINTING_HAND, PERSON, SHAPES[0], placed(OPEN_HAND, 9, 9)]
    for one, other in zip(model.predict(pictures), loaded.predict(pictures), strict=True):
        assert (one.label, one.found, one.novelty) == (other.label, other.found, other.novelty)
        np.testing.assert_array_equal(one.probabilities, other.probabilities)
    again = loaded.save(tmp_path / "again.understudy")
    assert model_file.read(again).manifest == model_file.read(path).manifest


def test_the_file_holds_every_network_once() -> None:
    contents = saved(gestures)
    steps = contents.manifest["steps"]
    assert [step["step"] for step in steps] == ["onnx", "hand-landmarks", "hand-features", "onnx"]
    named = {step[key] for step in steps for key in ("file", "detector") if key in step}
    assert named == {"backbone.onnx", "palm.onnx", "hand.onnx", "head.onnx"}
    assert set(contents.files) == named | {"self-test.npz"}


@pytest.mark.parametrize(
    ("make", "find"), [(gestures, landmarks.hands), (postures, landmarks.body)]
)
def test_the_self_test_goes_through_the_landmarks(make, find) -> None:
    pictures = self_test.pictures_for(make().backbone.seeks)
    assert [one.found for one in make().predict(pictures)] == [False] * 3 + [True]
    assert len(find(pictures[-1])) == 1


def shaken(content: bytes, much: float) -> bytes:
    """Return a network whose weights were moved by a share of their spread."""
    model, random = onnx.load_from_string(content), np.random.default_rng(0)
    for weights in model.graph.initializer:
        values = numpy_helper.to_array(weights)
        if values.dtype.kind == "f" and values.size > 100:
            noise = much * values.astype(float).std() * random.normal(size=values.shape)
            changed = (values + noise).astype(values.dtype)
            weights.CopyFrom(numpy_helper.from_array(changed, weights.name))
    content = model.SerializeToString()
    return content


@pytest.mark.parametrize(
    ("make", "file"), [(gestures, "hand.onnx"), (gestures, "palm.onnx"), (postures, "body.onnx")]
)
def test_a_changed_network_is_noticed(tmp_path: Path, make, file: str) -> None:
    files = {file: shaken(saved(make).files[file], 0.2)}
    path = repacked(tmp_path, make, files=files)
    with pytest.warns(UserWarning, match="answers differently here than where it was made"):
        Model.load(path)


def test_a_damaged_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="can't be run"):
        Model.load(repacked(tmp_path, gestures, files={"hand.onnx": b"no network"}))
    path = gestures().save(tmp_path / "m.understudy")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(ModelFileError, match="damaged"):
        Model.load(path)


def set_step(place: int, **values: Any):
    return lambda facts: facts["steps"][place].update(values)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (set_step(1, version=2), "does not know.*onnx, hand-landmarks, hand-features, onnx"),
        (set_step(2, version=99), "does not know"),
        (set_step(2, sides="neither"), "does not know"),
        (set_step(1, step="face-landmarks"), "does not know.*face-landmarks"),
        (set_step(3, step="hand-features"), "does not know"),
        (set_step(3, file="palm.onnx"), "does not know"),
        (lambda facts: facts["steps"].pop(1), "does not know"),
        (lambda facts: facts["steps"].pop(), "does not know"),
        (lambda facts: facts["steps"].reverse(), "does not know"),
        (lambda facts: facts["steps"].extend([{"step": "x" * 9999}] * 99), "does not know"),
        (set_step(2, sides="apart"), "blocks of features are not those of its steps"),
        (set_step(2, sides="both"), "blocks of features are not those of its steps"),
        (lambda facts: facts["backbone"]["blocks"].pop("angles"), "not those of its steps"),
        (lambda facts: facts["backbone"]["blocks"].update(angles=[1, 2]), "not those of its steps"),
        (lambda facts: facts["backbone"]["blocks"].pop("colour"), "not a complete model"),
        (lambda facts: facts["backbone"].pop("licence"), "not a complete model"),
        (lambda facts: facts.update(labels=["one"]), "labels"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(tmp_path: Path, change, said: str) -> None:
    with pytest.raises(ModelFileError, match=said) as caught:
        Model.load(repacked(tmp_path, gestures, change))
    assert "changed.understudy" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 2000


def test_networks_of_another_kind_are_refused(tmp_path: Path) -> None:
    own = saved(gestures).files
    for files in (
        {"palm.onnx": own["hand.onnx"], "hand.onnx": own["palm.onnx"]},
        {"palm.onnx": tiny().backbone.steps.files["backbone.onnx"]},
        {"hand.onnx": own["head.onnx"]},
        {"backbone.onnx": own["palm.onnx"]},
    ):
        with pytest.raises(ModelFileError, match=r"changed\.understudy") as caught:
            Model.load(repacked(tmp_path, gestures, files=files))
        assert "\n" not in str(caught.value)


def test_a_missing_network_is_refused(tmp_path: Path) -> None:
    for missing in ("palm.onnx", "hand.onnx"):
        path = repacked(tmp_path, gestures, lambda facts: facts["files"].pop(missing))  # noqa: B023
        with pytest.raises(ModelFileError, match=f"not a complete model.*{missing}"):
            Model.load(path)


def test_a_model_of_several_steps_is_not_one_graph() -> None:
    with pytest.raises(UnderstudyError, match=r"a hand can't be one ONNX graph.*hand-landmarks"):
        gestures().to_onnx()
    with pytest.raises(UnderstudyError, match=r"a body can't be one ONNX graph.*body-features"):
        postures().to_onnx()


values = st.none() | st.booleans() | st.integers(-2, 400) | st.text(max_size=6) | st.lists(
    st.integers(0, 400), max_size=3
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_value_in_what_is_said_of_the_backbone_is_refused_or_usable(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    def change(facts: dict[str, Any]) -> None:
        places = [*facts["steps"], facts["backbone"], facts["backbone"]["blocks"]]
        place = data.draw(st.sampled_from(places))
        key = data.draw(st.sampled_from(sorted(place)))
        if data.draw(st.booleans()):
            place[key] = data.draw(values)
        else:
            del place[key]

    path = repacked(tmp_path_factory.mktemp("models"), gestures, change)
    try:
        model = Model.load(path)
    except ModelFileError:
        return
    assert len(model.predict([OPEN_HAND, draw("box", 1)])) == 2
