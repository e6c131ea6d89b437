"""Drafts and cast become records that fit together and fit the text."""

from __future__ import annotations

from dataclasses import replace

from herodot.model.records import Entity, Mention
from herodot.reader.assemble import best_drafts, make_entities, make_mentions, make_statements
from herodot.reader.cast import OUTLET
from herodot.reader.drafts import Draft
from tests.reader.made import Made, a_report, made
from tests.reader.test_cast import cast_of

MARKED = (
    "{Person! Ann Bell} left. {Person! Col. Ann Bell} led the {Event:raid raid}. "
    "{pronoun She} met an {Group old crew}."
)


def entities(text: Made) -> dict[str, Entity]:
    """The entities of a text by key."""
    made_ones = make_entities(a_report(text.parse.body), text.parse, text.spots, cast_of(text))
    return {e.id: e for e in made_ones}


def mentions(text: Made) -> list[Mention]:
    """The mentions of a text without variants."""
    return make_mentions(a_report(text.parse.body), text.parse, text.spots, cast_of(text), {})


def test_names_come_fullest_first() -> None:
    """An entity's names are as written, each once, the longest first; it then needs no description."""
    text = made(MARKED)
    ann = entities(text)[cast_of(text).of_spot[0]]
    assert (ann.names, ann.description) == (("Col. Ann Bell", "Ann Bell"), "")


def test_who_has_no_name_has_a_description() -> None:
    """A group and an event without a name are described by their longest words."""
    text = made(MARKED)
    cast = cast_of(text)
    crew = entities(text)[cast.of_spot[text.spot("old crew")]]
    raid = entities(text)[cast.of_spot[text.spot("raid")]]
    assert (crew.names, crew.description) == ((), "old crew")
    assert (raid.type, raid.names, raid.description) == ("Event", (), "raid")


def test_the_outlet_is_the_first_entity_by_its_own_name() -> None:
    """The outlet needs no mention; what the text calls it is a further name."""
    first = next(iter(entities(made("Nobody came.")).values()))
    assert (first.id, first.names, first.type) == (OUTLET, ("The Quay Gazette",), "Organization")
    named = entities(made("The {Organization! Quay Gazette} wrote."))[OUTLET]
    assert named.names == ("The Quay Gazette", "Quay Gazette")


def test_mentions_are_exactly_the_text() -> None:
    """Each mention has the characters of its span, an id of its own, its kind, and an entity that exists."""
    text = made(MARKED)
    found = mentions(text)
    assert all(text.parse.body[m.start : m.end] == m.text for m in found)
    assert len({m.id for m in found}) == len(found)
    assert {m.entity for m in found} <= set(entities(text))
    assert {(m.text, m.kind) for m in found} == {
        ("Ann Bell", "name"),
        ("Col. Ann Bell", "name"),
        ("She", "pronoun"),
        ("raid", "trigger"),
        ("old crew", "description"),
    }


def test_variants_are_mentions_of_the_same_entity() -> None:
    """Another cut of a mention is a mention too, of the same entity and kind."""
    text = made(MARKED)
    crew = text.spot("old crew")
    spot = text.spots[crew]
    found = make_mentions(
        a_report(text.parse.body), text.parse, text.spots, cast_of(text), {crew: [(spot.start + 1, spot.end)]}
    )
    rows = {m.text: (m.entity, m.kind) for m in found}
    assert rows["crew"] == rows["old crew"]


DRAFT = Draft(
    subject="e0", property="leader_of", value="e1", value_type="entity", sides=(0,), words=(0, 3), score=0.5,
    rule="made", chain=("outlet",),
)  # fmt: skip


def test_evidence_is_the_words_of_the_draft() -> None:
    """A statement's evidence is its words' characters, exactly the text at their place."""
    text = made(MARKED)
    (statement,) = make_statements(a_report(text.parse.body), text.parse, [DRAFT], "made 1")
    (piece,) = statement.evidence
    assert piece.text == "Ann Bell left"
    assert text.parse.body[piece.start : piece.end] == piece.text
    assert (statement.reader, statement.rule, statement.confidence) == ("made 1", "made", 0.5)


def test_of_drafts_that_say_the_same_the_surest_stands() -> None:
    """Alike in subject, property, value, chain, polarity and mood: one statement; another root or denial is another."""
    text = made(MARKED)
    drafts = [
        DRAFT,
        replace(DRAFT, score=0.8, words=(0, 2)),
        replace(DRAFT, score=0.6),
        replace(DRAFT, chain=("outlet", "e3")),
        replace(DRAFT, polarity="denied"),
        replace(DRAFT, mood="wanted"),
    ]
    found = make_statements(a_report(text.parse.body), text.parse, best_drafts(drafts), "made 1")
    assert [s.confidence for s in found] == [0.8, 0.5, 0.5, 0.5]
    assert len({s.id for s in found}) == 4
