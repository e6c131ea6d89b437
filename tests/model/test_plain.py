"""Records to JSON and back."""

from __future__ import annotations

import json

import pytest

from herodot.model.plain import from_plain, to_json, to_plain
from herodot.model.records import Document, Report, Statement
from tests.samples import a_reading, a_report


@pytest.mark.parametrize("record", [a_report(), a_reading(a_report())], ids=["report", "reading"])
def test_round_trip(record: object) -> None:
    """What is written as JSON is read as an equal record."""
    assert from_plain(type(record), json.loads(to_json(record))) == record


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
