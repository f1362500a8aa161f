"""From what was said to a head, its facts and its card."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training.words import card, clips, corpus, measure
from training.words.network import to_onnx
from training.words.train import Recipe, train
from training.words.utterance import RATE
from training.words.vocabulary import LABELS, NEAR, TUNING, UNSEEN
from understudy import backbones, words
from understudy.model import Model

NOISE_MINUTES, SMALL_NOISE_MINUTES = 10.0, 0.2
USED, SMALL_USED = 2, 8  # one in so many of what is held out is measured on


@dataclass(frozen=True, slots=True)
class Options:
    """What to make the words from, and where."""

    work: Path
    output: Path
    seed: int
    workers: int
    passes: int
    real: Path | None = None
    small: bool = False

    @property
    def speech(self) -> Path:
        """The folder of all that was said."""
        return self.work / "speech"

    @property
    def recipe(self) -> Recipe:
        """How the head is trained."""
        return replace(Recipe(), epochs=2, batch=64) if self.small else Recipe()


def make_head(options: Options) -> dict[str, Any]:
    """Train the head and write it with its facts and card; return what was measured."""
    heard = clips.join([passed(options, number) for number in range(options.passes)])
    head = to_onnx(train(heard, options.recipe, options.seed))
    model = Model(LABELS, backbones.load(words.BACKBONE), head, card.RULES)
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / words.HEAD_FILE).write_bytes(head)
    measured = measured_of(model, options)
    said = corpus.read(options.speech, "words") + corpus.read_unknown(options.speech)
    facts = card.facts(said, clips.noises(len(said)), options.recipe, measured, options.seed)
    text = json.dumps(facts, indent=1, ensure_ascii=False) + "\n"
    (options.output / words.FACTS_FILE).write_text(text, encoding="utf-8")
    (options.output / "MODEL_CARD.md").write_text(card.card(facts), encoding="utf-8")
    return measured


def passed(options: Options, number: int) -> clips.Clips:
    """Return the clips of one pass, made now or kept from before."""
    path = options.work / f"clips-{number}.npz"
    if not path.exists():
        clips.make(options.speech, number, options.seed, options.workers).save(path)
        print(f"pass {number + 1} heard", flush=True)
    return clips.Clips.load(path)


def measured_of(model: Model, options: Options) -> dict[str, Any]:
    """Return how well a model does on real recordings, unseen words, talk and noise."""
    used = SMALL_USED if options.small else USED
    held_out = corpus.read(options.speech, "held-out")
    alone = measure.synthesised([u for u in held_out if " " not in u.text][::used])
    talk = measure.talk([u for u in held_out if " " in u.text][::used], options.seed)
    minutes = SMALL_NOISE_MINUTES if options.small else NOISE_MINUTES
    noise = measure.noises(60 * minutes, options.seed)
    measured: dict[str, Any] = {
        "unseen": {
            name: measure.streamed(model, [r for r in alone if r.word in group])
            for name, group in (("tuning", TUNING), ("ordinary", UNSEEN), ("near", NEAR))
        },
        "alarms_per_hour": {
            "speech": measure.alarms(model, talk),
            "speech_minutes": round(len(talk) / RATE / 60, 1),
            "noise": measure.alarms(model, noise),
            "noise_minutes": round(len(noise) / RATE / 60, 1),
        },
    }
    if options.real is not None:
        real = measure.recordings(options.real)
        measured["real"] = {
            "windows": measure.accuracy(model, real),
            "streamed": measure.streamed(model, real),
        }
    return measured
