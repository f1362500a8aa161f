import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.sounds import RATE, take, write_sounds, write_wav
from tests.taught import draw, tiny_backbone, write_photos, write_video
from understudy.errors import DataError
from understudy.media.image import encode_jpeg
from understudy.media.sound import Recording
from understudy.project.records import Cut
from understudy.project.store import Project
from understudy.training.examples import embed
from understudy.training.gathering import gather, medium_of


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return write_photos(tmp_path / "photos", count=3)


@pytest.fixture
def sounds(tmp_path: Path) -> Path:
    return write_sounds(tmp_path / "sounds", count=2)


def test_a_folder_gives_its_files_with_label_and_take(photos: Path) -> None:
    (photos / "box" / "evening").mkdir()
    shutil.move(photos / "box" / "2.png", photos / "box" / "evening" / "2.png")
    (photos / "box" / "notes.txt").write_text("x", encoding="utf-8")
    given = gather(photos)
    assert [(one.label, one.path, one.take) for one in given.inputs[:3]] == [
        ("box", photos / "box" / "0.png", None),
        ("box", photos / "box" / "1.png", None),
        ("box", photos / "box" / "evening" / "2.png", "evening"),
    ]
    assert given.skipped == [(str(photos / "box" / "notes.txt"), "not a picture or video")]


def test_a_mapping_gives_paths_and_pictures(photos: Path) -> None:
    several = [photos / "box" / "0.png", draw("box", 1), Image.fromarray(draw("box", 2))]
    inputs = gather({"box": several, "disc": str(photos / "disc" / "0.png"), 7: []}).inputs
    assert [one.label for one in inputs] == ["box", "box", "box", "disc"]
    assert [one.name for one in inputs[1:3]] == ["box, picture 2", "box, picture 3"]
    assert inputs[1].path is None
    shown = embed(inputs, tiny_backbone())
    assert shown.labels == ["box", "box", "box", "disc"]
    assert shown.checksums[1:3] == [None, None]


@pytest.mark.parametrize("wrong", [5, ["a.jpg"], None])
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(DataError, match="a folder or a mapping"):
        gather(wrong)


def test_groups_go_with_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="goes with a folder"):
        gather({"a": []}, tmp_path / "groups.csv")


def test_labels_of_a_mapping_are_text_that_can_be_stored() -> None:
    (one,) = gather({"e\u0301\udcff": [draw("box", 0)]}).inputs
    assert one.label == "\u00e9\\udcff"


def test_a_mapping_may_state_takes() -> None:
    given = gather({"box": {"monday": ["1.png", "2.png"], "tuesday": ["3.png"]}, "disc": ["4.png"]})
    assert [(one.label, one.take) for one in given.inputs] == [
        ("box", "monday"), ("box", "monday"), ("box", "tuesday"), ("disc", None)
    ]  # fmt: skip


def test_a_project_of_the_studio_keeps_its_takes_and_names(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p", "Shapes") as project:
        for number, label in enumerate(("box", "disc")):
            new = project.add_class(label, role="background" if label == "disc" else "class")
            project.begin_take(f"{number:016d}", new.id, "camera")
            for frame in range(3):
                project.add_frame(f"{number:016d}", frame, encode_jpeg(draw(label, frame)))
            project.change_class(new.id, name=f"a {label}")
    for source in (tmp_path / "p", tmp_path / "p" / "examples"):
        given = gather(source)
        assert {(one.label, one.take) for one in given.inputs} == {
            ("a box", "0" * 16),
            ("a disc", "0" * 15 + "1"),
        }
        assert given.background == ["a disc"]
    with pytest.raises(DataError, match="leave the groups file out"):
        gather(tmp_path / "p", groups=tmp_path / "groups.csv")
    with Project.create(tmp_path / "empty", "Empty"), pytest.raises(DataError, match="no examples"):
        gather(tmp_path / "empty")


def test_sounds_tell_by_themselves_that_they_are(sounds: Path) -> None:
    (sounds / "low" / "evening").mkdir()
    shutil.move(sounds / "low" / "1.wav", sounds / "low" / "evening" / "1.wav")
    (sounds / "low" / "notes.txt").write_text("x", encoding="utf-8")
    given = gather(sounds)
    assert given.medium == "sound"
    assert [(one.label, one.take) for one in given.inputs[2:]] == [
        ("low", None),
        ("low", "evening"),
    ]
    assert given.skipped == [(str(sounds / "low" / "notes.txt"), "not a sound")]


def test_of_both_one_has_to_be_asked_for(sounds: Path) -> None:
    write_photos(sounds, labels=("low",), count=1)
    said = "holds pictures, such as low/0.png, and sounds, such as high/0.wav.*--kind sounds"
    with pytest.raises(DataError, match=said):
        gather(sounds)
    heard, seen = gather(sounds, medium="sound"), gather(sounds, medium="picture")
    assert (len(heard.inputs), len(seen.inputs)) == (4, 1)
    assert [reason for _, reason in heard.skipped] == ["a picture, left out among sounds"]
    assert {reason for _, reason in seen.skipped} == {
        "a sound, left out among pictures", "a class folder without a picture or video"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "medium"),
    [
        ("a.wav", "sound"),
        (Path("b.MP3"), "sound"),
        ((take("low"), RATE), "sound"),
        ([take("low").tolist(), RATE], "sound"),
        (Recording(take("low"), RATE), "sound"),
        (take("low"), "sound"),
        ("a.jpg", "picture"),
        (draw("box", 0), "picture"),
        (Image.new("RGB", (2, 2)), "picture"),
        (b"bytes", "picture"),
        ("none.webm", "picture"),
    ],
)
def test_a_mapping_tells_what_it_is_about(one: object, medium: str) -> None:
    given = gather({"x": [one]})
    assert given.medium == medium
    assert len(given.inputs) == 1


def test_a_single_pair_is_one_recording() -> None:
    given = gather({"low": (take("low"), RATE), "high": {"monday": [(take("high"), RATE)] * 2}})
    assert [(one.label, one.name, one.take) for one in given.inputs] == [
        ("low", "low, recording 1", None),
        ("high", "high, recording 1", "monday"),
        ("high", "high, recording 2", "monday"),
    ]
    with pytest.raises(DataError, match="both pictures and sounds"):
        gather({"x": ["a.wav", "b.jpg"]})
    assert gather({"x": ["a.wav", "b.jpg"]}, medium="sound").medium == "sound"


def test_videos_are_pictures_unless_they_only_hold_sound(tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    write_video(tmp_path / "box" / "clip.mp4", "box", frames=3)
    assert gather(tmp_path).medium == "picture"
    assert gather(tmp_path, medium="sound").medium == "sound"
    (tmp_path / "box" / "clip.mp4").unlink()
    heard = write_opus(tmp_path / "box" / "heard.webm")
    assert gather(tmp_path).medium == "sound"
    assert gather({"box": [heard]}).medium == "sound"


def write_opus(path: Path) -> Path:
    """Write a .webm with sound alone, as browsers record it."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=48_000)
        samples = np.repeat(take("low"), 3)[np.newaxis]
        frame = av.AudioFrame.from_ndarray(samples, "flt", "mono")
        frame.rate = 48_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def test_a_kind_is_pictures_or_sounds() -> None:
    assert (medium_of(None), medium_of("pictures"), medium_of("sounds")) == (
        None, "picture", "sound"
    )  # fmt: skip
    with pytest.raises(DataError, match="kind is 'words'; expected pictures, sounds or actions"):
        medium_of("words")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project of tones: two long recordings of one class, of noise one."""
    with Project.create(tmp_path / "tones", "Tones", "sound", Cut(0.6, 0.2)) as made:
        low = made.add_class("low")
        noise = made.add_class("hush", role="background")
        for number in range(2):
            path = write_wav(tmp_path / f"{number}.wav", take("low", number, count=3))
            first = made.add_recording(low.id, path, path.name)
        hush = write_wav(tmp_path / "hush.wav", take("noise", seconds=1.0))
        made.add_recording(noise.id, hush, hush.name)
        made.trim_take(first.id, 0.0, 2.0)
        made.change_class(low.id, name="a low tone")
    return tmp_path / "tones"


def test_a_project_of_sounds_keeps_what_was_cut(project: Path) -> None:
    given = gather(project)
    assert (given.medium, given.backbone, given.background) == ("sound", "sound", ["hush"])
    assert given.cut == Cut(0.6, 0.2)
    assert [one.label for one in given.inputs] == ["a low tone"] * 2 + ["hush"]
    assert sorted(len(one.centres or ()) for one in given.inputs) == [2, 3, 3]
    assert all(one.take for one in given.inputs)
    assert gather(project / "recordings").inputs == given.inputs


def test_another_cut_heeds_what_was_trimmed(project: Path) -> None:
    given = gather(project, cut=Cut(0.1, 0.02))
    short, long = sorted(len(one.centres or ()) for one in given.inputs if one.label != "hush")
    assert 2 * 5 < short < long
    assert all(max(one.centres or [0]) < 3 for one in given.inputs)


def test_a_project_of_sounds_is_none_of_pictures(project: Path) -> None:
    with pytest.raises(DataError, match="is a project of sounds, and pictures are asked for"):
        gather(project, medium="picture")
