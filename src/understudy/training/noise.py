"""Mixes the noise of background classes under the examples cut from recordings."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing

import numpy as np

from understudy.backbones.backbone import SoundBackbone
from understudy.backbones.embedding import map_threads
from understudy.errors import DataError
from understudy.media.mixing import mixed
from understudy.media.part import Part
from understudy.media.recordings import load_recording
from understudy.media.resampling import resample
from understudy.media.sound import cut, read_part
from understudy.project.cache import FeatureCache
from understudy.training import mixing
from understudy.training.examples import ROWS_PER_WRITE, ExampleSet
from understudy.training.gathering import Input, Progress
from understudy.training.mixing import Mixed
from understudy.types import Array, Sound

NO_BACKGROUND = (
    "There is no background class whose noise could be mixed in. Record one, for example 'noise', "
    'and name it: --background noise (in Python, background="noise").'
)


def under_noise(
    examples: ExampleSet,
    backbone: SoundBackbone,
    background: Collection[str],
    noise: Collection[str],
    *,
    cache: FeatureCache | None = None,
    progress: Progress | None = None,
) -> Mixed:
    """Return every example of an ordinary class over again, with noise under it.

    Parameters
    ----------
    examples
        What was cut from recordings.
    backbone
        What made their features.
    background
        Labels of classes that nothing is mixed into.
    noise
        Those of them that are mixed in.
    cache
        Where features of files are looked up and kept.
    progress
        Called with (examples done, examples in all).

    Raises
    ------
    DataError
        There is no example of the noise.
    """
    keys = [_key(examples, row) for row in range(len(examples.labels))]
    noises = [row for row, label in enumerate(examples.labels) if label in noise]
    if not noises:
        raise DataError(NO_BACKGROUND)
    names = [keys[row] for row in noises]
    rows = [row for row, label in enumerate(examples.labels) if label not in {*background, *noise}]
    pairs = [(row, noises[mixing.partner(keys[row], names)]) for row in rows]
    in_memory: dict[int, Sound] = {}

    def window(row: int) -> Sound:
        one, centre = examples.inputs[row], examples.seconds[row]
        assert centre is not None
        if one.path is not None:
            return read_part(Part(one.path, centre), backbone.window, backbone.rate)
        if id(one) not in in_memory:
            in_memory[id(one)] = _samples(one, backbone.rate)
        return cut(in_memory[id(one)], backbone.rate, centre, backbone.window)

    def features(pair: tuple[int, int]) -> tuple[str | None, Array, bool]:
        row, other = pair
        files = examples.checksums[row] is not None and examples.checksums[other] is not None
        key = mixing.cache_key(keys[row], keys[other]) if files else None
        if cache is not None and key is not None:
            known = cache.get_many([key], backbone.cache_key).get(key)
            if known is not None:
                return key, known.reshape(-1), False
        decibels = mixing.level(keys[row], keys[other])
        both = mixed(window(row), window(other), backbone.rate, decibels)
        return key, backbone.features(both), True

    table = np.empty((len(pairs), backbone.dimensions), np.float32)
    fresh: dict[str, Array] = {}
    with closing(map_threads(features, pairs)) as made:
        for done, (key, values, new) in enumerate(made):
            table[done] = values
            if cache is not None and key is not None and new:
                fresh[key] = values[np.newaxis]
                if len(fresh) >= ROWS_PER_WRITE:
                    cache.put_many(backbone.cache_key, fresh)
                    fresh = {}
            if progress is not None:
                progress(done + 1, len(pairs))
    if cache is not None and fresh:
        cache.put_many(backbone.cache_key, fresh)
    return Mixed(backbone.wrap(table), np.array(rows, np.int64))


def _key(examples: ExampleSet, row: int) -> str:
    """Return what an example is known by: the content of its file and its place, or its name."""
    return f"{examples.checksums[row] or examples.inputs[row].name}@{examples.seconds[row]:.3f}"


def _samples(one: Input, rate: int) -> Sound:
    recording = load_recording(one.source)
    return resample(recording.samples, recording.rate, rate)
