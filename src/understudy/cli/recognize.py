"""`understudy recognize`: what a model says about new photos, videos and recordings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from understudy.cli.console import (
    LEFT_OUT,
    NOTHING_DONE,
    as_json,
    is_folder,
    list_at_end,
)
from understudy.evaluation.sentences import percent, printable
from understudy.sources.naming import as_text as text

if TYPE_CHECKING:
    from understudy.live.timed_event import TimedEvent
    from understudy.model import Model
    from understudy.types import Prediction

When = dict[str, float]
"""What of a file is meant, in seconds: the time of a frame, the start and end of a sound."""
Answers = list["tuple[When, Prediction] | TimedEvent"]
"""What is said of a file, or the actions in it."""
NAMED = {"picture": "photo or video", "sound": "recording", "clip": "video"}
KINDS: dict[str, frozenset[str]] = {
    "picture": frozenset({"image", "video"}),
    "sound": frozenset({"sound", "video"}),
    "clip": frozenset({"video"}),
}
"""By the medium of a model, the kinds of files that it takes from a folder."""
OUT_OF_VIEW = {"hand": "no hand in view", "body": "nobody in view", None: "nothing I know"}
"""By what a model looks for, what is said of a picture that does not show it."""
ModelFile = Annotated[Path, typer.Argument(help="Model file, as written by teach.")]


def recognize(
    model: ModelFile,
    files: Annotated[
        list[Path],
        typer.Argument(help="Photos, videos, recordings, or folders of them.", show_default=False),
    ],
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    fps: Annotated[
        float, typer.Option(min=0.01, max=1000, help="Frames a second looked at in videos.")
    ] = 5.0,
) -> None:
    """Say what a model sees or hears in files; one that can't be read doesn't stop the rest.

    Of actions in videos it says when each begins and ends.
    """
    from understudy import api
    from understudy.errors import UnderstudyError

    loaded = api.load(model)
    found = list(expand(files, KINDS[loaded.medium]))
    if not found:
        raise UnderstudyError(f"There is no {NAMED[loaded.medium]} in {files[0]}. Check the name.")
    failures: list[str] = []
    for path, answers in look_at(loaded, found, fps):
        if isinstance(answers, str):
            failures.append(answers)
            continue
        for line in lines_of(path, answers, loaded, json):
            typer.echo(line)
    leave_with(failures, len(found))


def leave_with(failures: list[str], count: int) -> None:
    """List what could not be read, if anything, and say it in the exit code."""
    list_at_end(f"{len(failures)} of {count} could not be read:", failures)
    if failures:
        raise typer.Exit(LEFT_OUT if len(failures) < count else NOTHING_DONE)


def expand(files: list[Path], kinds: Collection[str] = KINDS["picture"]) -> Iterator[Path]:
    """Yield the files, and for a folder those in it that are named like one of these kinds."""
    from understudy.media.kinds import kind_of
    from understudy.sources.naming import natural_path_key

    for file in files:
        if not is_folder(file):
            yield file
            continue
        inside = [path for path in file.rglob("*") if path.is_file() and kind_of(path) in kinds]
        yield from sorted(inside, key=lambda path: natural_path_key(path.parts))


def look_at(model: Model, files: list[Path], fps: float) -> Iterator[tuple[Path, Answers | str]]:
    """Yield each file with its predictions, or with why it can't be read; in order."""
    from understudy.backbones.embedding import map_threads
    from understudy.errors import UnderstudyError

    def answer(path: Path) -> Answers | str:
        try:
            return answers_of(model, path, fps)
        except UnderstudyError as error:
            return str(error)

    yield from zip(files, map_threads(answer, files), strict=True)


def lines_of(path: Path, answers: Answers, model: Model, json: bool) -> Iterator[str]:
    """Yield what is printed about a file."""
    from understudy.live.timed_event import TimedEvent

    for answer in answers:
        if isinstance(answer, TimedEvent):
            named = {"file": text(str(path)), **answer.to_dict()}
            yield as_json(named) if json else action_text(path, answer)
        else:
            when, prediction = answer
            named = as_dict(path, when, prediction, model.background)
            yield as_json(named) if json else as_text(path, when, prediction, model)
    if not answers and not json:
        yield printable(f"{path}: none of the actions I know")


def action_text(path: Path, event: TimedEvent) -> str:
    """Return a line for people."""
    times = f"{event.start:.2f} to {event.end:.2f} s"
    return printable(f"{path} @ {times}: {event.label} ({percent(event.confidence)})")


def answers_of(model: Model, path: Path, fps: float) -> Answers:
    """Return what a model says of a photo, each frame of a video, or each sound or action in it.

    Raises
    ------
    MediaError
        The file can't be read.
    DataError
        There is nothing in it to recognise, or it is not of the model's medium.
    """
    from understudy.backbones.recordings import refuse_other
    from understudy.errors import DataError
    from understudy.live.spotting import spot
    from understudy.media.kinds import kind_of

    refuse_other(model.medium, path)
    if model.medium == "clip":
        return list(spot(model, path))
    if model.medium == "sound":
        heard = model.predict_sounds(path)
        if not heard:
            raise DataError(f"{path} has no sound in it, only silence.")
        return [({"start": start, "end": end}, prediction) for start, end, prediction in heard]
    if kind_of(path) == "video":
        return [({"time": time}, seen) for time, seen in model.predict_video(path, fps)]
    features = model.backbone.features(model.backbone.load(path))
    return [({}, model.predict_features(features[None])[0])]


def as_dict(
    path: Path, when: When, prediction: Prediction, background: Collection[str]
) -> dict[str, Any]:
    """Return plain values for JSON."""
    times = {name: round(seconds, 3) for name, seconds in when.items()}
    values = prediction.to_dict() | {"background": prediction.label in background}
    return {"file": text(str(path)), **times, **values}


def as_text(path: Path, when: When, prediction: Prediction, model: Model) -> str:
    """Return a line for people."""
    digits = 2 if model.medium == "sound" else 1
    times = " to ".join(f"{seconds:.{digits}f}" for seconds in when.values())
    name = f"{path} @ {times} s" if when else str(path)
    if not prediction.known and not prediction.found:
        return printable(f"{name}: {OUT_OF_VIEW[model.backbone.seeks]}")
    if not prediction.known:
        return printable(f"{name}: nothing I know (nearest is {prediction.best})")
    kind = "background, " if prediction.label in model.background else ""
    return printable(f"{name}: {prediction.label} ({kind}{percent(prediction.confidence)})")
