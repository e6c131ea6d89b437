"""Review on the pages: decisions by forms alone, kept for good, with strangers refused and nobody's work lost."""

from __future__ import annotations

import html
import re
from dataclasses import fields
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from herodot.model.plain import from_plain
from herodot.pages.queue import QueueLine, QueuePage
from herodot.pages.review import HistoryLine, MarginLine
from herodot.pages.wording import FIELDS
from herodot.settings import Settings
from herodot.web.app import make_app
from herodot.web.report import ReportPage
from herodot.workspace import Workspace
from tests.samples import NOW, a_reading, a_report

WORDS = (
    "Harbour <b>news</b>\n\nAnna Bell leads the Harbour Watch. Tom Reed said that Ben Cole leads the Harbour Watch.\n\n"
    "مرفأ البحر leads the Dock Union. The mayor went home.\n"
)
REPORT = a_report(WORDS)
TEMPLATES = ("report.html", "review_parts.html", "parts.html", "review.html")


class Desk:
    """A browser on a case with one report."""

    def __init__(self, folder: Path) -> None:
        """Makes the case."""
        settings = Settings(case=str(folder / "a.herodot"))
        clock = lambda: datetime(2031, 5, 6, tzinfo=UTC)  # noqa: E731
        with Workspace(settings, clock) as workspace:
            workspace.create()
            with workspace.store.writer() as writer:
                writer.add_report(REPORT, WORDS.encode())
                writer.put_reading(a_reading(REPORT), NOW)
        self.browser = TestClient(
            make_app(settings, clock), base_url="http://127.0.0.1:8021", follow_redirects=False
        )

    def record(self, statement: str = "") -> dict[str, Any]:
        """The report page's record."""
        found = self.browser.get(f"/report/{REPORT.id}.json", params={"statement": statement})
        return dict(found.json())

    def lines(self) -> list[dict[str, Any]]:
        """The statements in the margin, in order."""
        return [line for p in self.record()["paragraphs"] for line in p["statements"]]

    def page(self, statement: str = "", **asked: str) -> str:
        """The report page."""
        return self.browser.get(f"/report/{REPORT.id}", params={"statement": statement, **asked}).text

    def send(self, path: str = "/review", **given: str) -> Any:
        """Sends a form as Ana, or as `by`."""
        token = re.search(r'name="token" value="([^"]+)"', self.page())
        assert token is not None
        form = {"token": token[1], "report": REPORT.id, "by": "Ana", **given}
        return self.browser.post(path, data=form)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A browser on a case."""
    return Desk(tmp_path)


def form_of(page: str, kind: str) -> dict[str, str]:
    """The fields of the form of that kind as a browser would send them untouched."""
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if f'name="kind" value="{kind}"' in f)
    found = {}
    for field in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', field), re.search(r'value="([^"]*)"', field)
        if name and ('type="radio"' not in field or "checked" in field):
            found[name[1]] = unescaped(value[1]) if value else ""
    for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>([^<]*)</textarea>', form):
        found[name] = unescaped(text)
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        picked = re.search(r'<option(?: value="([^"]*)")?[^>]* selected>([^<]*)', options)
        found[name] = (picked[1] or picked[2]) if picked else ""
    return found


def unescaped(text: str) -> str:
    """HTML's own signs as letters."""
    return html.unescape(text)


def test_statements_stand_beside_their_paragraph(desk: Desk) -> None:
    """Each statement is in the margin of the paragraph in which its words begin; the paragraphs are the text."""
    record = desk.record()
    assert (
        "\n\n".join("".join(p["text"] for p in part["pieces"]) for part in record["paragraphs"])
        == REPORT.text
    )
    for part, following in zip(record["paragraphs"], [*record["paragraphs"][1:], None], strict=True):
        for line in part["statements"]:
            start = line["evidence"][0]["start"]
            assert part["start"] <= start < (following["start"] if following else len(REPORT.text))
    assert [len(p["statements"]) for p in record["paragraphs"]] == [0, 2, 1]
    assert "<bdi>Tom Reed</bdi>" in desk.page()
    assert "&lt;b&gt;news" in desk.page()


def test_only_the_chosen_statement_is_marked_and_has_forms(desk: Desk) -> None:
    """Without a choice there is no mark; with one its words, its history and its buttons are there."""
    first, second = (line["id"] for line in desk.lines()[:2])
    assert "<mark" not in desk.page()
    desk.send("/review/name")
    page = desk.page(second)
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", page) == [
        "Tom Reed said that Ben Cole leads the Harbour Watch."
    ]
    assert {f'value="{kind}"' in page for kind in ("accept", "reject", "correct", "defer")} == {True}
    assert first in page
    assert page.count("aria-current") == 1


def test_template_and_record_agree(desk: Desk) -> None:
    """Every field of the page's records is drawn by the templates: nothing is computed that nobody sees."""
    folder = resources.files("herodot.web").joinpath("templates")
    drawn = "".join(folder.joinpath(name).read_text("utf-8") for name in TEMPLATES)
    unseen = {"report", "now"}  # the page's own report; the statement's other id, by which links find it
    for record in (ReportPage, MarginLine, HistoryLine, QueuePage, QueueLine):
        for field in fields(record):
            assert re.search(rf"\.{field.name}\b", drawn) or field.name in unseen, f"{record}.{field.name}"
    assert all(f'name="{name}"' in drawn or f'"{name}"' in drawn for name in FIELDS)
    from_plain(QueuePage, desk.browser.get("/review.json").json())


def test_names_from_right_to_left_keep_their_place(desk: Desk) -> None:
    """A claim runs from left to right whatever script its names are in; each name keeps to itself."""
    line = desk.lines()[2]
    assert line["claim"].startswith("\u2068مرفأ البحر\u2069 · leader of")
    page = desk.page(line["id"])
    assert re.search(r'<a class="claim" href="[^"]*">\u2068مرفأ البحر\u2069 · leader of', page)
    assert re.search(r'<p class="text" dir="ltr" data-start="\d+"><mark id="marked">مرفأ', page)


def test_one_press_decides_and_goes_on(desk: Desk) -> None:
    """Accept and defer lead to the next statement and tell what was done; a name given once is kept."""
    first, second = (line["id"] for line in desk.lines()[:2])
    assert "Say who you are" in desk.page(first)
    desk.send("/review/name", by="Юрий")
    answer = desk.browser.post("/review", data=form_of(desk.page(first), "accept"))
    assert answer.status_code == 303
    where = urlsplit(answer.headers["location"])
    assert f"statement={second}" in where.query
    shown = desk.browser.get(answer.headers["location"]).text
    assert 'role="status"' in shown
    assert 'Accepted: <bdi dir="ltr">Anna Bell' in shown
    assert [(line["state"], [h["by"] for h in line["history"]]) for line in desk.lines()[:2]] == [
        ("accepted", ["Юрий"]), ("read", []),
    ]  # fmt: skip
    assert desk.record()["states"] == {"accepted": 1, "read": 2}


def test_reject_undo_redo(desk: Desk) -> None:
    """A rejected statement leaves the board and comes back when that is undone; the history keeps both."""
    key = desk.lines()[0]["id"]
    leaders = lambda: {a["shown"] for q in desk.browser.get("/board.json").json()["questions"] for a in q["answers"]}  # noqa: E731  # fmt: skip
    assert "Anna Bell" in leaders()
    assert desk.send(kind="reject", statement=key, reason="not said", note="<i>no</i>").status_code == 303
    assert "Anna Bell" not in leaders()
    assert "<i>no" not in desk.page(key)
    made = desk.lines()[0]["history"][0]["id"]
    assert desk.send("/review/undo", review=made, by="Bo").status_code == 303
    assert "Anna Bell" in leaders()
    assert "Put in force again" in desk.page(key)
    desk.send("/review/undo", review=made, redo="1")
    assert desk.lines()[0]["state"] == "rejected"


def test_correct(desk: Desk) -> None:
    """The form comes filled with the statement; what is changed counts, and the reader's words stay beside it."""
    key = desk.lines()[1]["id"]
    desk.send("/review/name")
    form = form_of(desk.page(key), "correct")
    assert (form["subject"], form["value"], form["links"]) == ("Ben Cole", "the Harbour Watch", "Tom Reed")
    assert "says already" in desk.browser.post("/review", data=form).text
    changed = form | {"polarity": "denied", "links": "", "value": "the Dock Union"}
    answer = desk.browser.post("/review", data=changed)
    assert f"statement={key}" in answer.headers["location"]
    line = desk.lines()[1]
    assert (line["state"], line["how"], line["chain"]) == ("corrected", "denied", ["The Quay"])
    assert "Tom Reed" in line["was"]
    linked = desk.record(line["now"])["chosen"]
    assert linked["id"] == key


def test_what_does_not_pass_the_gate_is_told(desk: Desk) -> None:
    """The reason stands on the page, and what was typed is still in the form."""
    key = desk.lines()[1]["id"]
    desk.send("/review/name")
    form = form_of(desk.page(key), "correct") | {"evidence": "Ben Cole sings"}
    answer = desk.browser.post("/review", data=form)
    assert answer.status_code == 400
    assert "does not stand in the report" in answer.text
    assert "Ben Cole sings" in answer.text
    assert '<details data-open="e" open id="sent">' in answer.text
    assert desk.lines()[1]["history"] == []


def test_add_by_selected_words(desk: Desk) -> None:
    """Words that the reader passed over, given by their place, become a statement in the margin."""
    start = REPORT.text.index("The mayor")
    place = f"{start}-{start + len('The mayor went home')}"
    given = {"subject": f"{start + 4}-{start + 9}: mayor", "subject_kind": "Person", "property": "occupation",
             "value": "mayor", "evidence": f"{place}: The mayor went home"}  # fmt: skip
    assert desk.send(kind="add", **given).status_code == 303
    line = desk.lines()[-1]
    assert (line["state"], line["claim"]) == ("added", "mayor · works as · mayor")
    refused = desk.send(kind="add", **{**given, "property": "age", "value": "7"})
    assert "a number of it does not stand in the words chosen" in refused.text
    assert "Anna Bell" in desk.record()["names"]


def test_two_at_once_lose_nothing(desk: Desk) -> None:
    """The second decision on a page that is out of date is kept; the page and the history say so."""
    key = desk.lines()[0]["id"]
    desk.send("/review/name")
    old = form_of(desk.page(key), "accept")
    desk.send(kind="reject", statement=key, reason="other", by="Bo", seen="")
    answer = desk.browser.post("/review", data=old | {"by": "Ana"})
    assert f"statement={key}" in answer.headers["location"]
    shown = desk.browser.get(answer.headers["location"]).text
    assert "decided on it while you were looking" in shown
    line = desk.lines()[0]
    assert [(h["did"], h["by"], h["unseen"]) for h in line["history"]] == [
        ("rejected", "Bo", []), ("accepted", "Ana", ["Bo"]),
    ]  # fmt: skip
    assert line["state"] == "accepted"
    later = form_of(desk.page(key), "defer")
    desk.browser.post("/review", data=later)
    assert desk.lines()[0]["history"][-1]["unseen"] == []


@pytest.mark.parametrize("path", ["/review", "/review/undo", "/review/name"])
def test_strangers_decide_nothing(desk: Desk, path: str) -> None:
    """A form of another page, of another site or of an earlier run changes nothing."""
    key = desk.lines()[0]["id"]
    form = {"kind": "accept", "report": REPORT.id, "statement": key, "by": "Eve"}
    refusals = [
        desk.browser.post(path, data=form),
        desk.browser.post(path, data={**form, "token": "guessed"}),
        desk.browser.post(path, data=form, headers={"origin": "http://evil.example"}),
        desk.browser.post(path, data=form, headers={"sec-fetch-site": "cross-site"}),
    ]
    assert [r.status_code for r in refusals] == [400, 400, 403, 403]
    assert desk.lines()[0]["history"] == []
    assert not any("set-cookie" in r.headers for r in refusals)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"kind": "praise"}, "is no decision"),
        ({"kind": "accept", "statement": "none"}, "has no statement"),
        ({"kind": "reject", "reason": "just so"}, "one of these reasons"),
        ({"kind": "accept", "by": " "}, "needs the name"),
        ({"kind": "accept", "report": "none"}, "no report"),
    ],
)
def test_odd_forms_are_told(desk: Desk, given: dict[str, str], why: str) -> None:
    """A form that asks for what cannot be is refused in plain words."""
    answer = desk.send(**{"statement": desk.lines()[0]["id"], **given})
    assert answer.status_code == 400
    assert why in unescaped(answer.text)
    assert 'id="sent"' not in answer.text


def test_the_page_runs_only_its_own_script(desk: Desk) -> None:
    """Two scripts, of our own, no handler and no style in the page; the files are there."""
    page = desk.page(desk.lines()[0]["id"])
    scripts = ["review.js", "meanwhile.js"]
    assert re.findall(r"<script[^>]*>", page) == [f'<script src="/{name}" defer>' for name in scripts]
    assert not re.search(r"<[^>]* (?:on\w+|style)=", page)
    for name, kind in (
        ("review.js", "text/javascript"),
        ("meanwhile.js", "text/javascript"),
        ("report.css", "text/css"),
    ):
        answer = desk.browser.get(f"/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
    policy = desk.browser.get("/review").headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_browsers_may_say_that_a_form_is_ours(desk: Desk) -> None:
    """Under `no-referrer` browsers send `Origin: null` with our own forms, which is refused as a stranger's."""
    assert desk.browser.get("/review").headers["referrer-policy"] == "same-origin"
    key = desk.lines()[0]["id"]
    desk.send("/review/name")
    form = form_of(desk.page(key), "accept")
    assert desk.browser.post("/review", data=form, headers={"origin": "null"}).status_code == 403
    ours = {"origin": "http://127.0.0.1:8021", "sec-fetch-site": "same-origin"}
    assert desk.browser.post("/review", data=form, headers=ours).status_code == 303


def test_the_queue_leads_to_the_words(desk: Desk) -> None:
    """Contested statements first; each link marks its words; what is decided waits no more."""
    record = desk.browser.get("/review.json").json()
    assert [g["why"].split()[0] for g in record["groups"]] == ["Contested", "Not", "Deferred"]
    assert (record["waiting"], record["groups"][0]["number"]) == (3, 2)
    first = record["groups"][0]["statements"][0]
    page = desk.browser.get("/review").text
    link = next(h for h in re.findall(r'href="([^"]*)"', page) if first["id"] in h)
    assert "<mark" in desk.browser.get(link.partition("#")[0]).text
    desk.send(kind="accept", statement=first["id"])
    desk.send(kind="defer", statement=record["groups"][0]["statements"][1]["id"])
    after = desk.browser.get("/review.json").json()
    assert [g["number"] for g in after["groups"]] == [0, 1, 1]
    assert after["decided"] == 1
