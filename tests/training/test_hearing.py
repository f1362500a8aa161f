from pathlib import Path

import numpy as np
import pytest

from tests.sounds import RATE, Bands, draw, take, write_sounds, write_wav
from understudy import tones
from understudy.errors import DataError, MediaError
from understudy.media.sound import Recording
from understudy.project.cache import FeatureCache
from understudy.training import hearing
from understudy.training.gathering import Input, gather
from understudy.training.hearing import Cut, all_events, cut_of, no_sound, table_of

SILENCE = np.zeros(2 * RATE, np.float32)


def given(source: object, label: str = "low", **more: object) -> Input:
    return Input(source, label, str(source) if isinstance(source, Path) else "it", **more)  # type: ignore[arg-type]


def test_a_word_is_one_example_and_noise_is_cut_everywhere() -> None:
    backbone = Bands()
    one = given((take("low", count=3), RATE))
    word, noise = cut_of(one, backbone, ()), cut_of(one, backbone, iter(["low"]))
    table = table_of(one, backbone, word)
    assert table.shape == (3, 5)
    assert table.dtype == np.float32
    np.testing.assert_allclose(table[:, -1], [0.5, 1.5, 2.5], atol=0.15)
    everywhere = table_of(one, backbone, noise)[:, -1]
    np.testing.assert_allclose(np.diff(everywhere), 0.2, atol=1e-5)
    assert len(everywhere) == 13


def test_what_the_studio_cut_is_cut_there() -> None:
    one = given((SILENCE, RATE), centres=(0.25, 1.0))
    cut = cut_of(one, Bands(), ["low"])
    assert table_of(one, Bands(), cut)[:, -1].tolist() == [0.25, 1.0]


def test_short_windows_are_many_within_a_sound() -> None:
    backbone = Bands(window=0.1)
    backbone.step = 0.02
    one = given((take("low"), RATE))
    places = table_of(one, backbone, cut_of(one, backbone, ()))[:, -1]
    assert 5 <= len(places) <= 20
    assert 0.25 < places.min() < places.max() < 0.75


def test_all_that_decides_the_places_is_in_the_key() -> None:
    keys = {
        Cut(1.5, 0.25, False).key,
        Cut(1.5, 0.25, True).key,
        Cut(1.5, 0.5, False).key,
        Cut(0.1, 0.25, False).key,
        Cut(1.5, 0.25, False, (1.0,)).key,
        Cut(1.5, 0.25, False, (1.0, 2.0)).key,
        Cut(0.1, 0.25, False, (1.0, 2.0)).key,
    }
    assert len(keys) == 7
    assert Cut(1.5, 0.25, True, (1.0,)).key == Cut(1.5, 0.5, False, (1.0,)).key


def test_silence_is_no_example_unless_it_is_background() -> None:
    one = given((SILENCE, RATE))
    with pytest.raises(DataError, match=r"It has no sound in it, only 2\.0 s of silence.*--backg"):
        table_of(one, Bands(), cut_of(one, Bands(), ()))
    assert len(table_of(one, Bands(), cut_of(one, Bands(), ["low"]))) == 8
    assert "only 0.0625 ms of" in no_sound(Recording(SILENCE[:1], RATE))


@pytest.mark.parametrize("rate", [8_000, 44_100, 96_000])
def test_any_rate_gives_the_same_features(rate: int) -> None:
    tone = tones.placed(tones.tone(300, 0.3, rate, partials=3), 1.0, rate)
    expected = tones.placed(tones.tone(300, 0.3, RATE, partials=3), 1.0, RATE)
    rows = [
        table_of(one, Bands(), cut_of(one, Bands(), ()))
        for one in (given((tone, rate)), given((expected, RATE)))
    ]
    np.testing.assert_allclose(rows[0][0, 0], rows[1][0, 0], atol=0.2)


def test_a_constant_part_and_clipping_change_nothing_that_counts() -> None:
    loud = take("high") * 50
    for sound in (take("high") + 0.4, np.clip(loud, -1, 1)):
        one = given((sound.astype(np.float32), RATE))
        (row,) = table_of(one, Bands(), cut_of(one, Bands(), ()))
        assert row[2] > row[1]
        assert row[-1] == pytest.approx(0.5, abs=0.15)


def test_a_file_that_is_no_sound_says_so(tmp_path: Path) -> None:
    bad = tmp_path / "bad.wav"
    bad.write_text("dear diary", encoding="utf-8")
    with pytest.raises(MediaError, match=r"bad\.wav is not a sound"):
        table_of(given(bad), Bands(), cut_of(given(bad), Bands(), ()))


def test_events_are_found_once_and_not_of_background(tmp_path: Path) -> None:
    root = write_sounds(tmp_path / "sounds", labels=("high", "low", "noise"), count=2, sounds=2)
    (root / "low" / "bad.wav").write_text("dear diary", encoding="utf-8")
    write_wav(root / "low" / "quiet.wav", SILENCE)
    inputs = gather(root).inputs
    seen: list[tuple[int, int]] = []
    with FeatureCache(tmp_path / "features.sqlite") as cache:
        first = all_events(inputs, ["noise"], cache, lambda *now: seen.append(now))
        counts = {label: sorted(map(len, events)) for label, events in first.items()}
        assert counts == {"high": [2, 2], "low": [0, 0, 2, 2]}
        assert seen == [(done, 6) for done in range(1, 7)]
        for path in root.rglob("*.wav"):
            path.touch()
        again = all_events(inputs, ["noise"], cache)
    for label, events in first.items():
        assert len(again[label]) == len(events)
        for found, kept in zip(events, again[label], strict=True):
            np.testing.assert_allclose(found, kept, atol=1e-4)


def test_kept_events_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = gather(write_sounds(tmp_path / "sounds", count=1)).inputs
    with FeatureCache(tmp_path / "features.sqlite") as cache:
        first = all_events(inputs, (), cache)
        monkeypatch.setattr(hearing, "find_events", None)
        assert all_events(inputs, (), cache) == {
            label: [[pytest.approx(event, abs=1e-4) for event in events] for events in recordings]
            for label, recordings in first.items()
        }


def test_a_drawn_sound_has_the_length_it_was_drawn_with() -> None:
    (events,) = all_events([given((take("low", seconds=0.6), RATE))], ())["low"]
    ((start, end),) = events
    assert end - start == pytest.approx(0.6, abs=0.15)
    assert len(draw("low", 0, 0.6)) == round(0.6 * RATE)
