"""The looking glass of the other tests must itself see everything."""

import ast

from tests.architecture import tree

SOURCE = """
import one.two
from typing import TYPE_CHECKING
from .. import up
from ..near import thing
from . import beside
if TYPE_CHECKING:
    import seen_by_checkers
try:
    import three
except ImportError:
    pass
class C:
    import four
    def method(self):
        import five
"""


def test_every_import_is_found_with_when_it_runs() -> None:
    found = {i.module: i.at_start for i in tree.imports(ast.parse(SOURCE), "understudy.heads")}
    assert found == {
        "one.two": True,
        "typing.TYPE_CHECKING": True,
        "understudy.up": True,
        "understudy.near.thing": True,
        "understudy.heads.beside": True,
        "three": True,
        "four": True,
        "five": False,
    }


def test_the_files_hold_the_package_and_nothing_made() -> None:
    names = {tree.name_of(path) for path in tree.files()}
    assert {"pyproject.toml", "src/understudy/types.py", ".ci/run"} <= names
    trained = {"src/understudy/words/head.onnx"}  # takes an hour to make; the rest are made anew
    assert not any(name.endswith((".onnx", ".pyc")) for name in names - trained)
    assert not any(".venv" in name for name in names)
    assert not any("node_modules" in name or "studio/static" in name for name in names)
    assert len(tree.modules()) > 40
