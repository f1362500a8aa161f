import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live.making import LABELS, predict
from tests.taught import draw, tiny
from understudy.live.recognizer import Recognizer
from understudy.live.settings import Settings
from understudy.types import Prediction

ONCE = Settings(smoothing=0)


class Named:
    """A model as far as `hear` looks at it."""

    def __init__(self, labels: tuple[str, ...] = LABELS) -> None:
        self.labels = labels
        self.background = frozenset({"nothing"})


def recognizer(settings: Settings, labels: tuple[str, ...] = LABELS) -> Recognizer:
    return Recognizer(Named(labels), settings)  # type: ignore[arg-type]


def test_a_picture_and_its_features_give_the_same() -> None:
    model, picture = tiny(), draw("box", 0)
    heard = Recognizer(model, ONCE).add(0, picture)
    again = Recognizer(model, ONCE).answer(0, model.backbone.features(picture))
    assert heard.raw.best == "box"
    assert np.array_equal(heard.raw.probabilities, again.raw.probabilities)
    assert heard.events == again.events
    assert [event.kind for event in heard.events] == ["start"]


def test_without_smoothing_the_prediction_passes_through() -> None:
    raw = predict(3, 2, 1, novelty=0.3)
    heard = recognizer(ONCE).hear(4.5, raw)
    assert heard.raw is raw
    assert heard.prediction.to_dict() == raw.to_dict()


def test_one_odd_frame_is_smoothed_away() -> None:
    live = recognizer(Settings(smoothing=0.5))
    events = []
    for frame in range(30):
        odd = frame == 15
        heard = live.hear(frame / 30, predict(1, 9, 0) if odd else predict(9, 1, 0))
        events += heard.events
        assert heard.prediction.label == "left"
    assert [(event.label, event.kind) for event in events] == [("left", "start")]
    assert live.active == "left"


def test_novelty_is_smoothed_and_decides_whether_it_is_known() -> None:
    live = recognizer(Settings(smoothing=1))
    assert live.hear(0.0, predict(9, 1, 0, novelty=0.0)).prediction.label == "left"
    assert live.hear(0.1, predict(9, 1, 0, novelty=0.9)).prediction.label == "left"
    heard = live.hear(0.2, predict(9, 1, 0, novelty=0.9))
    assert heard.prediction.novelty == pytest.approx(0.6)
    assert heard.prediction.label is None
    assert [event.kind for event in heard.events] == ["stop"]


def test_nothing_found_is_unknown() -> None:
    raw = Prediction(None, 0.9, np.array([0.9, 0.1, 0], np.float32), LABELS, 0.0, found=False)
    heard = recognizer(ONCE).hear(0, raw)
    assert not heard.prediction.known
    assert not heard.events


def test_finish_stops_what_has_started() -> None:
    live = recognizer(ONCE)
    live.hear(0, predict(9, 1, 0))
    (event,) = live.finish(1.5)
    assert (event.label, event.kind, event.seconds) == ("left", "stop", 1.5)
    assert live.finish(2) == ()


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="time is nan"):
        recognizer(ONCE).hear(float("nan"), predict(1, 1, 1))


frames = st.lists(
    st.tuples(st.floats(0.001, 0.4), st.tuples(*[st.floats(0.01, 1)] * 3), st.floats(0, 1))
)


@given(frames=frames, smoothing=st.floats(0, 1))
def test_starts_and_stops_take_turns_whatever_comes(
    frames: list[tuple[float, tuple[float, float, float], float]], smoothing: float
) -> None:
    live = recognizer(Settings(smoothing=smoothing))
    now, events = 0.0, []
    for step, probabilities, novelty in frames:
        now += step
        heard = live.hear(now, predict(*probabilities, novelty=novelty))
        assert heard.prediction.probabilities.sum() == pytest.approx(1, abs=1e-5)
        assert heard.prediction.novelty == pytest.approx(
            min(max(heard.prediction.novelty, 0), 1), abs=1e-9
        )
        events += heard.events
    events += live.finish(now)
    assert [event.kind for event in events] == ["start", "stop"] * (len(events) // 2)
    assert all(a.label == b.label for a, b in zip(events[::2], events[1::2], strict=True))


@pytest.mark.serial
def test_a_step_costs_nothing_beside_the_network() -> None:
    labels = tuple(f"class {number}" for number in range(20))
    live = recognizer(Settings(smoothing=1), labels)
    random = np.random.default_rng(1)
    stream = [predict(*random.random(20), labels=labels) for _ in range(500)]
    seconds = []
    for index, raw in enumerate(stream):
        begin = time.perf_counter()
        live.hear(index / 30, raw)
        seconds.append(time.perf_counter() - begin)
    assert np.median(seconds) < 0.2e-3
