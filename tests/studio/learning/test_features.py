from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.studio.learning.teaching import BACKBONE, draw, jpeg
from tests.studio.seeing import BLACK, SeeingBackbone
from tests.taught import tiny_backbone
from understudy.errors import MediaError
from understudy.project.cache import FeatureCache
from understudy.project.records import Example
from understudy.project.store import Project
from understudy.studio.learning import features as module
from understudy.studio.learning.features import ExampleFeatures


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p", "Test") as made:
        class_id = made.add_class("box").id
        made.begin_take("a" * 16, class_id, "camera")
        for number in range(5):
            made.add_frame("a" * 16, number, jpeg("box", number))
        made.end_take("a" * 16)
        yield made


def features_of(project: Project, cache: FeatureCache) -> ExampleFeatures:
    return ExampleFeatures(BACKBONE, cache, project.checksums)


def go_on(count: int) -> bool:
    return True


@pytest.fixture
def cache(project: Project) -> Iterator[FeatureCache]:
    with FeatureCache(project.cache_path) as opened:
        yield opened


def test_looks_at_each_example_once(project: Project, cache: FeatureCache) -> None:
    features, examples = features_of(project, cache), project.examples()
    assert features.missing(examples) == examples
    for one in examples:
        features.look(one)
    assert features.missing(examples) == []
    assert all(map(features.has, examples))
    expected = BACKBONE.embed([one.path for one in examples])
    np.testing.assert_array_equal(features.of(examples[::-1]), expected[::-1])


def test_a_picture_at_hand_is_not_read(project: Project, cache: FeatureCache) -> None:
    features, one = features_of(project, cache), project.examples()[0]
    shown = np.ascontiguousarray(draw("disc", 1))
    features.look(one, shown)
    np.testing.assert_array_equal(features.of([one])[0], BACKBONE.features(shown))


def test_memory_grows(
    project: Project, cache: FeatureCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_ROWS", 2)
    features, examples = features_of(project, cache), project.examples()
    for one in examples:
        features.look(one)
    np.testing.assert_array_equal(features.of(examples), BACKBONE.embed([e.path for e in examples]))


def test_the_cache_is_used_again(project: Project, cache: FeatureCache) -> None:
    features, examples = features_of(project, cache), project.examples()
    for one in examples[:3]:
        features.look(one)
    features.save()
    again, counts = features_of(project, cache), []
    again.recall(examples, lambda count: counts.append(count) or True)
    assert (counts, again.missing(examples)) == ([3], examples[3:])
    np.testing.assert_array_equal(again.of(examples[:3]), features.of(examples[:3]))
    other = ExampleFeatures(tiny_backbone(scale=2.0), cache, project.checksums)
    other.recall(examples, go_on)
    assert other.missing(examples) == examples


def test_recalling_stops_when_told(
    project: Project, cache: FeatureCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    features, examples = features_of(project, cache), project.examples()
    for one in examples:
        features.look(one)
    features.save()
    monkeypatch.setattr(module, "ROWS_PER_READ", 2)
    again = features_of(project, cache)
    again.recall(examples, lambda count: False)
    assert len(again.missing(examples)) == 3


def test_a_bad_file_is_passed_over_and_one_put_in_its_place_is_looked_at(
    project: Project, cache: FeatureCache
) -> None:
    features, one = features_of(project, cache), project.examples()[0]
    good = one.path.read_bytes()
    one.path.write_bytes(b"no picture")
    features.look(one)
    assert features.missing([one]) == []
    assert not features.has(one)
    assert len(features.unreadable([one])) == 1
    one.path.write_bytes(good)
    replaced = Example(
        one.id, one.class_id, one.take, one.number, one.path, one.size, one.mtime_ns + 1
    )
    assert features.missing([replaced]) == [replaced]
    features.look(replaced)
    assert features.has(replaced)


def test_what_is_gone_has_no_checksum(project: Project, cache: FeatureCache) -> None:
    project.checksums(project.examples())
    features, examples = features_of(project, cache), project.examples()
    gone = Example("gone-0", "c", "gone", 0, examples[0].path.with_name("gone.jpg"), 1, 1)
    assert len(features.checksums_of([*examples, gone])) == len(examples)
    features.look(gone)
    assert len(features.unreadable([gone])) == 1
    assert features.shot(examples[0]) is None


@pytest.fixture
def seen(project: Project) -> list[Example]:
    """Examples, the last without a hand."""
    class_id = project.classes[0].id
    project.begin_take("b" * 16, class_id, "camera")
    project.add_frame("b" * 16, 0, BLACK)
    project.end_take("b" * 16)
    return project.examples()


def test_what_is_looked_for_is_kept_with_the_features(
    project: Project, cache: FeatureCache, seen: list[Example]
) -> None:
    backbone = SeeingBackbone("hand")
    features = ExampleFeatures(backbone, cache, project.checksums)
    for one in seen:
        features.look(one)
    assert [features.unseen(one) for one in seen] == [False] * 5 + [True]
    assert features.of(seen).seen.tolist() == [True] * 5 + [False]
    assert [len(features.poses(one)) for one in seen] == [1] * 5 + [0]
    features.save()
    again = ExampleFeatures(backbone, cache, project.checksums)
    again.recall(seen, go_on)
    assert [again.unseen(one) for one in seen] == [False] * 5 + [True]
    for one in seen:
        np.testing.assert_array_equal(again.poses(one), features.poses(one))
    assert backbone.looks == len(seen)


def test_poses_that_are_not_known_are_looked_for(
    project: Project, cache: FeatureCache, seen: list[Example]
) -> None:
    backbone = SeeingBackbone("body")
    features = ExampleFeatures(backbone, cache, project.checksums)
    assert features.poses(seen[0]).shape == (1, 33, 4)
    assert features.poses(seen[-1]).shape == (0, 0, 4)
    assert features.missing(seen) == seen
    seen[0].path.unlink()
    project.cache_path.unlink()
    gone = replace(seen[0], path=seen[0].path.with_name("gone.jpg"))
    with pytest.raises(MediaError):
        features.poses(gone)


def test_of_whole_pictures_none_is_unseen(
    project: Project, cache: FeatureCache, seen: list[Example]
) -> None:
    features = features_of(project, cache)
    for one in seen:
        features.look(one)
    assert not any(map(features.unseen, seen))
    assert len(features.poses(seen[0])) == 0


@pytest.mark.parametrize("bad", [
    np.zeros(3), np.zeros((1, 21, 3)), np.zeros((1, 5, 4)), np.full((1, 21, 4), np.nan),
])  # fmt: skip
def test_a_cache_of_somebody_else_with_other_rows_is_not_believed(
    project: Project, cache: FeatureCache, bad: np.ndarray
) -> None:
    backbone, one = SeeingBackbone("hand"), project.examples()[0]
    features = ExampleFeatures(backbone, cache, project.checksums)
    sums = project.checksums([one])
    cache.put_many(f"{backbone.cache_key}:poses", {sums[0]: bad})
    cache.put_many(backbone.cache_key, {sums[0]: np.zeros((1, 7))})
    assert features.poses(one).shape == (1, 21, 4)
    features.recall([one], go_on)
    assert features.missing([one]) == [one]
