from pathlib import Path

import pytest

from tests import gestures
from tests.taught import write_photos
from understudy import backbones
from understudy.errors import DataError, UnderstudyError
from understudy.media.image import encode_jpeg
from understudy.project.store import Project
from understudy.training import looking


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = write_photos(tmp_path / "photos", count=2)
    (folder / "box" / "bad.jpg").write_text("dear diary", encoding="utf-8")
    (folder / "box" / "notes.txt").write_text("dear diary", encoding="utf-8")
    (folder / "cross").mkdir()
    return folder


def test_features_and_labels_and_what_is_left_out(photos: Path) -> None:
    backbone = backbones.load()
    shown = looking.embed(photos, backbone)
    assert shown.features.shape == (4, backbone.dimensions)
    assert shown.labels == ["box"] * 2 + ["disc"] * 2
    assert [reason.partition(":")[0] for _, reason in shown.failed] != []
    assert len(shown.failed) == 2
    assert [Path(name).name for name in shown.passed_over] == ["notes.txt"]


@pytest.mark.parametrize("name", [backbones.DEFAULT, "auto"])
def test_by_name_or_by_trying(photos: Path, name: str) -> None:
    choice = looking.see(photos, name)
    assert choice.backbone.name == backbones.DEFAULT
    assert (choice.chosen is None) is (name != "auto")
    assert len(choice.examples.labels) == 4
    assert len(choice.examples.failed) == 2
    assert len(choice.examples.passed_over) == 1


def test_a_project_is_looked_at_as_in_the_studio_unless_it_is_said_otherwise(
    tmp_path: Path,
) -> None:
    with Project.create(tmp_path / "project", "gestures", backbone="hands") as project:
        for label, several in gestures.hands(1).items():
            record = project.add_class(label)
            for number, picture in enumerate(several):
                project.add_photo(record.id, encode_jpeg(picture), f"{number}.jpg")
    assert looking.see(project.folder).backbone.name == "hands"
    assert looking.see(project.folder, backbones.DEFAULT).backbone.name == backbones.DEFAULT


def test_a_folder_is_looked_at_with_the_default(photos: Path) -> None:
    assert looking.see(photos).backbone.name == backbones.DEFAULT


def test_features_that_were_tried_are_kept(tmp_path: Path, cache_folder: Path) -> None:
    folder = gestures.write(tmp_path / "hands", gestures.hands(1))
    seen: list[tuple[int, int]] = []
    choice = looking.see(folder, "auto", cache=False, progress=lambda *now: seen.append(now))
    assert not cache_folder.exists()
    assert choice.backbone.name == "hands"
    # The picture; a few and then all for hands; a few for bodies, of which there is none.
    assert seen == [(1, 2), (2, 2)] * 4
    looking.see(folder, "auto")
    assert cache_folder.exists()


def test_in_stated_background_nothing_has_to_be_found(tmp_path: Path) -> None:
    pictures = gestures.hands(1) | {"nothing": [gestures.persons()["up"][0][:, :64]] * 3}
    folder = gestures.write(tmp_path / "hands", pictures)
    shares = []
    for background in ([], ["nothing"]):
        chosen = looking.see(folder, "auto", background=background).chosen
        assert chosen is not None
        shares.append(chosen.tried[1].found)
    assert shares == [pytest.approx(0.4), 1]


def test_a_wrong_name_is_said_before_the_work(photos: Path, cache_folder: Path) -> None:
    with pytest.raises(UnderstudyError, match="no backbone called 'hand'"):
        looking.see(photos, "hand")
    assert not cache_folder.exists()


def test_nothing_to_look_at_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        looking.see(tmp_path / "none", "auto")
