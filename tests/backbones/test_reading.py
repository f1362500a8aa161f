import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.backbones.posing import OPEN_HAND, PERSON, body, hands
from tests.taught import draw, tiny_backbone
from understudy import backbones, drawings, tones
from understudy.backbones import reading, sounds
from understudy.backbones.backbone import Backbone
from understudy.backbones.clip_backbone import ActionBackbone
from understudy.backbones.pose_backbone import SIDES
from understudy.errors import UnderstudyError

EVERY = [tiny_backbone, *(lambda sides=sides: hands(sides) for sides in SIDES), body]

values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 4000) | st.floats() | st.text(max_size=8)
    | st.sampled_from(["onnx", "hand-landmarks", "body-features", "hand.onnx", "alike", "both"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)  # fmt: skip


def stated(backbone: Backbone, **changed: Any) -> dict[str, Any]:
    """What a model file says of a backbone."""
    blocks = {name: [block.start, block.stop] for name, block in backbone.blocks.items()}
    return {
        "name": backbone.name, "blocks": blocks, "licence": backbone.licence,
        "least_side": backbone.least_side, **changed,
    }  # fmt: skip


def carried(backbone: Backbone) -> list[dict[str, Any]]:
    """Its steps, as JSON brings them back."""
    again: list[dict[str, Any]] = json.loads(json.dumps(backbone.steps.steps))
    return again


@pytest.mark.parametrize("make", EVERY)
def test_what_was_carried_is_read_back(make) -> None:
    backbone = make()
    steps, files = carried(backbone), backbone.steps.files
    assert reading.known(steps)
    again = reading.read(stated(backbone, name="än other"), steps, files)
    assert type(again) is type(backbone)
    assert again.name == "än other"
    assert list(again.blocks.items()) == list(backbone.blocks.items())
    for fact in ("fingerprint", "cache_key", "licence", "least_side", "seeks", "pose"):
        assert getattr(again, fact) == getattr(backbone, fact)
    for picture in (OPEN_HAND, PERSON, draw("box", 0)):
        np.testing.assert_array_equal(again.features(picture), backbone.features(picture))


def changed(make, place: int, **facts: Any) -> list[dict[str, Any]]:
    steps = carried(make())
    steps[place] |= facts
    return steps


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [{}],
        [{"step": "run", "file": "backbone.onnx"}],
        [{"step": "onnx", "file": "other.onnx"}],
        carried(hands())[:2],
        carried(hands())[1:],
        carried(hands())[::-1],
        carried(hands()) + carried(body())[1:],
        [*carried(hands())[:2], carried(body())[2]],
        changed(hands, 0, file="hand.onnx"),
        changed(hands, 1, version=2),
        changed(hands, 1, version=None),
        changed(hands, 1, version="1"),
        changed(hands, 2, version=0),
        changed(hands, 1, step="face-landmarks"),
        changed(hands, 1, detector="hand.onnx", file="palm.onnx"),
        changed(hands, 1, file="person.onnx"),
        changed(hands, 2, sides="neither"),
        changed(hands, 2, sides=["alike"]),
        changed(hands, 2, sides=None),
        changed(body, 1, file="../body.onnx"),
        changed(body, 1, detector=None),
        changed(body, 2, version=7),
    ],
)
def test_other_steps_are_not_known(steps: list[dict[str, Any]]) -> None:
    assert not reading.known(steps)


def test_what_steps_say_besides_does_not_matter() -> None:
    assert reading.known(changed(hands, 2, note="of another day"))
    assert reading.known(changed(tiny_backbone, 0, input="pixels"))


def block_facts(**blocks: list[int]) -> dict[str, list[int]]:
    return {**stated(hands())["blocks"], **blocks}


@pytest.mark.parametrize(
    "blocks",
    [
        {},
        {"colour": [0, 3]},
        {name: ends for name, ends in stated(hands())["blocks"].items() if name != "colour"},
        stated(hands("apart"))["blocks"],
        stated(body())["blocks"],
        block_facts(angles=[273, 310]),
        block_facts(colour=[0, 4]),
        block_facts(colour=[1, 3]),
        block_facts(colour=[0, 10**12]),
        block_facts(more=[311, 312]),
        block_facts(directions=[63]),
    ],
)
def test_blocks_that_are_not_those_of_the_steps_are_refused(blocks: dict[str, Any]) -> None:
    backbone = hands()
    try:
        found = reading.read(stated(backbone, blocks=blocks), carried(backbone),
                             backbone.steps.files)  # fmt: skip
    except ValueError:
        return
    ends = [0, *(block.stop for block in found.blocks.values())]  # the model refuses these
    assert [block.start for block in found.blocks.values()] != ends[:-1]


@pytest.mark.parametrize("missing", ["name", "blocks", "licence", "least_side"])
@pytest.mark.parametrize("make", [tiny_backbone, hands, body])
def test_a_fact_that_is_missing_is_named(make, missing: str) -> None:
    facts = stated(make())
    del facts[missing]
    with pytest.raises(KeyError, match=missing):
        reading.read(facts, carried(make()), make().steps.files)


@pytest.mark.parametrize("make", [tiny_backbone, hands, body])
def test_a_network_that_is_missing_is_named(make) -> None:
    for missing in make().steps.files:
        files = {name: content for name, content in make().steps.files.items() if name != missing}
        with pytest.raises(KeyError, match=missing):
            reading.read(stated(make()), carried(make()), files)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_garbage_in_the_steps_is_known_or_not(data: st.DataObject) -> None:
    steps = carried(data.draw(st.sampled_from(EVERY))())
    for _ in range(data.draw(st.integers(1, 3))):
        step = data.draw(st.sampled_from(steps))
        step[data.draw(st.sampled_from([*step, "other"]))] = data.draw(values)
    assert reading.known(steps) in (True, False)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_garbage_about_a_backbone_is_refused_or_harmless(data: st.DataObject) -> None:
    backbone = data.draw(st.sampled_from(EVERY))()
    facts = stated(backbone)
    place = data.draw(st.sampled_from([facts, facts["blocks"]]))
    place[data.draw(st.sampled_from(list(place)))] = data.draw(values)
    try:
        again = reading.read(facts, carried(backbone), backbone.steps.files)
    except (ValueError, KeyError, TypeError, AttributeError):
        return  # which the model puts into one sentence
    assert isinstance(again.name, str)
    assert isinstance(again.licence, str)


@pytest.mark.parametrize("name", ["sound", "sound-short", "spectrogram"])
def test_a_sound_backbone_is_read_back(name) -> None:
    try:
        backbone = backbones.load(name)
    except UnderstudyError as error:
        pytest.skip(str(error))
    steps, files = carried(backbone), backbone.steps.files
    assert reading.known(steps)
    again = reading.read(stated(backbone, name="mine"), steps, files)
    assert (again.name, again.medium) == ("mine", "sound")
    assert again.fingerprint == backbone.fingerprint
    assert again.licence == backbone.licence
    drawn = tones.sounds(backbone.window, backbone.rate)
    np.testing.assert_array_equal(again.embed(drawn), backbone.embed(drawn))
    with pytest.raises(ValueError, match="blocks of features"):
        reading.read(stated(backbone, blocks={"x": [0, 3]}), steps, files)


@pytest.mark.parametrize(
    "step",
    [{"version": 2}, {"recipe": "echo"}, {"recipe": None}, {"recipe": []}, {"files": []},
     {"files": None}, {"step": "sound"}],
)  # fmt: skip
def test_steps_of_other_sounds_are_not_known(step) -> None:
    known = sounds.make("sound", "sound", {}).steps.steps[0]
    known |= {"files": sorted(sounds.RECIPES["sound"].files)}
    assert reading.known([known])
    assert not reading.known([known | step])
    assert not reading.known([known, known])


CLIPS = [
    lambda make=make: ActionBackbone("actions", make()) for make in (tiny_backbone, *EVERY[1:])
]


@pytest.mark.parametrize("make", CLIPS)
def test_a_backbone_of_actions_is_read_back(make) -> None:
    backbone = make()
    steps, files = carried(backbone), backbone.steps.files
    assert reading.known(steps)
    again = reading.read(stated(backbone, name="moves"), steps, files)
    assert isinstance(again, ActionBackbone)
    assert (again.name, again.medium) == ("moves", "clip")
    assert list(again.blocks.items()) == list(backbone.blocks.items())
    assert again.picture.blocks == backbone.picture.blocks
    for fact in ("fingerprint", "cache_key", "licence", "least_side", "seeks", "moments", "window"):
        assert getattr(again, fact) == getattr(backbone, fact)
    clip = drawings.swaying(PERSON if backbone.seeks == "body" else OPEN_HAND, 15)
    np.testing.assert_array_equal(again.embed(clip), backbone.embed(clip))


def with_last(**facts: Any) -> list[dict[str, Any]]:
    steps = carried(CLIPS[1]())
    steps[-1] |= facts
    return steps


@pytest.mark.parametrize(
    "steps",
    [
        carried(CLIPS[1]())[-1:],
        carried(CLIPS[1]())[1:],
        [*carried(CLIPS[1]()), carried(CLIPS[1]())[-1]],
        carried(CLIPS[1]())[:1] + carried(CLIPS[1]())[2:],
        [*sounds.make("sound", "spectrogram", {}).steps.steps, carried(CLIPS[1]())[-1]],
        with_last(version=2),
        with_last(hop=0.2),
        with_last(count=10**9),
        with_last(flow={"side": 112}),
        with_last(flow=None),
        with_last(blocks=None),
        with_last(blocks={}),
        with_last(blocks=[[0, 3]]),
        with_last(blocks={"colour": [0]}),
        with_last(blocks={"colour": [0, 3.5]}),
        with_last(blocks={"colour": [False, True]}),
    ],
)
def test_steps_of_other_actions_are_not_known(steps: list[dict[str, Any]]) -> None:
    assert reading.known(with_last())
    assert not reading.known(steps)


@pytest.mark.parametrize("blocks", [{"colour": [0, 10**12]}, {"colour": [0, 3]}, {"scene": [5, 9]}])
def test_blocks_of_another_picture_are_refused(blocks) -> None:
    backbone = CLIPS[1]()
    with pytest.raises(ValueError, match="blocks of features"):
        reading.read(stated(backbone), with_last(blocks=blocks), backbone.steps.files)


@pytest.mark.parametrize("ends", [[0, float("inf")], [0.0, 3], ["0", 3], [None, 3]])
def test_blocks_without_whole_ends_are_refused(ends: list[object]) -> None:
    backbone = backbones.load()
    facts = stated(backbone)
    facts["blocks"] = {"g": ends}
    with pytest.raises(ValueError, match="a block of features goes"):
        reading.read(facts, carried(backbone), backbone.steps.files)
