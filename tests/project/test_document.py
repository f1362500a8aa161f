import pytest

from understudy.errors import DataError
from understudy.project.document import Document, from_json, to_json
from understudy.project.records import ClassRecord, class_to_json

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


def test_classes_that_an_order_does_not_know_stay_behind() -> None:
    document = DOCUMENT.with_values({"class/id_c": class_to_json(C, ())})
    assert document.with_values({"order": ["id_b", "id_a"]}).classes == (B, A, C)
