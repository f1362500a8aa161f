"""Any tree of files is either listed, every picture and video exactly once, or refused."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from understudy.errors import DataError
from understudy.media.kinds import kind_of
from understudy.sources.folder import SYSTEM_NAMES, list_folder
from understudy.sources.naming import as_text

ODD = [
    "a",
    "B",
    "10",
    "9",
    "é",
    "e\u0301",
    "日本",
    "a b",
    ".hidden",
    "__MACOSX",
    "x.jpg",
    "-",
    "n" * 70,
]
SUFFIXES = [".jpg", ".PNG", ".mp4", ".txt", ".csv", ""]

any_name = st.sampled_from(ODD) | st.text(
    st.characters(
        codec="utf-8", exclude_characters='/\\<>:"|?*\0', exclude_categories=["Cc", "Cs"]
    ),
    min_size=1,
    max_size=12,
).filter(lambda name: name not in {".", ".."})
files = st.tuples(st.lists(any_name, max_size=3), any_name, st.sampled_from(SUFFIXES))


def plant(root: Path, tree: list[tuple[list[str], str, str]]) -> list[Path]:
    """Make the files whose names this system allows; return those that should be listed."""
    made = set()
    for folders, stem, suffix in tree:
        parts = [*folders, stem + suffix]
        path = root.joinpath(*parts)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError:
            continue
        hidden = any(p.startswith(".") or p.casefold() in SYSTEM_NAMES for p in parts)
        if path.is_file() and kind_of(path) and folders and not hidden:
            made.add(path)
    return sorted(made)


@settings(max_examples=60, deadline=None)
@given(st.lists(files, max_size=8))
def test_every_picture_and_video_is_listed_once(tree: list[tuple[list[str], str, str]]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        expected = plant(root, tree)
        try:
            listing = list_folder(root)
        except DataError:
            folders = [path.name for path in root.iterdir() if path.is_dir()]
            assert not expected or len(set(map(as_text, folders))) < len(folders)
            return
        assert sorted(item.path for item in listing.items) == expected
        assert set(listing.labels) == {item.label for item in listing.items}
        for item in listing.items:
            inside = item.path.relative_to(root).parts
            assert item.label == as_text(inside[0])
            if len(inside) > 2:
                assert item.take == as_text(inside[1])
        skipped = [path for path, _ in listing.skipped]
        assert len(set(skipped)) == len(skipped)
        assert not set(skipped) & set(expected)
