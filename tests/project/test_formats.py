"""Projects as earlier versions wrote them: each is kept, and must open for ever."""

import shutil
from pathlib import Path

from tests.project.small import check
from understudy.project.store import Project


def test_format_1(tmp_path) -> None:
    shutil.copytree(Path(__file__).with_name("format-1"), tmp_path / "project")
    with Project.open(tmp_path / "project") as project:
        assert (project.name, project.backbone) == ("Hände", "efficientnet-lite0")
        rock, nothing = project.classes
        assert (rock.name, rock.color, rock.role) == ("rock", "#2a80e2", "class")
        assert (nothing.name, nothing.role) == ("何もない", "background")
        assert [project.count(one.id) for one in project.classes] == [3, 1]
        assert sorted(record.source for record in project.takes.values()) == [
            "by-hand",
            "camera",
            "photo",
        ]
        assert [record.apart for record in project.takes.values()].count(True) == 1
        assert project.settings == {"live": {"threshold": 0.7}}
        assert project.next_undo == "Split a take from others"
        check(project)
        while project.undo():
            check(project)
        assert project.classes == ()
