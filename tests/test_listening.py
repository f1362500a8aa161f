"""`understudy.listen`, on sounds that need no microphone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import understudy
from tests import heard
from tests.heard import recording, whistles
from tests.sources.playing import Played
from tests.taught import tiny
from understudy import words
from understudy.errors import DataError, MediaError
from understudy.listening import listen, load_listening
from understudy.live.listener import Hearing
from understudy.media.sound import Recording

SOUNDS = recording(0.5, ("hum", 0.4), 0.5, ("whistle", 1.0), 0.5)


def played() -> Played:
    return Played(SOUNDS, heard.RATE)


def fired(hearings: list[Hearing]) -> list[str]:
    return [one.label for one in hearings if one.label]


def test_every_window_is_given_with_every_score() -> None:
    hearings = list(understudy.listen(whistles(), played()))
    assert fired(hearings) == ["hum", "whistle"]
    assert set(hearings[0].scores) == {"hum", "noise", "whistle"}
    assert len(hearings) > 2.9 / 0.05
    spans = [(one.ended.start, one.ended.end) for one in hearings if one.ended]
    assert spans == [
        (pytest.approx(0.5, abs=0.03), pytest.approx(0.9, abs=0.03)),
        (pytest.approx(1.4, abs=0.03), pytest.approx(2.4, abs=0.03)),
    ]


def test_a_recording_in_a_file(tmp_path: Path) -> None:
    path = heard.write(tmp_path / "a.flac", 0.5, ("hum", 0.4), 0.5)
    model = whistles().save(tmp_path / "whistles.understudy")
    assert fired(list(listen(model, path))) == ["hum"]


def test_a_recording_in_memory_as_for_predict() -> None:
    whole = (SOUNDS * 32767).astype(np.int16)
    for source in ((SOUNDS, heard.RATE), (whole, heard.RATE), Recording(SOUNDS, heard.RATE)):
        assert fired(list(listen(whistles(), source))) == ["hum", "whistle"]
    with pytest.raises(DataError, match=r"does not say how many samples a second it has"):
        listen(whistles(), SOUNDS)  # type: ignore[call-overload]
    with pytest.raises(DataError, match="got dict"):
        listen(whistles(), {})  # type: ignore[call-overload]


def test_an_event_is_as_sure_when_it_is_over_as_when_it_fired() -> None:
    hearings = list(listen(whistles(), played()))
    begun = [one.event.confidence for one in hearings if one.event]
    assert begun == [one.ended.confidence for one in hearings if one.ended]


def test_settings_count() -> None:
    assert fired(list(listen(whistles(), played(), suppress_ms=5000))) == ["hum"]
    noisy = fired(list(listen(whistles(), played(), noise_and_unknown=True)))
    assert noisy == ["noise", "hum", "noise", "whistle", "noise"]
    few = list(listen(whistles(), played(), overlap=0.0))
    assert len(few) < len(list(listen(whistles(), played()))) / 2
    assert few[0].spectrogram is None
    assert all(
        one.spectrogram is not None for one in listen(whistles(), played(), spectrogram=True)
    )


def test_a_callback_gets_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    hearings: list[Hearing] = []
    sounds = played()
    assert listen(whistles(), sounds, callback=hearings.append) is None
    assert fired(hearings) == ["hum", "whistle"]
    assert sounds.ended


def test_a_callback_that_raises_ends_the_source() -> None:
    def fail(hearing: Hearing) -> None:
        raise RuntimeError("of the user's own")

    sounds = played()
    with pytest.raises(RuntimeError) as kept:
        listen(whistles(), sounds, callback=fail)
    assert kept.traceback
    assert sounds.ended


def test_leaving_the_loop_ends_the_source() -> None:
    sounds = played()
    hearings = listen(whistles(), sounds)
    next(iter(hearings))
    hearings.close()  # type: ignore[attr-defined]
    assert sounds.ended


def test_without_a_model_it_is_the_ready_made_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "load", whistles)
    assert fired(list(listen(source=played()))) == ["hum", "whistle"]
    assert load_listening("words") is whistles()


def test_bad_input_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="probability threshold is 2"):
        listen(whistles(), threshold=2)
    with pytest.raises(MediaError, match="is not there"):
        listen(whistles(), tmp_path / "a.wav")
    with pytest.raises(DataError, match="recognises pictures"):
        listen(tiny())
