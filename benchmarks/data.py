"""Development photos: where they are, what is in a set, and features kept between runs."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy import backbones
from understudy.backbones.efficientnet_lite0 import BLOCKS

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".cache" / "benchmarks"
SETS = ("trash6", "rpsgreen3", "mask2", "gestures_hand", "gestures_body", "digits_hand")
PEOPLE = "digits_hand"  # the one set that names people: by blocks of photos, in the file name
BACKGROUND = "background"

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class PhotoSet:
    """Photos of some classes."""

    name: str
    paths: list[Path]
    labels: NDArray[Any]
    """The class of each photo: its folder."""
    people: NDArray[Any]
    """Whose photo it is; where that is not known, each photo counts as someone else's."""


def folder() -> Path | None:
    """Return where the development data is: UNDERSTUDY_DATA, or the sibling `../shared/data`."""
    stated = os.environ.get("UNDERSTUDY_DATA")
    found = Path(stated) if stated else ROOT.parent / "shared" / "data"
    return found if (found / "images").is_dir() else None


def images() -> Path:
    """Return the folder of photo sets; leave, saying why, where there is none."""
    found = folder()
    if found is None:
        sys.exit(
            "skipped: no development photos. Set UNDERSTUDY_DATA to a folder with images/<set>/"
            "<class>/*.jpg (see CONTRIBUTING.md)."
        )
    return found / "images"


@cache
def photo_set(name: str) -> PhotoSet:
    """Return a set by name."""
    paths = sorted((images() / name).glob("*/*.jpg"))
    people = [path.name.split("-")[0] if name == PEOPLE else str(path) for path in paths]
    labels = [path.parent.name for path in paths]
    return PhotoSet(name, paths, np.array(labels), np.array(people))


def background() -> list[Path]:
    """Return the background photos, one for each ImageNet class, in the order of the classes."""
    return sorted((images() / BACKGROUND).glob("*.jpg"))


@cache
def features(name: str, backbone: str = backbones.DEFAULT, raw: bool = False) -> Floats:
    """Return features [n, d] of a set in the order of its photos, kept on disk between runs."""
    paths = background() if name == BACKGROUND else photo_set(name).paths
    loaded = backbones.load(backbone)
    listed = "\n".join(f"{path.parent.name}/{path.name}" for path in paths)
    key = hashlib.sha256(f"{loaded.fingerprint} {raw} {listed}".encode()).hexdigest()[:16]
    kept = KEPT / f"{name}-{key}.npy"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        with part.open("wb") as file:
            np.save(file, np.asarray(loaded.embed(paths, raw=raw)))
        part.replace(kept)
    found: Floats = np.load(kept)
    return found


def final_features(name: str) -> Floats:
    """Return what most recipes teach on: the last layer's 1,280 averages as they come."""
    return features(name, raw=True)[:, BLOCKS["g"]]
