"""Records to JSON and back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest

from herodot.model.plain import field_types, from_plain, is_nested, to_json, to_plain
from herodot.model.records import Document, Report, Statement
from herodot.store.tables import from_row, to_row
from tests.samples import a_reading, a_report


@pytest.mark.parametrize("record", [a_report(), a_reading(a_report())], ids=["report", "reading"])
def test_round_trip(record: object) -> None:
    """What is written as JSON is read as an equal record."""
    assert from_plain(type(record), json.loads(to_json(record))) == record


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A record within a record."""

    name: str
    at: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """Every shape that a field may have."""

    spot: Spot | None = None
    spots: tuple[Spot, ...] = ()
    names: tuple[str, ...] | None = None
    counts: dict[str, int] = field(default_factory=dict)
    value: str | int | float = 0


@pytest.mark.parametrize(
    "record",
    [
        Nested(),
        Nested(spot=Spot(name="x", at=(1.5, 2.0)), value="1"),
        Nested(
            spots=(Spot(name="x", at=()), Spot(name="y", at=(0.0,))),
            names=("a", "b"),
            counts={"a": 1},
            value=2.5,
        ),
        Nested(names=()),
    ],
)
def test_every_shape_makes_the_round_trip(record: Nested) -> None:
    """Records in records, alone, in tuples or absent, come back equal, from JSON and from a row of the store."""
    assert from_plain(Nested, json.loads(to_json(record))) == record
    assert from_row(Nested, to_row(record)) == record
    assert [is_nested(hint) for hint in field_types(Nested).values()] == [True, True, True, True, False]


def test_defaults_may_lack_and_needed_may_not() -> None:
    """A key that is missing takes the field's default; without one it is an error."""
    document = from_plain(Document, {"sha256": "0", "media_type": "text/plain", "name": "a", "more": 1})
    assert document.outlet is None
    with pytest.raises(KeyError):
        from_plain(Document, {"sha256": "0"})


def test_order_of_fields_is_kept() -> None:
    """Plain records list their fields as the class does, so files read alike."""
    plain = to_plain(a_reading(a_report()).statements[0])
    assert list(plain) == list(Statement.__dataclass_fields__)
    assert list(to_plain(a_report())) == list(Report.__dataclass_fields__)
