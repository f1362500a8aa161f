"""Whether probabilities mean what they say, and whether the stated share of known things passes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import data
from benchmarks.output import Cell, Report
from benchmarks.protocol import SEEDS, SHOTS, Ints, people_split, random_split
from understudy import heads
from understudy.evaluation.metrics import expected_calibration_error
from understudy.heads.base import Head
from understudy.heads.calibration import softmax
from understudy.heads.novelty import SHARE

HEADS = ("auto", "logistic", "neighbors", "dense")
SETS = (*((name, False) for name in data.SETS), (data.PEOPLE, True))  # name, by people
MOST_ERROR = 0.10  # expected calibration error of test photos, from 5 examples a class on
LEAST_CHECKED = 5

Rows = NDArray[Any]


@dataclass
class Seen:
    """What a head said in all splits of a set, put together."""

    probabilities: list[Rows] = field(default_factory=list)
    uncalibrated: list[Rows] = field(default_factory=list)
    truth: list[Rows] = field(default_factory=list)
    held_out: list[Rows] = field(default_factory=list)
    held_out_truth: list[Rows] = field(default_factory=list)
    known: list[Rows] = field(default_factory=list)

    def errors(self) -> list[float | None]:
        """Return calibration errors: held out, of test photos, and of these at temperature 1."""
        truth = np.concatenate(self.truth)
        held_out = None
        if self.held_out:
            held_out = expected_calibration_error(
                np.concatenate(self.held_out), np.concatenate(self.held_out_truth)
            )
        return [
            held_out,
            expected_calibration_error(np.concatenate(self.probabilities), truth),
            expected_calibration_error(np.concatenate(self.uncalibrated), truth),
        ]


def main() -> None:
    """Measure and write."""
    report = Report("calibration", "Do probabilities mean what they say?")
    found = {
        (head, k, name, people): look(head, name, people, k)
        for head in HEADS
        for k in SHOTS
        for name, people in SETS
    }
    rows: list[list[Cell]] = []
    for head in HEADS:
        for k in SHOTS:
            errors = [found[head, k, name, people].errors() for name, people in SETS]
            rows.append([head, k, *(mean_percent([e[i] for e in errors]) for i in range(3))])
    report.table(
        "Expected calibration error by head",
        ["head", "K", "held-out takes", "test photos", "the same at temperature 1"],
        rows,
        "Percentage points between confidence and accuracy in 15 bins (Guo et al. 2017), for the "
        "splits of each set together, then the mean over the sets of the next table. With K = 1 "
        "nothing is held out and the temperature is the usual one.",
    )
    per_set: list[list[Cell]] = []
    for name, people in SETS:
        for k in SHOTS:
            seen = found["auto", k, name, people]
            percents = [mean_percent([error]) for error in seen.errors()]
            per_set.append([title(name, people), k, *percents, mean_percent(seen.known)])
    report.table(
        "The default head, by set",
        ["set", "K", "held-out takes", "test photos", "at temperature 1", "pass as known, %"],
        per_set,
        f"The threshold of novelty is set so that {SHARE:.0%} of the taught kind pass.",
    )
    for k in SHOTS:
        seen_at_k = [found["auto", k, name, people] for name, people in SETS]
        passed = float(np.mean([np.mean(np.concatenate(seen.known)) for seen in seen_at_k]))
        if k >= LEAST_CHECKED:
            error = float(np.mean([seen.errors()[1] for seen in seen_at_k if seen.errors()[1]]))
            report.check(
                f"calibration error of the default head, K = {k}",
                round(error, 3), f"at most {MOST_ERROR}", error <= MOST_ERROR,
            )  # fmt: skip
        report.check(
            f"share of test photos of taught classes that pass as known, K = {k}",
            round(passed, 3), f"{SHARE} within 0.05", abs(passed - SHARE) <= 0.05,
        )  # fmt: skip
    report.write()


def look(head: str, name: str, people: bool, k: int) -> Seen:
    """Teach and test in every split of a set."""
    photos, X = data.photo_set(name), data.features(name)
    seen = Seen()
    for seed in SEEDS:
        groups = None
        if people:
            taught, tested = people_split(photos.labels, photos.people, k, seed)
            groups = photos.people[taught]
        else:
            taught, tested = random_split(photos.labels, k, seed)
        fitted = heads.create(head).fit(X[taught], photos.labels[taught], groups)
        remember(seen, fitted, X, photos.labels, taught, tested)
    print(head, title(name, people), f"K={k} done", flush=True)
    return seen


def remember(seen: Seen, head: Head, X: Any, labels: Any, taught: Ints, tested: Ints) -> None:
    """Add what a fitted head says of rows it was not taught."""
    seen.probabilities.append(head.predict_proba(X[tested]))
    seen.uncalibrated.append(softmax(head.scorer_.logits(X[tested].astype(np.float64))))
    seen.truth.append(np.searchsorted(head.classes_, labels[tested]))
    seen.known.append(head.novelty(X[tested]) <= 0.5)
    if head.held_out_ is not None:
        seen.held_out.append(head.held_out_.probabilities)
        rows = taught[head.held_out_.rows]
        seen.held_out_truth.append(np.searchsorted(head.classes_, labels[rows]))


def mean_percent(shares: Any) -> float | None:
    """Return the mean of what there is, in percent."""
    there = [float(np.mean(share)) for share in shares if share is not None]
    return round(100 * float(np.mean(there)), 1) if there else None


def title(name: str, people: bool) -> str:
    """Return what a set and split is called."""
    return f"{name}, by people" if people else name


if __name__ == "__main__":
    main()
