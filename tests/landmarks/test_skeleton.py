import pytest

from understudy.landmarks.skeleton import BODY_LINES, BODY_NAMES, HAND_LINES, HAND_NAMES


@pytest.mark.parametrize(
    ("names", "lines", "count"), [(HAND_NAMES, HAND_LINES, 21), (BODY_NAMES, BODY_LINES, 33)]
)
def test_every_point_has_a_name_and_a_line(names, lines, count):
    assert len(set(names)) == len(names) == count
    assert {end for line in lines for end in line} == set(range(count))
    assert len({frozenset(line) for line in lines}) == len(lines)


def test_lines_join_what_belongs_together():
    for start, end in BODY_LINES:
        sides = {name.split("_")[0] for name in (BODY_NAMES[start], BODY_NAMES[end])}
        across = {"left", "right"} <= sides
        assert not across or BODY_NAMES[start].split("_")[1] in {"shoulder", "hip"}
