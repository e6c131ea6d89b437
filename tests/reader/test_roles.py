"""Roles and kinship from grammar: titles, appositions, copulas, possessives, verbs, with near misses."""

from __future__ import annotations

import pytest

from herodot.reader.cast import Cast, make_cast
from herodot.reader.coreference import find_entities
from herodot.reader.drafts import Draft
from herodot.reader.roles import SCORES, draft_roles
from tests.reader.made import Made, made

Row = tuple[str, str, str, str]


def cast_of(text: Made) -> Cast:
    """The cast of a text whose outlet it never names."""
    return make_cast(
        text.parse, text.spots, find_entities(text.parse, text.spots, []), [], "The Quay Gazette"
    )


def called(text: Made, cast: Cast, draft: Draft, key: str) -> str:
    """The first words that stand for a key."""
    spot = text.spots[cast.members[key].spots[0]]
    return text.parse.text(spot.start, spot.end)


def rows(marked: str, arcs: str = "") -> set[Row]:
    """Subject, property, value and pattern of every draft of a marked text."""
    text = made(marked, arcs)
    cast = cast_of(text)
    found = set()
    for d in draft_roles(text.parse, text.spots, cast):
        value = called(text, cast, d, str(d.value)) if d.value_type == "entity" else str(d.value)
        found.add((called(text, cast, d, d.subject), d.property, value, d.rule.removeprefix("rule:")))
    return found


TITLES = [
    (
        "{Organization! Watch} spokesman {Person! Ann Bell} spoke.",
        ("Ann Bell", "spokesperson_for", "Watch", "title"),
    ),
    (
        "{Place! France}'s President {Person! Ann Bell} spoke.",
        ("Ann Bell", "leader_of", "France", "title"),
    ),
    (
        "{Place! France}'s former foreign minister {Person! Ann Bell} spoke.",
        ("Ann Bell", "official_of", "France", "title"),
    ),
    (
        "{Organization! Watch} deputy leader {Person! Ann Bell} spoke.",
        ("Ann Bell", "deputy_leader_of", "Watch", "title"),
    ),
    (
        "Gen. {Person! Ann Bell}, commander of the {PublicBody! Northern Corps}, spoke.",
        ("Ann Bell", "commander_of", "Northern Corps", "appositive"),
    ),
    (
        "{Person! Ann Bell}, the leader of the {Organization! Watch}, spoke.",
        ("Ann Bell", "leader_of", "Watch", "appositive"),
    ),
    (
        "{Person! Ann Bell}, {number:43 43}, the {Organization! Watch}'s treasurer, spoke.",
        ("Ann Bell", "official_of", "Watch", "appositive"),
    ),
    (
        "{Person! Ann Bell} was the head of the {Organization! Watch}.",
        ("Ann Bell", "leader_of", "Watch", "copula"),
    ),
    (
        "The head of the {Organization! Watch}, {Person! Ann Bell}, spoke.",
        ("Ann Bell", "leader_of", "Watch", "named_after"),
    ),
    (
        "{Person! Ann Bell}, baker and founder of the {Organization! Watch}, spoke.",
        ("Ann Bell", "founder_of", "Watch", "appositive"),
    ),
    (
        "{Person! Ann Bell}, a member of the {Organization! Watch}, spoke.",
        ("Ann Bell", "member_of", "Watch", "appositive"),
    ),
    (
        "{Organization! Unity Party} lawmaker {Person! Ann Bell} spoke.",
        ("Ann Bell", "member_of", "Unity Party", "title"),
    ),
    (
        "{Person! Carl Dorn}'s lawyer, {Person! Ann Bell}, spoke.",
        ("Ann Bell", "associate_of", "Carl Dorn", "named_after"),
    ),
]


@pytest.mark.parametrize(("marked", "row"), TITLES)
def test_a_title_beside_a_name_is_a_role(marked: str, row: Row) -> None:
    """Before the name, behind it in apposition, after "is", and with its body before or behind it."""
    assert row in rows(marked)


NO_TITLES = [
    "{Person! Ann Bell} met the leader of the {Organization! Watch}.",
    "{Person! Ann Bell} is not the leader of the {Organization! Watch}.",
    "{Person! Ann Bell} will be the leader of the {Organization! Watch}.",
    "{Person! Ann Bell}, the leader of the {Organization! Watch}'s youth wing, spoke.",
    "New {Place! York} Mayor {Person! Ann Bell} spoke.",
    "{Place! France}'s opposition leader {Person! Ann Bell} spoke.",
    "{Person! Ann Bell} spoke. The leader of the {Organization! Watch} did not.",
    "{Place! Aunis} spokesman {Person! Ann Bell} spoke.",
    "{Place! Aunis} police chief {Person! Ann Bell} spoke.",
    "{Person! Ann Bell} was a {Organization! Watch} leader.",
]


@pytest.mark.parametrize("marked", NO_TITLES)
def test_a_title_of_somebody_else_or_denied_is_none(marked: str) -> None:
    """What is denied, to come, of a part of the body, of a place that cannot have it, or of another person."""
    assert not rows(marked, "New compound York PROPN" if marked.startswith("New") else "")


KIN = [
    ("{Person! Carl Dorn}'s wife {Person! Ann Bell} spoke.", ("Ann Bell", "spouse_of", "Carl Dorn", "title")),
    (
        "{Person! Carl Dorn} and {pronoun his} wife, {Person! Ann Bell}, spoke.",
        ("Ann Bell", "spouse_of", "Carl Dorn", "named_after"),
    ),
    (
        "{Person! Ann Bell}, a sister of {Person! Carl Dorn}, spoke.",
        ("Ann Bell", "sibling_of", "Carl Dorn", "appositive"),
    ),
    (
        "{Person! Ann Bell}, the mother of {Person! Carl Dorn}, spoke.",
        ("Ann Bell", "parent_of", "Carl Dorn", "appositive"),
    ),
    (
        "{Person! Ann Bell}, a daughter of {Person! Carl Dorn}, spoke.",
        ("Carl Dorn", "parent_of", "Ann Bell", "appositive"),
    ),
    (
        "{Person! Ann Bell}, a brother-in-law of {Person! Carl Dorn}, spoke.",
        ("Ann Bell", "relative_of", "Carl Dorn", "appositive"),
    ),
]


@pytest.mark.parametrize(("marked", "row"), KIN)
def test_kinship_runs_from_the_bearer_to_the_possessor(marked: str, row: Row) -> None:
    """A child is the value of `parent_of`; in-laws are relatives, and no brother."""
    assert rows(marked) == {row}


@pytest.mark.parametrize(
    "marked",
    [
        "{Person! Ann Bell} saw a wife of {Place! Aunis}.",
        "{Organization! Watch}'s sister {Person! Ann Bell} spoke.",
        "{Person! Carl Dorn} met {Person! Ann Bell}.",
    ],
)
def test_only_people_have_kin(marked: str) -> None:
    """A place or a body is no possessor, and two names side by side are not related."""
    assert not rows(marked)


DEEDS = [
    (
        "{Person! Ann Bell} leads the {Organization! Watch}.",
        "leads root - VERB",
        ("Ann Bell", "leader_of", "Watch", "verb"),
    ),
    (
        "{Person! Ann Bell} founded the {Organization! Watch}.",
        "founded root - VERB",
        ("Ann Bell", "founder_of", "Watch", "verb"),
    ),
    (
        "The {Organization! Watch}, led by {Person! Ann Bell}, spoke.",
        "led acl Watch VERB",
        ("Ann Bell", "leader_of", "Watch", "passive"),
    ),
    (
        "{Person! Ann Bell} had married {Person! Carl Dorn}.",
        "married root - VERB",
        ("Ann Bell", "spouse_of", "Carl Dorn", "verb"),
    ),
]


@pytest.mark.parametrize(("marked", "arcs", "row"), DEEDS)
def test_a_verb_between_both_is_a_role(marked: str, arcs: str, row: Row) -> None:
    """Active and passive, with auxiliaries between."""
    assert rows(marked, arcs) == {row}


@pytest.mark.parametrize(
    ("marked", "arcs"),
    [
        ("{Person! Ann Bell} never led the {Organization! Watch}.", "led root - VERB"),
        ("{Person! Ann Bell} could lead the {Organization! Watch}.", "lead root - VERB"),
        ("{Person! Ann Bell} leads {Person! Carl Dorn}.", "leads root - VERB"),
        ("{Person! Ann Bell} married the {Organization! Watch}.", "married root - VERB"),
        ("{Person! Ann Bell} leads the {Organization! Watch}'s talks.", "leads root - VERB"),
        ("{Person! Ann Bell} leads the {Organization! Watch}.", ""),
    ],
)
def test_a_verb_that_is_unsure_or_joins_the_wrong_kinds_is_none(marked: str, arcs: str) -> None:
    """Denied, possible, between the wrong kinds, of a part only, or no verb at all."""
    assert not rows(marked, arcs)


def test_a_profession_and_a_nationality() -> None:
    """A demonym before a profession tells the nationality; before an office it tells the state."""
    found = rows("{Place! French} journalist {Person! Ann Bell} spoke.")
    assert found == {
        ("Ann Bell", "occupation", "journalist", "title"),
        ("Ann Bell", "nationality", "French", "title"),
    }
    assert not any(r[1] == "nationality" for r in rows("{Place! French} President {Person! Ann Bell} spoke."))


@pytest.mark.parametrize(
    ("rest", "is_drafted"),
    [
        ("{Place! France} is calm. {Place! France} rests.", True),
        ("{Place! France} and {Place! Spain} are calm.", False),
        ("{Place! France} is calm. President {Person! Carl Dorn} too.", False),
        ("All is calm.", False),
    ],
)
def test_an_office_of_state_without_a_state(rest: str, is_drafted: bool) -> None:
    """It belongs to the one country that the report speaks of, unless two people hold such an office."""
    found = rows(f"President {{Person! Ann Bell}} spoke. {rest}")
    assert (("Ann Bell", "leader_of", "France", "implied") in found) is is_drafted


def test_the_draft_carries_its_role_its_sides_and_its_words() -> None:
    """The role is the title as written, without article and without "former"; the sides are person and body."""
    text = made("{Person! Ann Bell}, the former deputy head of the {Organization! Watch}, spoke to us all.")
    (draft,) = draft_roles(text.parse, text.spots, cast_of(text))
    assert draft.qualifiers == {"role": "deputy head"}
    assert text.words(draft.sides) == ["Ann Bell", "Watch"]
    assert text.parse.text(*draft.words).startswith("Ann Bell, the former")
    assert draft.score == SCORES["appositive"]


def test_a_name_in_a_list_is_no_apposition() -> None:
    """In "Bell, French president talk" the president is somebody else."""
    assert not rows("{Person! Ann Bell}, {Place! French} president talk.", "talk root - VERB")
    assert rows("{Person! Ann Bell}, the {Place! French} president, talked.", "talked root - VERB")


def test_a_text_without_people_gives_nothing() -> None:
    """No spots, no drafts."""
    assert not rows("The leader of the group spoke.")
