"""What users get wrong: each gets one clear sentence, the right exit code, and loses nothing."""

import errno
import os
import struct
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.taught import write_photos, write_video
from understudy import model_file
from understudy.media import atomic
from understudy.model import Model

PRECIOUS = b"an earlier model"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    path = tmp_path / "m.understudy"
    path.write_bytes(PRECIOUS)
    return path


def huge_png() -> bytes:
    """Return a PNG whose header says 50,000 x 50,000 pixels."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(1 << 20))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def nothing_done(out: Path, *arguments: object) -> str:
    """Run teach; nothing may be written, and there is one sentence."""
    result = run("teach", *arguments, "-o", out)
    assert (result.exit_code, result.stdout) == (2, "")
    assert out.read_bytes() == PRECIOUS
    assert not list(out.parent.glob(".*"))
    (sentence,) = result.stderr.splitlines()
    assert sentence.startswith("understudy: ")
    return str(sentence)


def left_out(out: Path, photos: Path) -> list[str]:
    """Run teach; a model is written, and what is listed after it is returned."""
    result = run("teach", photos, "-o", out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert Model.load(out).labels[:2] == ("box", "disc")
    lines = result.stderr.splitlines()
    wrote = next(n for n, line in enumerate(lines) if line.startswith("Wrote "))
    return lines[wrote + 1 :]


def test_folders_that_hold_nothing_to_learn(tmp_path: Path, out: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "empty is empty" in nothing_done(out, empty)
    assert "does not exist" in nothing_done(out, tmp_path / "missing")
    assert "is a file" in nothing_done(out, out)
    (empty / "rock").mkdir()
    assert "no picture, video or sound" in nothing_done(out, empty)
    photos = write_photos(tmp_path / "photos")
    assert "holds pictures directly" in nothing_done(out, photos / "box")


def test_one_class(tmp_path: Path, out: Path) -> None:
    photos = write_photos(tmp_path / "photos", labels=("box",))
    assert "only one class, 'box'" in nothing_done(out, photos)
    assert run("teach", photos, "-o", out, "--one-class").exit_code == 0
    result = run("recognize", out, photos / "box" / "0.png")
    assert result.exit_code == 0
    assert "box" in result.stdout


def test_a_class_with_one_photo(shapes: Path, out: Path) -> None:
    write_photos(shapes, labels=("lone",), count=1)
    heading, sentence = left_out(out, shapes)
    assert heading == "Have a look at these:"
    assert "The class 'lone' has a single example" in sentence
    assert "lone" in Model.load(out).labels


def test_one_photo_in_two_classes(shapes: Path, out: Path) -> None:
    (shapes / "disc" / "x.png").write_bytes((shapes / "box" / "0.png").read_bytes())
    _, sentence = left_out(out, shapes)
    assert "taught as different classes: " in sentence
    assert f"{shapes / 'box' / '0.png'}, {shapes / 'disc' / 'x.png'}." in sentence


def test_files_that_can_not_be_read(shapes: Path, out: Path) -> None:
    (shapes / "box" / "1 text.jpg").write_text("dear diary", encoding="utf-8")
    (shapes / "box" / "2 empty.jpg").touch()
    cut = (shapes / "box" / "0.png").read_bytes()[:90]
    (shapes / "box" / "3 cut.png").write_bytes(cut)
    clip = write_video(shapes / "box" / "4 clip.mp4", "box").read_bytes()
    (shapes / "box" / "4 clip.mp4").unlink()
    (shapes / "box" / "5 cut.mp4").write_bytes(clip[: len(clip) // 3])
    write_video(shapes / "box" / "6 none.avi", "box", frames=0)
    (shapes / "disc" / "notes.doc").touch()
    (shapes / "empty").mkdir()
    passed_over, heading, *reasons = left_out(out, shapes)
    assert passed_over.endswith("notes.doc")
    assert heading == "6 left out:"
    said = ("is not a picture", "0 bytes", "damaged", "5 cut.mp4", "6 none.avi", "empty")
    assert len(reasons) == len(said)
    for reason, words in zip(reasons, said, strict=True):
        assert words in reason


def test_when_nothing_can_be_read(tmp_path: Path, out: Path) -> None:
    for label in ("box", "disc"):
        (tmp_path / "photos" / label).mkdir(parents=True)
        (tmp_path / "photos" / label / "a.jpg").write_text("dear diary", encoding="utf-8")
    assert "no example could be read. The first: " in nothing_done(out, tmp_path / "photos")


def test_a_picture_of_2500_megapixels(shapes: Path, out: Path) -> None:
    resource = pytest.importorskip("resource")
    (shapes / "box" / "huge.png").write_bytes(huge_png())
    run("teach", shapes, "-o", out)
    unit = 1 if sys.platform == "darwin" else 1024  # bytes
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    begin = time.perf_counter()
    _, reason = left_out(out, shapes)
    assert "has 50000 x 50000 pixels, over the limit of 200 million" in reason
    assert time.perf_counter() - begin < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit - before < 100 << 20


@pytest.mark.parametrize(
    "name",
    [
        "盒 é 🎭 [red]",
        "--help",
        "CON\nb",
        "x" * 255,
        b"\xff\xfe".decode("utf-8", "surrogateescape"),
    ],
    ids=["script", "option", "newline", "long", "bytes"],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow these names")
def test_any_name_of_folders_and_files(tmp_path: Path, name: str) -> None:
    root = tmp_path / name
    write_photos(root, labels=("box", "disc"), count=2)
    (root / "disc").rename(root / name)
    stem = name if len(name) < 255 else name[:251]
    (root / "box" / "0.png").rename(root / "box" / f"{stem}.png")
    (root / "box" / f"{stem}.jpg").write_text("dear diary", encoding="utf-8")
    out = tmp_path / f"{stem[:200]}.understudy"
    result = run("teach", root, "-o", out)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-2] == "1 left out:"
    for arguments in (
        ["recognize", out, root / "box", "--json"], ["recognize", out, root / "box"],
        ["inspect", out], ["inspect", out, "--json"],
        ["evaluate", out, root, "--json", "--html", tmp_path / "r.html"], ["evaluate", out, root],
    ):  # fmt: skip
        result = run(*arguments)
        assert result.exit_code in (0, 1), result.stderr
        result.stdout_bytes.decode("utf-8")


@pytest.mark.parametrize("place", ["none/m.understudy", "file/m.understudy", ".", "x" * 300])
def test_outputs_that_can_not_be(shapes: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(PRECIOUS)
    result = run("teach", shapes, "-o", tmp_path / place)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "can't be written" in result.stderr
    assert (tmp_path / "file").read_bytes() == PRECIOUS


def test_a_photo_is_never_replaced_by_a_model(shapes: Path) -> None:
    photo = shapes / "box" / "0.png"
    before = photo.read_bytes()
    result = run("teach", shapes, "-o", photo)
    assert result.exit_code == 2
    assert "nothing was replaced" in result.stderr
    assert photo.read_bytes() == before


def fail(code: int) -> Callable[[int], None]:
    def sync(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    return sync


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_disk_that_fails(
    shapes: Path, out: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(atomic.os, "fsync", fail(code))
    assert os.strerror(code) in nothing_done(out, shapes)


def test_a_model_from_a_newer_version(
    model: Path, shapes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = model_file.read(model)
    monkeypatch.setattr(model_file, "FORMAT", 2)
    newer = model_file.write(tmp_path / "newer.understudy", contents.manifest, contents.files)
    monkeypatch.undo()
    for command in (["recognize", newer, shapes], ["inspect", newer], ["evaluate", newer, shapes]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "newer version of understudy (format 2" in result.stderr
