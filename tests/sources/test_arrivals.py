"""A folder in which photos appear while it is watched."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.taught import draw
from understudy.errors import MediaError, MissingExtraError
from understudy.sources import arrivals, settling
from understudy.sources.arrivals import Arrivals
from understudy.sources.frames import Frame

PICTURE = draw("box", 1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(settling, "TRY_AFTER_SECONDS", (0.05, 0.1, 0.3))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "returns"
    folder.mkdir()
    return folder


def save(path: Path, image: np.ndarray = PICTURE) -> Path:
    part = path.with_suffix(".part")
    Image.fromarray(image).save(part, "PNG")
    part.replace(path)
    return path


class Watching:
    """Takes the photos of a source on a thread."""

    def __init__(self, source: Arrivals) -> None:
        self.source = source
        self.frames: list[Frame] = []
        self.came = threading.Condition()
        self.thread = threading.Thread(target=self._take)

    def _take(self) -> None:
        for frame in self.source:
            with self.came:
                self.frames.append(frame)
                self.came.notify_all()

    def wait(self, count: int) -> list[str]:
        with self.came:
            assert self.came.wait_for(lambda: len(self.frames) >= count, 10)
        return [frame.path.name for frame in self.frames if frame.path]

    def __enter__(self) -> Watching:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.source.close()
        self.thread.join(10)
        assert not self.thread.is_alive()


@pytest.fixture
def watching(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watching]:
    save(folder / "old.png")
    looked = threading.Event()
    source = Arrivals(folder)
    look = arrivals.photos_in
    monkeypatch.setattr(arrivals, "photos_in", lambda folder: (look(folder), looked.set())[0])
    with Watching(source) as watching:
        assert looked.wait(10)
        yield watching


def test_only_photos_that_appear(folder: Path, watching: Watching) -> None:
    save(folder / "new.PNG")
    assert watching.wait(1) == ["new.PNG"]
    (frame,) = watching.frames
    assert np.array_equal(frame.image, PICTURE)
    assert frame.seconds > 0
    assert watching.source.separate


def test_a_photo_that_is_written_again_is_new(folder: Path, watching: Watching) -> None:
    save(folder / "old.png", draw("disc", 3))
    assert watching.wait(1) == ["old.png"]


def test_those_already_there_if_asked_the_oldest_first(folder: Path) -> None:
    for name, age in (("b.png", 300), ("a.png", 100), ("c.png", 200)):
        save(folder / name)
        os.utime(folder / name, (1e9 - age, 1e9 - age))
    (folder / "notes.txt").write_text("no photo")
    save(folder / ".hidden.png")
    (folder / "sub").mkdir()
    save(folder / "sub" / "deep.png")
    with Watching(Arrivals(folder, existing=True)) as watching:
        assert watching.wait(3) == ["b.png", "c.png", "a.png"]


def test_a_photo_that_is_written_slowly_is_waited_for(folder: Path, watching: Watching) -> None:
    whole = save(folder.parent / "whole.png").read_bytes()
    with (folder / "slow.png").open("wb", buffering=0) as file:
        file.write(whole[: len(whole) // 2])
        save(folder / "other.png")
        assert watching.wait(1) == ["other.png"]  # by now the half was tried
        file.write(whole[len(whole) // 2 :])
    assert watching.wait(2) == ["other.png", "slow.png"]
    assert np.array_equal(watching.frames[1].image, PICTURE)


def test_one_that_stays_damaged_is_told_once_and_stops_nothing(folder: Path) -> None:
    told: list[str] = []
    source = Arrivals(folder, existing=True, on_failure=told.append)
    (folder / "bad.png").write_bytes(save(folder / "good.png").read_bytes()[:50])
    with Watching(source) as watching:
        assert watching.wait(1) == ["good.png"]
        while not told:
            watching.thread.join(0.01)
        save(folder / "later.png")
        assert watching.wait(2) == ["good.png", "later.png"]
    assert len(told) == 1
    assert "bad.png" in told[0]


def test_what_never_was_a_picture_is_told_before_what_is_cut_off(folder: Path) -> None:
    told: list[str] = []
    (folder / "empty.png").touch()
    (folder / "half.png").write_bytes(save(folder / "good.png").read_bytes()[:50])
    (folder / "text.png").write_text("dear diary")
    with Watching(Arrivals(folder, existing=True, on_failure=told.append)) as watching:
        while len(told) < 3:
            watching.thread.join(0.01)
    assert told[0].startswith(f"{folder / 'text.png'} is not a picture")
    assert sorted(Path(one.split(" is ")[0]).name for one in told[1:]) == ["empty.png", "half.png"]


def test_what_is_still_waited_for_is_told_at_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "TRY_AFTER_SECONDS", (0.0, 60.0))
    told: list[str] = []
    (folder / "cut.png").write_bytes(b"\x89PNG")
    (folder / "gone.png").write_bytes(b"\x89PNG")
    source = Arrivals(folder, existing=True, on_failure=told.append)
    save(folder / "later.png")
    looks = iter([None, source.close])

    def rest() -> None:
        (folder / "gone.png").unlink(missing_ok=True)
        if (close := next(looks)) is not None:
            close()

    monkeypatch.setattr(source, "_rest", rest)
    assert [frame.path for frame in source] == [folder / "later.png"]
    assert len(told) == 1
    assert "cut.png" in told[0]


def test_by_default_it_is_a_warning(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "TRY_AFTER_SECONDS", (0.0,))
    (folder / "bad.png").write_bytes(b"nonsense")
    source = Arrivals(folder, existing=True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        monkeypatch.setattr(source, "_rest", source.close)
        assert list(source) == []
    assert "bad.png" in str(caught[0].message)


def test_what_waiting_does_not_help_is_told_at_once(folder: Path) -> None:
    def read(path: Path) -> np.ndarray:
        source.close()
        raise MissingExtraError("HEIC needs an extra")

    told: list[str] = []
    source = Arrivals(folder, existing=True, read=read, on_failure=told.append)
    save(folder / "a.png")
    assert list(source) == []
    assert told == ["HEIC needs an extra"]


def test_a_folder_that_goes_away_ends_it(folder: Path) -> None:
    source = Arrivals(folder, existing=True)
    save(folder / "a.png")
    frames = iter(source)
    next(frames)
    (folder / "a.png").unlink()
    folder.rmdir()
    with pytest.raises(MediaError, match="can't be watched"):
        next(frames)
