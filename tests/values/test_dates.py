"""Time expressions come out as the EDTF date that a reader of the report would give them."""

from __future__ import annotations

import pytest

from herodot.values.dates import DateValue, find_dates

FRIDAY = "2019-09-27"


def only(body: str, published: str | None = FRIDAY) -> DateValue:
    """The one expression of a text."""
    values = find_dates(body, published)
    assert len(values) == 1, values
    return values[0]


@pytest.mark.parametrize(
    ("body", "text", "edtf"),
    [
        ("It fell on Sept. 23, 2019, he said.", "Sept. 23, 2019", "2019-09-23"),
        ("It fell on 23 September 2019.", "23 September 2019", "2019-09-23"),
        ("Dated 2019-09-23 and sealed.", "2019-09-23", "2019-09-23"),
        ("Dated 09/23/2019 and sealed.", "09/23/2019", "2019-09-23"),
        ("Dated 23.09.2019 and sealed.", "23.09.2019", "2019-09-23"),
        ("They met on the 23rd of September.", "the 23rd of September", "2019-09-23"),
        ("They met on Monday, Sept. 23: nobody came.", "Monday, Sept. 23", "2019-09-23"),
        ("They met in September 2018.", "September 2018", "2018-09"),
        ("They met in 1997.", "1997", "1997"),
        ("The mill burned in the 1990s.", "the 1990s", "199X"),
        ("The mill burned in the '80s.", "the '80s", "198X"),
        ("The mill of the 19th century burned.", "the 19th century", "18XX"),
        ("The mill burned in the spring of 2018.", "the spring of 2018", "2018-21"),
        ("Prices rose in the first quarter of 2018.", "the first quarter of 2018", "2018-01/2018-03"),
        ("Prices rose in the second half of 2018.", "the second half of 2018", "2018-07/2018-12"),
        ("It lasted from May 3 to May 10, 2018.", "May 3 to May 10, 2018", "2018-05-03/2018-05-10"),
        ("It lasted May 3-5.", "May 3-5", "2019-05-03/2019-05-05"),
        ("They met between 3 and 5 May 2018.", "between 3 and 5 May 2018", "2018-05-03/2018-05-05"),
        (
            "It lasted from 30 December to 2 January 2018.",
            "30 December to 2 January 2018",
            "2017-12-30/2018-01-02",
        ),
        ("She served from 2014 to 2016.", "2014 to 2016", "2014/2016"),
        ("She served 2014-16.", "2014-16", "2014/2016"),
        ("He recalled the attacks of 9/11.", "9/11", "2001-09-11"),
        ("They ate together on Christmas Eve 2018.", "Christmas Eve 2018", "2018-12-24"),
        ("It burned in nineteen ninety-seven.", "nineteen ninety-seven", "1997"),
    ],
)
def test_named_dates(body: str, text: str, edtf: str) -> None:
    """An expression that names its day, month, season or year is that one, whatever the report's date."""
    found = only(body)
    assert (found.text, found.edtf) == (text, edtf)


@pytest.mark.parametrize(
    ("body", "edtf"),
    [
        ("He left yesterday.", "2019-09-26"),
        ("He leaves tomorrow.", "2019-09-28"),
        ("He spoke today.", FRIDAY),
        ("He left the day before yesterday.", "2019-09-25"),
        ("He was shot on Saturday.", "2019-09-21"),
        ("He was shot on Friday.", FRIDAY),
        ("He will leave on Saturday.", "2019-09-28"),
        ("He leaves next Monday.", "2019-09-30"),
        ("He was shot last Friday.", "2019-09-20"),
        ("On Sunday, the council will meet.", "2019-09-29"),
        ("He could leave as early as Tuesday.", "2019-10-01"),
        ("They met last week.", "2019-09-16/2019-09-22"),
        ("They met in the past week.", "2019-09-20/2019-09-27"),
        ("They met last month.", "2019-08"),
        ("They met earlier this month.", "2019-09"),
        ("Prices rose this year.", "2019"),
        ("They met last fall.", "2018-23"),
        ("They met last spring.", "2019-21"),
        ("They met over the weekend.", "2019-09-21/2019-09-22"),
        ("They met three days ago.", "2019-09-24"),
        ("They met two weeks ago.", "2019-09-13~"),
        ("They met three months ago.", "2019-06~"),
        ("They met two decades ago.", "1999~"),
        ("They met last September.", "2018-09"),
        ("They met in August.", "2019-08"),
        ("They met in November.", "2018-11"),
        ("They will meet in November.", "2019-11"),
        ("They met in March last year.", "2018-03"),
        ("They will meet by Oct. 4.", "2019-10-04"),
        ("They met on Oct. 4 and shook hands.", "2019-10-04"),
        ("They met last Oct. 4.", "2018-10-04"),
        ("They met on the 14th.", "2019-09-14"),
        ("They met around May 5.", "2019-05-05~"),
        ("It was built about 1990.", "1990~"),
        ("It was built circa 1890.", "1890~"),
    ],
)
def test_dates_counted_from_publication(body: str, edtf: str) -> None:
    """A relative expression is counted from the report's date; the words around it say which way."""
    assert only(body).edtf == edtf


@pytest.mark.parametrize(
    ("body", "part", "edtf"),
    [
        ("They met in early May.", "early", "2019-05"),
        ("They met in mid-June.", "mid", "2019-06"),
        ("They met in late 2018.", "late", "2018"),
        ("They met at the end of May.", "late", "2019-05"),
    ],
)
def test_part_of_a_period(body: str, part: str, edtf: str) -> None:
    """EDTF has no word for a part of a period: the period is the date, the part is told beside it."""
    found = only(body)
    assert (found.part, found.edtf) == (part, edtf)


@pytest.mark.parametrize(
    ("body", "time", "edtf"),
    [
        ("He left on Monday night.", "NI", "2019-09-23"),
        ("They came at dawn on Friday.", "MO", FRIDAY),
        ("He left at 10:35 p.m. Monday.", "22:35", "2019-09-23"),
        ("He left yesterday morning.", "MO", "2019-09-26"),
        ("He left last night.", "NI", "2019-09-26"),
        ("They meet tonight.", "NI", FRIDAY),
    ],
)
def test_part_of_a_day(body: str, time: str, edtf: str) -> None:
    """A part of a day and an hour are kept beside the day."""
    found = only(body)
    assert (found.kind, found.time, found.edtf) == ("time", time, edtf)


@pytest.mark.parametrize(
    ("body", "bound", "edtf"),
    [
        ("He has led it since 2014.", "since", "2014"),
        ("He stayed until March.", "until", "2019-03"),
        ("They must leave before 5 May 2020.", "before", "2020-05-05"),
        ("They had left by 2011.", "by", "2011"),
    ],
)
def test_bounds(body: str, bound: str, edtf: str) -> None:
    """ "By" or "before" a day gives that day; the word is kept, outside the span."""
    found = only(body)
    assert (found.bound, found.edtf) == (bound, edtf)


@pytest.mark.parametrize(
    ("body", "edtf"),
    [
        ("It began on 3 May 2018. The following day it rained.", "2018-05-04"),
        ("It began on 3 May 2018. He died the same day.", "2018-05-03"),
        ("It began on 3 May 2018. He died a week later.", "2018-05-10~"),
        ("It began on 3 May 2018. He had come two days earlier.", "2018-05-01"),
        ("It began on 3 May 2018. He had come a year earlier.", "2017-05-03"),
        ("It began on 3 May 2018. The next morning it rained.", "2018-05-04"),
    ],
)
def test_dates_counted_from_the_last_one_told(body: str, edtf: str) -> None:
    """ "The following day" and the like are counted from the last day told in the text before."""
    assert find_dates(body, FRIDAY)[1].edtf == edtf


@pytest.mark.parametrize(
    ("body", "days", "anchor"),
    [
        ("He surrendered a week after the raid.", 7, "the raid"),
        ("He surrendered two days before the vote, she said.", -2, "the vote"),
        ("He surrendered the day after the raid.", 1, "the raid"),
        ("He surrendered days after the raid.", None, "the raid"),
    ],
)
def test_offsets_keep_their_anchor(body: str, days: int | None, anchor: str) -> None:
    """A distance from an event has no date of its own; the distance and the event's words are kept."""
    found = only(body)
    assert (found.kind, found.edtf, found.offset_days, found.anchor_text) == ("offset", None, days, anchor)


@pytest.mark.parametrize(
    ("body", "kind", "duration"),
    [
        ("He ruled for three years.", "duration", "P3Y"),
        ("She ended a two-day visit.", "duration", "P2D"),
        ("It took two and a half years.", "duration", "P0.5Y"),
        ("It took several hours.", "duration", "PTXH"),
        ("They pray every day.", "set", "P1D"),
        ("They meet twice a week.", "set", "P1W"),
        ("They meet on Mondays.", "set", "P1W"),
    ],
)
def test_lengths_and_repetitions_are_no_dates(body: str, kind: str, duration: str) -> None:
    """A length or a repetition never becomes a date."""
    found = only(body)
    assert (found.kind, found.edtf) == (kind, None)
    if duration != "P0.5Y":
        assert found.duration == duration


@pytest.mark.parametrize(
    "body",
    [
        "About 2,000 people fled.",
        "They fired 1990 rounds.",
        "A 35-year-old man was held.",
        "The man, three years old, was found.",
        "The council may march second.",
        "March on, he said, and may fall.",
        "Resolution 1970 was read.",
        "He paid $1990 in all.",
        "It stands at 1500 metres.",
        "They live on the 14th floor.",
        "The third man ran.",
        "She is in her 50s.",
        "It grew by 1990%.",
        "Ms. May spoke to Mr. March.",
        "It was half of them.",
    ],
)
def test_numbers_and_names_that_are_no_dates(body: str) -> None:
    """A number that counts, an age, a name or a verb that looks like a month is no time expression."""
    assert find_dates(body, FRIDAY) == ()


@pytest.mark.parametrize(
    "body",
    ["He left yesterday.", "On Saturday he left.", "They met last week.", "They met in May.", "A year ago."],
)
@pytest.mark.parametrize("published", [None, "2019~x", "someday", "2019-13"])
def test_no_report_date_gives_no_date(body: str, published: str | None) -> None:
    """Without a readable date of publication, what counts from it is found and has no date."""
    assert only(body, published).edtf is None


@pytest.mark.parametrize(
    ("body", "published", "edtf"),
    [
        ("They met last year.", "2019", "2018"),
        ("They met last month.", "2019-09", "2019-08"),
        ("They met last month.", "2019", None),
        ("He left yesterday.", "2019-09", None),
    ],
)
def test_a_coarse_report_date_gives_coarse_dates(body: str, published: str, edtf: str | None) -> None:
    """A date of publication without day or month resolves what is no finer than itself."""
    assert only(body, published).edtf == edtf


def test_day_first_where_the_text_shows_it() -> None:
    """One date that only reads with the day first turns the ambiguous ones of the same text."""
    assert only("Signed 05/08/2019.").edtf == "2019-05-08"
    assert find_dates("Signed 05/08/2019, sealed 23/08/2019.", FRIDAY)[0].edtf == "2019-08-05"


def test_paragraphs_part_expressions() -> None:
    """No expression runs over a paragraph's end."""
    assert [v.text for v in find_dates("They met in May\n\n2018 people came in June", FRIDAY)] == [
        "May",
        "June",
    ]
