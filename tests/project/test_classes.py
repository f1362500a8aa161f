import errno

import pytest

from understudy.errors import DataError
from understudy.project import core
from understudy.project.disk import DiskFullError
from understudy.project.store import Project


def test_a_class_is_added_changed_and_deleted(project) -> None:
    rock = project.add_class("  rock ")
    assert (rock.name, rock.role) == ("rock", "class")
    stone = project.change_class(rock.id, name="stone")
    assert project.next_undo == "Renamed rock to stone"
    assert stone.color == rock.color
    project.change_class(rock.id, color="#00ff00")
    assert project.next_undo == "Changed the colour of stone"
    project.change_class(rock.id, name="nothing", role="background")
    assert project.next_undo == "Changed nothing"
    assert project.classes == (project.change_class(rock.id),)
    project.delete_class(rock.id)
    assert project.classes == ()
    for _ in range(5):
        project.undo()
    assert project.undo() is None


def test_names_are_unique_whatever_the_case(project) -> None:
    straße = project.add_class("Straße")
    with pytest.raises(DataError, match="There is a class called Straße already"):
        project.add_class(" STRASSE ")
    project.add_class("rock")
    with pytest.raises(DataError, match="already"):
        project.change_class(straße.id, name="Rock")
    assert project.change_class(straße.id, name="STRASSE").name == "STRASSE"


@pytest.mark.parametrize("name", ["CON", "a/b", "..", "x" * 80, "émoji 🎸", "नमस्ते", 'a"\\:*?', "."])
def test_any_name_does(project, name: str) -> None:
    from tests.project.small import record, take_id

    record(project, project.add_class(name).id, take_id(1))
    [example] = project.examples()[:1]
    assert example.path.parent.parent == project.folder / "examples"
    assert project.classes[0].name == name


def test_an_order_names_every_class(project) -> None:
    ids = [project.add_class(name).id for name in "abc"]
    project.order_classes(ids[::-1])
    assert [one.name for one in project.classes] == ["c", "b", "a"]
    for wrong in (ids[:2], [*ids, "x"], [ids[0], ids[0], ids[1]]):
        with pytest.raises(DataError, match="Load the page again"):
            project.order_classes(wrong)
    revision = project.revision
    project.order_classes(ids[::-1])
    assert project.revision == revision


@pytest.mark.parametrize("color", ["red", "#FF0000", "#12345", "url(x)"])
def test_a_colour_is_checked(project, color: str) -> None:
    with pytest.raises(DataError, match="write it as #rrggbb"):
        project.add_class("rock", color=color)
    assert project.classes == ()


def test_a_project_is_renamed(project) -> None:
    project.rename(" Feet ")
    assert project.name == "Feet"
    revision = project.revision
    project.rename("Feet")
    assert project.revision == revision
    assert project.undo() == "Renamed the project to Feet"
    assert project.name == "Hands"


def test_settings_are_plain_values_and_copies(project) -> None:
    value = {"up": ["a"], "odd": "\udcff"}
    project.set_setting("mappings", value)
    project.settings["mappings"]["up"].append("b")
    assert project.settings == {"mappings": value}
    project.set_setting("mappings", None)
    assert project.settings == {}
    assert project.next_undo is None
    for wrong in (float("nan"), {1}, object()):
        with pytest.raises(DataError, match="Give plain values"):
            project.set_setting("live", wrong)


def test_another_backbone_is_kept_told_and_not_undone(project) -> None:
    project.add_class("rock")
    told, revision = [], project.revision
    project.subscribe(told.append)
    project.set_backbone("hands")
    assert (project.backbone, project.next_undo) == ("hands", "Added the class rock")
    assert [(one.kind, one.revision) for one in told] == [("settings", revision + 1)]
    project.set_backbone("hands")
    assert (project.revision, len(told)) == (revision + 1, 1)
    project.undo()
    assert project.backbone == "hands"
    project.redo()
    assert project.backbone == "hands"
    project.close()
    with Project.open(project.folder) as again:
        assert again.backbone == "hands"


def test_a_backbone_that_can_not_be_kept_stays_as_it_was(project, monkeypatch) -> None:
    with pytest.raises(DataError, match="an empty one"):
        project.set_backbone("")
    before = (project.folder / "project.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(core, "write_file", no_room)
        with pytest.raises(DiskFullError):
            project.set_backbone("hands")
    assert project.backbone == "efficientnet-lite0"
    assert (project.folder / "project.json").read_bytes() == before


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
