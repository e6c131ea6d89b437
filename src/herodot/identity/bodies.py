"""Public bodies that go by what they are: "the army", "Niger's interior ministry", "the authorities in Niamey".

One rule: such a name says which kind of body; which country's must come from elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

from herodot.values.names import fold
from herodot.values.names_words import name_words
from herodot.values.places import countries_of

OFFICES = frozenset(
    "interior foreign defence defense national federal ministry justice finance health affairs internal home state "
    "armed forces army police government parliament senate assembly council supreme court security authorities "
    "military presidency office general staff air force navy guard republic republican troops soldiers"
    " country s".split()
)
KINDS = (
    ("defence ministry", r"(?=.*\bministry\b)(?=.*\bdefen[cs]e\b)"),
    ("interior ministry", r"(?=.*\bministry\b)(?=.*\b(?:interior|home|internal)\b)"),
    ("foreign ministry", r"(?=.*\bministry\b)(?=.*\bforeign\b)"),
    ("army", r"\b(?:armed forces|army|troops|soldiers|military|general staff)\b"),
    ("government", r"\b(?:government|authorities)\b"),
    ("parliament", r"\b(?:parliament|national assembly)\b"),
)
"""Each kind of body and how texts call it, the more exact first."""
_KINDS = tuple((name, re.compile(pattern)) for name, pattern in KINDS)


@lru_cache(maxsize=50_000)
def is_generic(name: str) -> bool:
    """Whether a body's name is made of words of kind alone: "the interior ministry", "Armed Forces"."""
    lexicon = name_words()
    known = (
        lexicon.organization_kinds
        | lexicon.public_bodies
        | lexicon.function_words
        | lexicon.articles
        | OFFICES
    )
    return all(w in known for w in fold(re.sub(r"['’]s\b", "", name)).split())


@lru_cache(maxsize=50_000)
def body_name(words: str) -> str:
    """The kind of body that words of kind, with or without a country, speak of; empty where they say more, or less.

    "Nigerien troops" and "the army" give "army"; "police in Bata" gives nothing: it is one town's.
    """
    left = []
    words = re.sub(r"(?<=ministry) in [A-Z][\w’'-]+(?: [A-Z][\w-]+)?", "", words)
    for word in re.sub(r"['’]s\b", "", words).split():
        if not (word[:1].isupper() and countries_of(word)):
            left.append(word)
    bare = fold(" ".join(left))
    if not bare or not is_generic(bare):
        return ""
    return next((name for name, pattern in _KINDS if pattern.search(bare)), "")
