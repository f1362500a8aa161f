"""Teach three sounds from one recording each, and find them in a new one.

    python examples/sounds.py

The sounds are drawn, so that nothing has to be recorded; `understudy.teach` takes the paths of your
recordings in their place. An array says beside it how many samples a second it has.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

import understudy
from understudy import tones
from understudy.types import Sound

RATE = 44_100  # hertz
DRAWN: dict[str, Callable[[int], Sound]] = {
    "clap": partial(tones.clap, RATE),
    "whistle": lambda seed: tones.chirp(900 + 20 * seed, 1500 + 20 * seed, 0.3, RATE),
    "knock": lambda seed: tones.click(RATE, pitch=600 + 10 * seed, decay=0.01),
}


def recording(names: list[str], seed: int) -> Sound:
    """Draw one sound after the other, one a second, in a quiet room."""
    sounds = [DRAWN[name](seed + number) for number, name in enumerate(names)]
    return np.concatenate(
        [tones.placed(sound, 1.0, RATE, seed=seed + number) for number, sound in enumerate(sounds)]
    )


def main() -> list[str | None]:
    """Teach, listen to a recording, and say what was heard and when."""
    examples = {name: [(recording([name] * 4, seed), RATE) for seed in (10, 20)] for name in DRAWN}
    hush = tones.noise(3.0, RATE, seed=1, level=1e-3, slope=1)
    model = understudy.teach({**examples, "noise": (hush, RATE)}, background="noise")
    print(f"{model.backbone.name}: {model.facts['backbone_choice']['reason']}")

    new = recording(["knock", "clap", "whistle", "clap"], seed=30)
    heard = model.predict_sounds((new, RATE))
    for start, end, prediction in heard:
        print(f"{start:.2f} to {end:.2f} s: {prediction.label} ({prediction.confidence:.0%})")
    return [prediction.label for _, _, prediction in heard]


if __name__ == "__main__":
    main()
