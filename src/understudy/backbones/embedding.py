"""Many pictures or sounds through a backbone: decoding overlapped with inference, constant memory.

Each worker thread decodes a picture and runs the network on it with one thread of ONNX Runtime.
Both release the interpreter lock, so all processors stay busy. On two cores this is faster
than batches of 4 or 16 with two threads inside the network: docs/decisions/embedding.md.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from numpy.typing import NDArray

from understudy.errors import DataError, MediaError
from understudy.media.picture import Source
from understudy.onnx_session import cpu_count
from understudy.types import Array

IN_FLIGHT_PER_WORKER = 3  # enough that no worker waits; few enough that memory stays small

In = TypeVar("In")
Out = TypeVar("Out")


class Embedder(Protocol):
    """What `embed_sources` needs of a backbone."""

    def row_of(self, source: Source, *, raw: bool = False, threads: int = 1) -> Array:
        """Return the features [d] of a source."""
        ...


def embed_sources(
    backbone: Embedder, sources: Sequence[Source], *, raw: bool = False, workers: int | None = None
) -> Generator[NDArray[Any] | MediaError | DataError]:
    """Yield, in order, the features [d] of each picture, or why it can't be read."""

    def embed(source: Source) -> NDArray[Any] | MediaError | DataError:
        try:
            return backbone.row_of(source, raw=raw)
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
