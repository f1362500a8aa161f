from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.sounds import RATE, Bands, recording, take, write_sounds, write_wav
from understudy import tones
from understudy.errors import DataError
from understudy.project.cache import FeatureCache
from understudy.training.examples import ExampleSet, embed
from understudy.training.gathering import gather
from understudy.training.mixing import Mixed
from understudy.training.noise import under_noise

NOISE = ["noise"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sounds(tmp_path / "sounds", labels=("low", "high", "noise"), count=2)


def shown(
    source: Any, backbone: Bands | None = None, cache: FeatureCache | None = None
) -> ExampleSet:
    return embed(gather(source).inputs, backbone or Bands(), cache=cache, background=NOISE)


def mix(examples: ExampleSet, backbone: Bands | None = None, **options: Any) -> Mixed:
    return under_noise(examples, backbone or Bands(), NOISE, NOISE, **options)


def test_every_example_of_an_ordinary_class_is_there_once_more(folder: Path) -> None:
    examples = shown(folder)
    seen: list[tuple[int, int]] = []
    again = mix(examples, progress=lambda *now: seen.append(now))
    assert [examples.labels[row] for row in again.rows] == ["high"] * 2 + ["low"] * 2
    assert again.features.shape == (4, 4)
    assert again.features.medium == "sound"
    assert seen == [(done, 4) for done in range(1, 5)]
    before, after = np.asarray(examples.features)[again.rows], np.asarray(again.features)
    assert (after[:, 3] > before[:, 3] + 1).all()  # noise where a tone has nothing
    np.testing.assert_array_equal(again.features, mix(examples).features)


def test_sounds_in_memory_are_mixed_too() -> None:
    given = {label: [recording(label, number) for number in range(2)] for label in ("low", "noise")}
    again = mix(shown(given))
    assert again.features.shape == (2, 4)


def test_more_noise_leaves_most_as_they_are(folder: Path) -> None:
    write_wav(folder / "low" / "many.wav", take("low", 3, count=30))
    before = mix(shown(folder))
    write_wav(folder / "noise" / "9.wav", tones.noise(0.7, RATE, 9))
    after = mix(shown(folder))
    same = (np.asarray(before.features) == np.asarray(after.features)).all(axis=1)
    assert 0.5 < same.mean() < 1


def test_what_was_mixed_is_kept(folder: Path, tmp_path: Path) -> None:
    backbone = Bands()
    with FeatureCache(tmp_path / "features.sqlite") as cache:
        first = mix(shown(folder, backbone, cache), backbone, cache=cache)
        asked = backbone.asked
        again = mix(shown(folder, backbone, cache), backbone, cache=cache)
    assert backbone.asked == asked
    np.testing.assert_array_equal(first.features, again.features)


def test_without_noise_there_is_nothing_to_mix(folder: Path) -> None:
    examples = shown(folder)
    with pytest.raises(DataError, match="no background class whose noise"):
        under_noise(examples, Bands(), ["motor"], ["motor"])
