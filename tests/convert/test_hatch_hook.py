import sys
from types import SimpleNamespace

import pytest

from convert import landmarks, networks, page
from convert.errors import BuildError

WITH_NODE = [
    "page",
    "understudy: built the page",
    "landmarks",
    "understudy: wrote the landmark networks",
]
WITHOUT_NODE = ["networks", "understudy: wrote the networks"]


class AbortedError(Exception):
    pass


@pytest.fixture
def hook(monkeypatch):
    """Return a function that makes the build hook for a target, and what it did."""
    pytest.importorskip("hatchling")
    from convert.hatch_hook import MakingHook

    done = []

    def abort(sentence):
        raise AbortedError(sentence)

    monkeypatch.setattr(networks, "ensure", lambda: done.append("networks") or True)
    monkeypatch.setattr(page, "ensure", lambda: done.append("page") or True)
    monkeypatch.setattr(landmarks, "ensure", lambda: done.append("landmarks") or True)
    monkeypatch.setattr(sys, "path", list(sys.path))

    def make(target):
        app = SimpleNamespace(display_info=done.append, abort=abort)
        root = str(networks.ROOT)
        return MakingHook(root, {}, None, SimpleNamespace(), root, target, app=app), done

    return make


@pytest.mark.parametrize(
    ("target", "version", "expected"),
    [
        ("wheel", "standard", WITH_NODE + WITHOUT_NODE),
        ("wheel", "editable", WITHOUT_NODE),
        ("sdist", "standard", WITH_NODE),
    ],
)
def test_each_distribution_is_made_what_it_carries(hook, target, version, expected):
    made, done = hook(target)
    made.initialize(version, {})
    assert done == expected


@pytest.mark.parametrize("module", [page, landmarks])
def test_without_node_the_build_ends_with_a_sentence(hook, monkeypatch, module):
    def fail():
        raise BuildError("Install Node.")

    made, done = hook("wheel")
    monkeypatch.setattr(module, "ensure", fail)
    with pytest.raises(AbortedError, match=r"understudy: Install Node\."):
        made.initialize("standard", {})
    assert "networks" not in done
