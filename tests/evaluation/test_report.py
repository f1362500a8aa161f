import base64
import hashlib
import re
from html.parser import HTMLParser

import numpy as np
import pytest

from understudy.evaluation.cross_validation import CrossValidation
from understudy.evaluation.report import html_report

VOID = {"meta", "img", "link", "br", "hr", "input"}
DETAILS = {"Backbone": "efficientnet-lite0", "Date": "2026-11-20"}


class Page(HTMLParser):
    """Everything a test asks of a page; every tag must be closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.in_count = False
        self.cells: list[str] = []
        """The counts of the confusion matrix."""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "td":
            self.in_count = (dict(attrs).get("class") or "").split()[:1] in (["right"], ["wrong"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.in_count = self.in_count and tag != "td"

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data
        if self.in_count:
            self.cells.append(data)

    def attributes(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


def thumbnail(row: int):
    return np.full((40, 60, 3), row, dtype=np.uint8)


def report(evaluation, **changed) -> str:
    more = {"title": "My model", "thumbnails": thumbnail, "details": DETAILS, **changed}
    return html_report(evaluation, **more)


@pytest.fixture
def evaluation(make):
    truth = np.array([0, 1, 2, 0, 1, 2, 0, 0, -1, -1])
    predicted = np.array([0, 1, 2, 0, 1, 0, 1, 1, 0, 2])
    novelty = np.array([0.1] * 4 + [0.7] + [0.2] * 3 + [0.9, 0.3])
    return make(truth, predicted, novelty=novelty, cross_validated=CrossValidation(accuracy=0.5))


def test_it_says_everything(evaluation):
    page = Page(report(evaluation))
    for said in (
        *("My model", "left", "up", "down", "taken for", "never taught", "efficientnet-lite0"),
        *("Called unknown", "Expected calibration error", "5.jpg"),
    ):
        assert said in page.text
    assert sum(map(int, page.cells)) == evaluation.count


def test_it_says_how_many_pictures_it_contains(evaluation):
    html = report(evaluation)
    assert html.count("data:image/jpeg;base64,") == 5
    assert "This file contains 5 of your pictures." in Page(html).text
    without = Page(report(evaluation, thumbnails=lambda row: None))
    assert "of your pictures" not in without.text
    assert "no preview" in without.text


def test_cells_link_to_their_examples(evaluation):
    page = Page(report(evaluation))
    links = {href[1:] for href in page.attributes("href")}
    assert links == {"cell-0-1", "cell-2-0"}
    assert links == set(page.attributes("id"))


def test_nothing_is_requested_and_nothing_runs(evaluation):
    html = report(evaluation)
    page = Page(html)
    assert not re.search(r"https?:|//|@import|url\(", html.replace("base64,", "").split("<img")[0])
    assert "http" not in re.sub(r"base64,[^\"]*", "", html).replace("http-equiv", "")
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "link", "iframe", "object", "base"})
    assert all(src.startswith("data:image/jpeg;base64,") for src in page.attributes("src"))
    assert not [a for _, attrs in page.tags for a in attrs if a == "style" or a.startswith("on")]


def test_the_policy_allows_only_the_styles_of_the_file(evaluation):
    html = report(evaluation)
    css = html.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    (policy,) = [p for p in Page(html).attributes("content") if "default-src" in p]
    assert policy.startswith(f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'")


def test_labels_names_and_details_are_escaped(make):
    evil = '<script>alert("1")</script>'
    evaluation = make([0, 1], [1, 0], labels=[evil, "'\"><img src=x>"], names=(evil, "b\udcff.jpg"))
    html = report(evaluation, title=evil, details={evil: evil})
    page = Page(html)
    assert "script" not in {tag for tag, _ in page.tags}
    assert "x" not in page.attributes("src")
    assert evil in page.text
    html.encode("utf-8")


@pytest.mark.parametrize("classes", [1, 2, 20, 101])
def test_any_number_of_classes(make, classes):
    truth = np.arange(150) % classes
    predicted = np.where(np.arange(150) % 7, truth, (truth + 1) % classes)
    labels = [f"class {i} 名前" for i in range(classes)]
    page = Page(report(make(truth, predicted, labels=labels, confidence=0.9)))
    assert all(label in page.text for label in labels)
    assert ("confusion matrix can't be read" in page.text) == (classes > 100)
    assert sum(map(int, page.cells)) == (150 if 1 < classes <= 100 else 0)


def test_no_mistakes_one_row_and_none(make):
    assert "None: it was right every time." in Page(report(make([0] * 9, [0] * 9))).text
    assert "Right on the one picture" in Page(report(make([1], [1]))).text
    assert "I can't tell yet" in Page(report(make([], []))).text
    Page(report(make([-1, -1], [0, 1])))


def test_cross_validated_figures(make):
    y = np.arange(12) % 3
    folds = np.arange(12) // 6
    cross = CrossValidation.from_folds(y, np.eye(3)[y], np.ones(12, bool), folds, np.arange(12))
    text = Page(report(make([], [], cross_validated=cross))).text
    assert "12, in 2 groups" in text
    unknown = Page(report(make([0], [0], cross_validated=CrossValidation()))).text
    assert unknown.count("I can't tell yet") == 2


def test_sounds_are_listed_with_file_and_time_instead_of_pictures(make):
    names = ("low/1.wav @ 0.50 s", "low/2.wav @ 1.25 s", "x/3.wav @ 2.00 s")
    evaluation = make([0, 1, -1], [1, 1, 0], names=names, medium="sound")
    html = report(evaluation, thumbnails=lambda row: None)
    page = Page(html)
    assert "1.wav @ 0.50 s" in page.text
    assert "no preview" not in page.text
    assert "img" not in {tag for tag, _ in page.tags}
    words = html.split("</style>")[1].replace("img-src", "")
    assert "picture" not in words
    assert "what a sound is" in page.text
    assert {href[1:] for href in page.attributes("href")} == set(page.attributes("id"))
