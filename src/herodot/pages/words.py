"""A statement in words. One rule: never without who says so and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from herodot.model.records import Statement
from herodot.model.vocabulary import load_vocabulary
from herodot.values.edtf import in_words

ARROW = " ← "

_POLARITY = {"denied": "denied"}
_CERTAINTY = {"probable": "probably", "possible": "possibly"}
_MOOD = {"wanted": "wanted", "planned": "planned", "conditional": "if"}
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def chain_in_words(chain: Sequence[str], labels: Mapping[str, str]) -> str:
    """Who passed it on, the outlet first, the root last: "Herald ← Coast News Agency ← a source"."""
    return ARROW.join(isolated(labels.get(link, link)) for link in chain)


def modality_in_words(statement: Statement) -> str:
    """How the root commits itself where that is not plain ("denied", "probably, planned"), or nothing."""
    words = (
        _POLARITY.get(statement.polarity),
        _CERTAINTY.get(statement.certainty),
        _MOOD.get(statement.mood),
    )
    return ", ".join(word for word in words if word)


def claim_in_words(statement: Statement, labels: Mapping[str, str]) -> str:
    """Subject, property and value with what narrows it: "Daud · leader of · the Front (until 2024-03)"."""
    value = str(statement.value)
    value = labels.get(value, value) if statement.value_type == "entity" else value
    if statement.property == "event_type":
        value = value.replace("_", " ")
    elif statement.value_type == "date":
        value = date_in_words(value)
    subject = labels.get(statement.subject, statement.subject)
    claim = f"{isolated(subject)} · {property_in_words(statement.property)} · {isolated(value)}"
    limits = _limits_in_words(statement, labels)
    return f"{claim} ({limits})" if limits else claim


def date_in_words(edtf: str) -> str:
    """A date as people write it: "about 2024-02", "autumn 2023"; what is no date as it is."""
    return in_words(edtf)


def property_in_words(name: str) -> str:
    """A property between its two sides: "leader of", "done by"."""
    return load_vocabulary().properties[name].words


def isolated(text: str) -> str:
    """The text so that a name written from right to left keeps to its place in a line."""
    if any("\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc" for letter in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text


_LIMITS = {
    "role": "as {}",
    "area": "in {}",
    "start": "since {}",
    "end": "until {}",
    "as_of": "as of {}",
    "at_least": "at least {}",
    "at_most": "at most {}",
}


def _limits_in_words(statement: Statement, labels: Mapping[str, str]) -> str:
    limits = []
    for name, value in statement.qualifiers.items():
        shown = labels.get(str(value), str(value)) if name == "area" else str(value)
        shown = date_in_words(shown) if name in ("start", "end", "as_of") else shown
        limits.append(_LIMITS.get(name, name + " {}").format(isolated(shown)))
    return ", ".join(limits)
