"""The desk: what is new to somebody, what waits, and searches that are kept; nothing changes by looking."""

from __future__ import annotations

import html
import os
import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from herodot.pages.desk import ChangeLine, CopyFound, DeskPage, SearchLine
from herodot.settings import Settings
from herodot.web.app import make_app
from herodot.workspace import Workspace
from tests.samples import a_reading, a_report

FIRST = "Harbour <b>news</b>\n\nAnna Bell leads the Harbour Watch.\n"
SECOND = "Later news\n\nTom Reed said that Ben Cole leads the Harbour Watch.\n"


class Desk:
    """A browser on a case whose clock goes on by a minute with each look at it."""

    def __init__(self, folder: Path, *texts: str) -> None:
        """Makes the case."""
        self.time = datetime(2031, 5, 6, tzinfo=UTC)
        self.settings = Settings(case=str(folder / "a.herodot"))
        with Workspace(self.settings, self.tick) as workspace:
            workspace.create()
        for words in texts:
            self.add(words)
        app = make_app(self.settings, self.tick)
        self.browser = TestClient(app, base_url="http://127.0.0.1:8021", follow_redirects=False)

    def tick(self) -> datetime:
        """The time, a minute later than before."""
        self.time += timedelta(minutes=1)
        return self.time

    def add(self, words: str) -> None:
        """One more report."""
        with Workspace(self.settings, self.tick) as workspace:
            report = replace(a_report(words), captured=workspace.now())
            with workspace.store.writer() as writer:
                writer.add_report(report, words.encode())
                writer.put_reading(a_reading(report), workspace.now())

    def page(self) -> str:
        """The page."""
        return self.browser.get("/").text

    def record(self) -> dict[str, Any]:
        """Its record."""
        return dict(self.browser.get("/desk.json").json())

    def send(self, path: str, **given: str) -> Any:
        """Sends a form as Ana, or as `by`; with the time of a page loaded just now."""
        page = self.page()
        token = re.search(r'name="token" value="([^"]+)"', page)
        until = re.search(r'name="until" value="([^"]+)"', page)
        assert token is not None
        assert until is not None
        return self.browser.post(path, data={"token": token[1], "until": until[1], "by": "Ana", **given})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A browser on a case with one report."""
    return Desk(tmp_path, FIRST)


def test_an_empty_case_says_what_to_do(tmp_path: Path) -> None:
    """One sentence, with the command; no empty lists below it."""
    page = Desk(tmp_path).page()
    assert "This case is empty: add reports to it with <code>herodot add" in page
    assert "<h2" not in page


def test_what_is_new(desk: Desk) -> None:
    """At first all is new; once seen, only what came and changed since, and that for whoever has seen it."""
    first = desk.record()
    assert (first["since"], first["came_in"], first["changed"]) == ("", 1, [])
    answer = desk.send("/seen")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    seen = desk.record()
    assert (seen["by"], seen["came_in"], len(seen["reports"])) == ("Ana", 0, 1)
    assert seen["since"] < seen["until"]
    assert "Nothing came in" in desk.page()
    desk.add(SECOND)
    new = desk.record()
    assert (new["came_in"], [r["title"] for r in new["reports"]]) == (1, ["Later news"])
    (change,) = new["changed"]
    assert (change["before"], change["now"]) == ("single-source", "disputed")
    page = desk.page()
    assert "single-source</span> →" in page
    link = re.search(r'<ul class="changed">\s*<li><a href="([^"]+)"', page)
    assert link is not None
    assert desk.browser.get(html.unescape(link[1])).status_code == 200
    assert desk.record()["since"] == new["since"]
    desk.browser.cookies.clear()
    assert desk.record()["since"] == ""


def test_what_came_while_the_page_lay_open_stays_new(desk: Desk) -> None:
    """Seen is what the page showed, not what came before the button was pressed."""
    page = desk.page()
    token, until = (re.search(rf'name="{n}" value="([^"]+)"', page)[1] for n in ("token", "until"))  # type: ignore[index]
    desk.add(SECOND)
    desk.browser.post("/seen", data={"token": token, "until": until, "by": "Ana"})
    assert desk.record()["came_in"] == 1


@pytest.mark.parametrize(
    ("path", "given", "why"),
    [
        ("/seen", {"until": "soon"}, "of no time"),
        ("/seen", {"until": "2031-05-06"}, "a time to come"),
        ("/seen", {"until": "2099-01-01T00:00:00+00:00"}, "a time to come"),
        ("/seen", {"by": " "}, "say who you are"),
        ("/searches", {"act": "save", "words": " "}, "needs words"),
        ("/searches", {"act": "praise"}, "'praise' is nothing"),
        ("/searches", {"act": "delete", "search": "none"}, "not kept any more"),
        ("/searches", {"act": "save", "words": "news", "by": ""}, "name of who"),
    ],
)
def test_odd_forms_are_told(desk: Desk, path: str, given: dict[str, str], why: str) -> None:
    """What cannot be kept is told on the desk, and nothing is kept."""
    answer = desk.send(path, **given)
    assert answer.status_code == 400
    assert why in html.unescape(answer.text)
    assert "set-cookie" not in answer.headers
    assert (desk.record()["since"], desk.record()["searches"]) == ("", [])


@pytest.mark.parametrize("path", ["/seen", "/searches"])
def test_strangers_change_nothing(desk: Desk, path: str) -> None:
    """A form of another page or of an earlier run is refused."""
    form = {"act": "save", "words": "news", "by": "Eve", "until": "2031-05-06T00:00:00+00:00"}
    refused = [
        desk.browser.post(path, data=form),
        desk.browser.post(path, data={**form, "token": "guessed"}),
        desk.browser.post(path, data=form, headers={"origin": "http://evil.example"}),
    ]
    assert [r.status_code for r in refused] == [400, 400, 403]
    assert desk.record()["searches"] == []


def test_searches(desk: Desk) -> None:
    """A search is saved, counts what is new, is renamed and deleted; what people call it is escaped."""
    desk.send("/seen")
    desk.send("/searches", act="save", words="news", name="<i>All</i>")
    assert [(s["name"], s["reports"], s["new"]) for s in desk.record()["searches"]] == [("<i>All</i>", 1, 0)]
    assert "<i>All" not in desk.page()
    desk.add(SECOND)
    (search,) = desk.record()["searches"]
    assert (search["reports"], search["new"]) == (2, 1)
    assert "1 new" in desk.page()
    desk.send("/searches", act="rename", search=search["id"], name="Harbour")
    assert desk.record()["searches"][0]["name"] == "Harbour"
    desk.send("/searches", act="delete", search=search["id"])
    assert desk.record()["searches"] == []


def test_looking_changes_nothing(desk: Desk) -> None:
    """The desk may be loaded as often as one likes: the case's facts stay, and nobody has seen anything by that."""
    desk.page()
    with Workspace(desk.settings, desk.tick) as workspace:
        before = list(workspace.facts.rows("SELECT * FROM visit"))
    desk.page()
    with Workspace(desk.settings, desk.tick) as workspace:
        assert list(workspace.facts.rows("SELECT * FROM visit")) == before == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere"
)
def test_a_case_that_may_not_be_written_to(desk: Desk) -> None:
    """There the browser keeps what was seen, and a search is refused in plain words."""
    desk.page()
    path = Path(desk.settings.case)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert desk.send("/seen").status_code == 303
        record = desk.record()
        assert (record["since"] != "", record["came_in"]) == (True, 0)
        assert "may not be written to" in desk.send("/searches", act="save", words="news").text
    finally:
        path.parent.chmod(0o755)
        path.chmod(0o644)


@pytest.mark.parametrize("kind", [DeskPage, ChangeLine, SearchLine, CopyFound])
def test_the_template_shows_every_field(kind: type) -> None:
    """Page and JSON tell the same: no field of the record is left out by the template."""
    text = resources.files("herodot.web").joinpath("templates/desk.html").read_text("utf-8")
    assert [f.name for f in fields(kind) if not re.search(rf"\.{f.name}\b", text)] == []


def test_the_icon_is_ours(desk: Desk) -> None:
    """Every page names an icon that is there, so that no browser asks for one that is not."""
    assert '<link rel="icon" href="/favicon.svg"' in desk.page()
    answer = desk.browser.get("/favicon.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")


def test_a_search_is_saved_where_it_was_made(desk: Desk) -> None:
    """The page of what was found saves its words, comes back to it, and then says under which name they are kept."""
    page = desk.browser.get("/find", params={"asked": "Harbour  news"}).text
    assert "Save this search" in page
    assert 'name="from" value="find"' in page
    answer = desk.send(
        "/searches", act="save", words="Harbour  news", name="<i>Docks</i>", **{"from": "find"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/find?asked=Harbour+news")
    after = desk.browser.get("/find", params={"asked": "Harbour news"}).text
    assert "&lt;i&gt;Docks&lt;/i&gt;" in after
    assert "Save this search" not in after
    assert "Save this search" in desk.browser.get("/find", params={"asked": "news"}).text
    assert [s["words"] for s in desk.record()["searches"]] == ["Harbour news"]


@pytest.mark.parametrize(
    ("given", "why"),
    [({"words": "Harbour news"}, "kept already, as 'Docks'"), ({"words": "news", "by": ""}, "name of who"),
     ({"words": "x" * 201}, "at most 200 characters"), ({"words": "?!"}, "needs words")],
)  # fmt: skip
def test_what_is_not_saved_is_told_where_it_was_asked(desk: Desk, given: dict[str, str], why: str) -> None:
    """The same checks as on the desk; the page of what was found stays, with the reason."""
    desk.send("/searches", act="save", words="Harbour news", name="Docks")
    desk.browser.cookies.clear()
    answer = desk.send("/searches", act="save", **{"from": "find", **given})
    assert answer.status_code == 400
    assert why in html.unescape(answer.text)
    assert "<h2>Reports with these words</h2>" in answer.text
    assert len(desk.record()["searches"]) == 1


def test_nothing_is_saved_of_nothing(desk: Desk) -> None:
    """The page without words says what to type, and offers nothing to save."""
    page = desk.browser.get("/find").text
    assert "Type a question" in page
    assert "Save this search" not in page
