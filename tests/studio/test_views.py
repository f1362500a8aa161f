from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.studio.sounding import RATE, sound
from tests.studio.visiting import wav
from tests.taught import draw
from understudy.media.image import encode_jpeg
from understudy.project.summary import Summary, summary
from understudy.studio.protocol import Listening, Live
from understudy.studio.views import project_view, summary_view, take_views
from understudy.studio.workspace import Workspace

JPEGS = [encode_jpeg(draw("box", number)) for number in range(3)]


def test_a_project_reads_alike_open_and_closed(workspace: Workspace) -> None:
    project_id = workspace.library.create("Animals")
    with workspace.use(project_id) as opened:
        project = opened.project
        cat, dog = (project.add_class(name).id for name in ("cat", "dog"))
        project.begin_take("take000000000000", cat, "camera", 15)
        for number, data in enumerate(JPEGS):
            project.add_frame("take000000000000", number, data)
        project.end_take("take000000000000")
        view = project_view(opened)
        (take,) = take_views(opened, cat)
        assert take_views(opened, dog) == []
    assert take.unseen == []
    assert take.examples == [f"take000000000000-{number}" for number in range(3)]
    assert (take.source, take.merged, take.class_id) == ("camera", [], cat)
    assert [(c.count, c.takes, c.cover) for c in view.classes] == [
        (3, 1, "take000000000000-2"),
        (0, 0, None),
    ]
    assert view.undo == "Recorded 3 examples of cat"
    assert view.folder == str(workspace.library.folder(project_id))
    workspace.close()
    glance = summary_view(project_id, summary(workspace.library.folder(project_id)))
    assert glance.classes == view.classes
    assert glance.examples == 3
    assert glance.subject == view.subject == "anything"
    assert glance.kind == view.kind == "picture"
    assert (view.automatic, view.listening) == (False, None)
    assert glance.problem is None


def test_what_a_project_looks_at_is_told(workspace: Workspace) -> None:
    project_id = workspace.create("Waves", "hands")
    with workspace.use(project_id) as opened:
        assert project_view(opened).subject == "hands"
    workspace.close()
    folder = workspace.library.folder(project_id)
    assert summary_view(project_id, summary(folder)).subject == "hands"


def test_a_problem_is_passed_on(tmp_path: Path) -> None:
    assert summary_view("x", Summary("x", problem="It is damaged.")).problem == "It is damaged."


def test_takes_that_are_merged_count_once_and_those_that_are_gone_not_at_all(
    workspace: Workspace,
) -> None:
    with workspace.use(workspace.library.create("Animals")) as opened:
        cat = opened.project.add_class("cat").id
        first, second, third = (opened.project.add_photo(cat, d, "a.jpg").take for d in JPEGS)
        opened.learner.groups[cat] = [[second, "gone0000000000000"[:16], first]]
        assert [view.id for view in take_views(opened, cat)] == [third, first]
        assert take_views(opened, cat)[1].merged == [first, second]
        opened.learner.missed = {f"{second}-0"}
        assert [view.unseen for view in take_views(opened, cat)] == [[], [f"{second}-0"]]
        assert project_view(opened).classes[0].takes == 2
        opened.project.delete_take(second)
        assert take_views(opened, cat)[1].merged == []
        opened.project.delete_take(first)
        assert [view.id for view in take_views(opened, cat)] == [third]
    workspace.close()


@pytest.mark.parametrize("damaged", ["oops", {"threshold": 10**400}, [1], {"x": {"y": 1}}])
def test_damaged_settings_keep_no_project_closed(workspace: Workspace, damaged: Any) -> None:
    with workspace.use(workspace.library.create("Animals")) as opened:
        opened.project.set_setting("live", damaged)
        opened.project.set_setting("mappings", damaged)
        view = project_view(opened)
    assert (view.live, view.mappings) == (Live(), {})
    workspace.close()


def test_a_sound_project_reads_alike_open_and_closed(workspace: Workspace) -> None:
    project_id = workspace.create("Sounds", "sound")
    with workspace.use(project_id) as opened:
        project = opened.project
        low, high = (project.add_class(name).id for name in ("low", "high"))
        for number in (1, 2):
            project.add_recording(low, wav(sound("low", number=number)), f"{number}.wav")
        project.begin_take("take000000000000", high, "microphone", RATE)
        view = project_view(opened)
        takes = take_views(opened, low)
        assert take_views(opened, high) == []
        project.end_take("take000000000000")
    assert [len(take.examples) for take in takes] == [2, 2]
    assert [(c.count, c.takes, c.cover) for c in view.classes] == [
        (4, 2, takes[0].examples[-1]),
        (0, 0, None),
    ]
    assert (view.kind, view.subject, view.automatic) == ("sound", "sound", True)
    assert view.listening == Listening()
    workspace.close()
    glance = summary_view(project_id, summary(workspace.library.folder(project_id)))
    assert glance.classes == view.classes
    assert (glance.kind, glance.subject, glance.examples) == ("sound", "sound", 4)


def test_damaged_listening_is_the_usual(workspace: Workspace) -> None:
    project_id = workspace.create("Sounds", "sound-short")
    with workspace.use(project_id) as opened:
        assert not project_view(opened).automatic
        opened.project.set_setting("listening", {"hits": "many"})
        assert project_view(opened).listening == Listening()
