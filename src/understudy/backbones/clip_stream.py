"""Frames one after another, as moments of a video and as windows of a stream.

A moment's row [f] holds what is seen in its frame, and how things moved since the one before.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from understudy.backbones.streams import Look, Moment, Row, Sight
from understudy.backbones.trajectory import Follower, place_of
from understudy.landmarks.tracking import LONGEST_GAP
from understudy.media.clip import Grey, slot_of, smaller
from understudy.media.optical_flow import OpticalFlow, eased, seen
from understudy.types import Image

if TYPE_CHECKING:
    from understudy.backbones.clip_backbone import ActionBackbone


class Glance(NamedTuple):
    """A frame that was looked at."""

    image: Image
    look: Look
    grey: Grey


class Moments:
    """The moments of one video or camera, in order; for one thread at a time."""

    def __init__(self, backbone: ActionBackbone) -> None:
        self._backbone = backbone
        self._flow = OpticalFlow()
        self._follower = Follower()
        self._slot = -1
        self._grey: Grey | None = None
        self._last: Row | None = None

    def add(self, slot: int, glance: Glance) -> list[Row]:
        """Return the rows [f] up to this slot: those without a frame show what was seen last.

        How far things moved in several slots is shared among them; of more than a second it is not
        known.
        """
        flow = self._backbone.columns["flow"]
        elapsed = slot - self._slot
        goes_on = elapsed * self._backbone.hop <= LONGEST_GAP
        if not goes_on:
            self._follower = Follower()
        row = self._row(glance)
        passed: list[Row] = []
        if self._grey is not None and self._last is not None:
            if goes_on:
                moved = self._flow.between(self._grey, glance.grey) / np.float32(elapsed)
                row[flow] = eased(moved)
            still = self._last.copy()
            still[flow] = row[flow]
            passed = [still] * (elapsed - 1)
        self._slot, self._grey, self._last = slot, glance.grey, row
        return [*passed, row]

    def _row(self, glance: Glance) -> Row:
        """Return the row of a frame, as if nothing had moved."""
        backbone, columns = self._backbone, self._backbone.columns
        row = np.zeros(backbone.track_width, np.float32)
        scene = columns["scene"]
        row[scene] = glance.look.row[: scene.stop]
        if "pose" in columns:
            chosen = self._follower.choose(glance.look.poses)
            row[columns["pose"]] = backbone.pose_of(chosen)
            row[columns["place"]] = place_of(chosen, glance.image)
        return row


class ActionStream:
    """The frames of one camera or video, as windows of time."""

    def __init__(self, backbone: ActionBackbone) -> None:
        self._backbone = backbone
        self._begin(0.0)

    def _begin(self, seconds: float) -> None:
        self._start, self._newest, self._slot = seconds, seconds, -1
        self._look = Look(np.zeros(0, np.float32))
        self._anew()

    def _anew(self) -> None:
        self._moments = Moments(self._backbone)
        self._picture = self._backbone.picture_stream()
        self._rows: deque[Row] = deque(maxlen=self._backbone.count)

    def due(self, seconds: float) -> bool:
        """Return whether a frame at a time would be looked at: others need not be decoded."""
        if self._slot < 0 or seconds < self._newest - LONGEST_GAP:
            return True
        return slot_of(seconds - self._start, self._backbone.hop) > self._slot

    def see(self, image: Image, seconds: float, *, threads: int = 1) -> Sight:
        """Return what comes of the frame at a time of the stream's own clock.

        Frames may come at any rate; of those in one slot the first is looked at. When time goes
        back, or on by more than a second, windows begin anew.
        """
        hop = self._backbone.hop
        if self._slot < 0 or seconds < self._newest - LONGEST_GAP:
            self._begin(seconds)
        self._newest = max(self._newest, seconds)
        slot = slot_of(seconds - self._start, hop)
        if slot <= self._slot:
            return Sight((), self._look.poses)
        if self._rows and (slot - self._slot) * hop > LONGEST_GAP:
            self._anew()
        image = smaller(image, self._backbone.least_side)
        self._look = self._picture.look(image, slot * hop, threads=threads)
        rows = self._moments.add(slot, Glance(image, self._look, seen(image)))
        return Sight(tuple(self._complete(rows, slot)), self._look.poses)

    def _complete(self, rows: list[Row], slot: int) -> list[Moment]:
        """Return the windows that are complete with the rows up to a slot."""
        hop, found = self._backbone.hop, []
        self._slot = slot
        for end, row in enumerate(rows, slot + 2 - len(rows)):
            self._rows.append(row)
            if len(self._rows) == self._backbone.count:
                window = self._backbone.window_row(np.stack(self._rows))
                found.append(Moment(self._start + end * hop, window))
        return found
