"""`understudy listen`: recognise sounds live or in a recording, and do something about it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from understudy.cli.console import LEFT_OUT, print_json, say
from understudy.cli.signals import ended_by_signals, undisturbed
from understudy.cli.watch import parse_actions
from understudy.evaluation.sentences import percent, printable

if TYPE_CHECKING:
    from understudy.live.listener import Hearing
    from understudy.live.timed_event import TimedEvent
    from understudy.model import Model

ARMED = " Armed: what classes are mapped to is done."
NOT_ARMED = " Not armed: it is only said what would be done. Add --armed to do it."


def listen(
    recording: Annotated[
        Path | None,
        typer.Argument(help="A recording, or a video with sound; by default the microphone."),
    ] = None,
    model: Annotated[
        str, typer.Option(help="Model file, as written by teach; words are the ready-made ones.")
    ] = "words",
    device: Annotated[
        int | None, typer.Option(min=0, help="Which microphone; by default the system's choice.")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="One JSON object for every event, when it is over.")
    ] = False,
    on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CLASS=ACTION",
            help="What a class does: left=key:ArrowLeft, stop='run:COMMAND', up=drone:takeoff; "
            "repeatable.",
        ),
    ] = None,
    armed: Annotated[
        bool, typer.Option("--armed", help="Do what classes are mapped to; else only say so.")
    ] = False,
    threshold: Annotated[
        float | None, typer.Option(help="Probability threshold from which a class fires, 0 to 1.")
    ] = None,
    overlap: Annotated[
        float | None, typer.Option(help="Overlap factor of one window and the next, 0 to 0.95.")
    ] = None,
    suppress_ms: Annotated[
        float | None,
        typer.Option(help="Suppression time: milliseconds after an event without another."),
    ] = None,
    hits: Annotated[
        int | None, typer.Option(help="How many windows in a row a class must win, 1 to 5.")
    ] = None,
    noise_and_unknown: Annotated[
        bool,
        typer.Option(
            "--noise-and-unknown",
            help="Say noise and unknown words too, whatever their probability.",
        ),
    ] = False,
) -> None:
    """Listen to the microphone or a recording; say what is heard, press keys, run commands.

    Without arguments it knows the ready-made words. Leave a short pause between words: less than
    0.3 seconds apart they may count as one sound. End it with Ctrl-C; the exit code is then 0, for
    that is how listening ends. Every key that was pressed is released, however it ends.
    """
    from understudy import listening as verbs
    from understudy.actions.dispatcher import Dispatcher
    from understudy.actions.tello import Drone
    from understudy.errors import UnderstudyError
    from understudy.live import sound_loop
    from understudy.live.listening import Listening
    from understudy.live.windows import check_hears
    from understudy.sources import opening

    if recording is not None and device is not None:
        raise UnderstudyError("Both a recording and --device were given; choose one.")
    loaded = verbs.load_listening(model)
    settings = Listening.of(
        loaded.facts, threshold=threshold, overlap=overlap, suppress_ms=suppress_ms, hits=hits,
        noise_and_unknown=noise_and_unknown or None,
    )  # fmt: skip
    place = recording if recording is not None else device
    sounds = opening.open_sounds(place, check_hears(loaded).rate)
    drone = Drone(watched=True)  # lands when nothing is heard any more, though nothing failed
    dispatcher = Dispatcher(parse_actions(on or [], loaded, False, drone), armed=armed, say=say)
    heard_any = broken = False
    with ended_by_signals(sounds.close):
        try:
            dispatcher.arm()
            with closing(sound_loop.run(loaded, sounds, settings)) as stream:
                for hearing in stream:
                    drone.alive()
                    if not heard_any:
                        say(greeting(place, loaded, bool(on), armed))
                    heard_any = True
                    show(hearing, json)
                    for event in hearing.events:
                        dispatcher.handle(event)
        except UnderstudyError as error:
            if not heard_any:
                raise
            broken = True
            say(str(error))
        finally:
            with undisturbed():
                dispatcher.close()
    if broken:
        raise typer.Exit(LEFT_OUT)


def greeting(place: int | Path | None, model: Model, mapped: bool, armed: bool) -> str:
    """Return what is said before the first event."""
    what = f"microphone {place}" if isinstance(place, int) else str(place or "the microphone")
    reacts = [label for label in model.labels if label not in model.background]
    note = (ARMED if armed else NOT_ARMED) if mapped else ""
    return f"Listening to {what} for {', '.join(reacts)}. Press Ctrl-C to end.{note}"


def show(hearing: Hearing, json: bool) -> None:
    """Print what fires or, as JSON, what is over: only then is all of it known."""
    if json and hearing.ended is not None:
        print_json(hearing.ended.to_dict())
    if not json and hearing.event is not None:
        typer.echo(event_text(hearing.event))


def event_text(event: TimedEvent) -> str:
    """Return a line for people."""
    return printable(f"{event.start:8.2f} s  {event.label} ({percent(event.confidence)})")
