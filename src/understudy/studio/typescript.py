"""The page's types and constants, written from `protocol/`.

    python -m understudy.studio.typescript web/src/lib/protocol.ts

The structure and the comments come from the source, the constants from the imported module.
"""

from __future__ import annotations

import ast
import inspect
import json
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from understudy.studio import protocol
from understudy.studio.protocol import (
    drone,
    frames,
    learning,
    poses,
    resources,
    socket,
    values,
    words,
)

HEADING = "// Generated from src/understudy/studio/protocol/ by understudy.studio.typescript."
PLAIN = {
    "str": "string",
    "int": "number",
    "float": "number",
    "bool": "boolean",
    "Any": "unknown",
    "None": "null",
}
MODULES = (values, frames, poses, learning, socket, resources, drone, words)
NOT_FOR_THE_PAGE = {"Message", "Frame", "Block"}  # the base of all; binary messages
SENT_BY_THE_PAGE = {
    "Begin", "End", "Listen", "NewProject", "ProjectChange", "NewClass", "ClassChange", "Order",
    "ExampleIds", "Trim", "Mapping", "Train", "Compare",
}  # fmt: skip
"""Messages whose defaults may be left out; what the server sends is always whole."""


def generate() -> str:
    """Return the TypeScript module."""
    body = [
        statement for module in MODULES for statement in ast.parse(inspect.getsource(module)).body
    ]
    parts = [f"{HEADING}\n"]
    for statement, comment in _with_comments(body):
        if isinstance(statement, ast.ClassDef):
            if statement.name not in NOT_FOR_THE_PAGE:
                parts.append(_interface(statement))
        elif isinstance(statement, ast.Assign):
            parts.append(_assignment(statement, comment))
    return "\n".join(part for part in parts if part)


def _assignment(statement: ast.Assign, comment: str) -> str:
    """Return constants for values, types for types, and nothing for what the page needs not."""
    lines = []
    for name in _names(statement.targets[0]):
        value = getattr(protocol, name)
        if isinstance(value, struct.Struct):
            value, name = value.size, f"{name}_BYTES"
        if isinstance(value, int | float | tuple):
            text = json.dumps(value)
            ending = " as const" if isinstance(value, tuple) else ""
            lines.append(f"export const {name} = {text}{ending};\n")
        elif name[0].isupper():
            lines.append(f"export type {name} = {_type(statement.value)};\n")
    return _comment(comment) + "".join(lines)


def _interface(message: ast.ClassDef) -> str:
    """Return the interface of a message."""
    lines = [
        _comment(ast.get_docstring(message) or "", ""),
        f"export interface {message.name} {{\n",
    ]
    for statement, comment in _with_comments(message.body):
        if not isinstance(statement, ast.AnnAssign):
            continue
        name = ast.unparse(statement.target)
        optional = (
            statement.value is not None and name != "type" and message.name in SENT_BY_THE_PAGE
        )
        lines.append(_comment(comment, "  "))
        lines.append(f"  {name}{'?' if optional else ''}: {_type(statement.annotation)};\n")
    return "".join([*lines, "}\n"])


def _type(annotation: ast.expr) -> str:
    """Return the TypeScript of a Python annotation.

    Raises
    ------
    TypeError
        It is of a kind that is not translated.
    """
    match annotation:
        case ast.Constant(value=None):
            return "null"
        case ast.Name(id=name):
            return PLAIN.get(name, name)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return f"{_type(left)} | {_type(right)}"
        case ast.Subscript(value=ast.Name(id=outer), slice=inner):
            items = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            if outer == "Literal":
                return " | ".join(_quoted(ast.literal_eval(item)) for item in items)
            if outer == "Annotated":
                return _type(items[0])
            if outer == "list":
                item = _type(items[0])
                return f"({item})[]" if " | " in item else f"{item}[]"
            if outer == "tuple":
                return f"[{', '.join(map(_type, items))}]"
            if outer == "dict":
                return f"Record<{_type(items[0])}, {_type(items[1])}>"
    raise TypeError(f"{ast.unparse(annotation)} has no TypeScript yet; add it to _type.")


def _with_comments(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each statement with the string that follows it, as documentation of a value does."""
    for index, statement in enumerate(body):
        after = body[index + 1] if index + 1 < len(body) else None
        match statement, after:
            case ast.Assign() | ast.AnnAssign(), ast.Expr(value=ast.Constant(value=str(text))):
                yield statement, text
            case _:
                yield statement, ""


def _names(target: ast.expr) -> list[str]:
    return [node.id for node in ast.walk(target) if isinstance(node, ast.Name)]


def _quoted(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else json.dumps(value)


def _comment(text: str, indent: str = "") -> str:
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    if not lines:
        return ""
    if len(lines) == 1:
        return f"{indent}/** {lines[0]} */\n"
    middle = "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines)
    return f"{indent}/**\n{middle}{indent} */\n"


def main(arguments: list[str]) -> None:
    """Write the module to the file that the arguments name."""
    if len(arguments) != 1:
        raise SystemExit("usage: python -m understudy.studio.typescript web/src/lib/protocol.ts")
    path = Path(arguments[0])
    path.write_text(generate(), "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
