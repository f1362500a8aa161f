"""Starting the studio: a free port, the address with its token, the browser, a clean end."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from understudy.errors import UnderstudyError
from understudy.studio.app import create_app
from understudy.studio.protocol import HEADER, MAX_FRAME_BYTES
from understudy.studio.security import LOOPBACK, Access
from understudy.studio.workspace import Workspace

PORTS_TRIED = 100
LEAVING_SECONDS = 3
"""How long requests that are under way may take to finish after Ctrl-C."""
EVERYWHERE = {"0.0.0.0", "::"}
OPEN_TO_OTHERS = (
    "Other machines can reach this studio. Whoever has the address below can see your "
    "pictures and sounds and change them, so keep it to yourself. Browsers give the camera and the "
    "microphone only to pages of their own machine."
)


def serve(root: Path, host: str, port: int, browser: bool, say: Callable[[str], None]) -> None:
    """Serve the projects of a folder until Ctrl-C; what happens is told through `say`.

    Raises
    ------
    UnderstudyError
        The folder or the address can't be used.
    """
    workspace = Workspace(root)
    with contextlib.closing(listen(host, port)) as listening:
        chosen: int = listening.getsockname()[1]
        if port not in (0, chosen):
            say(f"Port {port} is taken, so port {chosen} is used.")
        access = Access(chosen, names_of(host))
        if not is_loopback(host):
            say(OPEN_TO_OTHERS)
        address = address_of(host, access)
        say(f"The studio is at {address}")
        if host in EVERYWHERE and (outward := _outward()):
            say(f"From other machines: {address_of(outward, access)}")
        say(f"Its projects are in {root}. Leave with Ctrl-C.")
        config = uvicorn.Config(
            create_app(workspace, access),
            ws="websockets-sansio",
            ws_per_message_deflate=False,  # pictures don't get smaller, and it halves the rate
            ws_max_size=HEADER.size + MAX_FRAME_BYTES,
            log_level="error",
            access_log=False,  # it would hold the token
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=LEAVING_SECONDS,
        )
        if browser:  # the port is open already, so the browser waits until it is answered
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run([listening])
    say("The studio is closed. Everything is saved.")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on the port, or on the next one that is free.

    Raises
    ------
    UnderstudyError
        The host is none of this machine's, or none of the ports is free.
    """
    last: OSError | None = None
    for tried in range(port, min(port + PORTS_TRIED, 2**16) if port else 1):
        try:
            return _bind(host, tried)
        except OSError as error:
            last = error
            if isinstance(error, socket.gaierror):
                break
    raise UnderstudyError(
        f"The studio can't listen on {host}, port {port} or the next ones ({last}). "
        "Choose another with --port or --host."
    )


def _bind(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listening = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # a port that was left a moment ago; elsewhere it would be shared
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def is_loopback(host: str) -> bool:
    """Whether a host can only be reached from this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def names_of(host: str) -> tuple[str, ...]:
    """Return what may stand in Host: this machine's names, if it listens to more than itself."""
    if is_loopback(host):
        return tuple(dict.fromkeys((*LOOPBACK, _in_address(host))))
    names = {host} - EVERYWHERE
    if host in EVERYWHERE:
        own = socket.gethostname()
        names |= {own, f"{own}.local"}
        with contextlib.suppress(OSError):
            names |= {str(found[4][0]) for found in socket.getaddrinfo(own, None)}
        names |= {outward} if (outward := _outward()) else set()
    return tuple(dict.fromkeys((*LOOPBACK, *sorted(map(_in_address, names)))))


def _outward() -> str | None:
    """Return the address that this machine has in its network, if any; nothing is sent."""
    with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # TEST-NET-1 of RFC 5737
        return str(probe.getsockname()[0])
    return None


def address_of(host: str, access: Access) -> str:
    """Return the address to open, with its token."""
    name = "127.0.0.1" if host in EVERYWHERE else _in_address(host)
    return f"http://{name}:{access.port}/?token={access.token}"


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
