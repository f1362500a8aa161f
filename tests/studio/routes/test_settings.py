from __future__ import annotations

import pytest

from tests.studio.visiting import Visited

LIVE = {"threshold": 0.8, "smoothing": 0.5, "hold_off": 1.0}


def test_live_settings_are_kept(project: Visited) -> None:
    done = project.do("PUT", "/live", json=LIVE)
    assert project.get()["live"] == LIVE
    assert project.get()["revision"] == done["revision"]


@pytest.mark.parametrize(
    "wrong", [{"threshold": 1.1}, {"smoothing": -1}, {"hold_off": "soon"}, {"speed": 1}]
)
def test_what_is_out_of_range_is_refused(project: Visited, wrong: dict[str, object]) -> None:
    assert project.ask("PUT", "/live", json=LIVE | wrong).status_code == 400
    assert project.get()["live"]["threshold"] == 0.6


def test_every_game_has_its_mapping(project: Visited) -> None:
    cat, dog = project.add_class("cat"), project.add_class("dog")
    project.do("PUT", "/mappings/pac-man", json={"moves": {cat: "up", dog: "left"}})
    project.do("PUT", "/mappings/keys", json={"moves": {dog: "key:ArrowLeft"}})
    project.do("PUT", "/mappings/keys", json={"moves": {cat: "key:a"}})
    assert project.get()["mappings"] == {
        "pac-man": {cat: "up", dog: "left"},
        "keys": {cat: "key:a"},
    }


@pytest.mark.parametrize(
    ("game", "moves", "status"),
    [
        ("pac-man", {"none": "up"}, 404),
        ("pac-man", {"../x": "up"}, 400),
        ("pac-man", {"c": "x" * 41}, 400),
        ("PAC MAN", {}, 400),
        ("x" * 41, {}, 400),
        ("%2e%2e", {}, 400),
    ],
)
def test_a_mapping_that_is_wrong_is_refused(
    project: Visited, game: str, moves: dict[str, str], status: int
) -> None:
    response = project.ask("PUT", f"/mappings/{game}", json={"moves": moves})
    assert response.status_code == status
    assert project.get()["mappings"] == {}


HEARD = {"threshold": 0.9, "overlap": 0.5, "suppress_ms": 1000, "hits": 3}


def test_listening_settings_are_kept(sounds: Visited) -> None:
    assert sounds.get()["listening"]["threshold"] == 0.75
    sounds.do("PUT", "/listening", json=HEARD)
    assert sounds.get()["listening"] == HEARD
    for wrong in ({"overlap": 0.96}, {"hits": 6}, {"suppress_ms": -1}, {"speed": 1}):
        assert sounds.ask("PUT", "/listening", json=HEARD | wrong).status_code == 400
    assert sounds.get()["listening"] == HEARD
