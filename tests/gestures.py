"""Drawn gestures and persons, and models taught from them on a tiny image backbone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from tests.backbones import posing
from tests.taught import draw
from understudy import drawings, heads
from understudy.backbones.backbone import Backbone
from understudy.model import Model
from understudy.training import teaching
from understudy.training.examples import ExampleSet, embed
from understudy.training.gathering import gather
from understudy.types import Image

GESTURES = ("open", "point")
FOLDED: dict[str, Sequence[int]] = {"open": (), "point": posing.POINTING}
UP = ((0.32, 0.25), (0.68, 0.25))


def hand(label: str, number: int) -> Image:
    """Draw a gesture in front of some wall, so that colours tell nothing."""
    shift = np.random.default_rng([number, len(label)]).integers(-20, 20, 3)
    red, green, blue = np.add(posing.WALLS[number % len(posing.WALLS)], shift).clip(0, 255).tolist()
    return drawings.hand(folded=FOLDED[label], wall=(red, green, blue))


def hands(count: int = 4) -> dict[str, list[Image]]:
    """Draw so many of each gesture."""
    return {label: [hand(label, number) for number in range(count)] for label in GESTURES}


def persons() -> dict[str, list[Image]]:
    """Draw one person with an arm down, and one with both up."""
    return {"down": [drawings.person()], "up": [drawings.person(hands=UP)]}


def write(root: Path, pictures: dict[str, list[Image]]) -> Path:
    """Write root/<label>/<number>.png and return the root."""
    for label, several in pictures.items():
        (root / label).mkdir(parents=True, exist_ok=True)
        for number, picture in enumerate(several):
            Pillow.fromarray(picture).save(root / label / f"{number}.png")
    return root


def shown(pictures: dict[str, list[Image]], backbone: Backbone | None = None) -> ExampleSet:
    """Return what a backbone, by default one for hands, makes of pictures."""
    return embed(gather(pictures).inputs, backbone or posing.hands())


@cache
def taught(seeks: str = "hand", nothing: bool = False) -> Model:
    """Return a model of gestures or persons, perhaps also of "nothing", a background class."""
    backbone: Backbone = posing.hands() if seeks == "hand" else posing.body()
    pictures = hands() if seeks == "hand" else persons()
    if nothing:
        pictures["nothing"] = [draw("box", number) for number in range(4)]
    return teaching.teach(
        shown(pictures, backbone), backbone, heads.create("discriminant"),
        background=["nothing"] if nothing else [],
    ).model  # fmt: skip
