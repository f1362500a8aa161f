"""What is declared, what is pinned and what is run agree with each other."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture import tree

PROJECT: dict[str, Any] = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))
EDITABLE = "editables"  # what hatchling needs on top for an editable install


def pins() -> dict[str, Version]:
    lines = (tree.ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    assert all(len(pair) == 2 for pair in pairs), "every line is a comment or name==version"
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def declared() -> list[Requirement]:
    extras = PROJECT["project"]["optional-dependencies"].values()
    groups = PROJECT["dependency-groups"].values()
    texts = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["build-system"]["requires"],
        *(text for extra in extras for text in extra),
        *(text for group in groups for text in group if isinstance(text, str)),
    ]
    return [Requirement(text) for text in texts]


def test_what_is_declared_is_pinned_within_its_range() -> None:
    pinned = pins()
    for requirement in declared():
        name = canonicalize_name(requirement.name)
        assert name in pinned, f"{name} is not in constraints.txt"
        assert requirement.specifier.contains(pinned[name]), f"{name} {pinned[name]}"


def test_pins_name_no_build_of_one_machine() -> None:
    assert not [f"{name} {version}" for name, version in pins().items() if version.local]


def test_a_checkout_is_built_from_what_a_build_asks_for() -> None:
    group = {Requirement(text).name for text in PROJECT["dependency-groups"]["build"]}
    requires = {Requirement(text).name for text in PROJECT["build-system"]["requires"]}
    assert group == requires | {EDITABLE}


def test_plain_installs_need_no_torch_and_no_onnx() -> None:
    names = {Requirement(text).name for text in PROJECT["project"]["dependencies"]}
    assert names == {"numpy", "onnxruntime", "pillow", "av", "typer", "rich", "platformdirs"}


def test_continuous_integration_runs_the_test_command_and_nothing_else() -> None:
    script = (tree.ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    commands = [line for line in script if line and not re.match(r"#|set |cd ", line)]
    assert commands == ["exec make test"]
    assert "make test" in (tree.ROOT / "README.md").read_text("utf-8")
