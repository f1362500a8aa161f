"""Shows a model pictures or clips, or plays it sounds, with known answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from understudy.errors import DataError, UnderstudyError
from understudy.evaluation.cross_validation import CrossValidation
from understudy.evaluation.results import NEVER_TAUGHT, Evaluation
from understudy.media.image import thumbnail
from understudy.media.kinds import kind_of
from understudy.media.part import Part
from understudy.media.video import read_frames
from understudy.model import Model
from understudy.training import binary
from understudy.training.examples import MOST_VIDEO_FRAMES, VIDEO_FPS, ExampleSet
from understudy.training.teaching import mark, takes_of
from understudy.types import Image, Prediction

THUMBNAIL_SIDE = 160  # pixels


def evaluate(model: Model, examples: ExampleSet) -> Evaluation:
    """Return what the model says of examples, beside what they are.

    A class that the model was not taught counts as unknown: right is to say "none of these". To
    one that tells a class apart from the rest, everything else is the rest.

    Raises
    ------
    DataError
        No example could be read, or none belongs to a class of the model.
    """
    if not examples.labels:
        raise DataError(f"There is nothing to evaluate on: {examples.nothing_read()}")
    if (label := model.facts.get(binary.FACT)) is not None:
        examples = binary.told_apart(examples, label)
    if not set(examples.labels) & set(model.labels):
        raise DataError(
            f"None of the classes ({', '.join(sorted(set(examples.labels))[:5])}) is one of the "
            f"model's ({', '.join(model.labels[:5])}). Folders must be named like its classes."
        )
    numbers = {label: index for index, label in enumerate(model.labels)}
    probabilities, novelty = model.run_head(examples.features)
    return Evaluation(
        labels=model.labels,
        truth=np.array([numbers.get(label, NEVER_TAUGHT) for label in examples.labels]),
        predicted=probabilities.argmax(axis=1),
        known=novelty <= Prediction.KNOWN_UP_TO,
        confidence=probabilities.max(axis=1),
        novelty=novelty,
        probabilities=probabilities,
        names=tuple(examples.names),
        units=takes_of(examples).split_key,
        cross_validated=CrossValidation.from_dict(
            model.facts.get("cross_validated", {}), model.labels
        ),
        background=model.background,
        medium=examples.medium,
    )


def already_taught(model: Model, examples: ExampleSet) -> str | None:
    """Return a sentence if some examples are files that the model was taught from."""
    taught = set(model.facts.get("taught", ()))
    count = sum(1 for one in examples.checksums if one is not None and mark(one) in taught)
    if not count:
        return None
    return (
        f"{count:,} of these {len(examples.labels):,} were taught to this model: being right on "
        "them says nothing about new ones. Evaluate on others."
    )


@dataclass
class Thumbnails:
    """Small pictures of examples, read when they are asked for."""

    examples: ExampleSet
    load: Callable[[object], Image]
    _videos: dict[Path, list[Image]] = field(default_factory=dict)

    def __call__(self, row: int) -> Image | None:
        """Return a picture of a row, of a clip its middle; None of a sound, or if it is gone."""
        if self.examples.medium == "sound":
            return None
        one, seconds = self.examples.inputs[row], self.examples.seconds[row]
        try:
            if self.examples.medium == "clip":
                place = one.source if one.path is None else Part(one.path, seconds or 0.0)
                frames = self.load(place)
                return thumbnail(frames[len(frames) // 2], THUMBNAIL_SIDE)
            if one.path is not None and kind_of(one.path) == "video":
                first = next(i for i, other in enumerate(self.examples.inputs) if other is one)
                return self._frames(one.path)[row - first]
            return thumbnail(self.load(one.source), THUMBNAIL_SIDE)
        except (UnderstudyError, IndexError):
            return None

    def _frames(self, path: Path) -> list[Image]:
        if path not in self._videos:
            frames = read_frames(path, fps=VIDEO_FPS, max_frames=MOST_VIDEO_FRAMES)
            self._videos[path] = [thumbnail(image, THUMBNAIL_SIDE) for _, image in frames]
        return self._videos[path]
