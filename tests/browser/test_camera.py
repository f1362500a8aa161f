"""A camera device of the browser, and what the page says when it may not use one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser import chromium, scenes, steps
from tests.browser.conftest import Complaints, new_context
from tests.browser.scenes import Photos
from tests.browser.server import Server

pytestmark = pytest.mark.serial


def test_a_real_camera_device_is_recognised(
    playwright: Playwright,
    studio: Server,
    taught_project: str,
    photos: Photos,
    complaints: Complaints,
    tmp_path: Path,
) -> None:
    name, paths = list(photos.taught.items())[-1]
    film = scenes.write_camera(tmp_path / "camera.mjpeg", paths[:2], seconds=2)
    flags = [*chromium.FAKE_CAMERA, f"--use-file-for-fake-video-capture={film}"]
    browser = chromium.launch(playwright, *flags)
    context = new_context(browser)
    complaints.listen(context)
    page = context.new_page()
    page.goto(studio.address)
    page.get_by_role("link", name=f"Open {taught_project}").click()
    steps.go_to(page, "Watch")
    expect(steps.winner(page)).to_contain_text(name)
    steps.go_to(page, "Teach")
    before = steps.count(page, name)
    page.keyboard.down(str(1 + list(photos.taught).index(name)))  # the class's number holds too
    page.wait_for_timeout(1000)
    page.keyboard.up(str(1 + list(photos.taught).index(name)))
    came = steps.settled_count(page, name) - before
    assert 8 <= came <= 20, "15 pictures a second"
    browser.close()


def test_a_forbidden_camera_is_explained_and_the_rest_works(
    playwright: Playwright, studio: Server, complaints: Complaints, photos: Photos
) -> None:
    browser = chromium.launch(playwright, *chromium.NO_CAMERA_ALLOWED)
    context = new_context(browser)
    complaints.listen(context)
    page = context.new_page()
    page.goto(studio.address)
    steps.create_project(page, "without a camera")
    alert = page.get_by_role("region", name="Camera").get_by_role("alert")
    expect(alert).to_have_text(re.compile("allow", re.IGNORECASE))
    name = next(iter(photos.by_class))
    steps.add_class(page, name)
    files = page.get_by_label(f"Photos or videos for {name}")
    files.set_input_files(photos.by_class[name][:3])
    expect(page.get_by_role("button", name=f"Show the 3 examples of {name}")).to_be_visible()
    browser.close()
