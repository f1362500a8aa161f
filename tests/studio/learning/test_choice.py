from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from understudy.errors import DataError, UnderstudyError
from understudy.project.records import Cut
from understudy.project.store import Project
from understudy.studio.learning.choice import SETTING, USUAL, Choice, keep, kept


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p", "Test") as made:
        yield made


def test_is_checked() -> None:
    chosen = Choice.of("dense", {"units": [8], "batch": None})
    assert (chosen.settings, chosen.by_hand) == ({"units": [8]}, True)
    assert not Choice.of("auto", {}).by_hand
    for name, settings in (("forest", {}), ("dense", {"units": 0}), ("dense", {"seed": -1})):
        with pytest.raises(UnderstudyError):
            Choice.of(name, settings)


def test_a_head_gets_the_callbacks_it_knows() -> None:
    def cancelled() -> bool:
        return False

    assert vars(Choice("dense").create(cancelled=cancelled))["cancelled"] is cancelled
    assert Choice("discriminant").create(cancelled=cancelled).name == "discriminant"


def test_is_kept_in_the_project(project: Project) -> None:
    assert kept(project) == USUAL
    keep(project, USUAL)
    assert SETTING not in project.settings
    chosen = Choice("dense", {"units": [8], "epochs": 2})
    keep(project, chosen)
    assert kept(project) == chosen
    revision = project.revision
    keep(project, chosen)
    assert project.revision == revision


@pytest.mark.parametrize(
    "value",
    ["dense", {"name": "forest", "settings": {}}, {"name": "dense"}, {"name": [], "settings": 1}],
)
def test_what_can_not_be_made_any_more_is_the_usual(project: Project, value: Any) -> None:
    project.set_setting(SETTING, value)
    assert kept(project) == USUAL


def test_a_choice_that_can_not_be_kept_is_used_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Project, *arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Project, "set_setting", full)
    keep(project, Choice("neighbors"))
    assert kept(project) == USUAL


def test_a_head_for_spectrograms_waits_until_they_are_listened_to(tmp_path: Path) -> None:
    conv = Choice("spectrogram-conv", {"epochs": 2})
    with Project.create(tmp_path / "sounds", "Test", "spectrogram", Cut(0.1, 0.02)) as project:
        keep(project, conv)
        assert kept(project) == conv
        conv.check_for("spectrogram-long")
        project.set_backbone("sound", Cut(1.5, 0.25))
        assert kept(project) == USUAL
        with pytest.raises(DataError, match="spectrogram alone"):
            conv.check_for("sound")
        project.set_backbone("spectrogram", Cut(0.1, 0.02))
        assert kept(project) == conv


@pytest.mark.parametrize("head", ["descriptor", "lstm", "gru", "temporal-conv"])
def test_heads_for_clips_are_for_actions_alone(head: str) -> None:
    for subject in ("actions", "actions-hands", "actions-body"):
        Choice(head).check_for(subject)
    with pytest.raises(DataError, match="learns from actions alone"):
        Choice(head).check_for("hands")
