from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.studio.learning.teaching import BACKBONE, draw, jpeg
from tests.taught import tiny_backbone
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
    again = features_of(project, cache)
    again.recall(examples, go_on)
    assert again.missing(examples) == examples[3:]
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
