"""How long `auto` takes to fit on features that are there, on one core."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks import data
from benchmarks.output import Cell, Report
from understudy import heads

SMALL, LARGE = (3, 150), (20, 500)  # classes, examples of each
MOST_SMALL, MOST_LARGE, MOST_MORE = 0.100, 3.0, 0.300  # seconds
TAKE = 50  # examples; the last one of the large set comes later
REPEATS, REPEATS_LARGE = 15, 5
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM")}
JITTER = 0.3  # of a feature's deviation

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def main() -> None:
    """Measure in a process of one thread, and write."""
    if data.folder() is not None:
        real_features()  # computed with all cores, kept for the process below
    command = [sys.executable, "-m", "benchmarks.fitting", "--measure"]
    done = subprocess.run(
        command, env={**os.environ, **ONE_THREAD}, check=True, stdout=subprocess.PIPE, text=True
    )
    seconds: dict[str, list[float]] = json.loads(done.stdout)
    report = Report("fitting", "How long does the default head take to learn?")
    rows: list[list[Cell]] = [
        [name, 1000 * median(times), 1000 * max(times), len(times)]
        for name, times in seconds.items()
    ]
    report.table(
        "`auto` on cached features",
        ["what", "median ms", "longest ms", "times"],
        rows,
        "One core, one thread. Features of photos, mixed in pairs within their class and jittered "
        "to as many as needed.",
    )
    for limit, names in limits().items():
        for name in names:
            typical = median(seconds[name])
            report.check(
                f"seconds, {name}", round(typical, 3), f"at most {limit}", typical <= limit
            )
    report.write()


def limits() -> dict[float, list[str]]:
    """Return what must take at most so many seconds."""
    small, large = (f"{classes} x {count}" for classes, count in (SMALL, LARGE))
    kinds = (f"takes of {TAKE}", "each its own take")
    return {
        MOST_SMALL: [f"{small}, {kind}" for kind in kinds],
        MOST_LARGE: [f"{large}, {kind}" for kind in kinds],
        MOST_MORE: [f"{large}, {kind}: {TAKE} more" for kind in kinds],
    }


def measure() -> dict[str, list[float]]:
    """Return the seconds of every repetition, by what was fitted."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    small, large = examples(*SMALL), examples(*LARGE)
    heads.create("auto").fit(*small)
    on_small, on_large, more = limits().values()
    return {
        on_small[0]: repeat(small, REPEATS),
        on_small[1]: repeat(one_each(small), REPEATS),
        on_large[0]: repeat(large, REPEATS_LARGE),
        on_large[1]: repeat(one_each(large), REPEATS_LARGE),
        more[0]: add_last(large),
        more[1]: add_last(one_each(large)),
    }


def one_each(given: tuple[Floats, Ints, Ints]) -> tuple[Floats, Ints, Ints]:
    """Return the same examples, each a take of its own."""
    X, y, _ = given
    return X, y, np.arange(len(y))


def repeat(given: tuple[Floats, Ints, Ints], repeats: int) -> list[float]:
    """Return the seconds of fitting new heads."""
    seconds = []
    for _ in range(repeats):
        begin = time.perf_counter()
        heads.create("auto").fit(*given)
        seconds.append(time.perf_counter() - begin)
    return seconds


def add_last(given: tuple[Floats, Ints, Ints]) -> list[float]:
    """Return the seconds of adding the last examples, a take's worth at a time."""
    X, y, takes = given
    known = len(y) - REPEATS_LARGE * TAKE
    head = heads.create("auto").fit(X[:known], y[:known], takes[:known])
    seconds = []
    for start in range(known, len(y), TAKE):
        new = slice(start, start + TAKE)
        begin = time.perf_counter()
        head.partial_fit(X[new], y[new], takes[new])
        seconds.append(time.perf_counter() - begin)
    return seconds


def examples(classes: int, count: int) -> tuple[Floats, Ints, Ints]:
    """Return features [n, d], class numbers and take numbers of `classes` x `count` examples."""
    random = np.random.default_rng([classes, count])
    pools = real_features() if data.folder() is not None else drawn_features(random)
    X = np.concatenate([mixed(pool, count, random) for pool in pools[:classes]])
    y = np.repeat(np.arange(classes), count)
    takes = np.arange(len(y)) // TAKE
    order = np.argsort(np.arange(len(takes)) % count // TAKE, kind="stable")  # classes in turn
    return X[order], y[order], takes[order]


def mixed(pool: Floats, count: int, random: np.random.Generator) -> Floats:
    """Return `count` rows between two of a class, with noise; a take is around one of them."""
    centre = np.repeat(random.integers(0, len(pool), -(-count // TAKE)), TAKE)[:count]
    share = random.uniform(0, 0.5, (count, 1)).astype(np.float32)
    other = pool[random.integers(0, len(pool), count)]
    noise = JITTER * pool.std() * random.standard_normal(other.shape, dtype=np.float32)
    rows: Floats = pool[centre] * (1 - share) + other * share + noise
    return rows


def real_features() -> list[Floats]:
    """Return the features of each class of the development sets."""
    pools = []
    for name in data.SETS:
        X, y = data.features(name), data.photo_set(name).labels
        pools += [X[y == label] for label in np.unique(y)]
    return pools


def drawn_features(random: np.random.Generator) -> list[Floats]:
    """Return numbers with the shape of features, where there are no photos."""
    shape = (40, 3184)
    return [
        random.standard_normal((1, shape[1]), dtype=np.float32)
        + random.standard_normal(shape, dtype=np.float32)
        for _ in range(LARGE[0])
    ]


if __name__ == "__main__":
    if sys.argv[1:] == ["--measure"]:
        print(json.dumps(measure()))
    else:
        main()
