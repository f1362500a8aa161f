"""`understudy.listen`: a model, a microphone or a recording, and what is heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import overload

from understudy.live import sound_loop
from understudy.live.listener import Hearing
from understudy.live.listening import Listening
from understudy.live.windows import check_hears
from understudy.media.sound import Recording
from understudy.model import Model
from understudy.sources.opening import open_sounds
from understudy.sources.sound import Sounds
from understudy.types import Array

WORDS = "words"
"""What the model of the ready-made words is called."""

Source = int | str | Path | tuple[Array, int] | Recording | Sounds | None


def load_listening(model: Model | str | Path) -> Model:
    """Return a model of sounds, from its file, or the ready-made one.

    Raises
    ------
    ModelFileError
        The file is no model.
    DataError
        The model is one of pictures.
    """
    if isinstance(model, Model):
        loaded = model
    elif model == WORDS:
        from understudy import words

        loaded = words.load()
    else:
        loaded = Model.load(model)
    check_hears(loaded)
    return loaded


@overload
def listen(
    model: Model | str | Path = WORDS,
    source: Source = None,
    *,
    threshold: float | None = None,
    overlap: float | None = None,
    suppress_ms: float | None = None,
    hits: int | None = None,
    noise_and_unknown: bool | None = None,
    spectrogram: bool = False,
    callback: None = None,
) -> Iterator[Hearing]: ...
@overload
def listen(
    model: Model | str | Path = WORDS,
    source: Source = None,
    *,
    threshold: float | None = None,
    overlap: float | None = None,
    suppress_ms: float | None = None,
    hits: int | None = None,
    noise_and_unknown: bool | None = None,
    spectrogram: bool = False,
    callback: Callable[[Hearing], object],
) -> None: ...
def listen(
    model: Model | str | Path = WORDS,
    source: Source = None,
    *,
    threshold: float | None = None,
    overlap: float | None = None,
    suppress_ms: float | None = None,
    hits: int | None = None,
    noise_and_unknown: bool | None = None,
    spectrogram: bool = False,
    callback: Callable[[Hearing], object] | None = None,
) -> Iterator[Hearing] | None:
    """Listen to a microphone or a recording, and say what is in every window.

    Parameters
    ----------
    model
        A taught model of sounds, its file, or "words": the 20 ready-made ones.
    source
        The number of a microphone, by default the one that the system chooses; or a recording, or
        a video with sound; or a pair (samples, rate), or a `media.sound.Recording`; or your own
        `understudy.sources.sound.Sounds`.
    threshold
        Probability threshold, 0..1: below it a class does not fire.
    overlap
        Overlap factor, 0..0.95: the share by which one window overlaps the next. By default there
        are as many windows as there can be, for words one every 80 ms.
    suppress_ms
        Suppression time: how long after an event nothing else fires, in milliseconds.
    hits
        How many windows in a row a class must win, 1..5; by default as the model has it, else 2, or
        1 where an overlap under 0.75 is given.
    noise_and_unknown
        Whether background classes fire too, as noise and other words are among the ready-made;
        they need not reach the threshold.
    spectrogram
        Hand over the spectrogram of every window: decibels [frames, 232].
    callback
        Called with every `Hearing`, until the source ends; without it, they are to be iterated.

    Returns
    -------
    iterator of Hearing, or None with a callback
        One for each window, with the `scores` of all classes; `event` is a `TimedEvent` where
        something fires, and `ended` the whole of it when it is over. What is not stated is as it
        was saved with the model, else as `understudy.live.listening.Listening` has it.

    Raises
    ------
    DataError
        A setting is out of its range, the source is none of these, or the model is of pictures.
    ModelFileError
        The file is no model.
    MediaError
        There is no such source, or it can't be read (any longer).
    """
    loaded = load_listening(model)
    listening = Listening.of(
        loaded.facts, threshold=threshold, overlap=overlap, suppress_ms=suppress_ms, hits=hits,
        noise_and_unknown=noise_and_unknown,
    )  # fmt: skip
    sounds = open_sounds(source, check_hears(loaded).rate)
    hearings = sound_loop.run(loaded, sounds, listening, spectrogram=spectrogram)
    if callback is None:
        return hearings
    with closing(hearings):  # also when the callback raises, and its traceback is kept
        for hearing in hearings:
            callback(hearing)
    return None
