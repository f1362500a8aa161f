from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from anyio import CapacityLimiter
from fastapi import Request
from starlette.requests import ClientDisconnect

from understudy.studio import uploads
from understudy.studio.library import Library
from understudy.studio.uploads import received, while_connected


def request(chunks: list[bytes], then: dict[str, Any] | None = None) -> Request:
    """A request whose body comes in chunks, after which something else happens."""
    messages = [{"type": "http.request", "body": c, "more_body": True} for c in chunks]
    messages.append(then or {"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> dict[str, Any]:
        if messages:
            return messages.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    return Request({"type": "http", "method": "POST", "headers": []}, receive)


@pytest.mark.parametrize("size", [0, 1, 3000])
def test_a_body_is_on_disk_while_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(uploads, "BLOCK_BYTES", 1000)

    async def run() -> None:
        chunks = [bytes([number % 256]) * 7 for number in range(size)]
        async with received(request(chunks), Library(tmp_path), ".jpg") as path:
            assert path.read_bytes() == b"".join(chunks)
            assert path.suffix == ".jpg"
        assert not path.exists()

    asyncio.run(run())


def test_a_body_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    async def run() -> None:
        broken = request([b"x" * 2 * uploads.BLOCK_BYTES], {"type": "http.disconnect"})
        async with received(broken, Library(tmp_path)):
            pytest.fail("it is not whole")

    with pytest.raises(ClientDisconnect):
        asyncio.run(run())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_work_is_told_when_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LOOK_SECONDS", 0.001)

    def work(gone: Callable[[], bool]) -> str:
        while not gone():
            threading.Event().wait(0.001)
        return "stopped"

    async def run() -> str:
        return await while_connected(request([], {"type": "http.disconnect"}), work)

    assert asyncio.run(run()) == "stopped"


def test_work_that_someone_waits_for_is_done() -> None:
    async def run() -> bool:
        return await while_connected(request([]), lambda gone: gone())

    assert asyncio.run(run()) is False


def test_work_that_fails_says_why() -> None:
    async def run() -> None:
        await while_connected(request([]), lambda gone: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(run())


def test_work_waits_for_its_turn() -> None:
    running = threading.Semaphore(2)

    def work(gone: Callable[[], bool]) -> bool:
        free = running.acquire(blocking=False)
        threading.Event().wait(0.01)
        if free:
            running.release()
        return free

    async def run() -> list[bool]:
        limiter = CapacityLimiter(2)
        some = [while_connected(request([]), work, limiter) for _ in range(8)]
        return await asyncio.gather(*some)

    assert all(asyncio.run(run()))
