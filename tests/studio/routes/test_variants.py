"""Random variants, as the page asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.studio.acting import write_clip
from tests.studio.learning.teaching import jpeg
from tests.studio.visiting import Visited
from understudy.media.image import read_image
from understudy.studio.protocol import MOST_VARIANTS
from understudy.studio.strips import HEIGHT
from understudy.studio.workspace import Workspace
from understudy.training import variants


@pytest.fixture
def example(project: Visited) -> str:
    class_id = project.add_class("box")
    project.add_photo(class_id, jpeg("box", 1))
    return str(project.get()["classes"][0]["cover"])


def test_the_page_and_the_function_agree_how_many_there_are() -> None:
    assert MOST_VARIANTS == variants.MOST


def test_how_many_are_learned_is_kept(project: Visited, workspace: Workspace) -> None:
    view = project.get()
    assert (view["variants"], view["mirrored"]) == (0, False)
    with workspace.use(project.id) as opened:
        before = opened.learner.learned
        project.do("PATCH", json={"variants": 4})
        project.do("PATCH", json={"mirrored": True})
        assert opened.learner.learned == before + 2
        project.do("PATCH", json={"name": "Other"})
        assert opened.learner.learned == before + 2
    view = project.get()
    assert (view["name"], view["variants"], view["mirrored"]) == ("Other", 4, True)
    for wrong in ({"variants": 9}, {"variants": -1}, {"variants": 1.5}):
        assert project.ask("PATCH", json=wrong).status_code == 400
    assert project.get()["variants"] == 4


def test_of_sounds_there_are_none(sounds: Visited, actions: Visited) -> None:
    answer = sounds.ask("PATCH", json={"variants": 2})
    assert (answer.status_code, "of sounds" in answer.json()["sentence"]) == (400, True)
    answer = actions.ask("PATCH", json={"mirrored": True})
    assert (answer.status_code, "not mirrored" in answer.json()["sentence"]) == (400, True)
    take = sounds.add_recording(sounds.add_class("low"))
    example = sounds.get()["classes"][0]["cover"]
    assert take in example
    assert sounds.ask("GET", f"/examples/{example}/variant").status_code == 400


def test_a_picture_before_and_after(project: Visited, example: str) -> None:
    address = f"/examples/{example}/variant"
    shown = [project.ask("GET", address, params={"number": number}) for number in (0, 1, 2, 1)]
    assert {(one.status_code, one.headers["content-type"]) for one in shown} == {
        (200, "image/jpeg")
    }
    contents = [one.content for one in shown]
    assert len(set(contents[:3])) == 3
    assert contents[1] == contents[3]
    assert read_image(contents[0]).shape == (48, 64, 3)


def test_mirrored_or_not_as_the_project_has_it_unless_it_is_said(
    project: Visited, example: str
) -> None:
    def shown(**query: bool) -> list[bytes]:
        address = f"/examples/{example}/variant"
        return [
            project.ask("GET", address, params={"number": number, **query}).content
            for number in range(1, MOST_VARIANTS + 1)
        ]

    plain = shown()
    assert plain == shown(mirrored=False)
    assert plain != shown(mirrored=True)
    project.do("PATCH", json={"mirrored": True})
    assert shown() == shown(mirrored=True)


def test_of_a_clip_a_strip(actions: Visited, tmp_path: Path) -> None:
    class_id = actions.add_class("left")
    actions.add_clip(class_id, write_clip(tmp_path / "a.mkv").read_bytes())
    example = actions.get()["classes"][0]["cover"]
    answer = actions.ask(
        "GET", f"/examples/{example}/variant", params={"number": 3, "mirrored": True}
    )
    assert read_image(answer.content).shape[0] == HEIGHT


def test_what_is_not_there_is_said(project: Visited, example: str) -> None:
    assert project.ask("GET", "/examples/none/variant").status_code == 404
    for number in (-1, 9, "x"):
        query = {"number": number}
        answer = project.ask("GET", f"/examples/{example}/variant", params=query)
        assert answer.status_code == 400
