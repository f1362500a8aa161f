"""Reading an open project."""

import pytest

from tests.project.small import record, take_id
from tests.project.sounds import RATE, WORDS, bursts, create, send
from understudy.errors import DataError


def test_what_a_project_says_of_itself(project) -> None:
    assert (project.name, project.backbone, project.kind) == (
        "Hands",
        "efficientnet-lite0",
        "picture",
    )
    assert (project.cut, project.settings) == (None, {})
    assert project.cache_path.parent == project.folder
    rock = project.add_class("rock")
    record(project, rock.id, take_id(1))
    assert project.count(rock.id) == project.take_count(take_id(1)) == len(project.examples())
    one = project.examples()[0]
    assert project.example(one.id) is one
    assert [project.checksum(one)] == project.checksums([one])
    with pytest.raises(DataError, match="no example"):
        project.example("gone")


def test_what_a_project_says_of_a_recording(tmp_path) -> None:
    with create(tmp_path / "project") as project:
        assert (project.kind, project.cut) == ("sound", WORDS)
        clap = project.add_class("clap")
        project.begin_take(take_id(1), clap.id, "microphone", RATE)
        send(project, take_id(1), bursts(0.5, seconds=3))
        for ask in (project.recording, project.duration, project.stretches, project.trim):
            for take in ("gone", take_id(1)):
                with pytest.raises(DataError, match="no recording"):
                    ask(take)
        project.end_take(take_id(1))
        [(start, end)] = project.stretches(take_id(1))
        assert (start, end) == (pytest.approx(0.5, abs=0.05), pytest.approx(0.7, abs=0.05))
        assert (project.duration(take_id(1)), project.trim(take_id(1))) == (3.0, None)
        project.trim_take(take_id(1), 0.25, 2)
        assert project.trim(take_id(1)) == (0.25, 2)
        assert project.duration(take_id(1)) == 3.0
        assert project.recording(take_id(1)).suffix == ".flac"
