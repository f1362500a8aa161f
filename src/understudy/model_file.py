"""The `.understudy` file: a zip of `model.json`, ONNX networks and a self-test.

| member | content |
|---|---|
| `model.json` | format number, steps, labels, thresholds, provenance, licences, figures, checksums |
| `backbone.onnx` | uint8 [n, height, width, 3] -> `features` float32 [n, d] |
| `head.onnx` | `features` -> `probabilities` float32 [n, classes], `novelty` float32 [n] |
| `self-test.npz` | drawn pictures and what the model said of them when it was made |

Reading trusts nothing: only the members that `model.json` names are read, into memory, within
limits, and each must have the SHA-256 stated for it. Nothing is ever unpickled.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
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
MEMBER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
# ONNX tensors may name a file to read their numbers from; a model from outside must not.
EXTERNAL_DATA = b"\n\x08location"

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
    if path.is_dir():
        raise ModelFileError(f"{path} is a folder; give a file name, such as {path / 'my'}{SUFFIX}")
    try:
        write_bytes(path, packed.getvalue())
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
        size = path.stat().st_size
        if path.is_dir():
            raise ModelFileError(f"{path} is a folder; give the {SUFFIX} file of a model.")
        if size > MAX_FILE_BYTES:
            raise ModelFileError(
                f"{path} has {size:,} bytes; a model has at most {MAX_FILE_BYTES:,}. "
                "It is not a model of understudy."
            )
        with zipfile.ZipFile(path) as archive:
            return _read(path, archive)
    except FileNotFoundError as error:
        raise ModelFileError(f"There is no file {path}. Check the name.") from error
    except OSError as error:
        raise ModelFileError(f"{path} can't be read ({error.strerror or error}).") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        # RuntimeError: encrypted; NotImplementedError: unknown compression; ValueError: offsets.
        raise ModelFileError(
            f"{path} is not a model of understudy, or is damaged ({error}). {REMEDY}"
        ) from error


def _read(path: Path, archive: zipfile.ZipFile) -> Contents:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS or len(set(names)) != len(names):
        raise ModelFileError(f"{path} has {len(members)} members, or two of one name. {REMEDY}")
    total = sum(member.file_size for member in members)
    if total > MAX_FILE_BYTES:
        raise ModelFileError(
            f"{path} would unpack to {total:,} bytes; a model has at most {MAX_FILE_BYTES:,}. "
            "Do not use it unless you know who made it."
        )
    if MANIFEST not in names:
        raise ModelFileError(f"{path} is a zip file, but not a model: it has no {MANIFEST}.")
    manifest = _manifest(path, _member(path, archive, MANIFEST, MAX_MANIFEST_BYTES))
    files = {}
    for name, facts in manifest["files"].items():
        if not MEMBER_NAME.fullmatch(name):
            raise ModelFileError(f"{path} names a file {name!r}, which no model has. {REMEDY}")
        if name not in names:
            raise ModelFileError(f"{path} is incomplete: {name} is missing. {REMEDY}")
        content = _member(path, archive, name, MAX_FILE_BYTES)
        found = hashlib.sha256(content).hexdigest()
        if found != facts["sha256"]:
            raise ModelFileError(
                f"{path} is damaged: {name} has SHA-256 {found}, expected {facts['sha256']}. "
                + REMEDY
            )
        if name.endswith(".onnx") and EXTERNAL_DATA in content:
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
    facts: Any = json.loads(content.decode("utf-8"))
    version = facts.get("format") if isinstance(facts, dict) else None
    if not isinstance(version, int) or version < 1:
        raise ModelFileError(f"{path} is not a model: its {MANIFEST} states no format. {REMEDY}")
    if version > FORMAT:
        raise ModelFileError(
            f"{path} was made by a newer version of understudy (format {version}; this one reads "
            f"up to {FORMAT}). Update with: pip install --upgrade understudy"
        )
    wanted = {"labels": list, "steps": list, "files": dict}
    for key, kind in wanted.items():
        if not isinstance(facts.get(key), kind) or not facts[key]:
            raise ModelFileError(f"{path} is not a complete model: no {key} stated. {REMEDY}")
    if not all(
        isinstance(entry, dict) and isinstance(entry.get("sha256"), str)
        for entry in facts["files"].values()
    ):
        raise ModelFileError(f"{path} states no checksum for its files. {REMEDY}")
    return dict(facts)
