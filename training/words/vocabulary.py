"""What is said: the eighteen words, and thousands of others that must not be taken for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from understudy import words

LABELS = words.labels()
BACKGROUND, UNKNOWN = words.BACKGROUND, words.UNKNOWN
WORDS = LABELS[:-2]

# The same sounds in another spelling: neither the word nor something to reject.
HOMOPHONES = frozenset((
    "won", "to", "too", "tu", "for", "fore", "ate", "ait", "know", "noe", "knows", "write",
    "wright", "rite", "nein", "sicks", "sics", "yess", "noh", "gogh", "goh", "upp", "lefft",
    "thrie", "stopp", "sevven",
))  # fmt: skip
# Never taught, as a word or in a sentence: on them is measured what of unseen words fires. TUNING
# are ordinary words, UNSEEN what public sets of spoken commands have beside the eighteen words, and
# NEAR words that sound like one of them.
TUNING = (
    "window", "computer", "banana", "garden", "doctor", "summer", "water", "monkey", "thursday",
    "paper", "music", "river", "shift", "sun", "phone", "hello",
)  # fmt: skip
UNSEEN = (
    "bed", "bird", "cat", "dog", "happy", "house", "marvin", "sheila", "wow", "backward",
    "follow", "forward", "learn", "visual",
)  # fmt: skip
NEAR = (
    "tree", "free", "gold", "fire", "light", "once", "seventy", "knife", "done", "stock", "guess",
    "yellow",
)  # fmt: skip
HELD_OUT = TUNING + UNSEEN + NEAR
COMMON = Path(__file__).with_name("common.txt")

ONSETS = (
    "b", "bl", "br", "ch", "d", "dr", "f", "fl", "fr", "g", "gl", "gr", "h", "j", "k", "kl",
    "kr", "l", "m", "n", "p", "pl", "pr", "r", "s", "sh", "sk", "sl", "sm", "sn", "sp", "st",
    "str", "sw", "t", "th", "thr", "tr", "tw", "v", "w", "y", "z", "",
)  # fmt: skip
NUCLEI = (
    "a", "e", "i", "o", "u", "ee", "oo", "ay", "oy", "ow", "ai", "ar", "or", "er", "ew", "igh",
    "oa",
)  # fmt: skip
CODAS = (
    "b", "ch", "d", "f", "ft", "g", "k", "ks", "l", "ld", "lf", "lt", "m", "mp", "n", "nd",
    "ng", "nk", "nt", "p", "pt", "r", "rk", "rn", "s", "sh", "sk", "sp", "ss", "st", "t", "th",
    "v", "x", "z", "", "", "",
)  # fmt: skip

Random = np.random.Generator


def common_words() -> list[str]:
    """Return some 1,900 ordinary words, none of them held out or the same as one of the words."""
    listed = COMMON.read_text(encoding="utf-8").split()
    return [word for word in listed if may_be_unknown(word)]


def may_be_unknown(text: str) -> bool:
    """Whether a text can be taught as unknown: no part of it is a word or was held out."""
    parts = set(text.lower().replace("-", " ").split())
    return not parts & ({*WORDS} | HOMOPHONES | {*HELD_OUT})


def invented_word(random: Random) -> str:
    """Return a pronounceable word of one to three syllables, most of which mean nothing."""
    syllables = random.choice([1, 2, 3], p=[0.5, 0.38, 0.12])
    return "".join(
        random.choice(ONSETS) + random.choice(NUCLEI) + random.choice(CODAS)
        for _ in range(syllables)
    )


def near_word(random: Random) -> str:
    """Return one of the words with another beginning, end or vowel, or more after it."""
    word = str(random.choice(WORDS))
    vowels = [i for i, letter in enumerate(word) if letter in "aeiou"]
    first, last = vowels[0], len(word) - 1
    while last > first and word[last] not in "aeiou":
        last -= 1
    kind = random.integers(4)
    if kind == 0:
        return str(random.choice(ONSETS)) + word[first:]
    if kind == 1:
        return word[: last + 1] + str(random.choice(CODAS[:-3]))
    if kind == 2:
        return word[:first] + str(random.choice(NUCLEI)) + word[first + 1 :]
    return word + str(random.choice(["er", "ing", "ly", "ty", "ment", "land", "ish", "ness"]))


def sentence(random: Random, vocabulary: list[str]) -> str:
    """Return four to nine ordinary words, one after another."""
    return " ".join(random.choice(vocabulary, random.integers(4, 10)))


def unknown_texts(count: int, random: Random) -> list[str]:
    """Return texts that are none of the words: ordinary, near, invented, two run together."""
    ordinary = common_words()
    texts = list(random.permutation(ordinary))
    while len(texts) < count:
        kind = random.random()
        if kind < 0.3:
            text = invented_word(random)
        elif kind < 0.6:
            text = near_word(random)
        elif kind < 0.8:
            text = " ".join(random.choice(ordinary, 2))
        else:
            text = str(random.choice(ordinary))
        if may_be_unknown(text):
            texts.append(text)
    return [str(text) for text in texts[:count]]
