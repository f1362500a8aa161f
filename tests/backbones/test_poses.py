import pytest

from understudy import backbones
from understudy.backbones import poses
from understudy.errors import UnderstudyError
from understudy.landmarks import loading

NAMES = (*poses.SIDES, poses.BODY)


@pytest.mark.parametrize("name", NAMES)
def test_each_name_gives_its_backbone(name):
    backbone = backbones.load(name)
    assert backbone.name == name
    assert backbone is backbones.load(name)
    assert backbone.seeks == ("body" if name == "body" else "hand")
    assert backbone.picture.fingerprint == backbones.load().fingerprint
    assert "Apache-2.0" in backbone.licence
    assert backbones.REGISTRY[name].description


def test_each_is_another():
    loaded = [backbones.load(name) for name in NAMES]
    assert [one.sides for one in loaded[:3]] == ["alike", "apart", "both"]
    assert len({one.fingerprint for one in loaded}) == len(NAMES)
    assert len({one.cache_key for one in loaded}) == len(NAMES)
    assert [one.dimensions - 3184 for one in loaded] == [308, 309, 618, 153]


def test_made_again_they_are_the_same():
    for name in poses.SIDES:
        assert poses.load_hands(name).fingerprint == backbones.load(name).fingerprint
    assert poses.load_body().fingerprint == backbones.load("body").fingerprint


@pytest.mark.parametrize("name", NAMES)
def test_they_have_no_settings(name):
    with pytest.raises(UnderstudyError, match="does not take these settings"):
        backbones.load(name, layer="block3")


@pytest.mark.parametrize("make", [lambda: poses.load_hands("hands"), poses.load_body])
def test_networks_that_are_missing_are_named(make, monkeypatch, tmp_path):
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    with pytest.raises(UnderstudyError, match=r"The network \S+-detection\S* is not in this inst"):
        make()
