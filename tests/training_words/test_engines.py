import shutil
from pathlib import Path

import numpy as np
import pytest

from training.words import corpus, engine, espeak, festival, flite
from training.words.utterance import RATE
from training.words.vocabulary import WORDS

SAY = {"espeak-ng": espeak.say, "flite": flite.say}


@pytest.mark.parametrize("program", SAY)
def test_an_engine_says_a_word_and_the_same_for_the_same_seed(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    first, second = (SAY[program]("seven", np.random.default_rng(1)) for _ in range(2))
    assert first is not None
    assert second is not None
    assert 0.15 < len(first.samples) / RATE < 2
    np.testing.assert_array_equal(first.samples, second.samples)


def test_festival_says_several_words_in_one_run() -> None:
    if shutil.which("festival") is None:
        pytest.skip("festival is not installed")
    said = festival.say_all(["yes", "no"], [1])
    assert {u.text for u in said} <= {"yes", "no"}


@pytest.mark.usefixtures("espeak")
def test_order_and_workers_change_nothing() -> None:
    one, two = (engine.say_all(espeak.say, ["up", "go", "no"], (1,), n) for n in (1, 2))
    assert [u.voice for u in one] == [u.voice for u in two]


def test_a_missing_engine_is_named_with_its_packages() -> None:
    with pytest.raises(engine.EngineMissingError, match="apt install some-package"):
        engine.need("no-such-engine", "some-package")


@pytest.mark.usefixtures("espeak")
def test_a_plan_is_said_once_and_kept(tmp_path: Path) -> None:
    plan = {"espeak": corpus.Amount(1, 5, 1, 0, 0, 0)}
    corpus.speak(tmp_path, plan, 1, 2)
    assert sorted({u.text for u in corpus.read(tmp_path, "words")}) == sorted(WORDS)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    corpus.speak(tmp_path, plan, 1, 2)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


@pytest.mark.usefixtures("espeak")
def test_other_spellings_of_a_word_are_found_by_their_sound() -> None:
    assert espeak.phonemes("write") == espeak.phonemes("right")
    assert espeak.phonemes("light") != espeak.phonemes("right")
