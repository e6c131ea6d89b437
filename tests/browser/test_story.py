"""The whole story in a real browser: from an empty case to a brief, with keys, with clicks, and without scripts."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from herodot.cli import main
from herodot.settings import Settings
from tests.browser.rig import served

HARBOUR = (
    "Harbour news\n\nAnna Bell leads the Harbour Watch. Tom Reed denied that Anna Bell leads the Harbour Watch. "
    "Tom Reed said that Ben Cole leads the Dock Union.\n\nThe mayor of the town was not there when they came.\n"
)
DOCKS = (
    "Dock news\n\nIda Moor said that Ben Cole leads the Harbour Watch. Zoe Lind leads the Salt Guild. "
    "The weather of the town was fine and the mayor went to see the ships.\n"
)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A new case, made by the command; the stand-in reads for it."""
    monkeypatch.setenv("HERODOT_READER", "tests.standin:load")
    monkeypatch.setenv("HERODOT_WORKERS", "1")
    monkeypatch.chdir(tmp_path)
    for name, outlet, words in (("harbour", "The Quay", HARBOUR), ("docks", "مرفأ", DOCKS)):
        (tmp_path / f"{name}.txt").write_text(words, "utf-8")
        row = {"id": name, "file": f"{name}.txt", "outlet": outlet, "published": "2021-05-01"}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), "utf-8")
    assert main(["new", "-c", "a.herodot"]) == 0
    return Settings(case=str(tmp_path / "a.herodot"), reader="tests.standin:load", workers=1)


@pytest.fixture
def address(case: Settings) -> Iterator[str]:
    """The address of its pages."""
    with served(case) as found:
        yield found


def add(case: Settings, file: str) -> None:
    """Adds the report of a manifest and reads it, by the command."""
    assert main(["add", "-c", case.case, str(Path(case.case).parent / file)]) == 0


def record(page: Any, path: str) -> Any:
    """The record of a page of the case that a page shows."""
    return page.request.get(re.sub(r"(https?://[^/]+).*", r"\1", page.url) + path).json()


def states(page: Any) -> dict[str, int]:
    """How many statements of the report that is shown are in each state."""
    return dict(record(page, re.sub(r"https?://[^/]+([^?#]*).*", r"\1.json", page.url))["states"])


def press(page: Any, key: str) -> None:
    """A key that leads to another page, and that page."""
    page.wait_for_load_state("load")
    with page.expect_navigation():
        page.keyboard.press(key)


def test_the_story(page: Any, case: Settings, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Add, read, review by keys, merge, undo, board, tree of sources, brief: each step shows in the next."""
    page.goto(address)
    assert "This case is empty" in page.inner_text("main")
    add(case, "harbour.jsonl")
    page.reload()
    page.click("text=Harbour news")
    review_by_keys(page)
    page.click("nav .name")
    page.click("text=I have seen all this")
    add(case, "docks.jsonl")
    page.reload()
    assert "Dock news" in page.inner_text("main")
    assert "Ana last had seen everything" in page.inner_text("main")
    merge_and_undo(page)
    board_tree_brief(page)
    capsys.readouterr()


def review_by_keys(page: Any) -> None:
    """On a report: who one is, accept, undo, reject with a reason, defer; each by one key."""
    press(page, "j")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") == "by"
    page.keyboard.type("Ana")
    press(page, "Enter")
    press(page, "a")
    assert states(page) == {"accepted": 1, "read": 2}
    press(page, "u")
    assert states(page) == {"read": 3}
    press(page, "a")
    press(page, "j")
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    press(page, "Enter")
    assert states(page)["rejected"] == 1
    press(page, "u")
    assert "rejected" not in states(page)


def merge_and_undo(page: Any) -> None:
    """Two become one by a person's word, which the board follows, and are two again when that is undone."""
    leaders = lambda: sorted(  # noqa: E731
        a["shown"] for q in record(page, "/board.json?name=Harbour+Watch")["questions"] for a in q["answers"]
    )
    assert leaders() == ["Anna Bell", "Ben Cole"]
    assert len(record(page, "/board.json?name=Zoe+Lind")["questions"]) == 1
    page.click("nav >> text=Identity")
    form = page.locator("form.narrow", has_text="Other")
    form.locator("[name=one]").fill("Anna Bell")
    form.locator("[name=other]").fill("Zoe Lind")
    form.locator("[name=by]").fill("Ana")
    form.locator("button").click()
    page.wait_for_selector("text=Undo")
    assert len(record(page, "/board.json?name=Zoe+Lind")["questions"]) == 2
    page.click("text=Undo")  # who decides is known by now
    page.wait_for_selector("text=Put in force again")
    assert leaders() == ["Anna Bell", "Ben Cole"]


def board_tree_brief(page: Any) -> None:
    """From the board to a question's sources, from there to the words, and to a brief that prints."""
    page.click("nav >> text=Board")
    page.click("h3 >> text=the Harbour Watch · who leads it?")
    assert sorted(page.locator(".origins strong").all_inner_texts()) == ["Ida Moor", "The Quay", "Tom Reed"]
    question = page.url
    page.click(".origins blockquote a:has-text('“Anna Bell leads the Harbour Watch.”')")
    assert page.locator("mark").all_inner_texts() == ["Anna Bell leads the Harbour Watch."]
    page.goto(question)
    page.click("main >> text=Brief")
    brief = page.inner_text("main")
    assert "Anna Bell: according to The Quay (one origin); denied by Tom Reed." in brief
    assert "These cannot hold at the same time" in brief
    page.emulate_media(media="print")
    assert not page.is_visible("body > header")
    assert page.pdf()[:4] == b"%PDF"
    page.emulate_media(media="screen")


def test_a_strangers_path(
    page: Any, case: Settings, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the desk it takes at most three clicks to who disagrees and what exactly each said, in the report."""
    add(case, "harbour.jsonl")
    add(case, "docks.jsonl")
    page.goto(address)
    page.click(".contested a >> nth=0")
    quoted = page.locator(".origins blockquote").all_inner_texts()
    assert "“Anna Bell leads the Harbour Watch.”" in quoted
    assert "“Tom Reed denied that Anna Bell leads the Harbour Watch.”" in quoted
    page.click(".origins blockquote a >> nth=-1")
    assert page.is_visible("mark")
    capsys.readouterr()


class Stranger:
    """Somebody who has only what can be seen, and counts the clicks."""

    def __init__(self, page: Any) -> None:
        self.page, self.clicks = page, 0

    def clicks_on(self, words: str, inside: str = "body") -> None:
        """The first link with those words, and the page it leads to."""
        links = self.page.locator(inside).get_by_role("link", name=re.compile(words, re.IGNORECASE))
        with self.page.expect_navigation():
            links.first.click()
        self.clicks += 1


def test_who_disagrees_and_what_each_said(
    page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From what `make demo` leaves it takes three clicks at most to who disagrees about the raid, what exactly each
    said, and where: two accounts from different reports by different sources, whose answers to one question differ,
    each in its quoted words, and these marked in the report."""
    monkeypatch.delenv("HERODOT_READER", raising=False)
    assert main(["demo", str(tmp_path / "demo")]) == 0
    with served(Settings(case=str(tmp_path / "demo" / "case.herodot"))) as address:
        page.goto(address)
        stranger = Stranger(page)
        stranger.clicks_on("^Timeline$", "nav")
        stranger.clicks_on(r"\braid\b", "main table")
        told = page.locator(".perhaps tr", has=page.locator(".otherwise")).first
        sides = [account(told.locator("td").nth(number)) for number in range(2)]
        for column in range(3):
            here, there = ({row[column] for row in side} for side in sides)
            assert here.isdisjoint(there)
        quoted = told.locator("td").nth(1).get_by_role("link", name=re.compile("^“.{12,}”$", re.DOTALL)).first
        words = " ".join(quoted.inner_text().strip("“”").split())
        with page.expect_navigation():
            quoted.click()
        stranger.clicks += 1
        assert " ".join(page.locator("mark").first.inner_text().split()) in words
        assert page.locator("mark").first.is_visible()
        assert stranger.clicks <= 3
    capsys.readouterr()


def account(side: Any) -> list[tuple[str, str, str]]:
    """What one side answers, seen on the page: the answer, its source and its report, each with its quoted words."""
    found = []
    for answer in side.locator(".told").all():
        quotes = answer.locator("blockquote").all()
        assert quotes
        assert all(re.search("“.{12,}”", q.inner_text(), re.DOTALL) for q in quotes)
        source = answer.locator("small bdi").first.inner_text()
        report = quotes[0].locator("footer > bdi").inner_text()
        found.append((answer.locator("strong").inner_text(), source, report))
    assert found
    return found


def test_searches_are_kept(
    page: Any, case: Settings, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A search is saved on the desk, counts what is new, is renamed and deleted."""
    add(case, "harbour.jsonl")
    page.goto(address)
    page.locator(".save [name=by]").fill("Ana")
    page.locator(".save [name=words]").fill("mayor")
    page.click("text=Save search")
    time.sleep(1.1)  # times are kept to the second
    page.reload()
    page.click("text=I have seen all this")
    add(case, "docks.jsonl")
    page.reload()
    assert "mayor 1 new 2 reports" in " ".join(page.inner_text(".searches").split())
    page.click(".searches summary")
    page.locator(".searches [name=name]").fill("The mayor")
    page.click(".searches >> text=Rename")
    assert page.is_visible(".searches >> text=The mayor")
    page.click(".searches summary")
    page.click(".searches >> text=Delete")
    page.wait_for_selector("text=None yet")
    capsys.readouterr()


def test_without_scripts(
    browser: Any, case: Settings, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no script runs a statement is reviewed by forms alone."""
    add(case, "harbour.jsonl")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.click("text=Harbour news")
    page.click(".margin .claim >> nth=0")
    page.locator("#by").fill("Bo")
    page.click("text=Keep")
    page.click("summary.button >> text=Reject")
    page.click("[data-open=x] form button")
    assert states(page) == {"rejected": 1, "read": 2}
    context.close()
    capsys.readouterr()
