import json
from pathlib import Path

import pytest

from understudy.errors import DataError
from understudy.media.part import Part
from understudy.project import records
from understudy.project.records import (
    ClassRecord,
    Example,
    Found,
    TakeRecord,
    class_from_json,
    class_to_json,
    read_json,
    take_from_bytes,
    take_to_bytes,
    to_bytes,
)

TAKE = TakeRecord("a" * 16, "c1", "video", 12.5, 5.0, "clip ü.mp4", True, True)
CLASS = ClassRecord("c1", "rock", "#00ff00", "class")


def test_a_take_is_read_back() -> None:
    assert take_from_bytes(take_to_bytes(TAKE), TAKE.id, apart=True) == TAKE


@pytest.mark.parametrize(
    "change",
    [
        {"class_id": "../x"},
        {"class_id": None},
        {"source": "magic"},
        {"started": "soon"},
        {"started": float("inf")},
        {"started": 10**400},
        {"rate": float("nan")},
        {"rate": []},
        {"name": 3},
    ],
)
def test_a_damaged_take_is_none(change) -> None:
    value = {**json.loads(take_to_bytes(TAKE)), **change}
    assert take_from_bytes(json.dumps(value).encode(), TAKE.id, apart=False) is None


RECORDING = TakeRecord(
    "b" * 16,
    "c1",
    "microphone",
    12.5,
    48000.0,
    None,
    False,
    True,
    Found(2.0, ((0.5, 0.75), (1.0, 1.5)), "abc"),
)


def test_a_recording_is_read_back_with_what_was_heard_in_it() -> None:
    assert take_from_bytes(take_to_bytes(RECORDING), RECORDING.id, apart=False) == RECORDING
    value = json.loads(take_to_bytes(RECORDING))
    assert (value["duration"], value["events"]) == (2.0, [[0.5, 0.75], [1.0, 1.5]])
    assert set(value) - set(json.loads(take_to_bytes(TAKE))) == {"duration", "events", "checksum"}


@pytest.mark.parametrize(
    "change",
    [
        {"duration": -1},
        {"duration": None},
        {"duration": 1e12},
        {"events": None},
        {"events": [[0.5, 2.1]]},
        {"events": [[0.5, 1.5], [1, 2]]},
        {"events": [[1, 1]]},
        {"events": [[2, 1]]},
        {"events": [[-1, 1]]},
        {"events": [[0, 1, 2]]},
        {"events": [3]},
        {"checksum": 3},
    ],
)
def test_a_damaged_recording_is_none(change) -> None:
    value = {**json.loads(take_to_bytes(RECORDING)), **change}
    assert take_from_bytes(json.dumps(value).encode(), RECORDING.id, apart=False) is None


def test_what_a_backbone_loads() -> None:
    path = Path("x.flac")
    picture = Example("t-1", "c", "t", 1, path, 1, 1)
    assert picture.source == path
    assert Example("t-500", "c", "t", 500, path, 1, 1, 0.5).source == Part(path, 0.5)


@pytest.mark.parametrize("data", [b"", b"[]", b"3", b"{}", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_take_is_none(data: bytes) -> None:
    assert take_from_bytes(data, TAKE.id, apart=False) is None


def test_a_class_is_read_back() -> None:
    assert class_from_json(class_to_json(CLASS, ("Rock",))) == (CLASS, ("Rock",))


@pytest.mark.parametrize(
    "change",
    [
        {"id": "a/b"},
        {"id": 3},
        {"name": ""},
        {"name": "x" * 81},
        {"color": "red"},
        {"role": "king"},
        {"folders": ["../x"]},
        {"folders": [3]},
    ],
)
def test_a_damaged_class_is_refused(change) -> None:
    with pytest.raises(ValueError, match="unexpected"):
        class_from_json({**class_to_json(CLASS, ()), **change})


def test_names_that_are_no_text_are_kept() -> None:
    assert read_json(to_bytes({"a": "\udcff 紙"}), "x") == {"a": "\udcff 紙"}


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_object_is_damaged(data: bytes) -> None:
    with pytest.raises(DataError, match=r"^project\.json is damaged"):
        read_json(data, "project.json")


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_a_number_that_no_page_can_show_is_damage(number: str) -> None:
    with pytest.raises(DataError, match="is damaged"):
        read_json(f'{{"a": [{number}]}}'.encode(), "x")


def test_half_a_character_in_the_name_of_a_file_is_written_out() -> None:
    data = take_to_bytes(TAKE).replace("clip ü.mp4".encode(), b"\\ud800.mp4")
    record = take_from_bytes(data, TAKE.id, apart=False)
    assert record is not None
    assert record.name == "\\ud800.mp4"


def test_half_a_character_in_the_name_of_a_class_is_refused() -> None:
    with pytest.raises(ValueError, match="unexpected"):
        class_from_json({**class_to_json(CLASS, ()), "name": "\ud800"})


def test_a_long_wrong_value_is_cut_short() -> None:
    with pytest.raises(ValueError, match=r"^unexpected 'x{79}$"):
        records.check(False, "x" * 1000)


@pytest.mark.parametrize(
    ("source", "apart", "pictures", "loose"),
    [
        ("photo", False, 1, True),
        ("by-hand", False, 1, True),
        ("photo", True, 1, False),
        ("by-hand", False, 2, False),
        ("camera", False, 1, False),
        ("video", False, 1, False),
        ("correction", False, 1, False),
    ],
)
def test_only_single_pictures_of_which_nobody_says_are_loose(
    source, apart, pictures, loose
) -> None:
    assert records.is_loose(source, apart, pictures) is loose
