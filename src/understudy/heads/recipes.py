"""Which parts of the description of a clip count, and how much.

Figures: docs/decisions/actions.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from understudy.heads.described import Recipe
from understudy.heads.description import COURSE, LEVEL, LOOK, NUMBERS, SPREAD

SCENE, FLOW, POSE, PLACE = "scene", "flow", "pose", "place"
KINDS: Mapping[str, tuple[str, ...]] = {
    SCENE: (LOOK, SPREAD, COURSE),
    FLOW: (LEVEL,),
    POSE: (LEVEL,),
    PLACE: (COURSE,),
}
"""What is said of each block that backbones of actions have."""

View = tuple[str, ...]
CHANGES: View = (f"{SCENE} {SPREAD}",)
COURSES: View = (f"{SCENE} {COURSE}",)
SCENES: View = (f"{SCENE} {LOOK}", f"{SCENE} {SPREAD}")
FLOWS: View = (f"{FLOW} {LEVEL}",)
POSES: View = (f"{POSE} {LEVEL}",)
PLACES: View = (f"{PLACE} {COURSE}",)


def recipes(blocks: Collection[str]) -> dict[str, Recipe]:
    """Return what may count of clips with these blocks, by what people call it; the usual first."""
    views = {
        "movement": (CHANGES, COURSES, FLOWS),
        "movement and the scene": (SCENES, COURSES, FLOWS),
        "changes of the picture": (CHANGES, COURSES),
        "changes of the picture and the scene": (SCENES, COURSES),
    }
    if POSE in blocks:
        views |= {
            "movement and where it is": (CHANGES, COURSES, FLOWS, PLACES),
            "movement, where it is and its shape": (CHANGES, COURSES, FLOWS, PLACES, POSES),
            "where it is and its shape": (PLACES, POSES),
        }
    known = {f"{block} {kind}" for block in blocks for kind in KINDS.get(block, ())}
    return {
        name: shared(*found)
        for name, given in views.items()
        if (found := [view for view in given if known.issuperset(view)])
    }


def shared(*views: View) -> Recipe:
    """Return a recipe in which all views count alike, and in a view all numbers."""
    recipe: dict[str, float] = {}
    for view in views:
        numbers = {part: NUMBERS[part.split()[1]] for part in view}
        for part, count in numbers.items():
            recipe[part] = recipe.get(part, 0) + count / sum(numbers.values()) / len(views)
    return recipe
