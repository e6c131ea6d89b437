"""Counts and amounts of English as patterns over word classes; what each comes to is in `numbers`.

One rule: the order of `RULES` is the order of trial, the longer and surer pattern first; see `dates_grammar`
for how they are written.
"""

from __future__ import annotations

import re
from functools import cache

from herodot.values.grammar import Grammar, build_grammar
from herodot.values.numbers_words import SCALES
from herodot.values.tokens import Lexicon, load_words

CAPITAL_ONLY = frozenset({"MONEYCODE"})
SHAPES = (
    "DIGITS",
    "DECIMAL",
    "SCALED",
    "MEASURED",
    "NOTANUMBER",
    "DOT",
    "COMMA",
    "HYPHEN",
    "SLASH",
    "COLON",
    "CURRENCY",
    "PERCENT",
    "APOS",
    "PLUSSIGN",
    "SIGN",
    "BREAK",
    "PLAIN",
    "CAPITAL",
    "DATE",
    "OPEN",
)
SIGNS = {
    ".": "DOT",
    ",": "COMMA",
    "-": "HYPHEN",
    "\u2010": "HYPHEN",
    "\u2011": "HYPHEN",
    "\u2013": "HYPHEN",
    "/": "SLASH",
    ":": "COLON",
    "$": "CURRENCY",
    "\u20ac": "CURRENCY",
    "\u00a3": "CURRENCY",
    "\u00a5": "CURRENCY",
    "\u20b9": "CURRENCY",
    "%": "PERCENT",
    "'": "APOS",
    "\u2019": "APOS",
    "+": "PLUSSIGN",
    "(": "OPEN",
}
UNIT_SUFFIXES = frozenset(
    "km kg cm mm ft lb lbs mph kph kmh kw mw gb mb tb hz khz mhz ghz l ml g h min hrs c f".split()
)

PARTS = {
    "w100": "(?:TENS(?:HYPHEN? (?:ONE|SMALL))?|TEENS|SMALL|ONE)",
    "w1000": "(?:(?:<w100>|ART) HUNDRED (?:AND <w100>|<w100>)?|<w100>)",
    "digits": "(?:DIGITS|DECIMAL|SCALED)",
    "half": "(?: AND ART HALF)?",
    "num": "(?:HALF HYPHEN? DOZEN|HALF ART (?:DOZEN|HUNDRED|MAGNITUDE)|(?:<digits>|<w100>|ART) DOZEN"
    "|<digits><half> HYPHEN? (?:HUNDRED|MAGNITUDE) MAGNITUDE?"
    "|(?:<w1000>|ART) <half> HYPHEN? MAGNITUDE (?:AND? <w1000> MAGNITUDE)* (?:AND? <w1000>)? <half>"
    "|<w1000><half>|<digits>)",
    "least": "(?:AT LEAST|(?:NO|NOT) FEWER THAN|(?:WELL)? MORE THAN|WELL? OVER|UPWARDS OF|ART? MINIMUM OF"
    "|IN EXCESS OF)",
    "most": "(?:UP TO|AT (?:THE)? MOST|(?:NO|NOT) MORE THAN|FEWER THAN|UNDER|AS MANY AS|ART? MAXIMUM OF)",
    "about": "(?:ART? ABOUT|CLOSE TO)",
    "money": "(?:MONEYCODE? CURRENCY|MONEYCODE DOT?)",
    "bound": "(?:(?P<least><least>)|(?P<most><most>)|(?P<about><about>))?",
    "tail": "(?P<percent>HYPHEN? (?:PERCENT|PERCENTWORD|PER CENT))?"
    "(?P<or_more>PLUSSIGN|PLUS|OR MORE|OR FEWER)?",
}

NEVER_FIRST = "DOT COMMA SIGN BREAK PERCENT SLASH COLON OF AND TO OR DATE THE".split()
"""Classes that begin no rule."""
NEVER_BEFORE_WORD = ("PLAIN",)
"""Classes that begin none where a word or sign that is dull comes next: only a hyphen makes a rule of them."""
RULES: tuple[tuple[str, str], ...] = (
    (
        "skip",
        "(?:LABEL|NO DOT|LABEL NO DOT?) (?:HYPHEN|COLON)?"
        "(?:DIGITS|DECIMAL|SCALED|MEASURED|NOTANUMBER) (?:HYPHEN DIGITS)*",
    ),
    ("age", "PLAIN HYPHEN (?P<n1>DIGITS) HYPHEN MEASURE HYPHEN YEAROLD"),
    ("skip", "(?:CAPITAL|PLAIN) HYPHEN (?:DIGITS|DECIMAL|SCALED|MEASURED|NOTANUMBER)"),
    ("skip", "PLUSSIGN DIGITS (?:(?:HYPHEN|DOT)? (?:DIGITS|NOTANUMBER|OPEN))*"),
    ("skip", "(?:DIGITS|NOTANUMBER) (?:HYPHEN (?:DIGITS|NOTANUMBER)){2,}"),
    ("skip", "<digits> (?:SLASH|COLON) <digits>"),
    ("skip", "(?:<w100>|ART|DIGITS) HYPHEN? FRACTION"),
    ("age", "(?P<n1><num>) HYPHEN? MEASURE HYPHEN? YEAROLD"),
    ("age", "AGED (?:BETWEEN|FROM)? (?P<n1><num>) (?:(?:AND|TO|HYPHEN) (?P<n2><num>))?"),
    ("appositive", "(?:CAPITAL) COMMA (?P<n1>DIGITS) (?:COMMA|DOT)"),
    ("none", "NO ONE"),
    ("none", "NOBODY"),
    ("none", "NO (?:PLAIN)"),
    ("amount", "<bound> BETWEEN <money>? (?P<n1><num>) AND <money>? (?P<n2><num>)<tail>"),
    ("amount", "<bound> (?P<n1><num>) (?:TO|HYPHEN|OR) (?P<n2><num>) <tail>"),
    ("amount", "<bound> (?P<money><money>) (?P<n1><num>) (?:(?:TO|HYPHEN) <money>? (?P<n2><num>))? <tail>"),
    ("vague", "<bound> (?:ART FEW|SEVERAL) (?:DOZEN|HUNDRED|MAGNITUDE|SCORE)? (?:OF MANYWORD)?"),
    ("vague", "(?:MANY|<about>|<least>)? MANYWORD (?:OF MANYWORD)?"),
    ("vague", "SCORES (?:OF|MORE)"),
    ("couple", "<bound> ART COUPLE (?:OF|DOZEN)"),
    ("amount", "<bound> (?P<n1><num>) <tail>"),
    ("measured", "<bound> (?P<n1>MEASURED)"),
)


@cache
def load_grammar() -> Grammar:
    """The grammar with its words, read and compiled on first use, then kept."""
    lexicon = Lexicon(load_words("number_words.json"), CAPITAL_ONLY, SHAPES)
    return build_grammar(lexicon, RULES, PARTS, NEVER_FIRST, NEVER_BEFORE_WORD)


def classify(word: str) -> str:
    """The class letter of a word or sign that no list holds: by its shape."""
    return load_grammar().lexicon.letters[_shape(word)]


def _shape(word: str) -> str:
    if not word[0].isdecimal():
        if not word[0].isalpha():
            return SIGNS.get(word) or ("BREAK" if word[0] == "\n" else "SIGN")
        return "CAPITAL" if word[0].isupper() else "PLAIN"
    match = re.fullmatch(r"(\d+(?:,\d{3})*)(\.\d+)?([^\W\d_]*)", word)
    if match is None or len(word) > 18 or (len(match[1]) > 1 and match[1][0] == "0"):
        return "NOTANUMBER"
    suffix = match[3]
    if suffix:
        lower = suffix.lower()
        return "SCALED" if lower in SCALES else "MEASURED" if lower in UNIT_SUFFIXES else "NOTANUMBER"
    return "DECIMAL" if match[2] else "DIGITS"
