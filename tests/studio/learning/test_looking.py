from __future__ import annotations

import numpy as np

from understudy.studio.learning import looking
from understudy.studio.learning.looking import MOST_PICTURES, Looking


class Seen:
    """What `Looking` needs of `ExampleFeatures`; examples are their ids."""

    def __init__(self, cached: set[str]) -> None:
        self.cached = cached
        self.rows: dict[str, object] = {}
        self.saved = 0

    def missing(self, examples):
        return [one for one in examples if one.id not in self.rows]

    def recall(self, examples, progress):
        there = [one.id for one in examples if one.id in self.cached]
        self.rows |= dict.fromkeys(there, "cached")
        progress(len(there))

    def look(self, example, image=None):
        self.rows[example.id] = "file" if image is None else "picture"

    def save(self):
        self.saved += 1


class Named:
    def __init__(self, name: str) -> None:
        self.id = name


PICTURE = np.zeros((2, 2, 3), np.uint8)


def test_from_the_cache_from_pictures_and_from_files() -> None:
    seen = Seen({"a"})
    eye = Looking(seen, lambda done, total: None, lambda: False)
    eye.offer("b", PICTURE)
    eye.look([Named("a"), Named("b"), Named("c")])
    assert seen.rows == {"a": "cached", "b": "picture", "c": "file"}
    assert seen.saved == 1


def test_pictures_nobody_asks_for_are_forgotten() -> None:
    seen = Seen(set())
    eye = Looking(seen, lambda done, total: None, lambda: False)
    for number in range(MOST_PICTURES + 1):
        eye.offer(str(number), PICTURE)
    eye.look([Named("0"), Named("1")])
    assert seen.rows == {"0": "file", "1": "picture"}


def test_tells_how_far_it_is_of_many_now_and_then(monkeypatch) -> None:
    now = [0.0]

    def monotonic() -> float:
        now[0] += 0.02
        return now[0]

    monkeypatch.setattr(looking.time, "monotonic", monotonic)
    told: list[tuple[int | None, int | None]] = []
    eye = Looking(Seen(set()), lambda done, total: told.append((done, total)), lambda: False)
    eye.look([Named(str(number)) for number in range(100)])
    assert told[-1] == (None, None)
    counts = [done for done, total in told[:-1] if total == 100]
    assert 5 <= len(counts) <= 12
    assert counts == sorted(counts)
    told.clear()
    eye.look([Named("few")])
    assert told == []


def test_stops_when_told() -> None:
    seen = Seen(set())
    eye = Looking(seen, lambda done, total: None, lambda: len(seen.rows) == 2)
    eye.look([Named(str(number)) for number in range(9)])
    assert (len(seen.rows), seen.saved) == (2, 1)
