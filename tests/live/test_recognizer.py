import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.backbones.posing import OPEN_HAND, POINTING_HAND, SHAPES, count_detections, hands, placed
from tests.live.making import LABELS, predict
from tests.posed import gestures
from tests.taught import draw, tiny, tiny_backbone
from understudy.live.recognizer import Recognizer
from understudy.live.settings import Settings
from understudy.model import Model
from understudy.types import Prediction

ONCE = Settings(smoothing=0)


class Named:
    """A model as far as `hear` looks at it."""

    prediction = Model.prediction

    def __init__(self, labels: tuple[str, ...] = LABELS) -> None:
        self.labels = labels
        self.backbone = tiny_backbone()
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


def test_where_nothing_was_found_novelty_decides() -> None:
    def unseen(novelty: float) -> Prediction:
        probabilities = np.array([0.9, 0.1, 0], np.float32)
        return Prediction("left", 0.9, probabilities, LABELS, novelty, found=False)

    strange, taught = (recognizer(ONCE).hear(0, unseen(novelty)) for novelty in (1.0, 0.2))
    assert (strange.prediction.known, strange.prediction.label) == (False, None)
    assert (taught.prediction.known, taught.prediction.label) == (True, "left")
    assert not strange.prediction.found
    assert not taught.prediction.found
    assert not strange.events
    assert [event.kind for event in taught.events] == ["start"]


def test_one_frame_without_a_hand_does_not_stop_a_gesture() -> None:
    live = recognizer(Settings(smoothing=0.5))
    seen = predict(9, 1, 0, novelty=0.1)
    lost = Prediction(None, 0.5, np.array([0.5, 0.3, 0.2], np.float32), LABELS, 1.0, found=False)
    events = []
    for frame in range(30):
        heard = live.hear(frame / 30, lost if frame == 15 else seen)
        assert heard.prediction.found is (frame != 15)
        events += heard.events
    assert [event.kind for event in events] == ["start"]


def test_hands_are_followed_from_frame_to_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    live = Recognizer(gestures(), ONCE)
    detections = count_detections(monkeypatch, hands())
    events = []
    for frame in range(24):
        picture = OPEN_HAND if frame < 12 else POINTING_HAND
        heard = live.add(frame / 30, placed(picture, 20 + 4 * frame, 40))
        assert heard.raw.found
        events += heard.events
    assert [f"{event.label} {event.kind}" for event in events if event.label == "open"] == [
        "open start", "open stop",
    ]  # fmt: skip
    assert heard.prediction.best == "pointing"
    assert len(detections) < 12
    heard = live.add(24 / 30, SHAPES[0])
    assert (heard.raw.found, heard.prediction.label, heard.raw.novelty) == (False, None, 1.0)


def test_each_recognizer_follows_its_own_stream() -> None:
    one, other = (Recognizer(gestures(), ONCE) for _ in range(2))
    for frame in range(3):
        assert one.add(frame / 30, placed(OPEN_HAND, 300, 200)).raw.found
        assert not other.add(frame / 30, SHAPES[0]).raw.found


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
