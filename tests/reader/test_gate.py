"""What may be stored: each reason for refusal, and what is just allowed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.model.records import Entity, Evidence, Mention, Statement
from herodot.reader.gate import numbers_in, pass_gate

TEXT = "Ann Bell leads the Watch. The raid killed at least 12 men and 1,340 sheep with long guns."


def evidence(words: str) -> Evidence:
    """Those words where they stand in the text."""
    start = TEXT.index(words)
    return Evidence(start=start, end=start + len(words), text=words)


def entity(key: str, kind: str) -> Entity:
    """An entity of that type."""
    return Entity(id=key, report="r1", type=kind, names=(key,), description="")


TYPES = {
    "outlet": "Organization",
    "ann": "Person",
    "watch": "Organization",
    "raid": "Event",
    "ghost": "Person",
}
ENTITIES = [entity(key, kind) for key, kind in TYPES.items()]
MENTIONS = [
    Mention(id=key, report="r1", entity=key, start=0, end=3, text="Ann", kind="name")
    for key in ("ann", "watch", "raid")
]
LEADS = Statement(
    id="s1", report="r1", subject="ann", property="leader_of", value="watch", value_type="entity", chain=("outlet",),
    polarity="affirmed", certainty="certain", mood="actual", evidence=(evidence("Ann Bell leads the Watch"),),
    confidence=0.9, reader="made", rule="made",
)  # fmt: skip
KILLED = replace(
    LEADS,
    subject="raid",
    property="killed_count",
    value=12,
    value_type="number",
    qualifiers={"at_least": 12},
    evidence=(evidence("raid killed at least 12 men and 1,340 sheep with long guns"),),
)


def reasons(*statements: Statement) -> dict[str, int]:
    """How many statements the gate refuses for each reason."""
    kept, rejected = pass_gate(TEXT, ENTITIES, MENTIONS, statements)
    assert len(kept) + sum(rejected.values()) == len(statements)
    return rejected


NOT_TEXT, NO_NUMBER = "evidence is not the text", "number is not in the evidence"
CASES: list[tuple[Statement, dict[str, Any], str | None]] = [
    (LEADS, {}, None),
    (LEADS, {"evidence": ()}, NOT_TEXT),
    (LEADS, {"evidence": (Evidence(start=0, end=3, text="ann"),)}, NOT_TEXT),
    (LEADS, {"evidence": (Evidence(start=1, end=4, text="Ann"),)}, NOT_TEXT),
    (LEADS, {"evidence": (Evidence(start=3, end=3, text=""),)}, NOT_TEXT),
    (LEADS, {"evidence": (evidence("Ann"), Evidence(start=900, end=903, text="Ann"))}, NOT_TEXT),
    (LEADS, {"evidence": (evidence("Ann"), evidence("Watch"))}, None),
    (LEADS, {"evidence": (Evidence(start=-5, end=-1, text="guns"),)}, "outside the vocabulary"),
    (LEADS, {"subject": "ghost"}, "subject is not mentioned"),
    (LEADS, {"subject": "nobody"}, "subject is not mentioned"),
    (LEADS, {"value": "nobody"}, "value is not mentioned"),
    (LEADS, {"chain": ("outlet", "ghost")}, None),
    (LEADS, {"chain": ("outlet", "nobody")}, "outside the vocabulary"),
    (LEADS, {"chain": ()}, "outside the vocabulary"),
    (LEADS, {"value": "raid"}, "outside the vocabulary"),
    (LEADS, {"value": "ann"}, "outside the vocabulary"),
    (LEADS, {"property": "rules"}, "outside the vocabulary"),
    (LEADS, {"mood": "hoped"}, "outside the vocabulary"),
    (LEADS, {"confidence": 1.1}, "outside the vocabulary"),
    (LEADS, {"qualifiers": {"colour": "red"}}, "outside the vocabulary"),
    (KILLED, {}, None),
    (KILLED, {"value": 12.0}, None),
    (KILLED, {"value": 1340, "qualifiers": {}}, None),
    (KILLED, {"value": 340, "qualifiers": {}}, NO_NUMBER),
    (KILLED, {"value": 1, "qualifiers": {}}, NO_NUMBER),
    (KILLED, {"value": 2, "qualifiers": {}}, NO_NUMBER),
    (KILLED, {"value": 13, "qualifiers": {}}, NO_NUMBER),
    (KILLED, {"value": "12"}, NO_NUMBER),
    (KILLED, {"qualifiers": {"at_least": 11}}, NO_NUMBER),
    (KILLED, {"qualifiers": {"at_most": 20}}, NO_NUMBER),
    (KILLED, {"evidence": (evidence("The raid killed"),)}, NO_NUMBER),
    (KILLED, {"property": "weapon", "value": "long guns", "value_type": "text", "qualifiers": {}}, None),
    (
        KILLED,
        {"property": "weapon", "value": "swords", "value_type": "text", "qualifiers": {}},
        "value is not in the evidence",
    ),
    (KILLED, {"property": "event_type", "value": "raid", "value_type": "text", "qualifiers": {}}, None),
    (
        KILLED,
        {"property": "event_type", "value": "picnic", "value_type": "text", "qualifiers": {}},
        "outside the vocabulary",
    ),
    (KILLED, {"property": "date", "value": "2031-05", "value_type": "date", "qualifiers": {}}, None),
    (
        KILLED,
        {"property": "date", "value": "May", "value_type": "date", "qualifiers": {}},
        "outside the vocabulary",
    ),
]


@pytest.mark.parametrize(("base", "changes", "reason"), CASES)
def test_each_statement_has_its_reason(base: Statement, changes: dict[str, Any], reason: str | None) -> None:
    """A statement passes whole or is refused for one reason: evidence, mention, number, words, vocabulary."""
    assert reasons(replace(base, **changes)) == ({reason: 1} if reason else {})


def test_refusals_are_counted_and_the_rest_kept_in_order() -> None:
    """Bad statements are counted by reason and dropped; the good ones stay as they were, in order."""
    bad = [replace(LEADS, subject="ghost"), replace(KILLED, value=99), replace(KILLED, value=98)]
    kept, rejected = pass_gate(TEXT, ENTITIES, MENTIONS, [KILLED, *bad, LEADS])
    assert kept == (KILLED, LEADS)
    assert rejected == {NO_NUMBER: 2, "subject is not mentioned": 1}


@pytest.mark.parametrize(
    ("words", "inside", "outside"),
    [
        ("twelve men", {12}, {2, 10}),
        ("1,340 sheep", {1340}, {1, 340}),
        ("at least 12", {12}, {11}),
        ("between 5 and 7", {5, 7}, {6}),
        ("3.5 million", {3.5, 3_500_000}, {3, 5, 35}),
        ("a dozen men", {12}, {1}),
        ("dozens of men", set(), {12, 24}),
        ("in 2019", {2019}, {20, 19}),
        ("the 23rd", {23}, {2, 3}),
        ("nothing", set(), {0}),
        ("", set(), {0}),
    ],
)
def test_numbers_are_read_as_words_state_them(words: str, inside: set[float], outside: set[float]) -> None:
    """In digits, with separators, or in words; a part of a longer number is no number of its own."""
    found = numbers_in(words)
    assert inside <= found
    assert not outside & found


@given(st.integers(0, 10**9))
def test_a_number_in_digits_is_found_with_and_without_separators(number: int) -> None:
    """Any whole number is found however its thousands are parted."""
    assert float(number) in numbers_in(f"some {number:,} men")
    assert float(number) in numbers_in(f"some {number} men")
