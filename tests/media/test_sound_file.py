import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.media.sounds import encoded, noise, pcm, tone, wav
from understudy.errors import MediaError
from understudy.media import sound_file as module
from understudy.media.flac import encode_flac
from understudy.media.sound import read_sound

FILES: dict[str, Callable[[], bytes]] = {
    "wav": lambda: wav(pcm(tone())),
    "wav of floats": lambda: encoded(tone(), "wav", "pcm_f32le"),
    "flac": lambda: encode_flac(tone(), 16000),
    "mp3": lambda: encoded(tone(), "mp3", "libmp3lame"),
    "ogg": lambda: encoded(tone(rate=48000), "ogg", "libopus", 48000),
    "webm": lambda: encoded(tone(rate=48000), "webm", "libopus", 48000),
    "m4a": lambda: encoded(tone(), "ipod", "aac"),
    "aac": lambda: encoded(tone(), "adts", "aac"),
    "aiff": lambda: encoded(tone(), "aiff", "pcm_s16be"),
    "au": lambda: encoded(tone(), "au", "pcm_s16be"),
    "caf": lambda: encoded(tone(), "caf", "pcm_s16le"),
    "w64": lambda: encoded(tone(), "w64", "pcm_s16le"),
}


@cache
def file(kind: str) -> bytes:
    return FILES[kind]()


@pytest.mark.parametrize("kind", FILES)
def test_every_kind_of_file(kind: str) -> None:
    found = read_sound(file(kind), 16000).samples
    assert found.dtype == np.float32
    assert len(found) / 16000 == pytest.approx(1, abs=0.12)  # some begin and end with silence
    spectrum = np.abs(np.fft.rfft(found[4000:12000]))
    assert np.argmax(spectrum) * 2 == pytest.approx(440, abs=2)
    assert np.sqrt(np.mean(found[4000:12000] ** 2)) == pytest.approx(0.354, abs=0.03)


@pytest.mark.parametrize(
    ("codec", "error"),
    [
        *[("pcm_u8", 1e-2), ("pcm_s24le", 1e-6), ("pcm_s32le", 1e-7), ("pcm_f32le", 0)],
        *[("pcm_f64le", 0), ("pcm_mulaw", 3e-2), ("pcm_s64le", 1e-7)],
    ],
)
def test_every_size_of_sample(codec: str, error: float) -> None:
    found = read_sound(encoded(tone(), "wav", codec)).samples[:16000]
    assert np.abs(found - tone()).max() <= error


@pytest.mark.parametrize(("layout", "count"), [("stereo", 2), ("5.1", 6), ("7.1", 8)])
@pytest.mark.parametrize(("container", "codec"), [("wav", "pcm_s16le"), ("flac", "flac")])
def test_channels_are_averaged(layout: str, count: int, container: str, codec: str) -> None:
    planes = np.stack([tone(0.2, 200 * (channel + 1)) for channel in range(count)])
    found = read_sound(encoded(planes, container, codec, layout=layout)).samples
    np.testing.assert_allclose(found, planes.mean(axis=0), atol=5e-5)


def test_eight_planes_do_not_crash() -> None:
    planes = np.stack([tone(0.5, rate=48000)] * 8)
    for container, codec in (("ipod", "aac"), ("webm", "libopus")):
        found = read_sound(encoded(planes, container, codec, 48000, "7.1")).samples
        middle = found[8000:20000]  # the eighth, for low notes, loses the others' high ones
        assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.354, rel=0.15)


def test_channels_upside_down_cancel() -> None:
    stereo = np.stack([pcm(tone()), -pcm(tone())], axis=1)
    assert not read_sound(wav(stereo)).samples.any()


def test_samples_that_are_no_numbers_are_silent(caplog: pytest.LogCaptureFixture) -> None:
    samples = tone(0.1)
    samples[[3, 5, 7]] = np.nan, np.inf, -np.inf
    samples[9], samples[11] = 1e30, -7
    with caplog.at_level(logging.WARNING):
        found = read_sound(encoded(samples, "wav", "pcm_f32le"), name="odd.wav").samples
    assert found[[3, 5, 7, 9, 11]].tolist() == [0, 0, 0, 1, -1]
    np.testing.assert_array_equal(found[20:], samples[20:])
    assert "odd.wav has 3 samples that are no numbers" in caplog.text


LONG: dict[str, tuple[str, str, int]] = {
    "flac": ("flac", "flac", 16000),
    "mp3": ("mp3", "libmp3lame", 16000),
    "ogg": ("ogg", "libopus", 48000),
    "webm": ("webm", "libopus", 48000),
    "aac": ("adts", "aac", 16000),
    "wav of floats": ("wav", "pcm_f32le", 16000),
}


@pytest.mark.parametrize("kind", LONG)
def test_of_a_cut_off_file_what_can_be_decoded_is_used(
    kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    container, codec, rate = LONG[kind]
    data = encoded(noise(4, -20, rate), container, codec, rate)
    with caplog.at_level(logging.WARNING):
        assert read_sound(data).seconds == pytest.approx(4, abs=0.1)
        assert not caplog.text
        found = read_sound(data[: len(data) * 3 // 4], 16000, name="a.snd")
    assert 1.8 < found.seconds < 3.3
    # A raw stream, and pages that are complete, don't say that there was more.
    assert ("a.snd " in caplog.text) == (kind != "ogg")


def test_of_a_cut_off_wav_what_is_there_is_used() -> None:
    found = read_sound(file("wav")[:-1001])
    np.testing.assert_array_equal(found.samples, (pcm(tone()) / 32768)[:15499])


def test_damaged_parts_are_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    data = bytearray(encode_flac(noise(4, -20), 16000))
    middle = (8192 + len(data)) // 2
    data[middle : middle + 20_000] = b"\xff" * 20_000
    with caplog.at_level(logging.WARNING):
        found = read_sound(bytes(data), name="a.flac")
    assert 2 < found.seconds < 4
    assert "a.flac " in caplog.text


def test_a_cut_off_m4a_has_no_index() -> None:
    with pytest.raises(MediaError, match="or it is cut off; expected wav, flac"):
        read_sound(file("m4a")[:-2000])


@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.flac", "a.ogg", "a.m4a", "a.aac"])
def test_anything_else_under_the_name_of_a_sound(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    for data in (b"dear diary" * 999, b"\x89PNG\r\n\x1a\n" + bytes(999), bytes(5000), b"\n" * 5000):
        path.write_bytes(data)
        with pytest.raises(MediaError) as caught:
            read_sound(path)
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["list.wav", "list.m3u8", "list.mp3"])
def test_a_playlist_is_not_followed(tmp_path: Path, name: str) -> None:
    (tmp_path / "real.wav").write_bytes(file("wav"))
    for text in (
        "ffconcat version 1.0\nfile real.wav\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nreal.wav\n#EXT-X-ENDLIST\n",
        '<?xml version="1.0"?><MPD><Period/></MPD>',
        "v=0\nm=audio 5004 RTP/AVP 0\n",
    ):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        with pytest.raises(MediaError):
            read_sound(path)


def test_a_file_without_samples() -> None:
    for data in (wav(np.zeros(0, np.int16)), encode_flac(np.zeros(0, np.int16), 16000)):
        with pytest.raises(MediaError, match=r"no sound that can be decoded|is not a sound"):
            read_sound(data)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    stereo = wav(np.zeros((1000, 2), np.int16))
    monkeypatch.setattr(module, "MAX_SOUND_CHANNELS", 2)
    assert read_sound(stereo).seconds > 0
    monkeypatch.setattr(module, "MAX_SOUND_CHANNELS", 1)
    with pytest.raises(MediaError, match="has 2 channels, over the limit of 1"):
        read_sound(stereo)
    for rate in (100, 3999, 384_001):
        with pytest.raises(MediaError, match=f"has {rate} samples a second; expected 4000"):
            read_sound(wav(pcm(tone()), rate))


FUZZED = ("wav", "wav of floats", "flac", "mp3", "ogg", "m4a", "aiff")


@given(
    st.sampled_from(FUZZED),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
    st.booleans(),
    st.floats(0, 1),
    st.sampled_from([None, 16000]),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_changed_and_cut_off_sounds(
    kind: str,
    changes: list[tuple[float, int]],
    at_start: bool,
    share: float,
    rate: int | None,
) -> None:
    data = bytearray(file(kind))
    reach = 200 if at_start else len(data) - 1  # headers are where most goes wrong
    for where, value in changes:
        data[round(where * reach)] = value
    try:
        samples = read_sound(bytes(data[: max(1, round(share * len(data)))]), rate).samples
    except MediaError as error:
        assert "\n" not in str(error)  # noqa: PT017 - that none is raised is right as well
    else:
        assert np.isfinite(samples).all()


@given(
    st.binary(min_size=1, max_size=3000), st.sampled_from([b"", b"RIFF", b"fLaC", b"OggS", b"ID3"])
)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_bytes(data: bytes, start: bytes) -> None:
    try:
        assert np.isfinite(read_sound(start + data).samples).all()
    except MediaError as error:
        assert "\n" not in str(error)  # noqa: PT017
