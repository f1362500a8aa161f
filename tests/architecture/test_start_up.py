"""`import understudy` is quick because it loads nothing that is slow."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    "av", "cv2", "fastapi", "filelock", "jinja2", "onnx", "onnxruntime", "pillow_heif", "pydantic",
    "pynput", "rich", "scipy", "starlette", "torch", "typer", "uvicorn", "websockets",
}  # fmt: skip


def test_import_loads_nothing_slow() -> None:
    code = "import sys, understudy; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = set(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())
    assert "understudy" in loaded
    assert not HEAVY & loaded
