"""Small projects of sounds for the tests: bursts of noise, and what a project is, to compare."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np

from understudy.media.flac import encode_flac, to_pcm
from understudy.project.cache import checksum
from understudy.project.layout import MEDIA
from understudy.project.records import Cut
from understudy.project.store import Project

RATE = 8_000
WORDS = Cut(window=1.0, step=0.5)
SHORT = Cut(window=0.14, step=0.05)


def bursts(*starts: float, seconds: float = 2.0, length: float = 0.2, seed: int = 0):
    """Return sound, int16, with bursts of noise at some times over a faint hiss."""
    random = np.random.default_rng(seed)
    samples = random.normal(0, 1e-4, round(seconds * RATE))
    for start in starts:
        first, size = round(start * RATE), round(length * RATE)
        samples[first : first + size] += random.uniform(-0.4, 0.4, size)
    return to_pcm(samples.astype(np.float32))


def flac(*starts: float, **options) -> bytes:
    return encode_flac(bursts(*starts, **options), RATE)


def wav(samples) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.astype("<i2").tobytes())
    return buffer.getvalue()


def send(project: Project, take: str, samples, block: int = 4000, first: int = 0) -> list[int]:
    """Send sound in blocks; return what is said of each."""
    data = samples.astype("<i2")
    return [
        project.add_sound(take, start, data[start : start + block].tobytes())
        for start in range(first, len(data), block)
    ]


def record(project: Project, class_id: str, take: str, samples) -> list[int]:
    project.begin_take(take, class_id, "microphone", RATE)
    said = send(project, take, samples)
    project.end_take(take)
    return said


def state(project: Project):
    """Return what a project is, whatever ids it chose itself."""
    names = {one.id: one.name for one in project.classes}
    return (
        project.name,
        project.cut,
        [(one.name, one.color, one.role, project.count(one.id)) for one in project.classes],
        sorted(
            (
                names[record.class_id],
                checksum(project.recording(take).read_bytes()),
                project.trim(take) or (),
                tuple(one.number for one in project.examples() if one.take == take),
            )
            for take, record in project.takes.items()
        ),
    )


def check(project: Project) -> None:
    """Check that what is said of a project agrees with itself and with the disk."""
    examples = project.examples()
    on_disk = {path for path in (project.folder / MEDIA[project.kind]).rglob("*") if path.is_file()}
    assert {project.recording(take) for take in project.takes} == on_disk
    assert len({one.id for one in examples}) == len(examples)
    for one in examples:
        status = one.path.stat()
        assert (one.size, one.mtime_ns) == (status.st_size, status.st_mtime_ns)
        assert project.example(one.id) is one
        assert project.takes[one.take].class_id == one.class_id
        assert one.path == project.recording(one.take)
        assert one.centre == one.number / 1000
        assert 0 <= one.centre <= project.duration(one.take)
    for each in project.classes:
        assert project.count(each.id) == sum(one.class_id == each.id for one in examples)
    for take, record in project.takes.items():
        assert record.ended
        assert project.take_count(take) == sum(one.take == take for one in examples)


def create(folder: Path, cut: Cut = WORDS) -> Project:
    return Project.create(folder, "Sounds", "sound", cut)
