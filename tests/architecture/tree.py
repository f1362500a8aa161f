"""What the architecture tests look at: the files of the repository and their imports."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "understudy"
MADE = {"node_modules", "static", "build", "dist", "run", "networks", "__pycache__"}
KEPT = {".ci", ".gitignore", ".npmrc"}


@cache
def files() -> tuple[Path, ...]:
    """Return every file that git tracks or would track; without git, all that was not made."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in ROOT.rglob("*") if not is_made(path.relative_to(ROOT))]
    else:
        found = [ROOT / name for name in listed.decode("utf-8").split("\0") if name]
    return tuple(sorted(path for path in found if path.is_file()))


def is_made(path: Path) -> bool:
    """Whether a path, relative to the root, was made by a tool rather than written."""
    return any(part in MADE or (part.startswith(".") and part not in KEPT) for part in path.parts)


def name_of(path: Path) -> str:
    """Return a path as it reads in the repository."""
    return path.relative_to(ROOT).as_posix()


def modules() -> list[Path]:
    """Return the package's modules."""
    return [path for path in files() if path.suffix == ".py" and path.is_relative_to(PACKAGE)]


def parse(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), filename=name_of(path))


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module."""

    module: str
    """Its absolute name; of `from a import b`, a.b."""
    line: int
    at_start: bool
    """Whether it runs when the importing module is imported."""


def imports(tree: ast.Module, package: str = "") -> Iterator[Import]:
    """Yield what a module imports, except what only type checkers see.

    Relative imports are resolved against `package`, the package that the module lies in.
    """
    yield from _imports(tree, package, at_start=True)


def _imports(node: ast.AST, package: str, at_start: bool) -> Iterator[Import]:
    if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
        for otherwise in node.orelse:
            yield from _imports(otherwise, package, at_start)
        return
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(alias.name, node.lineno, at_start)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parents = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*parents, base] if base else parents)
        for alias in node.names:
            yield Import(f"{base}.{alias.name}", node.lineno, at_start)
    inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, package, at_start and not inside)


def package_of(path: Path) -> str:
    """Return the dotted name of the package that a module of understudy lies in."""
    return ".".join(path.relative_to(PACKAGE.parent).parent.parts)
