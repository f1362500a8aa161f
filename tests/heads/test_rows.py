import numpy as np

from understudy.heads.rows import Rows

A, B, C = (np.full((2, 3), value, np.float32) for value in (1, 2, 3))


def test_more_rows_come_after_in_the_same_memory():
    one = Rows.of(np.concatenate([A, A, A]))
    two = one.followed_by(B)
    assert np.shares_memory(one.array, two.array)
    np.testing.assert_array_equal(two.array, np.concatenate([A, A, A, B]))
    np.testing.assert_array_equal(one.array, np.concatenate([A, A, A]))


def test_a_second_successor_does_not_disturb_the_first():
    one = Rows.of(np.concatenate([A, A, A]))
    two, three = one.followed_by(B), one.followed_by(C)
    np.testing.assert_array_equal(two.array[-2:], B)
    np.testing.assert_array_equal(three.array[-2:], C)
    assert not np.shares_memory(two.array, three.array)


def test_where_there_is_no_room_all_move():
    rows = Rows.of(A)
    for _ in range(5):
        rows = rows.followed_by(B)
    np.testing.assert_array_equal(rows.array, np.concatenate([A, B, B, B, B, B]))


def test_what_was_given_may_change():
    given = A.copy()
    rows = Rows.of(given)
    given[:] = 9
    np.testing.assert_array_equal(rows.array, A)


def test_the_first_columns_are_in_the_same_memory_and_leave_it_alone():
    one = Rows.of(np.concatenate([A, A, A]))
    narrow = one.first_columns(1)
    np.testing.assert_array_equal(narrow.array, one.array[:, :1])
    assert np.shares_memory(narrow.array, one.array)
    more = narrow.followed_by(B[:, :1])
    assert not np.shares_memory(more.array, one.array)
    np.testing.assert_array_equal(one.followed_by(B).array, np.concatenate([A, A, A, B]))
