"""EDTF strings: which are dates, which days they span, and what lies within what."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.model.errors import BadValue
from herodot.values.edtf import bounds, contains, in_words, is_valid, overlap

points = st.dates().flatmap(
    lambda day: st.sampled_from(
        [day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], f"{day.year:04}-22"]
    )
)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2019-09-23", date(2019, 9, 23), date(2019, 9, 23)),
        ("2019-09-23~", date(2019, 9, 23), date(2019, 9, 23)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("18XX", date(1800, 1, 1), date(1899, 12, 31)),
        ("2004-XX", date(2004, 1, 1), date(2004, 12, 31)),
        ("2004-02-XX", date(2004, 2, 1), date(2004, 2, 29)),
        ("2019-21", date(2019, 3, 1), date(2019, 5, 31)),
        ("2019-24", date(2019, 12, 1), date(2020, 2, 29)),
        ("2019-09-23/2019-10", date(2019, 9, 23), date(2019, 10, 31)),
        ("2014/..", date(2014, 1, 1), date.max),
        ("../2014", date.min, date(2014, 12, 31)),
        ("9999-24", date(9999, 12, 1), date.max),
    ],
)
def test_bounds(edtf: str, first: date, last: date) -> None:
    """A date spans from the first to the last day that it may mean."""
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "..",
        "/",
        "../..",
        "2019-13",
        "2019-00",
        "2019-25",
        "2019-20",
        "2019-02-30",
        "2019-9-3",
        "19",
        "2019/2018",
        "0000",
        "2019-21-03",
        "199X-05",
        "2019-09-23T10:00",
        " 2019",
        "2019/2020/2021",
        "٢٠١٩",
        "2019-XX-03",
    ],
)
def test_what_is_no_date(edtf: str) -> None:
    """What is no date is refused, and has no days."""
    assert not is_valid(edtf)
    with pytest.raises(BadValue):
        bounds(edtf)


@pytest.mark.parametrize(
    ("outer", "inner", "within"),
    [
        ("2021-01", "2021-01-19", True),
        ("2021-01-19", "2021-01", False),
        ("2021", "2021-21", True),
        ("2021", "2021-24", False),
        ("199X", "1997-05~", True),
        ("2021-01", "2021-02-01", False),
        ("2019/..", "2021", True),
    ],
)
def test_contains(outer: str, inner: str, within: bool) -> None:
    """A date contains another when all its days are among its own."""
    assert contains(outer, inner) is within


@given(points, points)
def test_containing_is_overlapping(one: str, other: str) -> None:
    """A date contains itself, and what contains another shares days with it, in either order."""
    assert contains(one, one)
    assert overlap(one, other) is overlap(other, one)
    if contains(one, other):
        assert overlap(one, other)


@given(st.text(alphabet="0123456789-/~?%X.", max_size=24))
def test_no_string_raises_unless_it_is_no_date(edtf: str) -> None:
    """Any string is a date with a first day before its last, or is refused."""
    if is_valid(edtf):
        first, last = bounds(edtf)
        assert first <= last


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-02-02", "2024-02-02"),
        ("2024-02~", "about 2024-02"),
        ("2024?", "perhaps 2024"),
        ("2024%", "perhaps about 2024"),
        ("2024-01-14/2024-01-15", "2024-01-14 to 2024-01-15"),
        ("2024-01~/2024-03", "about 2024-01 to 2024-03"),
        ("2024/..", "since 2024"),
        ("../2024-05", "until 2024-05"),
        ("2023-23", "autumn 2023"),
        ("2023-12", "2023-12"),
        ("199X", "the 1990s"),
        ("19XX", "the 1900s"),
        ("2024-XX", "2024"),
        ("2024-05-XX", "2024-05"),
        ("no date", "no date"),
        ("", ""),
        ("next ~", "next ~"),
    ],
)
def test_in_words(edtf: str, words: str) -> None:
    """No sign of the notation is left for a reader; what is no date stays as it is."""
    assert in_words(edtf) == words
