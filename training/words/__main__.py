"""Makes the ready-made words: `python -m training.words` (about half an hour; see --help).

Needs Debian's espeak-ng, flite, festival and their voices, and PyTorch. What was made once is kept
in the folder `--work`, so that a second run goes on where the first stopped.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from training.words import bank, corpus
from training.words.engine import EngineMissingError
from training.words.make import Options, make_head
from understudy import words

PASSES = 2  # times that every utterance is heard in other surroundings
SMALL_PASSES = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 1 where a speech engine is missing."""
    asked = parser().parse_args(arguments)
    options = Options(
        work=asked.work,
        output=asked.output,
        seed=asked.seed,
        workers=asked.workers,
        passes=SMALL_PASSES if asked.small else PASSES,
        real=asked.real,
        small=asked.small,
    )
    started = time.monotonic()
    try:
        corpus.speak(
            options.speech,
            corpus.SMALL_PLAN if asked.small else corpus.PLAN,
            asked.seed,
            asked.workers,
        )
    except EngineMissingError as error:
        print(error, file=sys.stderr)
        return 1
    measured = make_head(options)
    print(json.dumps(measured, indent=1))
    if asked.bank:
        written = bank.write(asked.output, corpus.read(options.speech, "unknown"), asked.seed)
        print("\n".join(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB" for path in written))
    print(f"{(time.monotonic() - started) / 60:.1f} minutes")
    return 0


def parser() -> argparse.ArgumentParser:
    """Return what the command understands."""
    found = argparse.ArgumentParser(prog="python -m training.words", description=__doc__)
    add = found.add_argument
    add("--work", type=Path, default=Path("run/words"), help="where what is said is kept")
    add("--output", type=Path, default=words.FOLDER, help="where the head and its card go")
    add("--seed", type=int, default=1)
    add("--workers", type=int, default=2, help="processes at once")
    add("--real", type=Path, help="real recordings to measure on: <word>/<speaker>-<number>.wav")
    add("--bank", action="store_true", help="write the banks of unknown speech, too")
    add("--small", action="store_true", help="a minute's trial with one engine, good for nothing")
    return found


if __name__ == "__main__":
    sys.exit(main())
