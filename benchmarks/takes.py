"""How alike photos of one take are, and how alike different ones: where to draw the line."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageEnhance

from benchmarks import data
from benchmarks.output import Cell, Report
from understudy import backbones
from understudy.project.takes import SAME_TAKE_SIMILARITY

SETS = ("trash6", "mask2", "rpsgreen3", "digits_hand", "gestures_hand", "gestures_body")
DIFFERENT = ("trash6", "mask2", "digits_hand")
"""Sets of which pairs are surely different; in the others frames of one person recur."""
PHOTOS = 40  # of each set are changed
MARGIN = 1.06  # the camera sees so much more than it crops: room to move without black borders
FRAMES = 5  # of a shaken shot
SHAKE, TURN, ZOOM, FLICKER, GRAIN = 0.008, 0.6, 0.008, 0.02, 2.0
"""Between frames, one standard deviation: of the width, degrees, share, share, pixel values."""
THRESHOLDS = (0.7, 0.8, 0.85, 0.9, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97)
QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)

Floats = NDArray[np.float32]


def main() -> None:
    """Measure and write."""
    report = Report("takes", "How alike are photos of one take?")
    copies: dict[str, list[float]] = {}
    shots: list[Floats] = []
    for name in SETS:
        for kind, values in changed_photos(name).items():
            copies.setdefault(kind, []).extend(values)
        shots += shaken_shots(name)
        print(name, "done", flush=True)
    same = {kind: np.array(values) for kind, values in copies.items()}
    same["next frame of a shaken shot"] = np.concatenate([np.diagonal(s, 1) for s in shots])
    same["last frame against first"] = np.array([s[0, -1] for s in shots])
    classes = {name: class_similarities(name) for name in SETS}
    different = {
        name: np.concatenate([s[np.triu(s > -1, 1)] for s in found])
        for name, found in classes.items()
    }
    shown = [f"{q:.0%}" for q in QUANTILES]
    report.table(
        "Two pictures of one take",
        ["second picture", "pairs", *shown],
        [[kind, len(values), *quantiles(values)] for kind, values in same.items()],
        f"Cosine of whitened features, quantiles; {PHOTOS} photos of each of {', '.join(SETS)}.",
    )
    report.table(
        "Two photos of one class",
        ["set", "pairs", *shown, "largest"],
        [[name, len(v), *quantiles(v), round(float(v.max()), 3)] for name, v in different.items()],
        "All pairs of different photos; of digits_hand those of different blocks of people.",
    )
    limits = [str(threshold) for threshold in THRESHOLDS]
    rows: list[list[Cell]] = [
        [f"{kind}: missed, %", *(percent(values < t) for t in THRESHOLDS)]
        for kind, values in same.items()
    ]
    rows.append(["shaken shot not found whole, %", *(percent(split(shots, t)) for t in THRESHOLDS)])
    rows += [
        [f"{name}: different photos merged, % of pairs", *(percent(v >= t) for t in THRESHOLDS)]
        for name, v in different.items()
    ]
    rows += [
        [f"{name}: takes found per 100 photos", *(takes_found(found, t) for t in THRESHOLDS)]
        for name, found in classes.items()
    ]
    report.table(
        "What each threshold does", ["", *limits], rows,
        "Chains join: a shot is found whole, and photos are one take, when steps at or above the "
        "threshold connect them.",
    )  # fmt: skip
    check(report, shots, np.concatenate([different[name] for name in DIFFERENT]))
    report.write()


def check(report: Report, shots: list[Floats], different: Floats) -> None:
    """Check what the product's own threshold does."""
    merged, missed = percent(different >= SAME_TAKE_SIMILARITY), split(shots, SAME_TAKE_SIMILARITY)
    report.check(
        f"pairs of different photos merged at {SAME_TAKE_SIMILARITY}, %", merged, "at most 0.1",
        merged <= 0.1,
    )  # fmt: skip
    report.check(
        f"shaken shots not found whole at {SAME_TAKE_SIMILARITY}, %", percent(missed),
        "at most 10", percent(missed) <= 10,
    )  # fmt: skip


def some_photos(name: str) -> list[Pillow.Image]:
    """Return some photos of a set, always the same."""
    paths = data.photo_set(name).paths
    chosen = np.random.default_rng(0).permutation(len(paths))[:PHOTOS]
    photos = []
    for index in chosen:
        with Pillow.open(paths[index]) as opened:
            photos.append(opened.convert("RGB"))
    return photos


def changed_photos(name: str) -> dict[str, list[float]]:
    """Return the similarity of photos of a set to changed copies of themselves, by change."""
    found: dict[str, list[float]] = {}
    for photo in some_photos(name):
        pictures = changes(photo)
        own, *others = embedded([crop(photo), *pictures.values()])
        for kind, row in zip(pictures, others, strict=True):
            found.setdefault(kind, []).append(float(own @ row))
    return found


def shaken_shots(name: str) -> list[Floats]:
    """Return the similarity [frames, frames] of the frames of each shot."""
    random = np.random.default_rng(0)
    shots = [embedded(shake(photo, random)) for photo in some_photos(name)]
    return [X @ X.T for X in shots]


def embedded(pictures: list[Pillow.Image]) -> Floats:
    """Return features of length 1 of pictures."""
    return unit(np.asarray(backbones.load().embed(pictures)))


def changes(photo: Pillow.Image) -> dict[str, Pillow.Image]:
    """Return copies with one small change each, by name."""
    same = crop(photo)
    return {
        "JPEG of quality 60": encoded(same, 60),
        "half the size": same.resize((same.width // 2, same.height // 2)),
        "moved by 2 %": crop(photo, x=0.02, y=0.02),
        "4 % larger": crop(photo, zoom=1.04),
        "turned by 2 degrees": crop(photo, turn=2.0),
        "15 % brighter": ImageEnhance.Brightness(same).enhance(1.15),
    }


def shake(photo: Pillow.Image, random: np.random.Generator) -> list[Pillow.Image]:
    """Return frames of a camera held by hand over the photo: a random walk, flicker and grain."""
    x = y = turn = 0.0
    zoom = 1.0
    frames = []
    for _ in range(FRAMES):
        x, y = np.clip([x, y] + SHAKE * random.standard_normal(2), -0.025, 0.025)
        turn += TURN * random.standard_normal()
        zoom = max(1.0, zoom + ZOOM * random.standard_normal())
        frame = crop(photo, x=float(x), y=float(y), zoom=zoom, turn=turn)
        frame = ImageEnhance.Brightness(frame).enhance(1 + FLICKER * random.standard_normal())
        values = np.asarray(frame, np.float32)
        values = values + GRAIN * random.standard_normal(values.shape, dtype=np.float32)
        noisy = Pillow.fromarray(np.clip(values, 0, 255).astype(np.uint8))
        frames.append(encoded(noisy, 92))
    return frames


def crop(
    photo: Pillow.Image, x: float = 0.0, y: float = 0.0, zoom: float = 1.0, turn: float = 0.0
) -> Pillow.Image:
    """Return the middle of a photo, moved by shares of its size, enlarged, turned by degrees."""
    turned = photo.rotate(turn, Pillow.Resampling.BICUBIC) if turn else photo
    width, height = photo.width / (MARGIN * zoom), photo.height / (MARGIN * zoom)
    left = min(max((photo.width - width) / 2 + x * photo.width, 0), photo.width - width)
    top = min(max((photo.height - height) / 2 + y * photo.height, 0), photo.height - height)
    box = (left, top, left + width, top + height)
    return turned.resize(photo.size, Pillow.Resampling.BICUBIC, box=box)


def encoded(picture: Pillow.Image, quality: int) -> Pillow.Image:
    """Return what a JPEG of a quality leaves of the picture."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return Pillow.open(buffer).convert("RGB")


def class_similarities(name: str) -> list[Floats]:
    """Return the similarity of the photos of each class [n, n]; -1 for photos of one person."""
    photos, X = data.photo_set(name), unit(data.features(name))
    found = []
    for label in np.unique(photos.labels):
        rows = np.flatnonzero(photos.labels == label)
        similarity = X[rows] @ X[rows].T
        people = photos.people[rows]
        similarity[people[:, None] == people] = -1  # itself, too
        found.append(similarity)
    return found


def split(shots: list[Floats], threshold: float) -> NDArray[np.bool_]:
    """Return which shots fall into more than one take."""
    return np.array([components(s, threshold) > 1 for s in shots])


def takes_found(classes: list[Floats], threshold: float) -> float:
    """Return how many takes there are for every hundred photos."""
    photos = sum(len(similarity) for similarity in classes)
    return round(100 * sum(components(s, threshold) for s in classes) / photos, 1)


def components(similarity: Floats, threshold: float) -> int:
    """Return how many sets of rows no step at or above the threshold connects."""
    from scipy.sparse.csgraph import connected_components

    count, _ = connected_components(similarity >= threshold, directed=False)
    return int(count)


def unit(X: Any) -> Floats:
    """Return rows of length 1."""
    rows: Floats = X / np.linalg.norm(X, axis=1, keepdims=True)
    return rows


def quantiles(values: Any) -> list[Cell]:
    """Return the quantiles of the tables."""
    return [round(float(v), 3) for v in np.quantile(values, QUANTILES)]


def percent(true: Any) -> float:
    """Return a share in percent."""
    return round(100 * float(np.mean(true)), 2)


if __name__ == "__main__":
    main()
