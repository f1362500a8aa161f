import numpy as np
import pytest

pytest.importorskip("torch")

from training.words import card
from training.words.train import Recipe
from training.words.utterance import Utterance
from training.words.vocabulary import NEAR, UNSEEN
from understudy.live.listening import Listening

STREAM = {"words": 30, "hit": 0.0, "wrong": 4.2, "missed": 95.8, "extra": 0.0}
MEASURED = {
    "real": {
        "windows": {
            "recordings": 600,
            "right": 95.3,
            "by_word": {"one": 91.7},
            "by_speaker": {"ada": 93.1},
        },
        "streamed": STREAM | {"hit": 81.9, "missed": 17.5, "median_delay_ms": 180},
    },
    "unseen": {
        name: STREAM | {"fired_by_word": dict.fromkeys(group, 1.5)}
        for name, group in (("tuning", UNSEEN), ("ordinary", UNSEEN), ("near", NEAR))
    },
    "alarms_per_hour": {
        "speech": 12.5, "speech_minutes": 20.0, "noise": 0.0, "noise_minutes": 10.0,
    },
}  # fmt: skip


def said() -> list[Utterance]:
    sound = np.zeros(1, np.int16)
    return [Utterance(sound, text, "espeak/en") for text in ("one", "one", "table")]


def test_the_card_says_what_was_measured() -> None:
    found = card.card(card.facts(said(), 5, Recipe(), MEASURED, 1))
    for figure in ("95.3", "91.7", "93.1", "81.9", "180 ms", "4.2", "12.5", "3 windows in a row"):
        assert figure in found


def test_what_was_not_measured_is_not_told() -> None:
    found = card.card(card.facts(said(), 5, Recipe(), {}, 1))
    assert "real recordings" not in found
    assert "synthesised voices only" in found


def test_the_facts_count_examples_by_label_and_say_how_to_listen() -> None:
    facts = card.facts(said(), 5, Recipe(), {}, 1)
    examples = facts["provenance"]["examples"]
    assert (examples["one"], examples["_unknown_"], examples["_background_noise_"]) == (2, 1, 5)
    assert Listening.of(facts) == card.LISTENING
