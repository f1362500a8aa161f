"""Stopped at any moment, short of room, or two at a time: nothing is half-written."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import start
from tests.taught import write_photos
from understudy.model import Model

PRECIOUS = b"an earlier model"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and limits")


def rows_in(cache: Path) -> int:
    file = cache / "features.sqlite"
    if not file.exists():
        return 0
    try:
        with sqlite3.connect(file) as connection:
            return int(connection.execute("SELECT COUNT(*) FROM features").fetchone()[0])
    except sqlite3.OperationalError:  # just being made
        return 0


def after(seconds: float) -> Callable[[Path], None]:
    return lambda cache: time.sleep(seconds)


def with_rows(least: int) -> Callable[[Path], None]:
    def wait(cache: Path) -> None:
        end = time.monotonic() + 30
        while rows_in(cache) < least and time.monotonic() < end:
            time.sleep(0.005)

    return wait


def test_ctrl_c_at_any_moment(tmp_path: Path, cache_folder: Path) -> None:
    photos = write_photos(tmp_path / "photos", count=100)
    out = tmp_path / "m.understudy"
    moments = [*map(after, (0.02, 0.2, 0.4)), *map(with_rows, (1, 65, 129, 200))]
    for wait in moments:
        out.write_bytes(PRECIOUS)
        program = start("teach", photos, "-o", out)
        wait(cache_folder)
        program.send_signal(signal.SIGINT)
        _, said = program.communicate(timeout=30)
        if rows_in(cache_folder):  # before, Python itself may still be starting, and say so
            assert program.returncode in (0, 130, -signal.SIGINT), said
            assert "Traceback" not in said
        assert not list(tmp_path.glob(".*.part"))
        if "Wrote" in said:
            assert Model.load(out).labels == ("box", "disc")
        else:
            assert out.read_bytes() == PRECIOUS
            assert program.returncode != 0
    assert rows_in(cache_folder) > 0
    program = start("teach", photos, "-o", out)
    assert "Taught box, disc from 200 photos" in program.communicate(timeout=60)[1]
    assert program.returncode == 0
    assert rows_in(cache_folder) == 200
    assert Model.load(out).labels == ("box", "disc")


def test_ctrl_c_is_answered_with_a_sentence(tmp_path: Path, cache_folder: Path) -> None:
    program = start("teach", write_photos(tmp_path / "photos", count=300), "-o", tmp_path / "m")
    with_rows(1)(cache_folder)
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=30)
    assert program.returncode == 130, said
    assert said.splitlines()[-1].startswith("understudy: stopped.")


def test_a_disk_that_is_full_halfway(shapes: Path, tmp_path: Path) -> None:
    pytest.importorskip("resource")
    out = tmp_path / "m.understudy"
    out.write_bytes(PRECIOUS)
    code = (
        "import resource, sys; from understudy.cli import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000)); main()"
    )
    command = [sys.executable, "-c", code, "teach", str(shapes), "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "can't be written (File too large)" in done.stderr
    assert "Traceback" not in done.stderr
    assert out.read_bytes() == PRECIOUS
    assert not list(tmp_path.glob(".*.part"))


def test_two_at_a_time_share_one_cache(tmp_path: Path, cache_folder: Path) -> None:
    photos = write_photos(tmp_path / "photos", count=20)
    programs = [start("teach", photos, "-o", tmp_path / f"{n}.understudy") for n in range(2)]
    said = [program.communicate(timeout=60)[1] for program in programs]
    assert [program.returncode for program in programs] == [0, 0], said
    assert not any("can't be used" in one for one in said)
    one, other = (Model.load(tmp_path / f"{n}.understudy") for n in range(2))
    assert one._head.content == other._head.content
    assert rows_in(cache_folder) == 40
