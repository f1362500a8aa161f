"""Flite: voices built of recorded speech, small and fast (flite)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from training.words.engine import Random, need
from training.words.utterance import Utterance, tidy
from training.words.wave_bytes import read_wave

PACKAGES = "flite"
# Each with its usual pitch in hertz, around which others are drawn.
VOICES = {"kal": 105, "kal16": 105, "awb": 135, "rms": 100, "slt": 170}
SHARES = (0.13, 0.13, 0.24, 0.25, 0.25)
STRETCH = (0.75, 1.5)
PITCH = (0.75, 1.45)  # times the usual
PITCH_SPREAD = (5, 30)  # Hz


def say(text: str, random: Random) -> Utterance | None:
    """Return a text said in a random voice, speed and pitch; None where that failed."""
    program = need("flite", PACKAGES)
    voice = str(random.choice(list(VOICES), p=SHARES))
    settings = {
        "duration_stretch": random.uniform(*STRETCH),
        "int_f0_target_mean": VOICES[voice] * random.uniform(*PITCH),
        "int_f0_target_stddev": random.uniform(*PITCH_SPREAD),
    }
    set_all = [part for k, v in settings.items() for part in ("--setf", f"{k}={v:.3f}")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        command = [program, "-voice", voice, *set_all, "-t", text, "-o", str(path)]
        subprocess.run(command, capture_output=True, check=True)
        samples = tidy(*read_wave(path.read_bytes()))
    return None if samples is None else Utterance(samples, text, f"flite/{voice}")
