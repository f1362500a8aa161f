"""Festival: diphone voices and one of hidden Markov models, said in one run of the program."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.words.engine import Random, need
from training.words.utterance import Utterance, tidy
from training.words.wave_bytes import read_wave

PACKAGES = "festival festvox-kallpc16k festvox-kdlpc16k festvox-us-slt-hts"
VOICES = ("kal_diphone", "ked_diphone", "cmu_us_slt_arctic_hts")
SHARES = (0.35, 0.35, 0.3)
STRETCH = (0.8, 1.5)
PITCH = (85, 190)  # Hz; diphone voices only
PITCH_SPREAD = (8, 25)  # Hz


def say_all(texts: Sequence[str], seed: Sequence[int]) -> list[Utterance]:
    """Return the texts as said, each in a random voice, speed and pitch."""
    random = np.random.default_rng(seed)
    voices = np.sort(random.choice(len(VOICES), len(texts), p=SHARES))
    program = need("festival", PACKAGES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines: list[str] = []
        for index, (text, voice) in enumerate(zip(texts, voices, strict=True)):
            if index == 0 or voice != voices[index - 1]:
                lines.append(f"(voice_{VOICES[voice]})")
            lines += commands(text, VOICES[voice], folder / f"{index}.wav", random)
        script = folder / "all.scm"
        script.write_text("\n".join(lines), encoding="utf-8")
        subprocess.run([program, "-b", str(script)], capture_output=True, check=False)
        said = []
        for index, (text, voice) in enumerate(zip(texts, voices, strict=True)):
            path = folder / f"{index}.wav"
            samples = tidy(*read_wave(path.read_bytes())) if path.exists() else None
            if samples is not None:
                said.append(Utterance(samples, text, f"festival/{VOICES[voice]}"))
        return said


def commands(text: str, voice: str, path: Path, random: Random) -> list[str]:
    """Return Festival's commands that say one text into a file."""
    lines = [f"(Parameter.set 'Duration_Stretch {random.uniform(*STRETCH):.2f})"]
    mean, spread = random.uniform(*PITCH), random.uniform(*PITCH_SPREAD)
    if voice.endswith("diphone"):
        lines.append(
            f"(set! int_lr_params '((target_f0_mean {mean:.0f}) (target_f0_std {spread:.0f})"
            " (model_f0_mean 170) (model_f0_std 34)))"
        )
    spoken = text.replace('"', "")
    lines.append(
        f'(utt.save.wave (utt.synth (Utterance Text "{spoken}")) "{path.as_posix()}" \'riff)'
    )
    return lines
