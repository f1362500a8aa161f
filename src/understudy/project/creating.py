"""A new, empty project."""

from __future__ import annotations

from understudy.errors import DataError
from understudy.project.class_rules import clean_name
from understudy.project.disk import make_folder, told, write_file
from understudy.project.document import Document, to_json
from understudy.project.layout import Layout
from understudy.project.records import Cut, to_bytes
from understudy.types import Medium


def create(
    layout: Layout, name: str, backbone: str, cut: Cut | None = None, kind: Medium | None = None
) -> None:
    """Make a project in a folder that is new or empty.

    Without a kind it is of sounds if it says how they are cut, and of pictures otherwise.

    Raises
    ------
    DataError
        There is something in the folder, it can't be written, or the name is not one.
    """
    name = clean_name(name, "a project")
    kind = kind or ("sound" if cut else "picture")
    if (kind == "picture") != (cut is None):
        raise ValueError(f"a project of {kind}s is given with the cut {cut}")
    try:
        make_folder(layout.folder)
        taken = any(layout.folder.iterdir())
    except OSError as error:
        raise DataError(
            f"No project can be made in {layout.folder} ({error.strerror}). Choose another folder."
        ) from error
    if taken:
        raise DataError(
            f"{layout.folder} is not empty; a project needs a folder of its own. Choose another."
        )
    document = Document(name, backbone, kind=kind, cut=cut)
    with told("the project"):
        write_file(layout.project, to_bytes(to_json(document)))
