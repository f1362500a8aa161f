"""The backbones for actions that ship, on drawn hands and persons."""

import numpy as np
import pytest

from tests import sliding
from understudy import backbones, self_test
from understudy.backbones import clips
from understudy.backbones.sequences import sequences
from understudy.errors import UnderstudyError

NAMES = [clips.ACTIONS, clips.ACTIONS_HANDS, clips.ACTIONS_BODY]


@pytest.fixture(params=NAMES)
def backbone(request):
    try:
        return clips.load(request.param)
    except UnderstudyError as error:
        pytest.skip(str(error))


def test_what_ships(backbone) -> None:
    assert backbone.medium == "clip"
    scene = backbone.blocks["scene"]
    assert scene == slice(0, 15 * 3184)
    assert set(backbone.blocks) == (
        {"scene", "flow"} if backbone.seeks is None else {"scene", "pose", "place", "flow"}
    )
    assert dict(backbone.moments) == {name: 15 - (name == "flow") for name in backbone.blocks}
    assert "Apache-2.0" in backbone.licence


def test_drawn_clips_show_what_is_looked_for(backbone) -> None:
    drawn = self_test.clips_for(backbone.seeks, backbone.count)
    X = backbone.embed(drawn)
    assert np.isfinite(X).all()
    flow = sequences(X)["flow"]
    assert (flow.max(axis=(1, 2)) > 0.2).all()
    if backbone.seeks is not None:
        assert X.found[:, list(X.blocks).index("pose")].tolist() == [False, False, True]


def test_the_same_name_the_same_features() -> None:
    try:
        found = {name: backbones.load(name).fingerprint for name in NAMES}
    except UnderstudyError as error:
        pytest.skip(str(error))
    assert len(set(found.values())) == 3
    assert backbones.load(NAMES[0]).fingerprint == clips.load(NAMES[0]).fingerprint


def test_left_is_told_from_right_by_how_things_move() -> None:
    try:
        backbone = clips.load(clips.ACTIONS)
    except UnderstudyError as error:
        pytest.skip(str(error))

    def clip(way: float, high: float) -> np.ndarray:
        return np.stack([image for _, image in sliding.frames(
            1.5, 10, lambda seconds: (0.5 + way * (seconds - 0.75) / 3, high))])  # fmt: skip

    flow = sequences(backbone.embed([clip(1, 0.5), clip(-1, 0.5), clip(1, 0.4), clip(-1, 0.6)]))
    ways = flow["flow"].reshape(4, 14, 16, 4).sum(axis=(1, 2))
    assert (ways[[0, 2], 0] > 5 * ways[[0, 2], 1]).all()
    assert (ways[[1, 3], 1] > 5 * ways[[1, 3], 0]).all()
