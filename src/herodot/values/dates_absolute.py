"""What expressions that name their day, month, season or year come to.

One rule: a resolver gives `None` when its words are no date after all, so that the next rule is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from herodot.values.dates_calendar import Period, containing, make_period
from herodot.values.dates_found import Found, Hit, choose_year, named_year, period_found, text_of

PIVOT = 50
"""Two digits below it are years of this century, from it on of the last."""
BARE_YEARS = range(1900, 2060)
"""A number alone is taken for a year only among these; after "in" or "since" from 1000 on."""
YEAR_LEADS = frozenset(
    {
        "IN",
        "OF",
        "SINCE",
        "BY",
        "UNTIL",
        "FROM",
        "DURING",
        "BEFORE",
        "AFTER",
        "ABOUT",
        "THE",
        "AND",
        "EARLYLATE",
        "STARTEND",
        "TO",
        "BETWEEN",
        "COMMA",
        "OR",
        "THIS",
        "FOR",
        "PASTED",
        "THROUGH",
    }
)
SURE_LEADS = frozenset({"IN", "SINCE", "UNTIL", "DURING"})
LABELS = frozenset(
    "no number resolution flight route highway article order section page room chapter case boeing"
    " airbus law act directive rule unit bus train model windows line box psalm item docket".split()
)
NOT_PLURAL = frozenset(
    "is was has as its his this us thus yes does when while that which after across".split()
)
PEOPLE = frozenset(
    "people men women children troops police personnel feet metres meters kg km hectares acres".split()
)


def numeric(hit: Hit) -> Found | None:
    """2019-09-23, 09/23/2019, 23.09.2019: year first, else the order that can be."""
    parts = [int(p) for p in re.split(r"[-./]", hit.text("date"))]
    lengths = [len(p) for p in re.split(r"[-./]", hit.text("date"))]
    if lengths[0] == 4 and lengths[2] <= 2:
        year, month, day = parts
    elif lengths[2] in (2, 4) and lengths[0] <= 2:
        first, second, year = parts
        if lengths[2] == 2:
            year += 2000 if year < PIVOT else 1900
        day_first = first > 12 or (second <= 12 and (hit.context.day_first or "/" not in hit.text("date")))
        day, month = (first, second) if day_first else (second, first)
    else:
        return None
    period = make_period("day", year, month, day)
    return period_found(period) if period is not None and 1000 <= year < 2200 else None


def nine_eleven(hit: Hit) -> Found | None:
    """The day that goes by its numbers, 9/11."""
    if hit.text("sign") != "9/11" or hit.tokens.name(hit.end) == "SLASH":
        return None
    return period_found(make_period("day", 2001, 9, 11))


def month_day(hit: Hit) -> Found | None:
    """Reads "Sept. 23, 2019", "the 23rd of September", "dawn on Friday, May 3"."""
    month, day = hit.value("month"), hit.integer("day")
    if not isinstance(month, int) or day is None or hit.tokens.name(hit.end) == "PERCENT":
        return None
    year = named_year(hit, hit.context)
    if hit.has("short"):
        year = (hit.integer("short") or 0) + 1900
    if year is not None:
        period = make_period("day", year, month, day)
    elif hit.has("last"):
        period = last_such_day(hit, month, day)
    else:
        period = choose_year(hit, "day", month, day)
    if period is None and not (1 <= day <= 31 and make_period("day", 2000, month, day)):
        return None
    return period_found(period, time=text_of(hit.value("part")))


def last_such_day(hit: Hit, month: int, day: int) -> Period | None:
    """Reads "last Oct. 23": the nearest such day before publication."""
    now = hit.context.now("day")
    if now is None:
        return None
    found = [make_period("day", now.start.year - step, month, day) for step in range(9)]
    return next((period for period in found if period is not None and period.start < now.start), None)


def holiday(hit: Hit) -> Found | None:
    """Christmas, Christmas Eve, Halloween, Thanksgiving (the fourth Thursday of November)."""
    month, day = cast("tuple[int, int]", hit.value("holiday"))
    if hit.name("eve") == "UNIT" and hit.text("eve").lower() != "day":
        return None
    year = hit.integer("year")
    if day == 0:
        month_found = (
            make_period("month", year, month) if year is not None else choose_year(hit, "month", month)
        )
        if month_found is None:
            return Found()
        year, day = month_found.start.year, 22 + (3 - month_found.start.weekday()) % 7
    day -= hit.name("eve") == "EVE"
    return period_found(make_period("day", year, month, day) if year else choose_year(hit, "day", month, day))


def new_year(hit: Hit) -> Found | None:
    """New Year's Day, New Year's Eve."""
    month, day = (12, 31) if hit.name("eve") == "EVE" else (1, 1)
    year = hit.integer("year")
    return period_found(make_period("day", year, month, day) if year else choose_year(hit, "day", month, day))


def spoken_year(hit: Hit) -> Found | None:
    """Reads "nineteen ninety-seven", "the year two thousand"."""
    number = hit.integer("year")
    if (
        number is None
        or number not in BARE_YEARS
        or (hit.name("year") != "NINETEEN" and hit.tokens.name(hit.match.start("year") - 1) != "UNIT")
    ):
        return None
    return period_found(make_period("year", number))


def day_range(hit: Hit) -> Found | None:
    """Reads "May 3-5", "from 3 May to 10 June 2019": an interval of days; the year may stand once, at either
    end.
    """
    month1, month2 = hit.value("m1") or hit.value("m2"), hit.value("m2") or hit.value("m1")
    day1, day2 = hit.integer("d1"), hit.integer("d2")
    if not isinstance(month1, int) or not isinstance(month2, int) or day1 is None or day2 is None:
        return None
    year2 = hit.integer("y2") or hit.integer("y1")
    last = make_period("day", year2, month2, day2) if year2 else choose_year(hit, "day", month2, day2)
    if last is None:
        return None if hit.context.published is not None else Found(kind="interval")
    year1 = hit.integer("y1") or last.start.year - (month1 > month2)
    begin = make_period("day", year1, month1, day1)
    return _interval(begin, last)


def month_range(hit: Hit) -> Found | None:
    """Reads "from May to July 2019", "January-March"."""
    month1, month2 = hit.value("m1"), hit.value("m2")
    if not isinstance(month1, int) or not isinstance(month2, int):
        return None
    joined_by_and = any(hit.tokens.name(i) == "AND" for i in range(hit.first, hit.end))
    if joined_by_and and hit.tokens.name(hit.first) != "BETWEEN":
        return None
    year2 = hit.integer("y2") or hit.integer("y1")
    last = make_period("month", year2, month2) if year2 else choose_year(hit, "month", month2)
    if last is None:
        return Found(kind="interval")
    begin = make_period("month", hit.integer("y1") or last.start.year - (month1 > month2), month1)
    return _interval(begin, last)


def year_range(hit: Hit) -> Found | None:
    """Reads "2014-16", "from 2014 to 2016", "between 2014 and 2016"."""
    year1, year2 = hit.integer("y1"), hit.integer("y2")
    if year1 is None or year2 is None:
        return None
    if year2 < 100:
        if hit.tokens.name(hit.end - 2) not in ("HYPHEN", "SLASH"):
            return None
        year2 += year1 // 100 * 100
    if not year1 < year2 <= year1 + 200 or _counts_things(hit):
        return None
    return _interval(make_period("year", year1), make_period("year", year2))


def month_year(hit: Hit) -> Found | None:
    """Reads "September 2019", "early May of last year"."""
    month, year = hit.value("month"), named_year(hit, hit.context)
    if not isinstance(month, int) or (hit.has("rel") and hit.tokens.value(hit.end - 1) != "Y"):
        return None
    return period_found(make_period("month", year, month) if year is not None else None, part=edge_of(hit))


def month(hit: Hit) -> Found | None:
    """A month alone. "May", "March", "April" and short forms are also names and verbs: they need a word
    before.
    """
    number = hit.value("month")
    if not isinstance(number, int):
        return None
    before, after = hit.tokens.name(hit.first - 1), hit.tokens.name(hit.end)
    if after in ("D12", "D31", "ORDNUM") and hit.has("edge"):
        return None
    led = hit.has("edge") or before in (YEAR_LEADS | {"ART"}) - {"COMMA", "PASTED", "AND", "OR"}
    if hit.name("month") == "MAYMARCH" and not led:
        return None
    if hit.name("month") == "MONTHABBR" and not (led and hit.last_name("month") == "DOT"):
        return None
    if not led and (after == "CAPITAL" or (before == "CAPITAL" and after != "DOT")):
        return None
    return period_found(choose_year(hit, "month", number), part=edge_of(hit))


def season_year(hit: Hit) -> Found | None:
    """Reads "spring of 2021", "the late summer of last year"."""
    number, year = hit.value("season"), named_year(hit, hit.context)
    if not isinstance(number, int):
        return None
    return period_found(
        make_period("season", year, season_month(number)) if year is not None else None, part=edge_of(hit)
    )


def season_range(hit: Hit) -> Found | None:
    """Reads "the winter of 1998-99" as one winter, the one that begins in the first year."""
    number, year = hit.value("season"), hit.integer("y1")
    if not isinstance(number, int) or year is None:
        return None
    return period_found(make_period("season", year, season_month(number)))


def season(hit: Hit) -> Found | None:
    """A season alone, after "in the", "over the" and the like only: "fall" and "spring" are verbs, too."""
    number = hit.value("season")
    lead = hit.tokens.name(hit.first - 1)
    the = hit.tokens.name(hit.first) == "THE" or hit.has("edge")
    if not isinstance(number, int) or not (
        lead in ("IN", "DURING", "BY", "UNTIL", "SINCE", "OVER") or hit.has("edge")
    ):
        return None
    if hit.tokens.name(hit.end) == "OF" or (not the and lead == "OVER"):
        return None
    return period_found(choose_year(hit, "season", season_month(number)), part=edge_of(hit))


def quarter(hit: Hit) -> Found | None:
    """Reads "the third quarter of 2019", "Q1 2020", "first half of last year"; without a year the last one
    begun.
    """
    unit = "half" if hit.name("unit") == "HALF" or hit.name("code") == "HCODE" else "quarter"
    number = hit.value("code") if hit.has("code") else hit.integer("ord")
    length = 6 if unit == "half" else 3
    if hit.name("ord") == "LAST":
        if not (hit.has("year") or hit.has("rel")):
            return None
        number = 12 // length
    if not isinstance(number, int) or not 1 <= number <= 12 // length:
        return None
    year = named_year(hit, hit.context)
    if year is None and hit.has("rel"):
        return Found(kind="interval")
    if unit == "half" and year is None and (hit.tokens.name(hit.end) == "OF" or not hit.has("code")):
        return None
    first_month = (number - 1) * length + 1
    if year is not None:
        return period_found(make_period(unit, year, first_month), part=edge_of(hit))
    found = period_found(choose_year(hit, unit, first_month), part=edge_of(hit))
    return found if found.edtf is not None else Found(kind="interval")


def decade(hit: Hit) -> Found | None:
    """Reads "the 1990s", "the early '80s", "the nineties"."""
    word = hit.text("decade")
    digits = re.match(r"\d+", word)
    if digits is not None:
        if len(digits[0]) < 4 and hit.tokens.name(hit.match.start("decade") - 1) not in (
            "APOS",
            "THE",
            "EARLYLATE",
        ):
            return None
        tens = int(digits[0]) % 100
        year = int(digits[0]) if len(digits[0]) == 4 else tens + (1900 if tens >= 30 else 2000)
        if len(digits[0]) == 2 and _is_possessed(hit):
            return None
    else:
        word_tens = hit.value("word")
        if not isinstance(word_tens, int) or _is_possessed(hit) or hit.tokens.name(hit.first) != "THE":
            return None
        year = 1900 + word_tens * 10
    return period_found(make_period("decade", year), part=edge_of(hit))


def _is_possessed(hit: Hit) -> bool:
    """Reads "in his 50s", "a woman in her thirties": an age."""
    before = hit.tokens.word(hit.first - 1).lower() if hit.first else ""
    return before in ("his", "her", "their", "my", "our", "your")


def century(hit: Hit) -> Found | None:
    """Reads "the 20th century", "the nineteenth century"."""
    number = hit.integer("ord")
    unit = hit.tokens.word(hit.end - 1).lower()
    if unit != "century" or number is None or not 10 < number <= 21:
        return None
    return period_found(make_period("century", (number - 1) * 100), part=edge_of(hit))


def year(hit: Hit) -> Found | None:
    """A number of four digits that is a year: led by "in", "since" and the like, or followed by no thing
    counted.
    """
    number = hit.integer("year")
    if number is None or not 1000 <= number < 2200:
        return None
    before, after = hit.tokens.name(hit.first - 1), hit.tokens.name(hit.end)
    word_before = hit.tokens.word(hit.first - 1).lower() if hit.first else ""
    if hit.has("edge"):
        return period_found(make_period("year", number), part=edge_of(hit))
    if (
        word_before in LABELS
        or before in ("CURRENCY", "HYPHEN", "SLASH", "COLON")
        or after in ("PERCENT", "CURRENCY")
    ):
        return None
    if before == "DOT" and hit.first > 1 and hit.tokens.word(hit.first - 2).lower() in LABELS:
        return None
    if after in ("COLON", "SLASH", "HOURUNITS") or (
        after == "HYPHEN" and hit.tokens.name(hit.end + 1) != "PLAIN"
    ):
        return None
    if _counts_things(hit) or hit.tokens.name(hit.end) in ("UNITS", "SCALE"):
        return None
    sure = before in SURE_LEADS or word_before in ("circa", "ca")
    if (number not in BARE_YEARS and not sure) or before in (
        "MORE",
        "THAN",
        "LEAST",
        "NEARLY",
    ):
        return None
    if before not in YEAR_LEADS and hit.name("year") != "YEAR4":
        return None
    return period_found(make_period("year", number))


def _counts_things(hit: Hit) -> bool:
    """Whether the word after a number is what it counts ("1990 rounds", "2000 people")."""
    if hit.end >= len(hit.tokens.classes):
        return False
    word, name = hit.tokens.word(hit.end).lower(), hit.tokens.name(hit.end)
    if word in PEOPLE:
        return True
    sure = hit.tokens.name(hit.first - 1) in SURE_LEADS
    return (
        not sure
        and name == "PLAIN"
        and word.endswith("s")
        and word not in NOT_PLURAL
        and not word.endswith("ss")
        and hit.tokens.name(hit.first - 1) not in ("THE", "OF")
    )


def fiscal_year(hit: Hit) -> Found | None:
    """Reads "fiscal 2019", taken for the year of that number."""
    number = hit.integer("year")
    return period_found(make_period("year", number)) if number is not None else None


def day_of_month(hit: Hit) -> Found | None:
    """Reads "on the 14th": the last one before publication; not "the 14th floor"."""
    after = hit.tokens.name(hit.end)
    if after in ("PLAIN", "CAPITAL", "UNIT", "HYPHEN", "PERCENT", "UNITS", "QUARTER", "HALF", "OF", "PASTED"):
        return None
    if hit.tokens.name(hit.first - 1) not in ("ON", "BY", "SINCE", "UNTIL", "FROM", "TO", "BEFORE"):
        return None
    number, now = hit.integer("day"), hit.context.now("day")
    return period_found(_nearest_day(number, now, hit) if number is not None and now is not None else None)


def _nearest_day(number: int, now: Period, hit: Hit) -> Period | None:
    step = 1 if hit.tense() > 0 else -1
    here = containing("month", now.start)
    for _ in range(3):
        if here is None:
            return None
        day = make_period("day", here.start.year, here.start.month, number)
        if day is not None and (day.start - now.start).days * step >= 0:
            return day
        here = here.shift(step)
    return None


def edge_of(hit: Hit) -> str | None:
    """`early`, `mid` or `late` where the words say which part of the period."""
    if not hit.has("edge"):
        return None
    for index in range(*hit.match.span("edge")):
        if hit.tokens.name(index) in ("EARLYLATE", "STARTEND"):
            return str(hit.tokens.value(index))
    return None


def season_month(number: int) -> int:
    """The month a season begins in, from its EDTF number."""
    return (number - 20) * 3


def _interval(begin: Period | None, last: Period | None) -> Found | None:
    if begin is None or last is None or begin.start > last.start:
        return None
    return Found(kind="interval", edtf=f"{begin.edtf}/{last.edtf}", period=last)


ABSOLUTE: dict[str, Callable[[Hit], Found | None]] = {
    "numeric": numeric,
    "nine_eleven": nine_eleven,
    "month_day": month_day,
    "day_range": day_range,
    "month_range": month_range,
    "year_range": year_range,
    "month_year": month_year,
    "month": month,
    "season_year": season_year,
    "season_range": season_range,
    "season": season,
    "quarter": quarter,
    "decade": decade,
    "century": century,
    "year": year,
    "fiscal_year": fiscal_year,
    "day_of_month": day_of_month,
    "holiday": holiday,
    "new_year": new_year,
    "spoken_year": spoken_year,
}
