"""The names of `understudy.backbones`: load, register, measure."""

import importlib.metadata

import pytest

from understudy import backbones, registry
from understudy.errors import DataError, UnderstudyError

pytestmark = pytest.mark.usefixtures("clean_registry")


def test_what_ships():
    assert list(backbones.REGISTRY)[:2] == ["efficientnet-lite0", "efficientnet-lite0-int8"]
    assert {"hands", "hands-left-right", "hands-both", "body"} <= set(backbones.REGISTRY)
    assert {"sound", "sound-short", "spectrogram", "spectrogram-long"} <= set(backbones.REGISTRY)
    assert {"actions", "actions-hands", "actions-body"} <= set(backbones.REGISTRY)
    assert backbones.DEFAULT == "efficientnet-lite0"
    assert backbones.DEFAULT_CLIP == "actions"
    assert backbones.DEFAULT_SOUND == "sound"
    assert all(entry.description for entry in backbones.REGISTRY.values())


def test_loading_again_costs_nothing():
    assert backbones.load() is backbones.load("efficientnet-lite0")
    one = backbones.load(layer="block3")
    assert backbones.load(layer="block3") is one
    assert backbones.load(layer="block3", pool=2) is not one


def test_an_unknown_name():
    with pytest.raises(UnderstudyError, match=r"no backbone called 'efficientnet'\. Did you mean"):
        backbones.load("efficientnet")


def test_registering_again_replaces(network_file):
    backbones.register("mine", network_file("a.onnx"), side=16)
    first = backbones.load("mine")
    assert backbones.REGISTRY["mine"].description == "a.onnx, a network of your own"
    backbones.register("mine", network_file("b.onnx", width=7), side=16, description="better")
    assert backbones.load("mine") is not first
    assert backbones.load("mine").dimensions == 7
    assert backbones.REGISTRY["mine"].description == "better"


def test_an_installed_package_adds_one(network_file, monkeypatch):
    file = network_file()

    class Point:
        name, value = "theirs", "theirs:announce"

        def load(self):
            return lambda: backbones.register("theirs", file, side=16)

    def points(group):
        return [Point()] if group == "understudy.backbones" else []

    monkeypatch.setattr(importlib.metadata, "entry_points", points)
    monkeypatch.setattr(registry, "entry_points", points)
    monkeypatch.setattr(backbones.REGISTRY, "_announced", False)
    monkeypatch.setattr(backbones.REGISTRY, "_announcing_now", False)
    assert backbones.load("theirs").dimensions == 5
    assert "theirs" in backbones.REGISTRY


def test_measure_needs_pictures(network_file, tmp_path):
    backbones.register("mine", network_file(), side=16)
    with pytest.raises(DataError, match="two or more different inputs"):
        backbones.measure("mine", [], tmp_path / "statistics.npz")
    assert not (tmp_path / "statistics.npz").exists()
