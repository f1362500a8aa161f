"""Features of a project's examples: in memory, and on disk by what the files hold."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import Backbone, ClipBackbone, SoundBackbone
from understudy.errors import UnderstudyError
from understudy.media.image import capture_time
from understudy.project.cache import FeatureCache
from understudy.project.records import Example
from understudy.studio.clips import frame
from understudy.studio.learning.tracks import Change, Tracks
from understudy.studio.poses import NOTHING, Poses, are_poses, poses_of
from understudy.types import Array, Features

Key = tuple[str, int, int]
"""An example and the state of its file: replaced by hand, it is another."""

ROWS_PER_WRITE = 64  # features written to the cache at once
ROWS_PER_READ = 256  # read at once: some 3 MB, so that other threads are not kept waiting
CLIPS_PER_READ = 32  # of clips: some 8 MB
FIRST_ROWS = 256  # of the memory, which doubles when full


class ExampleFeatures:
    """Rows of features by example. One thread adds; any may look up."""

    def __init__(
        self,
        backbone: Backbone,
        cache: FeatureCache,
        checksums: Callable[[Sequence[Example]], list[str]],
    ) -> None:
        """`checksums` tells those of the examples' files."""
        self.backbone, self._cache = backbone, cache
        self._checksums = checksums
        self._fingerprint = backbone.cache_key
        self._poses_key = f"{backbone.cache_key}:poses"
        self._tracks = Tracks(backbone, cache) if isinstance(backbone, ClipBackbone) else None
        self._memory = np.empty((FIRST_ROWS, backbone.dimensions), np.float32)
        self._row: dict[Key, int] = {}
        self._shot: dict[Key, float | None] = {}
        self._unreadable: dict[Key, str] = {}
        self._unseen: set[Key] = set()
        self._unsaved: dict[str, NDArray[np.float32]] = {}
        self._unsaved_poses: dict[str, Poses] = {}
        self._looking = threading.Lock()  # a gallery asks for many poses at once

    @property
    def others(self) -> Features | None:
        """What is like the examples and none of them, where the backbone brings such."""
        return self.backbone.others if isinstance(self.backbone, SoundBackbone) else None

    def has(self, example: Example) -> bool:
        """Whether there are features of this example."""
        return key_of(example) in self._row

    def missing(self, examples: Iterable[Example]) -> list[Example]:
        """Return those that were not looked at yet."""
        known, unreadable = self._row, self._unreadable
        return [
            one for one in examples
            if (key := key_of(one)) not in known and key not in unreadable
        ]  # fmt: skip

    def unreadable(self, examples: Iterable[Example]) -> list[str]:
        """Return why each example that can't be read can't be."""
        reasons = self._unreadable
        if not reasons:
            return []
        return [reasons[key] for one in examples if (key := key_of(one)) in reasons]

    def unseen(self, example: Example) -> bool:
        """Whether what the backbone looks for was not found in an example that `has` has."""
        return key_of(example) in self._unseen

    def poses(self, example: Example) -> Poses:
        """Return the hands or bodies in an example, which is looked at where that is not known.

        Raises
        ------
        MediaError
            It has to be looked at, and can't be read.
        """
        if self.backbone.seeks is None:
            return NOTHING
        checksum = self._sum_of(example) or ""
        known = self._unsaved_poses.get(checksum)
        if known is None:
            known = self._cache.get_many([checksum], self._poses_key).get(checksum)
        if known is None or not are_poses(known):
            with self._looking:
                known = self._look_for_poses(example)
        return known

    def recall(self, examples: Sequence[Example], progress: Callable[[int], bool]) -> None:
        """Read what the cache has; `progress` is told how many it had and says whether to go on."""
        at_once = ROWS_PER_READ if self._tracks is None else CLIPS_PER_READ
        for start in range(0, len(examples), at_once):
            several = examples[start : start + at_once]
            if self._tracks is not None:
                found = self._recall_clips(several, self._tracks)
                if not progress(found):
                    return
                continue
            checksums = [self._sum_of(one) for one in several]
            kept = self._cache.get_many(filter(None, checksums), self._fingerprint)
            both = zip(several, checksums, strict=True)
            rows = {key_of(one): kept[checksum] for one, checksum in both if checksum in kept}
            sound = {k: row for k, row in rows.items() if row.size == self.backbone.dimensions}
            for key, row in sound.items():
                self._keep(key, row.reshape(-1))
            if not progress(len(sound)):
                return

    def look(self, example: Example, loaded: Array | None = None) -> None:
        """Compute the features of an example; `loaded` is its picture, where it is at hand."""
        key = key_of(example)
        try:
            if self._tracks is not None:
                (known,) = self._checksums([example])
                self._keep(key, self._tracks.row(example.path, known, example.centre or 0.0))
                return
            loaded = self.backbone.load(example.source) if loaded is None else loaded
            look = self.backbone.look(loaded)
        except UnderstudyError as error:
            self._unreadable[key] = str(error)
            return
        self._keep(key, look.row)
        if checksum := self._sum_of(example):
            self._unsaved[checksum] = look.row[np.newaxis]
            if self.backbone.seeks is not None:
                self._unsaved_poses[checksum] = poses_of(look.poses, *loaded.shape[:2])
        if len(self._unsaved) >= ROWS_PER_WRITE:
            self.save()

    def save(self) -> None:
        """Write to the cache what is not there yet."""
        if self._unsaved:
            self._cache.put_many(self._fingerprint, self._unsaved)
            self._unsaved = {}
        if self._unsaved_poses:
            self._cache.put_many(self._poses_key, self._unsaved_poses)
            self._unsaved_poses = {}

    def of(self, examples: Sequence[Example]) -> Features:
        """Return the features [n, d] of examples that `has` says yes to."""
        rows = [self._row[key_of(one)] for one in examples]
        return self.backbone.wrap(self._memory[rows])

    def checksums_of(self, examples: Iterable[Example]) -> list[str]:
        """Return the checksums of the examples whose files are still there."""
        sums = (self._file_sum(one) for one in examples)
        return list(dict.fromkeys(filter(None, sums)))

    def known_by(self, example: Example) -> str | None:
        """Return what the content of an example is kept under; None when its file is gone."""
        return self._sum_of(example)

    def kept(self, key: str) -> NDArray[np.float32] | None:
        """Return what `keep` was given under a key, now or on an earlier day; None if nothing."""
        found = self._unsaved.get(key)
        if found is None:
            found = self._cache.get_many([key], self._fingerprint).get(key)
        if found is None or found.size != self.backbone.dimensions:
            return None
        return found.reshape(-1)

    def keep(self, key: str, row: NDArray[np.float32]) -> None:
        """Keep a row [d] of something else than an example; `save` writes it."""
        self._unsaved[key] = row[np.newaxis]
        if len(self._unsaved) >= ROWS_PER_WRITE:
            self.save()

    def changed(self, example: Example, key: str, change: Change) -> NDArray[np.float32]:
        """Return the features [d] of an example of actions whose frames are changed.

        What is seen in its whole clip is kept under the key.

        Raises
        ------
        MediaError
            It can't be read.
        """
        assert self._tracks is not None, self.backbone.name
        return self._tracks.row(example.path, key, example.centre or 0.0, change)

    def is_seen(self, row: NDArray[np.float32]) -> bool:
        """Whether what is looked for was found in what has these features [d]; else nothing is."""
        if self.backbone.seeks is None:
            return True
        wrapped = self.backbone.wrap(row[np.newaxis])
        return bool(wrapped.found.all() if self._tracks is not None else wrapped.seen[0])

    def shot(self, example: Example) -> float | None:
        """Return when a photo was shot, where its EXIF says so."""
        key = key_of(example)
        if key not in self._shot:
            self._shot[key] = capture_time(example.path)
        return self._shot[key]

    def _keep(self, key: Key, row: NDArray[np.float32]) -> None:
        number = len(self._row)
        if number == len(self._memory):
            larger = np.empty((2 * number, self._memory.shape[1]), np.float32)
            larger[:number] = self._memory
            self._memory = larger
        self._memory[number] = row
        if not self.is_seen(row):
            self._unseen.add(key)
        self._row[key] = number

    def _recall_clips(self, examples: Sequence[Example], tracks: Tracks) -> int:
        """Read what the cache has of clips, and return how many it had."""
        places: dict[str, list[float]] = defaultdict(list)
        keys: dict[tuple[str, float], Key] = {}
        for one in examples:
            if checksum := self._file_sum(one):
                places[checksum].append(one.centre or 0.0)
                keys[checksum, places[checksum][-1]] = key_of(one)
        rows = tracks.recall(places)
        for place, row in rows.items():
            self._keep(keys[place], row)
        return len(rows)

    def _look_for_poses(self, example: Example) -> Poses:
        """Look at a picture; of a clip at the frame in its middle."""
        backbone: Backbone = self.backbone
        source: Path | bytes = example.path
        if isinstance(backbone, ClipBackbone):
            backbone, source = backbone.picture, frame(example.path, example.centre or 0.0)
        picture = backbone.load(source)
        return poses_of(backbone.look(picture).poses, *picture.shape[:2])

    def _sum_of(self, example: Example) -> str | None:
        """Return what the content of an example is kept under; None when its file is gone."""
        checksum = self._file_sum(example)
        if checksum is None or example.centre is None:
            return checksum
        return f"{checksum}@{example.centre:.3f}"

    def _file_sum(self, example: Example) -> str | None:
        try:
            return self._checksums([example])[0]
        except UnderstudyError:  # the file is gone: the next listing says so
            return None


def key_of(example: Example) -> Key:
    """Return what tells an example and the state of its file from others."""
    return example.id, example.size, example.mtime_ns
