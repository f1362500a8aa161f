import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understudy.sources.naming import as_text, natural_key, natural_path_key


def test_numbers_sort_by_value() -> None:
    names = ["b1", "a10", "a2", "A1", "10", "9", "a02"]
    assert sorted(names, key=natural_key) == ["9", "10", "A1", "a02", "a2", "a10", "b1"]


def test_paths_sort_part_by_part() -> None:
    paths = ["rock/10.jpg", "rock/2/1.jpg", "rock-2/1.jpg", "rock/2.jpg"]
    ordered = sorted(paths, key=lambda path: natural_path_key(path.split("/")))
    assert ordered == ["rock/2/1.jpg", "rock/2.jpg", "rock/10.jpg", "rock-2/1.jpg"]


@pytest.mark.parametrize("name", ["日本語", "CON", "a b", "naïve", "👍🏽", "..."])
def test_ordinary_text_stays(name: str) -> None:
    assert as_text(name) == name


def test_decomposed_letters_are_composed() -> None:
    assert as_text(unicodedata.normalize("NFD", "café")) == "café"


def test_bytes_that_are_not_text_are_escaped() -> None:
    assert as_text("caf\udce9") == "caf\\udce9"


@given(st.lists(st.text(st.characters(), max_size=8)))
def test_any_names_have_one_order(names: list[str]) -> None:
    ordered = sorted(names, key=natural_key)
    names.reverse()
    assert sorted(names, key=natural_key) == ordered
    for name in names:
        as_text(name).encode("utf-8")
