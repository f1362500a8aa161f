import pytest

from understudy.training.sound_length import suited

CLAP, WORD, WHISTLE = (1.0, 1.1), (0.2, 0.8), (0.0, 3.5)
HUSH = (0.7, 0.71)  # nothing but its loudest place


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([[WORD], [WORD]], "sound"),
        ([[CLAP] * 12, [CLAP] * 9], "sound-short"),
        ([[WHISTLE], [CLAP] * 9], "sound-short"),
        ([[WHISTLE], [WHISTLE]], "sound-short"),
        ([[CLAP] * 9, [WORD] * 3], "sound"),  # half of them words
        ([[CLAP], [CLAP], [WORD]], "sound-short"),
        ([[CLAP, WORD, WORD]], "sound"),
        ([[], [CLAP]], "sound-short"),
        ([[], []], "sound"),
        ([], "sound"),
        ([[(0.0, 0.15)], [(0.0, 2.0)]], "sound"),
        ([[(0.0, 0.14)]], "sound-short"),
        ([[(0.0, 2.1)]], "sound-short"),
        ([[HUSH], [HUSH], [WORD]], "sound"),
        ([[HUSH], [CLAP]], "sound-short"),
        ([[HUSH]], "sound"),
        ([[(0.0, 0.02)]], "sound-short"),  # a click
        ([[(0.0, 0.01)] * 3], "sound-short"),  # three, so soft that no more of them is heard
    ],
)
def test_of_one_class_the_length_of_most_recordings_decides(events: list, expected: str) -> None:
    assert suited(iter([iter(events)])) == expected


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ([[[CLAP]] * 12, [[(0.0, 0.5)]] * 12], "sound-short"),  # clicks, and short whistles
        ([[[CLAP]] * 3, [[WORD]] * 12], "sound-short"),  # however many there are of each
        ([[[CLAP]] * 12, [[WORD]], [[WORD]]], "sound"),
        ([[[CLAP]], [[WHISTLE]], [[WORD]], [[WORD]]], "sound-short"),
        ([[[CLAP]]] + [[[WORD]]] * 9, "sound"),
        ([[[CLAP]], [[HUSH]], [[]], [[WORD]], [[WORD]]], "sound"),  # silence is no class of claps
        ([[]], "sound"),
    ],
)
def test_half_of_the_classes_make_them_short(classes: list, expected: str) -> None:
    assert suited(classes) == expected
