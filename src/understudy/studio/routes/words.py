"""Listening with the ready-made words, without a project."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from starlette.websockets import WebSocket, WebSocketDisconnect

from understudy import words
from understudy.errors import UnderstudyError
from understudy.studio.streaming.inference import shared
from understudy.studio.streaming.saving import refusal
from understudy.studio.streaming.stream import NOT_USABLE
from understudy.studio.streaming.words import Session

router = APIRouter()


@router.websocket("/api/words/stream")
async def listen(websocket: WebSocket) -> None:
    """Serve one page until it leaves; the words are loaded for the first one."""
    await websocket.accept()
    try:
        model = await run_in_threadpool(words.load)
        await Session(websocket, model, shared()).run()
    except UnderstudyError as error:
        await websocket.send_text(refusal(error).model_dump_json())
        await websocket.close(NOT_USABLE)
    except WebSocketDisconnect:
        pass
