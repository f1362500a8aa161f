"""Listening: what fires on a stream, how soon, at what cost, and whether memory grows."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from benchmarks import data
from benchmarks.output import Cell, Report
from training.words import espeak, measure
from training.words.measure import Recording
from training.words.utterance import RATE
from training.words.vocabulary import HELD_OUT, NEAR, UNSEEN, WORDS
from understudy import backbones, heads, tones, words
from understudy.backbones.backbone import SoundBackbone
from understudy.live.alarms import upper_bound
from understudy.live.listener import Listener
from understudy.live.listening import Listening
from understudy.live.windows import check_hears
from understudy.model import Model
from understudy.types import Sound

VOICES = 4  # of each word, drawn with a seed
SEED = 11
MOST_COST = 0.04  # of one core
MOST_DELAY_MS = 400.0
MOST_UNSEEN = 5.0  # per cent of other words that fire
MOST_GROWTH_MB = 4.0
MINUTE = 60  # seconds
HOUR_MINUTES, EARLY_MINUTES = 60, 5
TALK_VOICES = 12  # of each held-out word, said one after another
NOISE_SECONDS = 1200.0


def main() -> None:
    """Measure and write."""
    if len(sys.argv) == 2:
        print(*memory_mb(sys.argv[1]))
        return
    report = Report("listening", "What fires while listening, how soon, and what does it cost?")
    ready = words.load()
    taught = taught_model()
    on_streams(report, ready)
    cost(report, {"ready-made words": ready, "taught, sound": taught})
    memory(report)
    report.write()


def on_streams(report: Report, model: Model) -> None:
    """Measure hits, mistakes and false alarms of the ready-made words, as they come."""
    rows: list[list[Cell]] = []
    columns = ["words in a stream", "words", "hit, %", "wrong, %", "missed, %", "twice, %", "ms"]
    found = data.folder()
    digits = found / "audio" / "fsdd" if found is not None else None
    if digits is not None and digits.is_dir():
        rows.append(row("real digits, six people", model, measure.recordings(digits)))
    else:
        print("left out: real digits. Set UNDERSTUDY_DATA to a folder with audio/fsdd.")
    if shutil.which("espeak-ng") is None:
        sys.exit("skipped: synthesised words. Install espeak-ng (Debian: apt install espeak-ng).")
    rows.append(row("synthesised words", model, synthesised(WORDS)))
    rows.append(row("other words that sound like one of them", model, synthesised(NEAR)))
    rows.append(row("other words, never taught", model, synthesised(UNSEEN)))
    report.table(
        "The ready-made words", columns, rows,
        "Each word alone in 4 s of noise at -60 dBFS, default settings. Hit: the first event is "
        "the word; twice: there is more than one event; ms: median from the last sample of the "
        "word to its event. Of other words any event is wrong. Synthesised by espeak-ng in voices "
        "drawn with a seed.",
    )  # fmt: skip
    delay, wrong = float(rows[-3][-1] or "nan"), float(rows[-1][3] or 0.0)
    report.check(
        "from the last sample of a synthesised word to its event, median, ms", delay,
        f"at most {MOST_DELAY_MS:g}", delay <= MOST_DELAY_MS,
    )  # fmt: skip
    report.check(
        "other words that fire, %", wrong, f"at most {MOST_UNSEEN:g}", wrong <= MOST_UNSEEN
    )
    alarms(report, model)


def row(name: str, model: Model, said: Sequence[Recording]) -> list[Cell]:
    """Return a row of the table of streams."""
    shares = measure.streamed(model, said)
    shown = ("words", "hit", "wrong", "missed", "extra", "median_delay_ms")
    return [name, *(shares[key] for key in shown)]


def synthesised(texts: Sequence[str]) -> list[Recording]:
    """Return words said in some voices."""
    random = np.random.default_rng(SEED)
    said = (espeak.say(text, random) for text in texts for _ in range(VOICES))
    return measure.synthesised(one for one in said if one is not None)


def alarms(report: Report, model: Model) -> None:
    """Count false alarms an hour in talk and in noises."""
    random = np.random.default_rng(SEED)
    talk = [espeak.say(text, random) for text in HELD_OUT for _ in range(TALK_VOICES)]
    streams = {
        "talk: other words without end": measure.talk([one for one in talk if one is not None]),
        "noises, loud and soft": measure.noises(NOISE_SECONDS),
    }
    rows: list[list[Cell]] = []
    for name, sound in streams.items():
        hours = len(sound) / RATE / 3600
        count = len(measure.listen(model, sound))
        rows.append([name, hours, count, count / hours, upper_bound(count) / hours])
    report.table(
        "False alarms of the ready-made words",
        ["stream", "hours", "alarms", "an hour", "at most, 95 % sure"],
        rows,
        "Default settings.",
    )


def cost(report: Report, models: dict[str, Model]) -> None:
    """Measure the time of one core that listening takes."""
    rows: list[list[Cell]] = []
    for name, model in models.items():
        shares = [seconds_of(model, minute(check_hears(model).rate, number)) for number in range(5)]
        share = statistics.median(shares) / MINUTE
        rows.append([name, model.backbone.name, share, 1000 * share * 0.08])
        report.check(
            f"real-time factor on one core, {name}", round(share, 4),
            f"at most {MOST_COST}", share <= MOST_COST,
        )  # fmt: skip
    report.table(
        "Cost of listening",
        ["model", "backbone", "real-time factor", "ms for every 80 ms"],
        rows,
        "Processor time of everything from samples to events, for a minute of sounds and noise; "
        "median of five.",
    )


def seconds_of(model: Model, sound: Sound) -> float:
    """Return the processor time in seconds that hearing a sound takes."""
    listener = Listener(model, Listening())
    begin = time.process_time()
    for block in np.array_split(sound, MINUTE * 12):
        listener.hear(block)
    return time.process_time() - begin


def memory(report: Report) -> None:
    """Measure whether memory grows over an hour, in a process for each model."""
    if sys.platform == "win32":
        print("left out: memory; the peak of a process is measured on Linux and macOS only.")
        return
    rows: list[list[Cell]] = []
    for name in ("ready-made", "taught"):
        command = [sys.executable, "-m", "benchmarks.listening", name]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        early, late = map(float, done.stdout.split()[-2:])
        rows.append([name, round(early), round(late, 1), round(late - early, 2)])
        report.check(
            f"growth from {EARLY_MINUTES} minutes to an hour, {name}, MB", round(late - early, 2),
            f"at most {MOST_GROWTH_MB:g}", late - early <= MOST_GROWTH_MB,
        )  # fmt: skip
    report.table(
        "Memory over an hour",
        ["model", f"peak after {EARLY_MINUTES} minutes, MB", "after an hour, MB", "growth, MB"],
        rows,
        "Of the whole process, 10^6 bytes.",
    )


def memory_mb(name: str) -> Iterator[float]:
    """Yield the peak of this process in 10^6 bytes, early and after an hour of listening."""
    import resource

    model = words.load() if name == "ready-made" else taught_model()
    listener = Listener(model)
    sounds = [minute(check_hears(model).rate, number) for number in range(2)]
    for number in range(1, HOUR_MINUTES + 1):
        for block in np.array_split(sounds[number % 2], MINUTE):
            listener.hear(block)
        if number in (EARLY_MINUTES, HOUR_MINUTES):
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            yield peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def taught_model() -> Model:
    """Return a model of drawn sounds on the default backbone, with a class of noise."""
    backbone = backbones.load(backbones.DEFAULT_SOUND)
    assert isinstance(backbone, SoundBackbone)
    rate, window = backbone.rate, backbone.window
    drawn: dict[str, Callable[[int], Sound]] = {
        "low": lambda seed: tones.tone(200 + 20 * seed, 0.5, rate, partials=5),
        "rising": lambda seed: tones.chirp(400 + 50 * seed, 1600, 0.5, rate),
        "clap": lambda seed: tones.clap(rate, seed),
        "noise": lambda seed: tones.noise(window, rate, seed, level=0.01),
    }
    labels = np.repeat(list(drawn), 8)
    rows = backbone.embed(
        [
            tones.placed(draw(seed), window, rate, seed=seed)
            for draw in drawn.values()
            for seed in range(8)
        ]
    )
    head = heads.create("auto").fit(rows, labels, groups=np.tile(np.arange(8), len(drawn)))
    return Model(map(str, head.classes_), backbone, head.to_onnx(), {"background": ["noise"]})


def minute(rate: int, seed: int) -> Sound:
    """Return a minute of sounds in noise."""
    noise = tones.noise(MINUTE, rate, seed, level=0.003, slope=1)
    for second in range(1, MINUTE - 1, 2):
        sound = tones.tone(200 + 10 * second, 0.4, rate, partials=5)
        noise[second * rate : second * rate + len(sound)] += sound
    return noise


if __name__ == "__main__":
    main()
