from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from understudy.errors import UnderstudyError
from understudy.studio import serving
from understudy.studio.security import LOOPBACK, Access


def test_the_next_free_port_is_used() -> None:
    with closing(serving.listen("127.0.0.1", 0)) as first:
        port = first.getsockname()[1]
        with closing(serving.listen("127.0.0.1", port)) as second:
            assert port < second.getsockname()[1] <= port + serving.PORTS_TRIED


def test_when_no_port_is_free_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PORTS_TRIED", 1)
    with closing(serving.listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UnderstudyError, match=rf"127\.0\.0\.1, port {port} .*--port"):
            serving.listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_a_host_that_is_not_here_is_said(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(name: str, *args: object, **kwargs: object) -> list[object]:
        if name.endswith(".invalid"):
            raise socket.gaierror("unknown")
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (name, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(UnderstudyError, match=re.escape(host)):
        serving.listen(host, 8000)


@pytest.mark.parametrize(
    ("host", "inside"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("127.3.2.1", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.7", False), ("studio.local", False)],
)  # fmt: skip
def test_which_hosts_only_this_machine_reaches(host: str, inside: bool) -> None:
    assert serving.is_loopback(host) is inside
    names = serving.names_of(host)
    assert set(LOOPBACK) <= set(names)
    assert "0.0.0.0" not in names
    assert "[::]" not in names
    if inside:
        assert set(names) <= {*LOOPBACK, "127.3.2.1"}
    elif host not in serving.EVERYWHERE:
        assert set(names) == {*LOOPBACK, host}


def test_the_address_that_is_printed() -> None:
    access = Access(8123, token="secret")
    for host, name in (("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]")):
        assert serving.address_of(host, access) == f"http://{name}:8123/?token=secret"


class Served:
    """What `serve` did, with nobody at the door."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: BaseException | None = None) -> None:
        self.said: list[str] = []
        self.opened: list[str] = []
        self.listened: list[socket.socket] = []

        def run(server: object, sockets: list[socket.socket]) -> None:
            self.listened += sockets
            if error is not None:
                raise error

        monkeypatch.setattr(serving.uvicorn.Server, "run", run)
        monkeypatch.setattr(serving.threading, "Thread", self.thread)
        monkeypatch.setattr(serving.webbrowser, "open", self.opened.append)

    def thread(self, target: Callable[..., None], args: tuple[str], daemon: bool) -> Any:
        assert daemon
        return SimpleNamespace(start=lambda: target(*args))


def test_the_browser_is_opened_at_the_address_that_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = Served(monkeypatch, KeyboardInterrupt())
    serving.serve(tmp_path, "127.0.0.1", 0, True, served.said.append)
    assert served.said[0] == f"The studio is at {served.opened[0]}"
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{40,}", served.opened[0])
    assert served.listened[0].fileno() == -1  # closed again


def test_other_machines_are_warned_of_and_no_browser_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = Served(monkeypatch)
    monkeypatch.setattr(serving, "_outward", lambda: "192.0.2.7")
    serving.serve(tmp_path, "0.0.0.0", 0, False, served.said.append)
    assert served.said[0] == serving.OPEN_TO_OTHERS
    assert served.said[1].startswith("The studio is at http://127.0.0.1:")
    assert served.said[2].startswith("From other machines: http://192.0.2.7:")
    assert all("token=" in said for said in served.said[1:3])
    assert "192.0.2.7" in serving.names_of("0.0.0.0")
    assert served.opened == []


# As a program


@contextmanager
def studio(*arguments: object) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a studio, and give it with its address; it is killed at the end."""
    command = [sys.executable, "-m", "understudy", "studio", *map(str, arguments), "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as program:
        assert program.stdout is not None
        try:
            lines = iter(program.stdout.readline, "")
            yield program, next(line.split(" at ")[1].strip() for line in lines if "token=" in line)
        finally:
            program.kill()


def fetch(address: str, path: str) -> object:
    base, _, token = address.partition("/?token=")
    request = urllib.request.Request(base + path, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no Ctrl-C to one program alone")
def test_two_studios_of_one_folder_live_side_by_side_and_end_cleanly(tmp_path: Path) -> None:
    with closing(serving.listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with studio(tmp_path / "new folder", "--port", port) as (program, address):
            assert f":{port}/" not in address
            assert fetch(address, "/api/projects") == []
            with studio(tmp_path / "new folder", "--port", 0) as (other, its_address):
                assert fetch(its_address, "/api/projects") == []
                assert its_address != address
                other.send_signal(signal.SIGINT)
                assert other.wait(30) == 0
            program.send_signal(signal.SIGINT)
            assert program.wait(30) == 0
            assert program.stdout is not None
            assert program.stderr is not None
            assert "The studio is closed. Everything is saved." in program.stdout.read()
            assert program.stderr.read() == ""
