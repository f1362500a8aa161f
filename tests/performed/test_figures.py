"""Drawn persons who do the moves of a fighting game."""

from __future__ import annotations

import numpy as np
import pytest

from tests.backbones import posing
from tests.performed import figures, postures
from tests.performed.anatomy import Pose, joints
from tests.performed.postures import POSTURES, STAND

RANDOM = np.random.RandomState


@pytest.mark.usefixtures("drawn")
def test_a_clip_of_each_move() -> None:
    clips = figures.figure_clips(1, rate=5, size=(48, 64), seconds=1.5)
    assert [clip.label for clip in clips] == list(POSTURES)
    assert all(clip.frames.shape == (8, 48, 64, 3) for clip in clips)
    assert all(0 <= clip.start < clip.end <= 1.5 for clip in clips)
    assert len({clip.frames.tobytes() for clip in clips}) == len(POSTURES)


@pytest.mark.usefixtures("drawn")
def test_the_same_seed_gives_the_same_film() -> None:
    def film(seed: int) -> list[bytes]:
        scene = figures.scene(["squat"], seed, size=(48, 64))
        return [frame.tobytes() for _, frame, _ in figures.film(scene, rate=4)]

    assert film(2) == film(2) != film(3)


@pytest.mark.usefixtures("drawn")
def test_a_film_says_what_each_frame_shows() -> None:
    scene = figures.scene(["kick_left", STAND, "walk_right"], 4, size=(24, 32))
    labels = [label for _, _, label in figures.film(scene, rate=20)]
    told = [label for label in dict.fromkeys(labels) if label]
    assert told == [STAND, "kick_left", "walk_right"]
    assert None in labels  # on the way
    moves = [move.start for move in scene.moves]
    assert moves == sorted(moves)
    assert scene.moves[-1].start + scene.moves[-1].lasting < scene.seconds


def test_limbs_go_where_the_names_say() -> None:
    def body(label: str) -> tuple[float, float, float]:
        found = joints(postures.reached(label, RANDOM(1)))
        hands = [arm.joints[3][0] for arm in found.arms]
        feet = [leg.joints[3] for leg in found.legs]
        return min(hands), max(hands), min(foot[1] for foot in feet)

    assert body("punch_left")[0] < -0.4
    assert body("punch_right")[1] > 0.4
    assert body("kick_left")[2] < -0.3 < body(STAND)[2]
    assert joints(postures.reached("squat", RANDOM(1))).head[1] > -0.8


def test_a_mirrored_pose_is_the_other_way_round() -> None:
    pose = postures.reached("kick_left", RANDOM(2))
    assert pose.mirrored().mirrored() == pose
    for one, other in zip(joints(pose).legs, joints(pose.mirrored()).legs[::-1], strict=True):
        assert np.array(one.joints) == pytest.approx(np.array(other.joints) * (-1, 1), abs=0.03)
    assert Pose().towards(pose, 1.0) == pose


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize("label", POSTURES)
def test_the_body_network_finds_the_person(label: str) -> None:
    scene = figures.scene([label], 11, person=3, number=5)
    move = scene.moves[0]
    look = posing.body().look(scene.frame(move.start + move.lasting / 2))
    assert look.poses
