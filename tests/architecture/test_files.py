"""Files stay small, tested, finished, and free of the machine they were written on."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture import tree

MOST_LINES = 300
LIMITED = {".py", ".ts", ".svelte", ".css"}
BINARY = {
    *(".npz", ".onnx", ".png", ".jpg", ".webp", ".heic", ".mp4", ".mkv", ".webm", ".flac", ".wav"),
    *(".zip", ".understudy"),
}

LEFT_OVER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
# Ada is the user that tests invent.
MACHINE_PATH = re.compile(
    r"(?<![\w.~)}-])/(?:home|Users|root|work|opt|mnt)/(?!ada\b)\w|\b[A-Z]:\\+Users\\+(?!ada\b)",
    re.ASCII | re.IGNORECASE,
)
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.|index-url", re.IGNORECASE)


def written() -> list[Path]:
    """Return the text files, except this one, which has to name what it looks for."""
    found = [path for path in tree.files() if path.suffix not in BINARY]
    return [path for path in found if path != Path(__file__).resolve()]


@pytest.mark.parametrize(
    "path", [path for path in tree.files() if path.suffix in LIMITED], ids=tree.name_of
)
def test_no_file_is_long(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    generated = bool(lines) and "generated" in lines[0].lower()
    assert generated or len(lines) <= MOST_LINES, "split it by what it does"


@pytest.mark.parametrize("path", tree.modules(), ids=tree.name_of)
def test_every_module_with_behaviour_has_its_test(path: Path) -> None:
    if not behaves(tree.parse(path)):
        return
    place = path.relative_to(tree.PACKAGE)
    expected = tree.ROOT / "tests" / place.parent / f"test_{place.stem.strip('_')}.py"
    assert expected.exists(), f"write {tree.name_of(expected)}"


def behaves(module: ast.Module) -> bool:
    """Whether any function does more than pass, so not where there are only values and types."""
    return any(
        not all(is_empty(statement) for statement in node.body)
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def is_empty(statement: ast.stmt) -> bool:
    """Whether a statement is a docstring, `...` or `pass`."""
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""Only words."""\nLIMIT = 3\n', False),
        ("class P(Protocol):\n    def f(self) -> int:\n        '''Say.'''\n        ...\n", False),
        ("@dataclass\nclass D:\n    x: int\n", False),
        ("def f():\n    return 1\n", True),
        ("class C:\n    async def f(self):\n        await g()\n", True),
    ],
)
def test_what_counts_as_behaviour(source: str, expected: bool) -> None:
    assert behaves(ast.parse(source)) is expected


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (LEFT_OVER, "finish it, or open an issue"),
        (MACHINE_PATH, "it is a path of one machine"),
        (REGISTRY, "where packages come from is the user's choice"),
    ],
    ids=["left-over marks", "machine paths", "registry hosts"],
)
def test_nothing_is_left_in_a_file_that_does_not_belong(pattern: re.Pattern[str], why: str) -> None:
    wrong = [
        f"{tree.name_of(path)}:{number}: {line.strip()[:100]}"
        for path in written()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not wrong, why


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (LEFT_OVER, "# TODO: later", True),
        (LEFT_OVER, "the method", False),
        (MACHINE_PATH, 'open("/home/ann/x.jpg")', True),
        (MACHINE_PATH, "C:\\Users\\ann", True),
        (MACHINE_PATH, "see example.com/home/page and ../shared/work/x", False),
        (REGISTRY, "--index-url=https://example.com", True),
        (REGISTRY, "from PyPI", False),
    ],
)
def test_the_patterns_find_what_they_should(
    pattern: re.Pattern[str], text: str, found: bool
) -> None:
    assert bool(pattern.search(text)) is found
