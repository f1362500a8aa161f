import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.media.sounds import noise, pcm, tone
from understudy.errors import MediaError
from understudy.media.flac import encode_flac, from_pcm, to_pcm, write_flac

ALL = np.arange(-32768, 32768, dtype=np.int16)


def decoded(data: bytes) -> tuple[np.ndarray, int]:
    """Decode with FFmpeg directly: int16 [n] and the rate."""
    with pytest.importorskip("av").open(io.BytesIO(data)) as container:
        frames = list(container.decode(audio=0))
        return np.concatenate([frame.to_ndarray()[0] for frame in frames]), frames[0].sample_rate


@pytest.mark.parametrize("rate", [8000, 11025, 44100, 48000, 96000, 192000])
def test_every_16_bit_sample_comes_back(rate: int) -> None:
    samples = np.random.default_rng(0).permutation(ALL)
    found, found_rate = decoded(encode_flac(samples, rate))
    np.testing.assert_array_equal(found, samples)
    assert found_rate == rate


@pytest.mark.parametrize("count", [1, 15, 4608, 70_001])
def test_any_length(count: int) -> None:
    samples = pcm(noise(5, -20))[:count]
    np.testing.assert_array_equal(decoded(encode_flac(samples, 16000))[0], samples)


def test_it_is_smaller_than_the_samples() -> None:
    assert len(encode_flac(tone(4), 16000)) < 4 * 16000


def test_float_and_16_bit_are_the_same_sound() -> None:
    assert from_pcm(ALL).dtype == np.float32
    assert (from_pcm(ALL)[0], from_pcm(ALL)[32768]) == (-1, 0)
    np.testing.assert_array_equal(to_pcm(from_pcm(ALL)), ALL)
    np.testing.assert_array_equal(decoded(encode_flac(from_pcm(ALL), 8000))[0], ALL)


def test_what_is_beyond_full_scale_is_clipped() -> None:
    strange = np.array([1, 2, -2, np.inf, -np.inf, np.nan], np.float32)
    assert to_pcm(strange).tolist() == [32767, 32767, -32768, 32767, -32768, 0]


def test_a_file_is_written_block_by_block(tmp_path: Path) -> None:
    path = tmp_path / "ä.flac"
    write_flac(path, np.array_split(ALL, 7), 44100)
    np.testing.assert_array_equal(decoded(path.read_bytes())[0], ALL)
    with pytest.importorskip("av").open(str(path)) as container:
        assert container.duration == pytest.approx(65536 / 44100 * 1e6, abs=10)  # in its header


def test_a_failure_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(b"old")

    def blocks() -> Iterator[np.ndarray]:
        yield ALL
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        write_flac(path, blocks(), 16000)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="can't be written"):
        write_flac(tmp_path / "missing" / "a.flac", [ALL], 16000)
    with pytest.raises(MediaError, match="FLAC can't have 2000000 samples a second"):
        encode_flac(ALL, 2_000_000)
