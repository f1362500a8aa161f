from pathlib import Path

import pytest

from tests.taught import taught, write_photos


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(folder))
    return folder


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    return write_photos(tmp_path / "shapes")


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return taught().save(tmp_path_factory.mktemp("model") / "shapes.understudy")
