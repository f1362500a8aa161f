"""The `.understudy` file: a zip of `model.json`, ONNX networks and a self-test.

| member | content |
|---|---|
| `model.json` | format number, steps, labels, provenance, licences, figures, checksums |
| `backbone.onnx` | uint8 [n, height, width, 3] -> `features` float32 [n, d] |
| `palm.onnx`, `hand.onnx`; `person.onnx`, `body.onnx` | what finds a hand; a body |
| `speech-mel.onnx`, `speech-embedding.onnx`, `whitening.onnx` | in their place, what hears sounds |
| `head.onnx` | `features` -> `probabilities` float32 [n, classes], `novelty` float32 [n] |
| `self-test.npz` | drawn pictures or sounds, and what the model said of them when it was made |

Reading trusts nothing: only the members that `model.json` names are read, into memory, within
limits, and each must have the SHA-256 stated for it. Nothing is ever unpickled.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from understudy.errors import ModelFileError, UnderstudyError
from understudy.media.atomic import write_bytes

FORMAT = 1
SUFFIX = ".understudy"
MANIFEST = "model.json"

MAX_FILE_BYTES = 1 << 30  # 1 GiB: the largest model one could mean
MAX_MANIFEST_BYTES = 16 << 20  # 16 MiB: labels, figures and a confusion matrix of 1,000 classes
MAX_MEMBERS = 64
MAX_TIMES_PACKED = 50  # weights hardly shrink; deflate can swell a zip bomb a thousandfold
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others may ask for much memory
MEMBER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
# ONNX tensors may name a file to read their numbers from; a model from outside must not. The
# name is the entry "location", written in protobuf, which lets its two numbers be padded.
EXTERNAL_DATA = re.compile(rb"(?:\x0a|\x8a\x80*\x00)(?:\x08|\x88\x80*\x00)location")

# What `model.json` is made of where it states it; a tuple means either. See `fits`.
SHARE, COUNT = float, int
FACTS: Mapping[Any, Any] = {
    "labels": [str],
    "steps": [{}],
    "files": {str: {"sha256": str}},
    "backbone": {"blocks": {str: [COUNT]}, "least_side": (COUNT, None)},
    "backbone_choice": {
        "reason": str,
        "compared": [{"name": str, "found": SHARE, "accuracy": (SHARE, None)}],
    },
    "understudy": str,
    "created": str,
    "background": [str],
    "head": {"name": str, "chosen": str, "reason": str, "known_share": SHARE},
    "provenance": {"source": str, "examples": {str: COUNT}, "takes": {str: COUNT}},
    "licences": [str],
    "taught": [str],
    "cross_validated": {
        "accuracy": (SHARE, None),
        "accuracy_per_class": ({str: (SHARE, None)}, None),
        "takes": (COUNT, None),
        "folds": (COUNT, None),
        "calibration_error": (SHARE, None),
        "answered": (SHARE, None),
        "accuracy_when_answered": (SHARE, None),
        "confusion": ([[COUNT]], None),
    },
    "self_test": {},
}

REMEDY = "Save the model again, or copy it again from where it came."


@dataclass(frozen=True)
class Contents:
    """What a model file holds, checked."""

    manifest: Mapping[str, Any]
    files: Mapping[str, bytes]


def write(path: str | Path, manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Path:
    """Write a model file, wholly or not at all; return its path.

    Raises
    ------
    ModelFileError
        The file can't be written: the folder is missing or read-only, or the disk is full.
    """
    path = Path(path)
    facts = dict(manifest) | {
        "format": FORMAT,
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in files.items()
        },
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        text = json.dumps(facts, indent=2, ensure_ascii=False, allow_nan=False)
        archive.writestr(MANIFEST, text.encode("utf-8"), zipfile.ZIP_DEFLATED)
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_DEFLATED, compresslevel=1)
    try:
        if path.is_dir():
            raise ModelFileError(
                f"{path} is a folder; give a file name, such as {path / 'my'}{SUFFIX}"
            )
        write_bytes(path, packed.getvalue())
    except OSError as error:
        raise ModelFileError(f"{path} can't be written ({error.strerror}).") from error
    except UnderstudyError as error:
        raise ModelFileError(str(error)) from error
    return path


def read(path: str | Path) -> Contents:
    """Read and check a model file.

    Raises
    ------
    ModelFileError
        The file is missing, damaged, truncated, too large, from a newer version, or no model.
    """
    path = Path(path)
    try:
        status = path.stat()
        size = status.st_size
        if stat.S_ISDIR(status.st_mode):
            raise ModelFileError(f"{path} is a folder; give the {SUFFIX} file of a model.")
        if not stat.S_ISREG(status.st_mode):  # a pipe would block
            raise ModelFileError(f"{path} is not an ordinary file; give the {SUFFIX} file.")
        if size > MAX_FILE_BYTES:
            raise ModelFileError(
                f"{path} has {size:,} bytes; a model has at most {MAX_FILE_BYTES:,}. "
                "It is not a model of understudy."
            )
        with zipfile.ZipFile(path) as archive:
            return _read(path, archive, size)
    except FileNotFoundError as error:
        raise ModelFileError(f"There is no file {path}. Check the name.") from error
    except OSError as error:
        raise ModelFileError(f"{path} can't be read ({error.strerror or error}).") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        # RuntimeError: encrypted, unknown compression, or nested deeply; ValueError: offsets, JSON.
        raise ModelFileError(
            f"{path} is not a model of understudy, or is damaged ({error}). {REMEDY}"
        ) from error


def _read(path: Path, archive: zipfile.ZipFile, size: int) -> Contents:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS or len(set(names)) != len(names):
        raise ModelFileError(f"{path} has {len(members)} members, or two of one name. {REMEDY}")
    if MANIFEST not in names:
        raise ModelFileError(f"{path} is a zip file, but not a model: it has no {MANIFEST}.")
    total, most = sum(m.file_size for m in members), min(MAX_FILE_BYTES, MAX_TIMES_PACKED * size)
    if total > most:
        raise ModelFileError(
            f"{path} would unpack to {total:,} bytes; a model of its size has at most {most:,}. "
            "Do not use it unless you know who made it."
        )
    for member in members:
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        if not MEMBER_NAME.fullmatch(member.filename) or is_link:
            raise ModelFileError(
                f"{path} is refused: no model has a member such as {member.filename!r}. {REMEDY}"
            )
        if member.compress_type not in PACKINGS:
            raise ModelFileError(f"{path} is packed in a way that no model is. {REMEDY}")
    manifest = _manifest(path, _member(path, archive, MANIFEST, MAX_MANIFEST_BYTES))
    files = {}
    for name, facts in manifest["files"].items():
        if name not in names:
            raise ModelFileError(f"{path} is incomplete: {name!r} is missing. {REMEDY}")
        content = _member(path, archive, name, MAX_FILE_BYTES)
        found = hashlib.sha256(content).hexdigest()
        if found != facts["sha256"]:
            raise ModelFileError(
                f"{path} is damaged: {name} has SHA-256 {found}, expected {facts['sha256'][:64]}. "
                + REMEDY
            )
        if name.endswith(".onnx") and EXTERNAL_DATA.search(content):
            raise ModelFileError(
                f"{path} is refused: its {name} refers to files outside the model. "
                "Do not use it unless you know who made it."
            )
        files[name] = content
    return Contents(manifest, files)


def _member(path: Path, archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return a member's content, never reading more than it may have."""
    stated = archive.getinfo(name).file_size
    if stated > most:
        raise ModelFileError(f"{path} has a {name} of {stated:,} bytes; at most {most:,} fit.")
    with archive.open(name) as member:
        content = member.read(stated + 1)
    if len(content) != stated:
        raise ModelFileError(f"{path} is damaged: {name} is not as long as stated. {REMEDY}")
    return content


def _manifest(path: Path, content: bytes) -> dict[str, Any]:
    facts: Any = json.loads(content.decode("utf-8"), parse_float=_finite, parse_constant=_finite)
    version = facts.get("format") if isinstance(facts, dict) else None
    if type(version) is not int or version < 1:
        raise ModelFileError(f"{path} is not a model: its {MANIFEST} states no format. {REMEDY}")
    if version > FORMAT:
        raise ModelFileError(
            f"{path} was made by a newer version of understudy (format {version}; this one reads "
            f"up to {FORMAT}). Update with: pip install --upgrade understudy"
        )
    for key in ("labels", "steps", "files", "backbone"):
        if not facts.get(key):
            raise ModelFileError(f"{path} is not a complete model: no {key} stated. {REMEDY}")
    for key, shape in FACTS.items():
        if key in facts and not fits(facts[key], shape):
            raise ModelFileError(f"{path} is damaged: its {key} can't be understood. {REMEDY}")
    labels, confusion = facts["labels"], facts.get("cross_validated", {}).get("confusion")
    if len(set(labels)) != len(labels) or not all(labels):
        raise ModelFileError(f"{path} is damaged: two labels are equal, or one is empty. {REMEDY}")
    if confusion is not None and [len(labels)] * len(labels) != [len(row) for row in confusion]:
        raise ModelFileError(f"{path} is damaged: its figures are not of its labels. {REMEDY}")
    if not all("sha256" in entry for entry in facts["files"].values()):
        raise ModelFileError(f"{path} states no checksum for its files. {REMEDY}")
    return dict(facts)


def fits(value: Any, shape: Any) -> bool:
    """Whether a JSON value is made of what `FACTS` says; what it does not name may be anything."""
    if isinstance(shape, tuple):
        return any(fits(value, one) for one in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    if isinstance(shape, dict):
        return isinstance(value, dict) and all(
            fits(item, shape[str] if str in shape else shape[key])
            for key, item in value.items()
            if str in shape or key in shape
        )
    if shape is SHARE:
        return type(value) in (int, float) and 0 <= value <= 1
    if shape is COUNT:
        return type(value) is int and 0 <= value < 2**53
    return value is None if shape is None else isinstance(value, shape)


def _finite(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise ValueError(f"a number is {text}")
    return number
