"""Teach gestures by the pose of the hand: two pictures of each, and a flipped one is the same.

    python examples/gestures.py

The hands are drawn, so that nothing has to be photographed; `understudy.teach` takes the paths of
your photos in their place.
"""

from __future__ import annotations

import understudy
from understudy import drawings
from understudy.types import Image

WALLS = [(110, 120, 130), (60, 90, 60), (140, 110, 90)]
FOLDED = {"five": (), "one": (1, 2, 3), "two": (2, 3)}


def hands(wall: tuple[int, int, int]) -> dict[str, Image]:
    """Draw one hand for each gesture."""
    return {name: drawings.hand(folded=folded, wall=wall) for name, folded in FOLDED.items()}


def main() -> None:
    """Teach with two walls behind the hand, recognise before a third, also flipped."""
    taught = [hands(wall) for wall in WALLS[:2]]
    examples = {name: [drawn[name] for drawn in taught] for name in FOLDED}
    model = understudy.teach(examples, backbone="hands")
    for name, picture in hands(WALLS[2]).items():
        seen = model.predict(picture)
        flipped = model.predict(picture[:, ::-1].copy())
        (hand,) = understudy.landmarks.hands(picture, most=1)
        tip = hand.points[understudy.landmarks.HAND_NAMES.index("index_tip"), :2]
        print(
            f"{name}: {seen.label} ({seen.confidence:.0%}); flipped: {flipped.label}; "
            f"a {hand.side} hand, the tip of its index finger at {tip[0]:.0f}, {tip[1]:.0f}"
        )
    empty = model.predict(drawings.shapes()[0])
    print(f"no hand: {empty.label}, found: {empty.found}")


if __name__ == "__main__":
    main()
