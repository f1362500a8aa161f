import numpy as np

from understudy import heads
from understudy.heads.usual import USUAL
from understudy.types import Features


def test_sounds_and_pictures_differ_for_lack_of_takes(draw):
    X, y = draw(each=1)
    found = {}
    for medium in ("picture", "sound"):
        features = Features(X, found=None, medium=medium)
        head = heads.create("auto").fit(features, y)
        assert head.usual is USUAL[medium]
        assert head.novelty_.threshold == USUAL[medium].threshold
        found[medium] = head.temperature_
    np.testing.assert_allclose(found["sound"], USUAL["sound"].sharper * found["picture"])


def test_examples_of_a_single_take_make_the_threshold_of_sounds_stricter(draw):
    X, y = draw(each=8, apart=3.0)
    pictures, sounds = (
        heads.create("auto").fit(Features(X, medium=medium), y, groups=y)
        for medium in ("picture", "sound")
    )
    assert pictures.novelty_.threshold == USUAL["picture"].threshold
    assert sounds.novelty_.threshold == USUAL["sound"].tightest < USUAL["sound"].threshold
    assert pictures.held_out_ is sounds.held_out_ is None
    one_each = heads.create("auto").fit(Features(X[::8], medium="sound"), y[::8])
    assert one_each.novelty_.threshold == USUAL["sound"].threshold


def test_examples_of_a_single_take_make_no_threshold_laxer(draw):
    X, y = draw(each=2, apart=0.1)
    head = heads.create("auto").fit(Features(X, medium="sound"), y, groups=y)
    assert head.novelty_.threshold == USUAL["sound"].threshold


def test_the_threshold_of_sounds_is_never_too_tight(draw):
    X, y = draw(each=30, apart=9.0)
    strict = heads.create("auto").fit(X, y).novelty_.threshold
    head = heads.create("auto").fit(Features(X, medium="sound"), y)
    assert strict < head.novelty_.threshold == USUAL["sound"].tightest


def test_auto_begins_with_the_usual_beta(draw):
    X, y = draw()
    for medium, beta in (("picture", "10"), ("sound", "1")):
        head = heads.create("auto").fit(Features(X, medium=medium), y)
        assert head.candidates_[0].name == f"discriminant (beta {beta})"
        assert len({one.name for one in head.candidates_}) == 4


def test_networks_trained_in_steps_are_not_sharpened(draw):
    X, y = draw(each=2)
    takes = np.repeat([0, 1, 2], 2)
    head = heads.create("dense", epochs=1).fit(Features(X, medium="sound"), y, takes)
    assert head.temperature_ == 1


def test_more_takes_of_one_person_make_sounds_no_surer(draw, monkeypatch):
    # With nothing learned from held-out takes, what is usual of so many takes stays.
    monkeypatch.setattr("understudy.heads.calibration.fit_temperature", lambda *given: given[-1])
    for medium, surer in (("picture", True), ("sound", False)):
        few, many = (
            heads.create("discriminant").fit(Features(X, medium=medium), y).temperature_
            for X, y in (draw(each=2), draw(each=8))
        )
        assert (many < few) is surer
