"""The brief: positions with who holds them, in quoted words, safe to hand on; one record on page, JSON and Markdown."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib import resources
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from herodot.pages.brief import BriefPage, BriefQuestion, Cite, Position, Source, around
from herodot.pages.brief_markdown import plain
from herodot.settings import Settings
from herodot.web.app import make_app
from herodot.workspace import Workspace
from tests.samples import NOW, a_reading, a_report
from tests.web.made_case import CLOCK, Story, a_case, browser

FIRST = (
    "Harbour <b>news</b>\n\nAnna Bell leads the Harbour Watch. "
    "Tom Reed denied that Anna Bell leads the Harbour Watch.\n"
)
SECOND = (
    "Later news\n\nTom Reed said that Ben Cole leads the Harbour Watch. Ida Moor may lead the Dock Union.\n"
)


def settings_of(folder: Path, *texts: str) -> Settings:
    """A case with reports of those words."""
    settings = Settings(case=str(folder / "a.herodot"), by="Ana")
    with Workspace(settings, lambda: CLOCK) as workspace:
        workspace.create()
        for words in texts:
            with workspace.store.writer() as writer:
                writer.add_report(a_report(words), words.encode())
                writer.put_reading(a_reading(a_report(words)), NOW)
    return settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A case with two reports that disagree."""
    return settings_of(tmp_path, FIRST, SECOND)


@pytest.fixture
def full(settings: Settings) -> TestClient:
    """A browser on it."""
    return TestClient(make_app(settings, lambda: CLOCK), base_url="http://127.0.0.1:8021")


def test_who_holds_what(full: TestClient) -> None:
    """Each position names who holds it and how many origins it has, who denies it, and what is disputed and unknown."""
    brief = full.get("/brief.json", params={"name": "Harbour Watch", "property": "leader_of"}).json()
    (question,) = brief["questions"]
    assert question["asked"] == brief["title"] == "the Harbour Watch · who leads it?"
    told = {p["says"]: p for p in question["positions"]}
    assert told["Anna Bell"]["held"] == "according to The Quay (one origin); denied by Tom Reed."
    assert told["Ben Cole"]["held"] == "according to Tom Reed (one origin)."
    assert [c["how"] for c in told["Anna Bell"]["cites"]] == ["", "denied"]
    assert question["disputed"] == [
        "These cannot hold at the same time: Anna Bell; Ben Cole.",
        "Anna Bell: held by The Quay, denied by Tom Reed.",
    ]
    assert question["unknown"] == ["Each answer rests on one origin; nobody else confirms it."]


def test_what_is_only_possible_is_not_told_as_a_fact(full: TestClient) -> None:
    """Hedged words stay hedged, and that nobody is certain is said."""
    (question,) = full.get("/brief.json", params={"name": "Dock Union"}).json()["questions"]
    (position,) = question["positions"]
    assert position["held"] == "possibly so, according to The Quay (one origin)."
    assert position["cites"][0]["how"] == "possibly"
    assert "Nobody says it for certain." in question["unknown"]


def test_every_quote_stands_in_its_report(full: TestClient) -> None:
    """Quoted words lead to their report and stand in it; each has outlet, date and a number among the sources."""
    brief = full.get("/brief.json").json()
    sources = {s["number"]: s for s in brief["sources"]}
    assert list(sources) == [1, 2]
    for cite in (c for q in brief["questions"] for p in q["positions"] for c in p["cites"]):
        assert sources[cite["number"]]["report"] == cite["report"]
        page = full.get(f"/report/{cite['report']}", params={"statement": cite["statement"]}).text
        assert f">{cite['words']}</mark>" in page
        assert (cite["outlet"], cite["published"]) == ("The Quay", "2031-05-01")


@pytest.mark.parametrize("path", ["/brief", "/brief.json", "/brief.md"])
def test_sensitive_persons_are_left_out(full: TestClient, settings: Settings, path: str) -> None:
    """Whoever is marked sensitive is in no form of the brief, not in a quote either; nobody finds them by name."""
    assert "Tom Reed" in full.get(path).text
    with Workspace(settings, lambda: CLOCK) as workspace:
        from herodot.pages.picture import decide

        decide(workspace, "Ana", "Tom Reed", "Tom Reed", "sensitive", "")
    text = full.get(path).text
    assert "Reed" not in text
    assert "sensitive" in text or '"withheld":true' in text
    assert full.get(path, params={"name": "Tom Reed"}).status_code == 404


def test_an_event_says_what_nobody_tells(tmp_path: Path) -> None:
    """A brief on an event says what of when, where and who is not known."""
    story = Story("On Monday a raid hit Lowpoint.")
    raid, place = story.there("raid", "Event"), story.there("Lowpoint", "Place")
    story.say(raid, "event_type", "armed_attack")
    story.say(raid, "place", place)
    made = browser(a_case(tmp_path, [story]))
    brief = made.get("/brief.json", params={"name": "raid"}).json()
    assert brief["unknown"] == ["Nobody says when it happened.", "Nobody says who did it."]


def test_an_empty_case_has_a_brief(tmp_path: Path) -> None:
    """It says that nothing is said; what nobody goes by is told in all forms."""
    empty = TestClient(make_app(settings_of(tmp_path), lambda: CLOCK), base_url="http://127.0.0.1:8021")
    for path in ("/brief", "/brief.md"):
        assert "No report that was read says anything." in empty.get(path).text
        assert empty.get(path, params={"name": "zzz"}).status_code == 404
        assert empty.get(path, params={"as_of": "soon"}).status_code == 400


def test_markdown_says_the_same(full: TestClient) -> None:
    """The Markdown has each question, position, quote and source; what a report holds means nothing to it."""
    answer = full.get("/brief.md")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.headers["content-security-policy"]
    brief = full.get("/brief.json").json()
    for q in brief["questions"]:
        assert f"## {q['asked']}" in answer.text or q["asked"] == brief["title"]
        for p in q["positions"]:
            assert f"**{p['says']}**: {plain(p['held'])}" in answer.text
            assert all(f"**{c['words']}**" in answer.text for c in p["cites"])
    assert "Harbour \\<b\\>news" in answer.text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain words, (so); 3-4", "plain words, (so); 3-4"),
        ("a *b* _c_ `d` [e](f) <g>", "a \\*b\\* \\_c\\_ \\`d\\` \\[e\\](f) \\<g\\>"),
        ("- item", "\\- item"),
        ("12. item", "12\\. item"),
        ("12 items", "12 items"),
        ("2031-05-01", "2031-05-01"),
        ("1) item", "1\\) item"),
        ("# head\n\nline", "\\# head line"),
        ("a & b | c", "a \\& b \\| c"),
    ],
)
def test_signs_mean_nothing(words: str, shown: str) -> None:
    """Whatever a report writes is text in Markdown."""
    assert plain(words) == shown


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("Ben Cole", "He said", "ran. "),
        ("Rain", "", "fell."),
        ("fell.", "Rain", ""),
        ("He said Ben Cole ran.", "", ""),
        ("end", "The", ""),
    ],
)
def test_words_stand_in_their_sentence(words: str, before: str, after: str) -> None:
    """Around quoted words stands the rest of their sentence, and no other."""
    text = "Rain fell. He said Ben Cole ran. “So?” The\n\nThe end"
    start = text.index(words)
    assert around(text, start, start + len(words)) == (before, after.strip())


def test_long_sentences_are_cut() -> None:
    """What is cut off shows."""
    text = "a " * 300 + "here " + "b " * 300
    before, after = around(text, 600, 604)
    assert before.startswith("… a") and after.endswith("b …")  # noqa: PT018
    assert len(before) < 170


@pytest.mark.parametrize("kind", [BriefPage, BriefQuestion, Position, Cite, Source])
def test_the_template_shows_every_field(kind: type) -> None:
    """Page and JSON tell the same: no field of the record is left out by the template."""
    text = resources.files("herodot.web").joinpath("templates/brief.html").read_text("utf-8")
    # In `held` already, in words: who is named there.
    said = {"affirmed_by", "denied_by", "open_by"}
    assert [
        f.name for f in fields(kind) if f.name not in said and not re.search(rf"\.{f.name}\b", text)
    ] == []


def test_it_prints_without_what_is_for_screens(full: TestClient) -> None:
    """On paper there is no navigation and no form."""
    rules = full.get("/brief.css").text.partition("@media print")[2]
    assert re.search(r"body > header, body > footer, \.skip, \.ask \{ display: none; \}", rules)
    assert 'class="narrow ask"' in full.get("/brief").text
