"""Actions as they come in a stream: what is detected, what is false, and how late."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks import performed
from benchmarks.output import Cell, Report
from benchmarks.performed import Clips, Floats
from benchmarks.protocol import SEEDS, generator
from benchmarks.stream_score import Fired, Score, average, score
from tests.performed.streams import CHOOSING, MOVES, NEVER_CHOSEN_ON, OTHER, is_kept
from understudy import backbones, heads
from understudy.live.acting import Acting
from understudy.live.action_rules import rule_of
from understudy.model import Model
from understudy.training import shifting, teaching
from understudy.training.examples import ExampleSet
from understudy.training.gathering import Input

SHOTS = (5, 10)
RULES: Mapping[str, Acting] = {
    "at once": Acting(),
    "per episode": Acting(rule="per-episode"),
}
STREAMS = {"for choosing": CHOOSING, "never chosen on": NEVER_CHOSEN_ON}
GOAL_SHOTS, GOAL_RULE = 10, "at once"
LEAST_DETECTED, MOST_FALSE = 80.0, 3.0  # percent, a minute


@dataclass(frozen=True)
class Judged:
    """What a model says of the windows of a stream."""

    ends: list[float]
    """Seconds."""
    probabilities: Floats
    """[n, classes]"""
    labels: tuple[str, ...]


def main(names: Sequence[str]) -> None:
    """Measure and write; where backbones are named, print the figures of those only."""
    report = Report("action_stream", "What is detected in minutes of video, and what is false?")
    for name in names or [backbones.DEFAULT_CLIP]:
        on_streams(report, name)
    if not names:
        report.write()


def on_streams(report: Report, name: str) -> None:
    """Add the table of a backbone, and check the goals."""
    rows: list[list[Cell]] = []
    models = {k: [taught(name, k, seed) for seed in SEEDS] for k in SHOTS}
    for stream, which in STREAMS.items():
        for k in SHOTS:
            judged = [judge(model, name, which) for model in models[k]]
            for rule, acting in RULES.items():
                found = average([scored(one, acting, which) for one in judged])
                rows.append([stream, k, rule, *cells(found)])
                print(rows[-1], dict(found.false), flush=True)
                if (k, rule, which) == (GOAL_SHOTS, GOAL_RULE, NEVER_CHOSEN_ON):
                    check(report, name, found)
    stream_of = performed.made(NEVER_CHOSEN_ON)
    report.table(
        f"A stream, by {name}",
        [
            "stream", "K", "rule", "detected, %", "wrong, %", "false a minute", "seconds late",
            "events an action",
        ],
        rows,
        f"{stream_of.seconds:.0f} s each, {len(stream_of.events)} actions of {len(MOVES)} kinds "
        "among nobody, wandering hands, hands held up and people who pass; a window every 0.1 s. "
        f"Taught: K clips of each and {len(performed.other_clips(name).labels)} of `{OTHER}`, of "
        "other hands in other rooms, by the default head with the default settings; mean over "
        f"draws with seeds {', '.join(map(str, SEEDS))}. Wrong: events that name another action "
        "while one is there. Late: median from the end of an action to its event.",
    )  # fmt: skip


def check(report: Report, name: str, found: Score) -> None:
    """Check the goals on the stream that nothing was chosen on."""
    detected, false = round(found.detected, 1), round(found.false_a_minute, 2)
    where = f"K = {GOAL_SHOTS}, {name}, {GOAL_RULE}, on the stream never chosen on"
    report.check(
        f"percent of actions detected, {where}", detected, f"at least {LEAST_DETECTED:g}",
        detected >= LEAST_DETECTED,
    )  # fmt: skip
    report.check(
        f"false events a minute, {where}", false, f"at most {MOST_FALSE:g}", false <= MOST_FALSE
    )
    events = round(found.events_per_action, 2)
    report.check(f"events an action, {where}", events, "at most 1.05", events <= 1.05)


def cells(found: Score) -> list[Cell]:
    """Return the figures of a row."""
    late = None if found.late is None else round(found.late, 2)
    return [
        round(found.detected, 1), round(found.wrong, 1), round(found.false_a_minute, 2), late,
        round(found.events_per_action, 2),
    ]  # fmt: skip


def taught(name: str, k: int, seed: int) -> Model:
    """Teach K clips of each action, and what is none, as `understudy teach` does."""
    clips, other = performed.hand_clips(name), performed.other_clips(name)
    rows = np.concatenate(list(drawn(clips, k, seed)))
    labels = [*clips.labels[rows].tolist(), *other.labels.tolist()]
    backbone = performed.backbone_of(name)
    names = [f"clip {number}" for number in range(len(labels))]
    n = len(labels)
    features = backbone.wrap(np.concatenate([clips.features[rows], other.features]))
    examples = ExampleSet(
        features, labels, names,
        [Input(None, label, said, take=said) for label, said in zip(labels, names, strict=True)],
        [backbone.window / 2] * n, [None] * n, [None] * n, [], medium="clip",
        mixed=shifting.over_again(features, labels, [OTHER], backbone.hop),
    )  # fmt: skip
    head = heads.create(heads.DEFAULT_CLIP)
    return teaching.teach(examples, backbone, head, background=[OTHER]).model


def drawn(clips: Clips, k: int, seed: int) -> Iterator[np.ndarray]:
    """Yield the rows of K clips of each action whose hand and room are in no stream."""
    random = generator(seed, k)
    free = np.array([not is_kept(int(who)) for who in clips.who])
    for label in sorted(MOVES):
        yield random.permutation(np.flatnonzero(free & (clips.labels == label)))[:k]


def judge(model: Model, name: str, which: tuple[int, int]) -> Judged:
    """Return what a model says of every window of a stream."""
    ends: list[float] = []
    probabilities: list[Floats] = []
    for some, features in performed.windows(name, performed.stream_track(name, which)):
        ends += some
        probabilities.append(model.run_head(np.asarray(features))[0])
    return Judged(ends, np.concatenate(probabilities), model.labels)


def scored(judged: Judged, acting: Acting, which: tuple[int, int]) -> Score:
    """Let events fire, and compare them with what was done."""
    stream = performed.made(which)
    return score(fired(judged, acting), stream.events, stream.between, stream.seconds)


def fired(judged: Judged, acting: Acting) -> Iterator[Fired]:
    """Yield what the live rule makes of the windows."""
    window = performed.backbone_of(backbones.DEFAULT_CLIP).window
    rule = rule_of(acting, judged.labels, [OTHER], window)
    for end, probabilities in zip(judged.ends, judged.probabilities, strict=True):
        _, event = rule.add(end, probabilities)
        if event is not None:
            yield end, event.label


if __name__ == "__main__":
    main(sys.argv[1:])
