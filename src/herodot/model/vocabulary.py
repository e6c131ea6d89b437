"""What a statement may say: types, properties, events, modality, as `vocabulary.json` lists them.

One rule: the lists live in the data file alone; code asks here and never spells them out a second time.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from herodot.model.records import Statement, Value, ValueType

T = TypeVar("T")

WIDEST_NUMBER = 2**53
"""Beyond it a number is not kept exactly by JSON readers and databases alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One relation or event role: what it may join, and when two of its values are rivals."""

    name: str
    subjects: tuple[str, ...]
    """Entity types that may be its subject."""
    values: tuple[str, ...]
    """Entity types that may be its value; empty where the value is never an entity."""
    value_types: tuple[ValueType, ...]
    functional: str | None
    """When two different values are rivals, in words; `None` when many values may hold at once."""
    symmetric: bool
    """Whether subject and value may change places."""
    asked_of: str
    """Which side the question is about, `subject` or `value` ("who leads X?" is asked of the value)."""
    help: str
    asks: str = ""
    """The question that it answers, after whom or what it is asked of; empty where its name does for that."""
    says: str = ""
    """Its name between subject and value; empty where it is the name itself."""

    @property
    def question(self) -> str:
        """ "who leads it?", "member of?"."""
        return self.asks or f"{self.name.replace('_', ' ')}?"

    @property
    def words(self) -> str:
        """ "done by", "leader of"."""
        return self.says or self.name.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One kind of event and where it falls in PLOVER and ACLED; `None` where they have no class for it."""

    name: str
    plover: str | None
    acled: str | None
    acled_of_place: str | None
    """The ACLED sub-event instead of `acled` when what is seized is a place."""
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifier:
    """One thing that narrows a statement, and the type of its value."""

    name: str
    value_type: ValueType
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All the lists, each name with its meaning in one line, in the order of the data file."""

    entity_types: Mapping[str, str]
    properties: Mapping[str, Property]
    event_types: Mapping[str, EventType]
    speech_events: frozenset[str]
    """Event types that are acts of speech: events only where a text speaks of them as a thing."""
    polarity: Mapping[str, str]
    certainty: Mapping[str, str]
    mood: Mapping[str, str]
    standings: Mapping[str, str]
    qualifiers: Mapping[str, Qualifier]


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary of the package. Read once, about a millisecond."""
    data = json.loads(resources.files(__package__).joinpath("vocabulary.json").read_text("utf-8"))
    return Vocabulary(
        **{key: data[key] for key in ("entity_types", "polarity", "certainty", "mood", "standings")},
        properties=_named(Property, data["properties"]),
        event_types=_named(EventType, data["event_types"]),
        speech_events=frozenset(data["speech_events"]),
        qualifiers=_named(Qualifier, data["qualifiers"]),
    )


def problems_of(
    statement: Statement,
    types: Mapping[str, str],
    text: str | None = None,
    vocabulary: Vocabulary | None = None,
) -> tuple[str, ...]:
    """Why a statement may not stand, one short line a reason; empty when it may.

    `types` gives each entity of the report its type. With `text`, the report's, evidence is compared with it.
    """
    known = vocabulary or load_vocabulary()
    return (
        *_modality_problems(statement, known),
        *_property_problems(statement, types, known),
        *_qualifier_problems(statement, types, known),
        *_source_problems(statement, types, text),
    )


def is_edtf(text: str) -> bool:
    """Whether the text is a date, season or interval of EDTF level 1 with real months and days."""
    ends = text.split("/")
    if len(ends) > 2 or ends in (["..", ".."], ["..", ""], ["", ".."], ["", ""]):
        return False
    open_ends = ("..", "") if len(ends) == 2 else ()
    return all(end in open_ends or _is_edtf_date(end) for end in ends)


_EDTF = re.compile(r"(-?\d{2}(?:\d\d|\dX|XX))(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[~?%]?", re.ASCII)


def _is_edtf_date(text: str) -> bool:
    match = _EDTF.fullmatch(text)
    if match is None:
        return False
    year, month, day = match.groups()
    if month is None:
        return True
    if "X" in year or month == "XX":
        return day in (None, "XX") and (month == "XX" or 1 <= int(month) <= 12)
    if day is None or day == "XX":
        return 1 <= int(month) <= 12 or (day is None and 21 <= int(month) <= 24)
    try:
        # A leap year stands in for years that `date` does not know (0000, before our era).
        date(int(year) if int(year) > 0 else 2000, int(month), int(day))
    except ValueError:
        return False
    return True


def _named(kind: Callable[..., T], rows: dict[str, dict[str, Any]]) -> dict[str, T]:
    lists = {
        name: {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        for name, row in rows.items()
    }
    return {name: kind(name=name, **row) for name, row in lists.items()}


def _modality_problems(statement: Statement, known: Vocabulary) -> Iterator[str]:
    for name in ("polarity", "certainty", "mood"):
        if (word := getattr(statement, name)) not in getattr(known, name):
            yield f"{name} {word!r} is not in the vocabulary"
    if not 0.0 <= statement.confidence <= 1.0:
        yield f"confidence {statement.confidence} is not between 0 and 1"


def _property_problems(statement: Statement, types: Mapping[str, str], known: Vocabulary) -> Iterator[str]:
    rule = known.properties.get(statement.property)
    if rule is None:
        yield f"property {statement.property!r} is not in the vocabulary"
        return
    subject = types.get(statement.subject)
    if subject is None:
        yield f"subject {statement.subject} is no entity of the report"
    elif subject not in rule.subjects:
        yield f"{rule.name}: a {subject} cannot be the subject"
    if statement.value_type not in rule.value_types:
        yield f"{rule.name}: the value is a {statement.value_type}, not {' or '.join(rule.value_types)}"
        return
    yield from (f"{rule.name}: {p}" for p in _value_problems(statement.value, statement.value_type, types))
    value = types.get(str(statement.value)) if statement.value_type == "entity" else None
    if value is not None and value not in rule.values:
        yield f"{rule.name}: a {value} cannot be the value"
    if statement.value_type == "entity" and statement.value == statement.subject:
        yield f"{rule.name}: subject and value are the same entity"
    if rule.name == "event_type" and statement.value not in known.event_types:
        yield f"event type {statement.value!r} is not in the vocabulary"


def _value_problems(value: Value, value_type: str, types: Mapping[str, str]) -> Iterator[str]:
    if value_type == "number":
        if isinstance(value, bool | str):
            yield f"{value!r} is not a number"
        elif not math.isfinite(value) or abs(value) > WIDEST_NUMBER:
            yield f"{value} is too large a number"
    elif not isinstance(value, str):
        yield f"{value!r} is not text"
    elif value_type == "entity" and value not in types:
        yield f"{value} is no entity of the report"
    elif value_type == "date" and not is_edtf(value):
        yield f"{value!r} is not an EDTF date"
    elif not value.strip():
        yield "the value is empty"


def _qualifier_problems(statement: Statement, types: Mapping[str, str], known: Vocabulary) -> Iterator[str]:
    for name, value in statement.qualifiers.items():
        rule = known.qualifiers.get(name)
        if rule is None:
            yield f"qualifier {name!r} is not in the vocabulary"
            continue
        yield from (f"{name}: {problem}" for problem in _value_problems(value, rule.value_type, types))
        if name == "area" and types.get(str(value), "Place") != "Place":
            yield f"area: a {types[str(value)]} is no place"


def _source_problems(statement: Statement, types: Mapping[str, str], text: str | None) -> Iterator[str]:
    if not statement.chain:
        yield "the chain is empty: nobody says so"
    yield from (f"link {link} is no entity of the report" for link in statement.chain if link not in types)
    if not statement.evidence:
        yield "there is no evidence"
    for piece in statement.evidence:
        if not 0 <= piece.start < piece.end or piece.end - piece.start != len(piece.text):
            yield f"evidence {piece.start} to {piece.end} does not fit its text"
        elif text is not None and text[piece.start : piece.end] != piece.text:
            yield f"evidence {piece.start} to {piece.end} is not what the report has there"
