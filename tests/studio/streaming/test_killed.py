"""A studio that is killed while it records."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

import numpy as np
from websockets.sync.client import ClientConnection, connect

from tests.studio.learning.teaching import PATIENCE_SECONDS, take_id
from tests.studio.sounding import RATE, pcm, sound
from tests.studio.streaming.heard import blocks
from tests.studio.test_serving import studio
from understudy.media.sound import read_sound
from understudy.project.store import Project
from understudy.studio.protocol import write_frame

TAKE = take_id(1)


def ask(address: str, path: str, wish: Any) -> Any:
    base, _, token = address.partition("/?token=")
    request = urllib.request.Request(
        base + path,
        json.dumps(wish).encode(),
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as response:
        return json.load(response)


def stream(address: str, project_id: str) -> ClientConnection:
    base, _, token = address.partition("/?token=")
    return connect(
        f"{base.replace('http', 'ws')}/api/projects/{project_id}/stream",
        additional_headers={"Authorization": f"Bearer {token}"},
    )


def next_of(page: ClientConnection, kind: str) -> Any:
    while True:
        message = json.loads(page.recv(PATIENCE_SECONDS))
        assert message["type"] != "refused", message
        if message["type"] == kind:
            return message


def test_what_was_counted_is_there_after_a_kill(tmp_path: Path) -> None:
    said = sound("low", 3)
    sent = list(blocks(said, take=TAKE))
    with studio(tmp_path, "--port", 0) as (program, address):
        project_id = ask(address, "/api/projects", {"name": "Sounds", "subject": "sound"})["id"]
        low = ask(address, f"/api/projects/{project_id}/classes", {"name": "low"})["id"]
        begin = {
            "type": "begin", "take": TAKE, "class_id": low, "source": "microphone", "rate": RATE,
        }  # fmt: skip
        with stream(address, project_id) as page:
            page.send(json.dumps(begin))
            for block in sent[:-5]:
                page.send(write_frame(block))
                saved = next_of(page, "saved")
            program.kill()
            program.wait(PATIENCE_SECONDS)
    with Project.open(tmp_path / project_id) as project:
        assert project.count(low) >= saved["class_count"] >= 2
        read = read_sound(project.recording(TAKE))
        told = b"".join(block.pcm for block in sent[:-5])
        assert np.round(read.samples * 32_768).astype("<i2").tobytes() == told
    with studio(tmp_path, "--port", 0) as (_, address), stream(address, project_id) as page:
        page.send(json.dumps(begin))
        for block in sent[-10:]:  # what the page does not know to be saved, and some that it does
            page.send(write_frame(block))
        page.send(json.dumps({"type": "end", "take": TAKE}))
        assert next_of(page, "ended")["take_count"] == 3
    with Project.open(tmp_path / project_id) as project:
        read = read_sound(project.recording(TAKE))
        assert np.round(read.samples * 32_768).astype("<i2").tobytes() == pcm(said)
