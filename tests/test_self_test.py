import io
import zipfile

import numpy as np
import pytest

from understudy import drawings, landmarks, self_test, tones
from understudy.types import Array, Image, Sound

SHAPES = drawings.shapes()


def answer(pictures: list[Image]) -> self_test.Answer:
    red = np.array([0.8 + p[..., 0].mean() / 2550 for p in pictures], np.float32)
    return np.stack([red, 1 - red], axis=1), red


def off_by(difference: float) -> self_test.Answer:
    probabilities, novelty = answer(SHAPES)
    return probabilities + np.array([difference, -difference], np.float32), novelty


@pytest.mark.parametrize(("seeks", "count"), [(None, 3), ("hand", 4), ("body", 4)])
def test_the_pictures_are_always_the_same(seeks: str | None, count: int) -> None:
    once, again = self_test.pictures_for(seeks), self_test.pictures_for(seeks)
    assert len(once) == count
    for one, other in zip(once, again, strict=True):
        assert one.dtype == np.uint8
        assert np.array_equal(one, other)


def test_what_is_looked_for_is_in_the_last_picture_alone() -> None:
    for seeks, find in (("hand", landmarks.hands), ("body", landmarks.body)):
        found = [len(find(picture)) for picture in self_test.pictures_for(seeks)]
        assert found == [0, 0, 0, 1]


def test_the_pictures_are_in_the_file_and_not_drawn_again() -> None:
    pictures = self_test.pictures_for("hand")
    asked: list[Image] = []

    def remember(given: list[Image]) -> self_test.Answer:
        asked.extend(given)
        return answer(given)

    self_test.check(self_test.record(pictures[2:], answer), remember)
    assert len(asked) == 2
    for one, other in zip(asked, pictures[2:], strict=True):
        assert np.array_equal(one, other)


def test_equal_answers_pass() -> None:
    assert self_test.check(self_test.record(SHAPES, answer), answer) is None


@pytest.mark.parametrize(("difference", "passes"), [(0.019, True), (-0.019, True), (0.021, False)])
def test_probabilities_may_differ_a_little(difference: float, passes: bool) -> None:
    said = self_test.check(self_test.record(SHAPES, answer), lambda _: off_by(difference))
    assert (said is None) is passes
    assert passes or "differs by 0.021" in str(said)


def test_another_label_fails_unless_it_was_a_near_tie() -> None:
    def tie(lead: float) -> self_test.Answer:
        row = np.array([0.5 + lead, 0.5 - lead], np.float32)
        return np.stack([row] * 3), np.zeros(3, np.float32)

    recorded = self_test.record(SHAPES, lambda _: tie(0.009))
    assert self_test.check(recorded, lambda _: tie(-0.009)) is None
    recorded = self_test.record(SHAPES, lambda _: tie(0.0105))
    assert "differs" in str(self_test.check(recorded, lambda _: tie(-0.0105)))


def test_what_is_not_a_number_fails() -> None:
    recorded = self_test.record(SHAPES, answer)
    assert self_test.check(recorded, lambda _: off_by(np.nan)) is not None
    recorded = self_test.record(SHAPES, lambda _: off_by(np.nan))
    assert self_test.check(recorded, answer) is not None


def test_another_number_of_classes_is_no_answer() -> None:
    def three(pictures: list[Image]) -> self_test.Answer:
        return np.full((3, 3), 1 / 3, np.float32), np.zeros(3, np.float32)

    with pytest.raises(ValueError, match=r"answers \(3, 2\); expected \(3, 3\)"):
        self_test.check(self_test.record(SHAPES, answer), three)


def test_what_would_unpack_to_much_is_not_unpacked() -> None:
    packed = io.BytesIO(self_test.record(SHAPES, answer))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("picture9.npy", bytes(self_test.MAX_BYTES))
    with pytest.raises(ValueError, match="at most 16,777,216 are expected"):
        self_test.check(packed.getvalue(), answer)


def test_a_machine_is_described_in_a_phrase() -> None:
    machine = self_test.this_machine()
    assert set(machine) == {"processor", "system", "python", "numpy", "onnxruntime"}
    assert machine["onnxruntime"] in self_test.describe(machine)
    assert self_test.describe({}) == "? ?, onnxruntime ?"


def test_sounds_are_kept_as_pictures_are() -> None:
    drawn = tones.sounds(0.2, 8000)

    def hear(sounds: list[Sound]) -> self_test.Answer:
        level = np.array([np.abs(sound).max() for sound in sounds], np.float32)
        return np.stack([level, 1 - level], axis=1), level

    content = self_test.record(drawn, hear)
    with np.load(io.BytesIO(content)) as recorded:
        assert {"sound0", "sound4"} <= set(recorded.files)
    assert self_test.check(content, hear) is None
    louder = self_test.check(content, lambda sounds: hear([0.5 * sound for sound in sounds]))
    assert "differs by" in str(louder)


@pytest.mark.parametrize(("seeks", "count"), [(None, 2), ("hand", 3), ("body", 3)])
def test_clips_are_kept_as_pictures_are(seeks: str | None, count: int) -> None:
    drawn = self_test.clips_for(seeks, 15)
    assert [clip.shape[0] for clip in drawn] == [15] * count
    again = self_test.clips_for(seeks, 15)
    assert all(np.array_equal(one, other) for one, other in zip(drawn, again, strict=True))

    def watch(clips: list[Array]) -> self_test.Answer:
        moved = np.array([clip.std(axis=0).mean() / 100 for clip in clips], np.float32)
        return np.stack([moved, 1 - moved], axis=1), moved

    content = self_test.record(drawn, watch)
    assert len(content) < 2**19
    with np.load(io.BytesIO(content)) as recorded:
        assert f"clip{count - 1}" in recorded.files
    assert self_test.check(content, watch) is None
    still = self_test.check(content, lambda clips: watch([0 * clip for clip in clips]))
    assert "differs by" in str(still)
