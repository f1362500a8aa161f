import sys
from types import SimpleNamespace

import pytest

from convert import networks


@pytest.fixture
def hook(monkeypatch):
    """Return a function that makes the build hook for a target, and what it did."""
    pytest.importorskip("hatchling")
    from convert.hatch_hook import NetworksHook

    done = []
    monkeypatch.setattr(networks, "ensure", lambda: done.append("built") or True)
    monkeypatch.setattr(sys, "path", list(sys.path))

    def make(target):
        app = SimpleNamespace(display_info=done.append)
        root = str(networks.ROOT)
        return NetworksHook(root, {}, None, SimpleNamespace(), root, target, app=app), done

    return make


def test_a_wheel_needs_the_networks(hook):
    made, done = hook("wheel")
    made.initialize("standard", {})
    assert done == ["built", "understudy: wrote the networks"]


def test_a_source_distribution_does_not(hook):
    made, done = hook("sdist")
    made.initialize("standard", {})
    assert done == []
