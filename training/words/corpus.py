"""Everything that is said for training and for measuring, kept in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.words import dictionary, espeak, festival, flite
from training.words.engine import say_all
from training.words.utterance import Utterance, load, save
from training.words.vocabulary import HELD_OUT, WORDS, common_words, sentence, unknown_texts

Texts = Sequence[str]
Speak = Callable[[Texts, Sequence[int], int], list[Utterance]]

ENGINES: dict[str, Speak] = {
    "espeak": lambda texts, seed, workers: say_all(espeak.say, texts, seed, workers),
    "accents": lambda texts, seed, workers: say_all(espeak.say_abroad, texts, seed, workers),
    "flite": lambda texts, seed, workers: say_all(flite.say, texts, seed, workers),
    "festival": lambda texts, seed, workers: festival.say_all(texts, seed),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """How much one engine says."""

    each_word: int
    unknown: int
    sentences: int
    dictionary: int
    """Different words of a dictionary."""
    held_out: int
    """Times each of the words that are never taught is said, for measuring."""
    held_out_sentences: int


PLAN = {
    "espeak": Amount(450, 9_000, 1_200, 6_000, 14, 260),
    "accents": Amount(110, 2_500, 200, 0, 0, 0),
    "flite": Amount(280, 5_000, 700, 6_000, 10, 160),
    "festival": Amount(140, 2_500, 300, 3_000, 6, 80),
}
KINDS = ("words", "unknown", "held-out", "dictionary")
SMALL_PLAN = {"espeak": Amount(3, 24, 3, 0, 1, 2)}


def speak(folder: Path, plan: dict[str, Amount], seed: int, workers: int) -> None:
    """Say all of a plan into `folder`, one file for each engine and purpose; keep what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    alike = {espeak.phonemes(word) for word in WORDS}
    for number, (engine, amount) in enumerate(plan.items()):
        for purpose, kind in enumerate(KINDS):
            path = folder / f"{kind}-{engine}.npz"
            key = (seed, number, purpose)
            if path.exists() or not (
                texts := texts_of(kind, amount, np.random.default_rng(key), alike)
            ):
                continue
            said = ENGINES[engine](texts, key, workers)
            save(path, said)
            print(f"{path.name}: {len(said)} of {len(texts)} said", flush=True)


def texts_of(kind: str, amount: Amount, random: np.random.Generator, alike: set[str]) -> list[str]:
    """Return what one engine says for one purpose."""
    if kind == "words":
        return [word for word in WORDS for _ in range(amount.each_word)]
    if kind == "held-out":
        words = list(HELD_OUT)
        said = [word for word in words for _ in range(amount.held_out)]
        return said + [sentence(random, words) for _ in range(amount.held_out_sentences)]
    if kind == "dictionary":
        return dictionary.words(amount.dictionary, random) if amount.dictionary else []
    ordinary = common_words()
    known = set(ordinary)
    texts = [
        text
        for text in unknown_texts(amount.unknown, random)
        if text in known or " " in text or espeak.phonemes(text) not in alike
    ]
    return texts + [sentence(random, ordinary) for _ in range(amount.sentences)]


def read(folder: Path, kind: str) -> list[Utterance]:
    """Return all that was said for one purpose: "words", "unknown" or "held-out"."""
    return [said for path in sorted(folder.glob(f"{kind}-*.npz")) for said in load(path)]


def read_unknown(folder: Path) -> list[Utterance]:
    """Return all that was said of other words, for training."""
    return read(folder, "unknown") + read(folder, "dictionary")
