"""The pages: each draws its record, escapes what reports hold, works with an empty case, and refuses strangers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from herodot.settings import Settings
from herodot.web.app import VIEWS, make_app
from herodot.web.guard import HEADERS
from herodot.web.labels import way_of
from herodot.web.views import paragraphs
from herodot.workspace import Workspace
from tests.samples import NOW, WORDS, a_reading, a_report
from tests.web.made_case import Story, a_case
from tests.web.made_case import browser as pages_of

ODD = (
    "Dock <script>alert(1)</script> news\n\nЮрий Иванов leads the Harbour Watch. مرفأ البحر leads the Dock Union. "
    "Ben Cole leads the Harbour Watch.\n"
)
PLAIN = [path for path in VIEWS if "{" not in path and path != "/question"]


def client(folder: Path, *texts: str) -> TestClient:
    """A browser on a case with reports of those words."""
    settings = Settings(case=str(folder / "a.herodot"))
    with Workspace(settings, lambda: datetime(2031, 5, 6, tzinfo=UTC)) as workspace:
        workspace.create()
        for words in texts:
            with workspace.store.writer() as writer:
                writer.add_report(a_report(words), words.encode())
                writer.put_reading(a_reading(a_report(words)), NOW)
    app = make_app(settings, lambda: datetime(2031, 5, 6, tzinfo=UTC))
    return TestClient(app, base_url="http://127.0.0.1:8021", follow_redirects=False)


@pytest.fixture
def full(tmp_path: Path) -> TestClient:
    """A case with two reports in which three lead the Harbour Watch."""
    return client(tmp_path, WORDS, ODD)


@pytest.mark.parametrize("path", PLAIN)
def test_pages(full: TestClient, tmp_path: Path, path: str) -> None:
    """Every page is drawn, with headers that let it load nothing else, and gives its record as JSON."""
    for browser in (full, client(tmp_path / "empty", *())):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert "<h1" in answer.text
        ours = {f'<script src="/{name}.js" defer>' for name in ("meanwhile", "map")}
        assert set(re.findall(r"<script[^>]*>", answer.text)) <= ours
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert browser.get(("/desk" if path == "/" else path) + ".json").json()


def test_every_link_leads_somewhere(full: TestClient) -> None:
    """From the desk each link on our own pages, two steps deep, is a page."""
    seen, waiting = set[str](), {"/"}
    for _ in range(3):
        for path in sorted(waiting - seen)[:60]:
            answer = full.get(path)
            assert answer.status_code == 200, path
            seen.add(path)
            links = re.findall(r'href="(/[^"#]*)', answer.text)
            waiting |= {link.replace("&amp;", "&") for link in links if not link.endswith((".css", ".json"))}
    assert any(path.startswith("/report/") for path in seen)
    assert any(path.startswith("/entity/") for path in seen)


def test_words_are_marked(full: TestClient) -> None:
    """A chosen statement's words are marked in the report's text, and only those."""
    question = next(q for q in full.get("/board.json").json()["questions"] if q["property"] == "leader_of")
    quote = question["answers"][0]["quotes"][0]
    page = full.get(f"/report/{quote['report']}", params={"statement": quote["statement"]}).text
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", page) == [quote["words"]]


def test_paragraphs_are_cut_at_marks() -> None:
    """Marks may cross into the next paragraph; all pieces together are the text."""
    pieces = paragraphs("one two\n\nthree", [(4, 12)])
    assert [[(p.text, p.marked) for p in part] for part in pieces] == [
        [("one ", False), ("two", True)],
        [("thr", True), ("ee", False)],
    ]


def test_reports_cannot_speak(full: TestClient) -> None:
    """What a report holds is shown as it is and never runs; a name from right to left keeps to itself."""
    page = full.get("/reports").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<bdi>" in page


def test_what_is_not_read_is_said(tmp_path: Path) -> None:
    """A report in a language that the reader does not know says so on its page; one that was read does not."""
    words = "Жители посёлка сообщили, что дорога закрыта, и просят о помощи."
    settings = Settings(case=str(tmp_path / "a.herodot"))
    with Workspace(settings, lambda: datetime(2031, 5, 6, tzinfo=UTC)) as workspace:
        workspace.create()
        for report, data in ((replace(a_report(words), language="ru"), words), (a_report(WORDS), WORDS)):
            with workspace.store.writer() as writer:
                writer.add_report(report, data.encode())
    app = make_app(settings, lambda: datetime(2031, 5, 6, tzinfo=UTC))
    browser = TestClient(app, base_url="http://127.0.0.1:8021")
    told = {
        report["id"]: "which the reader does not know" in browser.get(f"/report/{report['id']}").text
        for report in browser.get("/reports.json").json()["reports"]
    }
    assert sorted(told.values()) == [False, True]
    assert told[a_report(words).id]


def test_strangers_are_refused(full: TestClient) -> None:
    """Another host's name, another page's form and an old form change nothing."""
    assert full.get("/", headers={"host": "evil.example"}).status_code == 421
    form = {"one": "Anna Bell", "other": "Ben Cole", "verdict": "same", "by": "Ana"}
    assert full.post("/judge", data=form, headers={"origin": "http://evil.example"}).status_code == 403
    assert full.post("/judge", data=form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert full.post("/judge", data={**form, "token": "old"}).status_code == 400
    assert full.get("/identity.json").json()["judgments"]["judgments"] == []


def test_decide_and_undo(full: TestClient) -> None:
    """A decision made on the page holds and can be taken back there."""
    token = re.search(r'name="token" value="([^"]+)"', full.get("/identity").text)
    form = {"one": "Anna Bell", "other": "Ben Cole", "verdict": "same", "by": "Ana", "note": "<b>"}
    assert token is not None
    assert full.post("/judge", data={**form, "token": token[1]}).status_code == 303
    (line,) = full.get("/identity.json").json()["judgments"]["judgments"]
    assert (line["in_force"], line["judgment"]["by"]) == (True, "Ana")
    assert "<b>" not in full.get("/identity").text
    undo = {"judgment": line["judgment"]["id"], "by": "Bo", "token": token[1]}
    assert full.post("/undo", data=undo).status_code == 303
    assert not full.get("/identity.json").json()["judgments"]["judgments"][0]["in_force"]


@pytest.mark.parametrize(
    "path", ["/report/none", "/entity/none", "/question?about=x&property=place", "/board?name=zzz"]
)
def test_what_is_not_there_is_told(full: TestClient, path: str) -> None:
    """An address that leads nowhere says so in plain words, as a page and as JSON."""
    answer = full.get(path)
    assert answer.status_code == 404
    assert 'role="alert"' in answer.text
    assert full.get("/nowhere").status_code == 404


def test_who_has_no_name_can_be_asked_for(tmp_path: Path) -> None:
    """All the words of a description that stand in a question are as good as a name; some of them are not."""
    story = Story("The crew of the barge was at Marrat, the harbour master said.")
    crew, place = story.there("crew of the barge", "Group"), story.there("Marrat", "Place")
    story.entities[crew] = replace(story.entities[crew], names=(), description=crew)
    story.say(crew, "present_in", place, story.there("harbour master", "Person"))
    pages = pages_of(a_case(tmp_path, [story]))

    def found(asked: str) -> list[str]:
        answers = pages.get("/find.json", params={"asked": asked}).json()["answers"]
        return [f["answer"]["shown"] for f in answers["found"]]

    assert found("Where is the crew of the barge present?") == ["Marrat"]
    assert found("Where is the crew present?") == []


@pytest.mark.parametrize("path", ["/nothere", "/report", "/map/near", "/.json"])
def test_what_is_no_page_leads_back(full: TestClient, path: str) -> None:
    """An address that is none is told as a page, with the way back, under the same headers."""
    answer = full.get(path)
    assert answer.status_code == 404
    assert '<a href="/">Back to the desk</a>' in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_what_cannot_be_shown_is_a_sentence(full: TestClient) -> None:
    """The reason, whole, under a heading that fits it."""
    answer = full.get("/map", params={"near": "Mali"})
    assert answer.status_code == 400
    assert '<h1 dir="auto">Nothing to show</h1>' in answer.text
    assert "is no country: write its two letters, as ML.</p>" in answer.text


@pytest.mark.parametrize(
    ("names", "says"),
    [(("Salt Party", "Party"), "Organization · also <bdi>Party</bdi>"),
     (("Party",), "Organization · called <bdi>Party</bdi>"), (("Salt Party",), "Organization</p>")],
)  # fmt: skip
def test_other_names_are_other_names(tmp_path: Path, names: tuple[str, ...], says: str) -> None:
    """What an entity is called does not stand again among its other names; a word of kind is told as one of them."""
    story = Story("The Party met at Marrat.")
    party, place = story.there("Party", "Organization"), story.there("Marrat", "Place")
    story.entities[party] = replace(story.entities[party], names=names)
    story.say(party, "present_in", place)
    pages = pages_of(a_case(tmp_path, [story]))
    (answer,) = [q for q in pages.get("/board.json").json()["questions"] if q["property"] == "present_in"]
    assert says in pages.get(f"/entity/{answer['about']}").text


def test_sentences_run_as_most_of_their_letters(tmp_path: Path) -> None:
    """A report in English that begins with an Arabic name is read from left to right, in its text and wherever it is
    quoted; one in Arabic from right to left; a name as a heading keeps to the left with all else."""
    story = Story("مرفأ البحر leads the Dock Union and spoke of it at length.")
    story.say(story.there("مرفأ البحر", "Person"), "leader_of", story.there("Dock Union", "Organization"))
    pages = pages_of(a_case(tmp_path, [story]))
    (asked,) = pages.get("/board.json").json()["questions"]
    question = f"/question?about={asked['about']}&property=leader_of"
    answer = asked["answers"][0]
    report = f"/report/{answer['quotes'][0]['report']}"
    for path in (question, "/board", "/brief", "/network", "/review", report):
        page = pages.get(path).text
        assert re.search(r'dir="ltr"[^>]*>“?مرفأ', page), path
        assert not re.search(r'dir="auto"[^>]*>“?مرفأ البحر leads', page), path
    assert '<h1 dir="ltr">' in pages.get(f"/entity/{answer['subject']}").text
    assert (way_of("قال مرفأ in Oran"), way_of("In Oran قال"), way_of("12")) == ("rtl", "ltr", "ltr")


def test_what_was_asked_for_stays_in_the_form(full: TestClient) -> None:
    """Board, roles and numbers show by what they are narrowed, and by which rule numbers are rolled up."""
    board = full.get("/board?name=watch&contested=1&since=2001").text
    assert 'name="name" value="watch"' in board
    assert 'name="contested" value="1" checked' in board
    assert 'name="since" value="2001"' in board
    assert 'name="name" value="watch"' in full.get("/roles?name=watch").text
    numbers = full.get("/numbers?name=watch&rule=latest").text
    assert 'name="name" value="watch"' in numbers
    assert '<option value="latest" selected>' in numbers
    assert "Show all</a>" in numbers


def test_no_machine_words(full: TestClient) -> None:
    """No page shows an underscore, an id, the place of the case or a date in the notation in which it is kept."""
    for path in (*PLAIN, "/find?asked=Who+leads+the+Harbour+Watch%3F", "/find?asked=harbour"):
        seen = re.sub(r"<(?:script|style).*?</(?:script|style)>|<[^>]*>", " ", full.get(path).text)
        assert not re.search(r"\w_\w|\b[0-9a-f]{20}\b|/a\.herodot|\d~", seen), path


def test_decisions_come_in_parts(full: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last decisions come first, so many on a page; what was decided just now is told on any part."""
    monkeypatch.setattr("herodot.web.views.MANY", 2)
    token = re.search(r'name="token" value="([^"]+)"', full.get("/identity").text)
    assert token is not None
    form = {"token": token[1], "one": "Anna Bell", "other": "Ben Cole", "by": "Ana"}
    sent = [
        full.post("/judge", data={**form, "verdict": verdict, "note": f"note {n}"}).headers["location"]
        for n, verdict in enumerate(("different", "unsure", "different"))
    ]
    notes = lambda path: re.findall(r"<bdi>(note \d)</bdi>", full.get(path).text)  # noqa: E731
    assert notes("/identity") == ["note 2", "note 1"]
    assert notes("/identity?start=2") == ["note 0"]
    assert "Decisions, the last first, 1 to 2 of 3" in full.get("/identity").text
    assert "Kept:" in full.get(sent[0]).text
    assert full.get("/identity.json?start=2").json()["part"]["total"] == 3
