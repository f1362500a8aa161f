"""Many pictures through a backbone: decoding overlapped with inference, constant memory.

Each worker thread decodes a picture and runs the network on it with one thread of ONNX Runtime.
Both release the interpreter lock, so all processors stay busy. On two cores this is faster
than batches of 4 or 16 with two threads inside the network: docs/decisions/embedding.md.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from understudy.errors import DataError, MediaError
from understudy.onnx_session import cpu_count
from understudy.types import Image

Source = Any
"""A picture: str or Path, uint8 array [height, width, 3], or Pillow picture."""

IN_FLIGHT_PER_WORKER = 3  # enough that no worker waits; few enough that memory stays small

In = TypeVar("In")
Out = TypeVar("Out")


class Embedder(Protocol):
    """What `embed_sources` needs of a backbone."""

    def load(self, source: Source) -> Image:
        """Return the picture of a source."""
        ...

    def features(self, image: Image, *, raw: bool = False, threads: int = 1) -> NDArray[Any]:
        """Return the features [d] of a picture."""
        ...


def as_sources(inputs: Source | Iterable[Source]) -> list[Source]:
    """Return a list of single pictures, whatever mix was given.

    Raises
    ------
    DataError
        What was given is neither a picture nor several.
    """
    if is_one(inputs):
        return [inputs]
    if not isinstance(inputs, Iterable):
        raise DataError(
            "Pictures are given as paths, uint8 arrays or Pillow pictures, one or several; "
            f"got {type(inputs).__name__}."
        )
    return list(inputs)


def is_one(inputs: Source | Iterable[Source]) -> bool:
    """Whether this is a single picture rather than several."""
    if isinstance(inputs, np.ndarray):
        return inputs.ndim != 4
    return isinstance(inputs, (str, Path, bytes)) or is_pillow(inputs)


def load_picture(source: Source, *, at_least: int | None = None) -> Image:
    """Return uint8 [height, width, 3] of a path, array or Pillow picture.

    Raises
    ------
    MediaError
        The file can't be read.
    DataError
        The value is not a picture.
    """
    if isinstance(source, (str, Path, bytes)):
        from understudy.media.image import read_image  # brings Pillow, which building does without

        return read_image(source, at_least=at_least)
    if is_pillow(source):
        from understudy.media.image import from_pillow

        source = from_pillow(source)
    if isinstance(source, np.ndarray):
        if source.dtype == np.uint8 and source.ndim == 3 and source.shape[2] == 3 and source.size:
            return source
        raise DataError(
            f"A picture given as an array has dtype {source.dtype} and shape {source.shape}; "
            "expected uint8 [height, width, 3] in RGB order."
        )
    raise DataError(
        f"A picture is a path, a uint8 array or a Pillow picture; got {type(source).__name__}."
    )


def is_pillow(value: object) -> bool:
    """Whether a value is a Pillow picture, found without importing Pillow."""
    return type(value).__module__.startswith("PIL.")


def embed_sources(
    backbone: Embedder, sources: Sequence[Source], *, raw: bool = False, workers: int | None = None
) -> Generator[NDArray[Any] | MediaError | DataError]:
    """Yield, in order, the features [d] of each picture, or why it can't be read."""

    def embed(source: Source) -> NDArray[Any] | MediaError | DataError:
        try:
            return backbone.features(backbone.load(source), raw=raw)
        except (MediaError, DataError) as error:
            return error

    # `yield from` hands a `close()` on, so that the threads end with the caller.
    yield from map_threads(embed, sources, workers=workers)


def map_threads(
    function: Callable[[In], Out], items: Iterable[In], *, workers: int | None = None
) -> Generator[Out]:
    """Like `map`, in order, on several threads, reading only a few items ahead."""
    workers = workers or cpu_count()
    pending: deque[Future[Out]] = deque()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="understudy")
    try:
        for item in items:
            pending.append(pool.submit(function, item))
            if len(pending) > workers * IN_FLIGHT_PER_WORKER:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
