import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from understudy.errors import DataError, MissingExtraError
from understudy.training.augmentation import augment_folder, folder


def save(path: Path, seed: int = 0, size: tuple[int, int] = (12, 8)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    Pillow.fromarray(pixels).save(path)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    source = tmp_path / "photos"
    save(source / "rock" / "a.jpg", 1)
    save(source / "rock" / "b.png", 2)
    save(source / "paper" / "monday" / "c.jpg", 3)
    return source


def files(destination: Path) -> dict[str, bytes]:
    return {
        path.relative_to(destination).as_posix(): path.read_bytes()
        for path in destination.rglob("*")
        if path.is_file() and path.name != folder.RECORD
    }


def test_variants_of_a_photo_are_one_take(photos, tmp_path):
    report = augment_folder(photos, tmp_path / "more", copies=2, seed=44)
    assert sorted(files(tmp_path / "more")) == [
        "paper/monday/c-00.jpg",
        "paper/monday/c-01.jpg",
        "paper/monday/c-02.jpg",
        "rock/a/a-00.jpg",
        "rock/a/a-01.jpg",
        "rock/a/a-02.jpg",
        "rock/b/b-00.jpg",
        "rock/b/b-01.jpg",
        "rock/b/b-02.jpg",
    ]
    assert (report.photos, report.written, report.kept) == (3, 9, 0)
    assert (report.failed, report.skipped) == ((), ())


def test_numbers_grow_wider_and_originals_may_stay_away(photos, tmp_path):
    augment_folder(photos, tmp_path / "more", copies=100, seed=1, size=(4, 4), originals=False)
    names = [name for name in files(tmp_path / "more") if name.startswith("rock/a/")]
    assert (min(names), max(names)) == ("rock/a/a-001.jpg", "rock/a/a-100.jpg")


def test_size_is_width_by_height_and_kept_by_default(photos, tmp_path):
    augment_folder(photos, tmp_path / "same", copies=1, seed=1)
    augment_folder(photos, tmp_path / "small", copies=1, seed=1, size=(10, 5))
    for name, expected in (("same", (12, 8)), ("small", (10, 5))):
        for number in ("00", "01"):
            with Pillow.open(tmp_path / name / "rock" / "a" / f"a-{number}.jpg") as picture:
                assert picture.size == expected


def test_a_photo_has_the_same_variants_alone_and_among_others(photos, tmp_path):
    augment_folder(photos, tmp_path / "all", copies=3, seed=44)
    save(tmp_path / "alone" / "rock" / "b.png", 2)
    augment_folder(tmp_path / "alone", tmp_path / "one", copies=3, seed=44)
    together, alone = files(tmp_path / "all"), files(tmp_path / "one")
    assert alone.keys() == {f"rock/b/b-0{n}.jpg" for n in range(4)}
    assert all(together[name] == content for name, content in alone.items())
    augment_folder(photos, tmp_path / "other", copies=3, seed=45)
    assert files(tmp_path / "other") != together


def test_an_interrupted_run_goes_on_to_the_same_files(photos, tmp_path):
    augment_folder(photos, tmp_path / "whole", copies=2, seed=44)

    def stop(done: int, total: int) -> None:
        assert total == 3
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        augment_folder(photos, tmp_path / "more", copies=2, seed=44, progress=stop)
    assert len(files(tmp_path / "more")) == 6
    (tmp_path / "more" / "paper" / "monday" / "c-01.jpg").unlink()  # as if stopped in a photo
    report = augment_folder(photos, tmp_path / "more", copies=2, seed=44)
    assert (report.written, report.kept) == (4, 5)
    assert files(tmp_path / "more") == files(tmp_path / "whole")


@pytest.mark.parametrize("change", [{"copies": 3}, {"seed": 4}, {"size": (9, 9)}])
def test_a_run_with_other_settings_is_not_mixed_in(photos, tmp_path, change):
    augment_folder(photos, tmp_path / "more", copies=2, seed=44)
    before = files(tmp_path / "more")
    with pytest.raises(DataError, match="begun with other photos or settings"):
        augment_folder(photos, tmp_path / "more", **{"copies": 2, "seed": 44} | change)
    assert files(tmp_path / "more") == before


def test_a_run_with_changed_photos_is_not_mixed_in(photos, tmp_path):
    augment_folder(photos, tmp_path / "more", copies=1, seed=44)
    save(photos / "rock" / "a.jpg", 9, size=(13, 8))
    with pytest.raises(DataError, match="begun with other photos or settings"):
        augment_folder(photos, tmp_path / "more", copies=1, seed=44)


def test_a_folder_with_other_files_is_refused(photos, tmp_path):
    save(tmp_path / "mine" / "x.jpg")
    with pytest.raises(DataError, match=r"holds other files\. Choose a new folder"):
        augment_folder(photos, tmp_path / "mine", copies=1, seed=1)
    (tmp_path / "mine" / folder.RECORD).write_text("not json", encoding="utf-8")
    with pytest.raises(DataError, match="holds other files"):
        augment_folder(photos, tmp_path / "mine", copies=1, seed=1)


@pytest.mark.parametrize("inside", [".", "more", "rock/../rock/more"])
def test_a_destination_inside_the_source_is_refused(photos, inside):
    with pytest.raises(DataError, match="is or lies in"):
        augment_folder(photos, photos / inside, copies=1, seed=1)
    assert not (photos / "more").exists()


def test_bad_photos_are_listed_and_the_others_done(photos, tmp_path):
    bad = photos / "rock" / "text.jpg"
    bad.write_text("no picture", encoding="utf-8")
    report = augment_folder(photos, tmp_path / "more", copies=1, seed=1)
    ((path, reason),) = report.failed
    assert path == bad
    assert "text.jpg" in reason
    assert (report.photos, report.written) == (3, 6)


def test_a_photo_that_needs_an_extra_is_listed(photos, tmp_path, monkeypatch):
    def read(path: Path) -> np.ndarray:
        if path.name == "a.jpg":
            raise MissingExtraError("needs heic")
        return np.zeros((2, 2, 3), dtype=np.uint8)

    monkeypatch.setattr(folder, "read_image", read)
    report = augment_folder(photos, tmp_path / "more", copies=1, seed=1)
    assert report.failed == ((photos / "rock" / "a.jpg", "needs heic"),)


def test_videos_and_loose_pictures_are_left_out_with_a_reason(photos, tmp_path):
    (photos / "rock" / "clip.mp4").write_bytes(b"film")
    (photos / "rock" / "notes.txt").write_text("ignored", encoding="utf-8")
    (photos / "rock" / ".hidden.jpg").write_bytes(b"ignored")
    save(photos / "loose.jpg")
    report = augment_folder(photos, tmp_path / "more", copies=1, seed=1)
    reasons = {path.name: reason for path, reason in report.skipped}
    assert reasons.keys() == {"clip.mp4", "loose.jpg"}
    assert "understudy frames" in reasons["clip.mp4"]
    assert "no class folder" in reasons["loose.jpg"]
    assert report.photos == 3


def test_sources_without_photos_are_refused(tmp_path):
    with pytest.raises(DataError, match="is not a folder"):
        augment_folder(tmp_path / "missing", tmp_path / "more", copies=1, seed=1)
    save(tmp_path / "flat" / "a.jpg")
    with pytest.raises(DataError, match="no pictures in class folders"):
        augment_folder(tmp_path / "flat", tmp_path / "more", copies=1, seed=1)
    assert not (tmp_path / "more").exists()


def link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("this system makes no symbolic links")


def test_links_that_lead_nowhere_or_back_do_no_harm(photos, tmp_path):
    link(photos / "rock" / "gone.jpg", tmp_path / "gone.jpg")
    link(photos / "rock" / "loop", photos)
    report = augment_folder(photos, tmp_path / "more", copies=1, seed=1)
    assert [path.name for path, _ in report.failed] == ["gone.jpg"]
    assert report.photos == 3


def test_a_folder_that_can_not_be_listed_is_one_sentence(photos, tmp_path, monkeypatch):
    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(DataError, match=r"photos can't be read \(Permission denied\)"):
        augment_folder(photos, tmp_path / "more", copies=1, seed=1)


def test_settings_are_checked(photos, tmp_path):
    for wrong in ({"copies": 0}, {"seed": -1}, {"size": (0, 5)}, {"size": (10**6, 10**6)}):
        with pytest.raises(DataError, match="expected"):
            augment_folder(photos, tmp_path / "more", **{"copies": 1, "seed": 1} | wrong)


def test_a_destination_that_is_a_file_is_one_sentence(photos, tmp_path):
    (tmp_path / "more").write_text("file", encoding="utf-8")
    with pytest.raises(DataError, match="can't be made"):
        augment_folder(photos, tmp_path / "more", copies=1, seed=1)


def test_the_record_says_how_the_folder_was_made(photos, tmp_path):
    augment_folder(photos, tmp_path / "more", copies=2, seed=44, size=(10, 5))
    record = json.loads((tmp_path / "more" / folder.RECORD).read_text(encoding="utf-8"))
    assert {key: record[key] for key in ("copies", "seed", "size", "originals")} == {
        "copies": 2,
        "seed": 44,
        "size": [10, 5],
        "originals": True,
    }
