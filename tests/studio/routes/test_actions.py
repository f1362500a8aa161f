"""Projects of actions, as the page asks for them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from tests.studio.acting import SIZE, picture, write_clip
from tests.studio.visiting import TestClient, Visited
from tests.taught import write_video
from understudy.live.acting import Acting
from understudy.media.image import read_image
from understudy.studio.protocol import STRIP_FRAMES
from understudy.studio.strips import HEIGHT
from understudy.studio.workspace import Workspace


@pytest.fixture
def clip(tmp_path: Path) -> bytes:
    return write_clip(tmp_path / "a.mkv", "right", seconds=2).read_bytes()


@pytest.fixture
def left(actions: Visited) -> str:
    return actions.add_class("left")


def test_a_project_of_actions_and_what_it_is(actions: Visited, client: TestClient) -> None:
    view = actions.get()
    assert (view["kind"], view["subject"], view["automatic"]) == ("clip", "actions", False)
    assert view["acting"] == asdict(Acting())
    assert (view["listening"], view["variants"], view["room"]) == (None, 0, False)
    (listed,) = client.get("/api/projects").json()
    assert (listed["kind"], listed["subject"]) == ("clip", "actions")
    assert Visited(client, "Hands", subject="actions-hands").get()["subject"] == "actions-hands"


def test_a_clip_is_shown_with_its_strip(actions: Visited, left: str, clip: bytes) -> None:
    take = actions.add_clip(left, clip)
    (view,) = actions.get(f"/classes/{left}/takes")
    assert (view["id"], view["source"], view["name"]) == (take, "video", "clip.mkv")
    assert view["duration"] == pytest.approx(2, abs=0.11)
    assert view["strip"] == {
        "frames": STRIP_FRAMES, "aspect": pytest.approx(SIZE[0] / SIZE[1]),
    }  # fmt: skip
    (mark,) = view["marks"]
    assert mark["end"] - mark["start"] == pytest.approx(1.5)
    assert view["examples"] == [mark["example"]]
    (shown,) = actions.get()["classes"]
    assert (shown["count"], shown["takes"], shown["cover"]) == (1, 1, mark["example"])
    strip = actions.ask("GET", f"/takes/{take}/strip")
    assert strip.headers["cache-control"] == "private, no-cache"
    width = round(HEIGHT * SIZE[0] / SIZE[1])
    assert read_image(strip.content).shape == (HEIGHT, width * STRIP_FRAMES, 3)
    part = actions.ask("GET", f"/takes/{take}/strip", params={"start": 0, "end": 0.5})
    assert "immutable" in part.headers["cache-control"]
    assert part.content != strip.content


@pytest.mark.parametrize(
    ("query", "status"),
    [({"start": 1, "end": 1}, 400), ({"start": -1}, 400), ({"end": "nan"}, 400), ({}, 404)],
)
def test_a_strip_of_nothing_is_refused(
    actions: Visited, left: str, clip: bytes, query: dict[str, str], status: int
) -> None:
    take = actions.add_clip(left, clip) if query else "0" * 16
    answer = actions.ask("GET", f"/takes/{take}/strip", params=query)
    assert answer.status_code == status
    assert answer.json()["sentence"]


def test_an_example_is_the_frame_in_its_middle(
    actions: Visited, left: str, clip: bytes, workspace: Workspace
) -> None:
    actions.add_clip(left, clip)
    (example,) = actions.get(f"/classes/{left}/takes")[0]["examples"]
    for closed in (False, True):
        if closed:
            workspace.close_idle(-1)
        image = actions.ask("GET", f"/examples/{example}/image")
        small = actions.ask("GET", f"/examples/{example}/thumbnail")
        for shown in (image, small):
            assert shown.status_code == 200
            assert shown.headers["content-type"] == "image/jpeg"
            assert read_image(shown.content).shape == (SIZE[1], SIZE[0], 3)
    (listed,) = actions.client.get("/api/projects").json()
    assert listed["thumbnails"] == [example]


def test_a_trim_counts_and_can_be_undone(actions: Visited, left: str, clip: bytes) -> None:
    take = actions.add_clip(left, clip)
    whole = actions.ask("GET", f"/takes/{take}/strip").content
    actions.do("POST", f"/takes/{take}/trim", json={"start": 0, "end": 1.2})
    (view,) = actions.get(f"/classes/{left}/takes")
    assert view["trim"] == [0, 1.2]
    assert actions.ask("GET", f"/takes/{take}/strip").content != whole
    assert actions.do("POST", "/undo")["sentence"].startswith("Undone")
    assert actions.get(f"/classes/{left}/takes")[0]["trim"] is None
    assert actions.ask("GET", f"/takes/{take}/strip").content == whole


def test_clips_are_moved_deleted_and_brought_back(actions: Visited, left: str, clip: bytes) -> None:
    take, right = actions.add_clip(left, clip), actions.add_class("right")
    examples = actions.get(f"/classes/{left}/takes")[0]["examples"]
    actions.do("POST", "/examples/move", json={"ids": examples, "class_id": right})
    (moved,) = actions.get(f"/classes/{right}/takes")
    assert actions.get(f"/classes/{left}/takes") == []
    actions.do("DELETE", f"/takes/{moved['id']}")
    assert actions.get(f"/classes/{right}/takes") == []
    actions.do("POST", "/undo")
    actions.do("POST", "/undo")
    (back,) = actions.get(f"/classes/{left}/takes")
    assert back["id"] == take


def test_other_videos_are_taken_and_what_is_none_is_refused(
    actions: Visited, left: str, tmp_path: Path
) -> None:
    video = write_video(tmp_path / "v.mp4", "box", frames=10).read_bytes()
    actions.add_clip(left, video, "phone.MP4")
    for name, content, sentence in (
        ("a.jpg", picture("left", 0.5), "is a picture, and this project is taught with actions"),
        ("a.wav", b"hello", "a.wav is a sound, and this project is taught with actions."),
        ("a.txt", b"hello", "a.txt is no video that Understudy knows. Use MP4"),
        ("a.mp4", b"hello", "a.mp4"),
        ("b.mp4", write_video(tmp_path / "b.mp4", "box", 1).read_bytes(), "b.mp4"),
    ):
        answer = actions.ask(
            "POST", f"/classes/{left}/files", params={"name": name}, content=content
        )
        assert answer.status_code == 400
        assert sentence in answer.json()["sentence"]
        assert str(tmp_path) not in answer.json()["sentence"]
    assert len(actions.get(f"/classes/{left}/takes")) == 1


def test_when_a_movement_is_an_event_is_kept(actions: Visited) -> None:
    wanted = {"threshold": 0.5, "release": 0.2, "refractory": 0.5, "rule": "per-episode"}
    actions.do("PUT", "/acting", json=wanted)
    assert actions.get()["acting"] == wanted
    for wrong in (
        {"threshold": 2}, {"rule": "never"}, {"more": 1}, {"threshold": 0.2, "release": 0.4},
    ):  # fmt: skip
        answer = actions.ask("PUT", "/acting", json=wrong)
        assert answer.status_code == 400
        assert answer.json()["sentence"]
    assert actions.get()["acting"] == wanted


def test_it_looks_at_something_else_of_its_kind_only(actions: Visited) -> None:
    actions.do("PATCH", json={"subject": "actions-hands"})
    assert actions.get()["subject"] == "actions-hands"
    answer = actions.ask("PATCH", json={"subject": "hands"})
    assert "taught with actions" in answer.json()["sentence"]


def test_it_goes_into_a_zip_and_comes_back(
    actions: Visited, left: str, clip: bytes, client: TestClient
) -> None:
    actions.add_clip(left, clip)
    archive = actions.ask("GET", "/archive").content
    made = client.post("/api/projects/archive", content=archive).json()["id"]
    back = client.get(f"/api/projects/{made}").json()
    assert (back["kind"], back["classes"][0]["count"]) == ("clip", 1)


def test_what_only_others_have_is_not_there(
    actions: Visited, left: str, clip: bytes, project: Visited
) -> None:
    take = actions.add_clip(left, clip)
    assert actions.ask("GET", f"/takes/{take}/sound").status_code == 404
    assert actions.ask("GET", f"/takes/{take}/spectrogram").status_code == 404
    assert project.ask("GET", f"/takes/{take}/strip").status_code == 404
    assert project.get()["acting"] is None
