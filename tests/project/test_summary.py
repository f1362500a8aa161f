import shutil

from tests.project import clips, sounds
from tests.project.small import record, take_id
from tests.project.sounds import bursts, create
from understudy.project.store import Project
from understudy.project.summary import summary


def test_a_glance_says_what_opening_would(project) -> None:
    for number, name in enumerate("abcdef"):
        record(project, project.add_class(name).id, take_id(number), frames=number)
    record(project, project.classes[3].id, take_id(9))
    (project.examples()[0].path.parent / "by hand.png").write_bytes(b"x")
    project.close()
    with Project.open(project.folder) as again:
        glance = summary(project.folder)  # no lock is needed
        assert glance.problem is None
        assert (glance.name, glance.examples) == ("Hands", len(again.examples()))
        assert glance.opened is not None
        assert glance.backbone == again.backbone
        for one, each in zip(again.classes, glance.classes, strict=True):
            assert (each.id, each.name, each.color, each.role) == (
                one.id,
                one.name,
                one.color,
                one.role,
            )
            assert each.count == again.count(one.id)
            assert each.takes == sum(t.class_id == one.id for t in again.takes.values())
            assert (each.cover is None) == (each.count == 0)
            assert each.cover is None or again.example(each.cover).class_id == one.id
        assert len(glance.thumbnails) == 4


def test_what_can_not_be_opened_has_a_problem(project, tmp_path) -> None:
    project.close()
    assert summary(tmp_path / "nothing").problem is not None
    path = project.folder / "project.json"
    path.write_text(path.read_text("utf-8").replace('"format": 1', '"format": 4'), "utf-8")
    glance = summary(project.folder)
    assert (glance.name, glance.classes) == ("project", ())
    assert "newer version" in str(glance.problem)
    path.write_bytes(b"{")
    assert "damaged" in str(summary(project.folder).problem)


def test_a_project_whose_examples_were_taken_away(project) -> None:
    record(project, project.add_class("rock").id, take_id(1))
    shutil.rmtree(project.folder / "examples")
    assert summary(project.folder).examples == 0


def test_a_glance_at_sounds(tmp_path) -> None:
    with create(tmp_path / "sounds") as project:
        clap, noise = project.add_class("clap"), project.add_class("noise", role="background")
        sounds.record(project, clap.id, take_id(1), bursts(0.5, 1.5))
        sounds.record(project, clap.id, take_id(2), bursts(1))
        sounds.record(project, noise.id, take_id(3), bursts(seconds=3))
        glance = summary(project.folder)
        assert glance.kind == "sound"
        assert [(one.count, one.takes) for one in glance.classes] == [(3, 2), (5, 1)]
        assert glance.examples == len(project.examples()) == 8
        for each in glance.classes:
            assert project.example(str(each.cover)).class_id == each.id
    assert summary(project.folder).kind == "sound"


def test_a_glance_at_clips(tmp_path) -> None:
    with clips.create(tmp_path / "clips") as project:
        wave, other = project.add_class("wave"), project.add_class("other", role="background")
        clips.record(project, wave.id, take_id(1), clips.WAVES)
        clips.record(project, other.id, take_id(2), clips.STILL)
        glance = summary(project.folder)
        assert glance.kind == "clip"
        assert [(one.count, one.takes) for one in glance.classes] == [(2, 1), (4, 1)]
        assert project.example(str(glance.classes[0].cover)).class_id == wave.id
