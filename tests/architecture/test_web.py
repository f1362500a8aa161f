"""The page's source keeps its layers too, and its types are those of the server."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture import tree
from understudy.studio import typescript

WEB = tree.ROOT / "web"
SOURCE = WEB / "src"
SOURCES = [path for path in tree.files() if path.is_relative_to(SOURCE)]
SCRIPTS = [path for path in SOURCES if path.suffix in {".ts", ".svelte"}]
TESTED = ("lib", "games")  # folders in which every module with behaviour has its test beside it
LOOKED_AT = "draw"  # folders of drawing, which tests/browser takes pictures of

IMPORT = re.compile(
    r"""^\s*(?:import|export)\s+(?P<types>type\s)?(?:[^'";]*?\sfrom\s+)?['"](?P<a>[^'"]+)['"]"""
    r"""|\bimport\(\s*['"](?P<b>[^'"]+)['"]\s*\)""",
    re.MULTILINE,
)
BEHAVIOUR = re.compile(
    r"^\s*(?:export\s+)?(?:default\s+)?(?:(?:async\s+)?function\b|(?:abstract\s+)?class\b"
    r"|(?:const|let)\s[^;{]*=>)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Import:
    """What one line of a script imports."""

    module: str
    """As written."""
    only_types: bool


def imports(source: str) -> list[Import]:
    """Return what a script imports, in order, without its comments."""
    plain = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", source, flags=re.DOTALL)
    return [Import(m["a"] or m["b"], bool(m["types"])) for m in IMPORT.finditer(plain)]


def target(path: Path, module: str) -> Path | None:
    """Return the file of the page that a relative import means, or None if it is a package.

    What follows a question mark says how Vite is to bundle the file, not which file it is.
    """
    if not module.startswith("."):
        return None
    place = (path.parent / module.partition("?")[0]).resolve()
    tried = [place.with_name(place.name + ".ts"), place, place / "index.ts"]
    found = next((one for one in tried if one.is_file()), None)
    assert found, f"{tree.name_of(path)} imports {module}, which is not there"
    return found


def folder_of(path: Path) -> str:
    """Return lib, parts, pages or games; of files beside them, nothing."""
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else ""


def is_test(path: Path) -> bool:
    return ".test." in path.name


@pytest.mark.parametrize("path", SCRIPTS, ids=tree.name_of)
def test_imports_go_down(path: Path) -> None:
    own, wrong = folder_of(path), []
    for found in imports(path.read_text("utf-8")):
        file = target(path, found.module)
        if file is None or not file.is_relative_to(SOURCE) or is_test(path):
            continue
        other = folder_of(file)
        allowed = {
            "lib": other == "lib" and file.suffix != ".svelte",  # lib knows no component
            # Rules of games know nothing of the page, and their components only small parts.
            "games": other == "games"
            or (other == "lib" and found.only_types)
            or (other == "parts" and path.suffix == ".svelte"),
            "parts": other in {"parts", "lib"} or file.parent == SOURCE / "games",  # no one game
            "pages": other != "",
            "": True,
        }
        if not allowed[own]:
            wrong.append(f"{tree.name_of(path)} imports {found.module}")
    assert not wrong


@pytest.mark.parametrize(
    "path",
    [path for path in SCRIPTS if path.suffix == ".ts" and folder_of(path) in TESTED],
    ids=tree.name_of,
)
def test_every_script_with_behaviour_has_its_test_beside_it(path: Path) -> None:
    if is_test(path) or path.parent.name == LOOKED_AT:
        return
    if not BEHAVIOUR.search(path.read_text("utf-8")):
        return
    stem = path.name.removesuffix(".ts")
    tests = {f"{stem}.test.ts", f"{stem.removesuffix('.svelte')}.test.ts"}
    assert any((path.parent / name).is_file() for name in tests), f"write {stem}.test.ts"


def test_the_types_of_messages_are_those_of_the_server() -> None:
    stated = (SOURCE / "lib" / "protocol.ts").read_text("utf-8")
    assert stated == typescript.generate(), (
        "run python -m understudy.studio.typescript web/src/lib/protocol.ts"
    )


def test_the_lock_file_names_no_place_that_packages_come_from() -> None:
    packages = json.loads((WEB / "package-lock.json").read_text("utf-8"))["packages"]
    assert len(packages) > 50
    assert not [name for name, facts in packages.items() if "resolved" in facts]
    assert all(facts.get("integrity") for name, facts in packages.items() if name)


@pytest.mark.parametrize("path", [p for p in SCRIPTS if p.suffix == ".svelte"], ids=tree.name_of)
def test_no_style_is_written_where_the_security_policy_forbids_it(path: Path) -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"\sstyle=|\{@html\b", markup), "use style:name={value}; no raw HTML"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import { a } from './a';", [("./a", False)]),
        ("import type { A } from '../lib/a';", [("../lib/a", True)]),
        ("import './app.css';", [("./app.css", False)]),
        ("import {\n  a,\n  b,\n} from './a';\n// import x from './x'", [("./a", False)]),
        ("const P = () => import('./P.svelte');", [("./P.svelte", False)]),
        ("export * from './a';", [("./a", False)]),
    ],
)
def test_imports_are_found(source: str, expected: list[tuple[str, bool]]) -> None:
    assert [(one.module, one.only_types) for one in imports(source)] == expected


def test_an_import_means_a_file_whatever_vite_is_to_do_with_it(tmp_path: Path) -> None:
    worker = tmp_path / "a.worker.ts"
    worker.touch()
    script = tmp_path / "b.ts"
    meant = ["./a.worker", "./a.worker.ts", "./a.worker.ts?worker&url"]
    assert [target(script, module) for module in meant] == [worker] * 3
    assert target(script, "svelte") is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("export interface A {\n  f: () => void;\n}\nexport const N = 3;", False),
        ("export type F = (a: number) => void;", False),
        ("export function f(): void {}", True),
        ("export const f = (a: number) => a + 1;", True),
        ("export class A {}", True),
    ],
)
def test_what_counts_as_behaviour(source: str, expected: bool) -> None:
    assert bool(BEHAVIOUR.search(source)) is expected
