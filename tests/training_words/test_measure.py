from pathlib import Path

import numpy as np

from training.words import measure
from training.words.measure import LEAD_SECONDS, RATE, STREAM_SECONDS, Recording
from training.words.utterance import Utterance
from understudy import words
from understudy.media.flac import encode_flac


def test_a_word_in_a_stream_ends_when_it_is_said_to() -> None:
    word = np.full(RATE // 2, 0.01, np.float32)
    stream, last = measure.in_stream(word, np.random.default_rng(0))
    assert len(stream) == STREAM_SECONDS * RATE
    loud = np.flatnonzero(stream > 0.2)
    assert abs(loud[-1] / RATE - last) < 0.01
    assert LEAD_SECONDS[0] <= loud[0] / RATE <= LEAD_SECONDS[1]


def test_recordings_are_named_by_folder_and_speaker(tmp_path: Path) -> None:
    (tmp_path / "seven").mkdir()
    sound = np.zeros(800, np.int16)
    (tmp_path / "seven" / "ada-3.flac").write_bytes(encode_flac(sound, 8000))
    (found,) = measure.recordings(tmp_path)
    assert (found.word, found.speaker, len(found.sound)) == ("seven", "ada", 1600)


def test_noise_is_no_word(beeps: list[Utterance]) -> None:
    model = words.load()
    noise = Recording(np.random.default_rng(0).normal(0, 0.1, RATE).astype(np.float32), "x", "y")
    assert measure.streamed(model, [noise])["missed"] == 100
    assert measure.alarms(model, measure.noises(10)) == 0
    found = measure.accuracy(model, measure.synthesised(beeps))
    assert found["recordings"] == len(beeps)
    assert set(found["by_speaker"]) == {"beeper"}


def test_talk_is_all_that_was_said_with_pauses(beeps: list[Utterance]) -> None:
    said = sum(len(u.samples) for u in beeps)
    assert said < len(measure.talk(beeps)) < said + 4 * RATE
