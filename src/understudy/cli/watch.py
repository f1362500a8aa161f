"""`understudy watch`: recognise live, and do something about it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from understudy.cli.console import LEFT_OUT, list_at_end, print_json, say
from understudy.cli.recognize import ModelFile, as_dict, as_text
from understudy.cli.signals import ended_by_signals, undisturbed
from understudy.evaluation.sentences import percent, plural, printable

if TYPE_CHECKING:
    from understudy.actions.action import Action
    from understudy.actions.tello import Drone
    from understudy.live.recognizer import Heard
    from understudy.model import Model
    from understudy.sources.frames import Frame
    from understudy.types import Event


def watch(
    model: ModelFile,
    camera: Annotated[
        int | None, typer.Option(min=0, help="Which camera; 0, the first, by default.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option(help="Watch a video, or the photos that appear in a folder.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CLASS=ACTION",
            help="What a class does: left=key:ArrowLeft, stop='run:COMMAND', up=drone:takeoff; "
            "repeatable.",
        ),
    ] = None,
    armed: Annotated[
        bool, typer.Option("--armed", help="Do press keys and run commands; else only say so.")
    ] = False,
    threshold: Annotated[
        float | None, typer.Option(help="Probability from which a class starts, 0 to 1.")
    ] = None,
    smoothing: Annotated[
        float | None, typer.Option(help="Seconds over which predictions are averaged.")
    ] = None,
    hold_off: Annotated[
        float | None,
        typer.Option(help="Seconds after which the same class can start again."),
    ] = None,
    release: Annotated[
        float | None,
        typer.Option(help="Of actions: below it all must fall before the next starts, 0 to 1."),
    ] = None,
    refractory: Annotated[
        float | None, typer.Option(help="Of actions: seconds after one without another.")
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option(
            metavar="at-once|per-episode",
            help="Of actions: start as soon as it is likely, or once it is over, by all of it.",
        ),
    ] = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="Look at a video as fast as possible, every frame.")
    ] = False,
    existing: Annotated[
        bool, typer.Option("--existing", help="Also the photos that are in the folder already.")
    ] = False,
) -> None:
    """Watch a camera, a video or a folder; say what starts and stops, press keys, run commands.

    A model of actions says each action once; with --json there is another line when it is over,
    with where the movement began and ended.
    End it with Ctrl-C; the exit code is then 0, for that is how watching ends, or 1 if photos could
    not be read. Every key that was pressed is released, however it ends.
    """
    from understudy import api
    from understudy.actions.dispatcher import Dispatcher
    from understudy.actions.tello import Drone
    from understudy.errors import UnderstudyError
    from understudy.live import loop
    from understudy.live.stated import settings_for
    from understudy.sources.opening import open_frames

    if camera is not None and source is not None:
        raise UnderstudyError("Both --camera and --source were given; choose one.")
    loaded = api.load(model)
    loop.check_sees(loaded)
    settings = settings_for(
        loaded, threshold=threshold, smoothing=smoothing, hold_off=hold_off, release=release,
        refractory=refractory, rule=rule,
    )  # fmt: skip
    failures: list[str] = []
    broken = False

    def fail(sentence: str) -> None:
        if sentence not in failures:
            failures.append(sentence)
        say(sentence)

    place: int | Path = source if source is not None else camera or 0
    frames = open_frames(
        place, fast=fast, existing=existing, read=loaded.backbone.load, on_failure=fail
    )
    loop.check_follows(loaded, frames)
    drone = Drone(watched=not frames.separate)  # photos may be long in coming
    actions = parse_actions(on or [], loaded, frames.separate, drone)
    dispatcher = Dispatcher(actions, armed=armed, say=say)
    seen = 0
    with ended_by_signals(frames.close):
        try:
            dispatcher.arm()
            hello = greeting(place, loaded, bool(on), armed)
            if frames.separate:  # the first photo may be long in coming
                say(hello)
                if isinstance(place, Path) and not existing:
                    say_left_alone(place)
            with closing(loop.run(loaded, frames, settings)) as stream:
                for frame, heard in stream:
                    drone.alive()
                    if not seen and not frames.separate:
                        say(hello)
                    seen += 1
                    failures = [one for one in failures if not one.startswith(f"{frame.path} ")]
                    show(frame, heard, loaded, json)
                    for event in heard.events:
                        dispatcher.handle(event)
        except UnderstudyError as error:
            if not seen:
                raise
            broken = True
            say(str(error))
        finally:
            with undisturbed():
                dispatcher.close()
    list_at_end(f"{plural(len(failures), 'photo')} left out:", failures)
    if failures or broken:
        raise typer.Exit(LEFT_OUT)


def parse_actions(
    on: list[str], model: Model, separate: bool, drone: Drone
) -> list[tuple[str, Action]]:
    """Return the mappings of a model's classes; every separate photo gets its command."""
    from understudy.actions.command import RunCommand
    from understudy.actions.fly import Fly
    from understudy.actions.parsing import KINDS, parse_mapping

    kinds: dict[str, Callable[[str], Action]]
    kinds = {
        **KINDS, "run": partial(RunCommand, wait=separate), "drone": partial(Fly, drone),
    }  # fmt: skip
    return [parse_mapping(text, model.labels, model.background, kinds) for text in on]


def greeting(place: int | Path, model: Model, mapped: bool, armed: bool) -> str:
    """Return what is said before the first frame."""
    what = f"camera {place}" if isinstance(place, int) else str(place)
    reacts = [label for label in model.labels if label not in model.background]
    note = ""
    if mapped:
        note = (
            " Armed: keys and commands are done."
            if armed
            else " Not armed: it is only said what would be done. Add --armed to do it."
        )
    return f"Watching {what} for {', '.join(reacts)}. Press Ctrl-C to end.{note}"


def say_left_alone(folder: Path) -> None:
    """Say how many photos are there before the first new one, if any."""
    from understudy.sources.arrivals import photos_in

    count = len(photos_in(folder))
    if count:
        are, those = ("is", "that") if count == 1 else ("are", "those")
        say(
            f"{plural(count, 'photo')} already here {are} left alone; "
            f"recognize does {those}, or add --existing."
        )


def show(frame: Frame, heard: Heard, model: Model, json: bool) -> None:
    """Print the events of a frame or, of a photo by itself, what it shows."""
    if frame.path is not None and heard.prediction is not None:
        if json:
            print_json(as_dict(frame.path, {}, heard.prediction, model.background))
        else:
            typer.echo(as_text(frame.path, {}, heard.prediction, model))
        return
    for event in heard.events:
        if json:
            print_json(event.to_dict() | (whole_of(heard) if event.kind == "stop" else {}))
        elif model.medium != "clip":
            typer.echo(event_text(event))
        elif event.kind == "start":
            typer.echo(action_text(event))


def whole_of(heard: Heard) -> dict[str, float]:
    """Return where the action that is over began and ended, and how long after that it was told."""
    if heard.ended is None or heard.latency is None:
        return {}
    whole = heard.ended
    times = {"start": whole.start, "end": whole.end, "latency": heard.latency}
    return {name: round(seconds, 3) for name, seconds in times.items()}


def action_text(event: Event) -> str:
    """Return a line for people about an action, which is told once."""
    return printable(f"{event.seconds:8.2f} s  {event.label} ({percent(event.confidence)})")


def event_text(event: Event) -> str:
    """Return a line for people."""
    verb = f"starts ({percent(event.confidence)})" if event.kind == "start" else "stops"
    return printable(f"{event.seconds:8.2f} s  {event.label} {verb}")
