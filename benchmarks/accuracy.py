"""How many new photos are named right, by head, examples a class, and who is in the test photos."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks import data, variants
from benchmarks.output import Cell, Report
from benchmarks.protocol import SEEDS, SHOTS, Ints, people_split, random_split
from understudy import heads

HEADS = ("auto", "discriminant", "logistic", "neighbors", "dense")
CLOSED_FORM = ("discriminant", "neighbors")
PLAIN = "dense 100 on final features"
PLAIN_UNIT = "the same, length 1"
COLUMNS = (*HEADS, PLAIN, PLAIN_UNIT)
MOST_BEHIND = 0.01  # share: how far `auto` may be behind the best closed-form head of its row

Accuracies = dict[str, list[float]]
Split = Callable[[int, int], tuple[Ints, Ints]]


def main() -> None:
    """Measure and write."""
    report = Report("accuracy", "How many new photos are named right?")
    random = {name: by_shots(name) for name in data.SETS}
    people = {data.PEOPLE: by_shots(data.PEOPLE, people=True)}
    note = (
        f"Percent, mean over splits with seeds {', '.join(map(str, SEEDS))}; K photos of each "
        "class are taught. The last two columns are what Teachable Machine does with a network's "
        "last layer (one hidden layer of 100, no output bias, Adam 0.001, 50 epochs, batches of "
        "16), on this network's."
    )
    report.table(
        "Random split",
        ["set", "K", *COLUMNS],
        [*rows(random), *mean_rows(random)],
        f"{note} All photos not taught are tested.",
    )
    report.table(
        "By people",
        ["set", "K", *COLUMNS],
        rows(people),
        "The same, teaching with half of the people and testing on the others.",
    )
    check_auto(report, {**random, f"{data.PEOPLE}, by people": people[data.PEOPLE]})
    variants.report_rank(report)
    variants.report_int8(report)
    report.write()


def by_shots(name: str, *, people: bool = False) -> dict[int, Accuracies]:
    """Return the accuracy of every head for each seed, by K."""
    photos = data.photo_set(name)

    def split(k: int, seed: int) -> tuple[Ints, Ints]:
        if people:
            return people_split(photos.labels, photos.people, k, seed)
        return random_split(photos.labels, k, seed)

    groups = photos.people if people else None
    whitened, final = data.features(name), data.final_features(name)
    lengths = np.linalg.norm(final, axis=1, keepdims=True)
    found: dict[int, Accuracies] = {}
    for k in SHOTS:
        found[k] = {column: [] for column in COLUMNS}
        for seed in SEEDS:
            taught, tested = split(k, seed)
            for head in HEADS:
                fitted = heads.create(head)
                score = accuracy(fitted, whitened, photos.labels, taught, tested, groups)
                found[k][head].append(score)
            for column, X in ((PLAIN, final), (PLAIN_UNIT, final / lengths)):
                plain = heads.create("dense", units=100, output_bias=False, seed=seed)
                score = accuracy(plain, X, photos.labels, taught, tested, groups)
                found[k][column].append(score)
        print(name, "by people" if people else "random", f"K={k} done", flush=True)
    return found


def accuracy(head: Any, X: Any, y: Any, taught: Ints, tested: Ints, groups: Any = None) -> float:
    """Return the share of `tested` rows named right after teaching `taught` ones."""
    of_taught = None if groups is None else groups[taught]
    return float(head.fit(X[taught], y[taught], of_taught).score(X[tested], y[tested]))


def rows(sets: dict[str, dict[int, Accuracies]]) -> list[list[Cell]]:
    """Return one row per set and K, in percent."""
    return [
        [name, k, *(percent(scores[column]) for column in COLUMNS)]
        for name, by_k in sets.items()
        for k, scores in by_k.items()
    ]


def mean_rows(sets: dict[str, dict[int, Accuracies]]) -> list[list[Cell]]:
    """Return one row per K, the mean over sets."""
    means: list[list[Cell]] = []
    for k in SHOTS:
        percents = [percent([np.mean(s[k][column]) for s in sets.values()]) for column in COLUMNS]
        means.append(["**mean**", k, *percents])
    return means


def percent(shares: Any) -> float:
    """Return the mean in percent, to a tenth."""
    return round(100 * float(np.mean(shares)), 1)


def check_auto(report: Report, sets: dict[str, dict[int, Accuracies]]) -> None:
    """Check, row by row, that `auto` is as good as the best closed-form head."""
    behind: list[tuple[float, str, int, str]] = []
    for name, by_k in sets.items():
        for k, scores in by_k.items():
            best = max(CLOSED_FORM, key=lambda head: float(np.mean(scores[head])))
            lead = float(np.mean(scores[best]) - np.mean(scores["auto"]))
            behind.append((lead, name, k, best))
    worst = max(behind)[0]
    over: list[list[Cell]] = [
        [name, k, best, round(100 * lead, 1)]
        for lead, name, k, best in behind
        if lead > MOST_BEHIND
    ]
    report.check(
        "`auto` behind the best closed-form head, largest of all rows, points",
        round(100 * worst, 2), "at most 1", worst <= MOST_BEHIND,
    )  # fmt: skip
    if over:
        report.table("Where auto is more than a point behind", ["set", "K", "best", "points"], over)


if __name__ == "__main__":
    main()
