from __future__ import annotations

from pathlib import Path

from understudy.media.part import Part


def test_a_part_is_said_to_people() -> None:
    assert str(Part(Path("clip.wav"), 1.25)) == "clip.wav @ 1.25 s"
    assert len({Part(Path("a"), 1.0), Part(Path("a"), 1.0), Part(Path("a"), 2.0)}) == 2
