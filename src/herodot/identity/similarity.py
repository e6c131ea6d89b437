"""How alike two names are as strings, 0 to 1: for typing errors, run-together words and other scripts.

One rule: likeness alone joins nobody; it brings a pair before a person, or supports what else speaks for it.

Constants were set on the labelled pairs of OpenSanctions' name benchmark; `python -m benchmarks names` measures.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from herodot.values.names import same_spelling
from herodot.values.names_words import name_words

ALIKE = 0.8
"""Names as alike as this are probably meant to be one."""
WEAK_WORD, WEAK_COST = 0.65, 0.2
"""A word that finds none like it speaks against the whole, however long the rest: "Tarik Belo", "Tarik Rado"."""
EXTRA_COST = 0.25
"""Of words that only the longer name has, by their share of its letters; twice that for a name of one word."""
OTHER_SPELLING = 0.97
INITIAL = 0.8
SMALL_NUMBERS = {
    word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten".split())
}
LEGAL_FORMS = frozenset(
    "jsc ojsc oao ooo pjsc zao joint stock liability open public aktiengesellschaft sp z o kg se pte group company "
    "corporation corp co mv the of and".split()
)


@lru_cache(maxsize=100_000)
def similarity(one: str, other: str, *, is_body: bool = False) -> float:
    """The likeness of two names. `is_body` leaves legal forms out of account. Symmetric; 1 for the same words."""
    first, second = _words(one, is_body), _words(other, is_body)
    if not first or not second:
        return 0.0
    run_together = Levenshtein.normalized_similarity("".join(first), "".join(second))
    short, long = sorted((first, second), key=lambda words: (len(words), words))
    found = _aligned(short, long)
    weakest = min((likeness for likeness, _ in found), default=0.0)
    letters = sum(map(len, short))
    mean = sum(likeness * len(word) for (likeness, _), word in zip(found, short, strict=True)) / letters
    taken = {place for _, place in found}
    extra = sum(len(word) for place, word in enumerate(long) if place not in taken) / sum(map(len, long))
    score = mean - EXTRA_COST * extra * (2 if len(short) == 1 else 1)
    if weakest < WEAK_WORD:
        score -= WEAK_COST
    whole = run_together * (0.97 if weakest >= WEAK_WORD or run_together > 0.9 else 0.9)
    return max(0.0, score, whole)


def _words(name: str, is_body: bool) -> list[str]:
    name = re.sub(r"\b(?:\w\.){2,}", lambda m: m[0].replace(".", ""), name)
    words = re.findall(r"[a-z0-9]+", re.sub(r"['`’]", "", anyascii(name).lower()))
    words = [SMALL_NUMBERS.get(word, word) for word in words]
    kept = (
        [w for w in words if w not in LEGAL_FORMS and w not in name_words().legal_forms] if is_body else words
    )
    return kept or words


def _aligned(short: list[str], long: list[str]) -> list[tuple[float, int]]:
    """For each word of the shorter name the likeness and place of its partner in the longer, best pairs first."""
    pairs = sorted(
        ((_word_likeness(a, b), i, j) for i, a in enumerate(short) for j, b in enumerate(long)),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    partner: dict[int, tuple[float, int]] = {}
    taken: set[int] = set()
    for likeness, i, j in pairs:
        if i not in partner and j not in taken:
            partner[i] = (likeness, j)
            taken.add(j)
    return [partner[i] for i in range(len(short))]


def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit():
        return 0.0
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else 0.0
    if same_spelling(one, other):
        return OTHER_SPELLING
    return float(DamerauLevenshtein.normalized_similarity(one, other))
