"""Whether our hands and bodies are those of the original packages, run in Chromium."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from benchmarks import data
from benchmarks.original import Found, Kind, package
from benchmarks.output import Cell, Report
from understudy import landmarks

PICTURES = 100  # of each set
SETS: tuple[tuple[Kind, str], ...] = (("hands", "gestures_hand"), ("pose", "gestures_body"))
EMULATED = 10  # pictures for which the package's networks run on the emulated graphics card, too
MOST_ERROR = 0.5  # percent of the extent
MOST_APART = 0.5  # of the extent, between the middles: further apart they are different hands

Floats = NDArray[np.float32]
Pair = tuple[Found, Found]
Finder = Callable[[bytes], list[Found]]


def main() -> None:
    """Measure and write."""
    report = Report("landmarks_agreement", "Do we find what the original packages find?")
    rows: list[list[Cell]] = []
    matched: list[Pair] = []
    for kind, name in SETS:
        files = [path.read_bytes() for path in chosen(name, PICTURES)]
        flipped = [mirrored(file) for file in files]
        with package(kind) as original:
            theirs = [original.find(file) for file in files]
            theirs_flipped = [original.find(file) for file in flipped]
        ours = [find(kind, file) for file in files]
        ours_flipped = [find(kind, file) for file in flipped]
        with package(kind, on_processor=False) as original:
            emulated = [original.find(file) for file in files[:EMULATED]]
        compared = {
            "Understudy and the package": (ours, theirs),
            "the same, mirrored pictures": (ours_flipped, theirs_flipped),
            "the package on a graphics card and itself": (emulated, theirs[:EMULATED]),
        }
        for what, (left, right) in compared.items():
            rows.append([f"{kind}: {what}", *compare(left, right)])
        matched += all_pairs(ours, theirs)
    error = mean_error(matched)
    report.check(
        f"mean distance from the packages' points in {2 * PICTURES} pictures, % of the extent",
        round(error, 3), f"at most {MOST_ERROR}", error <= MOST_ERROR,
    )  # fmt: skip
    report.table(
        "Points",
        [
            "who", "pictures", "both find, %", "only the first, %", "only the second, %", "pairs",
            "mean error, %", "95 % of points within, %", "median pair, %", "worst pair, %",
            "same side, %",
        ],
        rows,
        f"{PICTURES} pictures of gestures_hand and {PICTURES} of gestures_body, all classes alike; "
        "lite networks, up to two hands, each picture by itself. The package runs in Chromium: "
        "its crops on an emulated graphics card, its networks on the processor, or in the last "
        f"rows ({EMULATED} pictures) on the emulated card as well. Errors are distances between "
        "corresponding points as shares of the larger side of the box around the package's "
        "points, of hands (bodies) that both find; a pair's error is the mean of its points. Where "
        "both take a chair for a body, they may well disagree about its limbs.",
    )  # fmt: skip
    report.write()


def chosen(name: str, count: int) -> list[Path]:
    """Return pictures of a set, from every class equally many (or one more)."""
    photos = data.photo_set(name)
    random = np.random.default_rng(0)
    ranked: list[tuple[int, str, Path]] = []
    for label in np.unique(photos.labels):
        rows = random.permutation(np.flatnonzero(photos.labels == label))
        ranked += [(rank, str(label), photos.paths[row]) for rank, row in enumerate(rows)]
    return [path for _, _, path in sorted(ranked)[:count]]


def mirrored(file: bytes) -> bytes:
    """Return the picture of a file, left and right swapped, as PNG."""
    buffer = io.BytesIO()
    picture = Pillow.open(io.BytesIO(file)).convert("RGB")
    picture.transpose(Pillow.Transpose.FLIP_LEFT_RIGHT).save(buffer, "PNG")
    return buffer.getvalue()


def find(kind: Kind, file: bytes) -> list[Found]:
    """Return what Understudy finds."""
    picture = np.asarray(Pillow.open(io.BytesIO(file)).convert("RGB"))
    if kind == "hands":
        return [Found(hand.points, hand.side) for hand in landmarks.hands(picture)]
    return [Found(body.points, None) for body in landmarks.body(picture)]


def compare(ours: Sequence[list[Found]], theirs: Sequence[list[Found]]) -> list[Cell]:
    """Return the figures of a row of the table."""
    both = np.array([bool(a and b) for a, b in zip(ours, theirs, strict=True)])
    first, second = (np.array([bool(found) for found in all_]) for all_ in (ours, theirs))
    matched = all_pairs(ours, theirs)
    nothing = [np.full(1, np.nan, np.float32)]
    points = 100 * np.concatenate([distances(*pair) for pair in matched] or nothing)
    each = [mean_error([pair]) for pair in matched] or [np.nan]
    sides = [a.side == b.side for a, b in matched if a.side and b.side]
    return [
        len(both),
        percent(both),
        percent(first & ~both),
        percent(second & ~both),
        len(matched),
        round(float(points.mean()), 3),
        round(float(np.quantile(points, 0.95)), 3),
        round(float(np.median(each)), 3),
        round(max(each), 3),
        percent(sides) if sides else None,
    ]


def mean_error(matched: Sequence[Pair]) -> float:
    """Return the mean distance of all points of all pairs, in percent of the extent."""
    errors = [distances(*pair) for pair in matched]
    return 100 * float(np.concatenate(errors).mean()) if errors else float("inf")


def all_pairs(ours: Sequence[list[Found]], theirs: Sequence[list[Found]]) -> list[Pair]:
    """Return the pairs of every picture."""
    both = zip(ours, theirs, strict=True)
    return [pair for left, right in both for pair in pairs(left, right)]


def pairs(ours: Sequence[Found], theirs: Sequence[Found]) -> list[Pair]:
    """Return who is who: the nearest first, each once, none that are too far apart."""
    ranked = sorted(
        (float(distances(a, b).mean()), i, j)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if middles_apart(a, b) <= MOST_APART
    )
    matched: list[tuple[int, int]] = []
    for _, i, j in ranked:
        if all(i != left and j != right for left, right in matched):
            matched.append((i, j))
    return [(ours[i], theirs[j]) for i, j in matched]


def distances(ours: Found, theirs: Found) -> Floats:
    """Return the distance of each point as a share of the extent of theirs."""
    apart: Floats = np.linalg.norm(ours.points[:, :2] - theirs.points[:, :2], axis=1)
    return apart / extent(theirs)


def middles_apart(ours: Found, theirs: Found) -> float:
    """Return the distance of the mean points as a share of the extent of theirs."""
    between = ours.points[:, :2].mean(axis=0) - theirs.points[:, :2].mean(axis=0)
    return float(np.linalg.norm(between)) / extent(theirs)


def extent(found: Found) -> float:
    """Return the larger side of the box around the points, in pixels."""
    return float(np.ptp(found.points[:, :2], axis=0).max())


def percent(true: Any) -> float:
    """Return a share in percent."""
    return round(100 * float(np.mean(true)), 2)


if __name__ == "__main__":
    main()
