"""One picture seen through three models at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from anyio import CapacityLimiter
from fastapi import APIRouter, Query, Request

from understudy.studio.learning.current import names_of
from understudy.studio.protocol import ClassId, Tried
from understudy.studio.routes.parts import PROBLEMS, PROJECT, Opened, find_class
from understudy.studio.uploads import while_connected

router = APIRouter(prefix=PROJECT, tags=["trying"], responses=PROBLEMS)

LOOKING = CapacityLimiter(1)
"""How many pictures are looked at at once: who watches or records needs the other processors."""
Target = Annotated[ClassId | None, Query()]


@router.post("/try")
async def try_out(request: Request, opened: Opened, target: Target = None) -> Tried:
    """Say what the picture in the body is: by three models, as `Tried` has it.

    The third tells the class `target` from all others.
    """
    if target is not None:
        find_class(opened, target)
    data = await request.body()

    def work(gone: Callable[[], bool]) -> Tried:
        return opened.learner.trying.look(data, target, names_of(opened.project))

    return await while_connected(request, work, LOOKING)
