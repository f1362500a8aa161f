from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.studio.learning.teaching import until
from tests.studio.sounding import CLICK, sound
from tests.studio.visiting import FakeLearner, wav
from tests.taught import draw
from understudy.errors import UnderstudyError
from understudy.media.image import encode_jpeg
from understudy.project.store import Project
from understudy.studio.problems import Conflict, NotFound
from understudy.studio.protocol import Changed, Message
from understudy.studio.workspace import Workspace

PICTURE = encode_jpeg(draw("box", 0))


@pytest.fixture
def animals(workspace: Workspace) -> str:
    return workspace.library.create("Animals")


def is_free(folder: Path) -> bool:
    try:
        Project.open(folder).close()
    except UnderstudyError:
        return False
    return True


def test_a_project_is_opened_once_and_shared(workspace: Workspace, animals: str) -> None:
    meeting = threading.Barrier(8)

    def visit(_: int) -> int:
        with workspace.use(animals) as opened:
            meeting.wait(10)
            return id(opened.project)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(visit, range(8)))) == 1
    workspace.close()


def test_it_is_closed_when_nobody_has_used_it_for_a_while(
    workspace: Workspace, animals: str
) -> None:
    folder = workspace.library.folder(animals)
    with workspace.use(animals) as opened:
        workspace.close_idle(0)
        assert not is_free(folder)
    workspace.close_idle(3600)
    assert not is_free(folder)
    workspace.close_idle(0)
    assert is_free(folder)
    assert opened.learner.closed
    with workspace.use(animals) as again:
        assert again is not opened
        assert again.project.name == "Animals"
    workspace.close()
    assert is_free(folder)


def test_one_that_is_not_there_or_can_not_be_opened(workspace: Workspace, animals: str) -> None:
    with pytest.raises(NotFound), workspace.use("../Animals"):
        pass
    folder = workspace.library.folder(animals)
    with (
        Project.open(folder),
        pytest.raises(Conflict, match="open elsewhere"),
        workspace.use(animals),
    ):
        pass
    with workspace.use(animals):  # it is free again
        pass
    workspace.close()
    (folder / "project.json").write_text("{")
    with pytest.raises(Conflict, match="damaged"), workspace.use(animals):
        pass


def test_when_the_backbone_can_not_be_loaded_the_folder_is_free(tmp_path: Path) -> None:
    def fail(name: str) -> None:
        raise UnderstudyError(f"There is no backbone {name}.")

    workspace = Workspace(tmp_path, fail, FakeLearner)
    animals = workspace.library.create("Animals")
    with pytest.raises(UnderstudyError, match="efficientnet-lite0"), workspace.use(animals):
        pass
    assert is_free(workspace.library.folder(animals))


def test_a_change_meant_for_what_was_before_is_refused(workspace: Workspace, animals: str) -> None:
    with workspace.use(animals) as opened:
        revision = opened.project.revision
        with opened.changing(revision) as project:
            project.add_class("cat")
        with pytest.raises(Conflict, match="in another window"), opened.changing(revision):
            pass
        with opened.changing(opened.project.revision) as project:
            assert [record.name for record in project.classes] == ["cat"]
    workspace.close()


def test_an_open_project_is_thrown_away(workspace: Workspace, animals: str) -> None:
    with workspace.use(animals) as opened:
        pass
    trashed = workspace.delete(animals)
    assert opened.learner.closed
    with pytest.raises(NotFound), workspace.use(animals):
        pass
    assert workspace.library.restore(trashed) == animals
    with workspace.use(animals) as again:
        assert again.project.name == "Animals"
    workspace.close()


def test_one_that_is_open_elsewhere_is_not_thrown_away(workspace: Workspace, animals: str) -> None:
    with (
        Project.open(workspace.library.folder(animals)),
        pytest.raises(Conflict, match="open elsewhere"),
    ):
        workspace.delete(animals)


def test_a_project_is_not_opened_on_its_way_to_the_trash(
    workspace: Workspace, animals: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def use() -> None:
        with pytest.raises(NotFound), workspace.use(animals):
            pass

    def delete(project_id: str) -> str:
        user.start()
        user.join(0.2)
        return throw_away(project_id)

    user, throw_away = threading.Thread(target=use), workspace.library.delete
    monkeypatch.setattr(workspace.library, "delete", delete)
    workspace.delete(animals)
    user.join()
    assert workspace.library.folders() == {}
    workspace.close()


def test_pictures_are_found_without_opening(workspace: Workspace, animals: str) -> None:
    folder = workspace.library.folder(animals)
    with Project.open(folder) as project:
        example = project.add_photo(project.add_class("cat").id, PICTURE, "cat.jpg")
    assert workspace.example(animals, example.id).path.read_bytes() == PICTURE
    assert is_free(folder)
    with workspace.use(animals):
        assert workspace.example(animals, example.id).path.read_bytes() == PICTURE
        with pytest.raises(NotFound):
            workspace.example(animals, "0" * 16 + "-0")
    workspace.close()
    for wrong in ("", "../project.json", "0" * 16 + "-0", example.id + "0"):
        with pytest.raises(NotFound):
            workspace.example(animals, wrong)


def test_what_nothing_can_look_at_is_not_made(workspace: Workspace) -> None:
    with pytest.raises(UnderstudyError, match="make setup"):
        workspace.create("Yoga", "body")
    assert workspace.library.folders() == {}
    assert workspace.opened("Yoga") is None


def test_the_learner_is_replaced_while_the_project_stays_open(workspace: Workspace) -> None:
    waves = workspace.create("Waves", "anything")
    with workspace.use(waves) as opened:
        before = opened.learner
        opened.learners.switch("hands")
        assert opened.learner is not before
        assert (before.closed, opened.learner.closed) == (True, False)
        assert opened.learner.before is before
        assert workspace.opened(waves) is opened
    workspace.close()
    assert opened.learner.closed


def test_a_sound_project_is_cut_as_its_backbone_wants_and_every_class_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    sounds = workspace.create("Sounds", "sound")
    with workspace.use(sounds) as opened:
        opened.project.set_setting("automatic", False)
        cut = opened.project.cut
        assert cut is not None
        assert cut.window == 0.6
        low, high = (opened.project.add_class(name).id for name in ("low", "high"))
        opened.project.add_recording(low, wav(sound("low")), "low.wav")
        before = opened.project.examples()
        published: list[Message] = []
        with monkeypatch.context() as patch:
            patch.setattr(opened.hub, "publish", published.append)
            opened.learners.switch("sound-short")
        assert opened.project.examples() != before
    assert [one.class_ids for one in published if isinstance(one, Changed)] == [sorted((low, high))]


def test_what_a_project_listens_for_follows_its_takes_until_it_is_set(
    workspace: Workspace,
) -> None:
    sounds = workspace.create("Sounds", "sound")
    with workspace.use(sounds) as opened:
        low = opened.project.add_class("low").id
        for number in (1, 2):
            click = wav(sound("low", 4, lasting=CLICK, number=number))
            opened.project.add_recording(low, click, "click.wav")
        until(lambda: opened.project.backbone == "sound-short")
        opened.project.set_setting("automatic", False)
        opened.follow("sound")
        assert opened.project.backbone == "sound-short"
    workspace.close()
    with workspace.use(sounds) as opened:
        assert opened.project.backbone == "sound-short"
