"""The system's Chromium: where it is, and how it is started for tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

VARIABLE = "UNDERSTUDY_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)
FAKE_CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
NO_CAMERA_ALLOWED = ("--use-fake-device-for-media-stream", "--deny-permission-prompts")


def find() -> Path | None:
    """Return the browser that the environment names, or the first one on the path."""
    named = os.environ.get(VARIABLE)
    found = (shutil.which(name) for name in ([named] if named else NAMES))
    return next((Path(path) for path in found if path), None)


def find_or_skip() -> Path:
    """Return the browser; without one skip the test, or fail where nothing may be skipped."""
    path = find()
    if path is not None:
        return path
    reason = f"there is no Chromium; install it, or say where it is with {VARIABLE}"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(reason)
    pytest.skip(reason)


def launch(playwright: Playwright, *flags: str) -> Browser:
    """Start the browser with the flags of every test and these."""
    return playwright.chromium.launch(
        executable_path=find_or_skip(), args=[*FLAGS, *flags], chromium_sandbox=False
    )
