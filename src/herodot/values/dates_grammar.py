"""Time expressions of English as patterns over word classes; what each comes to is in `dates_resolve`.

One rule: the order of `RULES` is the order of trial, the longer and surer pattern first. Names in capitals
are classes (see `data/date_words.json` and `NUMBER_CLASSES`), names in angle brackets are `PARTS` put in
their place.
"""

from __future__ import annotations

import re
from functools import cache

from herodot.values.grammar import Grammar, build_grammar
from herodot.values.tokens import Lexicon, load_words

CAPITAL_ONLY = frozenset({"MAYMARCH", "MONTHABBR", "WDABBR", "QCODE", "HCODE"})
NUMBER_CLASSES = ("NUMDATE", "D12", "D31", "D99", "YEAR4", "NUM", "ORDNUM", "DECADE", "CLOCKNUM")
SIGN_CLASSES = ("DOT", "COMMA", "HYPHEN", "SLASH", "COLON", "APOS", "CURRENCY", "PERCENT", "SIGN", "BREAK")
WORD_CLASSES = ("PLAIN", "CAPITAL", "PASTED")
SIGNS = {
    ".": "DOT",
    ",": "COMMA",
    "-": "HYPHEN",
    "\u2010": "HYPHEN",
    "\u2011": "HYPHEN",
    "\u2013": "HYPHEN",
    "\u2014": "SIGN",
    "/": "SLASH",
    ":": "COLON",
    "'": "APOS",
    "\u2019": "APOS",
    "\u2018": "APOS",
    "$": "CURRENCY",
    "\u20ac": "CURRENCY",
    "\u00a3": "CURRENCY",
    "%": "PERCENT",
}

PARTS = {
    "mon": "(?:MONTH|MAYMARCH|MONTHABBR DOT?)",
    "wd": "(?:WEEKDAY|WDABBR DOT?)",
    "dayno": "(?:D12|D31|ORDNUM)",
    "ordday": "(?:ORDNUM|(?:TWENTY|TENS) HYPHEN ORDWORD|ORDWORD)",
    "to": "(?:TO|THROUGH|UNTIL|HYPHEN)",
    "nw": "(?:(?:TWENTY|TENS) HYPHEN? (?:ONE|NUMWORD)|ONE|NUMWORD|TWENTY|TENS|NINETEEN)",
    "int": "(?:D12|D31|D99|NUM|YEAR4)",
    "count": "(?:(?:<nw>|ART) SCALE|ART (?:FEW|DOZEN|COUPLE (?:OF|MORE)?)|COUPLE OF|THE COUPLE OF|<nw>|FEW"
    "|ART HALF|<int> (?:HYPHEN? D12 SLASH D12)?|ART|HALF ART)",
    "units": "(?:UNIT|UNITS|QUARTER|QUARTERS|HOURUNIT|HOURUNITS|WEEKEND)",
    "rough": "(?:NEARLY|ABOUT|(?:MORE|AT)(?: THAN| LEAST)|OVER)",
    "mod": "(?:LAST|PREVIOUS|LATEST|THIS|NEXT|FOLLOWING|SAME|THAT SAME|THAT)",
    "edge": "(?:EARLYLATE HYPHEN?|THE? STARTEND OF|EARLIERLATER IN?)",
    "minutes": "(?:COLON (?:D12|D31|D99|NUM))",
    "ampm": "(?:AMPM|(?:AP|ART) DOT M DOT?)",
    "clock": "(?:(?:CLOCKNUM|D12 <minutes>? <ampm>|(?:D12|D31|NUM) <minutes>|(?:<nw>|D12) O APOS OCLOCK|NOON)"
    "(?:LOCAL TIME|ZONE)?|(?:YEAR4|NUM) ZONE)",
    "fullyear": "(?:YEAR4|(?:NINETEEN|TWENTY) <nw>)",
    "wdc": "(?:<wd> COMMA?)",
    "lead": "(?:<clock> (?:COMMA|ON)?|(?P<part>PART) (?:OF|ON)|EARLYLATE (?:ON|OF)?)",
}

RULES: tuple[tuple[str, str], ...] = (
    ("numeric", "(?P<date>NUMDATE)"),
    ("nine_eleven", "(?P<sign>D12 SLASH D12)"),
    # stretches of days
    (
        "day_range",
        "FROM? <wdc>? (?P<m1><mon>) (?P<d1><dayno>) (?:COMMA? (?P<y1>YEAR4))? <to> <wdc>?"
        "(?P<m2><mon>)? (?P<d2><dayno>) (?:COMMA? (?P<y2>YEAR4))?",
    ),
    (
        "day_range",
        "FROM? THE? (?P<d1><dayno>) (?:OF? (?P<m1><mon>) (?P<y1>YEAR4)?)? <to> THE? (?P<d2><dayno>)"
        "OF? (?P<m2><mon>) (?:COMMA? (?P<y2>YEAR4))?",
    ),
    (
        "day_range",
        "BETWEEN (?P<m1><mon>) (?P<d1><dayno>) (?:COMMA? (?P<y1>YEAR4))? AND (?P<m2><mon>)?"
        "(?P<d2><dayno>) (?:COMMA? (?P<y2>YEAR4))?",
    ),
    (
        "day_range",
        "BETWEEN THE? (?P<d1><dayno>) (?:OF? (?P<m1><mon>))? (?P<y1>YEAR4)? AND THE? (?P<d2><dayno>)"
        "OF? (?P<m2><mon>) (?:COMMA? (?P<y2>YEAR4))?",
    ),
    # days and months by name
    (
        "month_day",
        "(?:<lead>)? <wdc>? (?P<last>LAST)? (?P<month><mon>) THE? (?P<day><dayno>)"
        "(?:COMMA? (?P<year>YEAR4)|APOS (?P<short>D99)|OF? (?P<rel>LAST|THIS|NEXT) UNIT)?",
    ),
    (
        "month_day",
        "(?:<lead>)? <wdc>? THE? (?P<day><dayno>|<ordday>) (?:OF|HYPHEN)? (?P<last>LAST)? (?P<month><mon>)"
        "(?:(?:COMMA|HYPHEN)? (?P<year>YEAR4)|OF? (?P<rel>LAST|THIS|NEXT) UNIT)?",
    ),
    ("day_of_month", "<wd> COMMA? ON? THE (?P<day>ORDNUM)"),
    (
        "month_range",
        "(?:FROM|BETWEEN)? (?P<edge><edge>)? (?P<m1><mon>) (?:OF|COMMA)? (?P<y1>YEAR4)? (?:<to>|AND)"
        "<edge>? (?P<m2><mon>) (?:(?:OF|COMMA)? (?P<y2>YEAR4))?",
    ),
    ("month_year", "(?:(?P<edge><edge>) THE?)? (?P<month><mon>) (?:OF|COMMA)? (?P<year><fullyear>)"),
    (
        "month_year",
        "(?:(?P<edge><edge>) THE?)? (?P<month><mon>) OF? (?P<rel>LAST|THIS|NEXT|SAME|THAT|THE SAME) UNIT",
    ),
    # seasons, quarters, halves
    (
        "season_range",
        "THE? (?P<season>SEASON) (?:OF|COMMA)? (?P<y1>YEAR4) (?:HYPHEN|SLASH) (?:YEAR4|D99|D31|D12)",
    ),
    (
        "season_year",
        "(?:THE? (?P<edge><edge>) THE?)? THE? (?P<season>SEASON) (?:OF|COMMA)? (?P<year><fullyear>)",
    ),
    ("season_year", "THE? (?P<season>SEASON) OF (?P<rel>LAST|THIS|NEXT|THAT|SAME) UNIT"),
    (
        "quarter",
        "(?:THE? (?P<edge><edge>))? THE? (?P<rel>LAST|THIS|NEXT) UNIT APOS PLAIN? FISCAL?"
        "(?P<ord>ORDWORD|ORDNUM) HYPHEN? (?P<unit>QUARTER|HALF)",
    ),
    (
        "quarter",
        "(?:THE? (?P<edge><edge>))? THE? FISCAL? (?P<ord>ORDWORD|ORDNUM|LAST) HYPHEN? FISCAL? HYPHEN?"
        "(?P<unit>QUARTER|HALF)"
        "(?:(?:OF|IN)? FISCAL? THE? (?:FISCAL? UNIT)? (?P<year>YEAR4)|OF? (?P<rel>LAST|THIS|NEXT) UNIT)?",
    ),
    ("quarter", "(?P<code>QCODE|HCODE) OF? (?P<year>YEAR4)?"),
    ("quarter", "THE? (?P<year>YEAR4) (?P<ord>ORDWORD|ORDNUM) HYPHEN? (?P<unit>QUARTER|HALF)"),
    # decades, centuries, years
    (
        "decade",
        "THE? (?P<edge>EARLYLATE HYPHEN?)? (?:YEAR4 HYPHEN)?"
        "(?:APOS? (?P<decade>DECADE)|(?:NINETEEN|TWENTY)? (?P<word>DECADEWORD))",
    ),
    ("decade", "THE? (?:LAST|ORDWORD) HALF OF THE (?:APOS? (?P<decade>DECADE)|(?P<word>DECADEWORD))"),
    ("century", "THE? (?P<edge>EARLYLATE HYPHEN?)? (?P<ord><ordday>) HYPHEN? UNIT"),
    ("year_range", "FROM? (?P<y1>YEAR4) <to> (?P<y2>YEAR4|D99|D31)"),
    ("year_range", "BETWEEN (?P<y1>YEAR4) AND (?P<y2>YEAR4)"),
    ("year_range", "(?P<y1>YEAR4) SLASH (?P<y2>D99|D31|YEAR4)"),
    # days by their weekday
    ("weekday_week", "(?P<wd>WEEKDAY) PART? (?:OF|IN)? (?P<rel>LAST|THIS|NEXT) (?P<unit>UNIT)"),
    ("year_earlier", "(?:THE|ART)? (?P<unit>UNIT) HYPHEN (?:AGO|EARLIERLATER) QUARTER?"),
    ("weekday_ago", "ART (?P<unit>UNIT) AGO (?P<wd>WEEKDAY)"),
    ("weekday_range", "FROM? (?P<w1>WEEKDAY) <to> (?P<w2>WEEKDAY)"),
    (
        "weekday",
        "(?:(?:(?P<clock><clock>) COMMA?|(?P<part>PART)|EARLYLATE|EARLIERLATER) (?:ON|OF)?)?"
        "(?:THE? (?P<mod><mod>))? (?P<wd>WEEKDAY)"
        "(?:EARLYLATE? (?P<part2>PART)|COMMA? AT (?P<clock2><clock>))? (?:AT (?P<clock3><clock>))?",
    ),
    ("weekdays", "EVERY? WEEKDAYS PART?"),
    ("weekdays", "EVERY ORDWORD? WEEKDAY PART?"),
    # days by their distance
    ("day_before_yesterday", "THE UNIT (?P<side>BEFORE|AFTER) (?P<word>DAYWORD)"),
    (
        "dayword",
        "(?:(?P<clock><clock>) COMMA?|(?P<part>PART) OF?|EARLYLATE|EARLIERLATER)?"
        "(?P<word>DAYWORD|TONIGHT) EARLYLATE? (?P<part2>PART)? (?:AT (?P<clock3><clock>))?",
    ),
    (
        "this_part",
        "(?:(?P<clock><clock>)|EARLYLATE|EARLIERLATER)?"
        "(?P<mod>THIS|LAST|THAT|THE SAME|THAT SAME|SAME) (?P<part>PART)",
    ),
    ("same_day", "(?:THE|THAT) SAME (?P<unit>UNIT)"),
    (
        "following",
        "(?:(?:PART|EARLYLATE) OF?)? THE (?P<side>FOLLOWING|NEXT|PREVIOUS)"
        "(?P<unit>UNIT|PART|QUARTER|WEEKEND)",
    ),
    (
        "ago",
        "<rough>? (?P<count><count>) (?P<unit><units>) (?:AND ART HALF)? AGO"
        "(?P<word>DAYWORD|TONIGHT|WEEKDAY)?",
    ),
    (
        "distance_date",
        "<rough>? (?P<count><count>) HYPHEN? (?P<unit><units>) (?P<side>BEFORE|AFTER|FROM)"
        "(?P<anchor>DAYWORD|NOW|TONIGHT)",
    ),
    (
        "distance",
        "<rough>? (?P<count><count>) HYPHEN? WORKING? (?P<unit><units>) (?P<side>EARLIERLATER|BEFORE|AFTER)"
        "(?P<than>THAN)?",
    ),
    ("the_day_after", "THE (?P<unit>UNIT|PART) (?P<side>BEFORE|AFTER)"),
    ("vague_distance", "(?P<unit>UNITS|HOURUNITS) (?P<side>EARLIERLATER|BEFORE|AFTER|AGO)"),
    # lengths and repetitions
    (
        "duration_mod",
        "(?:(?:AT LEAST|EVERY OF)? THE?)? (?P<mod>LAST|PREVIOUS|NEXT|FOLLOWING|ORDWORD|RECENT)"
        "(?P<count><count>) PLAIN? (?P<unit>UNITS|HOURUNITS|QUARTERS|HOURUNIT)",
    ),
    ("age", "<count> HYPHEN? (?:UNIT|UNITS) HYPHEN? AGED"),
    ("age", "<count> (?:AND|HYPHEN) ART? HALF (?:UNIT|UNITS) HYPHEN? AGED"),
    ("set", "(?:<count> TIMES|TIMES) (?:ART|EVERY) (?P<unit>UNIT|QUARTER|HOURUNIT)"),
    ("set", "EVERY (?P<count><nw>|D12|D31|FEW) (?P<unit>UNITS|HOURUNITS)"),
    ("set", "EVERY ORDWORD? (?P<unit>UNIT|QUARTER|HOURUNIT|PART|WEEKEND)"),
    ("setword", "(?P<word>SETWORD)"),
    (
        "mod_unit",
        "(?:(?P<edge><edge>) THE?)? THE? (?P<mod><mod>) (?P<unit>UNIT|WEEKEND|QUARTER|SEASON|<mon>)",
    ),
    ("mod_unit", "(?P<edge>THE? STARTEND OF|EARLIERLATER IN) THE (?P<unit>UNIT|WEEKEND|QUARTER)"),
    ("year_end", "(?P<unit>UNIT) (?:HYPHEN|APOS PLAIN) (?P<edge>STARTEND)"),
    ("weekend", "THE (?P<unit>WEEKEND)"),
    ("coming", "THE? (?P<mod>NEXT|PREVIOUS|FOLLOWING) (?P<unit>UNITS|QUARTERS|HOURUNITS)"),
    (
        "duration",
        "<rough>? (?P<count><count>) (?:(?:TO|OR|HYPHEN) <count>)? HYPHEN? WORKING?"
        "(?P<unit>UNIT|UNITS|HOURUNIT|HOURUNITS|QUARTERS)"
        "(?P<half> AND ART HALF)?",
    ),
    ("duration", "(?P<unit>UNIT|UNITS|HOURUNIT|HOURUNITS) HYPHEN LONG"),
    ("duration_vague", "(?P<unit>UNITS|HOURUNITS)"),
    # names of periods, alone
    ("holiday", "(?P<holiday>HOLIDAY) (?P<eve>EVE|UNIT)? (?:COMMA? (?P<year>YEAR4))?"),
    ("new_year", "NEW UNIT APOS PLAIN? (?P<eve>EVE|UNIT) (?:COMMA? (?P<year>YEAR4))?"),
    ("month", "(?:(?P<edge><edge>) THE?)? (?P<month><mon>)"),
    ("season", "(?:THE? (?P<edge><edge>) THE?)? THE? (?P<season>SEASON)"),
    ("the_quarter", "THE (?:LATEST)? QUARTER"),
    ("fiscal_year", "THE? FISCAL UNIT? (?P<year>YEAR4)"),
    ("year", "(?P<edge><edge>|THE UNIT)? (?P<year><fullyear>|YEAR4)"),
    ("spoken_year", "THE? UNIT? (?P<year>NINETEEN <nw>|<nw> SCALE)"),
    ("day_of_month", "THE (?P<day>ORDNUM)"),
    ("clock", "EARLYLATE? (?P<clock><clock>)"),
    ("recent", "THE? RECENT (?P<unit>UNITS|QUARTERS)"),
    ("reference", "(?P<word>NOW|RECENTLY)"),
    ("reference", "IN THE NEAR? (?P<word>FUTURE)"),
    ("these", "THESE UNITS"),
    ("past", "THE (?P<word>PREVIOUS)"),
)


NEVER_FIRST = (
    "PLAIN CAPITAL PASTED PASTMARK FUTUREMARK WILL DOT COMMA SIGN BREAK PERCENT CURRENCY SLASH COLON OF ON"
    " AND TO BY SINCE UNTIL BEFORE AFTER DURING FOR LEAST THAN UP BE AS SOON TIME LOCAL ZONE AGED LONG O"
    " OCLOCK AP M AMPM AGO"
).split()
"""Classes that begin no rule: the scan does not try there."""
NEVER_BEFORE_WORD = "THE ART D12 D31 D99 NUM ONE NUMWORD TENS AT IN FROM BETWEEN MORE OVER".split()
"""Classes that begin no rule where a word of no class comes next."""


@cache
def load_grammar() -> Grammar:
    """The grammar with its words, read and compiled on first use, then kept."""
    words = load_words("date_words.json")
    lexicon = Lexicon(words, CAPITAL_ONLY, NUMBER_CLASSES + SIGN_CLASSES + WORD_CLASSES)
    return build_grammar(lexicon, RULES, PARTS, NEVER_FIRST, NEVER_BEFORE_WORD)


def classify(word: str) -> str:
    """The class letter of a word or sign that no list holds: by its shape."""
    return load_grammar().lexicon.letters[_shape(word)]


def _shape(word: str) -> str:
    if not word[0].isdecimal():
        if not word[0].isalpha():
            return SIGNS.get(word) or ("BREAK" if word[0] == "\n" else "SIGN")
        if word[0].isupper():
            return "CAPITAL"
        return "PASTED" if word.endswith("ed") and len(word) > 3 else "PLAIN"
    if re.fullmatch(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}", word):
        return "NUMDATE"
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)", word) and 1 <= int(word[:-2]) <= 31:
        return "ORDNUM"
    if re.fullmatch(r"(?:1[0-9]|20)?[0-9]0s", word):
        return "DECADE"
    if re.fullmatch(r"(?:0?[1-9]|1[0-2])(?:\.[0-5]\d)?(?:am|pm|AM|PM)", word):
        return "CLOCKNUM"
    if re.fullmatch(r"\d{1,2}", word):
        number = int(word)
        return "NUM" if number == 0 else "D12" if number <= 12 else "D31" if number <= 31 else "D99"
    if re.fullmatch(r"[12]\d{3}", word) and 1000 <= int(word) <= 2199:
        return "YEAR4"
    return "NUM"
