import threading
from types import SimpleNamespace

import pytest

from understudy import registry as module
from understudy.errors import UnderstudyError
from understudy.registry import Registry


@pytest.fixture
def announce(monkeypatch):
    """Return a function that stands in for installed packages with these entry points."""
    asked = []

    def announced(**functions):
        def points(group):
            asked.append(group)
            return [
                SimpleNamespace(name=name, value=f"{name}:announce", load=lambda f=f: f)
                for name, f in functions.items()
            ]

        monkeypatch.setattr(module, "entry_points", points)
        return asked

    announced()
    return announced


@pytest.fixture
def heads(announce):
    registry = Registry("head")
    registry.register("linear", "a line", lambda slope=1.0: ("linear", slope))
    registry.register("nearest", "a vote", lambda: "nearest")
    return registry


def test_a_mapping_in_the_order_of_registration(heads):
    assert list(heads) == ["linear", "nearest"]
    assert len(heads) == 2
    assert "linear" in heads
    assert "other" not in heads
    assert heads["linear"].description == "a line"
    assert heads["linear"].name == "linear"


def test_makes_with_settings(heads):
    assert heads.create("linear") == ("linear", 1.0)
    assert heads.create("linear", slope=2.0) == ("linear", 2.0)
    heads.register("linear", "replaced", lambda: "new")
    assert heads.create("linear") == "new"


def test_unknown_names_and_settings(heads):
    with pytest.raises(UnderstudyError) as caught:
        heads.create("liner")
    assert str(caught.value) == (
        "There is no head called 'liner'. Did you mean 'linear'? Choose one of: linear, nearest."
    )
    with pytest.raises(UnderstudyError, match=r"no head called 'zzz'\. Choose one of"):
        heads.create("zzz")
    with pytest.raises(UnderstudyError, match=r"does not take these settings .*'bias'.*has: slope"):
        heads.create("linear", bias=1)
    with pytest.raises(UnderstudyError, match="it has: none"):
        heads.create("nearest", k=1)


def test_a_type_error_inside_is_not_taken_for_bad_settings(heads):
    heads.register("broken", "", lambda: len(3))
    with pytest.raises(TypeError, match="int"):
        heads.create("broken")


@pytest.mark.parametrize("look", [len, list, lambda r: r["theirs"], lambda r: r.create("theirs")])
def test_installed_packages_are_asked_once(announce, heads, look):
    asked = announce(theirs=lambda: heads.register("theirs", "of a package", lambda: "theirs"))
    look(heads)
    assert heads.create("theirs") == "theirs"
    assert list(heads) == ["linear", "nearest", "theirs"]
    assert asked == ["understudy.heads"]


def test_a_package_that_fails_stops_no_other(announce, heads):
    def fails():
        raise RuntimeError("too old")

    announce(bad=fails, good=lambda: heads.register("good", "", lambda: "good"))
    with pytest.warns(
        UserWarning, match=r"'bad' \(bad:announce\) failed: .*too old.*Update or rem"
    ):
        assert heads.create("good") == "good"
    assert heads.create("linear") == ("linear", 1.0)


def test_a_package_may_look_something_up(announce, heads):
    def looks():
        made = heads.create("nearest")
        heads.register("twice", "", lambda: (made, made))

    announce(twice=looks)
    assert heads.create("twice") == ("nearest", "nearest")


def test_a_second_thread_waits_until_all_are_announced(announce, heads):
    begun, go_on, found = threading.Event(), threading.Event(), []

    def slow():
        begun.set()
        go_on.wait(5)
        heads.register("slow", "", lambda: "slow")

    announce(slow=slow)
    first = threading.Thread(target=lambda: heads.create("linear"))
    second = threading.Thread(target=lambda: found.append(heads.create("slow")))
    first.start()
    assert begun.wait(5)
    second.start()
    go_on.set()
    first.join(5)
    second.join(5)
    assert found == ["slow"]
