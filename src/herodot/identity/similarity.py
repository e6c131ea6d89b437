"""How alike two names are as strings, 0 to 1: for typing errors, run-together words and other scripts.

One rule: likeness alone joins nobody; it brings a pair before a person, or supports what else speaks for it.

Constants were set on one half of the labelled pairs of OpenSanctions' name benchmark (pairs whose words' MD5 is odd);
`python -m benchmarks names` measures both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from herodot.identity.likeness import SLIPS, as_syllables, name_pieces, words_alike
from herodot.values.names import is_acronym_of, looks_like_acronym, strip_titles
from herodot.values.names_words import name_words

ALIKE = 0.8
"""Names as alike as this are probably meant to be one."""
WEAK_WORD, WEAK_COST = 0.65, 0.2
"""A word that finds none like it speaks against the whole, however long the rest: "Tarik Belo", "Tarik Rado"."""
EXTRA_COST = 0.25
"""Of words that only the longer name has, by their share of its letters; twice that for a name of one word."""
ACRONYM = 0.85
RUN_TOGETHER = 0.97
SAME_SYLLABLES = 0.9
LIGHT = 0.3
"""How much a particle counts beside other words: "bin", "van", "de"."""
OTHERS_COST = 0.75
"""Where a number or a father tells two bearers apart."""
SONS = frozenset("bin ben ibn bint binti ould uld".split())
LEGAL_FORMS = frozenset(
    "jsc ojsc oao ooo pjsc zao joint stock liability open public aktiengesellschaft sp z o kg se pte group company "
    "corporation corp co mv the of and".split()
)
SHORT, JOIN_GAIN = 4, 0.15
"""Letters of two words that may be one torn apart, and how much better it must then fit."""
Words = tuple[str, ...]
_ONE_A_SYLLABLE = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3\s·]+$")


@lru_cache(maxsize=100_000)
def similarity(one: str, other: str, *, is_body: bool = False) -> float:
    """The likeness of two names. `is_body` leaves legal forms out of account. Symmetric; 1 for the same words."""
    if one == other:
        return 1.0 if one.strip() else 0.0
    if _ONE_A_SYLLABLE.match(one) and _ONE_A_SYLLABLE.match(other):
        # Each sign is a word: one that differs makes another name, alike though it may sound.
        return float(Levenshtein.normalized_similarity(one, other))
    if is_body and _acronym(one, other):
        return ACRONYM
    first, second = _words(one, is_body), _words(other, is_body)
    if not first or not second:
        return 0.0
    if _run_together(one, is_body) == _run_together(other, is_body):
        return RUN_TOGETHER if first != second else 1.0
    if not is_body and _same_syllables(one, other):
        return SAME_SYLLABLES
    likeness = _likeness(_rejoined(first, second), _rejoined(second, first))
    others = _numbers_differ(first, second) if is_body else _son_and_father(first, second)
    return likeness * OTHERS_COST if others else likeness


def _likeness(first: Words, second: Words) -> float:
    run_together = Levenshtein.normalized_similarity("".join(first), "".join(second))
    short, long = sorted((first, second), key=lambda words: (len(words), words))
    found = _aligned(short, long)
    weakest = min((likeness for likeness, _ in found), default=0.0)
    letters = sum(map(_weight, short))
    mean = sum(likeness * _weight(word) for (likeness, _), word in zip(found, short, strict=True)) / letters
    taken = {place for _, place in found}
    extra = sum(_weight(word) for place, word in enumerate(long) if place not in taken) / sum(
        map(_weight, long)
    )
    score = mean - EXTRA_COST * extra * (2 if len(short) == 1 else 1)
    if weakest < WEAK_WORD:
        score -= WEAK_COST
    whole = run_together * (0.97 if weakest >= WEAK_WORD or run_together > 0.9 else 0.9)
    return max(0.0, score, whole)


def _weight(word: str) -> float:
    return len(word) * (LIGHT if word in name_words().particles else 1)


def _acronym(one: str, other: str) -> bool:
    return any(looks_like_acronym(a) and is_acronym_of(a, b) for a, b in ((one, other), (other, one)))


def _same_syllables(one: str, other: str) -> bool:
    if not any(re.search(r"[a-z]-[a-z]", name) for name in (one, other)):
        return False
    first = as_syllables(one)
    return bool(first) and first == as_syllables(other)


def _numbers_differ(first: Words, second: Words) -> bool:
    numbers = [{word for word in words if word.isdigit()} for words in (first, second)]
    return bool(numbers[0] and numbers[1] and numbers[0] != numbers[1])


def _son_and_father(first: Words, second: Words) -> bool:
    """Whether the son of one name is the father of the other: "Hani bin Omar", "Omar bin Zaki"."""
    for words, others in ((first, second), (second, first)):
        sons = {words[n - 1] for n, word in enumerate(words) if n and word in SONS}
        fathers = {b for a, b in pairwise(others) if a in SONS}
        known = {others[n - 1] for n, word in enumerate(others) if n and word in SONS}
        if known and sons & fathers and not sons & known:
            return True
    return False


@lru_cache(maxsize=100_000)
def _run_together(name: str, is_body: bool) -> str:
    return "".join(name_pieces(name, is_body))


@lru_cache(maxsize=100_000)
def _words(name: str, is_body: bool) -> tuple[str, ...]:
    if not is_body:
        return tuple(name_pieces(strip_titles(name)[1] or name, is_body))
    words = name_pieces(name, is_body)
    kept = [w for w in words if w not in LEGAL_FORMS and w not in name_words().legal_forms]
    return tuple(kept or words)


def _rejoined(words: Words, others: Words) -> Words:
    """The words, of which two that follow one another are one where the other name has them as one."""
    found: list[str] = []
    for word in words:
        whole = found[-1] + word if found else ""
        if len(whole) > SHORT and whole not in words:
            near = [other for other in others if abs(len(other) - len(whole)) <= SLIPS]
            likeness = max((words_alike(whole, other) for other in near), default=0.0)
            if likeness >= WEAK_WORD + JOIN_GAIN and all(
                words_alike(part, other) < WEAK_WORD for part in (found[-1], word) for other in others
            ):
                found[-1] = whole
                continue
        found.append(word)
    return tuple(found)


def _aligned(short: Words, long: Words) -> list[tuple[float, int]]:
    """For each word of the shorter name the likeness and place of its partner in the longer, best pairs first."""
    pairs = sorted(
        ((words_alike(a, b), i, j) for i, a in enumerate(short) for j, b in enumerate(long)),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    partner: dict[int, tuple[float, int]] = {}
    taken: set[int] = set()
    for likeness, i, j in pairs:
        if i not in partner and j not in taken:
            partner[i] = (likeness, j)
            taken.add(j)
    return [partner[i] for i in range(len(short))]
