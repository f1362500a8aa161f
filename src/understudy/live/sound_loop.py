"""The live loop for sound: every block of a source through a listener."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing

from understudy.live.listener import Hearing, Listener
from understudy.live.listening import Listening
from understudy.model import Model
from understudy.sources.sound import Sounds


def run(
    model: Model, sounds: Sounds, listening: Listening, *, spectrogram: bool = False
) -> Generator[Hearing, None, None]:
    """Yield what is heard in each window, until the source ends; what has fired is ended then.

    Raises
    ------
    MediaError
        Nothing can be had from the source, or no longer.
    """
    listener: Listener | None = None
    with closing(iter(sounds)) as stream:
        for block in stream:
            if listener is None:
                listener = Listener(model, listening, rate=block.rate, spectrogram=spectrogram)
            yield from listener.hear(block.samples)
    if listener is not None:
        yield from listener.finish()
