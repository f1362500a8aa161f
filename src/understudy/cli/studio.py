"""`understudy studio`: the page to teach, watch and play."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from understudy.errors import MissingExtraError


def studio(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Where the projects are; by default Understudy in your documents."),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The next free one is used if it is taken.")
    ] = 8000,
    host: Annotated[
        str, typer.Option(help="Any but the default lets other machines in, with the token.")
    ] = "127.0.0.1",
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Open the studio: teach from the webcam, watch it recognise, play.

    Prints the address of the page, with a token that lets only you in. Ctrl-C ends it; everything
    is on disk by then.
    """
    from platformdirs import user_documents_path

    from understudy.studio.streaming.processors import leave_room

    leave_room()
    try:
        from understudy.studio.serving import serve
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"To open the studio, the package {error.name!r} is needed and is not installed. "
            'Install it with: pip install "understudy[studio]"'
        ) from error
    root = folder or user_documents_path() / "Understudy"
    serve(root.absolute(), host, port, browser, typer.echo)
