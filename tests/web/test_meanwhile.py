"""Open pages learn what others decided on the same thing, on one's own machine as in a team, and on nothing else."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from herodot.pages.review import decide_on
from herodot.reviewing import Asked
from herodot.settings import Settings
from herodot.workspace import Workspace
from tests.samples import NOW, a_reading, a_report
from tests.web.made_case import CLOCK, browser

HARBOUR = a_report(
    "Harbour news\n\nAnna Bell leads the Harbour Watch. Tom Reed said that Ben Cole leads the Dock Union.\n"
)
DOCKS = a_report("Dock news\n\nBen Cole leads the Harbour Watch.\n", name="b.txt")


class Pages:
    """A browser on two reports, and what others do beside it."""

    def __init__(self, folder: Path) -> None:
        """Makes the case."""
        self.settings = Settings(case=str(folder / "a.herodot"))
        with self.case() as workspace:
            workspace.create()
            for report in (HARBOUR, DOCKS):
                with workspace.store.writer() as writer:
                    writer.add_report(report, f"{report.text}\n".encode())
                    writer.put_reading(a_reading(report), NOW)
        self.browser: TestClient = browser(self.settings)

    def case(self) -> Workspace:
        """The case, as another program opens it."""
        return Workspace(self.settings, lambda: CLOCK)

    def asks(self, path: str) -> str:
        """The address at which that page asks, once it was loaded."""
        found = re.search(r'data-changes="([^"]+)"', self.browser.get(path).text)
        assert found is not None
        return html.unescape(found[1])

    def told(self, address: str) -> dict[str, Any]:
        """What it is told."""
        answer = self.browser.get(address)
        assert answer.status_code == 200
        return dict(answer.json())

    def decide(self, report: str, number: int, by: str, kind: str = "accept") -> str:
        """Somebody decides by the command line; the review's id."""
        with self.case() as workspace:
            record = self.browser.get(f"/report/{report}.json").json()
            key = [s["id"] for p in record["paragraphs"] for s in p["statements"]][number]
            page = decide_on(workspace, Asked(kind=kind, report=report, statement=key, by=by))
            return page.statements[0].history[-1].id

    def question(self, words: str) -> str:
        """The address of the question whose body is called so."""
        found = next(q for q in self.browser.get("/board.json").json()["questions"] if words in q["shown"])
        return f"/question?about={found['about']}&property={found['property']}"

    def entity(self, name: str) -> str:
        """The address of who is called so."""
        with self.case() as workspace:
            (found,) = workspace.kept().kept_called(name.casefold().split(), every=True)
        return f"/entity/{found.id}"


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """A browser on one's own machine."""
    return Pages(tmp_path)


def test_a_report(pages: Pages) -> None:
    """Counts statements, not decisions; tells who; what is on the page already and other reports do not count."""
    pages.decide(HARBOUR.id, 1, "Zoe")
    asks = pages.asks(f"/report/{HARBOUR.id}")
    assert pages.told(asks) == {"number": 0, "by": [], "words": ""}
    pages.decide(DOCKS.id, 0, "Zoe")
    assert pages.told(asks)["number"] == 0
    made = pages.decide(HARBOUR.id, 0, "Bo")
    assert pages.told(asks) == {"number": 1, "by": ["Bo"], "words": "Bo decided on 1 statement here"}
    pages.decide(HARBOUR.id, 0, "Ida", "defer")
    pages.decide(HARBOUR.id, 1, "Bo")
    assert pages.told(asks)["words"] == "Bo and Ida decided on 2 statements here"
    asks = pages.asks(f"/report/{HARBOUR.id}")
    with pages.case() as workspace:
        from herodot.reviewing import undo_review

        undo_review(workspace.store, made, "Ana", NOW)
    assert pages.told(asks)["words"] == "Ana decided on 1 statement here"


def test_a_question(pages: Pages) -> None:
    """Decisions on its statements in whichever report, and on who they are of whom it speaks; no others."""
    watch, union = pages.question("Harbour Watch"), pages.question("Dock Union")
    asks, other = pages.asks(watch), pages.asks(union)
    pages.decide(DOCKS.id, 0, "Bo")
    assert pages.told(asks)["words"] == "Bo decided on 1 thing here"
    assert pages.told(other)["number"] == 0
    pages.decide(HARBOUR.id, 1, "Ida")
    assert (pages.told(asks)["by"], pages.told(other)["by"]) == (["Bo"], ["Ida"])
    asks, other = pages.asks(watch), pages.asks(union)
    with pages.case() as workspace:
        from herodot.pages.picture import decide

        decide(workspace, "Zoe", "Anna Bell", "Tom Reed", "different", "")
    assert (pages.told(asks)["by"], pages.told(other)["by"]) == (["Zoe"], [])


def test_somebody(pages: Pages) -> None:
    """Decisions on statements that speak of somebody, and on who they are; of an entity that is gone any decision."""
    asks = [pages.asks(pages.entity(name)) for name in ("Anna Bell", "Ben Cole", "Dock Union")]
    pages.decide(HARBOUR.id, 0, "Bo")
    assert [pages.told(a)["words"] for a in asks] == ["Bo decided on 1 thing here", "", ""]
    pages.decide(HARBOUR.id, 1, "Ida")
    pages.decide(DOCKS.id, 0, "Ida", "defer")
    assert [pages.told(a)["number"] for a in asks] == [1, 2, 1]
    asks = [pages.asks(pages.entity(name)) for name in ("Anna Bell", "Ben Cole", "Dock Union")]
    with pages.case() as workspace:
        from herodot.pages.picture import decide

        decide(workspace, "Zoe", "Anna Bell", "Tom Reed", "different", "")
    assert [pages.told(a)["by"] for a in asks] == [["Zoe"], [], []]
    assert pages.told(asks[2].replace("key=", "key=0"))["by"] == ["Zoe"]


@pytest.mark.parametrize("path", ["/", "/board", "/board?contested=1", "/review"])
def test_the_whole_case(pages: Pages, path: str) -> None:
    """The desk, the board and the queue are told of every decision, on statements and on who is who."""
    asks = pages.asks(path)
    assert pages.told(asks)["number"] == 0
    pages.decide(HARBOUR.id, 0, "Bo")
    with pages.case() as workspace:
        from herodot.pages.picture import decide

        decide(workspace, "Ida", "Anna Bell", "Tom Reed", "different", "")
        decide(workspace, "Ida", "Anna Bell", "Tom Reed", "unsure", "")
    assert pages.told(asks)["words"] == "Bo and Ida decided on 2 things in this case"
    assert pages.told(pages.asks(path))["number"] == 0


def test_a_part_of_the_board(pages: Pages) -> None:
    """A board of those that go by some words is told of decisions on them alone."""
    asks = pages.asks("/board?name=dock+union")
    pages.decide(DOCKS.id, 0, "Bo")
    assert pages.told(asks)["number"] == 0
    pages.decide(HARBOUR.id, 1, "Ida")
    assert pages.told(asks)["words"] == "Ida decided on 1 thing here"


def test_identity(pages: Pages) -> None:
    """Counts pairs; their undoing too."""
    asks = pages.asks("/identity")
    with pages.case() as workspace:
        from herodot.pages.picture import decide

        first = decide(workspace, "Bo", "Anna Bell", "Tom Reed", "different", "")
        decide(workspace, "Ida", "Anna Bell", "Tom Reed", "same", "")
    assert pages.told(asks)["words"] == "Bo and Ida decided on 1 pair here"
    asks = pages.asks("/identity")
    with pages.case() as workspace:
        workspace.undo(first.judgments[0].judgment.id, "Bo")
    assert pages.told(asks)["words"] == "Bo decided on 1 pair here"


def test_asking_is_cheap(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """It makes no picture, keeps none, and writes nothing, however old the kept one is."""
    watch, anna = pages.question("Harbour Watch"), pages.entity("Anna Bell")
    open_ = (f"/report/{HARBOUR.id}", watch, "/identity", anna, "/", "/board", "/board?name=watch", "/review")
    asks = [pages.asks(path) for path in open_]
    pages.decide(HARBOUR.id, 0, "Bo", "defer")

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a picture was made, or the case was written to")

    monkeypatch.setattr(Workspace, "picture", never)
    monkeypatch.setattr("herodot.store.store.Store.writer", never)
    assert [pages.told(address)["number"] for address in asks] == [1, 1, 0, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    "asked",
    ["on=report&key=x", "on=report&since=1.2.3", "on=report&since=a.b.c.d", "on=report&since=1.2.3.-4",
     "on=report&since=1.2.3.99999999999999999999", "on=weather&since=0.0.0.0", ""],
)  # fmt: skip
def test_odd_questions_are_refused(pages: Pages, asked: str) -> None:
    """What does not say of what, or since when, is told so."""
    answer = pages.browser.get(f"/changes?{asked}")
    assert answer.status_code == 400
    assert answer.json()["problem"]


def test_many_names_stay_short(pages: Pages) -> None:
    """Of many who decided two are named."""
    asks = pages.asks(f"/report/{HARBOUR.id}")
    for name in ("Bo", "Ida", "Tom", "Zoe"):
        pages.decide(HARBOUR.id, 0, name, "defer")
    assert pages.told(asks)["words"] == "Bo, Ida and 2 others decided on 1 statement here"
