import numpy as np
import pytest

from benchmarks import protocol

LABELS = np.repeat(["ant", "bee", "cat", "dog"], 12)
PEOPLE = np.tile(np.repeat(["p", "q", "r", "s"], 3), 4)


@pytest.mark.parametrize("k", [1, 5, 10])
def test_a_random_split_teaches_k_of_each_class_and_tests_all_others(k):
    taught, tested = protocol.random_split(LABELS, k, seed=11)
    assert np.unique(LABELS[taught], return_counts=True)[1].tolist() == [k] * 4
    assert sorted([*taught, *tested]) == list(range(len(LABELS)))


def test_splits_differ_by_seed_and_by_k_but_repeat():
    first = protocol.random_split(LABELS, 5, seed=11)[0].tolist()
    assert first == protocol.random_split(LABELS, 5, seed=11)[0].tolist()
    assert first != protocol.random_split(LABELS, 5, seed=22)[0].tolist()
    assert not set(protocol.random_split(LABELS, 1, seed=11)[0]) <= {first[0]}


def test_nobody_is_taught_and_tested():
    for seed in protocol.SEEDS:
        taught, tested = protocol.people_split(LABELS, PEOPLE, 4, seed)
        assert not set(PEOPLE[taught]) & set(PEOPLE[tested])
        assert len(taught) == 16
        assert set(LABELS[tested]) == set(LABELS)


def test_half_of_the_classes_are_known_and_at_least_two():
    assert len(protocol.half_known(LABELS, seed=1)) == 2
    assert len(protocol.half_known(np.array(["a", "b", "c"]), seed=1)) == 2
    assert len(protocol.half_known(LABELS, seed=1, known=1)) == 1


def test_every_round_runs_every_variant_in_turned_order():
    order = []
    variants = {name: lambda name=name: order.append(name) for name in "abc"}
    seconds = protocol.interleave(variants, rounds=3)
    assert "".join(order) == "abcbcacab"
    assert {name: len(times) for name, times in seconds.items()} == {"a": 3, "b": 3, "c": 3}


def test_the_ratio_is_taken_round_by_round():
    # The second round was slow for both: the ratio of medians would be 1.5.
    assert protocol.median_ratio([2.0, 20.0, 3.0], [1.0, 10.0, 2.0]) == 2.0


def test_chunks_leave_nothing_out():
    assert [list(part) for part in protocol.chunks(range(5), 2)] == [[0, 1], [2, 3], [4]]
