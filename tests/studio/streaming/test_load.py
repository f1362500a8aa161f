"""Eight pages watching at once, on a server as the studio starts it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import pairwise
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.studio.learning.teaching import PATIENCE_SECONDS, jpeg, take_id
from understudy import backbones
from understudy.project.store import Project
from understudy.studio.protocol import Frame, write_frame
from understudy.studio.streaming import stream
from understudy.studio.workspace import Workspace

CLIENTS = 8
SECONDS = 3.0
STARVED_SECONDS = 1.0
FAIR = 0.5  # of the answers that the luckiest got


@contextmanager
def serving(workspace: Workspace) -> Iterator[str]:
    """Serve the sockets of a workspace on some port; yield their address."""
    app = FastAPI()
    app.state.workspace = workspace
    app.include_router(stream.router)
    config = uvicorn.Config(
        app, port=0, ws="websockets-sansio", ws_per_message_deflate=False, log_level="error"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        while not server.started:
            assert time.monotonic() < end
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"ws://127.0.0.1:{port}/api/projects/p/stream"
    finally:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive(), "the server did not end"


def frame(number: int, take: str = "", label: str = "box") -> bytes:
    kind = "take" if take else "watch"
    shown = jpeg(label, number)
    return write_frame(
        Frame(kind=kind, stream=0, sequence=number, captured=number, take=take, jpeg=shown)
    )


def until(page: ClientConnection, kind: str, status: str | None = None) -> None:
    while True:
        message = json.loads(page.recv(PATIENCE_SECONDS))
        if message["type"] == kind and message.get("status") == status:
            return


def teach(address: str, class_ids: list[str]) -> None:
    with connect(address) as page:
        for number, class_id in enumerate(class_ids):
            take = take_id(number)
            page.send(json.dumps({"type": "begin", "take": take, "class_id": class_id}))
            for frame_number in range(3):
                page.send(frame(frame_number, take, label=class_id))
                until(page, "saved")
            page.send(json.dumps({"type": "end", "take": take}))
        until(page, "learning", "ready")


def watch(address: str, answered: list[float], start: threading.Barrier) -> None:
    """Keep one frame in flight, noting when each answer came."""
    with connect(address) as page:
        start.wait(PATIENCE_SECONDS)
        answered.append(time.perf_counter())
        number = 0
        while answered[-1] - answered[0] < SECONDS:
            page.send(frame(number))
            until(page, "answer")
            answered.append(time.perf_counter())
            number += 1


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Project.create(tmp_path / "p", "Test") as project:
        for name in ("box", "disc"):
            project.add_class(name)
    found = Workspace(tmp_path, load_backbone=lambda name: backbones.load())
    yield found
    found.close()


@pytest.mark.serial
def test_eight_pages_share_the_machine_fairly(workspace: Workspace) -> None:
    with serving(workspace) as address:
        with workspace.use("p") as opened:
            teach(address, [record.id for record in opened.project.classes])
        answered: list[list[float]] = [[] for _ in range(CLIENTS)]
        start = threading.Barrier(CLIENTS)
        pages = [threading.Thread(target=watch, args=(address, mine, start)) for mine in answered]
        for page in pages:
            page.start()
        for page in pages:
            page.join()
    counts = [len(times) for times in answered]
    gaps = [max(b - a for a, b in pairwise(times)) for times in answered]
    print(f"answers {counts}, longest waits {[round(gap, 2) for gap in gaps]} s")
    assert max(gaps) < STARVED_SECONDS
    assert min(counts) >= FAIR * max(counts)


def test_sockets_end_when_the_server_does(workspace: Workspace) -> None:
    with ExitStack() as pages:
        with serving(workspace) as address:
            page = pages.enter_context(connect(address))
            until(page, "hello")
        with suppress(ConnectionClosed):
            list(page)
        assert page.close_code in (1001, stream.COME_AGAIN)
