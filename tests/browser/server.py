"""The real studio in a process of its own, that a test may kill and start again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=\S+")
START_SECONDS = 60  # on a busy machine; it takes one
UNDERSTUDY = (sys.executable, "-m", "understudy")


class Server:
    """`understudy studio` on a free port, which it keeps when it is started again."""

    def __init__(
        self,
        folder: Path,
        command: Sequence[str | Path] = UNDERSTUDY,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.address = ""
        self.said: list[str] = []
        self._command = [str(part) for part in command]
        self._environment = environment or dict(os.environ)
        self._environment |= {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
        self.process: subprocess.Popen[str] | None = None

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.address).query)["token"][0]

    def client(self) -> httpx.Client:
        """Return a client that shows this run's token."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url=self.origin, headers=headers, timeout=30, trust_env=False)

    def start(self) -> None:
        """Start, and wait until the address is printed."""
        printed = threading.Event()
        arguments = ["studio", str(self.folder), "--port", str(self.port), "--no-browser"]
        self.process = subprocess.Popen(
            [*self._command, *arguments],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        listening = threading.Thread(target=self._listen, args=(self.process, printed), daemon=True)
        listening.start()
        if not printed.wait(START_SECONDS) or self.process.poll() is not None:
            self.kill()
            raise RuntimeError("The studio printed no address:\n" + "\n".join(self.said))

    def _listen(self, process: subprocess.Popen[str], printed: threading.Event) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.said.append(line.rstrip())
            if found := ADDRESS.search(line):
                self.address = found[0]
                printed.set()
        printed.set()  # it ended; whoever waits looks whether it lives

    def kill(self) -> None:
        """End it as a power cut would: it is told nothing, and saves nothing."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def restart(self) -> None:
        """Kill it, and start it on the same port; it has another token then."""
        self.kill()
        self.start()
