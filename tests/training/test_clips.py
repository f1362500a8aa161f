"""Folders and mappings of clips, from what is given to what heads learn from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests import acted
from tests.performed.videos import write_video
from tests.taught import write_photos
from understudy import backbones
from understudy.backbones.backbone import Backbone, ClipBackbone
from understudy.backbones.clips import ACTIONS, ACTIONS_BODY, ACTIONS_HANDS
from understudy.backbones.sequences import sequences
from understudy.backbones.trajectory import FOUND
from understudy.errors import DataError, UnderstudyError
from understudy.project.cache import FeatureCache
from understudy.training import choosing, evaluating, examples, looking, tracking
from understudy.training.examples import ExampleSet
from understudy.training.finding import found_in, seen_in
from understudy.training.gathering import Input, gather
from understudy.training.takes_told import recorded_once
from understudy.types import Features


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    acted.use(monkeypatch, tmp_path)


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    return acted.write_clips(tmp_path / "clips")


def test_a_folder_of_videos_is_pictures_unless_actions_are_asked_for(clips: Path) -> None:
    assert gather(clips).medium == "picture"
    given = gather(clips, medium="clip")
    assert given.medium == "clip"
    assert Counter(one.label for one in given.inputs) == {"left": 3, "right": 3, "other": 1}
    assert given.inputs[0].take == "0.mp4"


def test_clips_in_memory_are_named() -> None:
    frames = acted.draw("left", 1)
    given = gather({"left": [frames, list(frames)], "right": frames}, medium="clip")
    assert [one.name for one in given.inputs] == ["left, clip 1", "left, clip 2", "right, clip 1"]


def test_each_clip_is_an_example_at_its_movement(clips: Path) -> None:
    shown = looking.embed(clips, acted.backbone(), background=["other"])
    assert Counter(shown.labels) == {"left": 3, "right": 3, "other": 5}
    assert shown.medium == shown.features.medium == "clip"
    assert shown.names[0].endswith("0.mp4 @ 0.75 s")
    assert shown.names[3:5] == [f"{clips / 'other' / '0.mp4'} @ {at} s" for at in ("0.75", "1.50")]


def test_what_was_seen_is_kept_wherever_it_is_cut(
    clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = clips / "other" / "0.mp4"
    ways = [Input(path, "other", "a"), Input(path, "left", "b")]
    ways.append(Input(path, "other", "c", centres=(1.0, 2.5)))
    with FeatureCache(tmp_path / "kept.sqlite") as kept:
        fresh = [
            examples.embed([way], acted.backbone(), cache=kept, background=["other"])
            for way in ways
        ]
        monkeypatch.setattr(tracking, "read_frames", None)
        again = [
            examples.embed([way], acted.backbone(), cache=kept, background=["other"])
            for way in ways
        ]
    assert [one.seconds for one in fresh] == [one.seconds for one in again]
    assert again[2].seconds == [1.0, 2.5]
    for one, other in zip(fresh, again, strict=True):
        np.testing.assert_array_equal(one.features, other.features)


def test_actions_are_also_learned_at_other_times(clips: Path) -> None:
    choice = looking.see(clips, kind="actions", background=["other"])
    assert choice.backbone is acted.backbone()
    assert choice.chosen is None
    assert choice.examples.mixed is not None
    assert choice.examples.mixed.made == "shifted"
    assert looking.see(clips, kind="actions").examples.mixed is None


def test_a_backbone_for_something_else_is_refused(clips: Path) -> None:
    with pytest.raises(UnderstudyError, match="takes pictures, and these are actions"):
        looking.see(clips, backbones.DEFAULT, kind="actions")
    with pytest.raises(DataError, match="Noise can be mixed into sounds, and these are actions"):
        looking.see(clips, kind="actions", background=["other"], mix_noise=True)


def test_photos_are_no_actions(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no video in any of them, only pictures; put at least one"):
        gather(write_photos(tmp_path / "photos"), medium="clip")


def test_thumbnails_are_middles_of_clips(clips: Path) -> None:
    shown = looking.embed(clips, acted.backbone(), background=["other"])
    thumbnail = evaluating.Thumbnails(shown, acted.backbone().load)(0)
    assert thumbnail is not None
    middle = acted.draw("left", 0)[7]
    assert np.abs(thumbnail.astype(int).mean(axis=0) - middle.mean(axis=0)).mean() < 12
    for path in (clips / "left").iterdir():
        path.unlink()
    assert evaluating.Thumbnails(shown, acted.backbone().load)(0) is None


def posed(shares: Sequence[float]) -> Features:
    """Return clips in each of which a hand is found in a share of 10 moments."""
    place = np.zeros((len(shares), 10, 4), np.float32)
    for row, share in enumerate(shares):
        place[row, : round(10 * share), FOUND] = 1
    rows = place.reshape(len(shares), -1)
    return Features(rows, {"place": slice(0, 40)}, medium="clip", moments={"place": 10})


def beside(features: Features, places: Features) -> Features:
    """Return features with the block "place" after them."""
    width = features.shape[1]
    blocks = {**features.blocks, "place": slice(width, width + places.shape[1])}
    values = np.concatenate([features, places], axis=1)
    return Features(values, blocks, medium="clip", moments={**features.moments, "place": 10})


def test_a_hand_is_in_a_clip_that_shows_it_half_of_the_time() -> None:
    assert seen_in(posed([0.0, 0.4, 0.5, 1.0])).tolist() == [False, False, True, True]
    one = Input("a.mp4", "left", "a.mp4")
    shown = ExampleSet(
        posed([0.2]), ["left"], ["a.mp4"], [one], [0.75], [None], [None], [], medium="clip"
    )
    assert found_in(shown, "hand").sentence() == "No hand was found in any of 1 clip."
    assert "Show it clips with a hand" in (found_in(shown, "hand").sentence_of_teaching() or "")


@pytest.mark.parametrize(
    ("hand", "reason"),
    [
        (0.2, "there is a hand in 0 % and a person in 0 % of the clips looked at, too few to go"),
        (1.0, "no other was clearly better; on takes held out"),
    ],
)
def test_hands_and_body_are_tried_on_a_few_clips_first(
    monkeypatch: pytest.MonkeyPatch, hand: float, reason: str
) -> None:
    found = {"hand": hand, "body": 0.0}
    named = {name: acted.named(name, seeks) for name, seeks in SEEKS.items()}
    for name, backbone in named.items():
        monkeypatch.setitem(backbones._loaded, (name, "[]"), backbone)
    asked: list[tuple[str, int]] = []

    def look(backbone: Backbone, inputs: object) -> ExampleSet:
        assert isinstance(backbone, ClipBackbone)
        several = list(inputs)  # type: ignore[call-overload]
        asked.append((backbone.name, len(several)))
        shown = examples.embed(several, backbone, background=["other"])
        if backbone.seeks is None:
            return shown
        places = posed([found[backbone.seeks]] * len(shown.labels))
        return replace(shown, features=beside(shown.features, places))

    given = gather(
        {label: [acted.draw(label, n) for n in range(4)] for label in acted.LABELS}, medium="clip"
    ).inputs
    choice = choosing.choose(given, look, choosing.CLIP_NAMES, background=["other"])
    all_of_it = [(ACTIONS_HANDS, 12)] if hand == 1.0 else []
    assert asked == [(ACTIONS, 12), (ACTIONS_HANDS, 9), *all_of_it, (ACTIONS_BODY, 9)]
    assert choice.chosen is not None
    assert choice.chosen.name == ACTIONS
    assert choice.chosen.reason.startswith(reason)


SEEKS = {ACTIONS: None, ACTIONS_HANDS: "hand", ACTIONS_BODY: "body"}


def test_a_single_video_of_an_action() -> None:
    assert recorded_once({"punch": 1, "kick": 2, "other": 1}, "clip", ["other"]) == (
        "There is a single video of 'punch'; another of each, on another day, helps."
    )


def test_two_takes_of_one_file(tmp_path: Path) -> None:
    for label in ("left", "right"):
        frames = acted.draw(label, 1)
        for take in ("monday", "tuesday"):
            (tmp_path / "c" / label / take).mkdir(parents=True)
            write_video(tmp_path / "c" / label / take / "1.mp4", frames, acted.FPS)
    shown = looking.embed(tmp_path / "c", acted.backbone())
    assert {one.take for one in shown.inputs} == {"monday", "tuesday"}
    assert sequences(shown.features)["flow"].shape == (4, 14, 64)
