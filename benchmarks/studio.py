"""A real studio to measure: the server in a process of its own, and Chromium in front of it."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

from benchmarks.drawing import draw
from tests.browser import chromium as browsers
from tests.browser.server import Server
from understudy.media.image import encode_jpeg
from understudy.types import Image

WIDTH, HEIGHT, CAMERA_FPS = 640, 480, 30
PATIENCE_SECONDS = 60.0
IDLE = "benchmarks.idle_studio"
"""A studio whose backbone does nothing."""


class Studio(Server):
    """A studio that runs."""

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request to the API; bytes go as they are, other values as JSON."""
        content = {"content": body} if isinstance(body, bytes) else {"json": body}
        with self.client() as client:
            answer = client.request(method, f"/api{path}", **content)
            answer.raise_for_status()
            return answer.json()

    def resident_bytes(self) -> int:
        """Return the server's memory; only where there is /proc."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        assert found is not None
        return 1024 * int(found[1])

    def teach(self, classes: int, photos: int, name: str = "measured") -> str:
        """Make a project taught from drawn photos and return its id, when it has learned."""
        pictures = {
            f"class {number}": [
                draw(WIDTH, HEIGHT, 100 * number + photo) for photo in range(photos)
            ]
            for number in range(classes)
        }
        return self.teach_with(pictures, name)

    def teach_with(
        self, pictures: Mapping[str, Sequence[Image]], name: str, subject: str = "anything"
    ) -> str:
        """Make a project taught from these pictures and return its id, when it has learned."""
        new = self.call("POST", "/projects", {"name": name, "subject": subject})
        project = str(new["id"])
        for label, several in pictures.items():
            made = self.call("POST", f"/projects/{project}/classes", {"name": label})
            for number, picture in enumerate(several):
                where = f"/projects/{project}/classes/{made['id']}/files?name={number}.jpg"
                self.call("POST", where, encode_jpeg(picture))
        self.wait_until_learned(project, len(pictures))
        return project

    def wait_until_learned(self, project: str, classes: int) -> dict[str, Any]:
        """Wait for a model of so many classes and return what the learner says."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            learning: dict[str, Any] = self.call("GET", f"/projects/{quote(project)}/learning")
            if learning["status"] == "ready" and len(learning["labels"]) == classes:
                return learning
            time.sleep(0.02)
        raise TimeoutError(f"{project} has not learned in {PATIENCE_SECONDS:g} s: {learning}")

    def socket(self, project: str) -> Any:
        """Open the socket of a project, as a page does."""
        from websockets.sync.client import connect

        url = f"{self.origin.replace('http', 'ws', 1)}/api/projects/{quote(project)}/stream"
        headers = {"Authorization": f"Bearer {self.token}"}
        return connect(url, additional_headers=headers, compression=None)


@contextmanager
def serving(folder: Path, module: str = "understudy") -> Iterator[Studio]:
    """Run a studio on the projects of a folder."""
    studio = Studio(folder, (sys.executable, "-m", module))
    studio.start()
    try:
        yield studio
    finally:
        studio.kill()


def write_camera(path: Path, seconds: int = 4) -> Path:
    """Write what a fake camera shows: drawn pictures that shift a little with every frame."""
    numbers = range(seconds * CAMERA_FPS)
    drawn = {second: draw(WIDTH, HEIGHT, seed=second) for second in range(seconds)}
    frames = (np.roll(drawn[number // CAMERA_FPS], number % 8, axis=1) for number in numbers)
    return write_frames(path, frames)


def write_frames(path: Path, frames: Iterable[Image]) -> Path:
    """Write what a fake camera shows, frame by frame; Chromium begins again at the end."""
    import av

    with av.open(str(path), "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=CAMERA_FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
        stream.options = {"qscale": "3"}
        for picture in frames:
            whole = np.ascontiguousarray(picture)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(whole, format="rgb24")))
        container.mux(stream.encode())
    return path


@contextmanager
def chromium(camera: Path | None = None) -> Iterator[Any]:
    """Run Chromium with a fake camera; yields Playwright's browser context."""
    from playwright.sync_api import sync_playwright

    if browsers.find() is None:
        sys.exit(f"skipped: no Chromium. Install it, or name it in {browsers.VARIABLE}.")
    flags = [*browsers.FAKE_CAMERA]
    if camera is not None:
        flags.append(f"--use-file-for-fake-video-capture={camera.absolute()}")
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright, *flags)
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        try:
            yield context
        finally:
            browser.close()
