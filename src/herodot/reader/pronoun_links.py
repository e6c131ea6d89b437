"""What the network's links tell of pronouns and of those whom they may stand for: roles in events, who is said by whom.

One rule: the signs are in the order of `LINK_SIGNS`; `pronouns` puts them into its rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from herodot.reader.candidates import Spot
from herodot.reader.links import Link

LEAST_ROLE = 0.15
LINK_SIGNS = ("related", "is said", "one event", "one role", "such role", "role of type")


@dataclass(slots=True)
class Linked:
    """What the network says of pronouns and entities."""

    related: dict[tuple[int, int], float] = field(default_factory=dict)
    told: dict[tuple[int, int], float] = field(default_factory=dict)
    says: dict[int, float] = field(default_factory=dict)
    roles: dict[int, dict[tuple[int, str], float]] = field(default_factory=lambda: defaultdict(dict))
    own: dict[int, dict[tuple[int, str], float]] = field(default_factory=lambda: defaultdict(dict))
    types: dict[int, str] = field(default_factory=dict)

    def signs(self, pronoun: int, entity: int) -> tuple[float, ...]:
        """In the order of `LINK_SIGNS`."""
        pair = pronoun, entity
        mine, theirs = self.own.get(pronoun), self.roles.get(entity)
        roles = (0.0,) * 4
        if mine and theirs:
            event = role = such = typed = 0.0
            for (e, r), s in mine.items():
                for (f, q), t in theirs.items():
                    both = min(s, t)
                    if e == f:
                        if r == q:
                            role = max(role, both)
                        else:
                            event = max(event, both)
                    elif r == q:
                        such = max(such, both)
                        if self.types[e] == self.types[f]:
                            typed = max(typed, both)
            roles = (event, role, such, typed)
        return (
            self.related.get(pair, 0.0), self.told.get(pair, 0.0), *roles,
        )  # fmt: skip


def linked(spots: Sequence[Spot], links: Sequence[Link], owner: dict[int, int], pronouns: set[int]) -> Linked:
    """What links tell of `pronouns` (numbers of spots) and of entities; `owner` gives the entity of a spot."""
    found = Linked()
    for link in links:
        one, other, label, score = link.subject, link.value, link.label, link.score
        if one in pronouns or other in pronouns:
            if one in owner or other in owner:
                pair = (other, owner[one]) if one in owner else (one, owner[other])
                if label not in ("same", "says", "passes"):
                    found.related[pair] = max(score, found.related.get(pair, 0.0))
                elif label != "same" and one in owner:
                    found.told[pair] = max(score, found.told.get(pair, 0.0))
            elif other in pronouns and score >= LEAST_ROLE and spots[one].event_type:
                found.types[one] = spots[one].event_type
                found.own[other][one, label] = score
        elif one in owner:
            if label in ("says", "passes"):
                found.says[owner[one]] = max(score, found.says.get(owner[one], 0.0))
        elif score >= LEAST_ROLE and other in owner and spots[one].event_type:
            found.types[one] = spots[one].event_type
            roles = found.roles[owner[other]]
            roles[one, label] = max(score, roles.get((one, label), 0.0))
    return found
