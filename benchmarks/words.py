"""How well the ready-made words are told, by word and speaker, and how other words fare."""

from __future__ import annotations

from typing import Any

from benchmarks import data
from benchmarks.output import Cell, Report
from training.words import espeak, flite, measure
from training.words.engine import EngineMissingError, say_all
from training.words.utterance import Utterance
from training.words.vocabulary import NEAR, UNSEEN, WORDS
from understudy import words
from understudy.model import Model

SEED = 20_260  # other voices than those that the words were made and tuned with
EACH = 6  # times each unseen word is said by each engine

ENGINES = {"eSpeak NG": espeak.say, "Flite": flite.say}


def main() -> None:
    """Measure and write."""
    report = Report("words", "How well are the ready-made words told?")
    model = words.load()
    digits(report, model)
    unseen(report, model)
    report.write()


def digits(report: Report, model: Model) -> None:
    """Add what comes of the real digits, as recordings and in a stream."""
    folder = data.folder()
    said = [] if folder is None else measure.recordings(folder / "audio" / "fsdd")
    if not said:
        print("left out: real digits. Set UNDERSTUDY_DATA to a folder with audio/fsdd.")
        return
    found = measure.accuracy(model, said)
    rows: list[list[Cell]] = [["all", found["right"]]]
    rows += [[name, share] for by in ("by_speaker", "by_word") for name, share in found[by].items()]
    report.check(
        "percent right on real digits, 20 labels", found["right"], "at least 95",
        found["right"] >= 95,
    )  # fmt: skip
    report.table(
        "Real recordings",
        ["speaker or word", "right, %"],
        rows,
        f"{len(said)} recordings of the ten digits by six speakers, all 20 labels competing. "
        "Development data: the head never saw them, but its settings were chosen with a look at "
        "them.",
    )
    streamed = measure.streamed(model, said)
    report.table(
        "The same in a stream",
        ["right, %", "wrong, %", "missed, %", "twice, %", "delay, ms"],
        [stream_row(streamed)],
        "Each alone in 4 s of noise at -60 dBFS, at the default setting; the first event counts. "
        "The delay is from the end of the recording to the event, median.",
    )


def stream_row(streamed: dict[str, Any]) -> list[Cell]:
    """Return the figures of a stream as cells."""
    return [streamed[name] for name in ("hit", "wrong", "missed", "extra", "median_delay_ms")]


def spoken(texts: list[str]) -> list[Utterance]:
    """Return texts said by every engine that is installed."""
    said: list[Utterance] = []
    for number, (name, say) in enumerate(ENGINES.items()):
        try:
            said += say_all(say, texts, (SEED, number), 2)
        except EngineMissingError:
            print(f"{name} is not installed; its voices are left out.", flush=True)
    return said


def unseen(report: Report, model: Model) -> None:
    """Add what share of words fires that were never taught, and what of those that were."""
    rows: list[list[Cell]] = []
    for name, group in (("ordinary", UNSEEN), ("sounds like one of the eighteen", NEAR)):
        said = measure.synthesised(spoken([word for word in group for _ in range(EACH)]))
        if not said:
            return
        found = measure.streamed(model, said)
        share = round(100 - float(found["missed"]), 1)
        rows.append([name, len(group), len(said), share])
        if group is UNSEEN:
            report.check("percent of unseen words that fire", share, "at most 5", share <= 5)
    report.table(
        "Words that were never taught",
        ["kind", "words", "said", "fire, %"],
        rows,
        f"Synthesised, in the same streams. Ordinary: {', '.join(UNSEEN)}. Alike: "
        f"{', '.join(NEAR)}.",
    )
    taught = [word for word in WORDS for _ in range(EACH)]
    report.table(
        "Synthesised words in a stream",
        ["right, %", "wrong, %", "missed, %", "twice, %", "delay, ms"],
        [stream_row(measure.streamed(model, measure.synthesised(spoken(taught))))],
        "New utterances by the same engines; the delay is from the last sample of the word.",
    )


if __name__ == "__main__":
    main()
