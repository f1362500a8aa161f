import numpy as np

from training.words.accents import SPELT, spell
from training.words.vocabulary import WORDS


def test_every_language_spells_every_word() -> None:
    assert {len(spelt) for spelt in SPELT.values()} == {len(WORDS)}


def test_other_texts_are_spelt_as_they_are() -> None:
    language, spelt = spell("table", np.random.default_rng(0))
    assert language in SPELT
    assert spelt == "table"
