"""Finds a body: a detector of people, then a network that sees one body's points.

MediaPipe's pose_landmark_cpu graph, and the networks of its package @mediapipe/pose.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from understudy.landmarks import regions
from understudy.landmarks.crops import crop
from understudy.landmarks.detector import Detector, sigmoid
from understudy.landmarks.found import Body
from understudy.landmarks.heatmap import refine
from understudy.landmarks.regions import Region
from understudy.landmarks.tracking import BodyStream
from understudy.media.picture import load_picture
from understudy.onnx_session import Network
from understudy.types import Image

DETECTION_SIDE = 224  # pixels; what the detector sees
DETECTION_STRIDES = (8, 16, 32, 32, 32)  # pixels; its SsdAnchorsCalculator options
BODY_SIDE = 256  # pixels; what the landmark network sees
LEAST_SCORE = 0.5  # the threshold of MediaPipe's pose_landmark graph
HIPS, FAR = 0, 1  # of the detector's 4 points: the region's middle, and how far it goes
POINTS = 33  # a body's; the network gives 6 more, of which the first two are again these:
NEXT_HIPS, NEXT_FAR = 33, 34


class BodyFinder:
    """Finds a body in pictures; it keeps nothing, and several threads may use it at once."""

    def __init__(self, detector: Network, body: Network) -> None:
        self._bodies = Detector(detector, DETECTION_SIDE, DETECTION_STRIDES)
        self._body = body

    def find(self, image: Any, threads: int = 1) -> list[Body]:
        """Return the body in a still picture, the most visible one, or an empty list.

        Parameters
        ----------
        image
            A path, a uint8 array [height, width, 3] in RGB order, or a Pillow picture.
        threads
            How many threads the networks may use.

        Raises
        ------
        UnderstudyError
            There is no such picture.
        """
        seen = self.detect(load_picture(image), threads)
        return [seen[0]] if seen else []

    def stream(self, smoothing: bool = True) -> BodyStream:
        """Return what finds the body of one camera or video, from frame to frame."""
        return BodyStream(self, smoothing)

    def detect(
        self, image: Image, threads: int, *, quick: bool = False
    ) -> tuple[Body, Region] | None:
        """Return the body in a picture and where it will be next, or None when there is none."""
        square = regions.of_picture(image.shape[1], image.shape[0])
        for found in self._bodies.find(image, square, threads)[:1]:
            region = regions.of_body(found.points[HIPS], found.points[FAR])
            return self.look(image, region, threads, quick=quick)
        return None

    def look(
        self, image: Image, region: Region, threads: int, *, quick: bool = False
    ) -> tuple[Body, Region] | None:
        """Return the body in a region and where it will be next, or None when there is none."""
        if not region.touches(image.shape[1], image.shape[0]):
            return None
        pixels = crop(image, region, BODY_SIDE, outside="edge", quick=quick)
        points, presence, heatmap, world = self._body.run(
            {"pixels": pixels[np.newaxis]}, ["points", "presence", "heatmap", "world"],
            threads=threads,
        )  # fmt: skip
        score = float(presence[0, 0])
        if not (score >= LEAST_SCORE and np.isfinite(points).all() and np.isfinite(world).all()):
            return None
        rows = points.reshape(-1, 5)[: NEXT_FAR + 1]
        shares = refine(rows[:, :2] / BODY_SIDE, heatmap[0])
        places = region.to_picture(shares)
        depths = rows[:POINTS, 2:3] * (region.side / BODY_SIDE)
        body = Body(
            points=np.concatenate([places[:POINTS], depths], axis=1),
            visibility=sigmoid(rows[:POINTS, 3]),
            world=region.turned(world.reshape(-1, 3)[:POINTS]),
            score=score,
        )
        return body, regions.of_body(places[NEXT_HIPS], places[NEXT_FAR])
