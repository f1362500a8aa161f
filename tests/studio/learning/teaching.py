"""A project on disk that is taught as the page teaches it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from tests.studio.acting import RATE as RATE_OF_CLIPS
from tests.studio.acting import clip
from tests.studio.seeing import loading
from tests.studio.sounding import RATE, pcm, sound
from tests.taught import tiny_backbone
from understudy.backbones.backbone import Backbone
from understudy.media.image import encode_jpeg
from understudy.project.store import Project
from understudy.studio.learning.learner import Learner
from understudy.studio.learning.switching import Learners
from understudy.studio.protocol import Learning, Message
from understudy.studio.subjects import cut_of

BLOCK_BYTES = 2_000  # of sound; an eighth of a second
PATIENCE_SECONDS = 20.0  # until a test gives up waiting; far more than is ever needed
BACKBONE = tiny_backbone()


def draw(label: str, number: int) -> np.ndarray:
    """Draw a thing of a colour of its own, uint8 [48, 64, 3], in a light that varies."""
    colour = np.random.default_rng(list(label.encode())).uniform(20, 235, 3)
    light = np.random.default_rng([number, *label.encode()]).normal(0, 8, 3)
    return np.broadcast_to(np.clip(colour + light, 0, 255).astype(np.uint8), (48, 64, 3))


def jpeg(label: str, number: int) -> bytes:
    """Return a drawn picture as the page would send it."""
    return encode_jpeg(np.ascontiguousarray(draw(label, number)))


def take_id(number: int) -> str:
    """Return the id of a take."""
    return f"take{number:012d}"


def until(so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not so():
        assert time.monotonic() < end
        time.sleep(0.01)


class Told:
    """Everything published, and waiting for what is to come."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self._wake = threading.Condition()

    def __call__(self, message: Message) -> None:
        """Publish a message."""
        with self._wake:
            self.messages.append(message)
            self._wake.notify_all()

    def until(self, wanted: Callable[[], bool]) -> None:
        """Wait until something is so, looking again after every message."""
        with self._wake:
            assert self._wake.wait_for(wanted, PATIENCE_SECONDS), self.messages[-3:]

    def until_learning(self, wanted: Callable[[Learning], bool]) -> Learning:
        """Wait for a state of the model that was told last, and return it."""

        def last() -> Learning | None:
            told = [one for one in self.messages if isinstance(one, Learning)]
            return told[-1] if told else None

        self.until(lambda: (state := last()) is not None and wanted(state))
        state = last()
        assert state is not None
        return state


class Lesson:
    """A project that is taught, and the learner that learns from it."""

    def __init__(self, folder: Path, *backbones: Backbone) -> None:
        """The first is that of the project, all can be loaded by name."""
        self.folder = folder
        self.told = Told()
        backbones = backbones or (BACKBONE,)
        name, cut = backbones[0].name, cut_of(backbones[0])
        if folder.exists():
            self.project = Project.open(folder)
            self.project.set_backbone(name, cut)
        else:
            self.project = Project.create(folder, "Test", name, cut, backbones[0].medium)
        load = loading(*backbones)
        self.learners = Learners(self.project, load, Learner, self.told)
        self.recorded = len(list((folder / "takes").glob("*.json")))

    @property
    def learner(self) -> Learner:
        """What learns now."""
        return self.learners.now

    def close(self) -> None:
        """Close both."""
        self.learners.close()
        self.project.close()

    def ids(self, *names: str) -> list[str]:
        """Return the ids of classes, adding those that are new."""
        known = {record.name: record.id for record in self.project.classes}
        return [known.get(name) or self.project.add_class(name).id for name in names]

    def hold(self, name: str, frames: int = 4, label: str | None = None) -> str:
        """Record a take of a class, of drawn things of that name or another; return its id."""
        (class_id,) = self.ids(name)
        self.recorded += 1
        take = take_id(self.recorded)
        self.project.begin_take(take, class_id, "camera", 15)
        for number in range(frames):
            self.project.add_frame(take, number, self.picture(label or name, number))
        self.project.end_take(take)
        return take

    def say(self, name: str, times: int = 2, label: str | None = None, **how: Any) -> str:
        """Record a take of a class, of the sound of that name or another, said a few times."""
        (class_id,) = self.ids(name)
        self.recorded += 1
        take = take_id(self.recorded)
        self.project.begin_take(take, class_id, "microphone", RATE)
        said = pcm(sound(label or name, times, number=self.recorded, **how))
        for start in range(0, len(said), BLOCK_BYTES):
            self.project.add_sound(take, start // 2, said[start : start + BLOCK_BYTES])
        self.project.end_take(take)
        return take

    def perform(self, name: str, label: str | None = None, **how: Any) -> str:
        """Record a clip of a class, of the action of that name or another; return its take."""
        (class_id,) = self.ids(name)
        self.recorded += 1
        take = take_id(self.recorded)
        self.project.begin_take(take, class_id, "camera", RATE_OF_CLIPS)
        for number, frame in enumerate(clip(label or name, self.recorded, **how)):
            self.project.add_clip_frame(take, number, *frame)
        self.project.end_take(take)
        return take

    def picture(self, label: str, number: int) -> bytes:
        """Return a frame of the take that is being recorded."""
        return jpeg(label, 100 * self.recorded + number)

    def ready(self, more: Callable[[Learning], bool] = lambda state: True) -> Learning:
        """Wait until the model knows all examples and something more is so; return the state."""
        return self.told.until_learning(
            lambda state: state.status == "ready" and self.learned() and more(state)
        )

    def learned(self) -> bool:
        """Whether the model was taught the examples that there are."""
        model = self.learner.model()
        taught = model.facts["provenance"]["examples"] if model else {}
        return sum(taught.values()) == len(self.project.examples())


@contextmanager
def lesson(folder: Path, *backbones: Backbone) -> Iterator[Lesson]:
    """Open a lesson, or start one."""
    opened = Lesson(folder, *backbones)
    try:
        yield opened
    finally:
        opened.close()
