import io

import numpy as np
from rich.console import Console

from understudy.evaluation.comparison_table import Row, comparison_table
from understudy.evaluation.cross_validation import CrossValidation
from understudy.evaluation.sentences import CANT_TELL


def figures(right: int, of: int = 10) -> CrossValidation:
    y = np.zeros(of, int)
    probabilities = np.where(np.arange(of)[:, None] < right, [[0.9, 0.1]], [[0.1, 0.9]])
    known = np.arange(of) < of // 2
    return CrossValidation.from_folds(y, probabilities, known, np.arange(of) % 2, np.arange(of))


def shown(*rows: Row) -> list[str]:
    file = io.StringIO()
    Console(file=file, width=100).print(comparison_table(rows))
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_the_most_accurate_head_is_first() -> None:
    heading, first, second = shown(
        ("neighbors", figures(6), 0.004, ""), ("auto", figures(8), 1.5, "[chosen] by take")
    )
    assert heading.split() == ["Head", "Right", "Answered", "Right", "then", "Off", "by", "Seconds"]
    assert first.split(maxsplit=8)[:6] == ["auto", "80", "%", "50", "%", "100"]
    assert first.endswith("1.50  [chosen] by take")
    assert second.split()[:3] == ["neighbors", "60", "%"]


def test_what_can_not_be_told_is_a_dash() -> None:
    lines = shown(("auto", CrossValidation(), 0.1, ""), ("dense", figures(9), 0.1, ""))
    assert [line.split()[0] for line in lines[1:]] == ["dense", "auto"]
    assert lines[2].split() == ["auto", "–", "–", "–", "–", "0.10"]
    assert CANT_TELL not in " ".join(lines)


def test_nothing_told_says_what_to_do() -> None:
    assert CANT_TELL in " ".join(" ".join(shown(("auto", CrossValidation(), 0.1, ""))).split())
