"""Follows hands or a body from frame to frame, and detects only what is missing.

A region comes from the points of the frame before, as they were seen: smoothed ones lag behind.
"""

from __future__ import annotations

import math
from collections.abc import Container
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from understudy.landmarks import regions
from understudy.landmarks.found import Body, Hand, is_among
from understudy.landmarks.regions import Region
from understudy.landmarks.smoothing import BodySmoother, HandSmoother
from understudy.types import Image

if TYPE_CHECKING:
    from understudy.landmarks.body_finder import BodyFinder
    from understudy.landmarks.hand_finder import HandFinder

LONGEST_GAP = 1.0  # seconds without a frame, after which everything may be elsewhere
UNHURRIED_GAP = 0.15  # seconds between frames, from which on there is time to look everywhere in
# each: few frames a second are of a video that is not looked at live
EAGER_FRAMES = 6  # after a hand was lost, in which it is looked for in every frame, and nearby
NEARBY = 3.0  # times the side of its last region; a far hand is too small in the whole picture
SEEK_EVERY = 10  # frames
"""After that, a second hand is looked for only now and then, while the first is followed: detecting
takes 4 times as long as following, and many people never show two. At 30 frames a second it is
seen within a third of one."""


@dataclass(slots=True)
class Clock:
    """When the last frame of a stream was taken, and how large it was."""

    seconds: float = -math.inf
    size: tuple[int, ...] = (0, 0)

    def next(self, image: Image, seconds: float) -> tuple[float, bool]:
        """Return the seconds since the last frame, and whether this one goes on from it."""
        elapsed, same_size = seconds - self.seconds, image.shape[:2] == self.size
        self.seconds, self.size = seconds, image.shape[:2]
        return elapsed, same_size and 0 <= elapsed <= LONGEST_GAP


@dataclass(slots=True)
class Track:
    """A hand that is followed, or was until a moment ago."""

    region: Region
    """Where it should be in the next frame."""
    smoother: HandSmoother = field(default_factory=HandSmoother)
    lost: int = 0
    """Frames since it was seen."""


class HandStream:
    """Finds hands in the frames of one camera or video; for one thread at a time."""

    def __init__(
        self,
        finder: HandFinder,
        most: int = 2,
        smoothing: bool = True,
        *,
        unhurried: bool = False,
    ) -> None:
        """`smoothing` calms the points with a One Euro filter; the rest as `HandFinder.stream`."""
        self._finder = finder
        self._most = most
        self._smoothing = smoothing
        self._unhurried = unhurried
        self._clock = Clock()
        self._tracks: list[Track | None] = [None] * most
        self._missing = 0  # frames in which fewer hands were followed than wanted

    def find(self, image: Image, seconds: float, threads: int = 1) -> list[Hand]:
        """Return the hands in the next frame; each keeps its place in the order while it is seen.

        Parameters
        ----------
        image
            uint8 [height, width, 3] in RGB order.
        seconds
            When the frame was taken. When it goes back, or on by more than a second, the stream
            starts anew, and so it does when frames get another size.
        threads
            How many threads the networks may use.
        """
        elapsed, goes_on = self._clock.next(image, seconds)
        if not goes_on:
            self._tracks, self._missing = [None] * self._most, 0
        hands: dict[int, Hand] = {}  # by their places
        for place, track in enumerate(self._tracks):
            if track and not track.lost:
                hand = self._finder.look(image, track.region, threads, quick=True)
                if hand and not is_among(hand, hands.values()):
                    hands[place] = hand
                else:
                    self._missing = 0
        if len(hands) == self._most:
            self._missing = 0
        else:
            followed = len(hands)
            unhurried = self._unhurried or elapsed >= UNHURRIED_GAP
            self._detect(image, hands, threads, unhurried=unhurried)
            if len(hands) > followed:  # who shows one may be about to show the other
                self._missing = 0
            self._missing += 1
        return self._follow(hands, seconds)

    def _detect(
        self, image: Image, hands: dict[int, Hand], threads: int, *, unhurried: bool
    ) -> None:
        """Put hands that were not followed in places that are free."""
        seek_now = self._missing < EAGER_FRAMES or self._missing % SEEK_EVERY == 0
        if hands and not seek_now and not unhurried:
            return
        whole, *larger = (
            regions.of_picture(image.shape[1], image.shape[0], canvas)
            for canvas in regions.HAND_CANVASES
        )
        squares = [whole] if hands else [one for each in larger for one in (whole, each)]
        for place, track in enumerate(self._tracks):
            if track and place not in hands and track.region.side * NEARBY < whole.side:
                last = track.region
                squares.insert(0, Region(last.x, last.y, last.side * NEARBY, 0.0))
        turn = self._missing % len(squares)
        followed = len(hands)
        for square in dict.fromkeys(squares) if unhurried else [squares[turn]]:
            known, free = list(hands.values()), self._most - len(hands)
            found = self._finder.detect(image, square, free, threads, besides=known, quick=True)
            for hand in found:
                hands[self._place_of(hand, hands)] = hand
            if len(hands) > followed:
                break

    def _place_of(self, hand: Hand, taken: Container[int]) -> int:
        """Return the free place of the hand that was lost nearest to this one, or an empty one."""
        region = regions.of_hand(hand.points)

        def distance(place: int) -> float:
            track = self._tracks[place]
            if track is None:
                return math.inf
            return math.dist((track.region.x, track.region.y), (region.x, region.y))

        return min((n for n in range(self._most) if n not in taken), key=distance)

    def _follow(self, hands: dict[int, Hand], seconds: float) -> list[Hand]:
        """Keep where the hands will be, and return them smoothed, in the order of their places."""
        seen = []
        for place in range(self._most):
            track, hand = self._tracks[place], hands.get(place)
            if hand:
                region = regions.of_hand(hand.points)
                if track is None or track.lost:
                    track = self._tracks[place] = Track(region)
                track.region = region
                smooth = track.smoother.smooth
                seen.append(smooth(hand, region.side, seconds) if self._smoothing else hand)
            elif track:
                track.lost += 1
                if track.lost > EAGER_FRAMES:
                    self._tracks[place] = None
        return seen


class BodyStream:
    """Finds the body in the frames of one camera or video; for one thread at a time."""

    def __init__(self, finder: BodyFinder, smoothing: bool = True) -> None:
        """`smoothing` calms the points with a One Euro filter."""
        self._finder = finder
        self._smoothing = smoothing
        self._clock = Clock()
        self._region: Region | None = None
        self._smoother = BodySmoother()

    def find(self, image: Image, seconds: float, threads: int = 1) -> list[Body]:
        """Return the body in the next frame, or an empty list.

        Parameters
        ----------
        image
            uint8 [height, width, 3] in RGB order.
        seconds
            When the frame was taken. When it goes back, or on by more than a second, the stream
            starts anew, and so it does when frames get another size.
        threads
            How many threads the networks may use.
        """
        _, goes_on = self._clock.next(image, seconds)
        if not goes_on:
            self._region = None
        seen = self._region and self._finder.look(image, self._region, threads, quick=True)
        if not seen:
            self._smoother = BodySmoother()
            seen = self._finder.detect(image, threads, quick=True)
        if not seen:
            self._region = None
            return []
        body, self._region = seen
        return [
            self._smoother.smooth(body, self._region.side, seconds) if self._smoothing else body
        ]
