import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests import gestures
from tests.cli.running import run
from tests.taught import draw, write_photos, write_video
from understudy.model import Model

KEYS = ["file", "label", "confidence", "probabilities", "known", "novelty", "found", "background"]


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_one_json_object_a_file(model: Path, shapes: Path) -> None:
    file = shapes / "disc" / "0.png"
    result = run("recognize", model, file, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    (one,) = lines(result.stdout)
    assert list(one) == KEYS
    prediction = Model.load(model).predict(file)
    assert one == {"file": str(file), **prediction.to_dict(), "background": False}
    assert list(one["probabilities"]) == ["box", "disc"]  # type: ignore[call-overload]


def test_the_unknown_has_no_label(model: Path, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3)).astype(np.uint8)
    Image.fromarray(noise).save(tmp_path / "noise.png")
    (one,) = lines(run("recognize", model, tmp_path / "noise.png", "--json").stdout)
    assert (one["label"], one["known"]) == (None, False)
    text = run("recognize", model, tmp_path / "noise.png").stdout
    assert text.startswith(f"{tmp_path / 'noise.png'}: nothing I know (nearest is ")


@pytest.mark.parametrize(
    ("seeks", "said"), [("hand", "no hand in view"), ("body", "nobody in view")]
)
def test_what_is_not_in_view_is_said(tmp_path: Path, seeks: str, said: str) -> None:
    model = gestures.taught(seeks).save(tmp_path / "m.understudy")
    seen = gestures.hand("open", 7) if seeks == "hand" else gestures.persons()["up"][0]
    folder = gestures.write(tmp_path / "new", {"x": [draw("box", 0), seen]})
    empty, full = run("recognize", model, folder).stdout.splitlines()
    assert empty == f"{folder / 'x' / '0.png'}: {said}"
    assert full.startswith(f"{folder / 'x' / '1.png'}: {'open' if seeks == 'hand' else 'up'} (")
    found = [one["found"] for one in lines(run("recognize", model, folder, "--json").stdout)]
    assert found == [False, True]


def test_a_class_without_a_hand_is_known_without_one(tmp_path: Path) -> None:
    model = gestures.taught(nothing=True).save(tmp_path / "m.understudy")
    folder = gestures.write(tmp_path / "new", {"x": [draw("box", 1)]})
    said = run("recognize", model, folder).stdout
    assert f"{folder / 'x' / '0.png'}: nothing (background, " in said


def test_a_video_gives_a_line_for_each_frame(model: Path, tmp_path: Path) -> None:
    clip = write_video(tmp_path / "clip.mp4", "box", frames=10, fps=10)
    seen = lines(run("recognize", model, clip, "--json").stdout)
    assert [one["time"] for one in seen] == [0, 0.2, 0.4, 0.6, 0.8]
    assert all(list(one) == ["file", "time", *KEYS[1:]] for one in seen)
    assert len(lines(run("recognize", model, clip, "--json", "--fps", 1).stdout)) == 1
    assert f"{clip} @ 0.4 s: " in run("recognize", model, clip).stdout


def test_folders_are_looked_through_in_natural_order(model: Path, tmp_path: Path) -> None:
    folder = write_photos(tmp_path / "new", labels=("box",), count=11)
    (folder / "box" / "notes.txt").write_text("no picture", encoding="utf-8")
    result = run("recognize", model, folder)
    assert result.exit_code == 0
    names = [Path(line.split(": ")[0]).stem for line in result.stdout.splitlines()]
    assert names == [str(number) for number in range(11)]
    assert f"{folder / 'box' / '3.png'}: box (" in result.stdout


def test_one_bad_file_never_stops_the_rest(model: Path, shapes: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad\n[red].jpg"
    bad.write_text("dear diary", encoding="utf-8")
    good = shapes / "box" / "0.png"
    result = run("recognize", model, bad, good, tmp_path / "none.mp4", "--json")
    assert result.exit_code == 1
    assert [one["file"] for one in lines(result.stdout)] == [str(good)]
    heading, *listed = result.stderr.splitlines()
    assert heading == "2 of 3 could not be read:"
    assert len(listed) == 2
    assert "bad\N{REPLACEMENT CHARACTER}[red].jpg is not a picture" in listed[0]
    assert "does not exist" in listed[1]


@pytest.mark.parametrize("name", ["none.jpg", "x" * 300 + ".jpg"])
def test_nothing_read_is_nothing_done(model: Path, tmp_path: Path, name: str) -> None:
    result = run("recognize", model, tmp_path / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "1 of 1 could not be read" in result.stderr


def test_an_empty_folder_is_said(model: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("recognize", model, tmp_path / "empty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no photo or video in" in result.stderr


@pytest.mark.parametrize("fps", ["0", "-1", "nan", "inf", "many"])
def test_a_rate_that_is_none_is_refused(model: Path, shapes: Path, fps: str) -> None:
    assert run("recognize", model, shapes, "--fps", fps).exit_code == 2


def test_a_name_can_not_pass_for_another_line(model: Path, shapes: Path) -> None:
    path = shapes / "box" / "0.png\n0.png: disc (100%).png"
    path.write_bytes((shapes / "box" / "0.png").read_bytes())
    assert len(run("recognize", model, path).stdout.splitlines()) == 1
    assert len(run("recognize", model, path, "--json").stdout.splitlines()) == 1


def test_a_background_class_is_marked(shapes: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.understudy"
    assert run("teach", shapes, "-o", out, "--background", "disc").exit_code == 0
    disc, box = (next(iter(sorted((shapes / label).iterdir()))) for label in ("disc", "box"))
    seen = lines(run("recognize", out, disc, box, "--json").stdout)
    assert [one["background"] for one in seen] == [True, False]
    assert f"{disc}: disc (background, " in run("recognize", out, disc).stdout
