from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pytest

from tests.studio.sounding import RATE, sound
from tests.studio.visiting import TestClient, Visited, wav
from tests.taught import draw, write_video
from understudy.media.image import encode_jpeg
from understudy.media.resampling import resample
from understudy.project import disk
from understudy.studio import limits
from understudy.studio.workspace import Workspace
from understudy.types import Sound

PICTURE = encode_jpeg(draw("box", 0))


def names(project: Visited) -> list[str]:
    return [one["name"] for one in project.get()["classes"]]


def test_classes_are_added_changed_ordered_and_deleted(project: Visited) -> None:
    cat, dog = project.add_class("cat"), project.add_class("dog")
    nothing = project.do("POST", "/classes", json={"name": "nothing", "role": "background"})["id"]
    project.do("PATCH", f"/classes/{cat}", json={"name": "lynx", "color": "#123456"})
    project.do("PUT", "/classes", json={"class_ids": [nothing, dog, cat]})
    views = project.get()["classes"]
    assert [one["id"] for one in views] == [nothing, dog, cat]
    assert [one["role"] for one in views] == ["background", "class", "class"]
    assert (views[2]["name"], views[2]["color"]) == ("lynx", "#123456")
    assert project.do("DELETE", f"/classes/{dog}")["sentence"] == "Deleted the class dog"
    assert names(project) == ["nothing", "lynx"]
    assert project.do("POST", "/undo")["sentence"] == "Undone: deleted the class dog"
    assert names(project) == ["nothing", "dog", "lynx"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/classes", {"name": " CAT "}),
        ("POST", "/classes", {"name": ""}),
        ("POST", "/classes", {"name": "x", "color": "red"}),
        ("POST", "/classes", {"name": "x", "role": "hero"}),
        ("POST", "/classes", {"name": "x", "id": "y"}),
        ("PUT", "/classes", {"class_ids": []}),
        ("PUT", "/classes", {"class_ids": ["../x"]}),
    ],
)
def test_what_is_wrong_changes_nothing(
    project: Visited, method: str, path: str, body: dict[str, object]
) -> None:
    project.add_class("cat")
    before = project.get()
    response = project.ask(method, path, json=body)
    assert response.status_code == 400
    assert response.json()["sentence"].endswith(".")
    assert project.get() == before


@pytest.mark.parametrize("class_id", ["none", "%2e%2e", "a%2fb", "%00"])
def test_a_class_that_is_not_there_is_not_found(project: Visited, class_id: str) -> None:
    for method, path, options in (
        ("PATCH", "", {"json": {"name": "x"}}),
        ("DELETE", "", {}),
        ("GET", "/takes", {}),
        ("POST", "/files?name=a.jpg", {"content": PICTURE}),
    ):
        response = project.ask(method, f"/classes/{class_id}{path}", **options)
        assert response.status_code in (404, 405)
        assert response.json()["sentence"]


def test_a_tab_that_is_behind_is_refused_and_one_that_is_not_goes_on(project: Visited) -> None:
    seen = project.get()["revision"]
    cat = project.do("POST", f"/classes?revision={seen}", json={"name": "cat"})
    for method, path, body in (
        ("POST", "/classes", {"name": "dog"}),
        ("PATCH", f"/classes/{cat['id']}", {"name": "dog"}),
        ("DELETE", f"/classes/{cat['id']}", None),
        ("PUT", "/classes", {"class_ids": [cat["id"]]}),
        ("PATCH", "", {"name": "Pets"}),
        ("POST", "/undo", None),
        ("PUT", "/live", {"threshold": 0.5}),
    ):
        response = project.ask(method, f"{path}?revision={seen}", json=body)
        assert response.status_code == 409, (method, path)
        assert "another window" in response.json()["sentence"]
    assert names(project) == ["cat"]
    project.do("POST", f"/classes?revision={cat['revision']}", json={"name": "dog"})
    assert project.ask("POST", "/classes?revision=x", json={"name": "fox"}).status_code == 400


def test_photos_come_in_as_takes(project: Visited) -> None:
    cat = project.add_class("cat")
    takes = [project.add_photo(cat, encode_jpeg(draw("box", n)), f"{n}.JPG") for n in range(3)]
    views = project.get(f"/classes/{cat}/takes")
    assert [view["id"] for view in views] == takes[::-1]
    assert [view["name"] for view in views] == ["2.JPG", "1.JPG", "0.JPG"]
    assert project.get()["classes"][0]["count"] == 3
    assert project.get()["undo"] == "Added 2.JPG to cat"


def test_a_video_comes_in_as_one_take(project: Visited, tmp_path: Path) -> None:
    cat = project.add_class("cat")
    video = write_video(tmp_path / "a.mp4", "box", frames=10, fps=5).read_bytes()
    added = project.do("POST", f"/classes/{cat}/files?name=clip.mp4", content=video)
    (view,) = project.get(f"/classes/{cat}/takes")
    assert (view["id"], view["source"], view["name"]) == (added["take"], "video", "clip.mp4")
    assert len(view["examples"]) == added["examples"] == 10


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", b""),
        ("a.jpg", b"no picture"),
        ("a.jpg", PICTURE[: len(PICTURE) // 2]),
        ("a.mp4", b"no video"),
        ("a.mp4", PICTURE),
        ("a.exe", PICTURE),
        ("jpg", PICTURE),
        ("", PICTURE),
        ("x" * 300 + ".jpg", PICTURE),
    ],
)
def test_a_bad_file_is_refused_by_its_own_name(
    project: Visited, workspace: Workspace, name: str, data: bytes
) -> None:
    cat = project.add_class("cat")
    response = project.ask("POST", f"/classes/{cat}/files", params={"name": name}, content=data)
    assert response.status_code == 400
    sentence = response.json()["sentence"]
    assert str(workspace.library.root) not in sentence
    assert "The picture" not in sentence
    if name in ("a.jpg", "a.mp4", "a.exe", "jpg"):
        assert sentence.count(name) == sentence.startswith(f"{name} ") == 1
    assert project.get()["classes"][0]["count"] == 0
    assert list((workspace.library.root / ".temporary").glob("*")) == []


@pytest.mark.parametrize("name", ["../../a.jpg", "..\\a.jpg", "/etc/a.jpg", "a\0.jpg", "CON.jpg"])
def test_a_name_of_a_file_never_becomes_a_path(
    project: Visited, workspace: Workspace, tmp_path: Path, name: str
) -> None:
    cat = project.add_class("cat")
    project.add_photo(cat, PICTURE, name)
    folder = workspace.library.folder(project.id)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path.is_relative_to(folder) for path in written)
    assert [path for path in written if path.name in ("a.jpg", "CON.jpg")] == []


def test_files_that_are_too_large_leave_nothing(
    project: Visited, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    cat = project.add_class("cat")
    monkeypatch.setattr(limits, "limit_of", lambda path: 2**20)
    for body in (b"x" * (2**20 + 1), iter([b"x" * 2**19] * 3)):
        response = project.ask("POST", f"/classes/{cat}/files?name=a.jpg", content=body)
        assert response.status_code == 413
    assert list((workspace.library.root / ".temporary").glob("*")) == []
    assert project.get()["classes"][0]["count"] == 0


def test_a_full_disk_is_said_and_nothing_is_counted(
    project: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    cat = project.add_class("cat")

    def full(path: Path, data: bytes) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk.atomic, "write_synced", full)
        response = project.ask("POST", f"/classes/{cat}/files?name=a.jpg", content=PICTURE)
    assert response.status_code == 507
    assert "disk is full" in response.json()["sentence"]
    assert project.get()["classes"][0]["count"] == 0


def test_two_clients_see_one_project(client: TestClient, project: Visited) -> None:
    other = Visited.__new__(Visited)
    other.client, other.id = client, project.id
    cat = project.add_class("cat")
    other.add_photo(cat, PICTURE)
    assert project.get() == other.get()
    assert project.get()["classes"][0]["count"] == 1


# Sound


@pytest.mark.parametrize("name", ["a.wav", "B.FLAC", "c.mp3", "d.ogg", "e.webm", "f.m4a"])
def test_recordings_come_in_as_takes(sounds: Visited, tmp_path: Path, name: str) -> None:
    low = sounds.add_class("low")
    data = encoded(sound("low"), tmp_path / name)
    added = sounds.do("POST", f"/classes/{low}/files", params={"name": name}, content=data)
    assert (added["examples"], added["sentence"]) == (2, "")
    (take,) = sounds.get(f"/classes/{low}/takes")
    assert (take["id"], take["name"]) == (added["take"], name)
    assert len(take["marks"]) == 2
    assert sounds.ask("GET", f"/takes/{take['id']}/sound").status_code == 200


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.jpg", PICTURE, "is a picture, and this project is taught with sounds"),
        ("a.txt", b"hello", "is no sound that Understudy knows"),
        ("a.wav", b"no sound", "a.wav"),
        ("a.wav", b"", "a.wav"),
        ("a.wav", wav(np.zeros(RATE, np.float32)), "a.wav is silent"),
        ("a.wav", wav(sound("low"))[:30], "a.wav"),
        ("a.mp4", PICTURE, "a.mp4"),
    ],
)
def test_what_is_no_sound_is_refused_by_its_own_name(
    sounds: Visited, workspace: Workspace, name: str, data: bytes, sentence: str
) -> None:
    low = sounds.add_class("low")
    response = sounds.ask("POST", f"/classes/{low}/files", params={"name": name}, content=data)
    assert response.status_code == 400
    told = response.json()["sentence"]
    assert sentence in told
    assert str(workspace.library.root) not in told
    assert sounds.get()["classes"][0]["count"] == 0
    assert list((workspace.library.root / ".temporary").glob("*")) == []


def test_a_sound_is_refused_by_a_project_of_pictures(project: Visited) -> None:
    cat = project.add_class("cat")
    params, data = {"name": "a.wav"}, wav(sound("low"))
    response = project.ask("POST", f"/classes/{cat}/files", params=params, content=data)
    assert response.status_code == 400
    assert response.json()["sentence"] == (
        "a.wav is a sound, and this project is taught with pictures."
    )


def encoded(samples: Sound, path: Path) -> bytes:
    """Return a sound as a file of the kind that its name says."""
    import av

    codecs = {".mp3": "mp3", ".flac": "flac", ".ogg": "libopus", ".webm": "libopus", ".m4a": "aac"}
    rate = 48_000
    raw = np.round(resample(samples, RATE, rate) * 32_000).astype(np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codecs.get(path.suffix.lower(), "pcm_s16le"), rate=rate)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(raw[np.newaxis], "s16", "mono")
        frame.rate = rate
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return path.read_bytes()


def test_noise_is_mixed_in_and_no_more(sounds: Visited, workspace: Workspace) -> None:
    noise = sounds.do("POST", "/classes", json={"name": "motor", "role": "background"})["id"]
    low = sounds.add_class("low")

    def mixed() -> list[bool]:
        return [one["mixed"] for one in sounds.get()["classes"]]

    assert mixed() == [False, False]
    sounds.do("PATCH", f"/classes/{noise}", json={"mixed": True})
    sounds.do("PATCH", f"/classes/{noise}", json={"name": "fan"})
    assert mixed() == [True, False]
    with workspace.use(sounds.id) as opened:
        assert opened.learner.learned == 1
    response = sounds.ask("PATCH", f"/classes/{low}", json={"mixed": True})
    assert response.status_code == 400
    assert (
        response.json()["sentence"] == "Only noise is mixed in: a class of sounds that is ignored."
    )
    sounds.do("PATCH", f"/classes/{low}", json={"mixed": False})
    sounds.do("PATCH", f"/classes/{noise}", json={"role": "class"})
    assert mixed() == [False, False]
    sounds.do("PATCH", f"/classes/{noise}", json={"role": "background", "mixed": False})
    assert mixed() == [False, False]


def test_noise_is_not_mixed_into_pictures(project: Visited) -> None:
    nothing = project.do("POST", "/classes", json={"name": "nothing", "role": "background"})["id"]
    response = project.ask("PATCH", f"/classes/{nothing}", json={"mixed": True})
    assert response.json()["sentence"].startswith("Only noise is mixed in")
