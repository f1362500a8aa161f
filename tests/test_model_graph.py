import numpy as np
import onnx
import pytest

from tests.taught import draw, tiny
from understudy import errors, model_graph
from understudy.errors import MissingExtraError
from understudy.onnx_session import Network


def joined(about: dict[str, str] | None = None) -> bytes:
    sight = tiny().backbone.steps
    return model_graph.join(sight.files["backbone.onnx"], tiny()._head.content, about or {})


def test_two_networks_are_one() -> None:
    network = Network(joined())
    session = network.session()
    assert [one.name for one in session.get_inputs()] == ["images"]
    assert [one.name for one in session.get_outputs()] == ["probabilities", "novelty"]
    pictures = np.stack([draw("box", 1), draw("disc", 2)])
    probabilities, novelty = network.run({"images": pictures}, ["probabilities", "novelty"])
    expected = tiny().predict(list(pictures))
    np.testing.assert_allclose(probabilities, [one.probabilities for one in expected], atol=1e-5)
    np.testing.assert_allclose(novelty, [one.novelty for one in expected], atol=1e-5)


def test_what_is_said_about_it_is_in_the_graph() -> None:
    about = {"labels": '["bóx"]', "licences": ""}
    assert Network(joined(about)).session().get_modelmeta().custom_metadata_map == about


def test_the_networks_are_left_as_they_were() -> None:
    before = tiny().backbone.steps.files["backbone.onnx"]
    assert joined() == joined()
    assert tiny().backbone.steps.files["backbone.onnx"] is before
    onnx.checker.check_model(onnx.load_from_string(before))


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(errors.importlib, "import_module", missing)
    with pytest.raises(MissingExtraError, match=r'To export a model.*"understudy\[studio\]"'):
        joined()
