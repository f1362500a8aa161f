import threading

import numpy as np
import pytest

from tests import sliding
from understudy.errors import MediaError
from understudy.media import clip
from understudy.media.part import Part
from understudy.media.video import slot_at


def grey_frames(count: int) -> list[np.ndarray]:
    return [np.full((4, 6, 3), 10 * value, np.uint8) for value in range(count)]


@pytest.mark.parametrize(
    ("seconds", "slot"),
    [
        (0.0, 0),
        (0.0989, 0),
        (0.099, 1),
        (0.0995, 1),
        (0.1, 1),
        (0.298, 2),
        (0.299, 3),
        (0.2999, 3),
        (0.3, 3),
        (0.599, 6),
        (1.4, 14),
        (12.3, 123),
        (1699.299 - 1699, 3),
    ],
)
def test_a_time_falls_in_a_slot_and_may_be_a_millisecond_early(seconds: float, slot: int) -> None:
    assert clip.slot_of(seconds, 0.1) == slot


def test_files_and_streams_count_slots_alike() -> None:
    for start in (0.0, 1699.0, 12345.678):
        slots = [clip.slot_of(start + ms / 1000 - start, 0.1) for ms in range(4000)]
        assert slots == [slot_at(ms / 1000, 10.0) for ms in range(4000)]
        assert slots == [(ms + 1) // 100 for ms in range(4000)]


@pytest.mark.parametrize(
    ("centre", "first"), [(0.75, 0), (0.8, 1), (0.76, 0), (0.7, 0), (0.0, -7), (3.25, 25)]
)
def test_the_slots_around_a_place(centre: float, first: int) -> None:
    assert clip.first_slot(centre, 0.1, 15) == first


@pytest.mark.parametrize("rate", [10, 12, 24, 30, 60])
@pytest.mark.parametrize("start", [0.0, 1234.567])
def test_the_first_frame_of_each_slot_counts_at_any_rate(rate: int, start: float) -> None:
    times = [start + index / rate for index in range(2 * rate)]
    found = list(clip.at_rate(((time, time) for time in times), 0.1))  # type: ignore[misc]
    assert [slot for slot, _ in found] == list(range(20))
    for slot, time in found:
        assert -1e-3 <= float(time) - start - 0.1 * slot < 1 / rate


def test_gaps_are_gaps_and_what_comes_late_is_passed_over() -> None:
    times = [5.0, 5.03, 5.31, 5.29, 5.1, 5.35, 5.9]
    assert [slot for slot, _ in clip.at_rate([(at, at) for at in times], 0.1)] == [0, 3, 9]  # type: ignore[misc]


def test_what_is_missing_is_repeated() -> None:
    shown = [(0, "a"), (3, "b"), (4, "c")]
    assert "".join(clip.repeated(shown)) == "aaabc"  # type: ignore[arg-type]
    assert list(clip.repeated([])) == []


def test_a_stamp_of_tomorrow_does_not_fill_the_memory() -> None:
    with pytest.raises(MediaError, match=r"longer than 60 minutes. Cut it into shorter"):
        list(clip.repeated([(0, "a"), (10**9, "b")]))  # type: ignore[list-item]


def test_beyond_its_ends_a_clip_stands_still() -> None:
    window = clip.window_of(grey_frames(3), -2, 7)
    assert (window.dtype, window.shape) == (np.uint8, (7, 4, 6, 3))
    assert window[:, 0, 0, 0].tolist() == [0, 0, 0, 10, 20, 20, 20]


def test_frames_of_another_size_get_that_of_the_first() -> None:
    window = clip.window_of([*grey_frames(1), np.full((8, 3, 3), 90, np.uint8)], 0, 2)
    assert window.shape == (2, 4, 6, 3)
    assert (window[1] == 90).all()


@pytest.mark.parametrize(
    ("size", "at_least", "made"),
    [
        ((480, 640), 224, (240, 320)),
        ((2160, 3840), 224, (240, 427)),
        ((240, 320), 224, (240, 320)),
        ((100, 80), 224, (100, 80)),
        ((480, 640), None, (480, 640)),
    ],
)
def test_large_frames_are_made_smaller(size, at_least: int | None, made) -> None:
    image = np.random.default_rng(0).integers(0, 255, (*size, 3), dtype=np.uint8)
    small = clip.smaller(image, at_least)
    assert small.shape[:2] == made
    assert abs(float(small.mean()) - float(image.mean())) < 1


def test_grey_is_the_mean_of_what_it_covers() -> None:
    image = np.zeros((60, 80, 3), np.uint8)
    image[:30, :40] = 255
    assert clip.grey(image, 2, 2).tolist() == [[255, 0], [0, 0]]
    assert clip.grey(np.repeat(image, 4, axis=0), 4, 8).shape == (8, 4)
    assert clip.grey(image[:1, :1], 3, 3).tolist() == [[255] * 3] * 3


@pytest.mark.parametrize(("slots", "said"), [(1, "has a single picture"), (2, "lasts 0.2 s")])
def test_too_short_for_an_action(slots: int, said: str) -> None:
    with pytest.raises(MediaError, match=rf"^a.mp4 {said}; an action needs at least 0.3 s"):
        clip.check_long_enough("a.mp4", slots)
    clip.check_long_enough("a.mp4", 3)


@pytest.mark.parametrize("rate", [10, 25, 30])
def test_a_file_is_read_at_its_pace(tmp_path, rate: int) -> None:
    path = sliding.write(tmp_path / "a.mkv", sliding.frames(1.5, rate))
    read = clip.read_clip(path)
    assert len(read) == 15
    for slot, image in enumerate(read):
        shown = sliding.picture_at(*sliding.to_the_right(slot / 10))
        assert np.abs(image.astype(int) - shown).mean() < 3 + 20 * (rate == 25)
    assert clip.read_clip(path, at_least=36)[0].shape == (36, 48, 3)


def test_a_file_with_a_gap_shows_what_it_showed_last(tmp_path) -> None:
    shown = sliding.frames(2, 10)
    path = sliding.write(tmp_path / "a.mkv", shown[:4] + shown[9:])
    read = clip.read_clip(path)
    assert len(read) == 20
    assert all(np.array_equal(read[3], one) for one in read[4:9])
    assert not np.array_equal(read[8], read[9])


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_phone_video_is_upright(tmp_path, draw_video, rotation: int) -> None:
    upright = clip.read_clip(draw_video("a.mp4"))
    turned = clip.read_clip(draw_video("b.mov", rotation=rotation))
    assert len(upright) == len(turned) == 10
    quarters = np.rot90(upright[5], rotation // 90)
    assert turned[5].shape == quarters.shape
    assert np.abs(turned[5].astype(int) - quarters).mean() < 3


def test_one_picture_is_no_clip(draw_video) -> None:
    with pytest.raises(MediaError, match=r"single\.mp4 has a single picture"):
        clip.read_clip(draw_video("single.mp4", milliseconds=[0]))


def test_what_is_no_video_says_so(tmp_path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"no video at all")
    with pytest.raises(MediaError, match="not a video that can be read"):
        clip.read_clip(tmp_path / "a.mp4")
    with pytest.raises(MediaError, match="does not exist"):
        clip.read_part(Part(tmp_path / "b.mp4", 1.0), 0.1, 15)


def test_half_a_download_gives_what_there_is(tmp_path, caplog) -> None:
    whole = sliding.write(tmp_path / "a.mkv", sliding.frames(3, 30))
    half = tmp_path / "half.mkv"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert 10 < len(clip.read_clip(half)) < 20


@pytest.mark.parametrize("most_kept", [0, 2**27], ids=["decoded each time", "kept"])
def test_parts_are_cut_around_their_place(tmp_path, monkeypatch, most_kept: int) -> None:
    monkeypatch.setattr(clip, "MOST_KEPT", most_kept)
    path = sliding.write(tmp_path / "a.mkv", sliding.frames(3, 30))
    whole = clip.read_clip(path)
    for centre in (0.0, 0.75, 1.6, 2.25, 2.9, 9.0):
        part = clip.read_part(Part(path, centre), 0.1, 15)
        expected = clip.window_of(whole, clip.first_slot(centre, 0.1, 15), 15)
        np.testing.assert_array_equal(part, expected)


def test_many_parts_cost_one_decoding(tmp_path, monkeypatch) -> None:
    path = sliding.write(tmp_path / "a.mkv", sliding.frames(2, 10))
    read, times = clip.read_frames, []

    def counted(*arguments, **named):
        times.append(1)
        return read(*arguments, **named)

    monkeypatch.setattr(clip, "read_frames", counted)
    places = [0.3, 0.8, 1.2, 1.9]
    threads = [
        threading.Thread(target=clip.read_part, args=(Part(path, place), 0.1, 15))
        for place in places
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(times) == 1


@pytest.mark.parametrize(
    ("centre", "slots"),
    [
        (0.3, [1, 2, 3, 9]),  # to the frame after the gap
        (0.8, [3, 9, 10]),  # from the frame that is shown in the gap
        (1.45, [12, 13, 14, 15, 16]),
        (9.0, [19]),
    ],
)
def test_the_frames_around_a_place_with_their_slots(tmp_path, centre: float, slots) -> None:
    shown = sliding.frames(2, 10)
    path = sliding.write(tmp_path / "a.mkv", shown[:4] + shown[9:])
    found = clip.frames_around(Part(path, centre), 0.1, 5)
    assert [slot for slot, _ in found] == slots
    assert clip.frames_around(Part(path, centre), 0.1, 5, at_least=36)[0][1].shape == (36, 48, 3)
    with pytest.raises(MediaError, match="an action needs at least"):
        clip.frames_around(Part(sliding.write(tmp_path / "b.mkv", shown[:2]), 0.1), 0.1, 5)
