"""An evaluation in a few plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from understudy.evaluation.metrics import confused_pairs
from understudy.evaluation.sentences import (
    FEW_TO_COUNT,
    cant_tell,
    listed,
    percent,
    plural,
    share_of,
)

if TYPE_CHECKING:
    from understudy.evaluation.results import Evaluation

SAME = 0.005
"""Up to so large a difference two shares read alike."""
FEW = 10
"""Below so many rows the summary says that they are too few to be sure."""


def summarized(evaluation: Evaluation, quotes: tuple[str, str] = ("`", "`")) -> str:
    """Return what was right, answered, mixed up, called unknown and cross-validated.

    Labels are put between the two `quotes`.
    """
    said = [*_right(evaluation), *_answered(evaluation), *_mixed_up(evaluation, quotes)]
    said += _never_taught(evaluation)
    cross = evaluation.cross_validated
    if cross is not None and cross.accuracy is not None:
        takes = plural(cross.takes, "take") if cross.takes else "takes"
        right = percent(cross.accuracy)
        said.append(
            f"While teaching, tested on {takes} left out for it: right {right} of the time."
        )
    elif cross is not None and said:
        said.append(f"From its own examples {cant_tell(evaluation.medium)}")
    elif not said:
        said.append(cant_tell(evaluation.medium))
    return " ".join(said)


def _right(evaluation: Evaluation) -> list[str]:
    if not evaluation.count:
        return []
    low, high = map(percent, evaluation.accuracy_interval)
    accuracy = evaluation.accuracy or 0.0
    right = f"Right on {share_of(evaluation.right, evaluation.count, evaluation.medium)}"
    if abs(accuracy - evaluation.right / evaluation.count) > SAME:
        each = "clip" if evaluation.medium == "clip" else "recording"
        right += f", or {percent(accuracy)} where each {each} counts alike"
    if evaluation.count < FEW:
        return [f"{right}: too few to be sure."]
    if evaluation.right == evaluation.count:
        return [f"{right} (on others, at least {low} is likely)."]
    return [f"{right} (between {low} and {high})."]


def _answered(evaluation: Evaluation) -> list[str]:
    answered, accurate = evaluation.answered, evaluation.accuracy_when_answered
    if answered is None:
        return []
    if evaluation.count == 1:
        return [] if answered else ["But it calls it unknown."]
    all_things = bool(evaluation.things.sum() == evaluation.count)
    them = "them" if all_things else "those that show something"
    if accurate is None:
        return [f"Calls all of {them} unknown."]
    if answered == 1 and all_things:
        return ["Answers all of them."]
    answers = (
        f"Answers all of {them}" if answered == 1 else f"Answers {percent(answered)} of {them}"
    )
    if int(np.sum(evaluation.things & evaluation.known)) == 1:
        return [f"{answers}, {'rightly' if accurate else 'wrongly'}."]
    right = "all" if accurate == 1 else "none" if accurate == 0 else percent(accurate)
    return [f"{answers} and is right on {right} of those."]


def _mixed_up(evaluation: Evaluation, quotes: tuple[str, str]) -> list[str]:
    confusion = evaluation.confusion
    pairs = confused_pairs(confusion, evaluation.labels, most=1)
    if not pairs or evaluation.count == 1:
        return []
    worst = pairs[0]
    true, predicted = map(evaluation.labels.index, (worst.true, worst.predicted))
    if confusion[predicted, true]:
        return [f"{listed((worst.true, worst.predicted), quotes)} get mixed up."]
    times = "once" if worst.times == 1 else f"{worst.times:,} times"
    taken_for = f"{listed([worst.true], quotes)} is taken for {listed([worst.predicted], quotes)}"
    return [f"{taken_for} {times}."]


def _never_taught(evaluation: Evaluation) -> list[str]:
    strange = ~evaluation.taught
    count = int(strange.sum())
    if not count:
        return []
    right = int(np.sum(strange & ~evaluation.known))
    if count == 1:
        said = "unknown, as it should" if right else "known, though it is not"
        return [f"It calls the one {evaluation.medium} of something never taught {said}."]
    few = f"{right:,}" if count < FEW_TO_COUNT else percent(right / count)
    calls = "none" if right == 0 else "all" if right == count else few
    things = plural(count, evaluation.medium)
    return [f"Of {things} of things never taught, it calls {calls} unknown."]


HONEST = 0.05
"""Up to so large an expected calibration error, confidence may be taken at its word."""
FEW_TO_CALIBRATE = 100
"""On fewer rows the error of chance alone is above HONEST."""


def calibration_in_words(evaluation: Evaluation) -> str | None:
    """Return whether the confidence can be believed, or None where nothing was taught."""
    error, accuracy = evaluation.calibration_error, evaluation.accuracy
    if error is None or accuracy is None:
        return None
    points = round(100 * error)
    off = plural(points, "point") if points else "less than a point"
    confidence = float(evaluation.confidence[evaluation.taught].mean())
    if error <= HONEST:
        said = f"You can believe how sure it says it is: that is off by {off} on average."
    else:
        kind = "too sure of itself" if confidence > accuracy else "too modest"
        said = (
            f"It is {kind}: on average it says {percent(confidence)} and is right "
            f"{percent(accuracy)} of the time. Bin by bin it is off by {off}."
        )
    if evaluation.count >= FEW_TO_CALIBRATE:
        return said
    return f"{said} With so few {evaluation.medium}s this is rough."
