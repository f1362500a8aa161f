import threading
import weakref

import numpy as np
import pytest

from tests import sliding
from tests.backbones.posing import OPEN_HAND, PERSON, body, hands, placed
from tests.backbones.test_clip_stream import actions, streamed
from tests.taught import tiny_backbone
from understudy.backbones.clip_backbone import ActionBackbone
from understudy.backbones.clip_loading import part_of
from understudy.backbones.embedding import IN_FLIGHT_PER_WORKER
from understudy.backbones.sequences import sequences, shifted
from understudy.errors import DataError, MediaError
from understudy.media.part import Part
from understudy.media.video import read_frames
from understudy.onnx_session import cpu_count
from understudy.types import Features


class Frame(np.ndarray):
    """A picture that can be counted."""

    __hash__ = object.__hash__
    __eq__ = object.__eq__


def waving(picture, missing=(), count: int = 20, side: int = 200):
    """Show something that goes to the right and back; at some moments it is away."""
    shown = []
    for index in range(count):
        left = round(60 - 50 * np.cos(index / 4))
        scene = placed(picture, left, 20, side, (240, 320))
        if index in missing:
            scene[:] = picture[0, 0]
        shown.append((index / 10, scene))
    return shown


def pictures(shown) -> np.ndarray:
    return np.stack([image for _, image in shown])


def test_features_know_what_they_are() -> None:
    backbone = actions()
    clips = [pictures(sliding.frames(1.5, 10, course)) for course in
             (sliding.to_the_right, sliding.still)]  # fmt: skip
    X = backbone.embed(clips)
    assert isinstance(X, Features)
    assert X.shape == (2, backbone.dimensions) == (2, 15 * 3 + 14 * 64)
    assert (X.medium, X.pose, dict(X.moments)) == ("clip", None, {"scene": 15, "flow": 14})
    assert X.found.all()
    found = sequences(X)
    assert {name: part.shape for name, part in found.items()} == {
        "scene": (2, 15, 3),
        "flow": (2, 14, 64),
    }
    assert found["flow"][0].max() > 0.5
    assert found["flow"][1].max() == 0
    assert (backbone.hop, backbone.count, backbone.window, backbone.step) == (0.1, 15, 1.5, 0.75)


def test_scenes_are_those_of_the_picture_backbone() -> None:
    shown = sliding.frames(1.5, 10)
    row = actions().look(pictures(shown)).row
    scenes = row[actions().blocks["scene"]].reshape(15, 3)
    for scene, (_, image) in zip(scenes, shown, strict=True):
        np.testing.assert_allclose(scene, actions().picture.features(image), atol=1e-6)


def test_windows_are_cut_from_a_track() -> None:
    shown = sliding.frames(4, 30)
    backbone = actions()
    track = backbone.track(shown)
    assert (track.dtype, track.shape) == (np.float32, (40, backbone.track_width))
    rows = backbone.rows_at(track, [0.75, 2.0, 2.2])
    window = pictures(shown[0::3][13:28])
    np.testing.assert_allclose(rows[1], backbone.look(window).row, atol=1e-5)
    assert backbone.rows_at(track, []).shape == (0, backbone.dimensions)
    later = sequences(shifted(backbone.wrap(rows[1:2]), 2))
    expected = sequences(backbone.wrap(rows[2:3]))
    for block, moments in (("scene", 13), ("flow", 12)):
        np.testing.assert_array_equal(later[block][:, :moments], expected[block][:, :moments])


def test_beyond_the_ends_everything_stands_still() -> None:
    shown = sliding.frames(1.0, 10)
    backbone = actions()
    track = backbone.track(shown)
    short = sequences(backbone.wrap(backbone.rows_at(track, [0.5])))
    scene, flow = short["scene"][0], short["flow"][0]
    assert (scene[:2] == scene[2]).all()
    assert (scene[12:] == scene[11]).all()
    assert len(np.unique(scene[2:12], axis=0)) == 10
    moving = flow.any(axis=1)
    assert moving.sum() == 9
    away = sequences(backbone.wrap(backbone.rows_at(track, [-50.0, 99.0])))
    assert (away["scene"][0] == track[0, :3]).all()
    assert (away["scene"][1] == track[-1, :3]).all()
    assert (away["flow"] == 0).all()
    # as the same window of a longer clip that stands still before and after
    whole = [shown[0][1]] * 2 + [image for _, image in shown] + [shown[-1][1]] * 3
    np.testing.assert_allclose(backbone.load(pictures(shown)), np.stack(whole))
    assert np.abs(backbone.look(np.stack(whole)).row - backbone.features(
        backbone.load(pictures(shown)))).max() == 0  # fmt: skip


def test_files_parts_and_pictures_give_the_same(tmp_path) -> None:
    path = sliding.write(tmp_path / "a.mkv", sliding.frames(2, 30))
    backbone = actions()
    whole, part = backbone.load(path), backbone.load(Part(path, 1.0))
    assert whole.shape == part.shape == (15, 72, 96, 3)
    np.testing.assert_array_equal(whole, part)
    in_memory = backbone.load([image for _, image in sliding.frames(2, 30)[::3]])
    assert np.abs(whole.astype(int) - in_memory).mean() < 3
    assert backbone.embed([path, Part(path, 0.8)]).shape == (2, backbone.dimensions)


@pytest.mark.parametrize("missing", [{7, 8, 12}, {16, 17, 20, 21}, {1, 2}, {28, 29}, set()])
def test_a_file_with_gaps_is_seen_as_it_is_taught(tmp_path, missing: set[int]) -> None:
    shown = [one for index, one in enumerate(sliding.frames(3, 10)) if index not in missing]
    path = sliding.write(tmp_path / "a.mkv", shown)
    backbone = actions()
    track = backbone.track(read_frames(path))
    places = [0.75, 1.0, 1.5, 1.7, 2.25, 5.0]
    rows = backbone.embed([Part(path, place) for place in places])
    np.testing.assert_allclose(np.asarray(rows), backbone.rows_at(track, places), atol=1e-6)
    busiest = part_of(path, backbone.hop, backbone.count).centre
    rows = backbone.embed([path])
    np.testing.assert_allclose(np.asarray(rows), backbone.rows_at(track, [busiest]), atol=1e-6)


@pytest.mark.parametrize("shape", [(14, 8, 8, 3), (15, 8, 8), (8, 8, 3)])
def test_another_window_is_refused(shape) -> None:
    with pytest.raises(DataError, match=r"expected 15 pictures \[15, height, width, 3\]"):
        actions().look(np.zeros(shape, np.uint8))


AHEAD = (IN_FLIGHT_PER_WORKER + 1) * cpu_count()


@pytest.mark.parametrize(
    ("make", "count", "kept"),
    [(tiny_backbone, 4 * AHEAD, AHEAD + 3), (hands, 12, 3)],
    ids=["alone", "followed"],
)
def test_memory_does_not_grow_with_the_video(make, count: int, kept: int) -> None:
    alive: weakref.WeakSet[Frame] = weakref.WeakSet()
    most: list[int] = []

    def frames():
        for index in range(count):
            frame = np.zeros((32, 32, 3), np.uint8).view(Frame)
            alive.add(frame)
            most.append(len(alive))
            yield index / 10, frame
            del frame

    assert len(ActionBackbone("a", make()).track(frames())) == count
    assert max(most) <= kept


def test_no_frames_and_too_many(monkeypatch) -> None:
    backbone = actions()
    nothing = backbone.track([])
    assert nothing.shape == (0, backbone.track_width)
    with pytest.raises(DataError, match="no moment in the video"):
        backbone.rows_at(nothing, [1.0])
    image = sliding.picture_at(0.5, 0.5)
    with pytest.raises(MediaError, match="longer than 60 minutes"):
        backbone.track([(0.0, image), (1e9, image)])


def test_raw_features_have_raw_scenes() -> None:
    backbone = ActionBackbone("a", tiny_backbone())
    backbone.picture.raw_features = lambda image, threads=1: np.full(3, 7.0)  # type: ignore[method-assign]
    window = pictures(sliding.frames(1.5, 10))
    raw = backbone.wrap(backbone.raw_features(window)[np.newaxis])
    assert (sequences(raw)["scene"] == 7).all()
    np.testing.assert_array_equal(
        sequences(raw)["flow"], sequences(backbone.embed([window]))["flow"]
    )


def test_several_threads_may_look_at_once() -> None:
    backbone = actions()
    windows = [pictures(sliding.frames(1.5, 10, start=0, course=lambda t, k=k: (0.2 + 0.05 * k * t,
               0.5))) for k in range(8)]  # fmt: skip
    alone = [backbone.look(window).row for window in windows]
    found: dict[int, np.ndarray] = {}

    def look(index: int) -> None:
        for _ in range(5):
            found[index] = backbone.look(windows[index]).row

    threads = [threading.Thread(target=look, args=(index,)) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for index, row in found.items():
        np.testing.assert_array_equal(row, alone[index])


def test_fingerprints_say_what_decides_the_features() -> None:
    one = ActionBackbone("one", tiny_backbone())
    assert one.fingerprint == ActionBackbone("two", tiny_backbone()).fingerprint
    assert one.fingerprint != ActionBackbone("one", tiny_backbone(scale=99.0)).fingerprint
    assert one.fingerprint != one.picture.fingerprint
    assert len(one.fingerprint) == 64


@pytest.mark.parametrize(
    ("picture", "shown"), [(hands, OPEN_HAND), (body, PERSON)], ids=["hand", "body"]
)
def test_what_is_followed_has_a_pose_and_a_place(picture, shown) -> None:
    backbone = ActionBackbone("posed", picture())
    frames = waving(shown, missing={6, 7})
    track = backbone.track(frames)
    assert backbone.seeks == picture().seeks
    X = backbone.wrap(backbone.rows_at(track, [0.75, 1.0]))
    found = sequences(X)
    assert found["place"].shape == (2, 15, 4)
    assert found["pose"].shape == (2, 15, picture().dimensions - 3)
    x, _, size, there = found["place"][0].T
    assert there.tolist() == [float(k not in (6, 7)) for k in range(15)]
    left = 60 - 50 * np.cos(np.arange(15) / 4)
    assert np.corrcoef(x, left)[0, 1] > 0.98  # also where it was not found
    assert np.diff(x)[:11].min() > -0.01
    assert size.std() < 0.1
    assert found["pose"].any(axis=2).all()
    # live, frame by frame, it is the same
    for moment in streamed(backbone.stream(), frames):
        row = backbone.rows_at(track, [moment.seconds - 0.75])[0]
        np.testing.assert_allclose(moment.row, row, atol=1e-4)
    assert backbone.stream().see(frames[0][1], 0.0).poses


def test_nobody_has_neither_pose_nor_place() -> None:
    backbone = ActionBackbone("posed", hands())
    clip = pictures(sliding.frames(1.5, 10))
    X = backbone.embed([clip, pictures(waving(OPEN_HAND, count=15))])
    assert list(X.blocks) == ["scene", "pose", "place", "flow"]
    assert X.found.tolist() == [[True, False, False, True], [True] * 4]
