"""`understudy watch` with a model that looks for hands."""

import json
from pathlib import Path

import pytest

from tests import gestures
from tests.cli.running import run
from tests.sources.faking import BOX, Faked
from understudy.sources import opening


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gestures.taught().save(tmp_path_factory.mktemp("model") / "hands.understudy")


def show(monkeypatch: pytest.MonkeyPatch, frames: Faked) -> None:
    monkeypatch.setattr(opening, "open_frames", lambda source, **_: frames)


def test_a_gesture_starts_and_stops_when_the_hand_is_gone(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(monkeypatch, Faked([gestures.hand("point", 0)] * 10 + [BOX] * 10, fps=10))
    result = run("watch", model)
    assert result.exit_code == 0, result.stderr
    said = [line.split()[2:4] for line in result.stdout.splitlines()]
    assert said == [["point", "starts"], ["point", "stops"]]
    assert result.stderr == "Watching camera 0 for open, point. Press Ctrl-C to end.\n"


def test_a_photo_without_a_hand_says_so(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for options in ([], ["--json"]):
        show(monkeypatch, Faked([BOX, gestures.hand("open", 0)], separate=True))
        said = run("watch", model, *options).stdout.splitlines()
        if options:
            assert [json.loads(line)["found"] for line in said] == [False, True]
        else:
            assert said[0] == "0.png: no hand in view"
            assert said[1].startswith("1.png: open (")
