from __future__ import annotations

from typing import Any

import pytest

from tests.studio.seeing import hand
from tests.studio.visiting import BACKBONE, FakeLearner, Visited
from tests.taught import draw
from understudy.media.image import encode_jpeg, read_image
from understudy.studio.poses import poses_of
from understudy.studio.workspace import OpenProject, Workspace

PICTURES = [encode_jpeg(draw("box", number)) for number in range(4)]


@pytest.fixture
def cat(project: Visited) -> str:
    """A class of four photos, each a take."""
    class_id = project.add_class("cat")
    for number, picture in enumerate(PICTURES):
        project.add_photo(class_id, picture, f"{number}.jpg")
    return class_id


def takes(project: Visited, class_id: str) -> list[str]:
    """The ids of takes as the gallery shows them, the earliest first."""
    return [view["id"] for view in project.get(f"/classes/{class_id}/takes")][::-1]


def examples(project: Visited, class_id: str) -> list[str]:
    views = project.get(f"/classes/{class_id}/takes")[::-1]
    return [example for view in views for example in view["examples"]]


def merge(workspace: Workspace, project: Visited, class_id: str, group: list[str]) -> None:
    with workspace.use(project.id) as opened:
        opened.learner.groups[class_id] = [group]


def test_pictures_are_shown_and_kept_by_the_browser(project: Visited, cat: str) -> None:
    for example, picture in zip(examples(project, cat), PICTURES, strict=True):
        shown = project.ask("GET", f"/examples/{example}/image")
        assert shown.content == picture
        small = project.ask("GET", f"/examples/{example}/thumbnail")
        assert read_image(small.content).shape == (48, 64, 3)
        for response in (shown, small):
            assert response.headers["content-type"] == "image/jpeg"
            assert "immutable" in response.headers["cache-control"]
            assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "example",
    ["0000000000000000-0", "..", "%2e%2e", "..%2fproject.json", "%2fetc%2fpasswd", "%00", "-", "*"],
)
def test_an_example_that_is_not_there_is_not_found(
    project: Visited, cat: str, example: str
) -> None:
    for kind in ("image", "thumbnail"):
        assert project.ask("GET", f"/examples/{example}/{kind}").status_code == 404


def test_a_file_that_was_deleted_by_hand_is_not_found(
    project: Visited, cat: str, workspace: Workspace
) -> None:
    example = examples(project, cat)[0]
    workspace.example(project.id, example).path.unlink()
    assert project.ask("GET", f"/examples/{example}/image").status_code == 404


def test_examples_are_deleted_and_come_back(project: Visited, cat: str) -> None:
    before = examples(project, cat)
    done = project.do("POST", "/examples/delete", json={"ids": [*before[:2], "gone-0"]})
    assert done["sentence"] == "Deleted 2 examples of cat"
    assert examples(project, cat) == before[2:]
    assert project.get()["trash_bytes"] == sum(map(len, PICTURES[:2]))
    assert project.do("POST", "/undo")["sentence"] == "Undone: deleted 2 examples of cat"
    assert examples(project, cat) == before
    assert project.get()["redo"] == "Deleted 2 examples of cat"
    assert project.do("POST", "/redo")["sentence"] == "Done again: deleted 2 examples of cat"
    assert examples(project, cat) == before[2:]
    project.do("POST", "/trash/empty")
    assert project.get()["trash_bytes"] == 0
    assert project.do("POST", "/undo")["sentence"] == "There is nothing to undo."
    assert project.do("POST", "/redo")["sentence"] == "There is nothing to redo."


def test_examples_move_to_another_class(project: Visited, cat: str) -> None:
    dog = project.add_class("dog")
    body = {"ids": examples(project, cat)[:1], "class_id": dog}
    assert project.do("POST", "/examples/move", json=body)["sentence"].endswith("to dog")
    assert (len(examples(project, cat)), len(examples(project, dog))) == (3, 1)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/examples/move", {"ids": ["x-0"]}, 400),
        ("/examples/move", {"ids": ["x-0"], "class_id": "none"}, 404),
        ("/examples/move", {"ids": ["x-0"], "class_id": "../x"}, 400),
        ("/examples/delete", {"ids": []}, 400),
        ("/examples/delete", {"ids": "x-0"}, 400),
        ("/examples/delete", {}, 400),
    ],
)
def test_what_is_wrong_changes_nothing(
    project: Visited, cat: str, path: str, body: object, status: int
) -> None:
    before = project.get()
    assert project.ask("POST", path, json=body).status_code == status
    assert project.get() == before


def test_very_many_examples_are_deleted_at_once(project: Visited, cat: str) -> None:
    ids = [*examples(project, cat), *(f"0000000000000000-{n}" for n in range(20_000))]
    project.do("POST", "/examples/delete", json={"ids": ids})
    assert examples(project, cat) == []


def test_takes_that_are_merged_are_shown_as_one_and_split(
    project: Visited, cat: str, workspace: Workspace
) -> None:
    first, second, third, fourth = takes(project, cat)
    merge(workspace, project, cat, [third, first])
    views = project.get(f"/classes/{cat}/takes")[::-1]
    assert [view["id"] for view in views] == [first, second, fourth]
    assert views[0]["merged"] == [first, third]
    assert views[1]["merged"] == []
    assert len(views[0]["examples"]) == 2
    assert project.get()["classes"][0]["takes"] == 3
    project.do("POST", f"/takes/{third}/split")
    with workspace.use(project.id) as opened:
        apart = [take for take, record in opened.project.takes.items() if record.apart]
    assert set(apart) == {first, third}


def test_a_take_is_deleted_with_those_it_is_merged_with(
    project: Visited, cat: str, workspace: Workspace
) -> None:
    first, second, third, fourth = takes(project, cat)
    merge(workspace, project, cat, [first, third])
    assert project.do("DELETE", f"/takes/{third}")["sentence"] == "Deleted 2 examples of cat"
    assert takes(project, cat) == [second, fourth]  # the learner still names those that are gone
    project.do("POST", "/undo")
    assert takes(project, cat) == [first, second, fourth]


@pytest.mark.parametrize("take", ["0000000000000000", "%2e%2e", "a%2fb", "%00"])
def test_a_take_that_is_not_there_is_not_found(project: Visited, cat: str, take: str) -> None:
    assert project.ask("DELETE", f"/takes/{take}").status_code in (404, 405)
    assert project.ask("POST", f"/takes/{take}/split").status_code in (404, 405)
    assert len(takes(project, cat)) == 4


def shown(project: Visited, example: str, skeleton: str = "") -> Any:
    path = f"/examples/{example}/thumbnail"
    return project.ask("GET", path, params={"skeleton": skeleton} if skeleton else {})


@pytest.fixture
def waving(project: Visited, cat: str, workspace: Workspace) -> Visited:
    """The project of cats, which looks at hands and has found one."""
    project.do("PATCH", json={"subject": "hands"})
    with workspace.use(project.id) as opened:
        opened.learner.found = poses_of([hand(read_image(PICTURES[0]))], 48, 64)
    return project


def test_a_skeleton_is_drawn_and_kept_by_the_browser(waving: Visited, cat: str) -> None:
    (example, *_) = examples(waving, cat)
    plain, drawn = shown(waving, example), shown(waving, example, "hands")
    assert drawn.content != plain.content
    assert read_image(drawn.content).shape == (48, 64, 3)
    assert "immutable" in drawn.headers["cache-control"]


@pytest.mark.parametrize("skeleton", ["body", "anything", "hands-both"])
def test_what_the_project_does_not_look_at_is_not_drawn(
    waving: Visited, cat: str, skeleton: str
) -> None:
    (example, *_) = examples(waving, cat)
    answer = shown(waving, example, skeleton)
    assert answer.content == shown(waving, example).content
    assert answer.headers["cache-control"] == "no-store"


def test_a_closed_project_shows_no_skeletons(
    waving: Visited, cat: str, workspace: Workspace
) -> None:
    (example, *_) = examples(waving, cat)
    workspace.close()
    answer = shown(waving, example, "hands")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert workspace.opened(waving.id) is None


def test_what_is_no_subject_is_refused(waving: Visited, cat: str) -> None:
    (example, *_) = examples(waving, cat)
    answer = shown(waving, example, "feet")
    assert answer.status_code == 400
    assert answer.json()["sentence"].startswith("The request was not understood")


def test_poses_of_another_subject_are_never_kept_for_this_one(
    waving: Visited, cat: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (example, *_) = examples(waving, cat)
    with workspace.use(waving.id) as opened:
        mine, other = opened.learner, FakeLearner(opened.project, BACKBONE, None, None, None)
        turns = iter([mine])
        monkeypatch.setattr(OpenProject, "learner", property(lambda self: next(turns, other)))
        kept = shown(waving, example, "hands")
        monkeypatch.undo()
    assert kept.content == shown(waving, example, "hands").content
