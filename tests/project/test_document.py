import json
from dataclasses import replace

import pytest

from understudy.errors import DataError
from understudy.project.document import Document, from_json, to_json
from understudy.project.records import ClassRecord, Cut, class_to_json

A, B, C = (ClassRecord(f"id_{x}", x, "#00ff00", "class") for x in "abc")
DOCUMENT = Document(
    "Hands",
    "net",
    revision=7,
    opened=12.0,
    classes=(A, B),
    folders={"id_a": ("A", "cafe\u0301")},
    apart=frozenset({"t1"}),
    settings={"live": {"x": 1}},
    undo=("u",),
    redo=("r",),
)


def test_a_document_is_read_back() -> None:
    assert from_json(to_json(DOCUMENT), "x") == DOCUMENT
    assert from_json(to_json(Document("Hands", "net")), "x") == Document("Hands", "net")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "sounds"},
        {"classes": 3},
        {"classes": [to_json(DOCUMENT)["classes"][0]] * 2},
        {"name": None},
        {"revision": "7"},
        {"settings": []},
        {"undo": [3]},
        {"apart": "t1"},
        {"opened": "soon"},
        {"opened": 10**400},
        {"name": "a\ud800"},
    ],
)
def test_a_damaged_document_is_refused(change) -> None:
    with pytest.raises(DataError, match=r"^project\.json is damaged \(.*\)\. Put back a copy"):
        from_json({**to_json(DOCUMENT), **change}, "project.json")


@pytest.mark.parametrize("key", ["kind", "name", "classes", "undo", "settings"])
def test_what_is_lacking_is_named(key: str) -> None:
    value = to_json(DOCUMENT)
    del value[key]
    with pytest.raises(DataError, match=f"it lacks '{key}'"):
        from_json(value, "project.json")


def test_a_folder_belongs_to_the_class_of_its_id_or_the_one_that_adopted_it() -> None:
    found = {
        name: DOCUMENT.class_of_folder(name) for name in ("id_b-x", "id_a", "A", "B", "id_c-x")
    }
    assert found == {"id_b-x": "id_b", "id_a": "id_a", "A": "id_a", "B": None, "id_c-x": None}


def test_changes_and_their_reverse() -> None:
    changes = {
        "name": "Feet",
        "class/id_c": class_to_json(C, ()),
        "class/id_b": None,
        "order": ["id_c", "id_a"],
        "apart/t1": None,
        "apart/t2": True,
    }
    before = DOCUMENT.values(changes)
    after = DOCUMENT.with_values(changes)
    assert (after.name, after.classes, after.apart) == ("Feet", (C, A), {"t2"})
    assert after.with_values(before) == DOCUMENT


SOUNDS = replace(
    DOCUMENT,
    kind="sound",
    cut=Cut(1.0, 0.5),
    trims={"t1": (0.25, 1.0)},
    removed={"t2": (600, 700)},
)


CLIPS = replace(SOUNDS, kind="clip", cut=Cut(1.5, 0.75))


@pytest.mark.parametrize(("document", "kind"), [(SOUNDS, "sound"), (CLIPS, "clips")])
def test_a_document_of_recordings_is_read_back(document: Document, kind: str) -> None:
    assert from_json(to_json(document), "x") == document
    assert json.loads(json.dumps(to_json(document)))["kind"] == kind


def test_only_documents_of_recordings_have_a_newer_format_and_more_keys() -> None:
    pictures = to_json(DOCUMENT)
    assert (pictures["format"], pictures["kind"]) == (1, "images")
    for document, number in ((SOUNDS, 2), (CLIPS, 3)):
        value = to_json(document)
        assert value["format"] == number
        assert value.keys() - pictures.keys() == {"cut", "trims", "removed"}


@pytest.mark.parametrize(
    "change",
    [
        {"cut": None},
        {"cut": {"window": 1}},
        {"cut": {"window": 0, "step": 1}},
        {"cut": {"window": 1, "step": -1}},
        {"cut": {"window": 1, "step": "x"}},
        {"cut": {"window": 1, "step": 1e-9}},
        {"trims": {"t": [1, 1]}},
        {"trims": {"t": [-1, 1]}},
        {"trims": {"t": [1]}},
        {"trims": []},
        {"removed": {"t": 3}},
        {"removed": {"t": ["x"]}},
    ],
)
def test_damaged_sounds_are_refused(change) -> None:
    with pytest.raises(DataError, match=r"^project\.json is damaged"):
        from_json({**to_json(SOUNDS), **change}, "project.json")


def test_edits_of_recordings_and_their_reverse() -> None:
    changes = {
        "trim/t1": None,
        "trim/t3": [1.0, 2.0],
        "removed/t2": [600, 700, 800],
        "removed/t4": [1],
    }
    before = SOUNDS.values(changes)
    after = SOUNDS.with_values(changes)
    assert after.trims == {"t3": (1.0, 2.0)}
    assert after.removed == {"t2": (600, 700, 800), "t4": (1,)}
    assert after.with_values(json.loads(json.dumps(before))) == SOUNDS


def test_classes_that_an_order_does_not_know_stay_behind() -> None:
    document = DOCUMENT.with_values({"class/id_c": class_to_json(C, ())})
    assert document.with_values({"order": ["id_b", "id_a"]}).classes == (B, A, C)
