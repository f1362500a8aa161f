import pytest

from understudy.errors import DataError
from understudy.project.records import Cut
from understudy.project.store import Project


def test_a_project_is_made_in_a_new_or_empty_folder(tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "a" / "b"):
        with Project.create(folder, " Hands ", backbone="net") as project:
            assert (project.name, project.backbone) == ("Hands", "net")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path) -> None:
    (tmp_path / "x.txt").write_text("mine", "utf-8")
    with pytest.raises(DataError, match="is not empty"):
        Project.create(tmp_path, "Hands")
    with pytest.raises(DataError, match="Choose another folder"):
        Project.create(tmp_path / "x.txt", "Hands")
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def test_a_name_is_needed(tmp_path) -> None:
    with pytest.raises(DataError, match="The name of a project has 0 characters"):
        Project.create(tmp_path / "x", " ")
    assert not (tmp_path / "x").exists()


def test_the_kind_goes_by_the_cut_unless_it_is_given(tmp_path) -> None:
    cut = Cut(1.5, 0.75)
    for given, kind in (
        ((), "picture"),
        ((None, "picture"), "picture"),
        ((cut,), "sound"),
        ((cut, "sound"), "sound"),
        ((cut, "clip"), "clip"),
    ):
        with Project.create(tmp_path / f"{len(list(tmp_path.iterdir()))}", "x", "net", *given) as p:
            assert (p.kind, p.cut) == (kind, given[0] if given else None)
    for wrong in ((cut, "picture"), (None, "clip"), (None, "sound")):
        with pytest.raises(ValueError, match="with the cut"):
            Project.create(tmp_path / "wrong", "x", "net", *wrong)
    assert not (tmp_path / "wrong").exists()
