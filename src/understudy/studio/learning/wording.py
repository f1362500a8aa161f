"""What is said differently of pictures, sounds and actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from understudy.evaluation.sentences import CANT_TELL, CANT_TELL_ACTIONS
from understudy.studio.protocol import Kind


@dataclass(frozen=True)
class Wording:
    """Sentences about one kind of examples; in braces stand names of classes."""

    looking: str
    """What is done with examples, before how many there are."""
    held_out: str
    """The examples that were left out of teaching."""
    cant_tell: str
    """That nothing could be left out of teaching."""
    begin: str
    """What to do where nothing is recorded: {empty} is a class to record."""
    record: str = "another take of"
    """What to record of classes that have too few takes."""
    no_class: str = "Add a class, then record a take of it."
    another: str = "Add another class, to tell {full} from, and record a take of it."
    """What to do where {full} is all there is."""
    next: str = "Now record a take of {empty}."
    ignore: str = ""
    """What to record where nothing was recorded of what is to be ignored."""


WORDINGS: Mapping[Kind, Wording] = {
    "picture": Wording(
        looking="Looking at",
        held_out="pictures in takes it has not seen",
        cant_tell=CANT_TELL,
        begin="Record a take of {empty} and one of another class.",
    ),
    "sound": Wording(
        looking="Listening to",
        held_out="sounds in takes it has not heard",
        cant_tell="I can't tell yet how often I am right: record each class at least twice.",
        begin="Record {empty} and another class, each at least twice.",
        ignore="Record a noise class too, so that other sounds do nothing.",
    ),
    "clip": Wording(
        looking="Looking at",
        held_out="clips it has not seen",
        cant_tell=CANT_TELL_ACTIONS,
        record="at least three clips of",
        begin="Record each action a few times: hold the button for the length of the action.",
        no_class="Add a class for each action, then record each a few times.",
        another="Add another class, to tell {full} from, and record it a few times.",
        next="Now record {empty}, also a few times.",
        ignore="Also record what is none of them: standing, walking about, scratching your head.",
    ),
}
