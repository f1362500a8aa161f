from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests import heard
from understudy.errors import MediaError
from understudy.media.sound import Recording
from understudy.sources.sound import BLOCK_SECONDS, SoundFile, SoundInMemory


def test_a_recording_comes_in_blocks_at_the_rate_that_is_wanted(tmp_path: Path) -> None:
    path = heard.write(tmp_path / "a.flac", 0.3, ("hum", 0.5), 0.33)
    blocks = list(SoundFile(path, 16_000))
    assert {block.rate for block in blocks} == {16_000}
    assert {len(block.samples) for block in blocks[:-1]} == {round(BLOCK_SECONDS * 16_000)}
    assert sum(len(block.samples) for block in blocks) == round(1.13 * 16_000)
    whole = np.concatenate([block.samples for block in blocks])
    assert np.abs(whole[5600:12_000]).max() > 10 * np.abs(whole[:4000]).max()


def test_it_can_be_closed_and_taken_again(tmp_path: Path) -> None:
    sounds = SoundFile(heard.write(tmp_path / "a.flac", 1.0), heard.RATE)
    taken = 0
    with closing(iter(sounds)) as stream:
        for _ in stream:
            taken += 1
            sounds.close()
    assert taken == 1
    (tmp_path / "a.flac").unlink()  # also on Windows: it is not held


def test_what_can_not_be_read_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"nonsense")
    sounds = SoundFile(path, 16_000)
    with pytest.raises(MediaError, match=r"a\.wav"):
        next(iter(sounds))


def test_what_is_in_memory_comes_in_blocks_too() -> None:
    samples = np.arange(3000, dtype=np.float32) / 3000
    sounds = SoundInMemory(Recording(samples, 16_000))
    blocks = list(sounds)
    assert [len(block.samples) for block in blocks] == [1280, 1280, 440]
    assert {block.rate for block in blocks} == {16_000}
    assert np.array_equal(np.concatenate([block.samples for block in blocks]), samples)
    sounds.close()
    assert list(sounds) == []
