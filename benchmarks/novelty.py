"""How well what was not taught is told from what was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks import data
from benchmarks.output import Cell, Report
from benchmarks.protocol import SEEDS, half_known
from understudy import heads
from understudy.evaluation.metrics import auroc
from understudy.heads.novelty import SHARE

SHOTS = (5, 20)
MANY = tuple(name for name in data.SETS if name != "mask2")  # sets with three classes or more
FAR_OF_EACH_SET = 40  # photos
LEAST_NEAR, LEAST_FAR = 0.75, 0.98  # mean AUROC at K = 20, half the classes known

Floats = NDArray[np.float32]
NAMES = ("novelty", "highest probability")


@dataclass
class Scores:
    """Strangeness of photos: of taught classes, of others of the set, and of other sets."""

    known: dict[str, Floats]
    near: dict[str, Floats]
    far: dict[str, Floats]


def main() -> None:
    """Measure and write."""
    report = Report("novelty", "Is what was not taught told from what was?")
    rows, means = table(MANY, known=None)
    note = (
        "Area under the ROC curve (0.5 is a guess, 1 perfect), mean over seeds "
        f"{', '.join(map(str, SEEDS))}. Near: the other classes of the set. Far: {FAR_OF_EACH_SET} "
        "photos of each other set. Flagged: percent called unknown at the threshold of the head. "
        "`auto` throughout."
    )
    report.table("Half of the classes taught (at least two)", columns(), rows, note)
    passed = {"half of the classes": means}
    rows, passed["one class"] = table(data.SETS, known=1)
    report.table(
        "One class taught", columns(), rows,
        "With one class the highest probability is always 1, and says nothing.",
    )  # fmt: skip
    rows, passed["two classes"] = table(MANY, known=2)
    report.table("Two classes taught", columns(), rows)
    check_areas(report, means[20])
    for taught, by_k in passed.items():
        for k, mean in by_k.items():
            share = mean["passed"][0] / 100
            report.check(
                f"share of test photos that pass as known, {taught}, K = {k}", round(share, 3),
                f"{SHARE} within 0.05", abs(share - SHARE) <= 0.05,
            )  # fmt: skip
    report.write()


def check_areas(report: Report, mean: dict[str, list[float]]) -> None:
    """Check the mean areas with half of the classes taught, K = 20."""
    (near, near_by_probability), (far, _) = mean["near"], mean["far"]
    lead = near - near_by_probability
    for what, value, target, passed in (
        ("AUROC near, K = 20", near, f"at least {LEAST_NEAR}", near >= LEAST_NEAR),
        ("AUROC far, K = 20", far, f"at least {LEAST_FAR}", far >= LEAST_FAR),
        ("the same near, above highest probability by", lead, "above 0", lead > 0),
    ):
        report.check(what, round(value, 3), target, passed)


def columns() -> list[str]:
    """Return the heading of every table."""
    pairs = [f"{where}: {name}" for where in ("near", "far") for name in NAMES]
    return ["set", "K", *pairs, "pass as known, %", "near flagged, %", "far flagged, %"]


def table(
    sets: tuple[str, ...], known: int | None
) -> tuple[list[list[Cell]], dict[int, dict[str, list[float]]]]:
    """Return rows per set and K with their means, and the means that are checked, by K."""
    rows: list[list[Cell]] = []
    means: dict[int, dict[str, list[float]]] = {}
    for k in SHOTS:
        lines = []
        for name in sets:
            found = np.mean([values(scores(name, seed, k, known)) for seed in SEEDS], axis=0)
            lines.append(found)
            rows.append([name, k, *rounded(found)])
        mean = np.mean(lines, axis=0)
        rows.append(["**mean**", k, *rounded(mean)])
        near, far, passed = mean[:2].tolist(), mean[2:4].tolist(), mean[4:5].tolist()
        means[k] = {"near": near, "far": far, "passed": passed}
    return rows, means


def scores(name: str, seed: int, k: int, known: int | None) -> Scores:
    """Teach some classes of a set and judge everything else."""
    y, X = data.photo_set(name).labels, data.features(name)
    taught_classes = half_known(y, seed, known)
    random = np.random.default_rng([seed, k])
    order = [random.permutation(np.flatnonzero(y == label)) for label in taught_classes]
    taught = np.concatenate([rows[:k] for rows in order])
    fresh = np.concatenate([rows[k:] for rows in order])
    others = np.flatnonzero(~np.isin(y, taught_classes))
    elsewhere = [random_rows(other, random) for other in data.SETS if other != name]
    head = heads.create("auto").fit(X[taught], y[taught])

    def judge(features: Floats) -> dict[str, Floats]:
        return {
            "novelty": head.novelty(features),
            "highest probability": -head.predict_proba(features).max(axis=1),
        }

    return Scores(judge(X[fresh]), judge(X[others]), judge(np.concatenate(elsewhere)))


def random_rows(name: str, random: np.random.Generator) -> Floats:
    """Return features of some photos of a set."""
    X = data.features(name)
    picked: Floats = X[random.permutation(len(X))[:FAR_OF_EACH_SET]]
    return picked


def values(found: Scores) -> list[float]:
    """Return AUROC near and far of both scores, and percent known or flagged at the threshold."""
    areas = [
        auroc(found.known[name], unknown[name]) or 0.0
        for unknown in (found.near, found.far)
        for name in NAMES
    ]
    flagged = [float(np.mean(part["novelty"] > 0.5)) for part in (found.near, found.far)]
    passed = float(np.mean(found.known["novelty"] <= 0.5))
    return [*areas, *(100 * share for share in (passed, *flagged))]


def rounded(found: NDArray[np.float64]) -> list[Cell]:
    """Return areas to three digits and percents to one."""
    return [*(round(float(v), 3) for v in found[:4]), *(round(float(v), 1) for v in found[4:])]


if __name__ == "__main__":
    main()
