from pathlib import Path

from understudy.sources.settling import TRY_AFTER_SECONDS, Settling, Signature

SOON, LATER, LAST = TRY_AFTER_SECONDS
A, B = Path("a.jpg"), Path("b.jpg")
SMALL, BIG = Signature(1, 10), Signature(2, 20)


def test_a_file_is_tried_when_it_has_stopped_changing() -> None:
    settling = Settling({})
    assert settling.look(0, {A: SMALL}) == []
    assert settling.look(0.4, {A: BIG}) == []
    assert settling.look(0.4 + SOON - 0.01, {A: BIG}) == []
    assert settling.look(0.4 + SOON, {A: BIG}) == [A]
    settling.took(A)
    assert settling.look(60, {A: BIG}) == []


def test_one_that_can_not_be_read_is_tried_again_when_it_changed() -> None:
    settling = Settling({})
    settling.look(0, {A: SMALL})
    assert settling.look(1, {A: SMALL}) == [A]
    settling.failed(A)
    assert settling.look(LATER - 0.1, {A: SMALL}) == []
    assert settling.look(3, {A: BIG}) == []
    assert settling.look(3 + SOON, {A: BIG}) == [A]


def test_and_a_last_time_after_a_few_seconds() -> None:
    settling = Settling({})
    settling.look(0, {A: SMALL})
    settling.failed(A)
    assert settling.look(LATER, {A: SMALL}) == [A]
    settling.failed(A)
    assert not settling.is_over(A)
    assert settling.look(LAST - 0.01, {A: SMALL}) == []
    assert settling.look(LAST, {A: SMALL}) == [A]
    settling.failed(A)
    assert settling.is_over(A)
    assert settling.look(10 * LAST, {A: SMALL}) == []


def test_a_hopeless_one_is_given_up_sooner_but_not_for_ever() -> None:
    settling = Settling({})
    settling.look(0, {A: SMALL})
    settling.failed(A, hopeless=True)
    assert not settling.is_over(A)
    assert settling.look(LATER, {A: SMALL}) == [A]
    settling.failed(A, hopeless=True)
    assert settling.is_over(A)
    assert LATER <= 2
    settling.look(60, {A: BIG})
    assert settling.look(60 + SOON, {A: BIG}) == [A]


def test_what_is_there_already_is_new_only_when_written_again() -> None:
    settling = Settling({A: SMALL})
    assert settling.look(100, {A: SMALL}) == []
    assert settling.look(200, {A: BIG}) == []
    assert settling.look(201, {A: BIG}) == [A]


def test_the_oldest_comes_first_and_the_gone_are_forgotten() -> None:
    settling = Settling({})
    settling.look(0, {A: BIG, B: SMALL})
    assert settling.look(1, {A: BIG, B: SMALL}) == [B, A]
    settling.took(B)
    assert settling.look(2, {A: BIG}) == [A]
    assert settling.look(3, {A: BIG, B: SMALL}) == [A]
    assert settling.look(4, {A: BIG, B: SMALL}) == [B, A]  # it came back: it is new
