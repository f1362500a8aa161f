"""The CSV file that says which person or session each file belongs to."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from understudy.errors import DataError
from understudy.sources.naming import as_text

COLUMNS = ("file", "group")
SHOWN = 3  # names quoted in an error


def read_groups(path: str | Path, files: Sequence[str]) -> dict[str, str]:
    r"""Read which group each file belongs to; a group is never split between training and testing.

    Parameters
    ----------
    path : path
        A CSV file in UTF-8 (with or without a byte order mark), separated by commas or
        semicolons, with the columns `file` and `group`; further columns are ignored.
    files : sequence of str
        The files that need a group: paths relative to the folder of classes, with "/" between
        their parts. The CSV names them the same way ("\" is understood too).

    Returns
    -------
    dict of str to str
        The group of each of `files`.

    Raises
    ------
    DataError
        The CSV can't be read, lacks a column or a value, names one file with two groups, names a
        file that is not among `files`, or leaves one of them out.
    """
    path = Path(path)
    known = {as_text(name) for name in files}
    groups: dict[str, str] = {}
    strangers: list[str] = []
    for line, stated, group in _rows(path):
        name = stated if stated in known else stated.replace("\\", "/").removeprefix("./")
        if name not in known:
            strangers.append(stated)
        elif groups.setdefault(name, group) != group:
            raise DataError(
                f"{path}, line {line}: {stated!r} belongs to {group!r}, and to "
                f"{groups[name]!r} in a line above; give each file one group."
            )
    if strangers:
        raise DataError(
            f"{path} names {_count(strangers)} not among the pictures, videos or sounds of the "
            f"folder: {_first(strangers)}; write paths relative to that folder, such as {files[0]}."
        )
    missing = [name for name in files if as_text(name) not in groups]
    if missing:
        raise DataError(
            f"{path} gives no group for {_count(missing)} of the folder: {_first(missing)}; "
            "add a line for each."
        )
    return {name: groups[as_text(name)] for name in files}


def _rows(path: Path) -> list[tuple[int, str, str]]:
    """Return line number, file and group of every row that is not blank."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            file.seek(0)
            delimiter = ";" if header.count(";") > header.count(",") else ","
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            table = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except OSError as error:
        raise DataError(f"The groups file {path} can't be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(
            f"The groups file {path} is not CSV text in UTF-8 ({error}); save it as CSV UTF-8."
        ) from error
    if not table:
        raise DataError(f"The groups file {path} is empty; start it with the line: file,group")
    names = [name.strip().casefold() for name in table[0][1]]
    absent = [column for column in COLUMNS if column not in names]
    if absent:
        raise DataError(
            f"The groups file {path} has no column {absent[0]!r}, its first line reads "
            f"{delimiter.join(table[0][1])!r}; start it with the line: file,group"
        )
    where = [names.index(column) for column in COLUMNS]
    rows = []
    for line, row in table[1:]:
        stated, group = (row[i].strip() if i < len(row) else "" for i in where)
        if not stated or not group:
            raise DataError(f"{path}, line {line}: both file and group need a value; got {row}.")
        rows.append((line, as_text(stated), as_text(group)))
    return rows


def _count(names: Sequence[str]) -> str:
    return "1 file" if len(names) == 1 else f"{len(names):,} files"


def _first(names: Iterable[str]) -> str:
    listed = [as_text(name) for name in names]
    more = ", ..." if len(listed) > SHOWN else ""
    return ", ".join(listed[:SHOWN]) + more
