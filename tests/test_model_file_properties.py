import functools
import json
import tempfile
import warnings
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.running import run
from tests.taught import draw, tiny
from understudy import model_file
from understudy.errors import ModelFileError
from understudy.model import Model

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)


@functools.cache
def saved() -> bytes:
    facts = {
        "cross_validated": {"accuracy": 0.5, "takes": 4, "confusion": [[1, 1], [0, 2]]},
        "provenance": {"source": "x", "examples": {"box": 4}, "takes": {"box": 4}},
        "head": {"name": "discriminant", "known_share": 0.95, "settings": {"beta": 1}},
        "created": "2026-01-01",
    }
    with tempfile.TemporaryDirectory() as folder:
        model = Model(tiny().labels, tiny().backbone, tiny()._head.content, facts)
        return model.save(Path(folder, "m")).read_bytes()


def load_and_use(path: Path) -> None:
    """Whatever can be loaded can be used and shown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the self-test may warn
            model = Model.load(path)
    except ModelFileError:
        return
    model.predict(draw("box", 1))
    assert model.background <= model.background
    for arguments in ([path], [path, "--json"]):
        assert run("inspect", *arguments).exit_code == 0


def places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = (
        value.items() if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )  # fmt: skip
    return [here, *(place for key, one in inside for place in places(one, (*here, key)))]


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_any_value_in_the_manifest_is_refused_or_usable(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "m.understudy")
        path.write_bytes(saved())
        contents = model_file.read(path)
        facts = json.loads(json.dumps(dict(contents.manifest)))
        *way, last = data.draw(st.sampled_from(places(facts)[1:]))
        place = functools.reduce(lambda value, key: value[key], way, facts)
        if data.draw(st.booleans()):
            place[last] = data.draw(anything)
        else:
            del place[last]
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("model.json", json.dumps(facts))
            for name, content in contents.files.items():
                archive.writestr(name, content)
        load_and_use(path)


@given(
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_any_changed_byte_is_refused_or_harmless(
    changes: list[tuple[float, int]], in_directory: bool
) -> None:
    content = bytearray(saved())
    start = content.rindex(b"PK\1\2") - 200 if in_directory else 0
    for where, byte in changes:
        content[start + int(where * (len(content) - start))] = byte
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "m.understudy")
        path.write_bytes(content)
        load_and_use(path)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_other_bytes_are_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "m.understudy")
        path.write_bytes(content)
        try:
            model_file.read(path)
        except ModelFileError:
            return
        raise AssertionError("these bytes are no model")


@given(anything)
@settings(max_examples=200, deadline=None)
def test_fits_never_fails(value: Any) -> None:
    for shape in model_file.FACTS.values():
        assert model_file.fits(value, shape) in (True, False)
