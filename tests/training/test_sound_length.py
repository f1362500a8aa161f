import pytest

from understudy.training.sound_length import suited

CLAP, WORD, WHISTLE = (1.0, 1.1), (0.2, 0.8), (0.0, 3.5)


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
    ],
)
def test_the_length_of_most_recordings_decides(events: list, expected: str) -> None:
    assert suited(iter(events)) == expected
