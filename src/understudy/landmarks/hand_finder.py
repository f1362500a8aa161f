"""Finds hands: a detector of palms, then a network that sees one hand's points.

MediaPipe's hand_landmark_tracking graph, and the networks of its package @mediapipe/hands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from understudy.errors import UnderstudyError
from understudy.landmarks import regions
from understudy.landmarks.crops import crop
from understudy.landmarks.detector import Detector
from understudy.landmarks.found import Hand, Points, is_among, side_of
from understudy.landmarks.regions import Region
from understudy.landmarks.tracking import HandStream
from understudy.media.picture import load_picture
from understudy.onnx_session import Network
from understudy.types import Image

PALM_SIDE = 192  # pixels; what the detector sees
PALM_STRIDES = (8, 16, 16, 16)  # pixels; its SsdAnchorsCalculator options
HAND_SIDE = 224  # pixels; what the landmark network sees
LEAST_SCORE = 0.5  # the threshold of MediaPipe's hand_landmark graph
DEPTH_SCALE = 0.4  # normalize_z of the same: the network's z is in parts of the region's side
MOST_HANDS = 2
MOST_PALMS = 4  # looked at; the surest palms are not always those of the surest hands
SAME_PLACE = 0.5
"""Overlap of regions above which a palm is that of a hand that is known: min_similarity_threshold
of MediaPipe's AssociationNormRectCalculator."""


class HandFinder:
    """Finds hands in pictures; it keeps nothing, and several threads may use it at once."""

    def __init__(self, palm: Network, hand: Network) -> None:
        self._palms = Detector(palm, PALM_SIDE, PALM_STRIDES)
        self._hand = hand

    def find(self, image: Any, most: int = 2, threads: int = 1) -> list[Hand]:
        """Return the hands in a still picture, the surest first.

        When there is none, the picture is looked at again on a black canvas two times as large,
        then three times: of hands that fill their picture it finds first 75 %, then 97 %, then
        all, and in photos of other things 6 hands in 100, then 8.

        Parameters
        ----------
        image
            A path, a uint8 array [height, width, 3] in RGB order, or a Pillow picture.
        most
            How many hands to find at most, 1 or 2.
        threads
            How many threads the networks may use.

        Raises
        ------
        UnderstudyError
            `most` is neither 1 nor 2, or there is no such picture.
        """
        check_most(most)
        image = load_picture(image)
        for canvas in regions.HAND_CANVASES:
            square = regions.of_picture(image.shape[1], image.shape[0], canvas)
            if hands := self.detect(image, square, most, threads):
                return hands
        return []

    def stream(
        self, most: int = 2, smoothing: bool = True, *, unhurried: bool = False
    ) -> HandStream:
        """Return what finds the hands of one camera or video, from frame to frame.

        Parameters
        ----------
        most
            How many hands to find at most, 1 or 2.
        smoothing
            Whether to calm the points.
        unhurried
            Whether there is always time to look everywhere in a frame for what is missing, some
            four times as long as following takes. By default where frames are few.

        Raises
        ------
        UnderstudyError
            `most` is neither 1 nor 2.
        """
        check_most(most)
        return HandStream(self, most, smoothing, unhurried=unhurried)

    def detect(
        self,
        image: Image,
        square: Region,
        most: int,
        threads: int,
        *,
        besides: Sequence[Hand] = (),
        quick: bool = False,
    ) -> list[Hand]:
        """Return the surest of the hands in a square of a picture, `besides` those known."""
        hands: list[Hand] = []
        for palm in self._palms.find(image, square, threads)[:MOST_PALMS]:
            region = regions.of_palm(palm.box, palm.points)
            if any(region.overlap(regions.of_hand(one.points)) > SAME_PLACE for one in besides):
                continue
            hand = self.look(image, region, threads, quick=quick)
            if hand and not is_among(hand, [*besides, *hands]):
                hands.append(hand)
        return sorted(hands, key=lambda hand: -hand.score)[:most]

    def look(
        self, image: Image, region: Region, threads: int, *, quick: bool = False
    ) -> Hand | None:
        """Return the hand in a region of a picture, or None when there is none."""
        if not region.touches(image.shape[1], image.shape[0]):
            return None
        pixels = crop(image, region, HAND_SIDE, outside="edge", quick=quick)
        points, presence, left, world = self._hand.run(
            {"pixels": pixels[np.newaxis]}, ["points", "presence", "left", "world"],
            threads=threads,
        )  # fmt: skip
        score = float(presence[0, 0])
        if not (score >= LEAST_SCORE and np.isfinite(points).all() and np.isfinite(world).all()):
            return None
        shares: Points = np.divide(points.reshape(21, 3), HAND_SIDE, dtype=np.float32)
        places = region.to_picture(shares[:, :2])
        depths = shares[:, 2:] * (region.side / DEPTH_SCALE)
        # Taught with mirrored pictures (MediaPipe Hands, "handedness"), it calls right hands left.
        right = float(left[0, 0])
        return Hand(
            np.concatenate([places, depths], axis=1),
            region.turned(world.reshape(21, 3)),
            score,
            *side_of(1 - right),
        )


def check_most(most: int) -> None:
    """Refuse another number of hands than 1 or 2."""
    if most not in (1, MOST_HANDS):
        raise UnderstudyError(f"most is {most!r}; expected 1 or 2, the number of hands to find.")
