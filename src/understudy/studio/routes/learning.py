"""What is trained on the examples, how, and how good it is."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request

from understudy import heads
from understudy.heads.settings import about
from understudy.studio.learning.choice import SUBJECTS
from understudy.studio.protocol import (
    Compare,
    Compared,
    Confusion,
    Done,
    HeadView,
    Learning,
    Setting,
    Train,
)
from understudy.studio.routes.parts import PROBLEMS, PROJECT, Opened, done
from understudy.studio.uploads import while_connected

LEARNING = f"{PROJECT}/learning"

router = APIRouter(tags=["learning"], responses=PROBLEMS)


@router.get("/api/heads")
def list_heads() -> list[HeadView]:
    """List what can be trained, with all that can be set of it."""
    return [head_view(name, entry.description) for name, entry in heads.REGISTRY.items()]


@router.get(LEARNING)
def read_learning(opened: Opened) -> Learning:
    """Return what the model is, and how good."""
    return opened.learner.state()


@router.post(LEARNING)
def train(opened: Opened, wish: Train) -> Learning:
    """Choose a head and train it; how far it is, the socket tells."""
    opened.learner.train(wish)
    return opened.learner.state()


@router.delete(LEARNING)
def cancel(opened: Opened) -> Learning:
    """Stop training; the model stays as it was."""
    opened.learner.cancel()
    return opened.learner.state()


@router.delete(f"{PROJECT}/suggestion")
def decline_suggestion(opened: Opened) -> Done:
    """Suggest nothing until there are many more examples."""
    with opened.changing():
        opened.learner.decline()
    return done(opened)


@router.get(f"{LEARNING}/confusion")
def read_confusion(opened: Opened) -> Confusion:
    """Return what examples were taken for when their take was left out."""
    return opened.learner.confusion()


@router.post(f"{LEARNING}/compare")
async def compare(request: Request, opened: Opened, wish: Compare) -> list[Compared]:
    """Train several heads on the same takes; cancelling training or leaving stops it."""
    return await while_connected(request, partial(opened.learner.compare, wish))


def head_view(name: str, description: str) -> HeadView:
    """Return a head as the page shows it."""
    told = about(name, description)
    return HeadView(
        name=name,
        title=told.title,
        help=told.help,
        by_hand=told.by_hand,
        subjects=list(SUBJECTS.get(name, ())),
        settings=[
            Setting(
                name=one.name,
                title=one.title,
                kind=one.kind,
                default=one.default,
                least=one.least,
                most=one.most,
                choices=list(one.choices),
                help=one.help,
            )
            for one in told.settings
        ],
    )
