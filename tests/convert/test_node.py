"""Packages are installed when the lock file changed; what is missing is said in a sentence."""

from __future__ import annotations

import json
import shutil

import pytest

from convert import node
from convert.errors import BuildError
from tests.convert.conftest import Npm


def test_packages_are_installed_once_for_each_lock_file(npm: Npm) -> None:
    assert node.ensure_packages(npm.web) == "/bin/npm"
    node.ensure_packages(npm.web)
    assert npm.asked == ["ci"]
    (npm.web / "package-lock.json").write_text("other")
    node.ensure_packages(npm.web)
    assert npm.asked == ["ci", "ci"]


def test_a_failing_installation_is_tried_again(npm: Npm) -> None:
    npm.failing = "ci"
    with pytest.raises(BuildError, match="npm ci failed"):
        node.ensure_packages(npm.web)
    npm.failing = ""
    node.ensure_packages(npm.web)
    assert npm.asked == ["ci", "ci"]


@pytest.mark.parametrize(("there", "missing"), [(set(), "node"), ({"node"}, "npm")])
def test_what_is_missing_is_named(
    npm: Npm, monkeypatch: pytest.MonkeyPatch, there: set[str], missing: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)
    with pytest.raises(BuildError, match=rf"{missing} was not found. Install Node 20\.19"):
        node.ensure_packages(npm.web)


def test_an_old_node_is_named_with_its_version(npm: Npm) -> None:
    npm.version = "v18.19.0\n"
    with pytest.raises(BuildError, match=r"20\.19.* but /bin/node is v18\.19\.0\. Install"):
        node.ensure_packages(npm.web)
    assert npm.asked == []


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ("v20.18.9", False),
        ("v20.19.0\n", True),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v23.5.0", False),
        ("v24.0.0", True),
        ("v26.3.1", True),
    ],
)
def test_which_versions_will_do(version: str, enough: bool) -> None:
    assert node.is_new_enough(version) is enough


def test_the_lock_file_has_checksums_and_no_place_to_fetch_from() -> None:
    locked = json.loads((node.WEB / "package-lock.json").read_text("utf-8"))["packages"]
    others = {name: facts for name, facts in locked.items() if name}
    assert all(facts["integrity"].startswith("sha512-") for facts in others.values())
    assert not [name for name, facts in others.items() if "resolved" in facts]
