"""One answer as a page tells it: what is said, who says so, who denies it, in which words.

One rule: what is told is never without who tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from herodot.picture.answers import Answer
from herodot.picture.board import ORDER, Quote, answer_in_words, quote_of
from herodot.picture.picture import Picture

DISPUTED = frozenset(("disputed", "denied", "withdrawn"))
"""Standings of what somebody holds not to be so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One answer with who stands for it and against it."""

    property: str
    value: str
    """Entity id, EDTF date, number or text; of a question that is asked of the value, the subject's id."""
    shown: str
    standing: str
    """Empty where it is only wanted, planned or supposed."""
    why: str
    independent_roots: int
    said_by: tuple[str, ...]
    """The sources in the end, one for each origin."""
    denied_by: tuple[str, ...]
    supposed_by: tuple[str, ...]
    """Who wants, plans or supposes it."""
    mood: str
    """`wanted`, `planned` or `conditional` where all who suppose it do it so; else empty."""
    quotes: tuple[Quote, ...]
    """The words of the first who says it, of the first who denies it and of the first who supposes it."""


def told(picture: Picture, answer: Answer, shown: Mapping[str, str]) -> Told:
    """An answer for a page; `shown` has the names of entities."""
    against, open_ = ([picture.by_id[i] for i in ids] for ids in (answer.against, answer.open))
    firsts = (answer.for_[:1], answer.against[:1], answer.open[:1])
    moods = {s.mood for s in open_}
    return Told(
        property=answer.property,
        value=str(answer.value),
        shown=answer_in_words(picture, answer, shown),
        standing=answer.standing,
        why=answer.why,
        independent_roots=answer.independent_roots,
        said_by=tuple(shown[o.roots[0]] for o in answer.origins) if answer.for_ else (),
        denied_by=tuple(shown[root] for root in dict.fromkeys(s.chain[-1] for s in against)),
        supposed_by=tuple(shown[root] for root in dict.fromkeys(s.chain[-1] for s in open_)),
        mood=moods.pop() if len(moods) == 1 else "",
        quotes=tuple(quote_of(picture, picture.by_id[i], shown) for ids in firsts for i in ids),
    )


def first_to_look_at(standings: Iterable[str]) -> str:
    """The standing that most calls for a look; empty for none."""
    return min(standings, key=ORDER.index, default="")
