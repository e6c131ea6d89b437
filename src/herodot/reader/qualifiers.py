"""What narrows a statement: the role as written, bounds of a count, the end of a former role.

One rule: a qualifier is read from the words of the statement's own sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from herodot.model.records import Value
from herodot.reader.candidates import Spot
from herodot.reader.drafts import Draft
from herodot.reader.parse import Parse

ROLES = frozenset(
    "leader_of deputy_leader_of commander_of spokesperson_for official_of member_of founder_of associate_of".split()
)
FORMER = frozenset("former ex late ousted deposed outgoing onetime erstwhile then".split())
_FORMER_SPOUSE = re.compile(r"\b(?:ex\s?-\s?|former |divorced )(?:wife|husband|spouse)", re.IGNORECASE)
ROLE_REACH = 8
"""Words between a person and the title that may belong to him."""


def add_qualifiers(
    parse: Parse, spots: Sequence[Spot], drafts: Sequence[Draft], published: str | None
) -> list[Draft]:
    """The drafts with `role`, `end`, `at_least` and `at_most` where the words give them."""
    roles: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        if spot.kind == "role":
            roles[parse.words[spot.start].sentence].append(spot)
    return [
        replace(d, qualifiers={**_qualifiers(parse, spots, roles, d, published), **d.qualifiers})
        for d in drafts
    ]


def _qualifiers(
    parse: Parse,
    spots: Sequence[Spot],
    roles: Mapping[int, Sequence[Spot]],
    draft: Draft,
    published: str | None,
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    number = spots[draft.sides[-1]].number
    if draft.value_type == "number" and number is not None:
        if number.at_least is not None:
            found["at_least"] = number.at_least
        if number.at_most is not None:
            found["at_most"] = number.at_most
    if draft.property in ROLES:
        role = _role(parse, spots, roles, draft)
        if role is not None:
            found["role"] = parse.text(role.start, role.end)
        if published and _is_former(parse, spots, draft, role):
            found["end"] = f"{published}~"
    if draft.property == "spouse_of" and published and _is_former_spouse(parse, spots, draft):
        found["end"] = f"{published}~"
    return found


def _is_former_spouse(parse: Parse, spots: Sequence[Spot], draft: Draft) -> bool:
    """Whether "ex-" or "former" stands before the word for the wife or the husband."""
    return any(
        _FORMER_SPOUSE.search(parse.text(max(0, place.start - 2), place.end))
        for place in (spots[draft.sides[0]], spots[draft.sides[-1]])
        if not place.named
    )


def _role(
    parse: Parse, spots: Sequence[Spot], roles: Mapping[int, Sequence[Spot]], draft: Draft
) -> Spot | None:
    """The title nearest to the person, in his sentence."""
    person = spots[draft.sides[0]]
    sentence = parse.words[person.start].sentence
    near = [(max(person.start - r.end, r.start - person.end, 0), r.start, r) for r in roles.get(sentence, ())]
    best = min(near, key=lambda row: row[:2], default=None)
    return best[2] if best and best[0] <= ROLE_REACH else None


def _is_former(parse: Parse, spots: Sequence[Spot], draft: Draft, role: Spot | None) -> bool:
    """Whether "former" or its like stands in the person's words or the title's, or hangs on them."""
    for place in (spots[draft.sides[0]], *([role] if role else [])):
        for n in range(max(0, place.start - 2), place.end):
            word = parse.words[n]
            inside = place.start <= n < place.end or place.start <= word.head < place.end
            if (
                word.text.lower() in FORMER
                and inside
                and word.relation in ("amod", "compound", "advmod", "nmod:desc")
            ):
                return True
    return False
