import pytest

from understudy.evaluation.sentences import listed, percent, percent_or_dash, plural, printable
from understudy.evaluation.sentences import share_of as share


def test_only_all_is_called_all():
    assert [percent(s) for s in (0, 0.001, 0.5, 0.9999, 1)] == [
        "0 %", "1 %", "50 %", "99 %", "100 %",
    ]  # fmt: skip
    assert percent_or_dash(None) == "–"


def test_singular_and_plural():
    assert plural(1, "picture") == "1 picture"
    assert plural(0, "picture") == "0 pictures"
    assert plural(1200, "class") == "1,200 classes"


def test_lists():
    assert listed(["a"]) == "`a`"
    assert listed(["a", "b"]) == "`a` and `b`"
    assert listed(["a", "b", "c"], ("“", "”")) == "“a”, “b” and “c”"


@pytest.mark.parametrize("kept", ["ورق طويل", "می‌خواهم", "👩‍👩‍👧", "[red]", "a b"])
def test_any_script_is_kept(kept):
    assert printable(kept) == kept


@pytest.mark.parametrize("obeyed", ["\x1b[31m", "\n", "\udcff", "\u202e", "\u2066", "\u2028"])
def test_what_would_be_obeyed_is_replaced(obeyed):
    shown = printable(f"a{obeyed}b")
    assert shown.startswith("a\N{REPLACEMENT CHARACTER}")
    assert obeyed[0] not in shown


@pytest.mark.parametrize(
    ("part", "count", "said"),
    [
        (1, 1, "the one picture"),
        (0, 1, "none of 1 picture"),
        (3, 4, "3 of 4 pictures"),
        (4, 4, "all 4 pictures"),
        (0, 30, "none of 30 pictures"),
        (113, 120, "94 % of 120 pictures"),
    ],
)
def test_shares(part, count, said):
    assert share(part, count, "picture") == said
