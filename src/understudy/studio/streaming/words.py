"""What a page says into the ready-made words: nothing of it is kept."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from pydantic import Field, TypeAdapter
from starlette.websockets import WebSocket

from understudy import __version__
from understudy.errors import DataError
from understudy.live.listening import Listening
from understudy.model import Model
from understudy.studio import protocol
from understudy.studio.learning.current import Answering
from understudy.studio.protocol import Block, Listen, WordsHello, WordsSettings
from understudy.studio.streaming.backlog import Backlog
from understudy.studio.streaming.hearing import Hearing
from understudy.studio.streaming.inference import Inference
from understudy.studio.streaming.line import Line, first_of
from understudy.studio.streaming.saving import refusal

PAGE_MESSAGE: TypeAdapter[Listen | WordsSettings] = TypeAdapter(
    Annotated[Listen | WordsSettings, Field(discriminator="type")]
)
ONLY_HEARD = "The ready-made words only listen: nothing is recorded or looked at here."


class Session:
    """One socket, and what it hears by a model of words."""

    def __init__(self, websocket: WebSocket, model: Model, inference: Inference) -> None:
        self._model, self._inference = model, inference
        self._listening = Listening.of(model.facts)
        self._line = Line(websocket, PAGE_MESSAGE)
        self._to_hear = Backlog()
        answering = Answering(1, model)
        self._hearing = Hearing(lambda: answering, lambda: self._listening)

    async def run(self) -> None:
        """Serve until the page leaves."""
        hello = WordsHello(
            version=__version__,
            labels=list(self._model.labels),
            background=[one for one in self._model.labels if one in self._model.background],
            settings=settings_of(self._listening),
        )
        await self._line.put(hello)
        await first_of(self._line.send(), self._receive(), self._hear())

    async def _receive(self) -> None:
        async for message, _ in self._line.received():
            if isinstance(message, WordsSettings):
                self._listening = listening_of(message)
            elif isinstance(message, Listen) or (
                isinstance(message, Block) and message.kind == "watch"
            ):
                self._to_hear.put(message)
            else:
                await self._line.put(refusal(DataError(ONLY_HEARD), sequence=message.sequence))

    async def _hear(self) -> None:
        while True:
            arrived, skipped = await self._to_hear.next()
            for answer in await self._inference.run(partial(self._hearing.hear, arrived, skipped)):
                await self._line.put(answer)


def settings_of(listening: Listening) -> WordsSettings:
    """Return settings as the page has them."""
    kept = {name: getattr(listening, name) for name in protocol.Listening.model_fields}
    return WordsSettings(
        listening=protocol.Listening(**kept), noise_and_unknown=listening.noise_and_unknown
    )


def listening_of(settings: WordsSettings) -> Listening:
    """Return settings as the listener takes them."""
    kept = settings.listening.model_dump()
    return Listening(**kept, noise_and_unknown=settings.noise_and_unknown)
