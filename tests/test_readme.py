"""Every command and every line of Python in the README works as written."""

from __future__ import annotations

import contextlib
import re
import shlex
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from typer.testing import CliRunner

from examples import draw_shapes
from understudy.cli import app
from understudy.media.image import read_image

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)
COMMANDS = [
    line.split("#")[0].strip()
    for language, block in BLOCKS
    if language == "sh"
    for line in block.splitlines()
    if line.startswith("understudy ")
]


def draw_video(path: Path, picture: np.ndarray) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=10)
        stream.width, stream.height, stream.pix_fmt = 96, 96, "yuvj420p"
        small = np.ascontiguousarray(picture[:96, :96])
        for _ in range(4):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(small, format="rgb24")))
        container.mux(stream.encode())


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every file that the README's commands name."""
    folder = tmp_path_factory.mktemp("readme")
    for name, seed in (("photos", 1), ("other-photos", 2)):
        draw_shapes.draw_set(folder / name, seed=seed)
    some = sorted((folder / "photos").rglob("*.jpg"))
    for name in ("new.jpg", "new1.jpg", "photo.jpg", "a.jpg", "b.jpg"):
        (folder / name).write_bytes(some[len(name)].read_bytes())
    for name in ("clip.mp4", "punch.mov", "kick.mov"):
        draw_video(folder / name, read_image(some[0]))
    return folder


def test_the_commands_run_in_order(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(workplace / "cache"))
    assert len(COMMANDS) >= 11
    for command in COMMANDS:
        arguments = shlex.split(command)[1:]
        if arguments[0] == "augment":
            arguments[arguments.index("--copies") + 1] = (
                "1"  # the command as written takes a minute
            )
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, f"{command}\n{result.output}"
    assert (workplace / "report.html").exists()
    assert (workplace / "rps.onnx").exists()


def test_the_quick_start_runs(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(workplace / "cache"))
    (code,) = [block for language, block in BLOCKS if language == "python"]
    statements = [line for line in code.splitlines() if line and not line.startswith("#")]
    assert len(statements) <= 12
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(sys.stderr):
        exec(compile(code, "README.md", "exec"), names)
    assert set(names["head"].classes_) == {"rock", "paper"}  # type: ignore[attr-defined]


def test_every_command_is_documented() -> None:
    named = {shlex.split(command)[1] for command in COMMANDS}
    assert named == {
        command.name or command.callback.__name__ for command in app.registered_commands
    }


def test_make_targets_exist() -> None:
    targets = re.findall(r"^make (\w+)", README, flags=re.MULTILINE)
    assert targets == ["run", "test"]
    for target in targets:
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)
