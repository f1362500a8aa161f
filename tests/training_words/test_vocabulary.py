import numpy as np
import pytest

from training.words import vocabulary
from training.words.vocabulary import HELD_OUT, HOMOPHONES, LABELS, WORDS


def test_there_are_eighteen_words_and_two_other_labels() -> None:
    assert len(WORDS) == 18
    assert LABELS[-2:] == ("_background_noise_", "_unknown_")


def test_nothing_that_is_a_word_or_sounds_like_one_or_is_held_out_is_taught_as_unknown() -> None:
    texts = vocabulary.unknown_texts(4000, np.random.default_rng(0))
    said = {part for text in texts for part in text.split()}
    assert not said & ({*WORDS} | HOMOPHONES | {*HELD_OUT})
    assert len(set(texts)) > 3000


def test_the_same_seed_gives_the_same_texts() -> None:
    first, second = (vocabulary.unknown_texts(2500, np.random.default_rng(7)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("text", "may"),
    [("table", True), ("to", False), ("stop it", False), ("tree-house", False), ("forty", True)],
)
def test_what_may_be_unknown(text: str, may: bool) -> None:
    assert vocabulary.may_be_unknown(text) is may


def test_a_sentence_is_some_words() -> None:
    random = np.random.default_rng(0)
    words = vocabulary.sentence(random, ["a", "b"]).split()
    assert 4 <= len(words) <= 9
    assert {*words} <= {"a", "b"}
