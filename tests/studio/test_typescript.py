from __future__ import annotations

import ast
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.architecture import tree
from understudy.landmarks.skeleton import BODY_LINES, HAND_LINES
from understudy.studio import protocol, typescript

GENERATED = tree.ROOT / "web" / "src" / "lib" / "protocol.ts"
TEXT = typescript.generate()


def test_the_page_has_the_types_of_this_protocol() -> None:
    assert GENERATED.read_text("utf-8") == TEXT, (
        "run: python -m understudy.studio.typescript web/src/lib/protocol.ts"
    )


def test_every_message_is_there_but_frames() -> None:
    messages = {
        name
        for name, value in vars(protocol).items()
        if isinstance(value, type) and issubclass(value, BaseModel)
    }
    assert messages >= typescript.SENT_BY_THE_PAGE | typescript.NOT_FOR_THE_PAGE
    for name in messages - typescript.NOT_FOR_THE_PAGE:
        assert f"export interface {name} {{" in TEXT
    for name in typescript.NOT_FOR_THE_PAGE:
        assert f"interface {name} " not in TEXT


@pytest.mark.parametrize(
    "line",
    [
        "export const WATCH = 1;",
        "export const TAKE = 2;",
        f"export const HEADER_BYTES = {protocol.HEADER.size};",
        f"export const JPEG_QUALITY = {protocol.JPEG_QUALITY};",
        "export const RATES = [1, 30] as const;",
        "export type Role = 'class' | 'background';",
        "export type PageMessage = Begin | End | Listen;",
        "  subject?: Subject;",
        "  points: [number, number, number][];",
        "  type: 'begin';",
        "  source?: 'camera' | 'correction' | 'microphone';",
        "export const TAKE_SOUND = 4;",
        "export const SOUND_RATES = [8000, 192000] as const;",
        "  trim: [number, number] | null;",
        "  accuracy: number | null;",
        "  mappings: Record<string, Record<string, string>>;",
        "  /** Game -> class -> move. */",
    ],
)
def test_what_is_written(line: str) -> None:
    assert f"\n{line}\n" in TEXT


def test_the_page_knows_which_points_are_joined() -> None:
    assert f"\nexport const HAND_LINES = {list(map(list, HAND_LINES))} as const;\n" in TEXT
    assert f"\nexport const BODY_LINES = {list(map(list, BODY_LINES))} as const;\n" in TEXT


def test_what_can_be_written_is_known_and_the_rest_is_refused() -> None:
    annotation = ast.parse("list[int | None]", mode="eval").body
    assert typescript._type(annotation) == "(number | null)[]"
    with pytest.raises(TypeError, match=r"set\[int\] has no TypeScript yet"):
        typescript._type(ast.parse("set[int]", mode="eval").body)


def test_the_command_writes_the_file(tmp_path: Path) -> None:
    typescript.main([str(tmp_path / "protocol.ts")])
    assert (tmp_path / "protocol.ts").read_bytes() == TEXT.encode()
    with pytest.raises(SystemExit, match="usage"):
        typescript.main([])
