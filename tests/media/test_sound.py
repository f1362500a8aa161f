import logging
import os
import threading
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from tests.media.conftest import DrawVideo
from tests.media.sounds import encoded, noise, pcm, tone, wav
from understudy.errors import MediaError
from understudy.media import sound as module
from understudy.media.flac import encode_flac
from understudy.media.part import Part
from understudy.media.recent import RecentArrays
from understudy.media.sound import (
    Recording,
    SoundInfo,
    cut,
    probe_sound,
    read_part,
    read_sound,
    sound_blocks,
)
from understudy.media.sound_events import find_events

ALL = np.arange(-32768, 32768, dtype=np.int16)


def test_16_bit_samples_are_exact() -> None:
    recording = read_sound(wav(ALL, 8000))
    assert recording.samples.dtype == np.float32
    np.testing.assert_array_equal(recording.samples, ALL / 32768)
    assert recording.rate == 8000
    assert recording.seconds == 8.192


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 44100, 48000, 96000, 192000])
def test_rates_are_kept_or_changed(rate: int) -> None:
    data = wav(pcm(tone(0.5, rate=rate)), rate)
    assert read_sound(data).rate == rate
    found = read_sound(data, 16000)
    assert found.rate == 16000
    assert found.seconds == pytest.approx(0.5, abs=1e-4)
    inside = slice(800, -800)
    assert np.abs(found.samples - tone(len(found.samples) / 16000))[inside].max() < 1e-3


def test_a_path_and_bytes_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "späť [1].flac"
    path.write_bytes(encode_flac(ALL, 16000))
    found = read_sound(str(path)), read_sound(path), read_sound(path.read_bytes())
    for one in found:
        np.testing.assert_array_equal(one.samples, ALL / 32768)


def test_a_sound_is_in_memory_once() -> None:
    data = encode_flac(np.zeros(120 * 48000, np.int16), 48000)
    read_sound(data)  # what is only loaded once
    tracemalloc.start()
    try:
        found = read_sound(data)
        assert tracemalloc.get_traced_memory()[1] < 1.5 * found.samples.nbytes
        tracemalloc.reset_peak()
        find_events(found.samples, found.rate)
        assert tracemalloc.get_traced_memory()[1] < 2 * found.samples.nbytes
    finally:
        tracemalloc.stop()


def test_one_sample_is_a_sound() -> None:
    assert read_sound(wav(np.array([16384], np.int16))).samples.tolist() == [0.5]
    assert len(read_sound(wav(np.array([16384], np.int16), 48000), 16000).samples) == 1


def test_of_a_file_with_a_limit_too_many_hours_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(encode_flac(tone(2), 16000))
    monkeypatch.setattr(module, "MAX_SOUND_SECONDS", 2)
    assert read_sound(path).seconds == 2
    monkeypatch.setattr(module, "MAX_SOUND_SECONDS", 1.8)
    with pytest.raises(MediaError, match=r"a\.flac is longer than 0\.0005 hours.*Cut it"):
        read_sound(path)
    assert sum(map(len, sound_blocks(path, 16000))) == 32000  # which needs no memory
    monkeypatch.setattr(module, "MAX_SOUND_SECONDS", 2)
    monkeypatch.setattr(module, "MAX_SOUND_SAMPLES", 31999)
    with pytest.raises(MediaError, match="limit at 16000 samples a second"):
        read_sound(path)


def test_a_missing_or_empty_file(tmp_path: Path) -> None:
    for use in (read_sound, probe_sound, lambda p: next(sound_blocks(p, 16000))):
        with pytest.raises(MediaError, match="does not exist"):
            use(tmp_path / "a.wav")
        with pytest.raises(MediaError, match="is a folder"):
            use(tmp_path)
    with pytest.raises(MediaError, match=r"^The sound is empty"):
        read_sound(b"")
    with pytest.raises(MediaError, match=r"^dropped\.wav is empty"):
        read_sound(b"", name="dropped.wav")


@pytest.mark.parametrize("size", [1, 100, 512, 700, 5000])
def test_blocks_have_one_size_but_the_last(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(wav(ALL[:3000], 16000))
    blocks = list(sound_blocks(path, 16000, size / 16000))
    assert {len(block) for block in blocks[:-1]} <= {size}
    assert 0 < len(blocks[-1]) <= size
    np.testing.assert_array_equal(np.concatenate(blocks), ALL[:3000] / 32768)


def test_blocks_at_another_rate(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(wav(pcm(tone(1, rate=44100)), 44100))
    blocks = list(sound_blocks(path, 16000))
    assert [len(block) for block in blocks] == [1280] * 12 + [640]
    np.testing.assert_allclose(np.concatenate(blocks), read_sound(path, 16000).samples)
    with pytest.raises(ValueError, match="have no samples"):
        sound_blocks(path, 16000, 0)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to see open files")
def test_the_file_is_closed_whatever_happens(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(encode_flac(ALL, 16000))
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    blocks = sound_blocks(path, 16000)
    next(blocks)
    blocks.close()  # type: ignore[attr-defined]
    read_sound(path)
    probe_sound(path)
    path.write_bytes(b"x")
    with pytest.raises(MediaError):
        read_sound(path)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_the_header_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(wav(np.zeros((4410, 2), np.int16), 44100))
    assert probe_sound(str(path)) == SoundInfo(0.1, 44100, 2, "pcm_s16le")
    path.write_bytes(encode_flac(tone(1), 16000))
    assert probe_sound(path) == SoundInfo(1.0, 16000, 1, "flac")
    path.write_bytes(encoded(tone(1, rate=48000), "webm", "libopus", 48000))
    info = probe_sound(path)
    assert (info.rate, info.channels) == (48000, 1)
    assert info.duration == pytest.approx(1, abs=0.05)


def test_a_cut_is_zero_outside_the_sound() -> None:
    samples = np.arange(1, 11, dtype=np.float32)
    assert cut(samples, 10, 0.5, 0.4).tolist() == [4, 5, 6, 7]
    assert cut(samples, 10, 0.0, 0.4).tolist() == [0, 0, 1, 2]
    assert cut(samples, 10, 1.0, 0.4).tolist() == [9, 10, 0, 0]
    assert cut(samples, 10, 0.5, 2.0).tolist() == [0] * 5 + samples.tolist() + [0] * 5
    for far in (-5.0, 5.0):
        assert cut(samples, 10, far, 0.3).tolist() == [0, 0, 0]


@pytest.fixture
def decodings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list of what was decoded; nothing is kept from other tests."""
    found: list[Path] = []
    read = module.read_sound

    def counting(source: Path, rate: int | None = None) -> Recording:
        found.append(source)
        return read(source, rate)

    monkeypatch.setattr(module, "read_sound", counting)
    monkeypatch.setattr(module, "_recent", RecentArrays(10**6))
    return found


def test_many_parts_cost_one_decoding(tmp_path: Path, decodings: list[Path]) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(encode_flac(ALL, 16000))
    wanted = read_sound(path).samples

    def read(index: int) -> None:
        part = read_part(Part(path, 1 + index / 100), 0.5, 16000)
        begin = round((0.75 + index / 100) * 16000)
        np.testing.assert_array_equal(part, wanted[begin : begin + 8000])

    threads = [threading.Thread(target=read, args=(index,)) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert decodings == [path]
    part = read_part(Part(path, 1), 0.5, 16000)
    part[:] = 0  # it is the caller's own
    read(0)
    read_part(Part(path, 1), 0.5, 8000)
    assert decodings == [path, path]  # another rate


def test_a_recording_that_changed_is_decoded_again(tmp_path: Path, decodings: list[Path]) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(wav(ALL))
    assert read_part(Part(path, 1), 0.5, 16000)[0] != 0
    path.write_bytes(wav(ALL[:1000]))
    assert not read_part(Part(path, 1), 0.5, 16000).any()
    path.unlink()
    with pytest.raises(MediaError, match="does not exist"):
        read_part(Part(path, 1), 0.5, 16000)


def test_the_sound_of_a_video(draw_video: DrawVideo) -> None:
    av = pytest.importorskip("av")
    with pytest.raises(MediaError, match="has no sound in it, only video"):
        read_sound(draw_video("silent.mp4"))
    path = draw_video("both.mkv").with_name("talking.mp4")
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=10)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        track = container.add_stream("aac", rate=44100, layout="mono")
        for _ in range(10):
            picture = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="rgb24")
            container.mux(video.encode(picture))
        frame = av.AudioFrame.from_ndarray(tone(1, rate=44100)[None], "fltp", "mono")
        frame.rate = 44100
        container.mux(track.encode(frame))
        container.mux(video.encode(None))
        container.mux(track.encode(None))
    found = read_sound(path)
    assert found.rate == 44100
    assert found.seconds == pytest.approx(1, abs=0.06)
    assert np.sqrt(np.mean(found.samples[8000:36000] ** 2)) == pytest.approx(0.354, abs=0.02)


def test_the_length_in_the_header_is_not_believed(caplog: pytest.LogCaptureFixture) -> None:
    data = bytearray(wav(ALL[:1000]))
    for size in (0, 10, 2**31, 2**32 - 1):
        data[40:44] = size.to_bytes(4, "little")
        with caplog.at_level(logging.WARNING):
            found = read_sound(bytes(data)).samples
        wanted = ALL[:5] if size == 10 else ALL[:1000]
        np.testing.assert_array_equal(found[: len(wanted)], wanted / 32768)
        assert len(found) <= 1000


def test_silence_dc_and_clipping_are_sounds() -> None:
    for level in (0.0, 0.3, -1.0):
        samples = np.full(1000, level, np.float32)
        np.testing.assert_allclose(read_sound(wav(pcm(samples))).samples, samples, atol=2e-5)
    clipped = np.clip(noise(0.1, 0), -1, 1)
    np.testing.assert_allclose(read_sound(wav(pcm(clipped))).samples, clipped, atol=4e-5)
