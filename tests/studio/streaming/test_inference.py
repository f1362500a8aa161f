from __future__ import annotations

import asyncio
import threading

import numpy as np
import pytest

from tests.studio.learning.teaching import BACKBONE, jpeg
from understudy.errors import MediaError
from understudy.media.picture import load_picture
from understudy.studio.streaming.eyes import Eyes
from understudy.studio.streaming.inference import Inference, shared


def test_a_frame_goes_the_way_of_an_example() -> None:
    inference, eyes = Inference(), Eyes(BACKBONE)
    seen = inference.look(eyes, jpeg("box", 1), 0.0)
    np.testing.assert_array_equal(seen.found, BACKBONE.features(load_picture(jpeg("box", 1))))
    with pytest.raises(MediaError):
        inference.look(eyes, b"no picture", 0.1)
    inference.close()


def test_first_come_first_served() -> None:
    async def ask() -> list[int]:
        inference, order, may_go = Inference(workers=1), [], threading.Event()

        def work(number: int) -> None:
            may_go.wait(10)
            order.append(number)

        asked = [asyncio.create_task(inference.run(lambda n=n: work(n))) for n in range(8)]
        await asyncio.sleep(0)
        may_go.set()
        await asyncio.gather(*asked)
        inference.close()
        return order

    assert asyncio.run(ask()) == list(range(8))


def test_alone_a_frame_uses_half_of_the_processors_and_among_others_one() -> None:
    async def ask(together: int) -> list[int]:
        inference = Inference(workers=8)
        met = threading.Barrier(together)

        def work() -> int:
            met.wait(10)
            threads = inference.threads
            met.wait(10)
            return threads

        found = await asyncio.gather(*(inference.run(work) for _ in range(together)))
        inference.close()
        return found

    assert asyncio.run(ask(1)) == [4]
    assert asyncio.run(ask(2)) == [2, 2]
    assert asyncio.run(ask(8)) == [1] * 8


def test_what_fails_is_told_to_who_asked_and_leaves_no_trace() -> None:
    async def ask() -> int:
        inference = Inference(workers=2)
        with pytest.raises(ZeroDivisionError):
            await inference.run(lambda: 1 // 0)
        threads = inference.threads
        inference.close()
        return threads

    assert asyncio.run(ask()) == 1


def test_a_process_has_one_pool() -> None:
    assert shared() is shared()
