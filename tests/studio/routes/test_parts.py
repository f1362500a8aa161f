from __future__ import annotations

import pytest

from tests.taught import draw
from understudy.media.image import encode_jpeg
from understudy.studio.problems import NotFound
from understudy.studio.routes.parts import done, find_class, find_take
from understudy.studio.workspace import Workspace


def test_what_is_looked_up_is_there_or_not_found(workspace: Workspace) -> None:
    with workspace.use(workspace.library.create("Animals")) as opened:
        cat = opened.project.add_class("cat").id
        pictures = [encode_jpeg(draw("box", number)) for number in range(2)]
        one, two = (opened.project.add_photo(cat, data, "a.jpg").take for data in pictures)
        assert find_class(opened, cat) == cat
        assert find_take(opened, two) == [two]
        opened.learner.groups[cat] = [[one, "gone000000000000", two]]
        assert find_take(opened, two) == [one, two]
        with pytest.raises(NotFound, match="class"):
            find_class(opened, "none")
        with pytest.raises(NotFound, match="take"):
            find_take(opened, "none")
        assert done(opened, "Said.", "x").model_dump() == {
            "revision": opened.project.revision,
            "sentence": "Said.",
            "id": "x",
        }
    workspace.close()
