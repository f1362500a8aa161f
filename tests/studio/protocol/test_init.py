from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from understudy.studio import protocol
from understudy.studio.protocol import Block, Frame, Message

LEARNING: dict[str, Any] = {"status": "empty", "sentence": "s", "model": 0, "labels": []}
CLASS: dict[str, Any] = {
    "id": "c", "name": "n", "color": "#123456", "role": "class", "count": 1, "takes": 1,
    "cover": None,
}  # fmt: skip
STEP = {"epoch": 1, "epochs": 2, "batch": 1, "batches": 2, "loss": 0.5, "accuracy": 1.0}
EXAMPLES: dict[str, dict[str, Any]] = {
    "Acting": {"threshold": 0.5, "rule": "per-episode"},
    "Added": {"revision": 1, "take": "t", "examples": 3},
    "Answer": {
        "stream": 0, "sequence": 1, "captured": 0.5, "model": 1, "probabilities": [0.25, 0.75],
        "best": "c", "label": None, "known": False, "novelty": 0.9, "milliseconds": 12.5,
        "found": True, "poses": [{"kind": "hand", "points": [[0.5, 0.25, 1.0]], "side": "left"}],
        "events": [{"class_id": "c", "kind": "start", "confidence": 0.75}],
    },
    "Begin": {"take": "a" * 16, "class_id": "c", "rate": 15.0},
    "Cell": {"true": "a", "predicted": "b", "examples": ["x-0"]},
    "Changed": {"revision": 1, "class_ids": ["c"]},
    "ClassChange": {"name": "n"},
    "ClassView": CLASS,
    "Compare": {"heads": [{"head": "dense"}]},
    "Compared": {
        "head": "dense", "settings": {}, "accuracy": None, "sentence": "s", "fit_seconds": 1.0,
        "predict_milliseconds": 0.1,
    },
    "Confusion": {"class_ids": ["c"], "cells": [], "sentence": "s"},
    "Done": {"revision": 1},
    "DroneView": {
        "status": "flying",
        "sentence": "Flying.",
        "battery": 80,
        "height": None,
        "hands": "yours",
    },
    "End": {"take": "a" * 16},
    "Ended": {"take": "t", "take_count": 1},
    "ExampleIds": {"ids": ["x-0"]},
    "FlyDrone": {"move": "flip", "age": 0.1},
    "Fired": {"class_id": "c", "kind": "stop", "confidence": 0.5},
    "HeadView": {
        "name": "n", "title": "t", "help": "h", "by_hand": True, "subjects": ["sound"],
        "settings": [],
    },
    "Hello": {"version": "1", "revision": 0, "learning": LEARNING},
    "Learning": LEARNING,
    "Listen": {"stream": 1, "rate": 48_000},
    "Listening": {"threshold": 0.5, "overlap": 0.5, "suppress_ms": 1000, "hits": 1},
    "Live": {"threshold": 0.5},
    "Mark": {"example": "t-1250", "start": 0.5, "end": 2.0},
    "Mapping": {"moves": {"c": "up"}},
    "Named": {"name": "goldfish", "share": 0.5},
    "NewClass": {"name": "n"},
    "NewProject": {"name": "n"},
    "NoAnswer": {"stream": 0, "sequence": 1},
    "Order": {"class_ids": ["c"]},
    "Pose": {"kind": "body", "points": [[0.5, 0.25, 1.0], [-0.1, 1.2, 0.0]], "side": None},
    "Problem": {"sentence": "s"},
    "ProjectChange": {"subject": "body"},
    "ProjectSummary": {
        "id": "p", "name": "n", "kind": "picture", "subject": "hands", "classes": [CLASS],
        "examples": 1,
        "thumbnails": [], "opened": None,
    },
    "ProjectView": {
        "id": "p", "name": "n", "kind": "sound", "subject": "sound-short", "automatic": True,
        "revision": 1, "classes": [CLASS], "live": {}, "listening": {},
        "mappings": {"g": {"c": "up"}}, "undo": None, "redo": "r", "folder": "f", "trash_bytes": 0,
    },
    "Refused": {"sentence": "s"},
    "Saved": {
        "take": "t", "class_id": "c", "sequence": 0, "example": "t-0", "take_count": 1,
        "class_count": 1,
    },
    "Setting": {"name": "n", "title": "t", "kind": "integer", "default": 3, "help": "h"},
    "Step": STEP,
    "Steps": {"steps": [STEP, STEP]},
    "Strip": {"frames": 12, "aspect": 1.5},
    "Suggestion": {"subject": "hands", "sentence": "s"},
    "TakeView": {
        "id": "t", "class_id": "c", "source": "camera", "name": None, "started": 1.5,
        "examples": [], "merged": [], "unseen": [], "duration": 3.5, "trim": (0.5, 2.5),
        "marks": [{"example": "t-1250", "start": 0.5, "end": 2.0}],
    },
    "Train": {"head": "dense"},
    "Tried": {
        "base": [{"name": "goldfish", "share": 0.5}], "several": [], "known": False, "either": None,
    },
    "Trim": {"start": 0.5, "end": 2.5},
    "WordsHello": {
        "version": "1", "labels": ["yes", "_noise_"], "background": ["_noise_"],
        "settings": {"listening": {"threshold": 0.75}, "noise_and_unknown": False},
    },
    "WordsSettings": {"listening": {"hits": 3}, "noise_and_unknown": True},
}  # fmt: skip
MESSAGES = {
    name: value
    for name, value in vars(protocol).items()
    if isinstance(value, type)
    and issubclass(value, Message)
    and value not in (Message, Frame, Block)
}


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_message_survives_the_way_and_refuses_what_it_does_not_know(name: str) -> None:
    assert name in EXAMPLES, "give an example of it"
    kind: type[BaseModel] = MESSAGES[name]
    message = kind.model_validate(EXAMPLES[name])
    assert kind.model_validate_json(message.model_dump_json()) == message
    with pytest.raises(ValidationError):
        kind.model_validate({**EXAMPLES[name], "more": 1})


@pytest.mark.parametrize("union", ["PageMessage", "SocketMessage"])
def test_what_goes_through_the_socket_is_told_apart_by_its_type(union: str) -> None:
    members = get_args(getattr(protocol, union))
    members = get_args(members[0]) if union == "PageMessage" else members
    types = [kind.model_fields["type"].default for kind in members]
    assert len(set(types)) == len(types)
    adapter: TypeAdapter[Any] = TypeAdapter(getattr(protocol, union))
    for kind in members:
        message = kind.model_validate(EXAMPLES[kind.__name__])
        assert type(adapter.validate_json(message.model_dump_json())) is kind


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("Begin", {"take": "A" * 16}),
        ("Begin", {"take": "../../../../x"}),
        ("Begin", {"class_id": "../x"}),
        ("Begin", {"rate": 31}),
        ("Begin", {"rate": 0}),
        ("Begin", {"source": "microphone"}),
        ("Listen", {"rate": 7_999}),
        ("Listen", {"stream": 65_536}),
        ("Listening", {"overlap": 1}),
        ("Listening", {"hits": 0}),
        ("Trim", {"end": float("inf")}),
        ("Begin", {"source": "by-hand"}),
        ("NewClass", {"name": ""}),
        ("NewClass", {"color": "#12345G"}),
        ("Live", {"threshold": -0.1}),
        ("Compare", {"heads": []}),
        ("NewProject", {"subject": "feet"}),
        ("Pose", {"points": [[0.5, 0.5]]}),
    ],
)
def test_what_is_out_of_range_is_refused(name: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MESSAGES[name].model_validate(EXAMPLES[name] | wrong)
