import re
import unicodedata
from pathlib import Path

import pytest

from understudy.errors import DataError
from understudy.sources.groups import read_groups

FILES = ["paper/1.jpg", "rock/1.jpg", "rock/2.jpg"]
EXPECTED = {"paper/1.jpg": "ann", "rock/1.jpg": "ann", "rock/2.jpg": "bo b"}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


@pytest.mark.parametrize(
    "text",
    [
        "file,group\nrock/1.jpg,ann\nrock/2.jpg,bo b\npaper/1.jpg,ann\n",
        "file;group\r\nrock/1.jpg;ann\r\nrock/2.jpg;bo b\r\npaper/1.jpg;ann\r\n",
        "\ufeffGroup, File ,note\nann,rock/1.jpg,\n\nbo b,rock/2.jpg,x\n,,\nann,paper/1.jpg\n",
        'file,group\n"rock\\1.jpg",ann\n./rock/2.jpg, bo b\npaper/1.jpg,ann\npaper/1.jpg,ann',
    ],
    ids=["commas", "semicolons", "mark, order, blank lines", "Windows paths, repeated line"],
)
def test_every_file_gets_its_group(table: Path, text: str) -> None:
    table.write_text(text, encoding="utf-8", newline="")
    assert read_groups(table, FILES) == EXPECTED


def test_names_are_compared_as_text_not_as_code_points(table: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "café/ü.jpg") for form in ("NFC", "NFD"))
    table.write_text(f"file,group\n{composed},Zoë\n", encoding="utf-8")
    assert read_groups(table, [decomposed]) == {decomposed: "Zoë"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is empty; start it with the line: file,group"),
        ("name,group\na,b\n", "no column 'file', its first line reads 'name,group'"),
        ("file\nrock/1.jpg\n", "no column 'group'"),
        ("file,group\nrock/1.jpg,\n", "line 2: both file and group need a value"),
        ("file,group\nrock/1.jpg\n", "line 2: both file and group need a value"),
        (
            "file,group\nrock/1.jpg,ann\nrock/1.jpg,bob\n",
            "line 3: 'rock/1.jpg' belongs to 'bob', and to 'ann'",
        ),
        (
            "file,group\n" + "".join(f"p/{i}.jpg,x\n" for i in range(1, 6)),
            "5 files not among the pictures, videos or sounds of the folder: "
            "p/1.jpg, p/2.jpg, p/3.jpg, ...; write paths relative to",
        ),
        ("file,group\nrock/2.jpg,x\n", "no group for 2 files of the folder: paper/1.jpg, rock/1"),
        ('file,group\n"rock/1.jpg,x\n', "is not CSV text in UTF-8"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(table: Path, text: str, complaint: str) -> None:
    table.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(complaint)):
        read_groups(table, FILES)


def test_other_encodings_are_refused(table: Path) -> None:
    table.write_bytes("file,group\nrück/1.jpg,ann\n".encode("latin-1"))
    with pytest.raises(DataError, match="save it as CSV UTF-8"):
        read_groups(table, FILES)


def test_a_missing_table_is_refused(table: Path) -> None:
    with pytest.raises(DataError, match=r"people\.csv can't be read: No such file"):
        read_groups(table, FILES)
