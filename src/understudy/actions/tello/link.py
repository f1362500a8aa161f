"""The two UDP sockets of a Tello: commands with their replies, and its state.

Facts of the Tello SDK User Guide: commands go to UDP port 8889 and are answered to where they came
from, state comes to port 8890; at least 0.1 s between commands; replies carry no number.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from understudy.actions.tello.state import State, read_state
from understudy.errors import Cancelled, UnderstudyError

ADDRESS = ("192.168.10.1", 8889)
STATE_PORT = 8890
SPACING_SECONDS = 0.1
"""Least time between two commands."""
REPLY_SECONDS = 7.0
"""Within which a command is answered."""
POLL_SECONDS = 0.05
"""How soon an interruption is noticed."""
MAX_BYTES = 2048


class NoReply(UnderstudyError):  # noqa: N818 - it says what came
    """The drone did not answer in time: whether it did as it was told is not known."""


class Link:
    """Talks to one drone; one thread at a time may `ask`, any may `tell` and `interrupt`.

    A late reply looks just like one in time. So after a command without reply the battery is asked
    for, whose reply is a number: all that comes before that number is late, and dropped.

    Raises
    ------
    UnderstudyError
        The port for the state is taken.
    """

    def __init__(self, address: tuple[str, int] = ADDRESS, state_port: int = STATE_PORT) -> None:
        self.state: State | None = None
        """The last that came."""
        self._heard = float("-inf")
        self._told = float("-inf")
        self._doubtful = False
        self._closed = False
        self._interrupted = threading.Event()
        self._sending = threading.Lock()
        self._commands = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._states = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._commands.connect(address)  # from now on nobody else's datagrams come in
            self._commands.settimeout(POLL_SECONDS)
            self._states.bind((self._commands.getsockname()[0], state_port))
            self._states.settimeout(POLL_SECONDS)
        except OSError as error:
            self._commands.close()
            self._states.close()
            raise UnderstudyError(
                f"The drone can't be listened to on UDP port {state_port} ({error.strerror}). "
                "Join the drone's Wi-Fi, and close other programs that fly it."
            ) from error
        self._host = self._commands.getpeername()[0]  # "localhost" is a name
        self.state_port = int(self._states.getsockname()[1])
        self._listening = threading.Thread(target=self._listen, name="tello state", daemon=True)
        self._listening.start()

    @property
    def silence(self) -> float:
        """Seconds since anything came from the drone."""
        return time.monotonic() - self._heard

    @property
    def idle(self) -> float:
        """Seconds since anything was sent to it; after 15 of them it lands by itself."""
        return time.monotonic() - self._told

    def ask(self, command: str, seconds: float = REPLY_SECONDS) -> str:
        """Send a command and return its reply.

        Raises
        ------
        NoReply
            None came in time.
        Cancelled
            It was interrupted meanwhile.
        """
        if self._doubtful:
            self._exchange("battery?", REPLY_SECONDS, str.isdecimal)
            self._doubtful = False
        wanted = str.isdecimal if command.endswith("?") else _is_word
        try:
            return self._exchange(command, seconds, wanted)
        except (NoReply, Cancelled):
            self._doubtful = True
            raise

    def tell(self, command: str) -> None:
        """Send a command that has no reply, or whose reply does not matter."""
        with self._sending:
            wait = SPACING_SECONDS - self.idle
            if wait > 0:
                time.sleep(wait)
            with suppress(OSError):  # no network now: the state falls silent, and that is noticed
                self._commands.send(command.encode("ascii"))
            self._told = time.monotonic()

    def interrupt(self) -> None:
        """Make `ask` give up now, in whatever thread, until `resume`."""
        self._interrupted.set()

    def resume(self) -> None:
        """Let `ask` work again."""
        self._interrupted.clear()

    def close(self) -> None:
        """Send and hear nothing more."""
        self._closed = True
        self._listening.join()
        self._commands.close()
        self._states.close()

    def _exchange(self, command: str, seconds: float, wanted: Callable[[str], bool]) -> str:
        self._drop_late()
        self._check(command)
        self.tell(command)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._check(command)
            reply = self._reply()
            if reply is not None and wanted(reply):
                return reply
        raise NoReply(
            f"The drone did not answer {command!r} within {seconds:g} seconds. "
            "Check that this computer is in the drone's Wi-Fi."
        )

    def _check(self, command: str) -> None:
        if self._interrupted.is_set():
            raise Cancelled(f"The command {command} was interrupted.")

    def _reply(self) -> str | None:
        try:
            data = self._commands.recv(MAX_BYTES)
        except TimeoutError:
            return None
        except OSError:  # refused, or no network: as if nothing had come
            time.sleep(POLL_SECONDS)
            return None
        self._heard = time.monotonic()
        return data.decode("ascii", "replace").strip()

    def _drop_late(self) -> None:
        self._commands.setblocking(False)
        try:
            with suppress(OSError):
                while True:
                    self._commands.recv(MAX_BYTES)
        finally:
            self._commands.settimeout(POLL_SECONDS)

    def _listen(self) -> None:
        while not self._closed:
            try:
                data, (host, _) = self._states.recvfrom(MAX_BYTES)
            except TimeoutError:
                continue
            except OSError:
                time.sleep(POLL_SECONDS)
                continue
            state = read_state(data) if host == self._host else None
            if state is not None:
                self.state, self._heard = state, time.monotonic()


def _is_word(reply: str) -> bool:
    """Whether a reply is to a command rather than to a question, or bytes that are no words."""
    return reply.isascii() and not reply.isdecimal()
