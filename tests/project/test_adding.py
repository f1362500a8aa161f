import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from tests.project.small import check, jpeg, picture, record, state, take_id
from understudy.errors import Cancelled, DataError, MediaError
from understudy.media.image import capture_time, encode_jpeg, read_image
from understudy.media.video import VideoInfo
from understudy.project import adding
from understudy.project.adding import photo_to_jpeg


def test_a_small_jpeg_is_kept_as_it_is(project) -> None:
    rock = project.add_class("rock")
    example = project.add_photo(rock.id, data := jpeg(), "IMG 1.jpg")
    assert example.path.read_bytes() == data
    taken = project.takes[example.take]
    assert (taken.source, taken.name, taken.ended) == ("photo", "IMG 1.jpg", True)
    assert project.undo() == "Added IMG 1.jpg to rock"
    assert project.examples() == []
    project.redo()
    assert project.example(example.id).path.read_bytes() == data
    check(project)


@pytest.mark.parametrize(
    "data",
    [
        picture(1000, 500),
        picture(300, 200, "PNG"),
        picture(4000, 30, "PNG"),
        picture(200, 300, exif=bytes.fromhex("45786966000049492a0008000000010012010300010000000600")
                + bytes(6)),
    ],
    ids=["large", "PNG", "long", "lying"],
)  # fmt: skip
def test_any_other_photo_becomes_a_small_upright_jpeg(data: bytes) -> None:
    kept = photo_to_jpeg(data, "x")
    header = Pillow.open(io.BytesIO(kept))
    original = read_image(data)
    scale = min(1, adding.LONG_SIDE / max(original.shape))
    assert header.format == "JPEG"
    assert header.size == pytest.approx(
        (original.shape[1] * scale, original.shape[0] * scale), abs=1
    )
    assert header.getexif().get(0x0112, 1) == 1


def test_when_a_photo_was_shot_is_kept() -> None:
    data = encode_jpeg(np.zeros((900, 1200, 3), np.uint8), shot=1_000_000.5)
    assert capture_time(photo_to_jpeg(data, "x")) == 1_000_000.5


@pytest.mark.parametrize("data", [b"", b"no picture", picture(90, 90)[:-200]])
def test_what_is_no_photo_is_refused(project, data: bytes) -> None:
    rock = project.add_class("rock")
    with pytest.raises(MediaError, match=r"^\.\./\.\./x\.jpg is "):
        project.add_photo(rock.id, data, "../../x.jpg")
    assert project.examples() == []
    assert project.next_undo == "Added the class rock"


@pytest.fixture(scope="module")
def clip(tmp_path_factory) -> Path:
    av = pytest.importorskip("av")
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height = 800, 400
        for value in range(20):
            image = np.full((400, 800, 3), value * 10, np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return path


def test_a_video_is_one_take(project, clip) -> None:
    rock, told = project.add_class("rock"), []
    record = project.add_video(rock.id, clip, "clip.mp4", progress=lambda *a: told.append(a))
    assert (record.source, record.rate, record.name) == ("video", 5, "clip.mp4")
    assert project.takes == {record.id: record}
    assert project.take_count(record.id) == 10
    assert read_image(project.examples()[0].path).shape == (320, 640, 3)
    assert told == [(n, 10) for n in range(1, 11)]
    assert project.undo() == "Added clip.mp4 to rock"
    assert project.count(rock.id) == 0
    check(project)


def test_a_video_that_is_stopped_leaves_nothing(project, clip) -> None:
    rock = project.add_class("rock")
    before = state(project)
    stops = iter([False] * 4 + [True])
    with pytest.raises(Cancelled):
        project.add_video(rock.id, clip, "clip.mp4", cancelled=lambda: next(stops))
    assert state(project) == before
    assert project.next_undo == "Added the class rock"
    assert project.trash_bytes() == 0
    check(project)


def test_a_video_that_is_none(project, tmp_path) -> None:
    rock = project.add_class("rock")
    (tmp_path / "x.mp4").write_bytes(b"no video")
    with pytest.raises(MediaError):
        project.add_video(rock.id, tmp_path / "x.mp4", "x.mp4")
    assert project.examples() == []


def test_a_class_deleted_meanwhile(project, clip) -> None:
    rock = project.add_class("rock")
    with pytest.raises(DataError, match="no class"):
        project.add_video(
            rock.id, clip, "x", progress=lambda n, _: n == 3 and project.delete_class(rock.id)
        )
    assert project.trash_bytes() == 0
    check(project)


def test_emptying_the_trash_takes_no_frame_of_a_video_that_comes_in(
    project, tmp_path, monkeypatch
) -> None:
    def frames(path, fps):
        for number in range(6):
            if number == 3:
                project.empty_trash()
            yield number / 5, np.full((8, 8, 3), 30 * number, np.uint8)

    rock = project.add_class("rock")
    record(project, rock.id, take_id(1))
    project.delete_take(take_id(1))
    monkeypatch.setattr(adding, "probe", lambda path: VideoInfo(None, 8, 8, None, 0))
    monkeypatch.setattr(adding, "read_frames", frames)
    added = project.add_video(rock.id, tmp_path / "x.mp4", "x.mp4")
    assert project.take_count(added.id) == 6
    assert project.trash_bytes() == 0
    check(project)


def test_a_video_brings_no_folder_back_that_was_moved_away(project, tmp_path, monkeypatch) -> None:
    def frames(path, fps):
        yield 0.0, np.zeros((8, 8, 3), np.uint8)
        project.close()
        project.folder.rename(tmp_path / "elsewhere")
        yield 0.2, np.zeros((8, 8, 3), np.uint8)

    rock = project.add_class("rock")
    monkeypatch.setattr(adding, "probe", lambda path: VideoInfo(None, 8, 8, None, 0))
    monkeypatch.setattr(adding, "read_frames", frames)
    with pytest.raises(DataError, match="is closed"):
        project.add_video(rock.id, tmp_path / "x.mp4", "x.mp4")
    assert not project.folder.exists()
