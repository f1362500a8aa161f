"""What one page hears: from blocks of sound to answers."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

from understudy.errors import DataError, UnderstudyError
from understudy.live.listening import FACTS, Listening
from understudy.project.store import Project
from understudy.studio.learning.current import Answering
from understudy.studio.protocol import Answer, Block, Fired, Listen, NoAnswer, Refused
from understudy.studio.streaming.backlog import MOST_MICROPHONES, Arrived
from understudy.studio.streaming.ear import NUMBERS, Ear, Told
from understudy.studio.streaming.saving import refusal

TOO_SLOW = "This computer is too slow to listen to everything: some sound was passed over."
NO_RATE = "Sound came that does not say how many samples a second it has. Reload the page."


class Hearing:
    """The microphones of one page; used by one thread at a time."""

    def __init__(
        self, answering: Callable[[], Answering | None], listening: Callable[[], Listening]
    ) -> None:
        """Both return what is so now: which model answers, if any, and when that is an event."""
        self._answering, self._listening = answering, listening
        self._ears: dict[int, Ear] = {}
        self._slow = False

    def hear(
        self, arrived: Sequence[Arrived], skipped: bool = False
    ) -> list[Answer | NoAnswer | Refused]:
        """Return what to say about what has come; `skipped` says that some of it was left out."""
        answers: list[Answer | NoAnswer | Refused] = []
        if skipped and not self._slow:  # it is told once
            self._slow = True
            answers.append(Refused(sentence=TOO_SLOW))
        for one in arrived:
            if isinstance(one.message, Listen):
                self._listen(one.message)
                continue
            try:
                answers.append(self._answer(one.message, one.at))
            except UnderstudyError as error:
                answers.append(refusal(error, sequence=one.message.sequence))
        return answers

    def _listen(self, message: Listen) -> None:
        before = self._ears.pop(message.stream, None)
        if len(self._ears) == MOST_MICROPHONES:
            del self._ears[next(iter(self._ears))]
        self._ears[message.stream] = Ear(message.rate, before)

    def _answer(self, block: Block, at: float) -> Answer | NoAnswer:
        if block.stream not in self._ears:
            raise DataError(NO_RATE)
        if not math.isfinite(block.captured):
            raise DataError("Sound came without the time of its capture. Reload the page.")
        answering = self._answering()
        if answering is None:
            return NoAnswer(stream=block.stream, sequence=block.sequence)
        ear, listening = self._ears[block.stream], self._listening()
        told = ear.hear(block, answering.model, listening)
        if told is None:
            return NoAnswer(stream=block.stream, sequence=block.sequence)
        return answer_of(block, ear.rate, answering, listening, told, at)


def listening_of(project: Project) -> Listening:
    """Return when something heard is an event; the usual settings if a project's are damaged."""
    try:
        return Listening.of({FACTS: project.settings.get(FACTS)})
    except DataError:
        return Listening()


def answer_of(
    block: Block, rate: int, answering: Answering, listening: Listening, told: Told, at: float
) -> Answer:
    """Return the message that tells what was heard."""
    said = told.hearing.prediction
    sure = said.known and said.confidence >= listening.threshold
    return Answer(
        stream=block.stream,
        sequence=(block.sequence + told.last) % NUMBERS,
        captured=block.captured + 1000 * told.last / rate,
        model=answering.number,
        probabilities=[round(float(p), 6) for p in said.probabilities],
        best=said.best,
        label=said.best if sure else None,
        known=said.known,
        novelty=round(said.novelty, 6),
        found=said.found,
        poses=[],
        events=[
            Fired(class_id=event.label, kind=event.kind, confidence=event.confidence)
            for event in told.events
        ],
        milliseconds=1000 * (time.perf_counter() - at),
    )
