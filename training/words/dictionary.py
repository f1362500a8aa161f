"""The words of the dictionary that comes with Festival: the CMU Pronouncing Dictionary."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np

from training.words.engine import EngineMissingError
from training.words.vocabulary import WORDS, may_be_unknown

FILE = Path("/usr/share/festival/dicts/cmu/cmudict-0.4.out")  # Debian's festlex-cmu
PACKAGES = "festlex-cmu"
# ("abacus" nil (((ae) 1) ((b ax) 0) ((k ax s) 0)))
ENTRY = re.compile(r'\("([a-z]{2,12})" \S+ (.*)\)$')
PHONES = re.compile(r"[a-z]+")


def words(count: int, random: np.random.Generator) -> list[str]:
    """Return different words, none of which sounds like one of the eighteen or is held out.

    Raises
    ------
    EngineMissingError
        The dictionary is not installed.
    """
    spoken = pronunciations()
    alike = {spoken[word] for word in WORDS}
    usable = [word for word in spoken if spoken[word] not in alike and may_be_unknown(word)]
    return [str(word) for word in random.choice(usable, min(count, len(usable)), replace=False)]


@cache
def pronunciations() -> dict[str, tuple[str, ...]]:
    """Return the phones of every word of the dictionary."""
    if not FILE.exists():
        raise EngineMissingError(
            f"The dictionary {FILE.name} is not installed. On Debian: apt install {PACKAGES}"
        )
    with FILE.open(encoding="latin-1") as lines:
        entries = [entry for line in lines if (entry := ENTRY.match(line.strip()))]
    return {entry[1]: tuple(PHONES.findall(entry[2])) for entry in entries}
