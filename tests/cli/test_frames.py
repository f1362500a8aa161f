from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from understudy.cli.frames import frames

app = typer.Typer()
app.command()(frames)


@pytest.fixture
def video(tmp_path: Path) -> Path:
    av = pytest.importorskip("av")
    path = tmp_path / "punch [1].mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=20)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for index in range(20):
            image = np.full((48, 64, 3), 10 * index, np.uint8)
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, 20)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def test_one_folder_per_video(video: Path, tmp_path: Path) -> None:
    kick = tmp_path / "kick.mp4"
    kick.write_bytes(video.read_bytes())
    out = tmp_path / "photos"
    result = CliRunner().invoke(app, [str(video), str(kick), "-o", str(out), "--fps", "5"])
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [str(out / "punch [1]"), str(out / "kick")]
    assert f"{video}: 5 pictures" in result.stderr
    assert len(list((out / "kick").glob("kick-*.jpg"))) == 5


def test_one_bad_video_never_stops_the_others(video: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.mov"
    bad.write_bytes(b"dear diary")
    out = tmp_path / "photos"
    arguments = [str(bad), str(video), str(tmp_path / "missing.mov"), "-o", str(out)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [str(out / "punch [1]")]
    assert "2 of 3 videos could not be cut:" in result.stderr
    assert f"{bad} is not a video" in result.stderr
    assert "missing.mov does not exist" in result.stderr
    assert len(list(out.iterdir())) == 1


def test_running_again_overwrites_nothing(video: Path, tmp_path: Path) -> None:
    arguments = [str(video), "-o", str(tmp_path / "photos")]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "already has something in it" in result.stderr


def test_bad_options(video: Path) -> None:
    assert CliRunner().invoke(app, [str(video)]).exit_code == 2
    assert CliRunner().invoke(app, [str(video), "-o", "x", "--fps", "0"]).exit_code == 2
