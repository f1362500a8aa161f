from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pillow

from tests.studio.seeing import BLACK
from tests.studio.sounding import RATE, WORD, sound
from tests.studio.visiting import Visited, wav
from understudy.media.sound import read_sound
from understudy.studio.workspace import Workspace

TWICE = len(sound("low")) / RATE  # seconds


@pytest.fixture
def take(sounds: Visited) -> str:
    return sounds.add_recording(sounds.add_class("low"))


def view(sounds: Visited, take: str) -> Any:
    (low, *_) = sounds.get()["classes"]
    return next(one for one in sounds.get(f"/classes/{low['id']}/takes") if one["id"] == take)


def alpha(response: Any) -> np.ndarray:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "image/png"
    return np.asarray(Pillow.open(io.BytesIO(response.content)))[:, :, 1]


def test_a_take_says_where_its_examples_are(sounds: Visited, take: str) -> None:
    shown = view(sounds, take)
    assert shown["duration"] == pytest.approx(TWICE)
    assert (shown["trim"], shown["merged"], shown["unseen"]) == (None, [], [])
    assert (shown["name"], shown["source"]) == ("sound.wav", "recording")
    assert [mark["example"] for mark in shown["marks"]] == shown["examples"]
    assert len(shown["marks"]) == 2
    for mark, middle in zip(shown["marks"], (0.7, 1.6), strict=True):
        assert (mark["start"] + mark["end"]) / 2 == pytest.approx(middle, abs=0.1)
        assert mark["end"] - mark["start"] > WORD


def test_a_take_is_played_whole_or_in_part(sounds: Visited, take: str) -> None:
    path = f"/takes/{take}/sound"
    whole = sounds.ask("GET", path)
    assert whole.headers["content-type"] == "audio/wav"
    assert read_sound(whole.content).seconds == pytest.approx(TWICE)
    part = sounds.ask("GET", path, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])


def test_a_recording_of_the_microphone_is_flac(sounds: Visited, workspace: Workspace) -> None:
    low = sounds.add_class("low")
    with workspace.use(sounds.id) as opened:
        opened.project.begin_take("a" * 16, low, "microphone", RATE)
        opened.project.add_sound("a" * 16, 0, wav(sound("low"))[44:])
        assert sounds.ask("GET", f"/takes/{'a' * 16}/sound").status_code == 404
        assert sounds.ask("GET", f"/takes/{'a' * 16}/spectrogram").status_code == 404
        assert sounds.get(f"/classes/{low}/takes") == []
        opened.project.end_take("a" * 16)
    assert sounds.ask("GET", f"/takes/{'a' * 16}/sound").headers["content-type"] == "audio/flac"


def test_a_take_is_seen(sounds: Visited, take: str) -> None:
    path = f"/takes/{take}/spectrogram"
    whole = alpha(sounds.ask("GET", path, params={"width": 230, "height": 40}))
    assert whole.shape == (40, 230)
    loud = (whole > 200).any(axis=0)
    assert loud[60:80].all()  # from 0.5 s on, of 2.3 s
    assert not loud[100:130].any()
    part = sounds.ask("GET", path, params={"start": 0.55, "end": 0.85})
    assert (alpha(part) > 200).any(axis=0).all()
    assert "immutable" in part.headers["cache-control"]
    assert "no-cache" in sounds.ask("GET", path).headers["cache-control"]
    assert alpha(sounds.ask("GET", path, params={"start": 1, "end": 99})).shape == (96, 600)


@pytest.mark.parametrize(
    "params",
    [
        {"width": 0}, {"width": 5_000}, {"height": 513}, {"start": -1}, {"start": "nan"},
        {"start": 2, "end": 1}, {"start": 50}, {"start": 1, "end": 1},
    ],
)  # fmt: skip
def test_what_can_not_be_seen_is_said(sounds: Visited, take: str, params: Any) -> None:
    response = sounds.ask("GET", f"/takes/{take}/spectrogram", params=params)
    assert response.status_code == 400
    assert response.json()["sentence"].endswith(".")


def test_a_trim_counts_and_is_undone(sounds: Visited, take: str) -> None:
    (low,) = sounds.get()["classes"]
    assert low["count"] == 2
    done = sounds.do("POST", f"/takes/{take}/trim", json={"start": 0.2, "end": 1.0})
    assert done["revision"] > 0
    shown = view(sounds, take)
    assert (shown["trim"], len(shown["examples"])) == ([0.2, 1.0], 1)
    assert shown["duration"] == pytest.approx(TWICE)
    sounds.do("POST", "/undo")
    assert view(sounds, take)["trim"] is None
    sounds.do("POST", "/redo")
    sounds.do("POST", f"/takes/{take}/trim", json={"start": 0, "end": TWICE})
    assert view(sounds, take)["trim"] is None


def test_a_take_of_which_nothing_counts_stays_to_be_trimmed_again(
    sounds: Visited, take: str
) -> None:
    sounds.do("POST", f"/takes/{take}/trim", json={"start": 0.0, "end": 0.2})
    shown = view(sounds, take)
    assert (shown["examples"], shown["marks"]) == ([], [])
    sounds.do("DELETE", f"/takes/{take}")
    (low,) = sounds.get()["classes"]
    assert sounds.get(f"/classes/{low['id']}/takes") == []


@pytest.mark.parametrize("part", [{"start": 1, "end": 0.5}, {"start": 90, "end": 99}, {"start": 0}])
def test_a_trim_of_nothing_is_refused(sounds: Visited, take: str, part: Any) -> None:
    assert sounds.ask("POST", f"/takes/{take}/trim", json=part).status_code == 400
    assert view(sounds, take)["trim"] is None


@pytest.mark.parametrize("wanted", ["sound", "spectrogram", "trim"])
def test_a_take_that_is_not_there(sounds: Visited, project: Visited, wanted: str) -> None:
    method, more = ("POST", {"json": {"start": 0, "end": 1}}) if wanted == "trim" else ("GET", {})
    assert sounds.ask(method, f"/takes/{'b' * 16}/{wanted}", **more).status_code == 404
    outside = sounds.ask(method, f"/takes/..%2f..%2fproject.json/{wanted}", **more)
    assert outside.status_code in (404, 405)
    take = project.add_photo(project.add_class("cat"), BLACK)
    response = project.ask(method, f"/takes/{take}/{wanted}", **more)
    assert response.status_code == 404
    assert "pictures" in response.json()["sentence"]


def test_a_recording_that_is_gone_is_said(sounds: Visited, take: str, workspace: Workspace) -> None:
    with workspace.use(sounds.id) as opened:
        path = opened.project.recording(take)
    path.unlink()
    assert sounds.ask("GET", f"/takes/{take}/sound").status_code == 404
    path.write_bytes(b"no sound")
    assert sounds.ask("GET", f"/takes/{take}/spectrogram").status_code == 400


def test_an_example_is_shown_as_a_picture(sounds: Visited, take: str, workspace: Workspace) -> None:
    (example, *_) = view(sounds, take)["examples"]
    for how in ("image", "thumbnail"):
        assert alpha(sounds.ask("GET", f"/examples/{example}/{how}")).shape == (96, 160)
    workspace.close()
    assert alpha(sounds.ask("GET", f"/examples/{example}/thumbnail")).any()
