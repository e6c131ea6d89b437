"""What a change touches beside its own words: questions to which it says nothing stand otherwise all the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from herodot import keeping
from herodot.model.records import Mark
from herodot.picture.answers import Answer
from herodot.workspace import Workspace
from tests.picture.clashing import FILLING, Page, finished
from tests.picture.test_growing import differing, made_anew, no_use
from tests.picture.test_kept import a_workspace
from tests.samples import NOW

LAST = range(9, 17)
"""Numbers of the report that comes last: its id, by these, is before or after others, and with it whose id stands for
all."""
LONG = " and ".join(FILLING)
OTHER = (
    "the keeper of the lighthouse wrote down every ship that passed and what flag it flew, as his father had done "
    "before him, and he never once spoke of it to the people who brought him bread and oil on the first of the month"
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Workspace]:
    """A case without reports."""
    with a_workspace(tmp_path) as workspace:
        yield workspace


def put(
    case: Workspace, page: Page, number: int, outlet: str, published: str, *, unread: bool = False
) -> str:
    """Stores a report; its id."""
    report, data, reading = finished(page, number, outlet, published, "made")
    with case.store.writer() as writer:
        writer.add_report(report, data)
        if not unread:
            writer.put_reading(reading, NOW)
    return report.id


def begun(outlet: str) -> Page:
    """A page of an outlet, with nothing told yet."""
    page = Page("")
    page.outlet = page.meet("Organization", outlet)
    return page


def raid(page: Page, place: str = "Marrat", *, by: tuple[str, ...] = (), words: str = "") -> int:
    """Four dead in the raid in which Tarik Oudou died; where its words begin."""
    start = len(page.text)
    chain = (page.outlet, *(page.meet("Group" if name[0].islower() else "Organization", name) for name in by))
    page.text += words
    event, dead = page.meet("Event", "raid"), page.meet("Person", "Tarik Oudou")
    where = page.meet("Place", place)
    page.text += "on 2031-04-02 with 4 dead. "
    for property_, value in (
        ("event_type", "raid"),
        ("date", "2031-04-02"),
        ("killed", dead),
        ("killed_count", 4),
    ):
        page.say(start, event, property_, value, chain=chain)
    page.say(start, event, "place", where, chain=chain)
    return start


def grown(case: Workspace) -> dict[str, list[Answer]]:
    """The answers by property after a change, none of it made anew; they are what making it anew gives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "whole", no_use)
        case.kept()
        picture = case.loaded().picture
    assert differing(picture, made_anew(case)) == []
    found: dict[str, list[Answer]] = {}
    for answer in picture.answers:
        found.setdefault(answer.property, []).append(answer)
    return found


def test_a_text_that_nobody_read_takes_a_copy_away(case: Workspace) -> None:
    """Whoever copied the raid from another has more from a third now, so the two count as two."""
    one = begun("The Quay")
    raid(one, words=f"{LONG} ")
    put(case, one, 1, "The Quay", "2031-05-01")
    other = begun("Tide Daily")
    raid(other, words=f"{LONG} ")
    other.text += f"{OTHER.capitalize()}. {OTHER.capitalize()} too. {OTHER.capitalize()} still."
    put(case, other, 2, "Tide Daily", "2031-05-03")
    case.kept()
    assert grown(case)["killed_count"][0].independent_roots == 1
    third = begun("Salt Gazette")
    third.text += f"{OTHER.capitalize()}. {OTHER.capitalize()} too. {OTHER.capitalize()} still."
    put(case, third, 3, "Salt Gazette", "2031-05-02", unread=True)
    assert grown(case)["killed_count"][0].independent_roots == 2


@pytest.mark.parametrize("last", LAST)
def test_two_agencies_in_one_report_make_one_family(case: Workspace, last: int) -> None:
    """Unnamed officials of two houses are one once a third report passes on both houses."""
    for number, outlet in enumerate(("Coast Wire", "Reed Agency")):
        page = begun(outlet)
        raid(page, by=(("an official", "two officials")[number],))
        put(case, page, number, outlet, "2031-05-01")
    case.kept()
    assert grown(case)["killed_count"][0].independent_roots == 2
    page = begun("Tide Daily")
    for agency in ("Coast Wire", "Reed Agency"):
        start = len(page.text)
        chain = (page.outlet, page.meet("Organization", agency), page.meet("Person", "Mara Dunn"))
        page.say(
            start,
            page.meet("Person", "Sami Belo"),
            "leader_of",
            page.meet("Organization", "Dock Union"),
            chain=chain,
        )
    put(case, page, last, "Tide Daily", "2031-05-02")
    assert grown(case)["killed_count"][0].independent_roots == 1


@pytest.mark.parametrize("last", LAST)
def test_who_speaks_for_whom(case: Workspace, last: int) -> None:
    """Two sources are one once a report says that one speaks for the other."""
    for number, source in enumerate(("Harbour Front", "Mara Dunn")):
        page = begun(f"Outlet {number}")
        raid(page, by=(source,))
        put(case, page, last * 20 + number, f"Outlet {number}", "2031-05-01")
    case.kept()
    assert grown(case)["killed_count"][0].independent_roots == 2
    page = begun("Tide Daily")
    speaker = page.meet("Organization", "Mara Dunn")
    page.say(0, speaker, "spokesperson_for", page.meet("Organization", "Harbour Front"))
    put(case, page, last, "Tide Daily", "2031-05-02")
    assert grown(case)["killed_count"][0].independent_roots == 1


@pytest.mark.parametrize("last", LAST)
def test_what_lies_in_what(case: Workspace, last: int) -> None:
    """Two places of a raid are rivals until a report says that one lies in the other."""
    for number, place in enumerate(("Marrat", "Zunkhu")):
        page = begun(f"Outlet {number}")
        raid(page, place)
        put(case, page, last * 20 + number, f"Outlet {number}", "2031-05-01")
    case.kept()
    assert {a.standing for a in grown(case)["place"]} == {"disputed"}
    page = begun("Tide Daily")
    page.say(0, page.meet("Place", "Zunkhu"), "located_in", page.meet("Place", "Marrat"))
    put(case, page, last, "Tide Daily", "2031-05-02")
    assert {a.standing for a in grown(case)["place"]} == {"single-source"}


@pytest.mark.parametrize(("kind", "roots"), [("one source", 1), ("two sources", 2)])
def test_a_reviewer_overrules(case: Workspace, kind: str, roots: int) -> None:
    """Held to be one, or two, by a person: in the answers to which both stand, and undone it is as before."""
    marks = []
    for number in range(2):
        page = begun(f"Outlet {number}")
        raid(page)
        report = put(case, page, number, f"Outlet {number}", "2031-05-01")
        marks.append(Mark(report=report, start=0, end=len(f"Outlet {number}")))
    case.kept()
    before = grown(case)["killed_count"][0].independent_roots
    made = case.judge(kind, *marks, "Ana")
    assert grown(case)["killed_count"][0].independent_roots == roots
    case.undo(made.id, "Ana")
    assert grown(case)["killed_count"][0].independent_roots == before


@pytest.mark.parametrize("last", LAST)
def test_what_others_call_it(case: Workspace, last: int) -> None:
    """A question shows the name that most reports use by now, whoever used it."""
    page = begun("The Quay")
    page.say(0, page.meet("Person", "Sami Belo"), "leader_of", page.meet("Organization", "Dock Union"))
    put(case, page, last + 200, "The Quay", "2031-05-01")
    case.kept()
    assert leads(case) == "Dock Union · who leads it?"
    for number in (last, last + 100):
        page = begun("Tide Daily")
        page.say(0, page.meet("Person", "Mara Dunn"), "member_of", page.meet("Organization", "DOCK UNION"))
        put(case, page, number, "Tide Daily", "2031-05-02")
    grown(case)
    assert leads(case) == "DOCK UNION · who leads it?"


def leads(case: Workspace) -> str:
    """How the kept picture puts the one question who leads whom."""
    rows = case.facts.rows("SELECT page FROM kept_question WHERE property = 'leader_of'")
    return str(json.loads(next(iter(rows))[0])["shown"])
