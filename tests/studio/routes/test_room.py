"""The empty room, and the old way of looking that needs it."""

from __future__ import annotations

import numpy as np

from tests.studio.visiting import TestClient, Visited
from understudy.media.image import encode_jpeg, read_image

ROOM = encode_jpeg(np.full((96, 128, 3), 90, np.uint8))


def test_a_room_is_kept_and_given_back(project: Visited) -> None:
    assert project.get()["room"] is False
    missing = project.ask("GET", "/room")
    assert (missing.status_code, "empty room" in missing.json()["sentence"]) == (404, True)
    before = project.get()["revision"]
    done = project.do("PUT", "/room", content=ROOM)
    assert done["revision"] == before + 1
    assert project.get()["room"] is True
    shown = project.ask("GET", "/room")
    assert shown.headers["content-type"] == "image/jpeg"
    assert read_image(shown.content).shape == (96, 128, 3)
    large = encode_jpeg(np.random.default_rng(0).integers(0, 255, (960, 1280, 3), np.uint8))
    project.do("PUT", "/room", content=large)
    assert read_image(project.ask("GET", "/room").content).shape == (480, 640, 3)


def test_what_is_no_room_is_refused(project: Visited, sounds: Visited) -> None:
    for wrong in (b"", b"hello", ROOM[:100]):
        answer = project.ask("PUT", "/room", content=wrong)
        assert answer.status_code == 400
        assert answer.json()["sentence"]
    assert project.get()["room"] is False
    assert sounds.ask("PUT", "/room", content=ROOM).status_code == 400


def test_the_old_way_needs_it(project: Visited, client: TestClient) -> None:
    refused = project.ask("PATCH", json={"subject": "silhouette"})
    assert refused.status_code == 400
    assert refused.json()["sentence"].endswith("Capture the empty room first.")
    assert project.get()["subject"] == "anything"
    new = client.post("/api/projects", json={"name": "X", "subject": "silhouette"})
    assert (new.status_code, len(client.get("/api/projects").json())) == (400, 1)
    project.do("PUT", "/room", content=ROOM)
    project.do("PATCH", json={"subject": "silhouette"})
    assert project.get()["subject"] == "silhouette"
    (listed,) = client.get("/api/projects").json()
    assert listed["subject"] == "silhouette"


def test_a_copy_has_its_room(project: Visited, client: TestClient) -> None:
    project.do("PUT", "/room", content=ROOM)
    project.do("PATCH", json={"subject": "silhouette"})
    copy = project.do("POST", "/duplicate")["id"]
    view = client.get(f"/api/projects/{copy}").json()
    assert (view["subject"], view["room"]) == ("silhouette", True)
