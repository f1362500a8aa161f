"""What is seen in the clips of a project, moment by moment, kept on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from understudy.backbones.backbone import ClipBackbone
from understudy.backbones.streams import Row, Track
from understudy.project.cache import FeatureCache
from understudy.studio.clips import pictures
from understudy.types import Image

Change = Callable[[Image], Image]
"""What makes another picture of one; it may raise what stops the looking."""


class Tracks:
    """Rows of any place in a clip, of which every moment is looked at once.

    For the thread that learns.
    """

    def __init__(self, backbone: ClipBackbone, cache: FeatureCache) -> None:
        self._backbone, self._cache = backbone, cache
        self._key = f"{backbone.cache_key}:track"
        self._last: tuple[str, Track] | None = None

    def recall(self, wanted: Mapping[str, Sequence[float]]) -> dict[tuple[str, float], Row]:
        """Return the rows at places in clips, by checksum, as far as there are tracks on disk."""
        found: dict[tuple[str, float], Row] = {}
        for checksum, track in self._cache.get_many(list(wanted), self._key).items():
            places = wanted[checksum]
            rows = self._backbone.rows_at(track, places)
            found.update(zip(((checksum, place) for place in places), rows, strict=True))
        return found

    def row(self, path: Path, key: str, place: float, change: Change | None = None) -> Row:
        """Return the features [d] of the window around a place of a clip, in seconds.

        The whole clip is looked at, and its track kept on disk, unless it is the last one.

        Parameters
        ----------
        path
            The clip.
        key
            What its track is kept under: its checksum, or what tells a changed one too.
        change
            What is done to every frame before it is looked at.

        Raises
        ------
        MediaError
            It can't be read.
        """
        if self._last is None or self._last[0] != key:
            self._last = key, self._track(path, key, change)
        rows = self._backbone.rows_at(self._last[1], [place])
        return rows.reshape(-1)

    def _track(self, path: Path, key: str, change: Change | None) -> Track:
        kept = self._cache.get_many([key], self._key).get(key)
        if kept is not None:  # of a copy
            return kept
        shown = pictures(path, self._backbone.hop)
        if change is not None:
            shown = ((seconds, change(image)) for seconds, image in shown)
        track = self._backbone.track(shown)
        self._cache.put_many(self._key, {key: track})
        return track
