"""Folders of clips with something wrong in them: one sentence for each, and the rest is used."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests import acted
from tests.cli.running import run
from tests.performed.videos import write_video
from tests.sounds import take, write_wav
from tests.taught import write_photos

MODEL = "moves.understudy"
TEACH = ("--kind", "actions", "--background", "other")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    acted.use(monkeypatch, tmp_path)


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    return acted.write_clips(tmp_path / "clips")


def one_frame(path: Path) -> None:
    write_video(path, acted.draw("left", 7)[:1], acted.FPS)


def too_short(path: Path) -> None:
    write_video(path, acted.draw("left", 7, fps=30)[:6], 30)


def sound_alone(path: Path) -> None:
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=16_000)
        frame = av.AudioFrame.from_ndarray(
            (take("low")[np.newaxis, :1024] * 32767).astype(np.int16), format="s16", layout="mono"
        )
        frame.rate = 16_000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


def no_video(path: Path) -> None:
    path.write_bytes(b"<!doctype html><title>Sign in</title>")


def half_downloaded(path: Path) -> None:
    data = acted.write(path, "left", 7).read_bytes()
    path.write_bytes(data[: len(data) // 2])


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (one_frame, "has a single picture; an action needs at least 0.3 s"),
        (too_short, "lasts 0.2 s; an action needs at least 0.3 s"),
        (sound_alone, "has no pictures in it, only audio."),
        (no_video, "is not a video that can be read, or it is cut off"),
        (half_downloaded, "is not a video that can be read, or it is cut off"),
    ],
)
def test_what_can_t_be_used_is_said_and_the_rest_is_taught(
    clips: Path, tmp_path: Path, write: Callable[[Path], None], sentence: str
) -> None:
    write(clips / "left" / "bad.mp4")
    result = run("teach", clips, *TEACH, "-o", tmp_path / MODEL)
    assert result.exit_code == 1
    assert (tmp_path / MODEL).exists()
    heading, said = result.stderr.splitlines()[-2:]
    assert heading == "1 left out:"
    assert said.startswith(f"  {clips / 'left' / 'bad.mp4'} {sentence}")


@pytest.mark.parametrize("kind", ["rotated", "variable", "webm", "large"])
def test_what_phones_and_browsers_write_is_used(clips: Path, tmp_path: Path, kind: str) -> None:
    frames = acted.draw("left", 7)
    path = clips / "left" / "odd.mp4"
    if kind == "rotated":
        write_video(path, np.rot90(frames, axes=(2, 1)), acted.FPS, rotation=90)
    elif kind == "variable":
        times = np.cumsum([0.0, *([0.04, 0.16] * 7)])
        write_video(path, frames, seconds=times)
    elif kind == "webm":
        write_video(path.with_suffix(".webm"), frames, acted.FPS, codec="libvpx")
    else:
        write_video(path, np.repeat(np.repeat(frames, 8, axis=1), 8, axis=2), acted.FPS)
    result = run("teach", clips, *TEACH, "-o", tmp_path / MODEL)
    assert result.exit_code == 0, result.stderr
    assert result.stderr.startswith("Taught left, other, right from 12 examples in 8 takes.")
    odd = next((clips / "left").glob("odd.*"))
    (line,) = run("recognize", tmp_path / MODEL, odd, "--json").stdout.splitlines()
    assert json.loads(line)["label"] == "left"


def test_pictures_and_sounds_are_no_actions(tmp_path: Path) -> None:
    photos = write_photos(tmp_path / "photos")
    result = run("teach", photos, "--kind", "actions", "-o", tmp_path / MODEL)
    assert result.exit_code == 2
    assert "such as box, but no video in any of them, only pictures; put at least" in result.stderr


def test_pictures_among_clips_are_left_out(clips: Path, tmp_path: Path) -> None:
    write_photos(clips, ("left",), count=1)
    write_wav(clips / "left" / "a.wav", take("low"))
    result = run("teach", clips, *TEACH, "-o", tmp_path / MODEL)
    assert result.exit_code == 1
    assert "0.png: a picture, left out among videos" in result.stderr
    assert "a.wav: a sound, left out among videos" in result.stderr


def test_one_class_only(clips: Path, tmp_path: Path) -> None:
    for label in ("right", "other"):
        for path in (clips / label).iterdir():
            path.unlink()
        (clips / label).rmdir()
    result = run("teach", clips, "--kind", "actions", "-o", tmp_path / MODEL)
    assert result.exit_code == 2
    assert "only one class, 'left'" in result.stderr
    assert "for example 'other'" in result.stderr


def test_no_class_of_everything_else(clips: Path, tmp_path: Path) -> None:
    result = run("teach", clips, "--kind", "actions", "-o", tmp_path / MODEL)
    assert result.exit_code == 1
    assert "so 'other' is taken for an action like the others" in result.stderr
    assert result.stderr.count("--background other") == 1


def test_a_class_with_one_clip(clips: Path, tmp_path: Path) -> None:
    for path in list((clips / "right").iterdir())[1:]:
        path.unlink()
    result = run("teach", clips, *TEACH, "-o", tmp_path / MODEL)
    assert result.exit_code == 1
    assert "The class 'right' has a single clip; add more" in result.stderr


def test_noise_can_t_be_mixed_into_actions(clips: Path, tmp_path: Path) -> None:
    result = run("teach", clips, *TEACH, "--mix-noise", "-o", tmp_path / MODEL)
    assert result.exit_code == 2
    assert "Noise can be mixed into sounds, and these are actions." in result.stderr


def test_a_head_for_actions_refuses_pictures(tmp_path: Path) -> None:
    photos = write_photos(tmp_path / "photos", count=2)
    result = run("teach", photos, "--head", "descriptor", "-o", tmp_path / MODEL)
    assert result.exit_code == 2
    assert result.stderr.startswith("understudy: ")
