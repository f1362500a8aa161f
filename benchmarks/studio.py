"""A real studio to measure: the server in a process of its own, and Chromium in front of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import numpy as np

from benchmarks.drawing import draw
from understudy.media.image import encode_jpeg

WIDTH, HEIGHT, CAMERA_FPS = 640, 480, 30
START_SECONDS = 60.0
CHROMIUM_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
)  # fmt: skip
IDLE = "benchmarks.idle_studio"
"""A studio whose projects may use the backbone "idle", which does nothing."""


@dataclass(frozen=True)
class Studio:
    """A studio that runs."""

    process: subprocess.Popen[str]
    address: str
    """With the token."""

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def token(self) -> str:
        """What opens it."""
        return self.address.partition("token=")[2]

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request to the API; bytes go as they are, other values as JSON."""
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.origin}/api{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)

    def resident_bytes(self) -> int:
        """Return the server's memory; only where there is /proc."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return 1024 * int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]

    def teach(self, classes: int, photos: int, name: str = "measured") -> str:
        """Make a project taught from drawn photos and return its id, when it has learned."""
        project = str(self.call("POST", "/projects", {"name": name})["id"])
        for number in range(classes):
            new = self.call("POST", f"/projects/{project}/classes", {"name": f"class {number}"})
            for photo in range(photos):
                jpeg = encode_jpeg(draw(WIDTH, HEIGHT, seed=100 * number + photo))
                where = f"/projects/{project}/classes/{new['id']}/files?name={photo}.jpg"
                self.call("POST", where, jpeg)
        self.wait_until_learned(project, classes)
        return project

    def wait_until_learned(self, project: str, classes: int) -> dict[str, Any]:
        """Wait for a model of so many classes and return what the learner says."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            learning: dict[str, Any] = self.call("GET", f"/projects/{quote(project)}/learning")
            if learning["status"] == "ready" and len(learning["labels"]) == classes:
                return learning
            time.sleep(0.02)
        raise TimeoutError(f"{project} has not learned in {START_SECONDS:g} s: {learning}")


@contextmanager
def serving(folder: Path, module: str = "understudy") -> Iterator[Studio]:
    """Run a studio on the projects of a folder."""
    command = [
        sys.executable,
        "-m",
        module,
        "studio",
        str(folder),
        "--no-browser",
        "--port",
        "8700",
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ.copy()
    )
    try:
        yield Studio(process, _address(process))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"http://\S+token=\S+", line):
            return found[0]
    raise RuntimeError(f"The studio did not start:\n{''.join(said)}")


def write_camera(path: Path, seconds: int = 4) -> Path:
    """Write what a fake camera shows: drawn pictures that shift a little with every frame."""
    import av

    with av.open(str(path), "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=CAMERA_FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
        stream.options = {"qscale": "3"}
        for number in range(seconds * CAMERA_FPS):
            picture = draw(WIDTH, HEIGHT, seed=number // CAMERA_FPS)
            shifted = np.ascontiguousarray(np.roll(picture, number % 8, axis=1))
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shifted, format="rgb24")))
        container.mux(stream.encode())
    return path


@contextmanager
def chromium(camera: Path | None = None) -> Iterator[Any]:
    """Run Chromium with a fake camera; yields Playwright's browser context."""
    from playwright.sync_api import sync_playwright

    found = os.environ.get("UNDERSTUDY_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if found is None:
        sys.exit("skipped: no Chromium. Install it, or name it in UNDERSTUDY_CHROMIUM.")
    flags = [*CHROMIUM_FLAGS]
    if camera is not None:
        flags.append(f"--use-file-for-fake-video-capture={camera.absolute()}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        try:
            yield context
        finally:
            browser.close()
