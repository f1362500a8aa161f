"""Several heads side by side on the same takes, and what left-out examples were taken for."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np

from understudy.errors import Cancelled, DataError
from understudy.onnx_session import Network
from understudy.studio.learning.choice import USUAL, Choice
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.learning.fitting import Fitted, fit
from understudy.studio.learning.lesson import Lesson
from understudy.studio.learning.telling import how_good
from understudy.studio.learning.wording import WORDINGS
from understudy.studio.protocol import Cell, Compare, Compared, Confusion, Kind
from understudy.studio.subjects import subject_of
from understudy.training.comparison import ALL_FOLDS
from understudy.types import Array

CANCELLED = "The comparison was cancelled."
TIMED_RUNS = 20  # of one prediction; their median is told


class Comparisons:
    """One comparison at a time: another one stops it, and so does cancelling."""

    def __init__(self, closed: Callable[[], bool]) -> None:
        self._closed = closed
        self._stop = threading.Event()
        self._lock = threading.Lock()

    def run(
        self,
        wish: Compare,
        lesson: Lesson,
        features: ExampleFeatures,
        names: dict[str, str],
        gone: Callable[[], bool],
        old_way: ExampleFeatures | None = None,
    ) -> list[Compared]:
        """Do what is wished, unless `gone` says that nobody waits for it any more.

        With the features of an `old_way` of looking the usual head on these comes last.

        Raises
        ------
        Cancelled
            It was.
        UnderstudyError
            There is no such head, or one can't be fitted to these examples.
        """
        choices = [Choice.of(one.head, one.settings) for one in wish.heads]
        stop = threading.Event()
        with self._lock:
            self._stop.set()
            self._stop = stop

        def cancelled() -> bool:
            return stop.is_set() or self._closed() or gone()

        compared = compare(choices, lesson, features, names, cancelled)
        if old_way is not None:
            compared += compare_old(lesson, old_way, names, cancelled)
        return compared

    def cancel(self) -> None:
        """Stop the one that runs."""
        with self._lock:
            self._stop.set()


def compare(
    choices: Sequence[Choice],
    lesson: Lesson,
    features: ExampleFeatures,
    names: dict[str, str],
    cancelled: Callable[[], bool],
) -> list[Compared]:
    """Fit each head to the same lesson, leaving out every take once, and time it.

    Raises
    ------
    Cancelled
        It was.
    UnderstudyError
        A head can't be fitted to these examples.
    """
    compared = []
    for choice in choices:
        if cancelled():
            raise Cancelled(CANCELLED)
        head = choice.create(cancelled=cancelled)
        head.calibration_folds = ALL_FOLDS
        begin = time.perf_counter()
        fitted = fit(choice, head, lesson, features)
        seconds = time.perf_counter() - begin
        compared.append(
            Compared(
                head=choice.head,
                settings=dict(choice.settings),
                accuracy=fitted.figures.accuracy,
                sentence=how_good(fitted, names),
                fit_seconds=seconds,
                predict_milliseconds=milliseconds(fitted, features.of(lesson.examples[:1])),
            )
        )
    return compared


def compare_old(
    lesson: Lesson,
    features: ExampleFeatures,
    names: dict[str, str],
    cancelled: Callable[[], bool],
) -> list[Compared]:
    """Fit the usual head to what another way of looking makes of the same examples.

    Raises
    ------
    Cancelled
        It was.
    DataError
        An example is not there any more.
    """
    for example in features.missing(lesson.examples):
        if cancelled():
            raise Cancelled(CANCELLED)
        features.look(example)
    features.save()
    if not all(map(features.has, lesson.examples)):
        raise DataError("Some examples are not there any more. Compare again.")
    plain = replace(lesson, variants=None, mixed=None)  # those are rows of the other way
    compared = compare([USUAL], plain, features, names, cancelled)
    subject = subject_of(features.backbone.name)
    return [one.model_copy(update={"subject": subject}) for one in compared]


def milliseconds(fitted: Fitted, row: Array) -> float:
    """Return how long a prediction from features [1, d] takes, by the network that would answer."""
    network, values = Network(fitted.onnx), np.asarray(row)
    times = []
    for _ in range(TIMED_RUNS):
        begin = time.perf_counter()
        network.run({"features": values}, ["probabilities", "novelty"])
        times.append(time.perf_counter() - begin)
    return 1000 * statistics.median(times)


def confusion(
    fitted: Fitted | None, present: Collection[str], names: dict[str, str], medium: Kind
) -> Confusion:
    """Return what examples were taken for when their take was left out.

    `present` are the ids of the examples that can still be shown.
    """
    labels = fitted.labels if fitted is not None else []
    if fitted is None or fitted.head.held_out_ is None:
        return Confusion(class_ids=labels, cells=[], sentence=WORDINGS[medium].cant_tell)
    held = fitted.head.held_out_
    cells: dict[tuple[str, str], list[str]] = {}
    for row, best in zip(held.rows.tolist(), held.probabilities.argmax(axis=1), strict=True):
        example = fitted.lesson.examples[row]
        if example.id in present:
            cells.setdefault((example.class_id, labels[best]), []).append(example.id)
    return Confusion(
        class_ids=labels,
        cells=[
            Cell(true=true, predicted=predicted, examples=ids)
            for (true, predicted), ids in sorted(cells.items())
        ],
        sentence=how_good(fitted, names),
    )
