"""Sound files from elsewhere."""

import io
from pathlib import Path

import numpy as np
import pytest

from tests.project.small import parts, picture
from tests.project.sounds import RATE, bursts, check, create, flac, state, wav
from understudy.errors import DataError, MediaError
from understudy.media.sound import read_sound
from understudy.project.store import Project


@pytest.fixture
def project(tmp_path):
    with create(tmp_path / "project") as opened:
        yield opened


@pytest.fixture
def clap(project):
    return project.add_class("clap")


SOUND = wav(bursts(0.5, 1.5))


def video() -> bytes:
    """Return a film without pictures: its sound track."""
    import av

    buffer = io.BytesIO()
    with av.open(buffer, "w", format="webm") as container:
        stream = container.add_stream("libopus", rate=48_000, layout="mono")
        samples = np.repeat(bursts(0.5, 1.5), 6)[None, :].copy()
        frame = av.AudioFrame.from_ndarray(samples, "s16", "mono")
        frame.rate = 48_000
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return buffer.getvalue()


@pytest.mark.parametrize("by_path", [False, True])
def test_a_file_is_kept_as_it_came(project, clap, tmp_path: Path, by_path: bool) -> None:
    changes = []
    project.subscribe(changes.append)
    (tmp_path / "x").write_bytes(SOUND)
    taken = project.add_recording(clap.id, tmp_path / "x" if by_path else SOUND, "Klatschen 1.WAV")
    path = project.recording(taken.id)
    assert path.name == f"{taken.id}.wav"
    assert path.read_bytes() == SOUND
    assert (taken.source, taken.name, taken.ended) == ("recording", "Klatschen 1.WAV", True)
    assert project.takes[taken.id] == taken
    assert (project.count(clap.id), project.duration(taken.id)) == (2, 2.0)
    assert changes[-1].added == tuple(project.examples())
    check(project)
    before = state(project)
    assert project.undo() == "Added Klatschen 1.WAV to clap"
    assert not project.takes
    project.redo()
    assert state(project) == before
    project.close()
    with Project.open(project.folder) as again:
        assert state(again) == before


@pytest.mark.parametrize("name", ["film.webm", "film.MP4", "no suffix"])
def test_of_a_video_its_sound_is_kept(project, clap, name: str) -> None:
    taken = project.add_recording(clap.id, video(), name)
    path = project.recording(taken.id)
    assert path.suffix == ".flac"
    assert read_sound(path).rate == 48_000
    assert project.count(clap.id) == 2
    check(project)


@pytest.mark.parametrize("data", [b"", b"no sound", picture(), SOUND[:10]])
def test_what_is_no_sound(project, clap, data: bytes) -> None:
    before = state(project)
    with pytest.raises(MediaError, match=r"x\.wav"):
        project.add_recording(clap.id, data, "x.wav")
    assert (state(project), parts(project.folder)) == (before, [])


def test_silence_is_noise_at_most(project, clap) -> None:
    silence = wav(np.zeros(3 * RATE, np.int16))
    with pytest.raises(MediaError, match=r"x\.wav is silent"):
        project.add_recording(clap.id, silence, "x.wav")
    noise = project.add_class("noise", role="background")
    project.add_recording(noise.id, silence, "x.wav")
    assert project.count(noise.id) == 5


def test_the_class_must_be_there(project, clap) -> None:
    with pytest.raises(DataError, match="no class"):
        project.add_recording("gone", flac(1), "x.flac")
