import os
import re
import unicodedata
from pathlib import Path

import pytest

from understudy.errors import DataError
from understudy.sources import folder
from understudy.sources.folder import Item, list_folder


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def names(root: Path) -> list[str]:
    return [item.path.relative_to(root).as_posix() for item in list_folder(root).items]


def link(target: Path, at: Path) -> None:
    try:
        at.symlink_to(target, target_is_directory=target.is_dir())
    except OSError as error:
        pytest.skip(f"this system makes no links: {error}")


def test_every_file_has_its_class_in_natural_order(tmp_path: Path) -> None:
    put(tmp_path, "class 10/1.jpg", "class 2/10.JPG", "class 2/9.png", "class 2/clip.mov")
    listing = list_folder(tmp_path)
    assert listing.labels == ["class 2", "class 10"]
    assert listing.items == [
        Item(tmp_path / "class 2/9.png", "class 2", None, None),
        Item(tmp_path / "class 2/10.JPG", "class 2", None, None),
        Item(tmp_path / "class 2/clip.mov", "class 2", "clip.mov", None),
        Item(tmp_path / "class 10/1.jpg", "class 10", None, None),
    ]
    assert listing.skipped == []


def test_the_folder_below_the_class_names_the_take(tmp_path: Path) -> None:
    put(tmp_path, "rock/a/1.jpg", "rock/a/deeper/still/2.jpg", "rock/a/clip.mp4", "rock/b/1.jpg")
    assert [item.take for item in list_folder(tmp_path).items] == ["a", "a", "a", "b"]


def test_what_is_left_out_is_listed_with_its_reason(tmp_path: Path) -> None:
    put(tmp_path, "rock/1.jpg", "rock/notes.txt", "stray.jpg", "readme.md", "empty/list.csv")
    reasons = {p.relative_to(tmp_path).as_posix(): r for p, r in list_folder(tmp_path).skipped}
    assert reasons == {
        "empty": "a class folder without a picture or video",
        "empty/list.csv": "not a picture or video",
        "readme.md": "not a picture or video",
        "rock/notes.txt": "not a picture or video",
        "stray.jpg": "not inside a class folder",
    }


def test_hidden_and_system_files_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "rock/1.jpg", "rock/._1.jpg", "rock/Thumbs.db", "rock/.DS_Store")
    put(tmp_path, ".git/1.jpg", "__MACOSX/rock/1.jpg", "rock/@eaDir/1.jpg", "Desktop.ini")
    assert names(tmp_path) == ["rock/1.jpg"]
    assert list_folder(tmp_path).skipped == []


@pytest.mark.parametrize("label", ["CONSOLE", "a b", "日本語", "{x}", "%s", "ñ" * 80, "a'b,c;d"])
def test_a_class_may_have_any_name(tmp_path: Path, label: str) -> None:
    put(tmp_path, f"{label}/写真 1.jpg")
    assert list_folder(tmp_path).labels == [label]
    assert names(tmp_path) == [f"{label}/写真 1.jpg"]


def test_labels_are_composed_and_paths_are_left_alone(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "café")
    put(tmp_path, f"{decomposed}/1.jpg")
    (item,) = list_folder(tmp_path).items
    assert item.label == "café"
    assert item.path.exists()


def test_two_folders_that_read_alike_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "café/1.jpg", unicodedata.normalize("NFD", "café") + "/2.jpg")
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this file system takes both names for one")
    with pytest.raises(DataError, match="two folders that both read 'café'"):
        list_folder(tmp_path)


def test_one_class_is_enough(tmp_path: Path) -> None:
    put(tmp_path, "rock/1.jpg")
    assert list_folder(str(tmp_path)).labels == ["rock"]


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ([], "is empty; put pictures in one folder per class, such as"),
        (["1.jpg", "2.jpg"], "holds pictures directly; put them in one folder per class, such as"),
        (["notes.txt"], "has no class folders; put pictures in one folder per class, such as"),
        (["rock/notes.txt"], "has class folders, such as rock, but no picture, video or sound in"),
    ],
)
def test_a_folder_of_another_layout_is_refused(
    tmp_path: Path, files: list[str], complaint: str
) -> None:
    put(tmp_path, *files)
    with pytest.raises(DataError, match=re.escape(f"{tmp_path} {complaint}")):
        list_folder(tmp_path)


def test_a_missing_folder_and_a_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="does not exist; give a folder"):
        list_folder(tmp_path / "absent")
    put(tmp_path, "1.jpg")
    with pytest.raises(DataError, match=r"1\.jpg is a file; give a folder"):
        list_folder(tmp_path / "1.jpg")
    with pytest.raises(DataError, match="can't be read"):
        list_folder(tmp_path / ("x" * 5000))


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, *(f"rock/{i}.jpg" for i in range(4)))
    monkeypatch.setattr(folder, "MAX_FILES", 3)
    with pytest.raises(DataError, match="more than 3 files"):
        list_folder(tmp_path)


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "photos/rock/1.jpg", "elsewhere/2.jpg")
    photos = tmp_path / "photos"
    link(tmp_path / "elsewhere", photos / "outside")
    link(photos, photos / "rock" / "loop")
    link(tmp_path / "elsewhere/2.jpg", photos / "rock" / "2.jpg")
    link(tmp_path / "nowhere", photos / "rock" / "3.jpg")
    assert names(photos) == ["rock/1.jpg", "rock/2.jpg"]
    assert [(p.name, reason) for p, reason in list_folder(photos).skipped] == [
        ("outside", "a link to a folder, which is not followed"),
        ("3.jpg", "a link that leads nowhere"),
        ("loop", "a link to a folder, which is not followed"),
    ]


def test_what_is_neither_file_nor_folder_is_left_out(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    put(tmp_path, "rock/1.jpg")
    os.mkfifo(tmp_path / "rock" / "pipe.jpg")
    assert list_folder(tmp_path).skipped == [
        (tmp_path / "rock" / "pipe.jpg", "neither a file nor a folder")
    ]


def test_an_unreadable_folder_inside_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "rock/1.jpg", "rock/locked/2.jpg")
    scan = folder._scan

    def refuse(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(folder, "_scan", refuse)
    assert names(tmp_path) == ["rock/1.jpg"]
    reason = "this folder can't be read: Permission denied"
    assert list_folder(tmp_path).skipped == [(tmp_path / "rock/locked", reason)]


def test_groups_come_from_the_table_which_is_no_stray_file(tmp_path: Path) -> None:
    put(tmp_path, "rock/1.jpg", "paper/day 1/1.jpg")
    table = tmp_path / "people.csv"
    table.write_text("file,group\nrock/1.jpg,ann\npaper/day 1/1.jpg,bob\n", encoding="utf-8")
    listing = list_folder(tmp_path, table)
    assert [(item.label, item.group) for item in listing.items] == [
        ("paper", "bob"),
        ("rock", "ann"),
    ]
    assert listing.skipped == []
    put(tmp_path, "rock/2.jpg")
    with pytest.raises(DataError, match=r"no group for 1 file of the folder: rock/2\.jpg"):
        list_folder(tmp_path, table)
