"""Backbones for actions: what a picture backbone sees in each moment, and how things move.

| block | moments | what |
|---|---|---|
| scene | 15 | the picture backbone's features of the whole picture |
| pose | 15 | of a hand or body, its shape; between its neighbours where it was not found |
| place | 15 | where it is, how large, and whether it was found |
| flow | 14 | how things move from each moment to the next, on a grid |

`pose` and `place` are there where the picture backbone looks for a hand or body.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import ClipBackbone, PictureBackbone, Steps
from understudy.backbones.clip_loading import as_clips, load_clip, part_of
from understudy.backbones.clip_stream import ActionStream, Glance, Moments
from understudy.backbones.embedding import map_threads
from understudy.backbones.pose_backbone import PoseBackbone
from understudy.backbones.streams import Look, Row, Stream, Track
from understudy.backbones.trajectory import FOUND, filled
from understudy.backbones.trajectory import WIDTH as PLACE_WIDTH
from understudy.errors import DataError
from understudy.landmarks import Body, Hand
from understudy.media import optical_flow
from understudy.media.clip import (
    HOP_SECONDS,
    at_rate,
    check_length,
    first_slot,
    frames_around,
    smaller,
)
from understudy.media.part import Part
from understudy.onnx_session import cpu_count
from understudy.types import Array, Features, Image

STEP = "clip"
VERSION = 1
"""Of the way from frames to features; part of every fingerprint."""
COUNT = 15
STEP_SECONDS = 0.75
FLOW = {"side": optical_flow.SIDE, "grid": optical_flow.GRID, "preset": "ultrafast"}


class ActionBackbone(ClipBackbone):
    """A picture backbone from moment to moment, and optical flow.

    Attributes
    ----------
    columns : mapping of str to slice
        Which columns of a track each block is made from.
    track_width : int
        How many columns f a track has.
    """

    def __init__(self, name: str, picture: PictureBackbone) -> None:
        """`picture`: what sees each frame; where it seeks a hand or body, that is followed."""
        self._scene = picture.picture if isinstance(picture, PoseBackbone) else picture
        widths = {"scene": self._scene.dimensions}
        if isinstance(picture, PoseBackbone):
            pose = picture.dimensions - self._scene.dimensions
            widths |= {"pose": pose, "place": PLACE_WIDTH}
        widths["flow"] = optical_flow.WIDTH
        self.moments = {block: COUNT - (block == "flow") for block in widths}
        self.columns = _in_order(widths)
        self.track_width = sum(widths.values())
        blocks = _in_order({block: self.moments[block] * width for block, width in widths.items()})
        super().__init__(name, blocks, licence=picture.licence)
        self.picture = picture
        self.hop, self.count, self.step = HOP_SECONDS, COUNT, STEP_SECONDS
        self.window = round(COUNT * HOP_SECONDS, 6)
        self.seeks, self.least_side = picture.seeks, picture.least_side

    @property
    def steps(self) -> Steps:
        """The steps of the picture backbone, and how its moments become a row."""
        picture = self.picture.steps
        blocks = {name: [part.start, part.stop] for name, part in self.picture.blocks.items()}
        return Steps([*picture.steps, {**own_step(), "blocks": blocks}], picture.files)

    @property
    def fingerprint(self) -> str:
        """Checksum of the picture backbone and of the step after it."""
        digest = hashlib.sha256(json.dumps(own_step(), sort_keys=True).encode())
        digest.update(self.picture.fingerprint.encode())
        return digest.hexdigest()

    def sources(self, inputs: Any | Iterable[Any]) -> list[Any]:
        """Return a list of clips."""
        return as_clips(inputs)

    def load(self, source: Any) -> Array:
        """Return the window of one source: around a place, or where most moves."""
        return load_clip(source, self.hop, self.count, self.least_side)

    def look(self, loaded: Array, *, threads: int = 1) -> Look:
        """Return what it makes of one window, and the hands or bodies in its last frame."""
        rows, look = self._track_of(enumerate(self._checked(loaded)), threads)
        return Look(self.window_row(rows), look.poses)

    def row_of(self, source: Any, *, raw: bool = False, threads: int = 1) -> NDArray[Any]:
        """Return the features [d] of one source; of a file with gaps, as they are taught."""
        if raw or not isinstance(source, (str, Path, Part)):
            return super().row_of(source, raw=raw, threads=threads)
        part = part_of(source, self.hop, self.count)
        shown = frames_around(part, self.hop, self.count, at_least=self.least_side)
        first = shown[0][0]
        track, _ = self._track_of(((slot - first, image) for slot, image in shown), threads)
        (row,) = self.rows_at(track, [part.centre - first * self.hop])
        return np.asarray(row)

    def raw_features(self, loaded: Array, *, threads: int = 1) -> NDArray[Any]:
        """Return the features [d] of one window, its scenes as the network makes them."""
        row = self.look(loaded, threads=threads).row.copy()
        images = [smaller(frame, self.least_side) for frame in self._checked(loaded)]
        scenes = [self._scene.raw_features(image, threads=threads) for image in images]
        row[self.blocks["scene"]] = np.concatenate(scenes)
        return row

    def track(self, frames: Iterable[tuple[float, Image]]) -> Track:
        """Return what is seen in the frames of a video [n, track_width], one row every hop."""
        moments, rows = Moments(self), list[Row]()
        for slot, glance in self._glances(at_rate(frames, self.hop)):
            check_length(slot)
            rows += moments.add(slot, glance)
        return np.stack(rows) if rows else np.zeros((0, self.track_width), np.float32)

    def rows_at(self, track: Track, places: Sequence[float]) -> NDArray[np.float32]:
        """Return the features [k, d] of the windows around k places, in seconds.

        Before the first moment stands the first, and after the last the last.
        """
        if not len(track):
            raise DataError("There is no moment in the video; expected one every 0.1 s.")
        found = np.empty((len(places), self.dimensions), np.float32)
        for row, place in zip(found, places, strict=True):
            moments = first_slot(place, self.hop, self.count) + np.arange(self.count)
            window = np.array(track[moments.clip(0, len(track) - 1)], np.float32)
            window[(moments <= 0) | (moments >= len(track)), self.columns["flow"]] = 0.0
            row[:] = self.window_row(window)
        return found

    def stream(self) -> ActionStream:
        """Return the beginning of a stream."""
        return ActionStream(self)

    def window_row(self, window: Track) -> Row:
        """Return the features [d] of a window, a track of `count` moments."""
        parts = {block: window[:, columns] for block, columns in self.columns.items()}
        parts["flow"] = parts["flow"][1:]  # the first is from the moment before the window
        if "pose" in parts:
            known = parts["place"][:, FOUND] > 0
            parts["pose"] = filled(parts["pose"], known)
            place = filled(parts["place"], known)
            parts["place"] = np.concatenate([place[:, :FOUND], parts["place"][:, FOUND:]], axis=1)
        return np.concatenate([part.reshape(-1) for part in parts.values()])

    def picture_stream(self) -> Stream:
        """Return the beginning of what sees the frames, one a hop."""
        if isinstance(self.picture, PoseBackbone):
            return self.picture.unhurried_stream()
        return self.picture.stream()

    def pose_of(self, found: Hand | Body | None) -> Row:
        """Return the pose [p] of a hand or body; zeros without one."""
        assert isinstance(self.picture, PoseBackbone)
        return self.picture.pose_row([] if found is None else [found])

    def wrap(self, rows: NDArray[Any]) -> Features:
        """Return rows [n, d] as features that know their blocks; nothing but zeros was not found.

        Where nothing moves, that was found.
        """
        wrapped = super().wrap(rows)
        found = wrapped.found.copy()
        for column, (block, columns) in enumerate(self.blocks.items()):
            if block in ("pose", "place"):
                found[:, column] = np.asarray(wrapped)[:, columns].any(axis=1)
        return wrapped.like(np.asarray(wrapped), found)

    def _track_of(self, slots: Iterable[tuple[int, Image]], threads: int) -> tuple[Track, Look]:
        """Return what is seen in frames one after another, and the last look."""
        stream, moments, rows = self.picture_stream(), Moments(self), list[Row]()
        for slot, frame in slots:
            image = smaller(frame, self.least_side)
            look = stream.look(image, slot * self.hop, threads=threads)
            rows += moments.add(slot, Glance(image, look, optical_flow.seen(image)))
        return np.stack(rows), look

    def _glances(self, slots: Iterable[tuple[int, Image]]) -> Iterator[tuple[int, Glance]]:
        """Look at frames: those that have nothing to do with each other on all processors."""
        stream = self.picture_stream()
        alone = self.picture.seeks is None
        threads = 1 if alone else cpu_count()

        def look(slot_and_frame: tuple[int, Image]) -> tuple[int, Glance]:
            slot, frame = slot_and_frame
            image = smaller(frame, self.least_side)
            seen = stream.look(image, slot * self.hop, threads=threads)
            return slot, Glance(image, seen, optical_flow.seen(image))

        return map_threads(look, slots) if alone else map(look, slots)

    def _checked(self, loaded: Array) -> Array:
        if loaded.ndim != 4 or len(loaded) != self.count:
            raise DataError(
                f"A window has shape {loaded.shape}; expected {self.count} pictures "
                f"[{self.count}, height, width, 3], as `load` gives them."
            )
        return loaded


def own_step() -> dict[str, Any]:
    """Return the step from moments to a row, as a model file has it."""
    return {"step": STEP, "version": VERSION, "hop": HOP_SECONDS, "count": COUNT, "flow": FLOW}


def _in_order(widths: dict[str, int]) -> dict[str, slice]:
    """Return the columns of blocks one after another."""
    found, start = {}, 0
    for block, width in widths.items():
        found[block] = slice(start, start + width)
        start += width
    return found
