from pathlib import Path

import numpy as np
import pytest

from tests.sounds import RATE, take, write_wav
from understudy.errors import DataError, MediaError
from understudy.media.recordings import as_recordings, is_one, load_recording
from understudy.media.sound import Recording

ONE = take("low")


def test_one_or_several_in_any_mix(tmp_path: Path) -> None:
    pair, whole = (ONE, RATE), Recording(ONE, RATE)
    for one in ("a.wav", Path("a.wav"), b"RIFF", pair, [ONE, RATE], whole):
        assert is_one(one)
        assert as_recordings(one)[0] is one
    assert as_recordings(["a.wav", pair]) == ["a.wav", pair]
    assert as_recordings(name for name in "ab") == ["a", "b"]
    assert as_recordings([]) == []
    with pytest.raises(DataError, match=r"got int\."):
        as_recordings(3)


def test_samples_alone_do_not_say_their_rate() -> None:
    for wrong in (as_recordings, load_recording):
        with pytest.raises(DataError, match=r"give \(samples, rate\), for example"):
            wrong(ONE)


def test_a_file_and_what_is_in_it_are_the_same(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", ONE)
    for source in (path, str(path), path.read_bytes()):
        found = load_recording(source)
        assert (found.rate, found.seconds) == (RATE, 1.0)
        np.testing.assert_allclose(found.samples, ONE, atol=1e-4)
    with pytest.raises(MediaError, match="does not exist"):
        load_recording(tmp_path / "none.wav")
    with pytest.raises(DataError, match=r"one\.wav lasts 0\.0625 ms"):
        load_recording(write_wav(tmp_path / "one.wav", ONE[:1]))


@pytest.mark.parametrize("kind", ["uint8", "int16", "int32", "float32", "float64"])
def test_samples_of_any_kind_are_floats_of_full_scale(kind: str) -> None:
    scale = {"uint8": 128, "int16": 2**15, "int32": 2**31}.get(kind, 1)
    offset = 128 if kind == "uint8" else 0
    samples = (ONE.astype(np.float64) * scale * 0.99 + offset).astype(kind)
    found = load_recording((samples, RATE))
    assert found.samples.dtype == np.float32
    np.testing.assert_allclose(found.samples, 0.99 * ONE, atol=0.01)


def test_channels_are_averaged() -> None:
    stereo = np.stack([ONE, np.zeros_like(ONE)], axis=1)
    np.testing.assert_allclose(load_recording((stereo, 44_100.0)).samples, ONE / 2)
    assert load_recording((stereo, 44_100.0)).rate == 44_100


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ((ONE[:0], RATE), "has no samples"),
        ((np.zeros((2, 16_000), np.float32), RATE), r"has shape \[2, 16000\]; expected"),
        ((np.zeros((3, 2, 2), np.float32), RATE), r"has shape \[3, 2, 2\]"),
        ((ONE > 0, RATE), "has dtype bool"),
        ((ONE * 32768, RATE), r"has values up to 13\d+.*Divide them"),
        ((np.full(9, np.nan, np.float32), RATE), "has values up to nan"),
        ((ONE, 0), "a rate of 0 samples"),
        ((ONE, 16_000.5), "a rate of 16000.5"),
        (Recording(ONE, 1), "a rate of 1 samples"),
        (3, r"a path or a pair \(samples, rate\); got int"),
        ((RATE, ONE), r"got tuple"),
        ((ONE[:1], RATE), r"The sound lasts 0\.0625 ms, which is too short.*5 ms or more"),
    ],
)
def test_what_is_no_sound_is_refused_in_one_sentence(source: object, said: str) -> None:
    with pytest.raises(DataError, match=said):
        load_recording(source)
