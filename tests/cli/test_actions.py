"""Actions on the command line, from clips to events."""

import json
from pathlib import Path

import pytest

from tests import acted
from tests.cli.running import run
from tests.taught import write_photos
from understudy.project.records import Cut
from understudy.project.store import Project

MODEL = "moves.understudy"
TEACH = ("--kind", "actions", "--background", "other")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    acted.use(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return acted.tiny().save(tmp_path_factory.mktemp("model") / MODEL)


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("game")
    return acted.write_game(folder / "game.mp4", "right", "left", "other")


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    return acted.write_clips(tmp_path / "clips")


def test_from_clips_to_a_model(clips: Path, tmp_path: Path) -> None:
    result = run("teach", clips, *TEACH, "-o", tmp_path / MODEL)
    assert result.exit_code == 0, result.stderr
    said = result.stderr.splitlines()
    assert said[0] == "Taught left, other, right from 11 examples in 7 takes."
    assert said[1].startswith("Half an action was learned as background")
    assert any("in 6 takes it was not taught; I can't tell yet of `other`" in one for one in said)
    shown = run("inspect", tmp_path / MODEL).stdout
    assert "a video of any size and rate; 1.5 s of it at a time, 10 pictures a second" in shown
    assert (
        "; of each its centre square is looked at; how things move from one to the next is seen in "
        "all of it\n"
    ) in shown
    assert "background  other" in shown


def test_events_of_a_video_as_json(model: Path, game: Path) -> None:
    result = run("recognize", model, game, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert [set(event) for event in events] == [{"file", "label", "start", "end", "confidence"}] * 2
    assert [event["label"] for event in events] == ["right", "left"]
    assert all(event["file"] == str(game) for event in events)
    assert events[1]["start"] == pytest.approx(3.35, abs=0.3)
    assert events[1]["end"] == pytest.approx(4.15, abs=0.3)


def test_events_of_a_video_in_words(model: Path, game: Path, tmp_path: Path) -> None:
    still = acted.write(tmp_path / "still.mp4", "other", 1, 3.0)
    lines = run("recognize", model, game, still).stdout.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith(f"{game} @ 3.")
    assert " s: left (" in lines[1]
    assert lines[2] == f"{still}: none of the actions I know"


def test_a_folder_of_videos_and_one_that_is_none(model: Path, tmp_path: Path) -> None:
    folder = write_photos(tmp_path / "some", count=1)
    acted.write(folder / "a.mp4", "left", 1)
    (folder / "b.mp4").write_bytes(b"half a downl")
    result = run("recognize", model, folder, "--json")
    assert [json.loads(line)["label"] for line in result.stdout.splitlines()] == ["left"]
    assert result.exit_code == 1
    assert "1 of 2 could not be read:" in result.stderr
    result = run("recognize", model, folder / "box" / "0.png")
    assert result.exit_code == 2
    assert "0.png is a picture, and this model recognises actions in videos." in result.stderr


def test_watching_tells_each_action_once(model: Path, game: Path) -> None:
    result = run("watch", model, "--source", game, "--fast", "--on", "left=key:ArrowLeft")
    assert result.exit_code == 0, result.stderr
    assert [line.split()[2] for line in result.stdout.splitlines()] == ["right", "left"]
    assert result.stderr.count("left would press ArrowLeft") == 1
    assert result.stderr.count("left would release ArrowLeft") == 1


def test_watching_as_json_says_when_it_began_and_how_late_it_was_told(
    model: Path, game: Path
) -> None:
    result = run("watch", model, "--source", game, "--fast", "--json", "--rule", "per-episode")
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["label"], one["kind"]) for one in events] == [
        (label, kind) for label in ("right", "left") for kind in ("start", "stop")
    ]
    assert set(events[0]) == {"label", "kind", "seconds", "confidence"}
    stop = events[1]
    assert set(stop) == {*events[0], "start", "end", "latency"}
    assert stop["latency"] == pytest.approx(events[0]["seconds"] - stop["end"], abs=0.002)


def test_settings_of_pictures_and_single_photos_are_refused(
    model: Path, game: Path, tmp_path: Path
) -> None:
    result = run("watch", model, "--source", game, "--smoothing", "1")
    assert result.exit_code == 2
    assert "smoothing is a setting for pictures" in result.stderr
    result = run("watch", model, "--source", game, "--rule", "later")
    assert "The rule is 'later'; expected 'at-once' or 'per-episode'." in result.stderr
    result = run("watch", model, "--source", write_photos(tmp_path / "photos", count=1))
    assert result.exit_code == 2
    assert "An action can't be told from single photos." in result.stderr


def test_how_right_it_is_with_a_report(model: Path, clips: Path, tmp_path: Path) -> None:
    acted.write(clips / "left" / "slip.mp4", "right", 30)
    result = run("evaluate", model, clips, "--html", tmp_path / "report.html")
    assert result.exit_code == 0, result.stderr
    assert "11 of 12 clips" in " ".join(result.stdout.split())
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "slip.mp4 @ 0.75 s" in page
    assert page.count("<img") == 1


def test_heads_side_by_side(clips: Path) -> None:
    result = run("compare", clips, *TEACH, "--head", "descriptor", "--json")
    assert result.exit_code == 0, result.stderr
    (one,) = map(json.loads, result.stdout.splitlines())
    assert (one["head"], one["takes"]) == ("descriptor", 6)
    assert one["accuracy"] > 0.6


def test_other_commands_say_that_it_is_for_actions(model: Path, tmp_path: Path) -> None:
    result = run("export", model, "-o", tmp_path / "m.onnx")
    assert result.exit_code == 2
    assert "A model that recognises actions can't be one ONNX graph" in result.stderr
    result = run("listen", "--model", model)
    assert "This model recognises actions. Use it with: understudy watch" in result.stderr


def test_a_project_of_the_studio(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "moves", "Moves", "actions", Cut(1.5, 0.75), "clip")
    with project:
        for label in acted.LABELS:
            role = "background" if label == "other" else "class"
            class_id = project.add_class(label, role=role).id
            for number in range(1 if label == "other" else 5):
                seconds = 4.0 if label == "other" else 1.5
                path = acted.write(
                    tmp_path / "new" / f"{label}{number}.mp4", label, number, seconds
                )
                project.add_clip(class_id, path, path.name)
    result = run("teach", tmp_path / "moves", "-o", tmp_path / MODEL)
    assert result.exit_code == 0, result.stderr
    assert result.stderr.startswith("Taught left, other, right from 14 examples in 11 takes.")
    game = acted.write_game(tmp_path / "game.mp4", "right", "left", "other")
    lines = run("recognize", tmp_path / MODEL, game, "--json").stdout.splitlines()
    assert [json.loads(line)["label"] for line in lines] == ["right", "left"]
    result = run("teach", tmp_path / "moves", "--kind", "pictures", "-o", tmp_path / MODEL)
    assert "is a project of actions, and pictures are asked for." in result.stderr
