from pathlib import Path

import pytest

from benchmarks import output, run


def test_every_benchmark_is_listed_and_has_a_main():
    folder = Path(output.__file__).parent
    scripts = {
        path.stem
        for path in folder.glob("*.py")
        if path.stem != "run" and "\ndef main(" in path.read_text(encoding="utf-8")
    }
    assert scripts == set(run.NAMES)


def test_an_unknown_benchmark_is_named():
    with pytest.raises(SystemExit, match="'sped'"):
        run.main(["sped"])
