from pathlib import Path

import pytest

from tests import gestures
from tests.cli.running import run
from tests.taught import LABELS, draw, write_photos, write_video
from understudy.model import Model


def test_a_folder_becomes_a_model(shapes: Path, tmp_path: Path) -> None:
    result = run("teach", shapes, "-o", tmp_path / "m.understudy")
    assert result.exit_code == 0
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[0].startswith("Taught box, disc from 8 photos in ")
    assert lines[1].startswith("Head: discriminant (beta 10); ")
    assert "it was not taught." in lines[2]
    assert lines[3].startswith("Takes were found by time and likeness.")
    assert lines[4].startswith(f"Wrote {tmp_path / 'm.understudy'} (1")
    assert len(lines) == 5
    model = Model.load(tmp_path / "m.understudy")
    assert model.facts["provenance"]["source"] == "shapes"
    assert model.predict(draw("disc", 40)).label == "disc"


def test_an_existing_model_is_replaced(shapes: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.understudy"
    out.write_bytes(b"an old one")
    assert run("teach", shapes, "-o", out).exit_code == 0
    assert Model.load(out).labels == LABELS
    assert not list(tmp_path.glob(".*.part"))


def test_head_and_settings(shapes: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.understudy"
    options = (
        "--head",
        "dense",
        "--set",
        "units=[5, 4]",
        "--set",
        "epochs=2",
        "--set",
        "output=softmax",
    )
    assert run("teach", shapes, "-o", out, *options).exit_code == 0
    assert Model.load(out).facts["head"]["settings"] == {
        "units": [5, 4], "epochs": 2, "output": "softmax",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--head", "dens"), "Did you mean 'dense'"),
        (("--backbone", "x"), "no backbone called 'x'"),
        (("--set", "units"), "'units' is not of the form name=value"),
        (("--set", "=3"), "not of the form name=value"),
        (("--set", "depth=3"), "does not take these settings"),
        (("--head", "dense", "--set", "learning_rate=fast"), "does not take these settings"),
        (("--head", "dense", "--set", "seed=-1"), "seed is -1"),
        (("--head", "dense", "--set", "epochs=NaN"), "epochs is nan"),
        (("--head", "neighbors", "--set", "k=many"), "does not take these settings"),
        (("--background", "nothing"), "'nothing' is not among the classes: box, disc"),
        (("--groups", "none.csv"), "groups file none.csv can't be read"),
    ],
)
def test_wrong_options_are_said(
    shapes: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    result = run("teach", shapes, "-o", tmp_path / "m.understudy", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "m.understudy").exists()


def test_background_classes_are_remembered(shapes: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.understudy"
    assert run("teach", shapes, "-o", out, "--background", "box").exit_code == 0
    assert Model.load(out).background == {"box"}


def test_sub_folders_videos_and_groups(shapes: Path, tmp_path: Path) -> None:
    write_photos(shapes / "disc", labels=("evening",), count=3)
    write_video(shapes / "box" / "clip.mp4", "box", frames=5)
    out = tmp_path / "m.understudy"
    assert run("teach", shapes, "-o", out).exit_code == 0
    provenance = Model.load(out).facts["provenance"]
    assert provenance["examples"] == {"box": 9, "disc": 7}
    assert provenance["takes"]["disc"] <= 5

    files = [p.relative_to(shapes).as_posix() for p in sorted(shapes.rglob("*.*"))]
    lines = [f"{file},{('ann', 'bob', 'cid')[n % 3]}" for n, file in enumerate(files)]
    table = shapes / "groups.csv"
    table.write_text("\n".join(["file,group", *lines]), encoding="utf-8")
    result = run("teach", shapes, "-o", out, "--groups", table)
    assert result.exit_code == 0, result.stderr
    assert "kept together as 3 groups" in result.stderr
    assert Model.load(out).facts["cross_validated"]["folds"] == 3


def test_auto_says_which_backbone_and_why(tmp_path: Path) -> None:
    folder, out = gestures.write(tmp_path / "hands", gestures.hands(1)), tmp_path / "m.understudy"
    result = run("teach", folder, "-o", out, "--backbone", "auto")
    assert result.exit_code == 1  # a single example of each class is doubtful
    model = Model.load(out)
    assert model.backbone.name == "hands"
    reason = model.facts["backbone_choice"]["reason"]
    assert result.stderr.splitlines()[1] == f"Backbone: hands; {reason}."


def test_pictures_without_a_hand_are_counted_and_some_named(shapes: Path, tmp_path: Path) -> None:
    gestures.write(shapes, gestures.hands(2))
    out = tmp_path / "m.understudy"
    result = run("teach", shapes, "-o", out, "--backbone", "hands")
    assert result.exit_code == 0, result.stderr
    assert "Backbone:" not in result.stderr
    sentence, *names = result.stderr.splitlines()[-7:]
    assert sentence == (
        "No hand was found in 8 of 12 pictures; they were taught from the rest of the picture."
    )
    assert names[0] == f"  {shapes / 'box' / '0.png'}"
    assert names[-1] == "  and 3 more"
    background = [option for name in LABELS for option in ("--background", name)]
    result = run("teach", shapes, "-o", out, "--backbone", "hands", *background)
    assert "No hand" not in result.stderr


def test_without_any_hand_it_is_doubtful(shapes: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.understudy"
    result = run("teach", shapes, "-o", out, "--backbone", "hands")
    assert result.exit_code == 1
    last = result.stderr.splitlines()[-1]
    assert last.startswith("No hand was found in any of 8 pictures, so that the model goes by the")
    assert Model.load(out).predict(draw("disc", 40)).label == "disc"


def test_without_a_cache_nothing_is_kept(shapes: Path, tmp_path: Path, cache_folder: Path) -> None:
    assert run("teach", shapes, "-o", tmp_path / "m.understudy", "--no-cache").exit_code == 0
    assert not cache_folder.exists()


def test_notes_in_the_folder_are_passed_over(shapes: Path, tmp_path: Path) -> None:
    (shapes / "README.txt").write_text("dear diary", encoding="utf-8")
    result = run("teach", shapes, "-o", tmp_path / "m.understudy")
    assert result.exit_code == 0, result.stderr
    assert "Passed over, being neither pictures nor videos: README.txt" in result.stderr
