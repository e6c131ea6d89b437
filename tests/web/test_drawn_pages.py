"""Map, network and timeline as pages: record and template agree, allegations read so, filters are named alike."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from herodot.model.records import Location, Mark
from herodot.pages.drawn import Filter, MapPage, NetworkPage, TimelinePage
from herodot.web.last_picture import LastPicture
from herodot.workspace import Workspace
from tests.web.made_case import CLOCK, Story, a_case, browser

MARRAT = Location(name="Marrat", country="TD", area="Ouaddaï", latitude=13.8, longitude=20.8, kind="city")
CHAD = Location(name="Chad", country="TD", area=None, latitude=15.0, longitude=19.0, kind="country")
PATHS = ("/map", "/network", "/timeline")


def a_raid() -> Story:
    """A raid that one side claims to have been another's work, and that other denies; two dates."""
    story = Story(
        "The Reed Company raided the Dock Union at Marrat in Chad, شرطة مرفأ said; Юрий Белов denied it."
    )
    raid = story.there("raided", "Event")
    police, reed = story.there("شرطة مرفأ", "PublicBody"), story.there("Reed Company", "Organization")
    dock, place = story.there("Dock Union", "Organization"), story.there("Marrat", "Place", MARRAT)
    belov = story.there("Юрий Белов", "Person")
    story.say(raid, "event_type", "raid", police)
    story.say(raid, "place", place, police)
    story.say(raid, "actor", reed, police)
    story.say(raid, "actor", reed, belov, polarity="denied")
    story.say(raid, "target", dock, police)
    story.say(raid, "date", "2031-04-02", police)
    story.say(raid, "date", "2031-04-09", belov)
    story.say(reed, "present_in", story.there("Chad", "Place", CHAD))
    return story


def a_truce() -> Story:
    """A planned truce, without place or date."""
    story = Story("Talks <b>on a truce</b> are planned, Ann Reyes of the Salt Guild said.")
    truce, ann = story.there("truce", "Event"), story.there("Ann Reyes", "Person")
    story.say(truce, "event_type", "ceasefire", ann, mood="planned")
    story.say(ann, "spokesperson_for", story.there("Salt Guild", "Organization"))
    return story


@pytest.fixture
def full(tmp_path: Path) -> TestClient:
    """A case with a disputed raid and a planned truce."""
    return browser(a_case(tmp_path, [a_raid(), a_truce()]))


def svg_of(page: str) -> ElementTree.Element:
    """The drawing of a page, which is well formed."""
    return ElementTree.fromstring(unescape_names(page[page.index("<svg") : page.index("</svg>") + 6]))


def unescape_names(text: str) -> str:
    """HTML's own names of letters as letters, which XML does not know."""
    return re.sub(r"&(?!amp;|lt;|gt;|quot;|#)\w+;", lambda m: unescape(m[0]), text)


@pytest.mark.parametrize("path", PATHS)
def test_a_drawing_can_be_read_without_being_seen(full: TestClient, path: str) -> None:
    """A title, a description, a name on every link, no script, no style of its own, and a table with the same."""
    page = full.get(path).text
    svg = svg_of(page)
    kinds = [child.tag for child in svg]
    assert kinds[:2] == ["title", "desc"]
    links = list(svg.iter("a"))
    assert links
    assert all(link.get("aria-label") and link.get("href") for link in links)
    assert "<table" in page[page.index("</svg>") :]
    assert not re.search(r"<script(?! src)|\son\w+=|\sstyle=", page)


@pytest.mark.parametrize("path", PATHS)
def test_links_of_drawings_lead_somewhere(full: TestClient, path: str) -> None:
    """Every link of a drawing is a page or a row of the table below."""
    page = full.get(path).text
    for link in svg_of(page).iter("a"):
        address = link.get("href") or ""
        if address.startswith("#"):
            assert f'id="{address[1:]}"' in page
        else:
            found = full.get(address)
            assert found.status_code == 200
            assert "#marked" not in address or "<mark" in found.text


@pytest.mark.parametrize(
    ("path", "record"), list(zip(PATHS, (MapPage, NetworkPage, TimelinePage), strict=True))
)
def test_template_and_record_agree(full: TestClient, path: str, record: type) -> None:
    """The page's template asks for every field of its record, and JSON has the same fields."""
    names = {f.name for f in fields(record)}
    template = Path("src/herodot/web/templates").joinpath(f"{path[1:]}.html").read_text("utf-8")
    assert {n for n in names if f"page.{n}" not in template} == set()
    plain = full.get(path + ".json").json()
    assert set(plain) == names
    assert set(plain["filter"]) == {f.name for f in fields(Filter)}


@pytest.mark.parametrize("path", [*PATHS, "/brief"])
def test_who_is_meant_is_told_by_name(full: TestClient, path: str) -> None:
    """Reached from an entity, the filter shows its name and keeps its id; the name sent as it is asks for the same,
    another name for another; no id is ever shown."""
    guild = next(n["entity"] for n in full.get("/network.json").json()["nodes"] if n["shown"] == "Salt Guild")
    page = full.get(path, params={"name": guild})
    form = page.text[page.text.index(f'action="{path}"') :].partition("</form>")[0]
    assert '<input name="name" value="Salt Guild"' in form
    assert f'<input type="hidden" name="id" value="{guild}">' in form
    seen = re.sub(r"<[^>]*>", " ", page.text)
    assert guild not in seen
    first = full.get(f"{path}.json", params={"name": guild}).json()
    again = full.get(f"{path}.json", params={"name": "Salt Guild", "id": guild}).json()
    assert {**again, "made": ""} == {**first, "made": ""}
    other = full.get(f"{path}.json", params={"name": "reed company", "id": guild}).json()
    assert other.get("filter", other)["name"] == "reed company"
    assert other["called"] == ""
    everything = (full.get(f"{path}.json", params=given).json() for given in ({"name": "", "id": guild}, {}))
    one, two = ({**record, "made": ""} for record in everything)
    assert one == two


def test_allegations_read_as_allegations(full: TestClient) -> None:
    """Who says that the company did it and who denies it stand by it, on each of the three pages."""
    for path in ("/network", "/timeline"):
        page = full.get(path).text
        assert re.search(r"said by <bdi>شرطة مرفأ</bdi>", page), path
        assert re.search(r"denied by</strong> <bdi>Юрий Белов</bdi>", page), path
    (tie,) = [t for t in full.get("/network.json").json()["ties"] if t["event"]]
    assert (tie["standing"], tie["told"][0]["denied_by"]) == ("disputed", ["Юрий Белов"])
    assert "planned by <bdi>Ann Reyes</bdi>" in full.get("/map").text
    assert "truce (planned)" in full.get("/timeline").text


def test_two_dates_stand_together(full: TestClient) -> None:
    """Both dates of the raid are there, each with the other beside it."""
    moments = [m for m in full.get("/timeline.json").json()["moments"] if m["date"]]
    assert [(m["date"], m["rivals"]) for m in moments] == [
        ("2031-04-02", ["2031-04-09"]),
        ("2031-04-09", ["2031-04-02"]),
    ]
    assert "(2 dates)" in full.get("/timeline").text


@pytest.mark.parametrize("path", PATHS)
def test_filters_are_named_alike(full: TestClient, path: str) -> None:
    """A name, words, contested and since narrow each page; the form keeps them; the other two pages get them too."""
    size = lambda **asked: len(full.get(path + ".json", params=asked).text)  # noqa: E731
    whole = size()
    assert size(name="Reed Company") < whole
    assert size(words="truce") < whole
    assert size(contested="1") < whole
    assert size(since="2032") < whole
    assert size(as_of="2030") < whole
    page = full.get(path, params={"name": "Юрий", "contested": "1"}).text
    assert 'value="Юрий"' in page
    others = [p for p in PATHS if p != path]
    assert all(re.search(rf'href="{p}\?name=[^"]+&amp;contested=1"', page) for p in others)


@pytest.mark.parametrize("path", PATHS)
def test_what_cannot_be_asked_is_told(full: TestClient, path: str) -> None:
    """Nobody of that name, no report with those words, no such day: plain words, as a page and as JSON."""
    for asked, status in (({"name": "Nobody Here"}, 404), ({"words": "zzzz"}, 404), ({"since": "soon"}, 400)):
        answer = full.get(path, params=asked)
        assert answer.status_code == status
        assert 'role="alert"' in answer.text
        assert full.get(path + ".json", params=asked).json()["problem"]


@pytest.mark.parametrize("path", PATHS)
def test_reports_cannot_draw(full: TestClient, path: str) -> None:
    """What a report holds is shown as it is, in drawings too."""
    assert "<b>on" not in full.get(path).text


def test_sensitive_people_are_on_no_page(tmp_path: Path) -> None:
    """Who is marked sensitive is neither drawn nor listed, and is no source; the name in words is blocked out."""
    settings = a_case(tmp_path, [a_raid(), a_truce()])
    with Workspace(settings, lambda: CLOCK) as workspace:
        picture = workspace.picture()
        mention = next(m for m in picture.mentions if m.text == "Юрий Белов")
        mark = Mark(report=mention.report, start=mention.start, end=mention.end)
        workspace.judge("sensitive", mark, mark, "Ana")
    client = browser(settings)
    for path in PATHS:
        for address in (path, path + ".json"):
            answer = client.get(address)
            assert answer.status_code == 200
            assert "Белов" not in answer.text, address
    assert "Marrat" in client.get("/map").text


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_case(tmp_path: Path, path: str) -> None:
    """Nothing to draw: no drawing, a plain sentence."""
    answer = browser(a_case(tmp_path, [])).get(path)
    assert answer.status_code == 200
    assert "<svg" not in answer.text
    says = "(Nothing is said to be|Nobody is said to|No report that was read tells)"
    assert re.search(f'<p class="none">{says}', answer.text)


def test_very_many_ties(tmp_path: Path) -> None:
    """Of three hundred entities sixty are drawn, the page says so, the rest is in the table, and it stays small."""
    names = [f"Lodge {chr(65 + n // 26 % 26)}{chr(65 + n % 26)}{n}" for n in range(300)]
    story = Story(". ".join(names) + ".")
    keys = [story.there(name, "Organization") for name in names]
    for n, key in enumerate(keys[1:], 1):
        story.say(key, "hostile_to", keys[n // 2])
    client = browser(a_case(tmp_path, [story]))
    page = client.get("/network").text
    assert page.count('class="node') == 60
    assert "60 of 300 entities are drawn" in page
    record = client.get("/network.json").json()
    tied = {key for tie in record["ties"] for key in (tie["one"], tie["other"])}
    assert [n["shown"] for n in record["nodes"] if n["entity"] not in tied] == []
    assert "199 more ties than this page has room for" in page
    assert len(page.encode()) < 300_000


def test_a_picture_is_made_once_while_nothing_changes(tmp_path: Path) -> None:
    """Two looks at an unchanged case share a picture; a decision, other settings or another day make a new one."""
    settings = a_case(tmp_path, [a_raid(), a_truce()])
    last = LastPicture()
    with Workspace(settings, lambda: CLOCK) as workspace:
        first = last.of(workspace)
        assert last.of(workspace) is first
        assert last.of(workspace, "2030").picture.statements == ()
        assert last.of(workspace) is first
        mention = next(m for m in first.picture.mentions if m.text == "Dock Union")
        mark = Mark(report=mention.report, start=mention.start, end=mention.end)
        workspace.judge("sensitive", mark, mark, "Ana")
        second = last.of(workspace)
        assert second.picture.sensitive
        assert not first.picture.sensitive
    with Workspace(replace(settings, min_confidence=0.95), lambda: CLOCK) as workspace:
        assert last.of(workspace).picture.statements == ()


def test_very_many_things_at_places(tmp_path: Path) -> None:
    """All places are marked with how many things are there; the table has some of each, and says how many more."""
    towns = [f"Town{chr(65 + n)}" for n in range(10)]
    lodges = [f"Lodge {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(300)]
    story = Story(". ".join((*towns, *lodges)) + ".")
    places = [story.there(t, "Place", replace(MARRAT, name=t, latitude=5.0 + n)) for n, t in enumerate(towns)]
    for n, name in enumerate(lodges):
        # Half of them in the first town.
        story.say(story.there(name, "Organization"), "based_in", places[0 if n % 2 else n // 2 % 10])
    client = browser(a_case(tmp_path, [story]))
    page, record = client.get("/map").text, client.get("/map.json").json()
    assert len(record["located"]) == 10 == page.count('class="mark')
    shown = [len(site["things"]) for site in record["located"]]
    assert record["located"][0]["count"] == 165 > shown[0]
    assert sum(shown) == 100
    assert record["left_out"] == 200
    assert f"{165 - shown[0]} more at" in page
    assert "(165)" in page
    assert len(page.encode()) < 300_000
    key = record["located"][0]["place"]
    alone = client.get("/map.json", params={"name": key}).json()["located"]
    assert [len(site["things"]) for site in alone] == [100]
