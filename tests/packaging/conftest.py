"""The built distributions, and a clean environment that they are installed into, offline."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

import understudy
from examples import draw_shapes

ROOT = Path(__file__).resolve().parents[2]
WHEELHOUSE = ROOT / ".wheelhouse"


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment without anything of the checkout."""

    folder: Path

    @property
    def scripts(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def install(self, requirement: str) -> None:
        """Install from the wheelhouse only, whatever the user's pip is configured to do."""
        command = [
            sys.executable,
            "-m",
            "pip",
            "--isolated",
            "--python",
            str(self.scripts / "python"),
        ]
        command += ["install", "--quiet", "--no-compile", "--no-index", "--find-links"]
        command += [str(WHEELHOUSE), "--constraint", str(ROOT / "constraints.txt"), requirement]
        subprocess.run(command, check=True)

    def run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment away from the checkout."""
        variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        variables |= {"UNDERSTUDY_CACHE": str(self.folder / "cache"), "PYTHONUTF8": "1"}
        command = [str(self.scripts / program), *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=self.folder,
            env=variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def has(self, module: str) -> bool:
        """Whether a module could be imported."""
        code = f"import importlib.util, sys; sys.exit(not importlib.util.find_spec({module!r}))"
        return self.run("python", "-c", code).returncode == 0


def build(source: Path, target: str, folder: Path, path: str = os.environ["PATH"]) -> Path:
    """Build a distribution of a source tree with the pinned build requirements."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory"]
    variables = os.environ | {"PATH": path}
    subprocess.run([*command, str(folder)], cwd=source, env=variables, check=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution of the checkout."""
    return build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution alone and without Node."""
    source = tmp_path_factory.mktemp("source")
    with tarfile.open(sdist) as archive:
        archive.extractall(source, filter="data")
    (tree,) = source.iterdir()
    path = str(Path(sys.executable).parent)
    assert shutil.which("node", path=path) is None
    return build(tree, "wheel", tmp_path_factory.mktemp("wheel"), path)


@pytest.fixture(scope="session")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drawn photos, in two takes of four classes."""
    folder = tmp_path_factory.mktemp("shapes")
    draw_shapes.draw_set(folder)
    return folder


@pytest.fixture(scope="session")
def model_file(shapes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model taught in the environment that the tests run in."""
    model = understudy.teach(shapes, cache=False)
    return Path(model.save(tmp_path_factory.mktemp("model") / "shapes.understudy"))


@pytest.fixture(scope="session")
def base(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with `pip install understudy`."""
    if not WHEELHOUSE.is_dir():
        pytest.skip("there is no .wheelhouse to install from; run `make .wheelhouse/.filled`")
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    environment = Environment(folder)
    environment.install(str(wheel))
    return environment


@pytest.fixture(scope="session")
def studio(base: Environment, wheel: Path) -> Environment:
    """The same environment, after `pip install understudy[studio]`."""
    base.install(f"{wheel}[studio]")
    return base
