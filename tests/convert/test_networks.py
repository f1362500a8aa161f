import json
import subprocess
import sys

import pytest

from convert import manifest, networks

WHITENED = ("log-mel", "sound", "sound-short", "speech-embedding")
FILES = {"a.onnx": b"first network", "b.npz": b"second"}


@pytest.fixture
def built(monkeypatch):
    """Count builds, which make two small files."""
    calls = []
    monkeypatch.setattr(networks, "build", lambda: calls.append(1) or dict(FILES))
    return calls


def test_writes_once(tmp_path, built):
    folder = tmp_path / "deep" / "networks"
    assert networks.ensure(folder) is True
    assert networks.ensure(folder) is False
    assert len(built) == 1
    assert {path.name for path in folder.iterdir()} == {*FILES, manifest.NAME}
    facts = json.loads((folder / manifest.NAME).read_text(encoding="utf-8"))
    assert set(facts["sha256"]) == set(FILES)
    assert "Apache License 2.0" in facts["notice"]


@pytest.mark.parametrize("content", [None, b"", b"damaged"])
@pytest.mark.parametrize("name", ["a.onnx", manifest.NAME])
def test_repairs_what_is_missing_or_damaged(tmp_path, built, name, content):
    networks.ensure(tmp_path)
    if content is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(content)
    assert networks.ensure(tmp_path) is True
    assert networks.ensure(tmp_path) is False
    assert all((tmp_path / file).read_bytes() == content for file, content in FILES.items())


def test_a_new_recipe_builds_again(tmp_path, built, monkeypatch):
    networks.ensure(tmp_path)
    monkeypatch.setattr(networks, "recipe_checksum", lambda: "another")
    assert networks.ensure(tmp_path) is True


def test_the_recipe_changes_with_every_source(tmp_path, monkeypatch):
    root, package = tmp_path / "root", tmp_path / "package"
    statistics = root / "convert" / "statistics"
    statistics.mkdir(parents=True)
    for file in (
        *(root / "convert" / f"{name}.py" for name in networks.MADE_BY),
        statistics / "efficientnet-lite0-x.npz",
        *(statistics / f"{name}.npz" for name in WHITENED),
    ):
        file.write_text("as it was")
    sources = [*root.rglob("*.*")]
    for name in networks.USED:
        sources.append(package / f"{name}.py")
        sources[-1].parent.mkdir(parents=True, exist_ok=True)
        sources[-1].write_text("as it was")

    class Spec:
        origin = str(package / "__init__.py")

    monkeypatch.setattr(networks, "ROOT", root)
    monkeypatch.setattr(networks, "STATISTICS", statistics)
    monkeypatch.setattr(networks, "find_spec", lambda name: Spec)
    seen = {networks.recipe_checksum()}
    assert networks.recipe_checksum() in seen
    for source in sources:
        source.write_text("changed")
        seen.add(networks.recipe_checksum())
    assert len(seen) == 1 + len(sources)
    (statistics / "of-another-network.npz").write_text("new")
    (root / "convert" / "page.py").write_text("new")
    assert networks.recipe_checksum() in seen
    monkeypatch.setitem(networks.speech.SHA256, "embedding_model.onnx", "0" * 64)
    assert (after := networks.recipe_checksum()) not in seen
    monkeypatch.setattr(networks.weights, "SHA256", "0" * 64)
    assert networks.recipe_checksum() not in {*seen, after}


def test_what_ships_is_undamaged():
    file = networks.FOLDER / manifest.NAME
    if not file.exists():
        pytest.skip("the networks are not built here; run: make setup")
    recipe = json.loads(file.read_text(encoding="utf-8"))["recipe"]
    assert manifest.is_current(networks.FOLDER, recipe)


def test_building_does_without_pillow():
    code = "import sys; sys.modules['PIL'] = None; import convert.networks"
    done = subprocess.run([sys.executable, "-c", code], cwd=networks.ROOT, check=False)
    assert done.returncode == 0
