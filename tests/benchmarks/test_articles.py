"""The check finds an article by where the running text is, and counts what rests on other words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.articles import article_text, squash
from benchmarks.exam import RunFailed, boilerplate_figures, text_figures

PAGE = """<html><head><title>A bridge | The Post</title><style>p{}</style></head><body>
<nav>
<p>Home of news from the valley, every day since the flood</p></nav>
<div class="main"><h1>A bridge</h1><p class="standfirst">Short and sad</p>
<div class="text"><p>The bridge fell, the mayor said.<p>Nobody was hurt, <a href="#">she</a> added.
<div class="ad">Buy bread, the best bread</div>
<p>It is being &ldquo;rebuilt&rdquo;. Work will last until the winter.</p><br></div>
<div class="box"><p>The author likes bridges.</p></div></div>
<aside><p>Most read: the mayor sings</p></aside><footer>The Post, founded by a mayor</footer></body></html>"""


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("A bridge", True),
        ("Short and sad", True),
        ("The bridge fell, the mayor said.", True),
        ("Nobody was hurt, she added.", True),
        ('It is being "rebuilt".', True),
        ("every day since the flood", False),
        ("the best bread", False),
        ("The author likes bridges.", False),
        ("the mayor sings", False),
        ("founded by a mayor", False),
        ("The Post", False),
    ],
)
def test_the_article_and_nothing_around_it(words: str, inside: bool) -> None:
    """Heading, standfirst, paragraphs of the element with most text; no advert, box, list or footer."""
    assert (squash(words) in article_text(PAGE)) is inside


def world(root: Path, gold_evidence: str) -> Path:
    """A world of one page."""
    (root / "reports").mkdir()
    (root / "gold").mkdir()
    (root / "reports" / "a.html").write_text(PAGE, "utf-8")
    row = {"id": "a", "file": "a.html", "title": "A bridge", "url": "https://post.example/a"}
    (root / "index.jsonl").write_text(json.dumps(row), "utf-8")
    gold = {"report": "a", "evidence": gold_evidence}
    (root / "gold" / "statements.jsonl").write_text(json.dumps(gold), "utf-8")
    return root


def exported(*evidence: str) -> list[dict[str, object]]:
    """An exchange file with one report and a statement for each evidence."""
    said = [{"kind": "statement", "report": "r1", "evidence": [{"text": text}]} for text in evidence]
    return [{"kind": "report", "id": "r1", "url": "https://post.example/a"}, *said]


def test_statements_from_outside_the_article_are_counted(tmp_path: Path) -> None:
    """One of the article, one of the author's box, one that runs from the article into the advert."""
    rows = exported("the mayor said", "The author likes bridges.", "she added. Buy bread")
    figures = boilerplate_figures(world(tmp_path, "The bridge fell"), rows)
    assert figures == {"boilerplate_statements": 2, "boilerplate_pages": 1}


def test_evidence_that_was_not_read_is_counted(tmp_path: Path) -> None:
    """A gold statement whose words are missing from the text lowers the share that any reader could find."""
    root = world(tmp_path, "The bridge fell")
    with (root / "gold" / "statements.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"report": "a", "evidence": "Nobody was hurt"}')
    report = {"kind": "report", "id": "r1", "url": "https://post.example/a", "text": "The  bridge fell."}
    assert text_figures(root, [report]) == {"evidence_in_text": 0.5}


def test_the_measure_is_checked_against_the_gold(tmp_path: Path) -> None:
    """Where even a gold statement would count as boilerplate, there is no figure but an error."""
    with pytest.raises(RunFailed, match="outside its article"):
        boilerplate_figures(world(tmp_path, "The author likes bridges."), exported())
