"""Plain text and Markdown."""

from __future__ import annotations

import pytest

from herodot.reports.markdown import read_markdown
from herodot.reports.plain import read_plain

PLAIN = [
    ("Title here\n\nThe text.\n\nMore.", "Title here", "The text.\n\nMore."),
    ("\ufeffTitle here\r\n\r\nThe text.", "Title here", "The text."),
    ("\n\n  Title here \n \t\n\nThe text.", "Title here", "The text."),
    ("The text goes on\non a second line.\n\nMore.", None, "The text goes on\non a second line.\n\nMore."),
    ("Only one line.", None, "Only one line."),
    ("x" * 400 + "\n\nMore.", None, "x" * 400 + "\n\nMore."),
]


@pytest.mark.parametrize(("text", "title", "body"), PLAIN)
def test_the_first_line_is_the_title_when_a_blank_line_follows(
    text: str, title: str | None, body: str
) -> None:
    """Law: a short first line before a blank line is the title, anything else is text; no word is lost."""
    article = read_plain(text.encode())
    assert (article.title, article.body) == (title, body)


def test_one_long_line_is_text() -> None:
    """Law: length alone makes nothing bad, and reading stays quick."""
    line = "The army said so. " * 500_000
    assert read_plain(line.encode()).body == line.strip()


MARKDOWN = """---
title: Guns heard at sea
author: [Ada Obi, Lars Moe]
date: 2021-05-06
outlet: Quay News
url: https://quay.example/guns
---
# Guns heard at sea

The *harbour master* said that [two boats](https://x.example) had `left`
before dawn. ![a boat](boat.png)

```python
secret = 1
```

> “They ran,” said one.

- first
- second

| town | dead |
|------|------|
| Oru  | 4    |

<div>markup</div>
Line one\\
line two &amp; a < b.
"""


def test_markdown_gives_the_words_of_the_rendered_page() -> None:
    """Law: links give their words; code blocks, pictures and markup go; front matter gives the facts."""
    article = read_markdown(MARKDOWN.encode())
    assert article.title == "Guns heard at sea"
    assert (article.outlet, article.byline) == ("Quay News", "Ada Obi, Lars Moe")
    assert (article.published, article.url) == ("2021-05-06", "https://quay.example/guns")
    assert article.body.split("\n\n") == [
        "The harbour master said that two boats had left before dawn.",
        "“They ran,” said one.",
        "first",
        "second",
        "town | dead",
        "Oru | 4",
        "markup Line one\\ line two & a < b.",
    ]


@pytest.mark.parametrize(
    ("source", "title", "body"),
    [
        ("# A title\n\nText.", "A title", "Text."),
        ("A title\n=======\n\nText.", "A title", "Text."),
        ("A first line\n\nText.", "A first line", "Text."),
        ("Text alone.", None, "Text alone."),
        ("---\ntitle: [broken\n---\nFirst\n\nText.", "First", "Text."),
        ("---\n- a list\n---\nFirst\n\nText.", "First", "Text."),
        ("One\\\ntwo & a < b.\n\nMore.", "One\ntwo & a < b.", "More."),
    ],
)
def test_the_title_of_markdown(source: str, title: str | None, body: str) -> None:
    """Law: front matter, else a heading, else a first line; broken front matter costs only itself."""
    article = read_markdown(source.encode())
    assert (article.title, article.body) == (title, body)
    assert bool(article.notes) == ("broken" in source)
