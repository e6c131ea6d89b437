"""Web pages: what comes through is the article, and nothing else.

The pages under `pages/` are invented in the manner of many kinds of site. An element with `data-keep` belongs
to the article; all other visible text does not. Line breaks inside such an element part paragraphs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from herodot.model.errors import BadInput
from herodot.reports.dates import as_edtf
from herodot.reports.html import MAX_ELEMENTS, read_html

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
SENTENCE = "The harbour master said that two boats had left before the guns were heard. "


def kept_paragraphs(page: bytes, encoding: str) -> list[str]:
    """The text of the elements marked `data-keep`, in order."""
    from lxml import html

    paragraphs: list[str] = []
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding=encoding))
    for element in tree.xpath("//*[@data-keep]"):
        for br in element.iter("br"):
            br.tail = "\n" + (br.tail or "")
        paragraphs += [" ".join(line.split()) for line in element.text_content().split("\n") if line.strip()]
    return paragraphs


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_comes_through_and_nothing_else(path: Path) -> None:
    """Law: a page's content is its title and its article's paragraphs, word for word and in order."""
    page = path.read_bytes()
    article = read_html(page)
    encoding = "cp1252" if path.stem == "french" else "utf-8"
    assert article.body.split("\n\n") == kept_paragraphs(page, encoding)
    assert article.content == f"{article.title}\n\n{article.body}"


FACTS = {
    "amp": (
        "Channel Six",
        "Channel Six newsroom",
        "2020-02-29",
        "https://channelsix.example/news/marun-hospital",
    ),
    "arabic": ("صحيفة الشاطئ", "ليلى الحداد", "2022-06-15", None),
    "blogger": (
        "Border Notes",
        None,
        "2010-08-11",
        "https://bordernotes.example/2010/08/who-is-commander-falak.html",
    ),
    "corrections": ("The Arden Examiner", "Colm Hartigan", "2018-07-02", None),
    "french": ("Le Courrier du Lac", "Awa Diarra", "2015-05-02", None),
    "gutenberg": ("Highland Monitor", "Senait Alem", "2024-08-20", None),
    "hashed": ("Northgate Times", "Tomas Arne and Lucia Prat", "2025-03-18", None),
    "liveblog": ("The Lagoon Post", "Bola Reed", "2022-10-17", None),
    "ministry": ("Ministry of Interior of Sarmand", None, "2019-03-11", None),
    "radio": ("Radio Ruma", None, "2017-12-31", None),
    "wire": (
        "Meridian Wire",
        "Ilse Brandt, Omar Deeb",
        "2021-11-09",
        "https://meridianwire.example/story/tessaro-bridge",
    ),
}


@pytest.mark.parametrize("name", FACTS)
def test_what_a_page_says_of_itself(name: str) -> None:
    """Law: outlet, author, day and address come from the page's own data; what it does not say is None."""
    article = read_html((Path(__file__).parent / "pages" / f"{name}.html").read_bytes())
    day = None if article.published is None else as_edtf(article.published)
    assert (article.outlet, article.byline, day, article.url) == FACTS[name]


TITLES = [
    ("<title>Guns heard at sea | Quay News</title><h1>Guns heard at sea</h1>", "Guns heard at sea"),
    (
        "<title>Guns heard at sea - Quay</title><h1>Quay</h1><h2>Guns heard at sea</h2>",
        "Guns heard at sea",
    ),
    (
        '<title>Quay</title><meta property="og:title" content="Guns heard at sea"><h1>Quay</h1>',
        "Guns heard at sea",
    ),
    ("<h1>Guns heard at sea</h1>", "Guns heard at sea"),
    ("<title>Guns heard at sea</title>", "Guns heard at sea"),
]


@pytest.mark.parametrize(("head", "title"), TITLES)
def test_the_title_is_the_headline_and_not_the_site(head: str, title: str) -> None:
    """Law: the title is what readers see as the headline, without the site's name."""
    assert read_html(f"<html>{head}<article><p>{SENTENCE * 4}</p></article>".encode()).title == title


BAD_PAGES = {
    "nested": b"<div>" * 100_000 + b"<p>Hello</p>",
    "many elements": b"<p>x" * (MAX_ELEMENTS + 10),
    "many attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">x</p>",
    "only a comment": b"<!-- nothing here -->",
    "a picture": b"\x89PNG\r\n\x1a\n0000",
}


@pytest.mark.parametrize("page", BAD_PAGES.values(), ids=BAD_PAGES.keys())
def test_a_page_that_is_none_is_refused_with_what_to_do(page: bytes) -> None:
    """Law: bombs and non-pages raise BadInput, which says what to do, and never take long."""
    with pytest.raises(BadInput, match=r"save its text|check that"):
        read_html(page)


BROKEN_PAGES = {
    "unclosed": f"<html><body><article><p>{SENTENCE}<p>{SENTENCE}<b><i>",
    "stray ends": f"</div></p><p>{SENTENCE}</span></p></body></body><p>{SENTENCE}",
    "no html": f"<p>{SENTENCE}</p><p>{SENTENCE}</p>",
    "xml declaration": f'<?xml version="1.0" encoding="iso-8859-1"?><html><p>{SENTENCE}</p><p>{SENTENCE}</p>',
    "broken data": f'<script type="application/ld+json">{{"@type": "NewsArticle", </script><p>{SENTENCE}</p>',
}


@pytest.mark.parametrize("page", BROKEN_PAGES.values(), ids=BROKEN_PAGES.keys())
def test_broken_html_still_gives_its_text(page: str) -> None:
    """Law: broken markup costs no words."""
    assert SENTENCE.strip() in read_html(page.encode()).body


def test_a_page_without_text_of_its_own_gives_the_text_in_its_data() -> None:
    """Law: where a page is drawn by a script, `articleBody` is the article."""
    data = f'{{"@type":"NewsArticle","headline":"Guns heard","articleBody":"{SENTENCE * 5}"}}'
    page = f'<html><body><script type="application/ld+json">{data}</script><div id="app"></div></body></html>'
    article = read_html(page.encode())
    assert article.title == "Guns heard"
    assert article.body == (SENTENCE * 5).strip()


@pytest.mark.parametrize("kind", ["correction", "editors-note"])
def test_corrections_are_kept_wherever_they_stand(kind: str) -> None:
    """Law: a note of correction comes through even from an aside; a list of editors' picks does not."""
    page = (
        f"<html><title>Guns heard at sea</title><main><h1>Guns heard at sea</h1><p>{SENTENCE * 3}</p>"
        f'<p>{SENTENCE * 3}</p></main><aside class="{kind}"><p>Two boats, not three, had left.</p></aside>'
        '<div class="editors-picks"><a href="/x">Tea prices fall</a></div></html>'
    )
    body = read_html(page.encode()).body
    assert body.endswith("Two boats, not three, had left.")
    assert "Tea prices" not in body
