"""Teach from a part of your photos, recognise the rest, and show how right it was.

    python examples/first_run.py photos/

Of each class some whole takes are held out: every third, a sub-folder or a video being a take. A
class of loose photos holds out its last third, in the order of the file names. Nothing is copied;
the model and the report are written to run/.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

from rich.console import Console

from understudy import UnderstudyError, backbones, heads
from understudy.cli.console import list_at_end, progress_bar
from understudy.cli.evaluate import write_report
from understudy.evaluation.sentences import percent
from understudy.evaluation.table import evaluation_table
from understudy.project.cache import FeatureCache, default_path
from understudy.training import evaluating, examples, teaching
from understudy.training.gathering import Input, gather

SHOWN = 6  # pictures listed with their answer


def hold_out(inputs: list[Input]) -> tuple[list[Input], list[Input]]:
    """Split inputs, class by class, into those to teach and those to test; takes stay whole."""
    takes: dict[str, dict[str | None, list[Input]]] = defaultdict(lambda: defaultdict(list))
    for one in inputs:
        takes[one.label][one.take].append(one)
    taught: list[Input] = []
    tested: list[Input] = []
    for named in takes.values():
        parts = list(named.values())
        if len(parts) == 1:
            cut = len(parts[0]) - len(parts[0]) // 3
            parts = [parts[0][:cut], parts[0][cut:]]
        for number, part in enumerate(parts):
            (tested if number % 3 == 1 else taught).extend(part)
    return taught, tested


def run(photos: Path, folder: Path) -> None:
    """Teach, recognise, and write the model and the report into `folder`."""
    taught, tested = hold_out(gather(photos).inputs)
    held_out = Counter(one.label for one in tested)
    for label, count in Counter(one.label for one in taught).items():
        print(f"{label}: {count} to teach, {held_out[label]} held out")
    backbone = backbones.load()
    with FeatureCache(default_path()) as cache:
        with progress_bar("looking at what to teach") as progress:
            shown = examples.embed(taught, backbone, cache=cache, progress=progress)
        result = teaching.teach(shown, backbone, heads.create("auto"), source=photos.name)
        with progress_bar("looking at the others") as progress:
            others = examples.embed(tested, backbone, cache=cache, progress=progress)
    folder.mkdir(parents=True, exist_ok=True)
    result.model.save(folder / "model.understudy")
    print(f"Taught: {result.summary}")
    print(f"Wrote {folder / 'model.understudy'}: try `understudy recognize` with it.")
    unread = [reason for _, reason in shown.failed + others.failed]
    list_at_end("Please check:", [*result.warnings, *unread])
    if not others.names:
        print("No class has enough photos to hold some out: add more to see how right it is.")
        return

    print("\nWhat it says about some that it was not taught:")
    every = max(1, len(others.names) // SHOWN)
    answers = result.model.predict_features(others.features[::every])
    for name, prediction in zip(others.names[::every], answers, strict=True):
        if prediction.known:
            print(f"  {name}: {prediction.label} ({percent(prediction.confidence)})")
        else:
            print(f"  {name}: nothing I know (nearest is {prediction.best})")

    evaluation = evaluating.evaluate(result.model, others)
    print()
    Console().print(evaluation_table(evaluation))
    write_report(folder / "report.html", result.model, evaluation, others, "model.understudy")


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description="Teach from photos, and test with others.")
    parser.add_argument("photos", type=Path, help="photos/<class>/*.jpg, or with sub-folders")
    parser.add_argument("--output", type=Path, default=Path("run"), help="where to write")
    given = parser.parse_args()
    try:
        run(given.photos.expanduser(), given.output)
    except UnderstudyError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped. Nothing is half-written; run the same command to go on.")


if __name__ == "__main__":
    main()
