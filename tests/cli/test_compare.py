import json
from pathlib import Path

from tests.cli.running import run
from tests.taught import write_photos
from understudy import heads
from understudy.evaluation.sentences import CANT_TELL


def test_every_head_is_in_the_table(shapes: Path) -> None:
    result = run("compare", shapes)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [f"training {name} ..." for name in heads.REGISTRY]
    for name in heads.REGISTRY:
        assert any(line.startswith(name) for line in result.stdout.splitlines())


def test_chosen_heads_as_json(shapes: Path) -> None:
    (shapes / "box" / "bad.jpg").write_text("dear diary", encoding="utf-8")
    result = run("compare", shapes, "--head", "neighbors", "--head", "discriminant", "--json")
    assert result.exit_code == 1
    assert "1 left out:" in result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["head"] for one in found] == ["neighbors", "discriminant"]
    assert set(found[0]) >= {"seconds", "accuracy", "accuracy_per_class", "takes", "folds"}
    assert found[0]["takes"] == found[1]["takes"]


def test_one_photo_a_class_tells_nothing(tmp_path: Path) -> None:
    result = run("compare", write_photos(tmp_path / "few", count=1), "--head", "auto")
    assert result.exit_code == 0
    assert CANT_TELL in " ".join(result.stdout.split())


def test_an_unknown_head_is_said_before_the_work(shapes: Path, cache_folder: Path) -> None:
    result = run("compare", shapes, "--head", "auto", "--head", "dens")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean 'dense'" in result.stderr
    assert not cache_folder.exists()
