import numpy as np
import pytest

from benchmarks import moving
from benchmarks.moving import HEIGHT, WIDTH, Scene, View


@pytest.fixture
def photo():
    """Grey, with a white dot at (300, 100)."""
    picture = np.full((300, 400, 3), 90, np.uint8)
    picture[98:103, 298:303] = 255
    return picture


DOT = np.float32([[300.5, 100.5]])


def bright(frame):
    rows, columns = np.nonzero(frame.min(axis=2) > 200)
    return [columns.mean() + 0.5, rows.mean() + 0.5]


@pytest.mark.parametrize(
    "view", [View(), View(0.1, -0.05), View(0.1, -0.1, zoom=1.7), View(0.12, 0, 1.0, turn=20)]
)
def test_a_frame_shows_points_where_they_are_said_to_be(photo, view):
    scene = Scene(photo)
    frame = scene.frame(view, np.random.default_rng(0))
    assert frame.shape == (HEIGHT, WIDTH, 3)
    assert scene.to_view(DOT, view)[0] == pytest.approx(bright(frame), abs=0.5)


def test_a_view_is_aimed_half_the_way(photo):
    scene = Scene(photo)
    view = scene.aimed(DOT)
    assert (view.x, view.y) == pytest.approx((0.1256, -0.0619), abs=1e-3)


def test_away_is_out_of_view_and_back_is_where_it_was(photo):
    scene = Scene(photo)
    start = scene.aimed(DOT)
    views = moving.away_and_back(start, rest=4, way=6, away=5)
    assert len(views) == 4 + 6 + 5 + 6 - 1 + 4
    inside = [0 <= scene.to_view(DOT, view)[0][0] < WIDTH for view in views]
    assert inside[:4] == inside[-4:] == [True] * 4
    assert not any(inside[9:15])
    assert views[0] == views[-1] == start


def test_a_camera_move_is_the_same_again_and_as_quick_as_people():
    views = moving.camera_move(View(), 300, np.random.default_rng(7))
    assert views == moving.camera_move(View(), 300, np.random.default_rng(7))
    steps = np.abs(np.diff([view.x for view in views])) * moving.FPS
    assert 0.2 < steps.max() < 1.5
    assert 0.8 < min(view.zoom for view in views) < max(view.zoom for view in views) < 1.5


def test_frames_have_noise_that_changes(photo):
    scene, random = Scene(photo), np.random.default_rng(0)
    first, second = (scene.frame(View(), random)[200:].astype(float) for _ in range(2))
    assert np.std(first - second) == pytest.approx(moving.GRAIN * 2**0.5, rel=0.1)
