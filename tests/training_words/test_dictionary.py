import numpy as np
import pytest

from training.words import dictionary
from training.words.vocabulary import HELD_OUT, WORDS


def test_words_of_the_dictionary_sound_like_none_of_the_eighteen() -> None:
    if not dictionary.FILE.exists():
        pytest.skip("Festival's dictionary is not installed")
    found = dictionary.words(2000, np.random.default_rng(0))
    assert len(set(found)) == 2000
    assert not {*found} & {*WORDS, *HELD_OUT, "wright", "write", "ate"}
    spoken = dictionary.pronunciations()
    assert spoken["seven"] == ("s", "eh", "v", "ax", "n")


def test_a_missing_dictionary_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(dictionary, "FILE", dictionary.Path(str(tmp_path)) / "none.out")
    dictionary.pronunciations.cache_clear()
    with pytest.raises(dictionary.EngineMissingError, match="festlex-cmu"):
        dictionary.words(1, np.random.default_rng(0))
    dictionary.pronunciations.cache_clear()
