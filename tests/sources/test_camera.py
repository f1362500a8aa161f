"""The camera, with a stand-in for OpenCV."""

from __future__ import annotations

import sys
import threading
import types
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from understudy.errors import MediaError, MissingExtraError
from understudy.sources import camera
from understudy.sources.camera import Camera


class Device:
    """Gives frame 0, 1, 2, ... as they are let through, in blue-green-red."""

    def __init__(self, opens: bool = True, frames: int = 10**9) -> None:
        self.opens = opens
        self.frames = frames
        self.asked: dict[int, int] = {}
        self.released = threading.Event()
        self.given = 0
        self.may_read = threading.Semaphore(0)
        self.read_by: set[str] = set()

    def isOpened(self) -> bool:  # noqa: N802
        return self.opens

    def set(self, name: int, value: int) -> None:
        self.asked[name] = value

    def read(self) -> tuple[bool, np.ndarray | None]:
        self.read_by.add(threading.current_thread().name)
        if self.given >= self.frames:
            return False, None
        if not self.may_read.acquire(timeout=0.2):
            return False, None
        self.given += 1
        return True, np.full((4, 6, 3), (self.given, 20, 200), np.uint8)

    def release(self) -> None:
        self.read_by.add(threading.current_thread().name)
        self.released.set()


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Device]:
    """Return a function that plugs a camera in, as number 0."""

    def plug(**how: int) -> Device:
        device = Device(**how)
        module = types.ModuleType("cv2")
        module.CAP_PROP_FRAME_WIDTH, module.CAP_PROP_FRAME_HEIGHT = 3, 4  # type: ignore[attr-defined]
        module.VideoCapture = lambda index: device  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "cv2", module)
        monkeypatch.setattr(camera, "DEVICES", tmp_path)
        (tmp_path / "video0").touch()
        return device

    return plug


def test_frames_are_red_green_blue_with_seconds_since_the_first(
    plug: Callable[..., Device],
) -> None:
    device = plug()
    device.may_read.release()
    with closing(iter(Camera(0))) as frames:
        first = next(frames)
        device.may_read.release()
        second = next(frames)
    assert first.image[0, 0].tolist() == [200, 20, 1]
    assert second.image[0, 0].tolist() == [200, 20, 2]
    assert first.image.flags.c_contiguous
    assert first.seconds == 0 < second.seconds
    assert device.asked == {3: 640, 4: 480}
    assert device.released.is_set()
    assert device.read_by == {"camera"}  # and released by the same thread


def test_the_newest_frame_wins(plug: Callable[..., Device]) -> None:
    device = plug()
    device.may_read.release()
    with closing(iter(Camera(0))) as frames:
        next(frames)
        device.may_read.release(5)
        while device.given < 6:
            device.released.wait(0.01)
        device.may_read.release()
        while device.given < 7:
            device.released.wait(0.01)
        assert next(frames).image[0, 0, 2] >= 6  # those between were left out


def test_closing_ends_it_while_it_waits(plug: Callable[..., Device]) -> None:
    device = plug()
    source = Camera(0)
    timer = threading.Timer(0.05, source.close)
    timer.start()
    assert list(source) == []
    assert device.released.wait(5)
    timer.join()


def test_a_camera_that_is_unplugged(
    plug: Callable[..., Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera, "STALL_SECONDS", 0.1)
    device = plug(frames=1)
    device.may_read.release()
    frames = iter(Camera(0))
    next(frames)
    with pytest.raises(
        MediaError, match=r"No picture comes from camera 0\. Is it still plugged in"
    ):
        next(frames)
    assert device.released.is_set()


def test_a_driver_that_breaks(
    plug: Callable[..., Device], caplog: pytest.LogCaptureFixture
) -> None:
    device = plug()
    device.read = lambda: 1 / 0  # type: ignore[assignment]
    with pytest.raises(MediaError, match="No picture comes"):
        next(iter(Camera(0)))
    assert device.released.is_set()
    assert "division by zero" in caplog.text


def test_a_camera_in_use(plug: Callable[..., Device], monkeypatch: pytest.MonkeyPatch) -> None:
    device = plug(opens=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(MediaError, match="Another program probably uses it"):
        next(iter(Camera(0)))
    assert device.released.is_set()
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(MediaError, match="look under Privacy, Camera"):
        next(iter(Camera(0)))


def test_on_linux_it_is_known_what_is_wrong(
    plug: Callable[..., Device], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plug()
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "video2").touch()
    with pytest.raises(MediaError, match="no camera 7; expected one of: 0, 2"):
        next(iter(Camera(7)))
    monkeypatch.setattr(camera.os, "access", lambda *_: False)
    with pytest.raises(MediaError, match=r"may not be used by you.*group video"):
        next(iter(Camera(0)))
    monkeypatch.setattr(camera, "DEVICES", tmp_path / "none")
    with pytest.raises(MediaError, match=r"There is no camera\. Plug one in"):
        next(iter(Camera(0)))


def test_a_number_below_zero_is_refused() -> None:
    with pytest.raises(MediaError, match="no camera -1"):
        next(iter(Camera(-1)))


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(MissingExtraError, match=r"understudy\[camera\]"):
        next(iter(Camera(0)))
