"""Events that are perhaps one: both accounts side by side with their words, in no queue, until somebody decides."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from herodot.cli import main
from herodot.settings import Settings
from herodot.workspace import Workspace
from tests.samples import NOW, a_report
from tests.web.made_case import Story, a_case, browser
from tests.web.made_team import Team

MINISTRY = "The army of Oudan raided the salt works in April 2031 and killed fourteen, the ministry said."
FRONT = "Soldiers made an assault on 2 April, and nine people died, مجلس الساحل said; Юрий Иванов denied it."
FAR = "An assault on 9 September killed two, the ministry said."


def ministry(date: str = "2031-04") -> Story:
    """One account."""
    story = Story(MINISTRY)
    event = story.there("raided", "Event")
    speaker = story.there("the ministry", "PublicBody")
    army = story.there("The army of Oudan", "PublicBody")
    for name, value in (
        ("event_type", "raid"),
        ("date", date),
        ("actor", army),
        ("killed_count", 14),
        ("weapon", "rifles"),
    ):
        story.say(event, name, value, speaker)
    story.say(event, "wounded_count", 3, speaker)
    return story


def front(text: str = FRONT, date: str = "2031-04-02", count: int = 9) -> Story:
    """The other account, and who denies its number."""
    story = Story(text)
    event = story.there("assault", "Event")
    speaker = story.there("مجلس الساحل" if "مجلس" in text else "the ministry", "Organization")
    for name, value in (
        ("event_type", "raid"),
        ("date", date),
        ("killed_count", count),
        ("weapon", "rifles"),
    ):
        story.say(event, name, value, speaker)
    if "Юрий" in text:
        denier = story.there("Юрий Иванов", "Person")
        story.say(event, "killed_count", count, denier, polarity="denied")
    return story


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """A team's pages."""
    return Team(tmp_path, monkeypatch)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A case with both accounts."""
    return a_case(tmp_path, [ministry(), front()])


@pytest.fixture
def client(settings: Settings) -> TestClient:
    """A browser on it."""
    return browser(settings)


def events(client: TestClient) -> dict[int, dict[str, Any]]:
    """The page's record of each event whose dead were counted, by that number."""
    found = {}
    for question in client.get("/board.json").json()["questions"]:
        if question["property"] == "killed_count":
            record = client.get(f"/entity/{question['about']}.json").json()
            found |= {a["value"]: record for a in question["answers"]}
    return found


def test_both_accounts_stand_side_by_side(client: TestClient) -> None:
    """The page of either event has the other beside it, by name, with reports and reasons; each answer with its
    standing, who gives it and who denies it, and its words, which lead to the marked words of the report. All
    that the record has stands on the page."""
    found = events(client)
    assert set(found) == {14, 9}
    for mine, theirs in ((14, 9), (9, 14)):
        page, (other,) = found[mine], found[mine]["perhaps"]["found"]
        assert (other["event"], page["perhaps"]["left_out"]) == (found[theirs]["id"], 0)
        drawn = client.get(f"/entity/{page['id']}").text
        plain = html.unescape(drawn)
        assert "Perhaps the same event" in plain
        rows = {row["property"]: row for row in other["questions"]}
        number = rows["killed_count"]
        assert ([a["shown"] for a in number["here"]], [a["shown"] for a in number["there"]]) == (
            [str(mine)],
            [str(theirs)],
        )
        assert {name: row["differs"] for name, row in rows.items()} == {
            "killed_count": True, "date": False, "event_type": False, "actor": False, "wounded_count": False,
            "weapon": False,
        }  # fmt: skip
        assert other["questions"][0]["property"] == "killed_count"
        assert other["speaks_for"]
        for told in (
            *other["speaks_for"],
            *other["speaks_against"],
            *(r["outlet"] for r in other["reports"]),
        ):
            assert told in plain
        for answer in (a for row in rows.values() for side in ("here", "there") for a in row[side]):
            assert (
                f'<strong dir="auto">{answer["shown"]}</strong> <span class="standing {answer["standing"]}">'
                in plain
            )
            assert all(
                f"<bdi>{name}</bdi>" in plain for name in (*answer["affirmed_by"], *answer["denied_by"])
            )
            for quote in answer["quotes"]:
                link = f"/report/{quote['report']}?statement={quote['statement']}"
                assert f'href="{link}#marked"' in plain
                assert quote["words"] in html.unescape(
                    "".join(re.findall("<mark[^>]*>(.*?)</mark>", client.get(link).text))
                )


def test_an_allegation_reads_as_one(client: TestClient) -> None:
    """What one side denies is shown as disputed, with who denies it and the denying words called so."""
    (other,) = events(client)[14]["perhaps"]["found"]
    (nine,) = other["questions"][0]["there"]
    assert (nine["standing"], nine["affirmed_by"], nine["denied_by"]) == (
        "disputed",
        ["مجلس الساحل"],
        ["Юрий Иванов"],
    )
    assert [q["how"] for q in nine["quotes"]] == ["affirmed", "denied"]
    assert '<span class="how">denied</span>' in client.get(f"/entity/{events(client)[14]['id']}").text


def test_nobody_is_asked_about_the_faint(client: TestClient) -> None:
    """What is that faint is no pair of the Identity page and counts on no desk."""
    assert events(client)[14]["perhaps"]["found"]
    assert client.get("/identity.json").json()["doubts"]["doubts"] == []
    assert client.get("/desk.json").json()["doubts"] == 0


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_who_decides_ends_the_doubt(client: TestClient, verdict: str) -> None:
    """Either verdict, given on the event's page, is kept with a name; the pair is then one or two, and perhaps one no
    more. Taken back it is again."""
    page = client.get(f"/entity/{events(client)[9]['id']}").text
    form = re.search(r'<form action="/judge".*?</form>', page, re.S)
    assert form is not None
    assert set(re.findall(r'name="verdict" value="(\w+)">([^<]+)<', form[0])) == {
        ("same", "The same"),
        ("different", "Not the same"),
    }
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0].partition("<button")[0]))
    client.post("/judge", data={**fields, "verdict": verdict, "by": "Ana"})
    (line,) = client.get("/identity.json").json()["judgments"]["judgments"]
    assert (line["judgment"]["kind"], line["judgment"]["by"], line["one"], line["other"]) == (
        verdict,
        "Ana",
        "assault",
        "raided",
    )
    now = events(client)
    assert (now[14]["id"] == now[9]["id"]) == (verdict == "same")
    assert [now[n]["perhaps"]["found"] for n in (14, 9)] == [[], []]
    assert "Perhaps the same" not in client.get(f"/entity/{now[9]['id']}").text
    client.post("/undo", data={"token": fields["token"], "judgment": line["judgment"]["id"], "by": "Ana"})
    assert len(events(client)[9]["perhaps"]["found"]) == 1


def test_who_may_not_decide_is_not_asked(team: Team) -> None:
    """On a team's pages a reader sees both accounts without the buttons, a reviewer with them and without a field for a
    name; what a reader sends all the same is refused."""
    for story in (ministry(), front()):
        with Workspace(team.settings, team.clock) as workspace, workspace.store.writer() as writer:
            writer.add_report(a_report(story.text), story.text.encode())
            writer.put_reading(story.reading(), NOW)
    for name, buttons in (("Rémi", 1), ("Ysolde", 0)):
        member = team.browser(name)
        page = member.get(f"/entity/{events(member)[9]['id']}").text
        assert "Perhaps the same event" in page
        assert page.count('action="/judge"') == buttons
        assert 'name="by"' not in page


def test_what_is_far_is_not_near(tmp_path: Path) -> None:
    """Raids months apart are not perhaps one, and an event alone has no such part on its page."""
    alone = browser(a_case(tmp_path, [ministry(), front(FAR, "2031-09-09", 2)]))
    for page in events(alone).values():
        assert page["perhaps"] == {"found": [], "left_out": 0}
        assert "Perhaps the same" not in alone.get(f"/entity/{page['id']}").text


def test_a_question_has_the_other_answer_beside_it(client: TestClient) -> None:
    """The page of a question has what is answered to it of the other event, with who says it; where none is, that."""
    found = events(client)
    asked = {"about": found[14]["id"], "property": "killed_count"}
    (other,) = client.get("/question.json", params=asked).json()["perhaps"]
    assert (other["event"], [a["shown"] for a in other["answers"]]) == (found[9]["id"], ["9"])
    drawn = html.unescape(client.get("/question", params=asked).text)
    assert "Perhaps the same event" in drawn
    assert "مجلس الساحل" in drawn.partition("Perhaps the same event")[2]
    unasked = client.get("/question", params={**asked, "property": "wounded_count"}).text
    assert "Nobody says there." in unasked.partition("Perhaps the same event")[2]


def test_only_a_few_are_shown(tmp_path: Path) -> None:
    """Of many events that may be the same, and are not one another, the nearest few are shown, and how many are left
    out is said."""
    others = [
        front(f"An assault on day {day} killed {day}, the ministry said.", f"2031-04-{day:02}", day)
        for day in (2, 8, 15, 21, 27)
    ]
    many = browser(a_case(tmp_path, [ministry(), *others]))
    page = events(many)[14]
    drawn = many.get(f"/entity/{page['id']}").text
    assert len({p["event"] for p in page["perhaps"]["found"]}) == drawn.count('class="doubt perhaps"') == 3
    assert page["perhaps"]["left_out"] == 2
    assert "2 more may be the same" in drawn


def test_the_command_shows_the_same(
    settings: Settings, client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """`who` gives the record of the event's page, and as a table both answers with who gives and who denies them."""
    assert main(["who", "-c", settings.case, "--json", "raid"]) == 0
    told = {e["event"]: e["perhaps"] for e in json.loads(capsys.readouterr().out)["perhaps"]}
    assert told == {page["id"]: page["perhaps"] for page in events(client).values()}
    assert main(["who", "-c", settings.case, "raid"]) == 0
    table = " ".join(capsys.readouterr().out.replace("\u2068", "").replace("\u2069", "").split())
    assert "how many were killed? told otherwise here: 14 (single-source, according to the ministry)" in table
    assert "there: 9 (disputed, according to مجلس الساحل, DENIED by Юрий Иванов)" in table
    assert "herodot judge" in table
