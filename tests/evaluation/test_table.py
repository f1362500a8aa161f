import io

import numpy as np
from rich.console import Console

from understudy.evaluation.sentences import CANT_TELL
from understudy.evaluation.table import evaluation_table


def shown(evaluation, width: int = 80) -> str:
    output = io.StringIO()
    Console(file=output, width=width, force_terminal=False).print(evaluation_table(evaluation))
    return output.getvalue()


def many(make, classes: int, rows: int):
    random = np.random.default_rng(7)
    truth = np.arange(rows) % classes
    predicted = np.where(random.random(rows) < 0.8, truth, random.integers(0, classes, rows))
    return make(truth, predicted, labels=[f"class number {i}" for i in range(classes)])


def test_three_classes(make):
    text = shown(make([0] * 8 + [1] * 4, [0] * 6 + [1] * 2 + [1] * 4))
    assert text.startswith("Right on 10 of 12 pictures")
    assert "left taken for up 2 of 8 (25 %)" in text
    assert "1 left 6 2 ·" in text
    lines = text.splitlines()
    assert next(line for line in lines if line.startswith("up")).split()[1:3] == ["100", "%"]
    assert next(line for line in lines if line.startswith("down")).split()[-2:] == ["–", "0"]


def test_twenty_classes_fit_eighty_columns(make):
    text = shown(many(make, 20, 800))
    assert "In pictures." in text
    matrix = text[text.index("Rows:") :].splitlines()
    assert len(matrix) == 22
    assert max(map(len, text.splitlines())) <= 80
    assert matrix[2].split()[:4] == ["1", "class", "number", "0"]


def test_large_counts_become_percentages(make):
    text = shown(many(make, 20, 8000))
    assert "In percent of each row." in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_matrix_too_wide_is_left_out_in_words(make):
    text = shown(many(make, 40, 400))
    assert "The confusion matrix of 40 classes is too wide here" in text
    assert "class number 39" in text


def test_labels_are_neither_markup_nor_escapes(make):
    text = shown(make([0, 0], [0, 1], labels=["[red]x[/red]", "\x1b[31mup"]))
    assert "[red]x[/red]" in text
    assert "\x1b" not in text


def test_nothing_to_show(make):
    assert shown(make([], [])).strip() == CANT_TELL


def test_counts_of_sounds_are_called_so(make):
    text = shown(make([0, 1], [0, 0], medium="sound"))
    assert "In sounds." in text
    assert "picture" not in text
