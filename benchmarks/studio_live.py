"""Frames a second and time from camera frame to drawn answer, in Chromium."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.drawing import draw
from benchmarks.output import Cell, Report
from benchmarks.studio import (
    CAMERA_FPS,
    HEIGHT,
    IDLE,
    WIDTH,
    Studio,
    chromium,
    serving,
    write_camera,
)
from understudy import backbones

SECONDS = 20.0
WARM_UP_SECONDS = 4.0
ROUNDS = 3  # of each studio, alternating
CLASSES, PHOTOS = 4, 10
LEAST_FPS, LEAST_SHARE = 28.0, 0.93
BARE_FRAMES = 200

# Listens to the page's socket: when an answer came, and when the frame with it was on the screen.
# Independent of the page's own meter.
LISTENER = """
window.drawn = [];
const Real = window.WebSocket;
window.WebSocket = class extends Real {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', (event) => {
      const message = typeof event.data === 'string' ? JSON.parse(event.data) : {};
      if (message.type !== 'answer') return;
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () =>
          window.drawn.push([performance.now(), performance.now() - message.captured,
                             message.milliseconds, Number(message.found)]);
        after.port2.postMessage(0);
      });
    });
  }
};
"""


def main() -> None:
    """Measure and write."""
    report = Report("studio_live", "How fast does the studio answer in the browser?")
    measured: dict[str, list[list[list[float]]]] = {"understudy": [], IDLE: []}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        camera = write_camera(folder / "camera.mjpeg")
        for _ in range(ROUNDS):
            for module, runs in measured.items():
                runs.append(watch(folder / module, module, camera))
    bare = bare_milliseconds()
    figures = {module: [figures_of(run) for run in runs] for module, runs in measured.items()}
    names = {"understudy": "the studio", IDLE: "the same page, a model that does nothing"}
    rows: list[list[Cell]] = [
        [names[module], *(median(run[i] for run in runs) for i in range(4))]
        for module, runs in figures.items()
    ]
    rows.append(["the network alone, in a loop", 1000 / bare, bare, None, bare])
    report.table(
        "A camera of 30 frames a second, 640 x 480",
        ["what", "answers a second", "p50 ms", "p95 ms", "server p50 ms"],
        rows,
        "Chromium without a graphics card, on the same processors as the server; medians of "
        f"{ROUNDS} runs of {SECONDS:g} s, the two studios by turns. Milliseconds are from the "
        "camera frame to the answer on the screen (after the animation frame that draws it). "
        f"{CLASSES} classes of {PHOTOS} photos.",
    )
    fps, idle_fps = (median(run[0] for run in figures[module]) for module in measured)
    report.check("answers a second", round(fps, 1), f"at least {LEAST_FPS:g}", fps >= LEAST_FPS)
    share = fps / idle_fps
    report.check(
        "of the rate of the same page with a model that does nothing",
        round(share, 3), f"at least {LEAST_SHARE}", share >= LEAST_SHARE,
    )  # fmt: skip
    report.write()


def watch(folder: Path, module: str, camera: Path) -> list[list[float]]:
    """Return [time, milliseconds to the screen and in the server, if found] of every answer."""
    with serving(folder, module) as studio:
        known = studio.call("GET", "/projects")
        project = known[0]["id"] if known else studio.teach(CLASSES, PHOTOS)
        studio.wait_until_learned(project, CLASSES)
        return answers(studio, project, camera)


def answers(studio: Studio, project: str, camera: Path) -> list[list[float]]:
    """Watch a project for a while; return the same of every answer."""
    with chromium(camera) as context:
        context.add_init_script(LISTENER)
        page = context.new_page()
        page.goto(studio.address)
        page.goto(f"{studio.origin}/#/p/{project}/watch")
        turn_camera_on(page)
        page.get_by_test_id("fps").wait_for()
        time.sleep(WARM_UP_SECONDS)
        page.evaluate("window.drawn = []")
        time.sleep(SECONDS)
        drawn: list[list[float]] = page.evaluate("window.drawn")
        return drawn


def turn_camera_on(page: Any) -> None:
    """Press the button, unless the camera comes on by itself."""
    button = page.get_by_role("button", name="Turn on the camera")
    off = page.get_by_role("button", name="Turn off the camera")
    button.or_(off).first.wait_for()
    if button.is_visible():
        button.click()


def figures_of(run: list[list[float]]) -> tuple[float, float, float, float]:
    """Return answers a second, p50 and p95 to the screen, p50 in the server."""
    times, screen, server, _ = np.array(run).T
    rate = (len(times) - 1) / (times[-1] - times[0]) * 1000
    p50, p95 = np.percentile(screen, (50, 95))
    return float(rate), float(p50), float(p95), float(np.median(server))


def bare_milliseconds() -> float:
    """Return the time of one run of the network on a decoded frame, with all processors."""
    backbone = backbones.load()
    picture = draw(WIDTH, HEIGHT, seed=0)
    backbone.features_now(picture)
    start = time.perf_counter()
    for _ in range(BARE_FRAMES):
        backbone.features_now(picture)
    return 1000 * (time.perf_counter() - start) / BARE_FRAMES


if __name__ == "__main__":
    assert CAMERA_FPS > LEAST_FPS
    main()
