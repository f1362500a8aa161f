"""`understudy calibrate`: false alarms an hour on a recording, and the threshold that they need."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from understudy.cli.console import LEFT_OUT, progress_bar, say
from understudy.evaluation.sentences import plural, printable

if TYPE_CHECKING:
    from understudy.live.alarms import Alarms


def calibrate(
    model: Annotated[
        str, typer.Argument(help="Model file, as written by teach; words are the ready-made ones.")
    ],
    background: Annotated[
        Path, typer.Argument(help="A recording of what will be heard while nothing is meant.")
    ],
    per_hour: Annotated[
        float, typer.Option(help="How many false alarms an hour are bearable, more than 0.")
    ] = 1.0,
    hits: Annotated[
        int | None,
        typer.Option(min=1, max=5, help="Windows in a row; by default as the model has it."),
    ] = None,
) -> None:
    """Count false alarms on a recording of background, and set a model's threshold by them.

    The lowest threshold that keeps the wanted rate is written into the model, which listens with it
    from then on; a lower one than it had only if the recording is long enough to be sure. Where it
    is too short to be sure of the rate at all, that is said, and the exit code is 1. Record in the
    same place, with the same microphone, with everything that will be heard: talk, music, a running
    motor. Teaching writes the file anew: calibrate it again then.
    """
    from understudy.errors import DataError
    from understudy.listening import WORDS, load_listening
    from understudy.live.alarms import count_alarms
    from understudy.live.listening import FACTS, Listening
    from understudy.live.windows import check_hears
    from understudy.media.sound import probe_sound
    from understudy.sources.opening import open_sounds

    if not 0 < per_hour < math.inf:
        raise DataError(
            f"--per-hour is {per_hour:g}; expected more than 0, such as 1: no recording can show "
            "that nothing ever fires."
        )
    loaded = load_listening(model)
    kept = Listening.of(loaded.facts)
    chosen = kept.hits if hits is None else hits
    whole = round(probe_sound(background).duration or 0)
    with progress_bar("Listening, in seconds") as update:
        alarms = count_alarms(
            loaded,
            open_sounds(background, check_hears(loaded).rate),
            kept,
            lambda seconds: update(round(seconds), max(whole, round(seconds))),
        )
    typer.echo(printable(f"False alarms an hour on {background} ({duration(alarms.seconds)}):"))
    typer.echo("\n".join(table(alarms)))
    threshold = alarms.lowest(chosen, per_hour, kept.threshold)
    if threshold is None:
        say(
            f"No threshold keeps {per_hour:g} an hour with {plural(chosen, 'hit')}; nothing was "
            "changed. Teach the model more of these sounds as a background class, ask for more "
            "--hits, or allow more with a larger --per-hour."
        )
        raise typer.Exit(LEFT_OUT)
    say(sentence(alarms, chosen, threshold, per_hour))
    sure = alarms.at_most(chosen, threshold) <= per_hour
    if model == WORDS:
        say(
            "The ready-made words are left as they are; use: understudy listen "
            f"--threshold {threshold:g} --hits {chosen}"
        )
    else:
        facts = loaded.facts.get(FACTS)
        loaded.facts[FACTS] = {
            **(facts if isinstance(facts, dict) else {}),
            "threshold": threshold,
            "hits": chosen,
            "false_alarms_per_hour": round(alarms.per_hour(chosen, threshold), 3),
            "background_seconds": round(alarms.seconds, 1),
        }
        loaded.save(model)
        same = (chosen, threshold) == (kept.hits, kept.threshold)
        listens = "still listens" if same else "now listens"
        say(f"{model} {listens} with threshold {threshold:g} and {plural(chosen, 'hit')}.")
    if not sure:
        raise typer.Exit(LEFT_OUT)


def table(alarms: Alarms) -> list[str]:
    """Return lines: a row for each threshold, a column for each number of hits."""
    from understudy.live.alarms import HITS

    lines = ["threshold" + "".join(f"{plural(hits, 'hit'):>10}" for hits in HITS)]
    for threshold in alarms.thresholds:
        rates = (alarms.per_hour(hits, threshold) for hits in HITS)
        lines.append(f"{threshold:9.2f}" + "".join(f"{rate:10.1f}" for rate in rates))
    return lines


def sentence(alarms: Alarms, hits: int, threshold: float, per_hour: float) -> str:
    """Return what the recording can tell of a threshold, and what it can not."""
    from understudy.live.alarms import SURE, seconds_needed

    count, bound = alarms.counts[hits, threshold], alarms.at_most(hits, threshold)
    said = (
        f"With threshold {threshold:g}: {plural(count, 'false alarm')} in "
        f"{duration(alarms.seconds)}. So there are at most {bound:.1f} an hour ({SURE:.0%} sure)."
    )
    if bound > per_hour:
        needed = max(60, 60 * math.ceil(seconds_needed(per_hour) / 60))
        said += (
            f" To be sure of {per_hour:g} an hour takes {duration(needed)} without a false alarm, "
            "and more with some."
        )
    return said


def duration(seconds: float) -> str:
    """Return how long something is, for people."""
    seconds = round(seconds)
    if seconds < 120:
        return plural(seconds, "second")
    return (
        plural(round(seconds / 60), "minute") if seconds < 7200 else f"{seconds / 3600:.1f} hours"
    )
