import pytest

from benchmarks import data


def test_the_data_is_where_the_environment_says(tmp_path, monkeypatch):
    (tmp_path / "images").mkdir()
    monkeypatch.setenv("UNDERSTUDY_DATA", str(tmp_path))
    assert data.folder() == tmp_path


def test_without_data_a_benchmark_leaves_and_says_why(tmp_path, monkeypatch):
    monkeypatch.setenv("UNDERSTUDY_DATA", str(tmp_path))
    assert data.folder() is None
    with pytest.raises(SystemExit, match="UNDERSTUDY_DATA"):
        data.images()


def test_a_set_knows_classes_and_people(tmp_path, monkeypatch):
    monkeypatch.setenv("UNDERSTUDY_DATA", str(tmp_path))
    for name in ("3/42-4226.jpg", "3/43-4301.jpg", "0/42-4213.jpg"):
        path = tmp_path / "images" / data.PEOPLE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    data.photo_set.cache_clear()
    photos = data.photo_set(data.PEOPLE)
    data.photo_set.cache_clear()
    assert photos.labels.tolist() == ["0", "3", "3"]
    assert photos.people.tolist() == ["42", "42", "43"]
