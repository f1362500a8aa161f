from __future__ import annotations

import io
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.studio.learning.teaching import until
from tests.studio.visiting import TestClient, Visited
from tests.taught import draw
from understudy.media.image import encode_jpeg
from understudy.project.store import Project
from understudy.studio import limits
from understudy.studio.workspace import Workspace

PICTURE = encode_jpeg(draw("box", 0))
STRANGE_IDS = [
    "..",
    "%2e%2e",
    "..%2foutside",
    "..%5coutside",
    "%00",
    ".trash",
    "Animals%2f",
    "none",
]
ADDRESSES = [
    ("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/duplicate"), ("GET", "/archive"),
    ("GET", "/classes/c/takes"), ("POST", "/undo"), ("GET", "/model"), ("GET", "/learning"),
    ("GET", "/examples/0000000000000000-0/image"), ("PUT", "/live"), ("POST", "/trash/empty"),
]  # fmt: skip


def listed(client: TestClient) -> list[dict[str, object]]:
    response = client.get("/api/projects")
    assert response.status_code == 200
    found: list[dict[str, object]] = response.json()
    return found


def test_a_project_is_made_and_opened(client: TestClient) -> None:
    assert listed(client) == []
    project = Visited(client, "Ärger / 石头")
    assert project.id == "Ärger - 石头"
    view = project.get()
    assert view["name"] == "Ärger / 石头"
    assert view["classes"] == []
    assert view["undo"] is view["redo"] is None
    assert view["live"] == {"threshold": 0.6, "smoothing": 0.2, "hold_off": 0.3}
    assert [one["id"] for one in listed(client)] == [project.id]


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": "x" * 81}, {"name": "a", "folder": "/"}, {"name": 3}, []]
)
def test_a_name_that_is_none_is_refused(client: TestClient, body: object) -> None:
    response = client.post("/api/projects", json=body)
    assert response.status_code == 400
    assert response.json()["sentence"].startswith("The request was not understood")
    assert client.post("/api/projects", json={"name": "  \t "}).status_code == 400
    assert listed(client) == []


def test_the_last_one_opened_is_listed_first_with_what_is_in_it(client: TestClient) -> None:
    first, second = Visited(client, "First"), Visited(client, "Second")
    class_id = first.add_class("cat")
    first.add_photo(class_id, PICTURE)
    assert [one["id"] for one in listed(client)] == [first.id, second.id]
    summary = listed(client)[0]
    assert summary["examples"] == 1
    classes = summary["classes"]
    assert isinstance(classes, list)
    assert [(c["name"], c["count"], c["takes"]) for c in classes] == [("cat", 1, 1)]
    example = summary["thumbnails"][0]  # type: ignore[index]
    assert first.ask("GET", f"/examples/{example}/thumbnail").status_code == 200


def test_one_that_is_damaged_is_listed_with_the_reason(
    client: TestClient, workspace: Workspace
) -> None:
    folder = workspace.library.folder(workspace.library.create("Broken"))
    (folder / "project.json").write_text("{")
    assert "damaged" in str(listed(client)[0]["problem"])
    response = client.get("/api/projects/Broken")
    assert response.status_code == 409
    assert "damaged" in response.json()["sentence"]
    assert client.delete("/api/projects/Broken").status_code == 200


def test_one_that_is_open_elsewhere_is_a_conflict(client: TestClient, workspace: Workspace) -> None:
    workspace.library.create("Animals")
    with Project.open(workspace.library.folder("Animals")):
        for response in (
            client.get("/api/projects/Animals"),
            client.delete("/api/projects/Animals"),
        ):
            assert response.status_code == 409
            assert "open elsewhere" in response.json()["sentence"]


def test_renaming_keeps_the_id(project: Visited) -> None:
    done = project.do("PATCH", json={"name": "Pets"})
    assert done["revision"] == project.get()["revision"]
    assert project.get()["name"] == "Pets"
    assert project.id == "Animals"


def test_deleting_and_bringing_back(client: TestClient, project: Visited) -> None:
    class_id = project.add_class("cat")
    project.add_photo(class_id, PICTURE)
    trashed = project.do("DELETE")["id"]
    assert listed(client) == []
    assert project.ask("GET").status_code == 404
    restored = client.post(f"/api/trash/{trashed}/restore").json()["id"]
    assert restored == project.id
    assert project.get()["classes"][0]["count"] == 1
    assert client.post(f"/api/trash/{trashed}/restore").status_code == 404


@pytest.mark.parametrize("wrong", STRANGE_IDS)
def test_nothing_outside_is_reached_by_an_id(
    client: TestClient, tmp_path: Path, wrong: str
) -> None:
    Project.create(tmp_path / "outside", "Outside").close()
    for method, path in ADDRESSES:
        body = {"name": "x"} if method == "PATCH" else {}
        response = client.request(method, f"/api/projects/{wrong}{path}", json=body)
        assert response.status_code in (404, 405), (method, path, response.text)
        assert response.json()["sentence"]
    assert client.post(f"/api/trash/{wrong}/restore").status_code in (404, 405)
    assert (tmp_path / "outside" / "project.json").exists()


def test_a_copy_and_a_zip_hold_the_same(client: TestClient, project: Visited) -> None:
    class_id = project.add_class("cat")
    project.add_photo(class_id, PICTURE)
    copy = project.do("POST", "/duplicate")["id"]
    download = project.ask("GET", "/archive")
    assert download.headers["content-type"] == "application/zip"
    assert "Animals.zip" in download.headers["content-disposition"]
    response = client.post("/api/projects/archive?name=Pets", content=download.content)
    assert response.json()["id"] == "Pets"
    for project_id, name in ((copy, "Animals copy"), ("Pets", "Pets")):
        view = client.get(f"/api/projects/{project_id}").json()
        assert view["name"] == name
        assert [(c["name"], c["count"]) for c in view["classes"]] == [("cat", 1)]
    assert listed(client)[-1]["id"] == project.id


def test_a_download_is_named_in_any_script(client: TestClient) -> None:
    project = Visited(client, '石头 "x"; Set-Cookie: a=b')
    header = project.ask("GET", "/archive").headers["content-disposition"]
    assert header.startswith("attachment; filename*=utf-8''")
    assert unquote(header.partition("''")[2]) == "石头 -x- Set-Cookie- a-b.zip"


def slip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("project.json", "{}")
        archive.writestr("../../slip.txt", "x")
    return file.getvalue()


@pytest.mark.parametrize("body", [b"", b"no zip", PICTURE, slip()])
def test_a_zip_that_is_none_leaves_nothing(
    client: TestClient, workspace: Workspace, body: bytes
) -> None:
    response = client.post("/api/projects/archive?name=Pets", content=body)
    assert response.status_code == 400
    assert str(workspace.library.root) not in response.json()["sentence"]
    assert listed(client) == []
    assert [p for p in workspace.library.root.rglob("*") if p.is_file()] == []


def test_a_zip_that_is_too_large_leaves_nothing(
    client: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "limit_of", lambda path: 2**20)
    for body in (b"x" * (2**20 + 1), iter([b"x" * 2**19] * 3)):
        assert client.post("/api/projects/archive", content=body).status_code == 413
    assert [p for p in workspace.library.root.rglob("*") if p.is_file()] == []


def test_downloads_leave_nothing_behind(project: Visited, workspace: Workspace) -> None:
    assert project.ask("GET", "/archive").status_code == 200
    assert list((workspace.library.root / ".temporary").iterdir()) == []


def test_a_zip_that_is_none_is_not_called_by_its_temporary_name(client: TestClient) -> None:
    response = client.post("/api/projects/archive", content=b"no zip")
    assert response.status_code == 400
    assert response.json()["sentence"].startswith("The zip is not a zip that can be read")


def test_a_project_is_made_for_a_subject_and_looks_at_another_later(client: TestClient) -> None:
    made = client.post("/api/projects", json={"name": "Waves", "subject": "hands"}).json()["id"]
    address = f"/api/projects/{made}"
    view = client.get(address).json()
    assert (view["subject"], listed(client)[0]["subject"]) == ("hands", "hands")
    changed = client.patch(address, json={"subject": "anything"}).json()
    assert changed["revision"] > view["revision"]
    view = client.get(address).json()
    assert (view["subject"], view["name"], view["undo"]) == ("anything", "Waves", None)
    client.patch(address, json={"subject": "hands", "name": "Hands"})
    view = client.get(address).json()
    assert (view["subject"], view["name"]) == ("hands", "Hands")
    assert view["undo"] == "Renamed the project to Hands"
    stale = client.patch(address, params={"revision": 0}, json={"subject": "anything"})
    assert stale.status_code == 409
    assert client.patch(address, json={}).status_code == 200
    assert client.get(address).json()["subject"] == "hands"


def test_what_can_not_be_looked_at_is_said_and_changes_nothing(
    client: TestClient, project: Visited
) -> None:
    for answer in (
        project.ask("PATCH", json={"subject": "body"}),
        client.post("/api/projects", json={"name": "Yoga", "subject": "body"}),
    ):
        assert answer.status_code == 400
        assert "make setup" in answer.json()["sentence"]
    assert project.ask("PATCH", json={"subject": "feet"}).status_code == 400
    assert [(one["id"], one["subject"]) for one in listed(client)] == [(project.id, "anything")]


def test_copies_and_zips_look_at_the_same(client: TestClient, project: Visited) -> None:
    project.do("PATCH", json={"subject": "hands"})
    project.do("POST", "/duplicate")
    client.post("/api/projects/archive?name=Zip", content=project.ask("GET", "/archive").content)
    assert {one["id"]: one["subject"] for one in listed(client)} == dict.fromkeys(
        [project.id, "Animals copy", "Zip"], "hands"
    )


def test_what_a_sound_project_listens_for_is_set_or_follows_its_takes(
    client: TestClient, workspace: Workspace, sounds: Visited
) -> None:
    def now() -> tuple[str, str, bool]:
        view = sounds.get()
        return view["kind"], view["subject"], view["automatic"]

    assert now() == ("sound", "sound", True)
    sounds.do("PATCH", json={"subject": "sound-short"})
    assert now() == ("sound", "sound-short", False)
    low = sounds.add_class("low")
    sounds.add_recording(low)
    sounds.do("PATCH", json={"automatic": True})
    until(lambda: now() == ("sound", "sound", True))
    sounds.do("PATCH", json={"automatic": False})
    assert now() == ("sound", "sound", False)
    sounds.do("PATCH", json={"subject": "sound"})
    assert now() == ("sound", "sound", False)
    assert [one["kind"] for one in listed(client)] == ["sound"]
    with workspace.use(sounds.id) as opened:
        cut = opened.project.cut
    assert cut is not None
    assert cut.window == 0.6


def test_pictures_and_sounds_are_not_mixed(client: TestClient, sounds: Visited) -> None:
    refused = sounds.ask("PATCH", json={"subject": "hands"})
    assert refused.status_code == 400
    assert "taught with sounds" in refused.json()["sentence"]
    assert sounds.get()["automatic"]
    animals = Visited(client)
    refused = animals.ask("PATCH", json={"subject": "sound"})
    assert "taught with pictures" in refused.json()["sentence"]
    animals.do("PATCH", json={"automatic": True})
    assert not animals.get()["automatic"]


def test_a_sound_project_for_one_thing_is_not_automatic(client: TestClient) -> None:
    short = Visited(client, "Clicks", subject="sound-short")
    assert (short.get()["subject"], short.get()["automatic"]) == ("sound-short", False)
    copy = client.post(f"/api/projects/{short.id}/duplicate").json()["id"]
    view = client.get(f"/api/projects/{copy}").json()
    assert (view["kind"], view["subject"]) == ("sound", "sound-short")
