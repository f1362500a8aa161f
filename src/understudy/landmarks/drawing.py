"""Draws skeletons into pictures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from understudy.landmarks.found import Body, Hand
from understudy.landmarks.skeleton import BODY_LINES, HAND_LINES
from understudy.types import Image

LINE, EDGE = (79, 214, 207), (6, 40, 42)
"""Colours, as on the studio's page: teal with a dark edge can be seen before anything."""
LEAST_VISIBILITY = 0.5  # of a point of a body that is drawn
LINE_WIDTH = 0.015  # of the pose's extent; also the radius of a point
EDGE_WIDTH = 0.4  # of that, on each side, where it is a pixel
MOST_WIDTH = 0.006  # of the picture's long side


def draw(image: Image, found: Sequence[Hand | Body]) -> Image:
    """Return a copy of a picture, uint8 [height, width, 3], with the skeletons of what was found.

    Points of a body that are probably hidden or outside are left out.
    """
    from PIL import Image as Pillow
    from PIL import ImageDraw

    picture = Pillow.fromarray(image)
    pen = ImageDraw.Draw(picture)
    most = max(2.0, max(image.shape[:2]) * MOST_WIDTH)
    for one in found:
        places = [(float(x), float(y)) for x, y, _ in one.points]
        shown, lines = {*range(len(places))}, HAND_LINES
        if isinstance(one, Body):
            shown = {*np.flatnonzero(one.visibility >= LEAST_VISIBILITY).tolist()}
            lines = BODY_LINES
        extent = float(np.ptp(one.points[sorted(shown), :2], axis=0).max()) if shown else 0.0
        width = round(min(max(1.0, extent * LINE_WIDTH), most))
        edge = round(width * EDGE_WIDTH)
        drawn = [(places[start], places[end]) for start, end in lines if {start, end} <= shown]
        for colour, around in ((EDGE, edge), (LINE, 0)):
            for ends in drawn:
                pen.line(ends, colour, width + 2 * around)
            for index in shown:
                pen.circle(places[index], width + around - 0.5, colour)
    return np.asarray(picture)
