from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from understudy.errors import DataError
from understudy.sources.folder import Item
from understudy.training.balancing import balance_folder, spread


def fill(folder: Path, counts: dict[str, int]) -> Path:
    for label, count in counts.items():
        (folder / label).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            picture = Pillow.fromarray(np.full((4, 4, 3), number % 255, np.uint8))
            picture.save(folder / label / f"{number}.png")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def item(take: str | None, number: int) -> Item:
    return Item(Path(f"{take}/{number}.jpg"), "other", take, None)


def test_every_class_is_cut_back_to_the_smallest(tmp_path: Path) -> None:
    photos = fill(tmp_path / "photos", {"punch": 3, "kick": 5, "other": 40})
    report = balance_folder(photos, tmp_path / "even")
    assert report.before == {"kick": 5, "other": 40, "punch": 3}
    assert report.after == {"kick": 3, "other": 3, "punch": 3}
    assert len(names(tmp_path / "even")) == 9
    assert len(names(photos)) == 48  # nothing is taken away
    kept = sorted(int(path.stem) for path in (tmp_path / "even/other").iterdir())
    assert kept == [6, 20, 33]  # over all of it, not the first three
    original = (photos / "other/6.png").read_bytes()
    assert (tmp_path / "even/other/6.png").read_bytes() == original


def test_one_class_is_cut_back_to_a_stated_number(tmp_path: Path) -> None:
    photos = fill(tmp_path / "photos", {"punch": 3, "other": 12})
    report = balance_folder(photos, tmp_path / "even", most=4, classes=["other"])
    assert report.after == {"other": 4, "punch": 3}


def test_each_take_keeps_its_share_and_short_ones_leave_room() -> None:
    items = [item("a", n) for n in range(50)] + [item("b", n) for n in range(50)]
    items += [item("c", 0)]
    kept = spread(items, 11)
    assert [sum(one.take == take for one in kept) for take in "abc"] == [5, 5, 1]
    assert kept == [one for one in items if one in kept]  # in order
    assert len(spread(items, 2)) == 2
    assert spread(items, 200) == items


def test_videos_are_left_out_and_said(tmp_path: Path) -> None:
    photos = fill(tmp_path / "photos", {"punch": 2, "other": 2})
    (photos / "other" / "film.mp4").write_bytes(b"film")
    report = balance_folder(photos, tmp_path / "even")
    assert [path.name for path, _ in report.skipped] == ["film.mp4"]
    assert report.after == {"other": 2, "punch": 2}


def test_a_folder_of_videos_only_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photos/punch").mkdir(parents=True)
    (tmp_path / "photos/punch/film.mp4").write_bytes(b"film")
    with pytest.raises(DataError, match="understudy frames"):
        balance_folder(tmp_path / "photos", tmp_path / "even")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"most": 0}, "expected 1 or more"),
        ({"classes": ["flick"]}, "no class 'flick'"),
    ],
)
def test_wrong_wishes_are_refused(
    tmp_path: Path, options: dict[str, object], sentence: str
) -> None:
    photos = fill(tmp_path / "photos", {"punch": 2, "other": 2})
    with pytest.raises(DataError, match=sentence):
        balance_folder(photos, tmp_path / "even", **options)  # type: ignore[arg-type]
    assert not (tmp_path / "even").exists()


def test_it_writes_into_nothing_that_is_there(tmp_path: Path) -> None:
    photos = fill(tmp_path / "photos", {"punch": 2, "other": 2})
    with pytest.raises(DataError, match="lies in"):
        balance_folder(photos, photos / "even")
    with pytest.raises(DataError, match="not an empty folder"):
        balance_folder(photos, tmp_path)
