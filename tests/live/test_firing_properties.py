"""The rule alone, on whatever may come."""

from hypothesis import example, given
from hypothesis import strategies as st

from tests.live.making import predict
from tests.live.test_firing import fires, tell
from understudy.live.firing import Firing
from understudy.live.listening import Listening
from understudy.live.loudness import Span
from understudy.live.timed_event import TimedEvent

runs = st.lists(
    st.tuples(
        st.sampled_from([(9, 1, 0), (6, 4, 0), (1, 9, 0), (4, 6, 0), (0, 1, 9), (3, 3, 4)]),
        st.sampled_from([0.0, 0.0, 1.0]),
        st.integers(1, 12),
    ),
    max_size=12,
)


@given(
    stream=runs,
    lengths=st.lists(st.tuples(st.floats(0.21, 1), st.floats(0.03, 1)), max_size=6),
    thresholds=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    hits=st.integers(1, 3),
    noise_and_unknown=st.booleans(),
    window=st.sampled_from([0.14, 1.5]),
)
@example(  # a weak lead that goes on when the next sound begins is not because of that
    stream=[((9, 1, 0), 0.0, 7), ((6, 4, 0), 0.0, 12), ((1, 9, 0), 0.0, 10)],
    lengths=[(0.5, 0.5), (1.0, 1.0)],
    thresholds=(0.0, 0.75),
    hits=1,
    noise_and_unknown=False,
    window=1.5,
)
def test_a_higher_threshold_never_gives_more_events(
    stream: list[tuple[tuple[int, int, int], float, int]],
    lengths: list[tuple[float, float]],
    thresholds: tuple[float, float],
    hits: int,
    noise_and_unknown: bool,
    window: float,
) -> None:
    sounds: list[Span] = []
    for pause, length in lengths:
        start = pause + (sounds[-1][1] if sounds else 0.0)
        sounds.append((start, start + length))
    parts = [(predict(*shares, novelty=novelty), times) for shares, novelty, times in stream]

    def count(threshold: float) -> int:
        listening = Listening(threshold, hits=hits, noise_and_unknown=noise_and_unknown)
        return len(fires(tell(Firing(listening, {"nothing"}, window), *parts, sounds=sounds)))

    assert count(max(thresholds)) <= count(min(thresholds))


streams = st.lists(
    st.tuples(
        st.floats(0.01, 0.4),
        st.tuples(*[st.floats(0.01, 1)] * 3),
        st.sampled_from([0.0, 0.5, 0.51, 1.0]),
        st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 1)), max_size=3),
    )
)


@given(
    stream=streams,
    threshold=st.floats(0, 1),
    hits=st.integers(1, 5),
    suppress_ms=st.floats(0, 2000),
    noise_and_unknown=st.booleans(),
    window=st.sampled_from([0.07, 0.14, 1.0, 1.5]),
)
def test_whatever_comes(
    stream: list[tuple[float, tuple[float, float, float], float, list[Span]]],
    threshold: float,
    hits: int,
    suppress_ms: float,
    noise_and_unknown: bool,
    window: float,
) -> None:
    firing = Firing(
        Listening(threshold, 0.95, suppress_ms, hits, noise_and_unknown),
        {"nothing"}, window,
    )  # fmt: skip
    now, last = 0.0, -10.0
    active: TimedEvent | None = None
    winners: list[str] = []
    for step, probabilities, novelty, back in stream:
        now += step
        starts = [(max(0.0, now - 1 - a), b) for a, b in back]
        sounds = sorted((start, min(now, start + b)) for start, b in starts)
        prediction = predict(*probabilities, novelty=novelty)
        winners.append(prediction.best)
        over, fired = firing.add(now, prediction, sounds)
        if over:
            assert active is not None  # never without having fired, never two at once
            assert (over.label, over.start) == (active.label, active.start)
            assert over.end >= active.end
            active = None
        if fired:
            assert active is None
            assert winners[-hits:] == [fired.label] * hits
            assert fired.confidence >= threshold or fired.label == "nothing"
            assert 0 <= fired.start <= fired.end <= now + 1e-9
            assert noise_and_unknown or fired.label != "nothing"
            assert now - last >= suppress_ms / 1000 - 1e-9
            active, last = fired, now
        assert (firing.active is None) == (active is None)
