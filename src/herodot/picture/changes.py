"""Which questions stand otherwise in a picture than in the one before.

One rule: a question is followed by whom it is about, through merges and new readings; what was not there before
counts only where it is contested.
"""

from __future__ import annotations

from collections.abc import Iterable

from herodot.picture.board import ORDER, question_in_words
from herodot.store.records import Kept, StandingChange

CONTESTED = ORDER[:4]
Before = tuple[str, str, str, str]
"""About whom (id), property, standing, and what that entity was called."""


def standing_changes(before: Iterable[Before], now: Kept, at: str) -> list[StandingChange]:
    """The changes, in the order of the new board. `before`: the earlier one's questions in its order."""
    cluster = {m.entity: m.cluster for m in now.members}
    called = {e.id: e.shown for e in now.entities}
    by_id: dict[tuple[str, str], str] = {}
    by_name: dict[tuple[str, str], str] = {}
    for about, property_, standing, shown in before:
        # Of two questions that became one, the standing that most calls for a look: it comes first.
        by_id.setdefault((cluster.get(about, about), property_), standing)
        by_name.setdefault((shown, property_), standing)
    found = []
    for q in now.questions:
        name = called.get(q.about, "")
        was = by_id.get((q.about, q.property), by_name.get((name, q.property)))
        if was != q.standing and (was is not None or q.standing in CONTESTED):
            found.append(
                StandingChange(
                    at=at, about=q.about, property=q.property, shown=question_in_words(name, q.property),
                    before=was, now=q.standing,
                )
            )  # fmt: skip
    return found
