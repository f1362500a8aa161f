from dataclasses import replace

import pytest

from tests.studio.learning.lessons import RIGHT, fitted_to
from understudy.evaluation.sentences import CANT_TELL
from understudy.project.records import ClassRecord
from understudy.studio.learning.choice import Choice
from understudy.studio.learning.telling import Situation, tell
from understudy.studio.learning.wording import WORDINGS
from understudy.studio.protocol import Kind, Suggestion

A, B, C = (
    ClassRecord(i, n, "#000000", "class") for i, n in zip("abc", ("up", "left", "no"), strict=True)
)
NOTHING = Situation(busy=False)


def filled(*ids: str) -> frozenset[str]:
    return frozenset(ids)


@pytest.mark.parametrize(
    ("situation", "sentence"),
    [
        (NOTHING, "Add a class, then record a take of it."),
        (replace(NOTHING, classes=(A,)), "Record a take of `up` and one of another class."),
        (
            replace(NOTHING, classes=(A,), filled=filled("a")),
            "Add another class, to tell `up` from, and record a take of it.",
        ),
        (
            replace(NOTHING, classes=(A, B, C), filled=filled("b")),
            "Now record a take of `up`.",
        ),
        (
            replace(NOTHING, classes=(A, B), filled=filled("a", "b"), choice=Choice("dense")),
            "Press Train to learn from your pictures.",
        ),
    ],
)  # fmt: skip
def test_what_to_do_next(situation: Situation, sentence: str) -> None:
    told = tell(situation)
    assert (told.status, told.sentence, told.model) == ("empty", sentence, 0)


def ready(*takes: tuple[str, str], number: int = 1) -> Situation:
    ids = filled(*(class_id for class_id, _ in takes))
    return Situation((A, B, C), ids, fitted_to(*takes), number, busy=False)


@pytest.mark.parametrize(
    ("takes", "sentence"),
    [
        (RIGHT[:2], CANT_TELL),
        (RIGHT, "Recognises 100 % of pictures in takes it has not seen."),
        (
            (*RIGHT, ("a", "disc")),
            "Recognises 80 % of pictures in takes it has not seen; "
            "`up` is sometimes taken for `left`.",
        ),
        (
            (*RIGHT, *RIGHT, ("a", "disc"), ("b", "box")),
            "Recognises 80 % of pictures in takes it has not seen; `up` and `left` get mixed up.",
        ),
        (
            (*RIGHT, ("c", "cross")),
            "I can't tell yet how often I am right: record another take of `no`.",
        ),
    ],
)
def test_how_good(takes: tuple[tuple[str, str], ...], sentence: str) -> None:
    told = tell(ready(*takes))
    assert (told.status, told.sentence) == ("ready", sentence)


def test_no_figure_is_told_while_a_class_is_untested() -> None:
    now = ready(*RIGHT)
    figures = replace(now.fitted.figures, per_class=(1.0, None), takes=2)
    told = tell(replace(now, fitted=replace(now.fitted, figures=figures)))
    assert told.accuracy is None
    assert told.sentence == (
        "I can't tell yet how often I am right: of the 2 takes left out to test it, none was of "
        "`left`. Record more takes."
    )


def test_the_figure_and_the_sentence_agree() -> None:
    lone, few = ready(*RIGHT, ("c", "cross")), of("clip", *RIGHT, ("a", "box"))
    for now in (ready(*RIGHT[:2]), lone, few):
        told = tell(now)
        assert (told.sentence[:12], told.accuracy) == ("I can't tell", None)
    now = of("clip", *RIGHT, *RIGHT[:2])
    ignored = replace(now.fitted.lesson, ignored=frozenset("b"))
    figures = replace(now.fitted.figures, per_class=(0.75, None), accuracy=0.75)
    told = tell(replace(now, fitted=replace(now.fitted, lesson=ignored, figures=figures)))
    assert told.accuracy == 0.75
    assert told.sentence.startswith("Recognises 75 %")


def test_all_that_is_known_of_the_model() -> None:
    told = tell(ready(*RIGHT, ("c", "cross"), number=7))
    assert (told.model, told.labels, told.accuracy, told.takes) == (7, ["a", "b", "c"], None, 4)
    assert told.per_class == {"a": 1.0, "b": 1.0, "c": None}
    assert (told.head, told.by_hand) == ("auto", False)
    assert told.chosen.startswith("discriminant")
    assert told.reason


def test_a_class_that_is_gone_is_called_by_its_id() -> None:
    told = tell(replace(ready(*RIGHT, ("a", "disc")), classes=(A,)))
    assert "`up` is sometimes taken for `b`" in told.sentence


def test_while_learning() -> None:
    first = replace(NOTHING, busy=True)
    assert (tell(first).status, tell(first).sentence) == (
        "learning", "Learning from your pictures.",
    )  # fmt: skip
    many = replace(ready(*RIGHT), done=30, total=1000)
    assert (tell(many).status, tell(many).sentence) == ("learning", "Looking at 1,000 pictures.")
    assert (tell(many).done, tell(many).total) == (30, 1000)
    by_hand = tell(replace(ready(*RIGHT), busy=True, choice=Choice("dense", {"epochs": 3})))
    assert by_hand.sentence == "Training: Neural network. Until then the last model answers."
    assert (by_hand.head, by_hand.settings, by_hand.accuracy) == ("dense", {"epochs": 3}, 1.0)


def test_failure_is_told_and_the_model_stays() -> None:
    told = tell(replace(ready(*RIGHT), failure="It ran away."))
    assert (told.status, told.sentence, told.model) == ("failed", "It ran away.", 1)


def test_pictures_that_can_not_be_read_are_told() -> None:
    one, two = (tell(replace(ready(*RIGHT), unreadable=n)).sentence for n in (1, 2))
    assert one.endswith(" 1 picture can't be read; it is left out.")
    assert two.endswith(" 2 pictures can't be read; they are left out.")


NOT_SEEN = replace(ready(*RIGHT), sought="hand", shown={"a": 40, "b": 8}, unseen={"a": 12})


@pytest.mark.parametrize(
    ("situation", "sentence"),
    [
        (NOT_SEEN, "I can't see a hand in 12 of 48 pictures; they count less."),
        (replace(NOT_SEEN, unseen={"b": 1}), "in 1 of 48 pictures; it counts less."),
        (replace(NOT_SEEN, sought="body"), "I can't see a person in 12 of 48"),
        (replace(NOT_SEEN, unseen={}), "Recognises 100 % of pictures in takes it has not seen."),
        (
            replace(NOT_SEEN, classes=(replace(A, role="background"), B)),
            "Recognises 100 % of pictures in takes it has not seen.",
        ),
        (
            replace(NOT_SEEN, unseen={"a": 3, "b": 2}, classes=(replace(A, role="background"), B)),
            "I can't see a hand in 2 of 8 pictures; they count less.",
        ),
    ],
)
def test_pictures_without_a_hand_are_told_but_of_a_background(
    situation: Situation, sentence: str
) -> None:
    told = tell(situation)
    assert sentence in told.sentence
    assert told.sentence.endswith(".")
    assert told.unseen == situation.unseen


def test_what_looked_at_something_else_is_told_while_it_answers() -> None:
    told = tell(Situation(number=4, before=("a", "b"), done=3, total=80))
    assert (told.status, told.model, told.labels, told.accuracy) == (
        "learning",
        4,
        ["a", "b"],
        None,
    )
    assert told.sentence == "Looking at 80 pictures."


def test_a_suggestion_is_handed_on() -> None:
    suggestion = Suggestion(subject="hands", sentence="Look at hands?")
    assert tell(replace(NOTHING, suggestion=suggestion)).suggestion == suggestion


SOUNDS = replace(NOTHING, medium="sound")


@pytest.mark.parametrize(
    ("situation", "sentence"),
    [
        (SOUNDS, "Add a class, then record a take of it."),
        (
            replace(SOUNDS, classes=(A, B)),
            "Record `up` and another class, each at least twice.",
        ),
        (replace(SOUNDS, classes=(A, B), filled=filled("b")), "Now record a take of `up`."),
        (
            replace(SOUNDS, classes=(A, B), filled=filled("a", "b"), choice=Choice("dense")),
            "Press Train to learn from your sounds.",
        ),
        (replace(SOUNDS, busy=True), "Learning from your sounds."),
        (replace(SOUNDS, total=1000), "Listening to 1,000 sounds."),
        (replace(SOUNDS, unreadable=1), "1 sound can't be read; it is left out."),
    ],
)
def test_sounds_are_told_in_words_of_sounds(situation: Situation, sentence: str) -> None:
    assert tell(situation).sentence.endswith(sentence)


def of(medium: Kind, *takes: tuple[str, str]) -> Situation:
    situation = replace(ready(*takes), medium=medium)
    assert situation.fitted is not None
    lesson = replace(situation.fitted.lesson, medium=medium)
    return replace(situation, fitted=replace(situation.fitted, lesson=lesson))


def test_of_fewer_than_three_clips_nothing_is_told() -> None:
    asked = "I can't tell yet how often I am right: record at least three clips of"
    assert tell(of("clip", *RIGHT[:2])).sentence.startswith(f"{asked} each action.")
    assert tell(of("clip", *RIGHT, ("a", "box"))).sentence.startswith(f"{asked} `left`.")
    three = of("clip", *RIGHT, *RIGHT[:2])
    assert tell(three).sentence.startswith("Recognises 100 % of clips it has not seen.")


def test_how_good_it_hears_and_that_noise_is_missing() -> None:
    told = tell(of("sound", *RIGHT)).sentence
    assert told.startswith("Recognises 100 % of sounds in takes it has not heard.")
    assert told.endswith(" Record a noise class too, so that other sounds do nothing.")
    assert tell(of("sound", *RIGHT[:2])).sentence.startswith(WORDINGS["sound"].cant_tell)
    noisy = replace(of("sound", *RIGHT), classes=(A, replace(B, role="background")))
    assert "noise" not in tell(noisy).sentence


ACTIONS = replace(NOTHING, medium="clip")
HOLD = "Record each action a few times: hold the button for the length of the action."


@pytest.mark.parametrize(
    ("situation", "sentence"),
    [
        (ACTIONS, "Add a class for each action, then record each a few times."),
        (replace(ACTIONS, classes=(A, B)), HOLD),
        (
            replace(ACTIONS, classes=(A,), filled=filled("a")),
            "Add another class, to tell `up` from, and record it a few times.",
        ),
        (
            replace(ACTIONS, classes=(A, B), filled=filled("b")),
            "Now record `up`, also a few times.",
        ),
        (replace(ACTIONS, busy=True), "Learning from your clips."),
        (replace(ACTIONS, total=40), "Looking at 40 clips."),
        (replace(ACTIONS, unreadable=2), "2 clips can't be read; they are left out."),
    ],
)
def test_actions_are_told_in_words_of_actions(situation: Situation, sentence: str) -> None:
    assert tell(situation).sentence.endswith(sentence)


def test_how_good_it_is_at_actions_and_that_other_movements_are_missing() -> None:
    told = tell(of("clip", *RIGHT, *RIGHT[:2])).sentence
    assert told.startswith("Recognises 100 % of clips it has not seen.")
    assert told.endswith(
        "Also record what is none of them: standing, walking about, scratching your head."
    )
    assert tell(of("clip", *RIGHT[:2])).sentence.startswith(WORDINGS["clip"].cant_tell)
    ignoring = replace(of("clip", *RIGHT), classes=(A, replace(B, role="background")))
    assert "scratching" not in tell(ignoring).sentence


def test_clips_without_a_hand_are_told() -> None:
    now = replace(of("clip", *RIGHT), sought="hand", shown={"a": 10, "b": 9}, unseen={"b": 1})
    assert "I can't see a hand in 1 of 19 clips." in tell(now).sentence


def test_one_long_take_of_what_is_ignored_is_enough() -> None:
    now = of("clip", *RIGHT, *RIGHT[:2], ("c", "cross"))
    assert now.fitted is not None
    assert "record at least three clips of `no`" in tell(now).sentence
    lesson = replace(now.fitted.lesson, ignored=frozenset("c"))
    told = tell(replace(now, fitted=replace(now.fitted, lesson=lesson)))
    assert told.accuracy == 1
    assert told.sentence.startswith("Recognises 100 % of clips it has not seen.")
