"""What is doubtful about examples, in a sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from understudy.evaluation.sentences import listed
from understudy.media.kinds import kind_of
from understudy.project.takes import duplicates_across_classes
from understudy.training.examples import ExampleSet

SHOWN_DUPLICATES = 10  # files in two classes named in warnings; a copied folder has hundreds
SHORT_VIDEO_SECONDS = 5.0
"""Videos that are no longer may well show an action each."""
OTHER_NAMES = ("other", "none", "nothing", "idle", "background", "noise")
"""What people call a class of what is no action."""


def doubts(
    examples: ExampleSet, counts: Counter[str], background: Collection[str] = ()
) -> list[str]:
    """Return a sentence for everything doubtful about the examples.

    Parameters
    ----------
    examples
        Of all classes.
    counts
        How many each class has.
    background
        Labels of classes that are nothing to react to.
    """
    sentences = [*_duplicates(examples), *_single(examples, counts, background)]
    if examples.unread:
        sentences.append(f"{nothing_of(examples.unread)} The others are taught without.")
    sentences += _clips_as_pictures(examples)
    if examples.medium == "clip" and len(counts) > 1 and not background:
        sentences.append(no_other(sorted(counts)))
    return sentences


def nothing_of(labels: Sequence[str]) -> str:
    """Say that none of the files of some classes could be read."""
    return (
        f"None of the files of {listed([repr(label) for label in labels], ('', ''))} can be read."
    )


def no_other(labels: Sequence[str]) -> str:
    """Say what comes of actions without a class of everything else, and how to add one."""
    named = [label for label in labels if label.casefold() in OTHER_NAMES]
    if named:
        return (
            f"No class is said to be nothing to react to, so {named[0]!r} is taken for an action "
            f"like the others. If it is none, say so: --background {named[0]} (in Python, "
            f"background={named[0]!r})."
        )
    return (
        "There is no class of everything else, so whatever moves is taken for one of the actions. "
        "Record half a minute of what happens in between (standing, walking about, scratching your "
        "head) in a folder 'other', and say so: --background other (in Python, "
        'background="other").'
    )


def _duplicates(examples: ExampleSet) -> list[str]:
    sentences = []
    known = [(row, c) for row, c in enumerate(examples.checksums) if c is not None]
    rows = [row for row, _ in known]
    pairs = duplicates_across_classes(
        [examples.labels[row] for row in rows], [checksum for _, checksum in known]
    )
    for _, same in pairs[:SHOWN_DUPLICATES]:
        # One file of each class: the same one may be there many times, a video once a frame.
        files = {examples.labels[rows[i]]: examples.inputs[rows[i]].name for i in reversed(same)}
        sentences.append(
            f"The same file is taught as different classes: {', '.join(sorted(files.values()))}. "
            "Delete it where it does not belong."
        )
    if len(pairs) > SHOWN_DUPLICATES:
        more = len(pairs) - SHOWN_DUPLICATES
        sentences.append(f"So {'is' if more == 1 else 'are'} {more:,} more.")
    return sentences


def _clips_as_pictures(examples: ExampleSet) -> list[str]:
    """Say what was made of short videos where nobody said what counts in them."""
    seconds = [one or 0.0 for one in examples.seconds]
    videos = examples.medium == "picture" and all(
        one.path is not None and kind_of(one.path) == "video" for one in examples.inputs
    )
    if examples.kind_stated or not videos or max(seconds, default=0.0) > SHORT_VIDEO_SECONDS:
        return []
    counts = Counter(one.name for one in examples.inputs).values()
    least, most = min(counts, default=0), max(counts, default=0)
    if most < 2:
        return []
    number = f"{most}" if least == most else f"{least} to {most}"
    return [
        f"These are videos, and each was taught as {number} separate pictures. If what counts is "
        'the movement, say so: --kind actions (in Python, kind="actions").'
    ]


def _single(examples: ExampleSet, counts: Counter[str], background: Collection[str]) -> list[str]:
    clips = examples.medium == "clip"
    noun = "clip" if clips else "example"
    return [
        f"The class {label!r} has a single {noun}; add more, or how well it is recognised can't "
        "be told."
        for label, count in sorted(counts.items())
        if count == 1 and not (clips and label in background)
    ]
