"""The vocabulary and what may not stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from herodot.model import records
from herodot.model.records import Evidence, Statement
from herodot.model.vocabulary import is_edtf, load_vocabulary, problems_of

TYPES = {"o": "Organization", "p": "Person", "q": "Person", "l": "Place", "e": "Event", "b": "PublicBody"}
TEXT = "Anna Bell leads the Harbour Watch."
PLAIN = Statement(
    id="",
    report="r",
    subject="p",
    property="leader_of",
    value="o",
    value_type="entity",
    chain=("o",),
    polarity="affirmed",
    certainty="certain",
    mood="actual",
    evidence=(Evidence(start=0, end=len(TEXT), text=TEXT),),
    confidence=0.5,
    reader="test",
    rule="test",
)


def test_lists_agree_with_the_records() -> None:
    """The words of the data file are those of the records' types, so neither can grow alone."""
    known = load_vocabulary()
    assert set(known.polarity) == set(get_args(records.Polarity))
    assert set(known.certainty) == set(get_args(records.Certainty))
    assert set(known.mood) == set(get_args(records.Mood))
    value_types = set(get_args(records.ValueType))
    assert all(set(p.value_types) <= value_types and p.value_types for p in known.properties.values())
    assert all(q.value_type in value_types for q in known.qualifiers.values())


def test_properties_name_known_entity_types() -> None:
    """Each property joins types that exist, and says in a line what it means."""
    known = load_vocabulary()
    for rule in known.properties.values():
        assert rule.subjects
        assert set(rule.subjects) | set(rule.values) <= set(known.entity_types)
        assert ("entity" in rule.value_types) == bool(rule.values), rule.name
        assert rule.asked_of in ("subject", "value")
        assert rule.help
    assert known.speech_events <= set(known.event_types)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, None),
        ({"subject": "e"}, "a Event cannot be the subject"),
        ({"subject": "x"}, "no entity of the report"),
        ({"value": "p", "subject": "q"}, "a Person cannot be the value"),
        ({"value": "b"}, None),
        ({"value": "x"}, "no entity of the report"),
        ({"value": "Watch", "value_type": "text"}, "the value is a text, not entity"),
        ({"property": "rules"}, "'rules' is not in the vocabulary"),
        ({"polarity": "doubted"}, "polarity 'doubted'"),
        ({"certainty": "likely"}, "certainty 'likely'"),
        ({"mood": "hoped"}, "mood 'hoped'"),
        ({"confidence": 1.01}, "not between 0 and 1"),
        ({"confidence": 1.0}, None),
        ({"chain": ()}, "nobody says so"),
        ({"chain": ("o", "x")}, "link x"),
        ({"evidence": ()}, "no evidence"),
        ({"evidence": (Evidence(start=0, end=4, text="Anna "),)}, "does not fit its text"),
        ({"evidence": (Evidence(start=1, end=5, text="Anna"),)}, "not what the report has there"),
        ({"qualifiers": {"role": "head", "end": "2031-05~"}}, None),
        ({"qualifiers": {"since": "2031"}}, "qualifier 'since'"),
        ({"qualifiers": {"end": "last May"}}, "not an EDTF date"),
        ({"qualifiers": {"area": "l"}}, None),
        ({"qualifiers": {"area": "p"}}, "no place"),
        ({"qualifiers": {"at_least": "ten"}}, "not a number"),
        ({"property": "age", "value": 41, "value_type": "number"}, None),
        ({"property": "age", "value": "41", "value_type": "number"}, "not a number"),
        ({"property": "age", "value": True, "value_type": "number"}, "not a number"),
        ({"property": "age", "value": float("nan"), "value_type": "number"}, "too large a number"),
        ({"property": "age", "value": 10**30, "value_type": "number"}, "too large a number"),
        ({"property": "event_type", "subject": "e", "value": "raid", "value_type": "text"}, None),
        ({"property": "event_type", "subject": "e", "value": "coup", "value_type": "text"}, "'coup'"),
        ({"property": "occupation", "value": " ", "value_type": "text"}, "empty"),
        ({"property": "spouse_of", "value": "p"}, "same entity"),
    ],
)
def test_problems(changes: dict[str, Any], said: str | None) -> None:
    """A statement stands only when all of it fits; what does not is named."""
    problems = problems_of(replace(PLAIN, **changes), TYPES, TEXT)
    if said is None:
        assert problems == ()
    else:
        assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2019-09-23", True),
        ("2019-09", True),
        ("2019", True),
        ("2019-09-23/2019-09-25", True),
        ("2019-09~", True),
        ("2019-21", True),
        ("2019-24", True),
        ("2019-25", False),
        ("2019-21-01", False),
        ("2019-13", False),
        ("2019-00", False),
        ("2019-02-29", False),
        ("2020-02-29", True),
        ("../2020", True),
        ("2020/..", True),
        ("../..", False),
        ("..", False),
        ("", False),
        ("/", False),
        ("201X", True),
        ("2019-XX", True),
        ("2019-9-2", False),
        ("2019-09-23T10:00", False),
        ("٢٠١٩", False),
        ("2019/2020/2021", False),
    ],
)
def test_edtf(text: str, good: bool) -> None:
    """Dates are real days, months, years, seasons or intervals, and nothing else."""
    assert is_edtf(text) is good


def test_properties_are_asked_in_words() -> None:
    """Each property is a question of its own and reads between two names, without a sign of how it is stored."""
    properties = load_vocabulary().properties.values()
    assert len({p.question for p in properties}) == len(properties)
    assert [p.name for p in properties if not p.question.endswith("?") or "_" in p.question + p.words] == []
    assert load_vocabulary().properties["killed_count"].question == "how many were killed?"
    assert load_vocabulary().properties["member_of"].question == "member of?"
