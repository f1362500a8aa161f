from pathlib import Path

import numpy as np
import pytest
import typer
from PIL import Image as Pillow
from typer.testing import CliRunner

from understudy.cli.augment import augment
from understudy.errors import DataError
from understudy.training.augmentation import folder

app = typer.Typer()
app.command()(augment)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    for name in ("rock/a.jpg", "paper/[b].jpg"):
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True)
        Pillow.fromarray(np.full((8, 12, 3), 90, dtype=np.uint8)).save(path)
    return tmp_path / "photos"


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_sixteen_variants_and_the_photo_by_default(photos, tmp_path):
    result = run(photos, "-o", tmp_path / "more")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "Wrote 34 pictures from 2 photos" in result.stderr
    assert len(list((tmp_path / "more" / "rock" / "a").iterdir())) == 17
    again = run(photos, "-o", tmp_path / "more")
    assert "Wrote 0 pictures" in again.stderr
    assert "34 were there already" in again.stderr


def test_options_arrive(photos, tmp_path):
    more = tmp_path / "more"
    options = ("--copies", 2, "--seed", 5, "--size", "10x6", "--no-originals")
    assert run(photos, "-o", more, *options).exit_code == 0
    assert {path.name for path in (more / "rock" / "a").iterdir()} == {"a-01.jpg", "a-02.jpg"}
    with Pillow.open(more / "rock" / "a" / "a-01.jpg") as picture:
        assert picture.size == (10, 6)


def test_small_sizes_are_warned_of(photos, tmp_path):
    small = run(photos, "-o", tmp_path / "small", "--copies", 1, "--size", "100x56")
    assert "taught from pictures of 100 x 56 calls larger ones strange" in small.stderr
    large = run(photos, "-o", tmp_path / "large", "--copies", 1, "--size", "320x240")
    assert "strange" not in large.stderr


def test_unreadable_photos_are_listed_with_exit_code_1(photos, tmp_path):
    (photos / "rock" / "[bad].jpg").write_text("no picture", encoding="utf-8")
    (photos / "rock" / "clip.mov").write_bytes(b"film")
    result = run(photos, "-o", tmp_path / "more", "--copies", 1)
    assert result.exit_code == 1
    assert "Not read: " in result.stderr
    assert "[bad].jpg" in result.stderr
    assert "clip.mov is a video" in result.stderr
    assert "Wrote 4 pictures from 2 photos" in result.stderr


@pytest.mark.parametrize("size", ["100", "x56", "ax5", "100x56x3", "-1x5"])
def test_a_size_that_is_none_is_refused(photos, tmp_path, size):
    result = run(photos, "-o", tmp_path / "more", "--size", size)
    assert result.exit_code == 2
    assert "100x56" in result.stderr
    assert not (tmp_path / "more").exists()


@pytest.mark.parametrize("option", [("--copies", 0), ("--seed", -1)])
def test_numbers_out_of_range_are_refused(photos, tmp_path, option):
    assert run(photos, "-o", tmp_path / "more", *option).exit_code == 2


def test_errors_reach_the_program_for_its_one_sentence(photos):
    result = run(photos, "-o", photos / "more")
    assert isinstance(result.exception, DataError)


def test_stopping_says_how_to_go_on(photos, tmp_path, monkeypatch):
    def stop(path: Path, image: np.ndarray) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "write_jpeg", stop)
    result = run(photos, "-o", tmp_path / "more")
    assert result.exit_code == 130
    assert "the same command goes on" in result.stderr
