"""Small projects for the tests: pictures of a few bytes, and what a project is, to compare."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

from PIL import Image as Pillow

from understudy.project.store import Project

_numbers = itertools.count()


def picture(width: int = 8, height: int = 6, format: str = "JPEG", **options) -> bytes:
    buffer = io.BytesIO()
    color = (next(_numbers) % 256, 90, 30)
    Pillow.new("RGB", (width, height), color).save(buffer, format, **options)
    return buffer.getvalue()


_JPEG = picture()


def jpeg() -> bytes:
    """Return a JPEG that no other call returns."""
    return _JPEG + next(_numbers).to_bytes(4, "big")  # decoders stop at the end mark


def take_id(number: int) -> str:
    return f"take{number:012d}"


def record(project: Project, class_id: str, take: str, frames: int = 3, first: int = 0) -> None:
    project.begin_take(take, class_id, "camera", 15)
    for number in range(first, first + frames):
        project.add_frame(take, number, jpeg())
    project.end_take(take)


def state(project: Project):
    """Return what a project is, whatever ids it chose itself."""
    names = {one.id: one.name for one in project.classes}
    return (
        project.name,
        [(one.name, one.color, one.role, project.count(one.id)) for one in project.classes],
        sorted(
            (names[one.class_id], one.number, one.path.read_bytes(), project.takes[one.take].apart)
            for one in project.examples()
        ),
    )


def check(project: Project) -> None:
    """Check that what is said of a project agrees with itself and with the disk."""
    examples = project.examples()
    on_disk = {path for path in (project.folder / "examples").rglob("*") if path.is_file()}
    assert {one.path for one in examples} == on_disk
    assert len({one.id for one in examples}) == len(examples)
    for one in examples:
        status = one.path.stat()
        assert (one.size, one.mtime_ns) == (status.st_size, status.st_mtime_ns)
        assert project.example(one.id) is one
        assert project.takes[one.take].class_id == one.class_id
    for each in project.classes:
        assert project.count(each.id) == sum(one.class_id == each.id for one in examples)
    for take in project.takes:
        assert project.take_count(take) == sum(one.take == take for one in examples)


def parts(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))
