"""Which rows of an exchange file follow from its reviews. One rule: they are left out, the reviews make them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from herodot.model.keys import REVIEWER, pointed_id
from herodot.model.plain import from_plain
from herodot.model.records import Pointer

Row = dict[str, Any]


def pointed_in(decisions: Iterable[Row]) -> frozenset[str]:
    """Ids that the entities of reviews have in the file where no reader had them; bad rows are passed over."""
    found = set()
    for row in decisions:
        claim = row.get("now")
        for pointer in _pointers(claim) if isinstance(claim, dict) else ():
            try:
                found.add(pointed_id(from_plain(Pointer, pointer), row["report"]))
            except (KeyError, TypeError, AttributeError):
                continue
    return frozenset(found)


def _pointers(claim: Mapping[str, Any]) -> Iterator[Any]:
    yield from (claim.get(name) for name in ("subject", "entity", "area") if claim.get(name))
    chain = claim.get("chain")
    yield from chain if isinstance(chain, list) else ()


def made_by_review(row: Row, reviews: set[str]) -> bool:
    """Whether a statement comes from a review that is in the file too."""
    made, _, review = str(row.get("rule")).partition(":")
    return made == REVIEWER and review in reviews


def own_parts(row: Row, pointed: frozenset[str]) -> Row | None:
    """An entity without what reviews made of it; `None` where nothing else is there."""
    given = row.get("parts")
    parts = [p for p in given if isinstance(p, dict) and p.get("id") not in pointed] if given else given
    return None if given and not parts else {**row, "parts": parts}
