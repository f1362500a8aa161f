"""Performed actions as backbones see them: clips, what is none, and streams; kept between runs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import data
from tests import performed
from tests.performed import hands, streams
from tests.performed.clips import Performed
from tests.performed.streams import Stream
from understudy import backbones
from understudy.backbones.backbone import ClipBackbone
from understudy.training.variants import Variants, variant
from understudy.types import Features

Floats = NDArray[np.float32]
BACKBONES = ("actions", "actions-hands", "actions-body")
GENERATOR = Path(performed.__file__).parent
CHUNK = 128  # windows at once: what is made of a stream need not be in memory as a whole


@dataclass(frozen=True)
class Clips:
    """What a backbone sees in clips, one row each."""

    features: Features
    labels: NDArray[Any]
    who: NDArray[np.intp]
    """Whose hand each shows."""

    def __getitem__(self, rows: Any) -> Clips:
        return Clips(self.features[rows], self.labels[rows], self.who[rows])


@cache
def backbone_of(name: str) -> ClipBackbone:
    """Return a backbone for actions."""
    found = backbones.load(name)
    assert isinstance(found, ClipBackbone)
    return found


@cache
def hand_clips(name: str) -> Clips:
    """Return the 8 x 26 clips of hands."""
    data.images()
    return _clips("hands", name, hands.each_hand_clip)


@cache
def varied_clips(name: str, wanted: Variants) -> list[Features]:
    """Return the clips of hands as random variants, each time all of them."""
    wanted = wanted.of_medium("clip")
    return [_varied_clips(name, wanted, number) for number in range(1, wanted.count + 1)]


def _varied_clips(name: str, wanted: Variants, number: int) -> Features:
    def perform() -> Iterator[Performed]:
        for index, clip in enumerate(hands.each_hand_clip()):
            yield _varied(index, clip, number, wanted)

    return _clips(f"hands-{wanted.key('', number)}".replace("/", "-"), name, perform).features


def _varied(index: int, clip: Performed, number: int, wanted: Variants) -> Performed:
    frames = variant(list(clip.frames), wanted.seed, str(index), number, flips=bool(wanted.flips))
    return replace(clip, frames=np.stack(frames))


@cache
def other_clips(name: str) -> Clips:
    """Return clips of what is no action."""
    return _clips("other", name, lambda: iter(streams.other_clips()))


@cache
def stream_track(name: str, which: tuple[int, int]) -> Floats:
    """Return what is seen moment by moment [n, f] in a stream."""

    def tracks() -> Iterator[tuple[Floats, str]]:
        yield backbone_of(name).track(made(which).frames()), ""

    return _kept(f"stream-{which[0]}-{which[1]}", name, tracks)[0]


@cache
def made(which: tuple[int, int]) -> Stream:
    """Return what happens in a stream."""
    return streams.stream(*which)


def windows(name: str, track: Floats) -> Iterator[tuple[list[float], Features]]:
    """Yield the ends in seconds, and the features, of windows one every hop, in parts."""
    backbone = backbone_of(name)
    slots = np.arange(backbone.count, len(track) + 1)
    for first in range(0, len(slots), CHUNK):
        ends = [float(slot * backbone.hop) for slot in slots[first : first + CHUNK]]
        places = [end - backbone.window / 2 for end in ends]
        yield ends, backbone.wrap(backbone.rows_at(track, places))


def _clips(what: str, name: str, perform: Callable[[], Iterable[Performed]]) -> Clips:
    def tracks() -> Iterator[tuple[Floats, str]]:
        for clip in perform():
            frames = zip(map(float, clip.seconds), clip.frames, strict=True)
            yield backbone_of(name).track(frames), f"{clip.label} {clip.who}"

    kept, told = _kept(what, name, tracks)
    backbone = backbone_of(name)
    length = backbone.count
    rows = [
        backbone.rows_at(kept[at : at + length], [backbone.window / 2])[0]
        for at in range(0, len(kept), length)
    ]
    labels, who = zip(*(one.split() for one in told), strict=True)
    return Clips(backbone.wrap(np.stack(rows)), np.array(labels), np.array(who, np.intp))


def _kept(
    what: str, name: str, tracks: Callable[[], Iterator[tuple[Floats, str]]]
) -> tuple[Floats, list[str]]:
    """Return tracks one after another, and what is told of each, from the disk if they are there.

    Another backbone, other photos or another generator give other ones.
    """
    digest = hashlib.sha256(f"{backbone_of(name).cache_key} {data.folder()}".encode())
    for source in sorted(GENERATOR.glob("*.py")):
        if not source.name.startswith(("test_", "conftest")):
            digest.update(source.read_bytes())
    file = data.KEPT / f"performed-{what}-{name}-{digest.hexdigest()[:16]}.npz"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        rows, told = zip(*tracks(), strict=True)
        part = file.with_suffix(".part")
        with part.open("wb") as opened:
            np.savez(opened, tracks=np.concatenate(rows), told=np.array(told))
        part.replace(file)
    with np.load(file) as found:
        return found["tracks"], list(found["told"])
