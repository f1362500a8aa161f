from pathlib import Path

import numpy as np
import pytest

from understudy.errors import MediaError
from understudy.media import cutting
from understudy.media.cutting import cut_frames, safe_stem
from understudy.media.image import capture_time, read_image


def test_numbered_pictures_in_one_folder(draw_video, tmp_path: Path) -> None:
    folder = tmp_path / "photos" / "punch"
    times: list[float] = []
    assert cut_frames(draw_video("kick ü.mov"), folder, on_frame=times.append) == 10
    assert [path.name for path in sorted(folder.iterdir())] == [
        f"kick ü-{number:06d}.jpg" for number in range(1, 11)
    ]
    assert times == pytest.approx(np.arange(10) / 10)
    assert read_image(folder / "kick ü-000010.jpg").shape == (48, 64, 3)
    assert list(folder.parent.iterdir()) == [folder]


def test_pictures_of_one_video_are_seen_to_belong_together(draw_video, tmp_path: Path) -> None:
    video = draw_video()
    cut_frames(video, tmp_path / "out", fps=5)
    shot = [capture_time(path) for path in sorted((tmp_path / "out").iterdir())]
    started = video.stat().st_mtime
    assert shot == pytest.approx([started + index / 5 for index in range(5)], abs=1e-3)


def test_a_folder_with_something_in_it_is_kept(draw_video, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert cut_frames(draw_video(), folder) == 10  # empty is fine
    with pytest.raises(MediaError, match="already has something in it"):
        cut_frames(tmp_path / "clip.mp4", folder)
    assert len(list(folder.iterdir())) == 10


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_an_interrupted_cut_leaves_nothing(
    draw_video, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    video = draw_video()
    write = cutting.write_synced

    def fail_at_the_third(path: Path, data: bytes) -> None:
        if path.name.endswith("3.jpg"):
            path.write_bytes(data[:10])
            raise failure
        write(path, data)

    monkeypatch.setattr(cutting, "write_synced", fail_at_the_third)
    with pytest.raises((KeyboardInterrupt, MediaError)) as caught:
        cut_frames(video, tmp_path / "out")
    if isinstance(caught.value, MediaError):
        assert "out can't be written (No space left on device)" in str(caught.value)
    assert list(tmp_path.iterdir()) == [video]


def test_a_bad_video_makes_no_folder(tmp_path: Path) -> None:
    video = tmp_path / "a.mp4"
    video.write_bytes(b"dear diary")
    with pytest.raises(MediaError, match="not a video"):
        cut_frames(video, tmp_path / "out" / "a")
    assert list(tmp_path.iterdir()) == [video]


def test_a_file_in_the_place_of_the_folder(draw_video, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    for folder in (tmp_path / "out", tmp_path / "out" / "clip"):
        with pytest.raises(MediaError, match="can't be written"):
            cut_frames(draw_video(), folder)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_too_many_frames_leave_nothing(draw_video, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="more than 3 frames"):
        cut_frames(draw_video(), tmp_path / "out", max_frames=3)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("punch.mov", "punch"),
        ("a/b c.MP4", "b c"),
        ("wait...mov", "wait"),
        ("...mov", "video"),
        (".hidden.mov", "hidden"),
        ("clip .mov", "clip"),
        ("ä.b.mp4", "ä.b"),
    ],
)
def test_safe_stem(name: str, stem: str) -> None:
    assert safe_stem(name) == stem


def test_a_long_name_stays_within_the_limit(draw_video, tmp_path: Path) -> None:
    video = draw_video("clip.mp4").rename(tmp_path / ("ü" * 125 + ".mp4"))
    folder = tmp_path / "out" / safe_stem(video)
    assert cut_frames(video, folder, fps=2) == 2
    assert all(len(path.name.encode()) <= 255 for path in folder.iterdir())
