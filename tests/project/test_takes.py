import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from understudy.project import takes as module
from understudy.project.takes import (
    SAME_MOMENT_SECONDS,
    SAME_TAKE_SIMILARITY,
    Takes,
    describe,
    duplicates_across_classes,
    find_takes,
    without_copies,
)


def found(labels, stated=None, times=None, features=None, groups=None) -> Takes:
    nothing = [None] * len(labels)
    features = None if features is None else np.asarray(features, dtype=np.float32)
    return find_takes(labels, stated or nothing, times or nothing, features, groups)


def partition(numbers, order) -> set[frozenset[int]]:
    """The rows that share a number, row `i` being called `order[i]`."""
    return {
        frozenset(int(order[i]) for i in np.flatnonzero(numbers == number)) for number in numbers
    }


def test_alone_every_row_is_a_take() -> None:
    takes = found(["a", "a", "b"])
    assert takes.ids.tolist() == takes.split_key.tolist() == [0, 1, 2]
    assert takes.merged == []


def test_no_rows_give_no_takes() -> None:
    takes = found([], features=np.zeros((0, 3)))
    assert takes.ids.shape == takes.split_key.shape == (0,)
    assert describe(takes) == "0 photos in 0 takes"


def test_stated_takes_hold_within_their_class() -> None:
    takes = found(["a", "b", "a", "b", "a"], ["1", "1", "1", "1", "2"])
    assert takes.ids.tolist() == [0, 1, 0, 1, 2]
    assert takes.merged == []


def test_photos_shot_in_a_chain_of_moments_are_one_take() -> None:
    step = SAME_MOMENT_SECONDS
    times = [2 * step, 100.0, 0.0, step, 3 * step + 0.01, None, float("nan")]
    takes = found(["a"] * 7, times=times)
    assert takes.ids.tolist() == [0, 1, 0, 0, 2, 3, 4]
    assert takes.merged == [[0, 2, 3]]


def test_almost_equal_features_are_one_take_whatever_their_length() -> None:
    angle = np.arccos(SAME_TAKE_SIMILARITY)
    angles = [0.0, 0.98 * angle, 1.96 * angle, 3.0 * angle]
    features = [[np.cos(a), np.sin(a)] for a in angles]
    takes = found(["a"] * 4, features=np.multiply(features, [[1e-30], [1], [1e30], [1]]))
    assert takes.ids.tolist() == [0, 0, 0, 1]
    assert takes.merged == [[0, 1, 2]]


@pytest.mark.filterwarnings("error")
def test_rows_without_direction_resemble_nothing() -> None:
    odd = [[0, 0], [0, 0], [np.nan, 1], [np.inf, 1], [np.inf, 1], [-1, 0]]
    takes = found(["a"] * 6, features=odd)
    assert takes.ids.tolist() == [0, 1, 2, 3, 4, 5]


def test_time_and_features_chain_together() -> None:
    takes = found(["a"] * 3, times=[0.0, 1.0, 50.0], features=[[1, 0], [0, 1], [0, 1]])
    assert takes.merged == [[0, 1, 2]]


def test_what_is_stated_is_not_merged() -> None:
    takes = found(["a"] * 3, ["1", "2", None], times=[0.0, 0.0, 0.0], features=[[1, 0]] * 3)
    assert takes.ids.tolist() == [0, 1, 2]


def test_groups_span_classes_and_are_what_is_never_split() -> None:
    groups = ["ann", "bob", "ann", None, None, "bob"]
    takes = found(list("aabbaa"), features=[[1, 0]] * 6, groups=groups)
    assert takes.ids.tolist() == [0, 1, 2, 3, 4, 1]
    assert takes.split_key.tolist() == [0, 1, 0, 2, 3, 1]
    assert takes.merged == [[1, 5]]


def test_a_stated_take_of_two_people_is_two_takes() -> None:
    takes = found(["a"] * 3, ["1"] * 3, groups=["ann", "bob", "ann"])
    assert takes.ids.tolist() == takes.split_key.tolist() == [0, 1, 0]


def test_rows_of_different_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="times has 1 rows; expected 2"):
        find_takes(["a", "b"], [None, None], [None], None)
    with pytest.raises(ValueError, match=r"shape \(3, 2\); expected \[2, d\]"):
        find_takes(["a", "b"], [None] * 2, [None] * 2, np.zeros((3, 2), np.float32))


def test_the_same_content_in_two_classes_is_named() -> None:
    checksums = ["x", "y", "x", "y", "x"]
    assert duplicates_across_classes(["a", "b", "b", "b", "a"], checksums) == [("x", [0, 2, 4])]


def test_a_sentence_says_what_was_merged() -> None:
    takes = found(["a"] * 5, times=[0, 1, 10, 11, 20])
    assert describe(takes) == (
        "5 photos in 3 takes (2 takes merged from photos shot within 2 s or almost equal)"
    )
    assert describe(found(["a"]), "clip") == "1 clip in 1 take"
    people = found(["a", "b", "a"], groups=["ann", "ann", "bob"])
    assert describe(people) == "3 photos in 3 takes, kept together as 2 groups"


def test_many_rows_in_several_blocks_agree_with_the_plain_definition(monkeypatch) -> None:
    monkeypatch.setattr(module, "BLOCK_ROWS", 7)
    rng = np.random.default_rng(0)
    features = np.repeat(rng.standard_normal((25, 6)), 4, axis=0)
    features = rng.permutation(features + 0.3 * rng.standard_normal(features.shape))
    units = features / np.linalg.norm(features, axis=1, keepdims=True)
    reach = units @ units.T >= SAME_TAKE_SIMILARITY
    for _ in range(7):
        reach = reach @ reach  # after k rounds, chains of up to 2 ** k
    expected = {frozenset(np.flatnonzero(row).tolist()) for row in reach}
    assert 25 < len(expected) < 100
    ids = found(["a"] * 100, features=features).ids
    assert partition(ids, range(100)) == expected


examples = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from([None, None, "1", "2"]),
        st.sampled_from([None, 0.0, 1.5, 3.0, 9.0]),
        st.tuples(st.integers(-2, 2), st.integers(-2, 2), st.integers(-2, 2)),
        st.sampled_from([None, None, "ann", "bob"]),
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(examples, st.randoms(use_true_random=False), st.sampled_from([2, 5, 1024]))
def test_takes_are_a_partition_that_ignores_order(rows, random, block) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK_ROWS", block)
        order = list(range(len(rows)))
        takes = takes_of(rows)
        random.shuffle(order)
        shuffled = takes_of([rows[i] for i in order])
    straight = range(len(rows))
    assert partition(takes.ids, straight) == partition(shuffled.ids, order)
    assert partition(takes.split_key, straight) == partition(shuffled.split_key, order)
    assert sorted(set(takes.ids.tolist())) == list(range(len(set(takes.ids.tolist()))))

    for take in partition(takes.ids, straight):
        assert len({(rows[i][0], rows[i][4]) for i in take}) == 1, "one class and one group"
        assert len({rows[i][1] for i in take}) == 1, "stated alike"
        assert len({int(takes.split_key[i]) for i in take}) == 1, "never split"
    for i, (label, stated, _, vector, group) in enumerate(rows):
        for j in range(i):
            alike = rows[j][0] == label and rows[j][1] == stated and rows[j][4] == group
            if alike and (stated is not None or (vector == rows[j][3] and any(vector))):
                assert takes.ids[i] == takes.ids[j]
    assert {frozenset(take) for take in takes.merged} == {
        take
        for take in partition(takes.ids, straight)
        if len(take) > 1 and rows[min(take)][1] is None
    }


def takes_of(rows) -> Takes:
    labels, stated, times, vectors, groups = zip(*rows, strict=True) if rows else [[]] * 5
    features = np.array(vectors, dtype=np.float32).reshape(len(rows), 3)
    return find_takes(labels, stated, times, features, groups)


def test_takes_that_hold_copies_are_one() -> None:
    labels = ["a", "a", "a", "a", "b", "a", "a"]
    stated = ["one", "one", "two", "three", "one", None, "four"]
    contents = ["x", "y", "y", "z", "x", "x", None]
    found = without_copies(labels, stated, contents)
    assert found == ["one", "one", "one", "three", "one", None, "four"]


def test_takes_that_are_connected_by_copies_are_one() -> None:
    found = without_copies(["a"] * 4, ["one", "two", "three", "three"], ["x", "y", "x", "y"])
    assert found == ["one"] * 4
