from pathlib import PurePosixPath

from hypothesis import given, settings
from hypothesis import strategies as st

from understudy.training.augmentation.naming import MAX_STEM_BYTES, place

NAMES = st.text(st.sampled_from("aA.é b1"), min_size=1, max_size=4).filter(
    lambda name: not name.startswith(".")
)


def placed(*names: str) -> dict[str, str]:
    where = place([PurePosixPath(name) for name in names])
    return {photo.as_posix(): target.as_posix() for photo, target in where.items()}


def test_a_photo_gets_a_folder_of_its_own_and_a_take_is_kept():
    assert placed("rock/a.jpg", "rock/first/b.png", "paper/a.jpg") == {
        "rock/a.jpg": "rock/a/a",
        "rock/first/b.png": "rock/first/b",
        "paper/a.jpg": "paper/a/a",
    }


def test_photos_that_differ_in_suffix_or_case_do_not_meet():
    targets = placed("rock/a.jpg", "rock/a.png", "rock/A.webp", "rock/t/b.jpg", "rock/t/B.png")
    assert len({target.casefold() for target in targets.values()}) == 5
    folders = {PurePosixPath(t).parent for p, t in targets.items() if "/t/" not in p}
    assert len(folders) == 3


def test_a_photo_named_like_a_take_does_not_join_it():
    targets = placed("rock/a.jpg", "rock/A/b.jpg")
    assert targets["rock/A/b.jpg"] == "rock/A/b"
    assert PurePosixPath(targets["rock/a.jpg"]).parent.name.startswith("a-")


def test_names_that_some_systems_refuse_are_changed():
    targets = placed("rock/end .jpg", "rock/dots...jpg", f"rock/{'é' * 120}.jpg")
    for target in targets.values():
        name = PurePosixPath(target).name
        assert not name.endswith((" ", "."))
        assert len(name.encode()) <= MAX_STEM_BYTES + 9


@settings(max_examples=100, deadline=None)
@given(st.sets(st.tuples(NAMES, NAMES) | st.tuples(NAMES, NAMES, NAMES), max_size=12))
def test_no_two_photos_ever_share_a_name(paths):
    photos = [PurePosixPath("class", *parts[1:]).with_suffix(".jpg") for parts in paths]
    targets = place(set(photos))
    assert len({target.as_posix().casefold() for target in targets.values()}) == len(set(photos))
