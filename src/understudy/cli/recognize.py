"""`understudy recognize`: what a model says about new photos and videos."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from understudy.cli.console import (
    LEFT_OUT,
    NOTHING_DONE,
    is_folder,
    list_at_end,
    print_json,
)

if TYPE_CHECKING:
    from understudy.model import Model
    from understudy.types import Prediction

Answers = list[tuple[float | None, "Prediction"]]
OUT_OF_VIEW = {"hand": "no hand in view", "body": "nobody in view", None: "nothing I know"}
"""By what a model looks for, what is said of a picture that does not show it."""
ModelFile = Annotated[Path, typer.Argument(help="Model file, as written by teach.")]


def recognize(
    model: ModelFile,
    files: Annotated[
        list[Path], typer.Argument(help="Photos, videos, or folders of them.", show_default=False)
    ],
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    fps: Annotated[
        float, typer.Option(min=0.01, max=1000, help="Frames a second looked at in videos.")
    ] = 5.0,
) -> None:
    """Say what a model sees in photos and videos; one that can't be read doesn't stop the rest."""
    from understudy import api
    from understudy.errors import UnderstudyError

    loaded = api.load(model)
    found = list(expand(files))
    if not found:
        raise UnderstudyError(f"There is no photo or video in {files[0]}. Check the name.")
    failures: list[str] = []
    for path, answers in look_at(loaded, found, fps):
        if isinstance(answers, str):
            failures.append(answers)
            continue
        for time, prediction in answers:
            if json:
                print_json(as_dict(path, time, prediction, loaded.background))
            else:
                typer.echo(as_text(path, time, prediction, loaded))
    leave_with(failures, len(found))


def leave_with(failures: list[str], count: int) -> None:
    """List what could not be read, if anything, and say it in the exit code."""
    list_at_end(f"{len(failures)} of {count} could not be read:", failures)
    if failures:
        raise typer.Exit(LEFT_OUT if len(failures) < count else NOTHING_DONE)


def expand(files: list[Path]) -> Iterator[Path]:
    """Yield the files, and for a folder the photos and videos in it."""
    from understudy.media.kinds import kind_of
    from understudy.sources.naming import natural_path_key

    for file in files:
        if not is_folder(file):
            yield file
            continue
        inside = [path for path in file.rglob("*") if path.is_file() and kind_of(path)]
        yield from sorted(inside, key=lambda path: natural_path_key(path.parts))


def look_at(
    model: Model, files: list[Path], fps: float
) -> Iterator[tuple[Path, Iterator[tuple[float | None, Prediction]] | str]]:
    """Yield each file with its predictions, or with why it can't be read; in order."""
    from understudy.backbones.embedding import map_threads
    from understudy.errors import UnderstudyError
    from understudy.media.kinds import kind_of

    def answer(path: Path) -> Answers | str:
        try:
            if kind_of(path) == "video":
                return [(time, seen) for time, seen in model.predict_video(path, fps)]
            features = model.backbone.features(model.backbone.load(path))
            return [(None, model.predict_features(features[None])[0])]
        except UnderstudyError as error:
            return str(error)

    for path, result in zip(files, map_threads(answer, files), strict=True):
        yield path, result if isinstance(result, str) else iter(result)


def as_dict(
    path: Path, time: float | None, prediction: Prediction, background: Collection[str]
) -> dict[str, Any]:
    """Return plain values for JSON."""
    from understudy.sources.naming import as_text as text

    when = {} if time is None else {"time": round(time, 3)}
    values = prediction.to_dict() | {"background": prediction.label in background}
    return {"file": text(str(path)), **when, **values}


def as_text(path: Path, time: float | None, prediction: Prediction, model: Model) -> str:
    """Return a line for people."""
    from understudy.evaluation.sentences import percent, printable

    name = str(path) if time is None else f"{path} @ {time:.1f} s"
    if not prediction.known and not prediction.found:
        return printable(f"{name}: {OUT_OF_VIEW[model.backbone.seeks]}")
    if not prediction.known:
        return printable(f"{name}: nothing I know (nearest is {prediction.best})")
    kind = "background, " if prediction.label in model.background else ""
    return printable(f"{name}: {prediction.label} ({kind}{percent(prediction.confidence)})")
