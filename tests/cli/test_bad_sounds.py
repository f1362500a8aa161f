"""Sounds that are damaged, strange or none: one sentence each, and the rest is taught."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.running import run
from tests.sounds import RATE, take, write_sounds, write_wav
from tests.taught import write_photos
from understudy import tones
from understudy.model import Model


@pytest.fixture
def sounds(tmp_path: Path) -> Path:
    return write_sounds(tmp_path / "sounds", count=2)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "m.understudy"


def encoded(path: Path, samples: np.ndarray, codec: str, rate: int = 48_000) -> Path:
    """Write one second of sound in a code of FFmpeg's."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        kind = stream.codec_context.format
        full = {"s16": 2**15 - 1, "s32": 2**31 - 1}.get(kind.packed.name)
        whole = samples if full is None else (samples * full).astype(f"<i{kind.bytes}")
        frame = av.AudioFrame.from_ndarray(whole[np.newaxis], kind.name, "mono")
        frame.rate = rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def loud(rate: int) -> np.ndarray:
    return tones.placed(tones.tone(300, 0.3, rate, partials=3), 1.0, rate)


def test_each_bad_file_has_its_sentence(sounds: Path, out: Path) -> None:
    low = sounds / "low"
    (low / "a text.wav").write_text("dear diary", encoding="utf-8")
    (low / "b empty.mp3").touch()
    write_wav(low / "c silence.wav", 0 * take("low"))
    write_wav(low / "d one sample.wav", np.ones(1))
    whole = encoded(low / "e.flac", loud(48_000), "flac").read_bytes()
    (low / "e.flac").unlink()
    (low / "e head.flac").write_bytes(whole[:40])
    (sounds / "empty").mkdir()
    (sounds / "notes").mkdir()
    (sounds / "notes" / "list.txt").write_text("x", encoding="utf-8")
    result = run("teach", sounds, "-o", out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert Model.load(out).labels == ("high", "low")
    said = result.stderr.splitlines()
    assert "Passed over, being no sounds: list.txt" in said
    reasons = said[said.index("7 left out:") + 1 :]
    expected = (
        "a text.wav is not a sound that can be read",
        "b empty.mp3 is empty",
        "c silence.wav has no sound in it, only 1.0 s of silence",
        "d one sample.wav lasts 0.0625 ms, which is too short",
        "e head.flac",
        "empty: a class folder without a sound",
        "notes: a class folder without a sound",
    )
    assert len(reasons) == len(expected)
    for reason, words in zip(reasons, expected, strict=True):
        assert words in reason


def test_strange_sounds_are_taught_like_others(tmp_path: Path, out: Path) -> None:
    root = tmp_path / "sounds"
    for label in ("low", "high"):
        (root / label).mkdir(parents=True)
        one = take(label)
        write_wav(root / label / "clipped.wav", 20 * one)
        write_wav(root / label / "offset.wav", one + 0.3)
        write_wav(root / label / "quiet.wav", 0.03 * one)
        write_wav(root / label / "surround.wav", np.repeat(one[:, np.newaxis], 6, axis=1))
        pitch = 300.0 if label == "low" else 2500.0
        for rate in (8_000, 96_000):
            drawn = tones.placed(tones.tone(pitch, 0.3, rate, partials=3), 1.0, rate)
            write_wav(root / label / f"{rate}.wav", drawn, rate)
    result = run("teach", root, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert "from 12 examples in 12 takes" in result.stderr
    model = Model.load(out)
    for path in sorted(root.rglob("*.wav")):
        assert model.predict(path).best == path.parent.name, path


@pytest.mark.parametrize(("name", "codec"), [("cut.flac", "flac"), ("cut.mp3", "libmp3lame")])
def test_of_a_truncated_file_what_is_there_is_taught(
    sounds: Path, out: Path, name: str, codec: str
) -> None:
    drawn = np.concatenate([loud(48_000)] * 3)
    path = encoded(sounds / "low" / name, drawn, codec)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    result = run("teach", sounds, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert Model.load(out).facts["provenance"]["examples"]["low"] in (3, 4)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.flac", "flac"),
        ("a.mp3", "libmp3lame"),
        ("a.ogg", "libopus"),
        ("a.webm", "libopus"),
        ("a.m4a", "aac"),
    ],
)
def test_every_usual_file_is_recognised(heard: Path, tmp_path: Path, name: str, codec: str) -> None:
    path = encoded(tmp_path / name, loud(48_000), codec)
    result = run("recognize", heard, path, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    (one,) = map(json.loads, result.stdout.splitlines())
    assert one["label"] == "low" or "low" in one["probabilities"]
    assert max(one["probabilities"], key=one["probabilities"].get) == "low"
    assert one["start"] == pytest.approx(0.35, abs=0.1)


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("heard")
    root, out = write_sounds(folder / "sounds", count=2), folder / "m.understudy"
    assert run("teach", root, "-o", out, "--no-cache").exit_code == 0
    return out


def test_pictures_among_sounds_have_to_be_decided_on(sounds: Path, out: Path) -> None:
    write_photos(sounds, labels=("low",), count=1)
    result = run("teach", sounds, "-o", out)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "holds pictures, such as low/0.png, and sounds, such as high/0.wav" in result.stderr
    result = run("teach", sounds, "-o", out, "--kind", "sounds")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].endswith("0.png: a picture, left out among sounds")


def test_the_same_recording_in_two_classes_is_doubtful(sounds: Path, out: Path) -> None:
    (sounds / "low" / "same.wav").write_bytes((sounds / "high" / "0.wav").read_bytes())
    result = run("teach", sounds, "-o", out)
    assert result.exit_code == 1
    assert "The same file is taught as different classes" in result.stderr


def test_nothing_but_silence_is_nothing_done(tmp_path: Path, out: Path) -> None:
    for label in ("low", "high"):
        (tmp_path / "sounds" / label).mkdir(parents=True)
        write_wav(tmp_path / "sounds" / label / "0.wav", np.zeros(RATE))
    result = run("teach", tmp_path / "sounds", "-o", out)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no example could be read. The first: " in result.stderr
    assert "has no sound in it" in result.stderr
    assert not out.exists()


def test_the_second_time_nothing_is_heard_again(
    sounds: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("teach", sounds, "-o", out).exit_code == 0
    first = out.read_bytes()
    monkeypatch.setattr("understudy.training.hearing.load_recording", None)
    assert run("teach", sounds, "-o", out).exit_code == 0
    assert len(out.read_bytes()) == pytest.approx(len(first), rel=0.01)
