"""How alike two words of names are as strings, 0 to 1, and how names come apart into such words.

One rule: only what hands, ears and alphabets do to names in general is known here; no name is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

from herodot.values.names import same_spelling
from herodot.values.names_words import name_words

OTHER_SPELLING = 0.97
SHORT_FORM = 0.9
"""Of "Ben" and "Benjamin"."""
INITIAL = 0.8
SLIPS = 2
"""Letters that a slip of hand or ear changes in one word; what differs in more is another word, however long."""
OTHER_WORD = 0.6
SMALL_NUMBERS = {
    word: str(n)
    for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {
    word: str(n)
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
COUNTRIES = (
    (re.compile(r"\bU\.?S\.?(?:A\b\.?)?(?=\W|$)"), "United States"),
    (re.compile(r"\bU\.?K\b\.?"), "United Kingdom"),
    (re.compile(r"\bU\.?N\b\.?"), "United Nations"),
    (re.compile(r"\bE\.?U\b\.?"), "European Union"),
)
"""Short forms that stand inside the names of bodies."""
_SOUNDS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"tsch|tch|cz", "ch"),
        (r"sch|sz", "sh"),
        (r"zh|dj|dzh", "j"),
        (r"ph|ff", "f"),
        (r"kh|gh", "h"),
        (r"ck|q|c(?!h)", "k"),
        (r"th", "t"),
        (r"w", "v"),
        (r"f$", "v"),
        (r"(?:iy|yi|ii|ij|yj|y|j(?![aeiou]))", "i"),
        (r"j(?=[aeou])|y(?=[aeou])", "i"),
        (r"ou|oo", "u"),
        (r"(.)\1+", r"\1"),
    )
)
_SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|hs|ts|tz|ss|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]{1,3}(?:ng|rh|[nhrklmpt](?![aeiou]))?)+$"
)
_SYLLABLE_RULES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"hs", "x"),
        (r"tz|ts|c(?!h)|z(?!h)", "z"),
        (r"zh|ch|q|j", "j"),
        (r"ss", "s"),
        (r"p", "b"),
        (r"t", "d"),
        (r"k", "g"),
        (r"ung", "ong"),
        (r"ien", "ian"),
        (r"eh", "e"),
        (r"ih", "i"),
        (r"oe|eo|ou", "u"),
        (r"o(?!n)", "u"),
        (r"yen", "yan"),
        (r"ei|ey", "i"),
        (r"(?<=z)[eiu](?![aeiou])", "i"),
    )
)


@lru_cache(maxsize=100_000)
def words_alike(one: str, other: str) -> float:
    """How alike two words (lower case, Latin letters) are. Symmetric; 1 for the same word."""
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit():
        return 0.0
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else 0.0
    if same_spelling(one, other):
        return OTHER_SPELLING
    forms = name_words().short_forms
    if forms.get(one, frozenset()) & forms.get(other, frozenset()):
        return SHORT_FORM
    first, second = _sounded(one), _sounded(other)
    if first == second:
        return OTHER_SPELLING
    slips = min(DamerauLevenshtein.distance(one, other), DamerauLevenshtein.distance(first, second))
    likeness = float(DamerauLevenshtein.normalized_similarity(one, other))
    return min(likeness, OTHER_WORD) if slips > SLIPS else likeness


@lru_cache(maxsize=100_000)
def _sounded(word: str) -> str:
    for pattern, new in _SOUNDS:
        word = pattern.sub(new, word)
    return word


def as_syllables(name: str) -> str:
    """The syllables of a Chinese or Korean name as both of the usual romanizations give them; empty for other names.

    Such names are told by their syllables alone and by a hyphen before a small letter: "Lin Tse-hsu", "Lin Zexu".
    """
    word = re.sub(r"[^a-z]", "", anyascii(name).lower())
    if not _SYLLABLES.match(word):
        return ""
    for pattern, new in _SYLLABLE_RULES:
        word = pattern.sub(new, word)
    return word


def name_pieces(name: str, is_body: bool) -> list[str]:
    """The words of a name in small Latin letters, numbers as digits; of a body short forms of countries in full."""
    if is_body:
        for pattern, full in COUNTRIES:
            name = pattern.sub(full, name)
    name = re.sub(r"\b(?:\w\.){2,}", lambda m: m[0].replace(".", ""), name)
    words = re.findall(r"[a-z0-9]+", re.sub(r"['`’]", "", anyascii(name).lower()))
    return [SMALL_NUMBERS.get(word, _ORDINAL.sub(r"\1", word)) for word in words]
