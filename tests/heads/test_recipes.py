import pytest

from understudy.heads.recipes import recipes, shared


@pytest.mark.parametrize(
    ("blocks", "count"),
    [({"scene", "flow"}, 4), ({"scene", "flow", "pose", "place"}, 7), ({"scene"}, 4)],
)
def test_every_recipe_shares_out_the_whole(blocks, count):
    found = recipes(blocks)
    assert len(found) == count
    for recipe in found.values():
        assert sum(recipe.values()) == pytest.approx(1)
        assert {part.split()[0] for part in recipe} <= blocks


def test_the_usual_one_leaves_out_what_the_scene_looks_like():
    first = next(iter(recipes({"scene", "flow"}).values()))
    assert set(first) == {"scene spread", "scene course", "flow level"}


def test_views_count_alike_and_numbers_within_a_view():
    assert shared(("scene look", "scene spread"), ("flow level",)) == {
        "scene look": 0.3, "scene spread": 0.2, "flow level": 0.5,
    }  # fmt: skip


def test_of_unknown_blocks_there_is_none():
    assert not recipes({"smell"})
