import sqlite3
import subprocess
import sys
import tempfile
import threading
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from understudy.errors import MediaError
from understudy.project import cache as module
from understudy.project.cache import FeatureCache, checksum, default_path, file_checksum

pytestmark = pytest.mark.filterwarnings("error::UserWarning")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "features.sqlite"


def rows(start: int, stop: int, columns: int = 40) -> dict[str, np.ndarray]:
    return {f"k{i}": np.full(columns, i, dtype=np.float32) for i in range(start, stop)}


def same(found, expected) -> bool:
    return found.keys() == expected.keys() and all(
        found[key].dtype == np.float32
        and found[key].shape == expected[key].shape
        and found[key].tobytes() == expected[key].tobytes()
        for key in found
    )


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8"), max_size=10),
        hnp.arrays(np.float32, hnp.array_shapes(min_dims=1, max_dims=2, min_side=0, max_side=6)),
        max_size=6,
    )
)
def test_rows_come_back_as_they_were_put(given_rows) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "features.sqlite"
        with FeatureCache(path) as cache:
            cache.put_many("net", given_rows)
        with FeatureCache(path) as cache:
            found = cache.get_many([*given_rows, "another", *given_rows], "net")
            assert same(found, given_rows)
            assert cache.get_many(given_rows, "other net") == {}
            for row in found.values():
                row[...] = 0  # they are the caller's own


def test_a_row_put_again_is_replaced(path: Path) -> None:
    with FeatureCache(path) as cache:
        cache.put_many("net", rows(0, 1))
        cache.put_many("net", {"k0": np.arange(6, dtype=np.float32).reshape(2, 3)})
        assert cache.get_many(["k0"], "net")["k0"].tolist() == [[0, 1, 2], [3, 4, 5]]


def test_without_a_path_and_when_closed_nothing_is_held(path: Path) -> None:
    nothing = FeatureCache(None)
    nothing.put_many("net", rows(0, 3))
    assert nothing.get_many(["k0"], "net") == {}
    with FeatureCache(path) as cache:
        cache.put_many("net", rows(0, 3))
    cache.put_many("net", rows(3, 4))
    assert cache.get_many(["k0"], "net") == {}


def test_rows_outlast_a_program_that_is_killed(path: Path) -> None:
    script = (
        "import os, sys, numpy as np\n"
        "from understudy.project.cache import FeatureCache\n"
        "cache = FeatureCache(sys.argv[1])\n"
        "cache.put_many('net', {'k5': np.full(40, 5, np.float32)})\n"
        "os._exit(3)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert ended.returncode == 3
    with FeatureCache(path) as cache:
        assert same(cache.get_many(["k5"], "net"), rows(5, 6))


def test_many_writers_share_one_file(path: Path) -> None:
    shared = FeatureCache(path)
    start = threading.Barrier(8)

    def write(number: int) -> None:
        cache = shared if number % 2 else FeatureCache(path)
        start.wait()
        for i in range(number * 20, number * 20 + 20, 5):
            cache.put_many("net", rows(i, i + 5))
            assert same(cache.get_many(rows(i, i + 5), "net"), rows(i, i + 5))
        if cache is not shared:
            cache.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert same(shared.get_many(rows(0, 160), "net"), rows(0, 160))
    shared.close()


@pytest.mark.parametrize("damaged", [b"not a database at all" * 400, b"SQLite format 3\0", b""])
def test_a_file_that_is_no_cache_is_replaced(path: Path, damaged: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damaged)
    with FeatureCache(path) as cache:
        assert cache.get_many(["k0"], "net") == {}
        cache.put_many("net", rows(0, 3))
    with FeatureCache(path) as cache:
        assert same(cache.get_many(["k0", "k1", "k2"], "net"), rows(0, 3))


def test_a_cache_with_a_garbled_table_is_replaced(path: Path) -> None:
    with FeatureCache(path) as cache:
        cache.put_many("net", rows(0, 3))
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE", b"CREATE \x80ABLE"))
    with FeatureCache(path) as cache:
        assert cache.get_many(["k0"], "net") == {}
        cache.put_many("net", rows(0, 3))
        assert same(cache.get_many(["k1"], "net"), rows(1, 2))


def test_a_cache_of_another_format_is_replaced(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.executescript("CREATE TABLE features (a); PRAGMA user_version = 99;")
    other.close()
    with FeatureCache(path) as cache:
        cache.put_many("net", rows(0, 3))
        assert same(cache.get_many(["k1"], "net"), rows(1, 2))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_never_gives_a_wrong_row(data) -> None:
    expected = rows(0, 12, columns=400)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some damage makes SQLite call the file read-only
        path = Path(folder) / "features.sqlite"
        with FeatureCache(path) as cache:
            cache.put_many("net", expected)
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(0, 4))):
            at = data.draw(st.integers(0, len(content) - 1) | st.integers(0, 99))
            content[at] = data.draw(st.integers(0, 255))
        path.write_bytes(content[: data.draw(st.just(None) | st.integers(0, len(content)))])
        with FeatureCache(path) as cache:
            found = cache.get_many(expected, "net")
            assert same(found, {key: expected[key] for key in found})
            cache.put_many("net", expected)
            found = cache.get_many(expected, "net")
            assert same(found, {key: expected[key] for key in found})


def test_a_folder_that_cannot_be_made_is_warned_of_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = FeatureCache(tmp_path / "file" / "features.sqlite")
    with pytest.warns(UserWarning, match="Features are not kept for next time: the cache") as seen:
        cache.put_many("net", rows(0, 3))
    assert len(seen) == 1
    assert seen[0].filename == __file__, "the warning names the caller"
    cache.put_many("net", rows(0, 3))
    assert cache.get_many(["k0"], "net") == {}
    cache.close()


@pytest.mark.parametrize("reason", ["SQLITE_FULL", "SQLITE_READONLY", "SQLITE_BUSY"])
def test_a_full_disk_or_a_lock_is_warned_of_and_the_rows_stay(
    path: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    def fail(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = getattr(sqlite3, reason)
        raise error

    with FeatureCache(path) as cache:
        cache.put_many("net", rows(0, 3))
        monkeypatch.setattr(module, "write_rows", fail)
        with pytest.warns(UserWarning, match="database or disk is full"):
            cache.put_many("net", rows(3, 6))
        cache.put_many("net", rows(3, 6))
        assert cache.get_many(["k0"], "net") == {}
    with FeatureCache(path) as cache:
        assert same(cache.get_many(["k0", "k3"], "net"), rows(0, 1))


def test_a_real_full_disk_keeps_what_was_there(path: Path) -> None:
    with FeatureCache(path) as cache:
        cache.put_many("net", rows(0, 3))
        pages = cache._connection.execute("PRAGMA page_count").fetchone()[0]
        cache._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.warns(UserWarning, match="full"):
            cache.put_many("net", rows(3, 6, columns=9000))
    with FeatureCache(path) as cache:
        assert same(cache.get_many(["k0", "k3"], "net"), rows(0, 1))


def test_the_file_stays_within_its_limit(path: Path) -> None:
    limit = 500_000
    with FeatureCache(path, max_bytes=limit) as cache:
        for i in range(0, 400, 10):
            cache.put_many("net", rows(i, i + 10, columns=1000))
        assert "k399" in cache.get_many(["k399", "k0"], "net")
        assert "k0" not in cache.get_many(["k399", "k0"], "net")
    assert path.stat().st_size < 1.2 * limit


def test_the_default_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(tmp_path))
    assert default_path() == tmp_path / "features.sqlite"
    monkeypatch.delenv("UNDERSTUDY_CACHE")
    assert "understudy" in str(default_path())
    assert default_path().name == "features.sqlite"


def test_checksums_tell_contents_apart(tmp_path: Path) -> None:
    content = bytes(range(256)) * 5000
    path = tmp_path / "写真.jpg"
    path.write_bytes(content)
    assert file_checksum(path) == checksum(content) != checksum(content[1:])
    assert checksum(b"") == "cae66941d9efbd404e4d88758ea67670"  # BLAKE2b-128 of nothing
    with pytest.raises(MediaError, match=r"absent\.jpg can't be read: No such file"):
        file_checksum(tmp_path / "absent.jpg")
