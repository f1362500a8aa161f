from __future__ import annotations

from tests.studio.learning.teaching import jpeg
from tests.studio.routes.test_learning import client, project, taught, workspace
from tests.studio.visiting import Visited

__all__ = ["client", "project", "taught", "workspace"]


def test_a_picture_is_tried(taught: Visited) -> None:
    first = taught.get()["classes"][0]
    tried = taught.do("POST", "/try", params={"target": first["id"]}, content=jpeg("box", 1))
    assert len(tried["base"]) == 5
    assert {one["name"] for one in tried["several"]} == {"box", "disc"}
    assert tried["either"] > 0.5


def test_without_a_target_and_before_a_model(project: Visited) -> None:
    tried = project.do("POST", "/try", content=jpeg("box", 1))
    assert (tried["several"], tried["known"], tried["either"]) == ([], False, None)


def test_what_can_not_be_tried_is_said(taught: Visited) -> None:
    for query, content, status in (
        ({}, b"hello", 400),
        ({}, b"", 400),
        ({"target": "gone"}, jpeg("box", 1), 404),
        ({"target": "../x"}, jpeg("box", 1), 400),
    ):
        answer = taught.ask("POST", "/try", params=query, content=content)
        assert answer.status_code == status
        assert answer.json()["sentence"]
