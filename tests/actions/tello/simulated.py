"""A Tello over UDP on this machine, true to its SDK, that can lose, delay and garble replies."""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from types import TracebackType
from typing import Self

STATE = (
    "pitch:0;roll:1;yaw:-3;vgx:0;vgy:0;vgz:0;templ:60;temph:62;tof:10;h:{h};bat:{bat};baro:1.2;"
    "time:0;agx:0.00;agy:0.00;agz:-999.00;\r\n"
)
HEIGHT = 80


class SimulatedTello:
    """Flies in its head.

    It does nothing before "command", takes a while for each movement, during which it answers
    questions but no other movement, and lands by itself after `patience` seconds of silence.
    """

    def __init__(self, *, battery: int = 80, takes: float = 0.1, patience: float = 15.0) -> None:
        self.battery, self.takes, self.patience = battery, takes, patience
        self.height = 0
        self.commands: list[str] = []
        self.times: list[float] = []
        self.faults: deque[tuple[str, str, float]] = deque()
        """(command, "lose" | "late" | other words, seconds) for commands to come."""
        self.deaf = self.dumb = False
        self.landed_by_itself = False
        self.busy_rising = False
        """Whether it does not land before it has risen, as one that checks its motors first."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.01)
        self.address: tuple[str, int] = self._socket.getsockname()
        self.state_port = _free_port()
        self._client: tuple[str, int] | None = None
        self._held_up_until = 0.0  # replies come in the order of the commands
        self._later: list[tuple[float, str]] = []
        self._busy: tuple[float, int] | None = None  # until when, and how high then
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()
        self._socket.close()

    @property
    def flying(self) -> bool:
        return self.height > 0

    def said(self, command: str) -> int:
        return self.commands.count(command)

    def _run(self) -> None:
        last = told = time.monotonic()
        while not self._ended.is_set():
            now = time.monotonic()
            try:
                data, client = self._socket.recvfrom(1500)
            except TimeoutError:
                data = b""
            if data and not self.deaf:
                last = now
                self._hear(data.decode("ascii"), client, now)
            self._move(now)
            if now - last > self.patience and self.flying and self._busy is None:
                self.height, self.landed_by_itself = 0, True
            for item in [one for one in self._later if one[0] <= now]:
                self._later.remove(item)
                self._say(item[1])
            if self._client and now - told >= 0.1 and not self.dumb:
                told = now
                state = STATE.format(h=self.height, bat=self.battery).encode("ascii")
                self._socket.sendto(state, (self._client[0], self.state_port))

    def _hear(self, command: str, client: tuple[str, int], now: float) -> None:
        self.commands.append(command)
        self.times.append(now)
        if command == "command":
            self._client = client
        if self._client is None or command.startswith("rc "):
            return
        reply, takes = self._answer(command, now)
        if self.faults and self.faults[0][0] == command:
            _, fault, seconds = self.faults.popleft()
            if fault == "lose":
                return
            reply, takes = (reply, takes + seconds) if fault == "late" else (fault, seconds)
            if fault == "late":
                self._held_up_until = now + takes
        self._later.append((max(now + takes, self._held_up_until), reply))

    def _answer(self, command: str, now: float) -> tuple[str, float]:
        match command:
            case "battery?":
                return str(self.battery), 0
            case "command":
                return "ok", 0
            case "takeoff" if not self.flying and self._busy is None:
                self._busy = now + self.takes, HEIGHT
                return "ok", self.takes
            case "land" if self.busy_rising and self._busy is not None and self._busy[1] > 0:
                return "error", 0
            case "land" if self._busy is not None and self._busy[1] == 0:
                return "ok", self._busy[0] - now
            case "land" if self.flying or self._busy is not None:
                self._busy = now + self.takes, 0
                return "ok", self.takes
            case "flip f" if self.flying and self._busy is None:
                return "ok", self.takes
        return "error Not joystick", 0

    def _move(self, now: float) -> None:
        if self._busy is not None and now >= self._busy[0]:
            self.height, self._busy = self._busy[1], None

    def _say(self, reply: str) -> None:
        if self._client and not self.dumb:
            self._socket.sendto(reply.encode("latin-1"), self._client)


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
