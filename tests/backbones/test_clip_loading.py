import numpy as np
import pytest
from PIL import Image as Pillow

from tests import sliding
from understudy.backbones.clip_loading import as_clips, load_clip
from understudy.errors import DataError, MediaError
from understudy.media.part import Part


def load(source):
    return load_clip(source, 0.1, 15, None)


def slides_at(seconds: float):
    def course(now: float) -> tuple[float, float]:
        return 0.2 + 0.6 * float(np.clip((now - seconds) / 0.8, 0, 1)), 0.5

    return course


def test_one_or_several() -> None:
    clip = np.zeros((15, 4, 4, 3), np.uint8)
    images = list(clip)
    pillows = [Pillow.fromarray(image) for image in images]
    assert len(as_clips(clip)) == 1
    assert len(as_clips(np.stack([clip, clip]))) == 2
    assert len(as_clips([clip, clip, clip])) == 3
    assert as_clips("a.mp4") == ["a.mp4"]
    assert as_clips(["a.mp4", "b.mp4"]) == ["a.mp4", "b.mp4"]
    assert len(as_clips(Part("a.mp4", 1.0))) == 1  # type: ignore[arg-type]
    assert [len(one) for one in as_clips(images)] == [15]  # its pictures
    assert [len(one) for one in as_clips(pillows)] == [15]
    assert len(as_clips([images, clip])) == 2
    assert as_clips([]) == []
    with pytest.raises(DataError, match="paths of videos or as pictures uint8"):
        as_clips(7)


@pytest.mark.parametrize("rate", [10, 30])
def test_of_a_long_video_the_place_with_most_movement(tmp_path, rate: int) -> None:
    path = sliding.write(tmp_path / "a.mkv", sliding.frames(6, rate, slides_at(4.0)))
    window = load(path)
    assert window.shape == (15, 72, 96, 3)
    for frame, x in ((window[0], 0.2), (window[-1], 0.8)):
        assert np.abs(frame.astype(int) - sliding.picture_at(x, 0.5)).mean() < 3
    part = load(Part(path, 1.0))
    assert np.abs(part.astype(int) - sliding.picture_at(0.2, 0.5)).mean() < 3


def test_pictures_in_memory() -> None:
    shown = [image for _, image in sliding.frames(4, 10, slides_at(0.5))]
    window = load(shown)
    assert np.array_equal(window, load(np.stack(shown)))
    assert np.array_equal(window, np.stack(shown[1:16])) or np.array_equal(
        window, np.stack(shown[2:17])
    )
    pillows = [Pillow.fromarray(image) for image in shown]
    assert np.array_equal(load(pillows), window)
    assert np.array_equal(load(shown[:15]), np.stack(shown[:15]))
    short = load(shown[:5])
    assert np.array_equal(short[0], shown[0])
    assert np.array_equal(short[-1], shown[4])


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (np.zeros((15, 4, 4, 3)), "dtype float64 and shape"),
        (np.zeros((15, 4, 4), np.uint8), r"shape \(15, 4, 4\); expected uint8 \[n, height, width"),
        (np.zeros((15, 4, 4, 4), np.uint8), "in RGB order"),
        (7, "A clip is the path of a video, or pictures; got int"),
        ([np.zeros((4, 4), np.uint8)] * 5, "A picture given as an array"),
    ],
)
def test_what_is_no_clip(source, said: str) -> None:
    with pytest.raises(DataError, match=said):
        load(source)


@pytest.mark.parametrize(("count", "said"), [(1, "a single picture"), (2, "lasts 0.2 s")])
def test_too_short_for_an_action(tmp_path, count: int, said: str) -> None:
    shown = sliding.frames(count / 10, 10)
    with pytest.raises(MediaError, match=f"^A clip .*{said}"):
        load([image for _, image in shown])
    with pytest.raises(MediaError, match=f"short.mkv .*{said}"):
        load(sliding.write(tmp_path / "short.mkv", shown))
