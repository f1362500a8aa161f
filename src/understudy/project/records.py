"""What a project is made of, and how it reads as JSON."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args

from understudy.errors import DataError
from understudy.media.limits import MAX_SOUND_SECONDS
from understudy.media.part import Part
from understudy.project.layout import CLASS_ID, TAKE_ID
from understudy.sources.naming import as_text
from understudy.types import Medium

Role = Literal["class", "background"]
Source = Literal["camera", "correction", "photo", "video", "by-hand", "microphone", "recording"]
"""Where a take came from; "recording" is a file of sound."""
LOOSE: tuple[Source, ...] = ("photo", "by-hand")
"""Sources of pictures of which nobody says whether they were shot together."""
Kind = Literal["examples", "classes", "settings"]
"""Of a change."""
NOUNS: Mapping[Medium, str] = {"picture": "picture", "sound": "recording", "clip": "clip"}
"""What a file of a project is called."""
Json = dict[str, Any]
Stretch = tuple[float, float]
"""Start and end, in seconds from the start of a recording or clip."""
COLOR = re.compile("#[0-9a-f]{6}")
MAX_NAME_CHARACTERS = 80
"""Of the name of a class or a project."""


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """A class."""

    id: str
    name: str
    color: str
    """As "#rrggbb"."""
    role: Role


@dataclass(frozen=True, slots=True)
class Cut:
    """How examples are cut from recordings and clips."""

    window: float
    """Seconds that an example spans."""
    step: float
    """Seconds between the middles of examples where a sound or a movement goes on and on."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a recording or clip, so that it need not be decoded again."""

    duration: float
    """Seconds."""
    stretches: tuple[Stretch, ...]
    """Where there is a sound, or something moves, in order."""
    checksum: str
    """Of the file, as `cache.checksum` gives it: of another content nothing is known."""


@dataclass(frozen=True, slots=True)
class TakeRecord:
    """A take: one hold of the button, one video, one photo, one recording, one clip."""

    id: str
    class_id: str
    source: Source
    started: float
    """Seconds since 1970."""
    rate: float | None
    """Frames or samples a second, where they come at a rate."""
    name: str | None
    """Of the file it came from."""
    apart: bool
    """Whether the user split it from its like: it is never merged with other takes."""
    ended: bool
    found: Found | None = None
    """Of a recording or clip."""


@dataclass(frozen=True, slots=True)
class Example:
    """A picture on disk, or a window of a recording or clip on disk."""

    id: str
    class_id: str
    take: str
    number: int
    """Of the frame in its take, from 0; of a window its middle in milliseconds."""
    path: Path
    size: int
    """Bytes of the file."""
    mtime_ns: int
    """When the file was last changed, in nanoseconds since 1970."""
    centre: float | None = None
    """Of a window: its middle, in seconds from the start of the recording."""

    @property
    def source(self) -> Path | Part:
        """What a backbone loads."""
        return self.path if self.centre is None else Part(self.path, self.centre)


@dataclass(frozen=True, slots=True)
class Change:
    """What has just changed in a project."""

    revision: int
    class_ids: frozenset[str]
    """Classes concerned."""
    added: tuple[Example, ...]
    kind: Kind


def is_loose(source: Source, apart: bool, pictures: int) -> bool:
    """Whether it has to be found which others a take of so many pictures belongs with.

    A hold or a video is stated to be one take, and so is what the user split from others.
    """
    return source in LOOSE and not apart and pictures == 1


def to_bytes(value: Json) -> bytes:
    """Return JSON in UTF-8, for people to read."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    # Names of files that are no text in the file system's encoding come as lone surrogates.
    return (text + "\n").encode("utf-8", "surrogatepass")


def read_json(data: bytes, what: str) -> Json:
    """Return the object in a JSON file, called `what` in errors.

    Raises
    ------
    DataError
        It is no JSON object.
    """
    try:
        value = json.loads(data, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{what} is damaged ({error}). Put back a copy of it.") from error
    if not isinstance(value, dict):
        raise DataError(f"{what} is damaged: it holds no JSON object. Put back a copy of it.")
    return value


def class_to_json(record: ClassRecord, folders: tuple[str, ...]) -> Json:
    """Return a class as project.json has it; `folders` are those that were made by hand."""
    return {**asdict(record), "folders": list(folders)}


def class_from_json(value: Any) -> tuple[ClassRecord, tuple[str, ...]]:
    """Return a class and the folders made by hand for it; ValueError when it is none."""
    check(isinstance(value, dict), value)
    record = ClassRecord(value["id"], value["name"], value["color"], value["role"])
    folders = tuple(value.get("folders", ()))
    check(isinstance(record.id, str) and CLASS_ID.fullmatch(record.id), record.id)
    check(is_name(record.name) and is_text(record.name), record.name)
    check(isinstance(record.color, str) and COLOR.fullmatch(record.color), record.color)
    check(record.role in get_args(Role), record.role)
    for folder in folders:
        check(isinstance(folder, str) and not set(folder) & set("/\\\0"), folder)
    return record, folders


def take_to_bytes(record: TakeRecord) -> bytes:
    """Return the file of a take; which takes are apart is kept in project.json."""
    value = asdict(record)
    del value["apart"]
    del value["found"]
    return to_bytes(value | ({} if record.found is None else _found_to_json(record.found)))


def take_from_bytes(data: bytes, take: str, apart: bool) -> TakeRecord | None:
    """Return a take's record, or None when its file is damaged: its examples still count."""
    try:
        value = json.loads(data, parse_float=_finite, parse_constant=_finite)
        record = TakeRecord(
            take,
            value["class_id"],
            value["source"],
            float(value["started"]),
            None if value["rate"] is None else float(value["rate"]),
            None if value["name"] is None else as_text(value["name"]),
            apart,
            bool(value["ended"]),
            _found(value),
        )
        check(TAKE_ID.fullmatch(take), take)
        check(CLASS_ID.fullmatch(record.class_id), record.class_id)
        check(record.source in get_args(Source), record.source)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None
    return record


def stretch(value: Any, duration: float = math.inf) -> Stretch:
    """Return a start and end within a duration; ValueError when it is none."""
    start, end = map(float, value)
    check(0 <= start < end <= duration, value)
    return start, end


def _found_to_json(found: Found) -> Json:
    # Format 2 called them events, when recordings were all of sound.
    return {
        "duration": found.duration,
        "events": found.stretches,
        "checksum": found.checksum,
    }


def _found(value: Json) -> Found | None:
    """Return what was found in a recording, or None when that has to be found again."""
    if "checksum" not in value:
        return None
    duration, checksum = float(value["duration"]), value["checksum"]
    check(0 <= duration <= MAX_SOUND_SECONDS, duration)  # or its examples would fill the memory
    check(isinstance(checksum, str), checksum)
    stretches = tuple(stretch(each, duration) for each in value["events"])
    check(all(one[1] <= other[0] for one, other in pairwise(stretches)), "stretches that overlap")
    return Found(duration, stretches, checksum)


def is_name(value: object) -> bool:
    """Whether something can be the name of a class or a project."""
    return isinstance(value, str) and 1 <= len(value) <= MAX_NAME_CHARACTERS


def is_text(value: str) -> bool:
    """Whether every character is one: JSON can also hold halves of one, that no page can show."""
    return not any("\ud800" <= character <= "\udfff" for character in value)


def check(right: object, value: object) -> None:
    """Raise ValueError, naming the value, unless it is right."""
    if not right:
        raise ValueError(f"unexpected {value!r:.{MAX_NAME_CHARACTERS}}")


def _finite(text: str) -> float:
    """Return a number of JSON; Python would also read and write NaN and infinity, pages can't."""
    number = float(text)
    check(math.isfinite(number), text)
    return number
