"""Whenever the server dies: what it said was saved is on disk, and the rest comes again."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.browser.scenes import jpeg
from tests.browser.server import Server
from understudy.project.layout import EXAMPLES, new_take_id, parse_frame_name
from understudy.studio.protocol import MAX_UNSAVED_FRAMES, Begin, End, Frame, write_frame

pytestmark = pytest.mark.serial

KILLS = 47  # and three in test_server_gone.py
FRAMES = 24  # of one hold
LONGEST_SECONDS = 0.005  # from some answer of the server until it is killed; a frame takes 0.002
RECEIVE_SECONDS = 30


class Hold:
    """One hold of the button, by a page that follows the protocol."""

    def __init__(self, class_id: str, pictures: list[bytes]) -> None:
        self.class_id = class_id
        self.take = new_take_id()
        self.pictures = pictures
        self.saved: dict[int, int] = {}
        """Number of a frame -> the counter that the page showed when it was saved."""

    @property
    def counter(self) -> int:
        return max(self.saved.values(), default=0)

    def send(self, socket: ClientConnection, heard: Callable[[], None] = lambda: None) -> int:
        """Begin, send what was not acknowledged, end; return the count that the server states.

        Whenever a frame was acknowledged, `heard` is called.
        """
        socket.send(Begin(take=self.take, class_id=self.class_id, rate=15).model_dump_json())
        waiting = [n for n in range(len(self.pictures)) if n not in self.saved]
        sent = 0
        for done in range(len(waiting)):
            while sent < len(waiting) and sent - done < MAX_UNSAVED_FRAMES:
                socket.send(self._frame(waiting[sent]))
                sent += 1
            message = receive(socket, "saved")
            self.saved[message["sequence"]] = message["take_count"]
            heard()
        socket.send(End(take=self.take).model_dump_json())
        return int(receive(socket, "ended")["take_count"])

    def _frame(self, number: int) -> bytes:
        return write_frame(
            Frame(
                kind="take",
                stream=0,
                sequence=number,
                captured=1000.0 * number,
                take=self.take,
                jpeg=self.pictures[number],
            )
        )

    def on_disk(self, project: Path) -> dict[int, bytes]:
        """Return the whole frames of this take that the disk holds."""
        found = {}
        for path in (project / EXAMPLES).glob(f"{self.class_id}*/*.jpg"):
            name = parse_frame_name(path.name)
            if name and name[0] == self.take:
                found[name[1]] = path.read_bytes()
        return found


def receive(socket: ClientConnection, kind: str) -> dict:
    """Return the next message of a kind; the server must refuse nothing meanwhile."""
    while True:
        message = json.loads(socket.recv(timeout=RECEIVE_SECONDS))
        assert message["type"] != "refused", message
        if message["type"] == kind:
            return message


def stream(server: Server, project: str) -> ClientConnection:
    return connect(
        f"ws://127.0.0.1:{server.port}/api/projects/{quote(project)}/stream",
        additional_headers={"Authorization": f"Bearer {server.token}"},
        compression=None,
        max_size=None,
        proxy=None,
    )


@pytest.fixture
def pictures() -> list[bytes]:
    dice = random.Random(7)
    size = (64, 48)
    return [jpeg(Image.frombytes("RGB", size, dice.randbytes(64 * 48 * 3))) for _ in range(FRAMES)]


@pytest.fixture
def taught(studio: Server) -> tuple[str, str]:
    """A project and a class in it."""
    with studio.client() as client:
        project = client.post("/api/projects", json={"name": "power cuts"}).json()["id"]
        done = client.post(f"/api/projects/{project}/classes", json={"name": "rock"}).json()
    return project, done["id"]


def test_what_was_acknowledged_is_on_disk_and_the_rest_comes_again(
    studio: Server, taught: tuple[str, str], pictures: list[bytes]
) -> None:
    project, class_id = taught
    folder = studio.folder / project
    dice = random.Random(3)
    cut_short = 0
    for kill in range(KILLS):
        hold = Hold(class_id, pictures)
        power_cut = threading.Timer(dice.uniform(0, LONGEST_SECONDS), studio.kill)
        last = dice.randint(1, FRAMES - MAX_UNSAVED_FRAMES)

        def heard(hold: Hold = hold, last: int = last, cut: threading.Timer = power_cut) -> None:
            if len(hold.saved) == last:
                cut.start()

        with stream(studio, project) as socket:
            receive(socket, "hello")
            try:
                hold.send(socket, heard)
            except ConnectionClosed:
                cut_short += 1
            power_cut.join()
        found = hold.on_disk(folder)
        assert hold.saved.keys() <= found.keys(), "an acknowledged frame is gone"
        assert all(found[number] == pictures[number] for number in found), "a frame is damaged"
        assert hold.counter <= len(found)

        studio.start()
        with stream(studio, project) as socket:
            receive(socket, "hello")
            assert hold.send(socket) == FRAMES
        assert hold.on_disk(folder) == dict(enumerate(pictures))
        with studio.client() as client:
            (shown,) = client.get(f"/api/projects/{project}").json()["classes"]
        assert (shown["count"], shown["takes"]) == (FRAMES * (kill + 1), kill + 1)
    assert cut_short > KILLS / 2, "most holds were over before the server was killed"
