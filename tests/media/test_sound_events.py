import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.media.sounds import noise, tone
from understudy.media.sound_events import MOST_EXAMPLES, EventFinder, centres, find_events

RATE = 16_000
ROOM = -70.0  # dB below full scale


def voice(seconds: float = 0.4, level: float = 0.3) -> np.ndarray:
    """Draw a vowel: harmonics of 120 Hz that fade in and out."""
    tones = [tone(seconds, 120 * harmonic) / harmonic for harmonic in range(1, 20)]
    sound = np.sum(tones, axis=0)
    shaped: np.ndarray = level * sound / np.abs(sound).max() * np.hanning(len(sound)) ** 0.3
    return shaped


def hiss(seconds: float, level: float = 0.05) -> np.ndarray:
    return noise(seconds, 20 * np.log10(level), seed=3) * np.hanning(round(seconds * RATE)) ** 0.3


def gap(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * RATE), np.float32)


EIGHT = np.concatenate([voice(0.25), gap(0.16), hiss(0.04)])  # the stop is silent
SIX = np.concatenate([hiss(0.12), voice(0.12), gap(0.1), hiss(0.15)])
STOP = np.concatenate([hiss(0.12), gap(0.09), voice(0.15), gap(0.14), hiss(0.02, 0.02)])


def hold(words: list[np.ndarray], pause: float, room: float = ROOM) -> np.ndarray:
    """Put words into a recording with pauses between, before and after, in a noisy room."""
    parts = [part for word in words for part in (gap(pause), word)]
    samples = np.concatenate([*parts, gap(pause)]).astype(np.float32)
    return samples + noise(len(samples) / RATE, room)


def places(words: list[np.ndarray], pause: float) -> list[tuple[float, float]]:
    """Return where `hold` puts them: start and end in seconds."""
    found, at = [], 0.0
    for word in words:
        found.append((at + pause, at + pause + len(word) / RATE))
        at = found[-1][1]
    return found


@pytest.mark.parametrize("pause", [0.35, 0.6, 1.0])
@pytest.mark.parametrize("room", [-90.0, -70.0, -50.0])
def test_each_word_is_one_event(pause: float, room: float) -> None:
    words = [EIGHT, SIX, STOP, voice()]
    found = find_events(hold(words, pause, room), RATE)
    assert len(found) == 4
    np.testing.assert_allclose(found, places(words, pause), atol=0.15 if room == -50 else 0.06)


@pytest.mark.parametrize("decibels", [0, -20, -40])
def test_how_loud_it_is_makes_no_difference(decibels: float) -> None:
    samples = hold([EIGHT, SIX], 0.6) * 10 ** (decibels / 20)
    np.testing.assert_allclose(
        find_events(samples.astype(np.float32), RATE), places([EIGHT, SIX], 0.6), atol=0.06
    )


@pytest.mark.parametrize("rate", [8000, 44100, 96000])
def test_any_rate(rate: int) -> None:
    beep = tone(0.2, 700, rate)
    silent = np.zeros(rate // 2, np.float32)
    samples = np.concatenate([silent, beep, silent, beep, silent])
    samples += noise(len(samples) / rate, -70, rate)
    assert np.shape(find_events(samples, rate)) == (2, 2)
    np.testing.assert_allclose(find_events(samples, rate), [(0.5, 0.7), (1.2, 1.4)], atol=0.02)


@pytest.mark.parametrize("milliseconds", [1, 5, 30])
@pytest.mark.parametrize("level", [0.5, 0.01])
def test_clicks_are_found(milliseconds: int, level: float) -> None:
    click = noise(milliseconds / 1000, 20 * np.log10(level))
    found = find_events(hold([click] * 6, 0.5, -75), RATE)
    wanted = places([click] * 6, 0.5)
    assert len(found) == 6
    np.testing.assert_allclose(found, wanted, atol=0.02)


@pytest.mark.parametrize("level", [0.5, 0.03])
def test_a_sound_that_goes_on_is_one_whole_event(level: float) -> None:
    for sound in (tone(4, 1500), noise(4, -3), tone(4, 300), tone(4, 1500) * tone(4, 5)):
        assert find_events(sound * np.float32(level) + noise(4, -80), RATE) == [(0, 4)]


def test_talking_that_goes_on_is_one_event() -> None:
    talk = np.concatenate([EIGHT, gap(0.1), SIX, gap(0.15), STOP, gap(0.1), EIGHT, SIX])
    [(start, end)] = find_events(talk.astype(np.float32) + noise(len(talk) / RATE, ROOM), RATE)
    assert start < 0.05
    assert end > len(talk) / RATE - 0.05


def test_a_whistle_after_a_short_silence_goes_on_to_the_end() -> None:
    samples = np.concatenate([gap(0.3), tone(8, 1500, level=0.003)]) + noise(8.3, -80)
    [(start, end)] = find_events(samples, RATE)
    assert start == pytest.approx(0.3, abs=0.02)
    assert end == 8.3


def test_words_rise_out_of_a_motor() -> None:
    words = [voice(0.4, 0.9)] * 3
    samples = hold(words, 0.6, -32)
    found = find_events(samples, RATE)
    assert len(found) == 3
    np.testing.assert_allclose(found, places(words, 0.6), atol=0.1)


def test_lips_that_open_before_a_word_are_no_event() -> None:
    smack = hiss(0.02, 0.01)
    for words in ([smack, gap(0.1), voice()], [voice(), gap(0.1), smack]):
        samples = np.concatenate([gap(0.6), words[0], gap(0.3), *words[1:], gap(0.6)])
        assert (
            len(find_events(samples.astype(np.float32) + noise(len(samples) / RATE, -80), RATE))
            == 1
        )


def test_an_offset_and_clipping_change_nothing() -> None:
    samples = hold([EIGHT, voice()], 0.6)
    wanted = find_events(samples, RATE)
    np.testing.assert_allclose(find_events(samples + np.float32(0.4), RATE), wanted, atol=0.011)
    clipped = np.clip(samples * 20, -1, 1)
    np.testing.assert_allclose(find_events(clipped, RATE), wanted, atol=0.15)


def test_a_device_that_wakes_up_with_zeros() -> None:
    samples = np.concatenate([gap(0.5), hold([EIGHT, voice()], 0.6)])
    assert len(find_events(samples, RATE)) == 2


def test_sounds_between_digital_silence() -> None:
    beep = tone(0.3)
    samples = np.concatenate([gap(0.5), beep, gap(0.5), beep * np.float32(0.001), gap(0.5)])
    np.testing.assert_allclose(find_events(samples, RATE), [(0.5, 0.8), (1.3, 1.6)], atol=0.02)


def test_digital_silence_has_no_event() -> None:
    for count in (0, 1, 10, RATE):
        assert find_events(np.zeros(count, np.float32), RATE) == []


def test_a_recording_with_any_sound_has_an_event() -> None:
    quiet = noise(3, -75)
    [(start, end)] = find_events(quiet, RATE)
    assert 0 < end - start < 0.1  # its loudest place
    assert find_events(np.array([0.5], np.float32), RATE) == [(0, 1 / RATE)]
    tick = gap(1)
    tick[5000] = 1e-4
    np.testing.assert_allclose(find_events(tick, RATE), [(0.31, 0.32)], atol=0.02)


def test_pieces_make_no_difference() -> None:
    samples = hold([EIGHT, SIX, STOP], 0.4)
    finder = EventFinder(RATE)
    for piece in np.array_split(samples, 77):
        finder.add(piece)
    assert finder.finish() == find_events(samples, RATE)


def test_while_recording_the_events_before_the_last_second_are_known() -> None:
    words = [EIGHT, SIX, STOP, voice()]
    samples = hold(words, 0.6)
    last = places(words, 0.6)[1][1]
    before = find_events(samples[: round((last + 1.3) * RATE)], RATE, finished=False)
    np.testing.assert_allclose(before, find_events(samples, RATE)[:2], atol=1e-6)
    for seconds in (0, 0.01, 0.5):  # too little to say
        assert find_events(samples[: round(seconds * RATE)], RATE, finished=False) == []


def test_a_whistle_is_counted_while_it_lasts() -> None:
    samples = np.concatenate([gap(0.3), tone(4, 1500)]) + noise(4.3, -75)
    for until in (2.0, 3.0, 4.0):
        [(start, end)] = find_events(samples[: round(until * RATE)], RATE, finished=False)
        assert start == pytest.approx(0.3, abs=0.02)
        assert end == pytest.approx(until - 1, abs=0.27)


PIECES = st.one_of(
    st.tuples(st.just("pause"), st.floats(0.02, 1.5), st.just(0.0)),
    st.tuples(st.sampled_from(["tone", "hiss"]), st.floats(0.005, 1.5), st.floats(-70, 0)),
    st.tuples(st.just("zeros"), st.floats(0.02, 0.5), st.just(0.0)),
    st.tuples(st.just("room"), st.floats(0.1, 2), st.floats(-90, -20)),
)


def composed(pieces: list[tuple[str, float, float]]) -> np.ndarray:
    room, found = -80.0, [gap(0)]
    for seed, (kind, seconds, level) in enumerate(pieces):
        room = level if kind == "room" else room
        sound = noise(seconds, -200 if kind == "zeros" else room, seed=seed)
        if kind == "tone":
            sound += tone(seconds, 700, level=10 ** (level / 20))
        elif kind == "hiss":
            sound += noise(seconds, level, seed=seed + 99)
        elif kind == "zeros":
            sound[:] = 0
        found.append(sound)
    return np.concatenate(found)


CUTS = [
    {"window": 1.5, "step": 0.5},
    {"window": 0.14, "step": 0.023},
    {"window": 0.07, "step": 0.023},
    {"window": 0.14, "step": 0.023, "everywhere": True},
]


@given(st.lists(PIECES, min_size=1, max_size=10))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_what_was_counted_while_recording_stays(pieces: list[tuple[str, float, float]]) -> None:
    samples = composed(pieces)
    finder = EventFinder(RATE)
    counted = [0] * len(CUTS)
    heard = 0
    states = []
    for piece in np.array_split(samples, max(1, len(samples) // 4000)):
        finder.add(piece)
        heard += len(piece)
        states.append((finder.settled(), heard / RATE))
    states.append((finder.finish(), heard / RATE))
    for events, duration in states:
        now = [len(centres(events, duration, **cut)) for cut in CUTS]  # type: ignore[arg-type]
        assert all(new >= old for new, old in zip(now, counted, strict=True))
        counted = now


@given(st.lists(PIECES, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_events_are_in_order_apart_and_inside(pieces: list[tuple[str, float, float]]) -> None:
    samples = composed(pieces)
    duration = len(samples) / RATE
    found = find_events(samples, RATE)
    assert bool(found) == bool(samples.any())
    for start, end in found:
        assert 0 <= start < end <= duration
    for (_, end), (start, _) in itertools.pairwise(found):
        assert start - end > 0.24
    for cut in CUTS:
        places = centres(found, duration, **cut)  # type: ignore[arg-type]
        assert len(places) >= len(found) or cut.get("everywhere")
        assert places == sorted(set(places))
        assert all(0 <= place <= duration + 5e-4 for place in places)


def test_a_word_is_cut_once_around_its_middle() -> None:
    assert centres([(1.0, 1.4), (3.0, 3.1)], 4, window=1.5, step=0.5) == [1.2, 3.05]


def test_a_long_sound_is_cut_every_half_a_window() -> None:
    assert centres([(1.0, 2.5)], 9, window=1.5, step=0.5) == [1.75]
    assert centres([(1.0, 4.0)], 9, window=1.5, step=0.5) == [1.75, 2.5, 3.25]


def test_short_windows_lie_a_step_apart_in_the_sound() -> None:
    found = centres([(1.0, 2.0)], 9, window=0.1, step=0.05)
    assert found == pytest.approx(np.arange(1, 2.01, 0.05))
    four_seconds = centres([(0.3, 4.0)], 4, window=0.14, step=0.0232)
    assert len(four_seconds) == 160  # about what the articles count


def test_a_click_is_cut_earlier_and_later() -> None:
    found = centres([(1.0, 1.01)], 9, window=0.14, step=0.0232)
    assert len(found) == 4
    assert all(abs(place - 1.005) <= 0.035 + 1e-9 for place in found)


def test_noise_is_cut_everywhere() -> None:
    found = centres([], 2, window=0.5, step=0.25, everywhere=True)
    assert found == [0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75]
    assert centres([(0, 1)], 0.3, window=0.5, step=0.25, everywhere=True) == [0.15]


def test_places_are_whole_milliseconds() -> None:
    for place in centres([(0.1234567, 3)], 4, window=0.07, step=0.02321995):
        assert place == round(place * 1000) / 1000


def test_of_a_long_recording_some_examples_are_cut_evenly() -> None:
    places = centres([], 1200.0, window=1.5, step=0.25, everywhere=True)
    assert len(places) == MOST_EXAMPLES
    assert places[0] == 0.75
    assert places[-1] == 1199.25
    np.testing.assert_allclose(np.diff(places), 1198.5 / (MOST_EXAMPLES - 1), atol=0.25)
