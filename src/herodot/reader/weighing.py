"""How sure the reader is of each draft: what trees make of its signs.

One rule: the trees are learned from reports that the network never saw; without them every score stays as the network
or the rule gave it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from herodot.reader.drafts import Draft
from herodot.reader.forest import Forest
from herodot.reader.signs import Signs


def weigh(
    drafts: Sequence[Draft], signs: Sequence[Signs], forest: Forest | None, least: float = 0.0
) -> list[Draft]:
    """The drafts with new scores, those from `least` on. Without trees the scores stay as they are."""
    if forest is None:
        return [d for d in drafts if d.score >= least]
    chances = zip(drafts, forest.chances(signs), strict=True)
    return [replace(d, score=p) for d, p in chances if p >= least]
