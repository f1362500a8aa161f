import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.taught import LABELS, draw, tiny_backbone, write_photos, write_video
from understudy import heads
from understudy.errors import DataError
from understudy.training import teaching
from understudy.training.examples import ExampleSet, embed, gather


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


@pytest.mark.parametrize("head", list(heads.REGISTRY))
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
