"""Which questions stand otherwise in a picture than in the one before.

One rule: a question is followed by whom it is about, through merges and new readings; what was not there before
counts only where it is contested.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from herodot.picture.board import ORDER, question_in_words
from herodot.store.records import KeptQuestion, StandingChange

CONTESTED = ORDER[:4]
Before = tuple[str, str, str, str]
"""About whom (id), property, standing, and what that entity was called."""


def standing_changes(
    before: Iterable[Before], now: Iterable[KeptQuestion], cluster: Mapping[str, str], at: str
) -> list[StandingChange]:
    """The changes, in the order of the new board. `before`: the earlier one's questions in its order; `now`: the new
    one's, at least those that stand otherwise; `cluster`: for each entity of a report the resolved one."""
    by_id: dict[tuple[str, str], str] = {}
    by_name: dict[str, str] = {}
    for about, property_, standing, shown in before:
        # Of two questions that became one, the standing that most calls for a look: it comes first.
        by_id.setdefault((cluster.get(about, about), property_), standing)
        by_name.setdefault(question_in_words(shown, property_), standing)
    found = []
    for q in sorted(now, key=lambda q: q.place):
        shown = str(json.loads(q.page)["shown"])
        was = by_id.get((q.about, q.property), by_name.get(shown))
        if was != q.standing and (was is not None or q.standing in CONTESTED):
            found.append(
                StandingChange(
                    at=at, about=q.about, property=q.property, shown=shown, before=was, now=q.standing
                )
            )
    return found
