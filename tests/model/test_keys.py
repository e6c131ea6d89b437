"""Ids are what a record says, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from herodot.model.errors import BadValue
from herodot.model.keys import keyed
from herodot.model.records import Entity, Mention, Reading
from tests.samples import a_reading, a_report


def test_keyed_twice_is_keyed_once() -> None:
    """Ids follow from content, so making them again changes nothing."""
    reading = a_reading(a_report())
    assert keyed(reading) == reading


def test_given_ids_leave_no_trace() -> None:
    """Whatever ids a reader counts with, the kept ids are the same."""
    reading = a_reading(a_report())
    new = {entity.id: f"x{number}" for number, entity in enumerate(reading.entities)}
    renamed = replace(
        reading,
        entities=tuple(replace(e, id=new[e.id]) for e in reading.entities),
        mentions=tuple(replace(m, id="?", entity=new[m.entity]) for m in reading.mentions),
        statements=tuple(
            replace(
                s,
                id="?",
                subject=new[s.subject],
                value=new[str(s.value)],
                chain=tuple(new[link] for link in s.chain),
            )
            for s in reading.statements
        ),
    )
    assert keyed(renamed) == reading


def test_reader_and_report_make_other_ids() -> None:
    """Another reader, or another report, never shares an id."""
    first, second = a_reading(a_report()), a_reading(a_report(), "standin 2")
    third = a_reading(a_report(url="https://quay.example/1"))
    ids = [
        {each.id for r in (reading.entities, reading.statements) for each in r}
        for reading in (first, second, third)
    ]
    assert not ids[0] & ids[1]
    assert not ids[0] & ids[2]


def test_same_words_twice_keep_the_surer() -> None:
    """Two rules that find the same statement give one, with the higher confidence."""
    reading = a_reading(a_report())
    one = reading.statements[0]
    doubled = replace(reading, statements=(*reading.statements, replace(one, confidence=0.95, rule="other")))
    kept = keyed(doubled).statements
    assert len(kept) == len(reading.statements)
    assert max(s.confidence for s in kept) == 0.95


@given(some.integers(min_value=2, max_value=5))
def test_alike_entities_stay_apart(number: int) -> None:
    """Two raids told with one word are two entities, told apart by their order."""
    entities = tuple(
        Entity(id=f"e{n}", report="r", type="Event", names=(), description="") for n in range(number)
    )
    mentions = tuple(
        Mention(id="", report="r", entity=e.id, start=3, end=8, text="raids", kind="trigger")
        for e in entities
    )
    reading = Reading(report="r", reader="x", entities=entities, mentions=mentions, statements=())
    again = keyed(reading)
    assert len({e.id for e in again.entities}) == len({m.id for m in again.mentions}) == number
    assert keyed(again) == again


def test_unknown_entity_is_refused() -> None:
    """A statement about an entity that the reading lacks is an error of the reader, and says so."""
    reading = a_reading(a_report())
    with pytest.raises(BadValue, match="did not give"):
        keyed(replace(reading, entities=reading.entities[:1]))
