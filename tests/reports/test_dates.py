"""Dates of publication."""

from __future__ import annotations

import pytest

from herodot.reports.dates import as_edtf


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-01-22", "2024-01-22"),
        ("2024-01", "2024-01"),
        ("2024", "2024"),
        ("2024-01-22T23:40:00-05:00", "2024-01-22"),
        ("20240122", "2024-01-22"),
        ("2999-12-31", "2999-12-31"),
        ("4 March 2022", "2022-03-04"),
        ("Posted on Friday, March 4th, 2022 at 10:15", "2022-03-04"),
        ("2024-02-30", None),
        ("2024-13-01", None),
        ("31 June 2022", None),
        ("03/04/2019", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_the_day_as_written_or_none(written: str, expected: str | None) -> None:
    """Law: a day stays in its own time zone; the impossible and the ambiguous are None, the future is not."""
    assert as_edtf(written) == expected
