"""Drafts that say nothing of their own, or something else than they seem to.

One rule: only what the words themselves show is left out here; how sure a draft is, is weighed elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from herodot.reader.candidates import Spot
from herodot.reader.cast import Cast, only_described
from herodot.reader.drafts import Draft
from herodot.reader.parse import Parse

MARKS = frozenset((",", "(", "–", "—", "-"))
THEM = frozenset(("them", "whom", "those", "these"))


def says_nothing(parse: Parse, spots: Sequence[Spot], cast: Cast, draft: Draft) -> bool:
    """Whether a draft only repeats how somebody without a name is described ("a driver" works as a driver), or counts
    some of those whom the event concerned ("ten people, six of them women")."""
    if draft.property == "occupation":
        return only_described(spots, cast.members[draft.subject])
    return draft.value_type == "number" and _of_some(parse, spots[draft.sides[-1]])


def _of_some(parse: Parse, spot: Spot) -> bool:
    before, behind = parse.words[max(spot.start - 1, 0)], parse.words[spot.end : spot.end + 3]
    return (
        before.text in MARKS
        and len(behind) == 3
        and behind[0].text == "of"
        and behind[1].text.lower() in THEM
        and behind[2].pos not in ("VERB", "AUX")
    )
