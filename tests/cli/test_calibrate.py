from pathlib import Path

import numpy as np
import pytest

import understudy
from tests import heard
from tests.cli.running import run
from tests.heard import whistles
from understudy import words
from understudy.cli.calibrate import duration
from understudy.live.listening import Listening
from understudy.media.flac import write_flac


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return whistles().save(tmp_path / "whistles.understudy")


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return heard.write(tmp_path_factory.mktemp("sounds") / "quiet.flac", 20.0)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts = [1.0, ("hum", 0.3), 1.0, ("whistle", 0.3), 1.0]
    return heard.write(tmp_path_factory.mktemp("sounds") / "busy.flac", *parts)


def test_the_lowest_threshold_that_keeps_the_rate_is_written(model: Path, quiet: Path) -> None:
    result = run("calibrate", model, quiet, "--per-hour", 540)
    assert result.exit_code == 0, result.stderr
    title, heading, *rows = result.stdout.splitlines()
    assert title == f"False alarms an hour on {quiet} (20 seconds):"
    assert heading.split("   ") == [
        "threshold",
        "  1 hit",
        " 2 hits",
        " 3 hits",
        " 4 hits",
        " 5 hits",
    ]
    assert rows[0].split() == ["0.50", *["0.0"] * 5]
    assert len(rows) == 10
    assert result.stderr.splitlines() == [
        "With threshold 0.5: 0 false alarms in 20 seconds. So there are at most 539.2 an hour "
        "(95% sure).",
        f"{model} now listens with threshold 0.5 and 2 hits.",
    ]
    shown = run("inspect", model).stdout
    assert (
        "listening   threshold 0.5, 2 hits in a row; calibrated: 0 false alarms an hour in 20 "
        "seconds of background\n" in shown
    )
    facts = understudy.load(model).facts
    assert Listening.of(facts) == Listening(threshold=0.5, hits=2)
    assert facts["listening"]["background_seconds"] == 20.0
    assert facts["listening"]["false_alarms_per_hour"] == 0.0


def test_a_recording_that_is_too_short_does_not_lower_the_threshold(
    model: Path, quiet: Path
) -> None:
    result = run("calibrate", model, quiet, "--per-hour", 10)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "With threshold 0.75: 0 false alarms in 20 seconds. So there are at most 539.2 an hour "
        "(95% sure). To be sure of 10 an hour takes 18 minutes without a false alarm, and more "
        "with some.",
        f"{model} still listens with threshold 0.75 and 2 hits.",
    ]
    assert Listening.of(understudy.load(model).facts).threshold == 0.75


def test_what_the_model_had_besides_is_kept(tmp_path: Path, quiet: Path) -> None:
    taught = whistles()
    own = understudy.Model(
        taught.labels, taught.backbone, taught._head.content,
        {**taught.facts, "listening": {"threshold": 0.77, "suppress_ms": 300, "hits": 1}},
    )  # fmt: skip
    path = own.save(tmp_path / "own.understudy")
    assert run("calibrate", path, quiet).exit_code == 1
    kept = Listening(0.77, suppress_ms=300, hits=1)
    assert Listening.of(understudy.load(path).facts) == kept
    assert run("calibrate", path, quiet, "--hits", 3).exit_code == 1
    assert Listening.of(understudy.load(path).facts).hits == 3


def test_silence_says_nothing(model: Path, tmp_path: Path) -> None:
    before = model.read_bytes()
    silent = tmp_path / "silent.flac"
    write_flac(silent, [np.zeros(20 * heard.RATE, np.float32)], heard.RATE)
    result = run("calibrate", model, silent, "--per-hour", 10_000)
    assert result.exit_code == 2
    assert "The recording is silent, so it says nothing" in result.stderr
    assert model.read_bytes() == before


@pytest.mark.parametrize("rate", [0, -1, "nan", "inf"])
def test_no_recording_shows_that_nothing_ever_fires(model: Path, quiet: Path, rate: object) -> None:
    result = run("calibrate", model, quiet, "--per-hour", rate)
    assert result.exit_code == 2
    assert "expected more than 0, such as 1" in result.stderr


def test_where_nothing_keeps_the_rate_nothing_is_changed(model: Path, busy: Path) -> None:
    before = model.read_bytes()
    result = run("calibrate", model, busy)
    assert result.exit_code == 1
    assert "No threshold keeps 1 an hour with 2 hits; nothing was changed." in result.stderr
    assert "or allow more with a larger --per-hour." in result.stderr
    assert model.read_bytes() == before
    assert run("calibrate", model, busy, "--per-hour", 10_000).exit_code == 0


def test_the_ready_made_words_are_left_as_they_are(
    quiet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "load", whistles)
    result = run("calibrate", "words", quiet)
    assert result.exit_code == 1
    assert result.stderr.endswith("use: understudy listen --threshold 0.75 --hits 2\n")
    assert "listening" not in whistles().facts


def test_bad_input_is_told(model: Path, tmp_path: Path) -> None:
    for name, sentence in (("none.wav", "none.wav"), ("", "is a folder")):
        result = run("calibrate", model, tmp_path / name)
        assert result.exit_code == 2
        assert sentence in result.stderr
    short = heard.write(tmp_path / "short.flac", 0.05)
    assert "too little to say anything" in run("calibrate", model, short).stderr


@pytest.mark.parametrize(
    ("seconds", "said"), [(20, "20 seconds"), (600, "10 minutes"), (9000, "2.5 hours")]
)
def test_how_long_it_was(seconds: float, said: str) -> None:
    assert duration(seconds) == said
