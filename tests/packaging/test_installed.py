"""What an installed understudy can do, in an environment without anything else.

The tests of `base` come first: `studio` is the same environment, with more in it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.packaging.conftest import Environment

pytestmark = pytest.mark.serial

RIGHT = 0.85  # of the drawn photos; all were taught, so fewer would mean that something is broken


def test_base_says_what_it_can_do(base: Environment) -> None:
    done = base.run("understudy", "--help")
    assert done.returncode == 0, done.stderr
    assert all(command in done.stdout for command in ("teach", "recognize", "evaluate", "inspect"))


@pytest.mark.parametrize(
    "module", ["torch", "onnx", "scipy", "jinja2", "fastapi", "cv2", "pynput", "sklearn", "pip"]
)
def test_base_brings_nothing_heavy(base: Environment, module: str) -> None:
    assert not base.has(module)


def test_base_recognises_with_a_model_made_elsewhere(
    base: Environment, model_file: Path, shapes: Path
) -> None:
    photos = sorted(shapes.glob("*/*/01.jpg"))
    done = base.run("understudy", "recognize", model_file, *photos, "--json")
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(answer["file"]).name for answer in answers] == ["01.jpg"] * len(photos)
    best = [max(a["probabilities"], key=a["probabilities"].__getitem__) for a in answers]
    right = [label == path.parts[-3] for label, path in zip(best, photos, strict=True)]
    assert sum(right) >= RIGHT * len(right)


def test_base_gives_what_the_maker_of_the_model_gets(
    base: Environment, model_file: Path, shapes: Path
) -> None:
    import understudy

    photo = shapes / "star" / "evening" / "03.jpg"
    expected = understudy.load(model_file).predict(photo)
    code = (
        "import sys, understudy\n"
        "p = understudy.load(sys.argv[1]).predict(sys.argv[2])\n"
        "print(*p.probabilities)"
    )
    done = base.run("python", "-c", code, model_file, photo)
    assert done.returncode == 0, done.stderr
    found = [float(text) for text in done.stdout.split()]
    assert found == pytest.approx(list(expected.probabilities), abs=1e-3)


def test_base_says_what_to_install_for_teaching(base: Environment, shapes: Path) -> None:
    done = base.run("understudy", "teach", shapes, "-o", "x.understudy")
    assert done.returncode == 2
    assert 'pip install "understudy[studio]"' in done.stderr
    assert "Traceback" not in done.stderr
    assert not (base.folder / "x.understudy").exists()


def test_base_says_what_to_install_for_the_studio(base: Environment) -> None:
    done = base.run("understudy", "studio", "projects", "--no-browser")
    assert done.returncode == 2
    assert 'pip install "understudy[studio]"' in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("module", "there"),
    [("onnx", True), ("fastapi", True), ("torch", False), ("cv2", False), ("pynput", False)],
)
def test_studio_brings_the_page_s_server_and_no_torch(
    studio: Environment, module: str, there: bool
) -> None:
    assert studio.has(module) is there


def test_studio_teaches_evaluates_and_reports(studio: Environment, shapes: Path) -> None:
    done = studio.run("understudy", "teach", shapes, "-o", "shapes.understudy")
    assert done.returncode == 0, done.stderr
    done = studio.run(
        "understudy", "evaluate", "shapes.understudy", shapes, "--json", "--html", "report.html"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["accuracy"] >= RIGHT
    assert "<html" in (studio.folder / "report.html").read_text("utf-8")


def test_studio_classifies(studio: Environment, shapes: Path) -> None:
    done = studio.run("understudy", "classify", shapes / "star" / "morning" / "01.jpg")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("head", ["discriminant", "logistic", "neighbors", "dense"])
def test_studio_teaches_every_head(studio: Environment, shapes: Path, head: str) -> None:
    done = studio.run("understudy", "teach", shapes, "-o", f"{head}.understudy", "--head", head)
    assert done.returncode == 0, done.stderr
    assert (studio.folder / f"{head}.understudy").is_file()
