import re

import pytest

from understudy.errors import DataError
from understudy.project.class_rules import (
    PALETTE,
    adopted,
    checked,
    clean_name,
    find,
    free_id,
    free_name,
    next_color,
)
from understudy.project.document import Document
from understudy.project.records import ClassRecord

ROCK = ClassRecord("r1", "rock", PALETTE[0], "class")
DOCUMENT = Document("Hands", "net", classes=(ROCK,), folders={"r1": ("Rock",)})


def luminance(color: str) -> float:
    """Relative luminance of WCAG 2.2."""
    shares = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_palette_is_seen_on_white_and_on_black() -> None:
    assert len(set(PALETTE)) == 12
    for color in PALETTE:
        assert 1.05 / (luminance(color) + 0.05) >= 3, color
        assert (luminance(color) + 0.05) / (luminance("#111111") + 0.05) >= 3, color


def test_colours_are_all_used_before_one_comes_again() -> None:
    document, seen = Document("Hands", "net"), []
    for number in range(14):
        color = next_color(document)
        record = ClassRecord(f"c{number}", f"c{number}", color, "class")
        document = Document("Hands", "net", classes=(*document.classes, record))
        seen.append(color)
    assert seen == [*PALETTE, *PALETTE[:2]]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\nb", "a\0b", "a\udcff"])
def test_a_name_that_is_none(name: str) -> None:
    with pytest.raises(DataError, match="The name"):
        clean_name(name, "a class")


def test_a_name_is_kept_in_one_spelling() -> None:
    assert clean_name(" Cafe\u0301 ", "a class") == "Caf\u00e9"


def test_a_class_keeps_its_own_name() -> None:
    assert free_name(DOCUMENT, "Rock", "r1") == "Rock"
    with pytest.raises(DataError, match="called rock already"):
        free_name(DOCUMENT, "Rock")


def test_a_class_is_found_by_its_id() -> None:
    assert find(DOCUMENT, "r1") is ROCK
    with pytest.raises(DataError, match="no class 'R1'"):
        find(DOCUMENT, "R1")


def test_ids_are_new() -> None:
    assert re.fullmatch("[a-z0-9]{8}", free_id(DOCUMENT))


def test_roles_are_checked() -> None:
    with pytest.raises(DataError, match="expected class or background"):
        checked(ClassRecord("x", "x", PALETTE[0], "king"))  # type: ignore[arg-type]


def test_a_folder_becomes_the_class_of_its_name_or_a_new_one() -> None:
    assert adopted(DOCUMENT, "ROCK")["folders"] == ["Rock", "ROCK"]
    new = adopted(DOCUMENT, "a\nb" + "x" * 99)
    assert new["name"] == "ab" + "x" * 78
    assert new["color"] == PALETTE[1]
    assert adopted(DOCUMENT, "\n")["name"] == "class"
