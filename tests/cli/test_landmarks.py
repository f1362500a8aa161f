import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.cli.running import run
from tests.taught import write_photos, write_video
from understudy import landmarks
from understudy.cli.landmarks import drawing_names, in_words
from understudy.landmarks import BODY_NAMES, HAND_NAMES, Body, Hand

DATA = Path(os.environ.get("UNDERSTUDY_DATA") or Path(__file__).parents[3] / "shared" / "data")
ROCK = DATA / "images" / "rpsgreen3" / "rock"


def hand(side: str, score: float = 0.984) -> Hand:
    points = np.tile(np.float32([10, 20, -1]), (21, 1))
    return Hand(points, points / 1000, score, side, 0.9)  # type: ignore[arg-type]


def a_body() -> Body:
    points = np.tile(np.float32([32, 24, 0]), (33, 1))
    return Body(points, np.full(33, 0.75, np.float32), points / 100, 0.971)


class FakeFinder:
    """Finds a left hand where there is a box (mostly blue), and follows it in streams."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def find(self, image: np.ndarray, seconds: float | None = None, **options: Any) -> list[Any]:
        self.asked.append((seconds, options))
        blue = (image[..., 2].astype(int) - image[..., 0] > 150).mean()
        return [hand("left")] if blue > 0.1 else []

    def stream(self, **options: Any) -> "FakeFinder":
        self.asked.append(("stream", options))
        return self


class FakeBodyFinder(FakeFinder):
    def find(self, image: np.ndarray, seconds: float | None = None, **options: Any) -> list[Any]:
        assert not options
        return [a_body()] if super().find(image, seconds) else []


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch) -> FakeFinder:
    fake = FakeFinder()
    monkeypatch.setattr(landmarks, "load_hand_finder", lambda: fake)
    monkeypatch.setattr(landmarks, "load_body_finder", FakeBodyFinder)
    return fake


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return write_photos(tmp_path / "photos", count=2)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.usefixtures("finder")
def test_a_line_for_each_photo(photos: Path) -> None:
    result = run("landmarks", photos)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"{photos / 'box' / '0.png'}: one left hand (98 %)",
        f"{photos / 'box' / '1.png'}: one left hand (98 %)",
        f"{photos / 'disc' / '0.png'}: no hand",
        f"{photos / 'disc' / '1.png'}: no hand",
    ]


@pytest.mark.usefixtures("finder")
def test_json_names_every_point(photos: Path) -> None:
    box, disc = photos / "box" / "0.png", photos / "disc" / "0.png"
    seen, nothing = lines(run("landmarks", box, disc, "--json").stdout)
    assert list(seen) == ["file", "width", "height", "hands"]
    assert (seen["file"], seen["width"], seen["height"]) == (str(box), 64, 48)
    assert [point["name"] for point in seen["hands"][0]["points"]] == list(HAND_NAMES)
    assert seen["hands"] == [hand("left").to_dict(64, 48)]
    assert nothing["hands"] == []


@pytest.mark.usefixtures("finder")
def test_bodies(photos: Path) -> None:
    box = photos / "box" / "0.png"
    (seen,) = lines(run("landmarks", box, "--body", "--json").stdout)
    assert [point["name"] for point in seen["bodies"][0]["points"]] == list(BODY_NAMES)
    assert run("landmarks", box, "--body").stdout == f"{box}: one person (97 %)\n"
    assert run("landmarks", photos / "disc" / "0.png", "--body").stdout.endswith(": no person\n")


def test_points_as_they_are_seen(finder: FakeFinder, tmp_path: Path) -> None:
    run("landmarks", write_video(tmp_path / "clip.mp4", "box", frames=3, fps=10), "--no-smoothing")
    assert finder.asked[0] == ("stream", {"most": 2, "smoothing": False})


def test_a_video_is_followed_frame_by_frame(finder: FakeFinder, tmp_path: Path) -> None:
    clip = write_video(tmp_path / "clip.mp4", "box", frames=10, fps=10)
    seen = lines(run("landmarks", clip, "--json", "--most", 1).stdout)
    assert [one["time"] for one in seen] == [round(n / 10, 1) for n in range(10)]
    assert finder.asked[0] == ("stream", {"most": 1, "smoothing": True})
    assert [seconds for seconds, _ in finder.asked[1:]] == pytest.approx(np.arange(10) / 10)
    assert len(lines(run("landmarks", clip, "--json", "--fps", 5).stdout)) == 5
    assert f"{clip} @ 0.4 s: one left hand" in run("landmarks", clip).stdout


def test_how_many_hands(finder: FakeFinder, photos: Path) -> None:
    run("landmarks", photos / "box" / "0.png")
    run("landmarks", photos / "box" / "0.png", "--most", 1)
    assert [options for _, options in finder.asked] == [{"most": 2}, {"most": 1}]
    for most in ("0", "3", "some"):
        assert run("landmarks", photos, "--most", most).exit_code == 2


def test_two_hands_in_words() -> None:
    both = [hand("left"), hand("right", 0.62)]
    assert in_words(both, body=False) == "two hands, left (98 %) and right (62 %)"


@pytest.mark.usefixtures("finder")
def test_one_bad_file_never_stops_the_rest(photos: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_text("dear diary", encoding="utf-8")
    good = photos / "box" / "0.png"
    result = run("landmarks", bad, good, tmp_path / "none.mp4", "--json")
    assert result.exit_code == 1
    assert [one["file"] for one in lines(result.stdout)] == [str(good)]
    heading, *listed = result.stderr.splitlines()
    assert heading == "2 of 3 could not be read:"
    assert "bad.jpg is not a picture" in listed[0]
    assert "none.mp4 does not exist" in listed[1]
    assert run("landmarks", bad).exit_code == 2


@pytest.mark.usefixtures("finder")
def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("landmarks", tmp_path / "empty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no photo or video in" in result.stderr


@pytest.mark.usefixtures("finder")
def test_drawings_of_photos_and_frames(photos: Path, tmp_path: Path) -> None:
    clip = write_video(tmp_path / "clip.mp4", "box", frames=3)
    out = tmp_path / "drawn" / "here"
    result = run("landmarks", photos / "box", clip, "--draw", out)
    assert result.exit_code == 0
    assert f"The pictures with the skeleton are in {out}" in result.stderr
    written = {str(path.relative_to(out).as_posix()) for path in out.rglob("*.jpg")}
    assert written == {
        "0.jpg", "1.jpg",
        "clip/clip-000001.jpg", "clip/clip-000002.jpg", "clip/clip-000003.jpg",
    }  # fmt: skip
    with Image.open(photos / "box" / "0.png") as photo, Image.open(out / "0.jpg") as drawn:
        assert drawn.size == photo.size
        difference = np.asarray(drawn, float) - np.asarray(photo.convert("RGB"), float)
        changed = np.abs(difference).max(axis=2) > 60
    rows, columns = np.nonzero(changed)
    assert (columns.mean(), rows.mean()) == pytest.approx((10, 20), abs=2)


@pytest.mark.usefixtures("finder")
def test_drawings_replace_nothing(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "drawn"
    assert run("landmarks", photos, "--draw", out).exit_code == 0
    before = {path: path.read_bytes() for path in out.iterdir()}
    again = run("landmarks", photos, "--draw", out)
    assert (again.exit_code, again.stdout) == (2, "")
    assert f"{out} already has something in it" in again.stderr
    assert {path: path.read_bytes() for path in out.iterdir()} == before
    file = photos / "box" / "0.png"
    assert run("landmarks", photos, "--draw", file).exit_code == 2


def test_names_of_drawings_never_collide() -> None:
    paths = [Path(p) for p in ("a/x.jpg", "b/x.png", "b/X.jpg", "x-2.jpg", "x.mp4", "a/x.jpg")]
    names = list(drawing_names(paths).values())
    assert names == ["x", "x-2", "X-3", "x-2-2", "x-4"]
    assert len({name.casefold() for name in names}) == 5


@pytest.mark.skipif(not ROCK.is_dir(), reason=f"no development photos in {DATA}")
def test_a_real_hand() -> None:
    (seen,) = lines(run("landmarks", min(ROCK.glob("*.jpg")), "--json").stdout)
    assert len(seen["hands"]) == 1
    wrist = seen["hands"][0]["points"][0]
    assert wrist["pixels"][0] == pytest.approx(wrist["normalized"][0] * seen["width"], abs=0.01)
