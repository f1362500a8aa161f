from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks import posture_fighter
from benchmarks.posture_fighter import NOT, TASKS, Sorted
from tests.performed.postures import POSTURES
from understudy import heads

GREY = np.full((24, 32, 3), 128, np.uint8)


def test_every_posture_has_a_class_in_every_task() -> None:
    assert all(set(told) == set(POSTURES) for told in TASKS.values())
    assert [len(set(told.values())) for told in TASKS.values()] == [2, 3, 8]


def test_a_video_shows_every_move_once() -> None:
    scene = posture_fighter.script(3, person=1, room=2)
    assert sorted(move.label for move in scene.moves) == sorted(POSTURES)


def test_frames_are_sorted_balanced_and_augmented(tmp_path: Path) -> None:
    postures = ["punch_left", "punch_right", "stand", "stand", "squat", "kick_left"]
    video = Sorted("taught-0", [GREY] * 6, postures, GREY)
    root = posture_fighter.prepare(tmp_path, "punch or not", [video])

    def files(name: str) -> dict[str, int]:
        return {place.name: len(list(place.rglob("*.jpg"))) for place in (root / name).iterdir()}

    assert files("sorted") == {"punch": 2, NOT: 4}
    assert files("plain") == {"punch": 2, NOT: 2}
    augmented = files("augmented")
    assert augmented["punch"] == augmented[NOT] >= 2 * posture_fighter.COPIES


def test_classes_count_alike_however_many_frames_they_have(monkeypatch) -> None:
    head = heads.create("neighbors").fit([[0.0, 1.0], [1.0, 0.0]], ["punch", NOT])
    rows = [[0.0, 1.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
    monkeypatch.setattr(posture_fighter, "features", lambda name, video: np.array(rows))
    postures = ["punch_left", "stand", "stand", "stand", "squat"]
    video = Sorted("tested", [GREY] * 5, postures, GREY)
    told = TASKS["punch or not"]
    assert posture_fighter.right(head, "any", [video], told) == 87.5
