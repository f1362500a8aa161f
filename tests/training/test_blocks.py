import numpy as np
import pytest

from understudy.training.blocks import BLOCK_SECONDS, GUARD_SECONDS, block_numbers, cut_into_blocks


def test_a_long_video_is_cut_into_blocks_with_a_guard_between() -> None:
    seconds = [0.75 + 0.75 * number for number in range(40)]
    numbers = block_numbers(seconds)
    assert sorted(set(numbers)) == [-1, 0, 1, 2, 3]
    for number in range(4):
        own = [at for at, block in zip(seconds, numbers, strict=True) if block == number]
        later = [at for at, block in zip(seconds, numbers, strict=True) if block > number]
        assert max(own) - min(own) <= BLOCK_SECONDS
        assert min(later, default=99) - max(own) >= GUARD_SECONDS
    assert numbers.count(-1) <= 0.2 * len(numbers)


def test_a_pause_is_guard_enough() -> None:
    assert block_numbers([1.0, 4.0, 9.0, 12.0]) == [0, 0, 1, 1]


def test_the_order_of_windows_does_not_matter() -> None:
    seconds = [0.75 * number for number in range(30)]
    order = np.random.default_rng(0).permutation(30)
    mixed = block_numbers([seconds[index] for index in order])
    assert mixed == [block_numbers(seconds)[index] for index in order]


def test_classes_with_several_takes_stay_as_they_are() -> None:
    labels, takes = ["a"] * 4 + ["b"] * 4, [0, 0, 1, 3, 2, 2, 2, 2]
    blocks = cut_into_blocks(labels, takes, [1.0, 9.0, 1.0, 9.0, 1.0, 2.0, 8.0, 9.0])
    assert blocks.kept.tolist() == [0, 1, 2, 3, 4, 5, 6, 7]
    assert blocks.told.tolist() == [True] * 4 + [False] * 4
    assert len(set(blocks.groups[:4])) == 3
    assert len(set(blocks.groups[4:])) == 2


def test_what_lies_between_two_blocks_is_left_out() -> None:
    seconds = [0.75 * number for number in range(12)]
    blocks = cut_into_blocks(["a"] * 12, [0] * 12, seconds)
    assert blocks.kept.tolist() == [*range(9), 11]
    assert blocks.told.tolist() == [False] * 10


@pytest.mark.parametrize("seconds", [[1.0, 2.0], [None, None]])
def test_a_short_video_is_one_block_and_still_tells_nothing(seconds: list[float | None]) -> None:
    blocks = cut_into_blocks(["a", "a"], [3, 3], seconds)
    assert len(set(blocks.groups)) == 1
    assert not blocks.told.any()


def test_several_videos_of_one_person_are_not_cut() -> None:
    blocks = cut_into_blocks(["a"] * 4, ["ada"] * 4, [1.0, 9.0, 1.0, 9.0], videos=[0, 0, 1, 1])
    assert len(set(blocks.groups)) == 1
    assert len(blocks.kept) == 4
