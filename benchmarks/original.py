"""The original packages, `@mediapipe/hands` and `@mediapipe/pose`, in Chromium."""

from __future__ import annotations

import base64
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import ROOT
from tests.browser import chromium as browsers

PACKAGES = ROOT / "web" / "node_modules" / "@mediapipe"
WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")  # without a graphics card
Kind = Literal["hands", "pose"]

# The lite networks, on pictures as they are, each by itself: `reset` forgets the one before.
# `useCpuInference` is the packages' own setting for iPhones: WebGL makes the crops, but the
# networks run on the processor, twenty times faster than on a graphics card that is emulated.
PAGE = b"""<!doctype html>
<link rel="icon" href="data:,">
<script src="/hands/hands.js"></script>
<script src="/pose/pose.js"></script>
<script>
let solution, results;
async function start(kind, onProcessor) {
  solution = new (kind === 'hands' ? Hands : Pose)({ locateFile: (name) => `/${kind}/${name}` });
  const own = kind === 'hands' ? { maxNumHands: 2 } : { smoothLandmarks: false };
  solution.setOptions({
    modelComplexity: 0, selfieMode: false, useCpuInference: onProcessor, ...own,
  });
  solution.onResults((found) => { results = found; });
  await solution.initialize();
}
async function look(picture) {
  const image = new Image();
  image.src = `data:image/jpeg;base64,${picture}`;
  await image.decode();
  solution.reset();
  await solution.send({ image });
  const { multiHandLandmarks, multiHandedness, poseLandmarks } = results;
  const found = multiHandLandmarks ?? (poseLandmarks ? [poseLandmarks] : []);
  return found.map((points, index) => ({
    points: points.map(({ x, y, z }) =>
      [x * image.naturalWidth, y * image.naturalHeight, z * image.naturalWidth]),
    label: multiHandedness?.[index]?.label ?? null,
  }));
}
</script>
"""

# The packages take every picture for a mirrored one, as of a selfie camera.
SIDES = {"Left": "right", "Right": "left", None: None}


@dataclass(frozen=True)
class Found:
    """A hand or a body, as anyone finds it."""

    points: NDArray[np.float32]
    """float32 [points, 3], in pixels of the picture."""
    side: str | None
    """ "left" or "right" of a hand: whose hand it is when the picture is not mirrored."""


class Package:
    """One of the packages, in a page."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def find(self, picture: bytes) -> list[Found]:
        """Return what the package finds in a picture, a file's bytes."""
        encoded = base64.b64encode(picture).decode("ascii")
        return [
            Found(np.array(one["points"], np.float32), SIDES[one["label"]])
            for one in self._page.evaluate("look", encoded)
        ]


class Handler(SimpleHTTPRequestHandler):
    """Serves the page and the packages' files."""

    def do_GET(self) -> None:
        """Answer with the page at /, else with a file."""
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def package(kind: Kind, *, on_processor: bool = True) -> Iterator[Package]:
    """Run one of the packages; leave, saying why, where there is none or no browser."""
    from playwright.sync_api import sync_playwright

    if not (PACKAGES / kind).is_dir():
        sys.exit("skipped: the original packages are not there. Run `npm ci` in web/.")
    if browsers.find() is None:
        sys.exit(f"skipped: no Chromium. Install it, or name it in {browsers.VARIABLE}.")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(PACKAGES)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = browsers.launch(playwright, *WEBGL)
            try:
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{server.server_port}/")
                page.evaluate(
                    "([kind, onProcessor]) => start(kind, onProcessor)", [kind, on_processor]
                )
                yield Package(page)
            finally:
                browser.close()
    finally:
        server.shutdown()
        server.server_close()
