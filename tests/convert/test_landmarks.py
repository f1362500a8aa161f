"""The landmark networks are made once, from the published files, with the names of the contract."""

import json

import numpy as np
import pytest

from convert import landmark_sources, landmarks, manifest
from convert.errors import BuildError
from convert.landmark_sources import FULL, LITE
from understudy.onnx_session import Network

SMALL = {f"{name}.onnx" for name in LITE}
LARGE = {f"{name}.onnx" for name in FULL}


@pytest.fixture
def made(monkeypatch):
    """Note which networks are made, each of its name only."""
    made = []
    monkeypatch.setattr(
        landmarks, "build", lambda name, source, web: made.append(name) or name.encode()
    )
    return made


@pytest.fixture
def ensure(npm, made, tmp_path):
    folder = tmp_path / "networks"

    def ensure(**settings):
        return landmarks.ensure(folder, npm.web, **settings)

    ensure.folder = folder
    return ensure


def test_the_small_ones_are_written_once(ensure, made, npm):
    assert ensure()
    assert not ensure()
    assert made == list(LITE)
    assert npm.asked == ["ci"]
    assert {path.name for path in ensure.folder.iterdir()} == {*SMALL, manifest.NAME}
    facts = json.loads((ensure.folder / manifest.NAME).read_text("utf-8"))
    assert "Apache License 2.0" in facts["notice"]


def test_the_large_ones_once_asked_for_are_kept_up_to_date(ensure, made, monkeypatch):
    ensure()
    assert ensure(full=True)
    assert not ensure(full=True)
    assert not ensure()
    monkeypatch.setattr(landmarks, "recipe_checksum", lambda: "another")
    made.clear()
    assert ensure()
    assert {f"{name}.onnx" for name in made} == SMALL | LARGE


def test_what_is_there_needs_no_node(ensure, monkeypatch):
    ensure()
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert not ensure()
    with pytest.raises(BuildError, match="Install Node"):
        ensure(full=True)


def test_what_is_damaged_is_written_anew(ensure):
    ensure()
    (ensure.folder / "body-detection.onnx").write_bytes(b"damaged")
    assert ensure()
    assert not ensure()


def test_nothing_is_written_when_one_can_not_be_made(ensure, monkeypatch):
    def build(name, source, web):
        if name == "body-landmarks-lite":
            raise BuildError("It is damaged.")
        return b""

    monkeypatch.setattr(landmarks, "build", build)
    with pytest.raises(BuildError, match="damaged"):
        ensure()
    assert not ensure.folder.exists()


def test_the_recipe_changes_with_every_source(tmp_path, monkeypatch):
    files = [tmp_path / f"{name}.py" for name in (*landmarks.MADE_BY, "expected")]
    files.append(tmp_path / "src" / "understudy" / "onnx_graph.py")
    files[-1].parent.mkdir(parents=True)
    for file in files:
        file.write_text("as it was")
    monkeypatch.setattr(landmarks, "__file__", str(tmp_path / "landmarks.py"))
    monkeypatch.setattr(landmarks, "ROOT", tmp_path)
    monkeypatch.setattr(landmarks.landmark_check, "EXPECTED", tmp_path / "expected.py")
    seen = {landmarks.recipe_checksum()}
    for file in files:
        assert landmarks.recipe_checksum() in seen
        file.write_text("changed")
        seen.add(landmarks.recipe_checksum())
    assert len(seen) == 1 + len(files)


def test_a_recipe_is_named_after_the_files_that_are_there():
    here = landmarks.Path(landmarks.__file__).parent
    assert all((here / f"{name}.py").is_file() for name in landmarks.MADE_BY)


SHAPES = {
    "palm-detection": {"boxes": [1, 2016, 18], "scores": [1, 2016, 1]},
    "hand-landmarks": {"points": [1, 63], "presence": [1, 1], "left": [1, 1], "world": [1, 63]},
    "body-detection": {"boxes": [1, 2254, 12], "scores": [1, 2254, 1]},
    "body-landmarks": {
        "points": [1, 195],
        "presence": [1, 1],
        "heatmap": [1, 64, 64, 39],
        "world": [1, 117],
    },
}
SIDES = {"palm-detection": 192, "hand-landmarks": 224, "body-detection": 224, "body-landmarks": 256}


@pytest.mark.parametrize("name", [*LITE, *FULL])
def test_the_published_files_become_networks_with_named_outputs(mediapipe, name):
    source = (LITE | FULL)[name]
    content = landmarks.build(name, source)
    session = Network(content).session()
    kind = name.removesuffix("-lite").removesuffix("-full")
    (pixels,) = session.get_inputs()
    assert (pixels.name, pixels.type) == ("pixels", "tensor(uint8)")
    assert pixels.shape == [1, SIDES[kind], SIDES[kind], 3]
    assert {output.name: output.shape for output in session.get_outputs()} == SHAPES[kind]
    assert {output.type for output in session.get_outputs()} == {"tensor(float)"}
    weights = sum(
        np.prod(tensor.shape)
        for number, tensor in landmarks_constants(source)
        if tensor.dtype == np.float16
    )
    assert len(content) < 2.1 * weights  # two bytes for each, and hardly anything else


def landmarks_constants(source):
    from convert import tflite_file

    return tflite_file.read(landmark_sources.read(source)).constants.items()


def test_the_body_network_computes_no_segmentation(mediapipe):
    import onnx

    source = LITE["body-landmarks-lite"]
    model = onnx.load_from_string(landmarks.build("body-landmarks-lite", source))
    shapes = onnx.shape_inference.infer_shapes(model, strict_mode=True).graph.value_info
    sides = {
        info.type.tensor_type.shape.dim[2].dim_value
        for info in shapes
        if len(info.type.tensor_type.shape.dim) == 4 and "resize" in info.name
    }
    assert max(sides) == 64  # the mask grows to 256


def test_no_operator_is_one_that_onnx_runtime_is_slow_with(mediapipe):
    import onnx

    model = onnx.load_from_string(
        landmarks.build("palm-detection-lite", LITE["palm-detection-lite"])
    )
    kinds = [node.op_type for node in model.graph.node]
    assert "PRelu" not in kinds
    assert kinds.count("Transpose") == 5  # of the picture, and of four maps of boxes and scores


def test_what_ships_is_undamaged():
    file = landmarks.FOLDER / manifest.NAME
    if not file.exists():
        pytest.skip("the networks are not built here; run: make setup")
    recipe = json.loads(file.read_text(encoding="utf-8"))["recipe"]
    assert manifest.is_current(landmarks.FOLDER, recipe, SMALL)
