from collections import Counter
from dataclasses import replace

import numpy as np

from understudy.training.doubts import doubts, no_other
from understudy.training.examples import ExampleSet
from understudy.training.gathering import Input
from understudy.types import Features, Medium


def shown(
    labels: list[str], medium: Medium = "picture", checksums: list[str] | None = None
) -> ExampleSet:
    inputs = [Input(f"{n}.jpg", label, f"{label}/{n}.jpg") for n, label in enumerate(labels)]
    nothing = [None] * len(labels)
    return ExampleSet(
        Features(np.zeros((len(labels), 1))), labels, [one.name for one in inputs], inputs,
        [*nothing], [*nothing], [*(checksums or nothing)], [], medium=medium,
    )  # fmt: skip


def said(examples: ExampleSet, background: tuple[str, ...] = ()) -> list[str]:
    return doubts(examples, Counter(examples.labels), background)


def test_nothing_is_doubtful() -> None:
    assert said(shown(["a", "a", "b", "b"])) == []
    assert said(shown(["a", "a", "other", "other"], "clip"), ("other",)) == []


def test_a_single_example() -> None:
    assert said(shown(["a", "b", "b"])) == [
        "The class 'a' has a single example; add more, or how well it is recognised can't be told."
    ]
    assert said(shown(["a", "b", "b", "other"], "clip"), ("other",)) == [
        "The class 'a' has a single clip; add more, or how well it is recognised can't be told."
    ]


def test_the_same_file_in_two_classes() -> None:
    (sentence,) = said(shown(["a", "b", "a", "b"], checksums=["x", "x", "y", "z"]))
    assert sentence == (
        "The same file is taught as different classes: a/0.jpg, b/1.jpg. Delete it where it does "
        "not belong."
    )


def test_many_of_them_are_not_all_named() -> None:
    labels = [label for label in "ab" for _ in range(12)]
    sentences = said(shown(labels, checksums=[str(n % 12) for n in range(24)]))
    assert len(sentences) == 11
    assert sentences[-1] == "So are 2 more."


def test_actions_without_anything_else_are_said_once() -> None:
    (sentence,) = said(shown(["kick", "kick", "punch", "punch"], "clip"))
    assert sentence.startswith("There is no class of everything else, so whatever moves is taken")
    assert "--background other" in sentence
    assert said(shown(["kick", "kick"], "clip")) == []  # to tell one action from all else


def test_a_class_that_is_called_so_is_offered() -> None:
    assert no_other(["Idle", "punch"]) == (
        "No class is said to be nothing to react to, so 'Idle' is taken for an action like the "
        "others. If it is none, say so: --background Idle (in Python, background='Idle')."
    )


def videos(*seconds: float, **facts: bool) -> ExampleSet:
    """Return two videos, of which these frames were looked at."""
    several = [Input(f"{n}.mp4", label, f"{n}.mp4") for n, label in enumerate("ab")]
    labels = [label for label in "ab" for _ in seconds]
    found = shown(labels)
    inputs = [one for one in several for _ in seconds]
    return replace(found, inputs=inputs, seconds=[*seconds] * 2, **facts)


def test_short_videos_that_are_taught_as_pictures_are_told() -> None:
    (sentence,) = said(videos(0.0, 0.2, 0.4))
    assert sentence == (
        "These are videos, and each was taught as 3 separate pictures. If what counts is the "
        'movement, say so: --kind actions (in Python, kind="actions").'
    )
    uneven = videos(0.0, 0.2, 0.4)
    uneven.inputs[2] = uneven.inputs[3]
    assert "as 2 to 4 separate pictures" in said(uneven)[0]


def test_long_videos_photos_and_what_was_asked_for_are_fine() -> None:
    assert said(videos(0.0, 60.0)) == []
    assert said(videos(0.0, 0.2, kind_stated=True)) == []
    assert said(replace(videos(0.0, 0.2), medium="clip"), ("a",)) == []
    mixed = videos(0.0, 0.2)
    mixed.inputs[0] = Input("a.jpg", "a", "a.jpg")
    assert said(mixed) == []


def test_a_class_of_which_nothing_can_be_read() -> None:
    (sentence,) = said(replace(shown(["a", "a", "b", "b"]), unread=["c", "d"]))
    assert sentence == (
        "None of the files of 'c' and 'd' can be read. The others are taught without."
    )
