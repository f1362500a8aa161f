"""`understudy export`: a model as one ONNX graph, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from understudy.cli.console import check_output, say
from understudy.cli.recognize import ModelFile


def export(
    model: ModelFile,
    output: Annotated[Path, typer.Option("--output", "-o", help="ONNX file to write.")],
) -> None:
    """Join a model's networks into one ONNX file: picture in, probabilities and novelty out."""
    from understudy import api
    from understudy.media.atomic import write_bytes

    check_output(output, ".onnx")
    loaded = api.load(model)
    write_bytes(output, loaded.to_onnx())
    say(
        f"Wrote {output}: `images` uint8 [n, height, width, 3] in; `probabilities` "
        f"[n, {len(loaded.labels)}] and `novelty` [n] out. Labels: {', '.join(loaded.labels)}."
    )
