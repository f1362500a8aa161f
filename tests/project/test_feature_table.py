import sqlite3
from itertools import count

import numpy as np
import pytest

from understudy.project import feature_table
from understudy.project.feature_table import prepare, read_rows, write_rows

NO_LIMIT = 2**40


@pytest.fixture
def connection(tmp_path, monkeypatch):
    clock = count(1)
    monkeypatch.setattr(feature_table.time, "time_ns", lambda: next(clock))
    opened = sqlite3.connect(tmp_path / "features.sqlite", isolation_level=None)
    prepare(opened)
    yield opened
    opened.close()


def row(value: float, columns: int = 3) -> np.ndarray:
    return np.full(columns, value, dtype=np.float32)


def used_bytes(connection) -> int:
    names = ("page_count", "freelist_count", "page_size")
    pages, free, size = (connection.execute(f"PRAGMA {n}").fetchone()[0] for n in names)
    return (pages - free) * size


def test_preparing_twice_keeps_the_rows(connection) -> None:
    write_rows(connection, "net", {"x": row(1)}, NO_LIMIT)
    prepare(connection)
    assert read_rows(connection, ["x"], "net")["x"].tolist() == [1, 1, 1]


def test_another_format_is_refused(connection) -> None:
    connection.execute("PRAGMA user_version = 7")
    with pytest.raises(sqlite3.DatabaseError, match="format 7; expected 1"):
        prepare(connection)


def test_more_keys_than_one_query_takes(connection) -> None:
    rows = {str(i): row(i) for i in range(1200)}
    write_rows(connection, "net", rows, NO_LIMIT)
    found = read_rows(connection, list(rows), "net")
    assert {key: float(value[0]) for key, value in found.items()} == {
        str(i): i for i in range(1200)
    }


@pytest.mark.parametrize(
    "change",
    [
        "data = substr(data, 1, 8)",
        "data = CAST(data || x'00000000' AS BLOB)",
        "data = x'000000000000000000000000'",
        "data = 'text'",
        "shape = '1,3'",
        "shape = ''",
        "shape = x'ff'",
        "crc = 'none'",
        "checksum = 'y'",
        "fingerprint = 'other'",
    ],
)
def test_a_changed_row_is_absent(connection, change) -> None:
    write_rows(connection, "net", {"x": row(1)}, NO_LIMIT)
    connection.execute(f"UPDATE features SET {change}")
    assert read_rows(connection, ["x", "y"], "net") == {}
    assert read_rows(connection, ["x", "y"], "other") == {}


def test_what_was_not_used_for_longest_makes_room(connection) -> None:
    columns, limit = 1000, 400_000
    keys = [str(i) for i in range(80)]
    for key in keys:
        write_rows(connection, "net", {key: row(int(key), columns)}, NO_LIMIT)
    read_rows(connection, keys[:10], "net")
    write_rows(connection, "net", {"new": row(-1, columns)}, limit)
    kept = set(read_rows(connection, [*keys, "new"], "net"))
    assert used_bytes(connection) <= limit
    assert {*keys[:10], "new"} <= kept
    rest = sorted(int(key) for key in kept - {*keys[:10], "new"})
    assert rest == list(range(80 - len(rest), 80))
    assert len(kept) > 60, "no more than needed goes"
    (listed,) = connection.execute("SELECT count(*) FROM uses").fetchone()
    assert listed == len(kept)


def test_a_write_that_fails_leaves_nothing_behind(connection) -> None:
    def interrupted():
        yield "x", row(1)
        raise KeyboardInterrupt

    class Rows(dict):
        def items(self):
            return interrupted()

    with pytest.raises(KeyboardInterrupt):
        write_rows(connection, "net", Rows(), NO_LIMIT)
    assert read_rows(connection, ["x"], "net") == {}
    write_rows(connection, "net", {"x": row(2)}, NO_LIMIT)
    assert read_rows(connection, ["x"], "net")["x"].tolist() == [2, 2, 2]
