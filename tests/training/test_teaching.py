import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.sounds import RATE, Bands, take, write_sounds
from tests.taught import LABELS, draw, tiny_backbone, write_photos, write_video
from understudy import heads
from understudy.errors import DataError
from understudy.training import teaching
from understudy.training.examples import ExampleSet, embed
from understudy.training.gathering import gather
from understudy.training.noise import under_noise
from understudy.types import Features


def shown(source: Any, groups: Path | None = None) -> ExampleSet:
    return embed(gather(source, groups).inputs, tiny_backbone())


def teach(given: Any, head: str = "discriminant", **options: Any) -> teaching.Taught:
    settings = options.get("settings", {})
    new_head = heads.create(head, **settings)
    return teaching.teach(shown(given), tiny_backbone(), new_head, **options)


def drawn(count: int = 4, labels: tuple[str, ...] = LABELS) -> dict[str, list[np.ndarray]]:
    return {label: [draw(label, number) for number in range(count)] for label in labels}


def test_the_facts_say_what_it_was_taught_from() -> None:
    taught = teach(
        drawn(), "dense", settings={"epochs": 3}, background=["disc"], source="my photos"
    )
    facts = taught.model.facts
    assert taught.model.labels == LABELS
    assert taught.model.background == {"disc"}
    assert facts["head"]["name"] == facts["head"]["chosen"] == "dense"
    assert facts["head"]["settings"] == {"epochs": 3}
    assert facts["provenance"] == {
        "source": "my photos",
        "examples": {"box": 4, "disc": 4},
        "takes": {"box": 4, "disc": 4},
        "merged_takes": 0,
    }
    assert facts["licences"] == ["none"]
    assert facts["cross_validated"]["takes"] is not None
    assert taught.summary == "8 photos in 8 takes"
    assert taught.warnings == []


def test_settings_that_are_functions_or_arrays_can_be_saved(tmp_path: Path) -> None:
    steps: list[object] = []
    settings = {"epochs": 1, "units": np.int64(4), "on_batch": steps.append}
    taught = teach(drawn(), "dense", settings=settings)
    assert steps
    assert taught.model.facts["head"]["settings"] == {"epochs": 1, "units": 4}
    taught.model.save(tmp_path / "m.understudy")


def test_background_may_be_any_iterable() -> None:
    assert teach(drawn(), background=iter(["disc"])).model.background == {"disc"}


def test_a_background_that_is_no_class_is_refused() -> None:
    with pytest.raises(DataError, match="'nothing' is not among the classes: box, disc"):
        teach(drawn(), background=["nothing"])


def test_a_class_of_which_nothing_can_be_read_is_said_to_be_that(tmp_path: Path) -> None:
    write_photos(tmp_path, count=3)
    for path in (tmp_path / "disc").iterdir():
        path.write_bytes(b"no picture")
    with pytest.raises(DataError) as raised:
        teach(tmp_path)
    said = str(raised.value)
    assert said.startswith("None of the files of 'disc' can be read. 'box' is the only class left.")
    assert "The first: " in said
    assert teach(tmp_path, one_class=True).warnings[-1] == (
        "None of the files of 'disc' can be read. The others are taught without."
    )


def test_one_class_has_to_be_asked_for() -> None:
    with pytest.raises(DataError, match=r"only one class, 'box'.*--one-class"):
        teach(drawn(labels=("box",)))
    model = teach(drawn(labels=("box",)), one_class=True).model
    assert model.predict(draw("box", 2)).label == "box"
    assert model.predict(draw("box", 2)).confidence == 1


def test_nothing_readable_says_the_first_reason(tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "a.jpg").write_text("dear diary", encoding="utf-8")
    with pytest.raises(DataError, match=r"no example could be read.*a.jpg is not a picture"):
        teach(tmp_path)


def test_a_class_of_one_is_doubtful_and_taught() -> None:
    pictures = drawn() | {"cross": [draw("cross", 0)]}
    taught = teach(pictures)
    assert taught.model.labels == ("box", "cross", "disc")
    (warning,) = taught.warnings
    assert "'cross' has a single example" in warning
    assert taught.cross_validated.per_class is not None
    assert taught.cross_validated.per_class[1] is None


def test_one_take_a_class_tells_no_figure() -> None:
    taught = teach(drawn(count=1))
    assert taught.cross_validated.accuracy is None
    assert taught.model.facts["cross_validated"]["accuracy"] is None


def test_the_same_file_in_two_classes_is_named_once_for_each(tmp_path: Path) -> None:
    write_photos(tmp_path)
    same = (tmp_path / "box" / "0.png").read_bytes()
    for name in ("box/5.png", "box/6.png", "box/7.png", "disc/9.png"):
        (tmp_path / name).write_bytes(same)
    (warning,) = teach(tmp_path).warnings
    assert (
        f"different classes: {tmp_path / 'box' / '0.png'}, {tmp_path / 'disc' / '9.png'}."
        in warning
    )


def test_the_same_video_in_two_classes_is_said_by_file(tmp_path: Path) -> None:
    write_photos(tmp_path)
    clip = write_video(tmp_path / "box" / "clip.mp4", "box", frames=4)
    (tmp_path / "disc" / "clip.mp4").write_bytes(clip.read_bytes())
    (warning,) = teach(tmp_path).warnings
    assert f"{clip}, {tmp_path / 'disc' / 'clip.mp4'}." in warning


def test_a_video_and_a_sub_folder_are_one_take_each(tmp_path: Path) -> None:
    write_photos(tmp_path, count=2)
    write_photos(tmp_path / "disc", labels=("morning",), count=3)
    write_video(tmp_path / "box" / "clip.mp4", "box", frames=5)
    facts = teach(tmp_path).model.facts["provenance"]
    assert facts["examples"] == {"box": 7, "disc": 5}
    assert facts["takes"] == {"box": 3, "disc": 3}


def test_a_group_is_never_split(tmp_path: Path) -> None:
    write_photos(tmp_path / "photos")
    lines = [
        f"{label}/{number}.png,{'ann' if number < 2 else 'bob'}"
        for label in LABELS
        for number in range(4)
    ]
    table = tmp_path / "groups.csv"
    table.write_text("\n".join(["file,group", *lines]), encoding="utf-8")
    examples = shown(tmp_path / "photos", table)
    assert teaching.takes_of(examples).split_key.tolist() == [0, 0, 1, 1] * 2
    taught = teaching.teach(examples, tiny_backbone(), heads.create("discriminant"))
    assert taught.cross_validated.folds == 2
    assert "kept together as 2 groups" in taught.summary


@pytest.mark.parametrize("head", heads.suited(Features(np.zeros((1, 2)))))
def test_the_same_examples_give_the_same_head(head: str) -> None:
    one, other = teach(drawn(), head).model, teach(drawn(), head).model
    assert one._head.content == other._head.content
    assert {**one.facts, "created": ""} == {**other.facts, "created": ""}
    json.dumps(one.facts, allow_nan=False)


def test_a_copied_folder_is_not_listed_whole(tmp_path: Path) -> None:
    write_photos(tmp_path, count=13)
    (tmp_path / "copy").mkdir()
    for photo in (tmp_path / "box").iterdir():
        (tmp_path / "copy" / photo.name).write_bytes(photo.read_bytes())
    warnings = teach(tmp_path).warnings
    assert len(warnings) == 11
    assert warnings[-1] == "So are 3 more."


def heard(source: Any, **options: Any) -> teaching.Taught:
    examples = embed(gather(source).inputs, Bands(), background=options.get("background", ()))
    return teaching.teach(examples, Bands(), heads.create("discriminant"), **options)


def test_a_recording_is_a_take_that_is_never_split(tmp_path: Path) -> None:
    root = write_sounds(tmp_path / "sounds", count=3, sounds=4)
    shutil.copy(root / "low" / "0.wav", root / "low" / "copy.wav")
    taught = heard(root)
    assert taught.summary == "28 examples in 6 takes"  # a copy is no new one
    assert taught.model.medium == "sound"
    assert taught.model.facts["provenance"]["takes"] == {"high": 3, "low": 3}
    assert taught.cross_validated.takes == 6
    assert not taught.takes_stated


def test_one_long_recording_a_class_tells_no_figure() -> None:
    taught = heard({label: [(take(label, count=6), RATE)] for label in ("low", "high")})
    assert taught.summary == "12 examples in 2 takes"
    assert taught.cross_validated.accuracy is None
    assert taught.model.facts["cross_validated"]["accuracy"] is None


def test_sub_folders_and_groups_hold_recordings_together(tmp_path: Path) -> None:
    root = write_sounds(tmp_path / "sounds")
    (root / "low" / "monday").mkdir()
    for name in ("0.wav", "1.wav"):
        (root / "low" / name).rename(root / "low" / "monday" / name)
    assert heard(root).model.facts["provenance"]["takes"] == {"high": 4, "low": 3}
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.wav"))
    table = root / "people.csv"
    lines = [f"{name},{'ann' if '0' in name or '1' in name else 'bob'}" for name in files]
    table.write_text("\n".join(["file,group", *lines]), encoding="utf-8")
    examples = embed(gather(root, table).inputs, Bands())
    assert len(set(teaching.takes_of(examples).split_key.tolist())) == 2


def test_a_single_class_of_sounds_is_told_of_noise() -> None:
    with pytest.raises(DataError, match="something else, for example 'noise'"):
        heard({"low": [(take("low"), RATE)]})


def test_a_copy_in_another_take_is_no_test(tmp_path: Path) -> None:
    root = write_sounds(tmp_path / "sounds", count=3, sounds=4)
    for number in range(3):
        for folder in ("high", "low"):
            take = root / folder / f"take {number}"
            take.mkdir()
            (root / folder / f"{number}.wav").rename(take / "0.wav")
    shutil.copytree(root / "low" / "take 0", root / "low" / "copied")
    assert heard(root).cross_validated.takes == 6


def test_sounds_over_again_are_taught_and_not_counted(tmp_path: Path) -> None:
    labels = ("low", "high", "noise")
    given = write_sounds(tmp_path / "sounds", labels=labels, count=3)
    examples = embed(gather(given).inputs, Bands(), background=["noise"])
    mixed = under_noise(examples, Bands(), ["noise"], ["noise"])
    options: dict[str, Any] = {"background": ["noise"]}
    plain = teaching.teach(examples, Bands(), heads.create("auto"), **options)
    taught = teaching.teach(
        replace(examples, mixed=mixed), Bands(), heads.create("auto"), **options
    )
    facts, before = taught.model.facts["provenance"], plain.model.facts["provenance"]
    assert facts == before | {"with_noise": 6}
    assert taught.summary == plain.summary
    assert taught.cross_validated.takes == plain.cross_validated.takes
    assert taught.model.run_head(examples.features)[0].tolist() != (
        plain.model.run_head(examples.features)[0].tolist()
    )
