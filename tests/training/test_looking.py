from pathlib import Path

import pytest

from tests import gestures
from tests.sounds import RATE, Bands, take, write_sounds, write_wav
from tests.taught import draw, write_photos
from understudy import backbones, tones
from understudy.errors import DataError, UnderstudyError
from understudy.media.image import encode_jpeg
from understudy.project.noise import SETTING
from understudy.project.records import Cut
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


@pytest.fixture
def sounds(tmp_path: Path) -> Path:
    root = write_sounds(tmp_path / "sounds", labels=("high", "low", "noise"), count=2)
    (root / "low" / "bad.wav").write_text("dear diary", encoding="utf-8")
    (root / "low" / "notes.txt").write_text("dear diary", encoding="utf-8")
    return root


@pytest.mark.parametrize("name", [None, "auto"])
def test_sounds_are_taken_in_by_what_suits_their_length(
    sounds: Path, name: str | None, bands: dict[str, Bands]
) -> None:
    seen: list[tuple[int, int]] = []
    choice = looking.see(sounds, name, background=["noise"], progress=lambda *now: seen.append(now))
    assert choice.chosen is not None
    assert (choice.chosen.name, choice.backbone) == ("sound", bands["sound"])
    assert choice.examples.medium == "sound"
    assert choice.examples.labels == ["high"] * 2 + ["low"] * 2 + ["noise"] * 6
    assert [Path(failed).name for failed, _ in choice.examples.failed] == ["bad.wav"]
    assert [Path(path).name for path in choice.examples.passed_over] == ["notes.txt"]
    assert seen == [(done, 5) for done in range(1, 6)] + [(done, 7) for done in range(1, 8)]


def test_claps_are_short(tmp_path: Path, bands: dict[str, Bands]) -> None:
    claps = {"clap": [(tones.placed(tones.clap(RATE, 1), 1, RATE), RATE)]}
    choice = looking.see(claps)
    assert choice.chosen is not None
    assert choice.backbone is bands["sound-short"]


def test_the_backbone_says_what_to_go_by(sounds: Path, bands: dict[str, Bands]) -> None:
    write_photos(sounds, count=1)
    assert looking.see(sounds, "sound").examples.medium == "sound"
    assert looking.see(sounds, backbones.DEFAULT).examples.medium == "picture"
    assert looking.see(sounds, kind="pictures").examples.medium == "picture"
    shown = looking.embed(sounds, bands["sound"], background=iter(["noise"]))
    assert len(shown.labels) == 10
    with pytest.raises(UnderstudyError, match="'sound' takes sounds, and these are pictures"):
        looking.see(sounds, "sound", kind="pictures")
    with pytest.raises(DataError, match="expected pictures, sounds or actions"):
        looking.see(sounds, kind="words")


def test_pictures_where_sounds_are_asked_for_are_said(photos: Path, sounds: Path) -> None:
    with pytest.raises(DataError, match="no sound in any of them, only pictures"):
        looking.embed(photos, Bands())
    with pytest.raises(DataError, match="no picture or video in any of them, only sounds"):
        looking.see(sounds, backbones.DEFAULT)


@pytest.fixture
def bands(monkeypatch: pytest.MonkeyPatch) -> dict[str, Bands]:
    """Put backbones that need no network in the place of those for sounds."""
    made = {"sound": Bands(), "sound-short": Bands(0.1)}
    for name, backbone in made.items():
        monkeypatch.setitem(backbones._loaded, (name, "[]"), backbone)
        backbone.name = name
    return made


def test_a_project_of_sounds_is_cut_as_the_backbone_wants(
    tmp_path: Path, bands: dict[str, Bands]
) -> None:
    bands["sound-short"].step = 0.02
    own = Cut(bands["sound"].window, bands["sound"].step)
    with Project.create(tmp_path / "p", "Tones", "sound", own) as made:
        for label in ("low", "high"):
            record = made.add_class(label)
            path = write_wav(tmp_path / f"{label}.wav", take(label, count=2))
            made.add_recording(record.id, path, path.name)
    choice = looking.see(made.folder)
    assert (choice.chosen, choice.backbone) == (None, bands["sound"])
    assert choice.examples.labels == ["low"] * 2 + ["high"] * 2
    short = looking.see(made.folder, "sound-short").examples
    assert len(short.labels) > 4 * 5
    assert len(looking.embed(made.folder, bands["sound-short"]).labels) == len(short.labels)
    assert looking.see(made.folder, "auto").chosen is not None


def test_noise_is_mixed_in_where_that_is_asked_for(sounds: Path, bands: dict[str, Bands]) -> None:
    assert looking.see(sounds, background=["noise"]).examples.mixed is None
    examples = looking.see(sounds, background=["noise"], mix_noise=True).examples
    assert examples.mixed is not None
    assert examples.mixed.rows.tolist() == [0, 1, 2, 3]
    assert len(examples.labels) == 10
    with pytest.raises(DataError, match="no background class"):
        looking.see(sounds, mix_noise=True)


def test_noise_can_not_be_mixed_into_pictures(photos: Path) -> None:
    with pytest.raises(DataError, match="these are pictures"):
        looking.see(photos, background=["box"], mix_noise=True)


def test_a_project_says_whether_its_noise_is_mixed_in(
    tmp_path: Path, bands: dict[str, Bands]
) -> None:
    cut = Cut(bands["sound"].window, bands["sound"].step)
    with Project.create(tmp_path / "p", "Tones", "sound", cut) as made:
        for label in ("low", "high", "noise"):
            record = made.add_class(label, role="background" if label == "noise" else "class")
            path = write_wav(tmp_path / f"{label}.wav", take(label, count=2))
            made.add_recording(record.id, path, path.name)
        made.set_setting(SETTING, [record.id])
    found = [looking.see(made.folder, mix_noise=mix).examples.mixed for mix in (None, False, True)]
    assert [None if mixed is None else len(mixed.rows) for mixed in found] == [4, None, 4]


def test_a_project_of_the_old_way_brings_its_room(tmp_path: Path) -> None:
    with Project.create(tmp_path / "project", "postures", backbone="silhouette") as project:
        for label in ("box", "disc"):
            record = project.add_class(label)
            project.add_photo(record.id, encode_jpeg(draw(label, 1)), "1.jpg")
        with pytest.raises(UnderstudyError, match="--room"):
            looking.see(project.folder)
        project.set_room(encode_jpeg(draw("box", 1)))
    for name in (None, "silhouette"):
        choice = looking.see(project.folder, name)
        assert choice.backbone.name == "silhouette"
        box, disc = choice.examples.features.sum(axis=1)
        assert box < 1 < disc
    other = tmp_path / "other.jpg"
    other.write_bytes(encode_jpeg(draw("disc", 1)))
    box, disc = looking.see(project.folder, "silhouette", room=other).examples.features.sum(axis=1)
    assert disc < 1 < box
