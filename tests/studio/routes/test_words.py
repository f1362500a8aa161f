from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from starlette.websockets import WebSocketDisconnect

from tests.studio.sounding import HearingBackbone
from tests.studio.streaming.heard import blocks, model_of
from tests.studio.streaming.pages import Microphone
from tests.studio.visiting import PORT, TOKEN, TestClient, fake_workspace, visitor
from understudy import words
from understudy.errors import UnderstudyError
from understudy.media.sound import Recording, read_sound
from understudy.studio.security import POLICY_VIOLATION
from understudy.studio.streaming.stream import NOT_USABLE

ADDRESS = f"ws://127.0.0.1:{PORT}/api/words/stream"


def test_a_page_is_served(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(HearingBackbone(), "low", "high")
    monkeypatch.setattr(words, "load", lambda: model)
    with client.websocket_connect(ADDRESS) as socket:
        assert Microphone(socket).next("words-hello")["labels"] == list(model.labels)


@pytest.mark.parametrize(
    ("token", "headers"),
    [(None, {}), ("wrong", {}), (TOKEN, {"Origin": "http://elsewhere.example"})],
)
def test_only_the_own_page_with_the_token_may_listen(
    tmp_path: Path, token: str | None, headers: dict[str, str]
) -> None:
    with (
        visitor(fake_workspace(tmp_path / "projects"), tmp_path / "static", token=token) as client,
        pytest.raises(WebSocketDisconnect) as refused,
        client.websocket_connect(ADDRESS, headers=headers),
    ):
        pass
    assert refused.value.code == POLICY_VIOLATION


def test_words_that_are_not_there_are_told(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise UnderstudyError("The ready-made words are not in this installation.")

    monkeypatch.setattr(words, "load", fail)
    with client.websocket_connect(ADDRESS) as socket:
        one = Microphone(socket)
        assert "installation" in one.next("refused")["sentence"]
        with pytest.raises(WebSocketDisconnect) as left:
            socket.receive_text()
    assert left.value.code == NOT_USABLE


def test_starting_the_studio_does_not_load_the_words() -> None:
    code = (
        "import sys; import understudy.studio.app; from understudy import words; "
        "print(words.load.cache_info().currsize, 'onnxruntime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["0", "False"]


def said(text: str) -> Recording:
    """Return a word as a synthesised voice says it, with silence around it."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    command = ["espeak-ng", "-v", "en-us", "-s", "140", "--stdout", text]
    wav = io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout)
    read = read_sound(wav.getvalue())
    pause = np.zeros(read.rate, np.float32)
    return Recording(np.concatenate([pause, 0.6 * read.samples, pause]), read.rate)


def test_a_word_that_is_said_fires_once(client: TestClient) -> None:
    spoken = said("seven")
    sent = list(blocks(spoken.samples, rate=spoken.rate))
    with client.websocket_connect(ADDRESS) as socket:
        one = Microphone(socket)
        assert one.next("words-hello")["labels"] == list(words.labels())
        one.say(type="listen", stream=0, rate=spoken.rate)
        one.send(sent)
        answers = [socket.receive_json() for _ in sent]
    events = [event for answer in answers for event in answer.get("events", [])]
    assert [event["class_id"] for event in events if event["kind"] == "start"] == ["seven"]
