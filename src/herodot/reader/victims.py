"""Whether somebody was killed or wounded, as the verb beside him says.

One rule: the verb decides only between the two; whether the event befell him at all is the network's word.
"""

from __future__ import annotations

from collections.abc import Sequence

from herodot.reader.candidates import Spot
from herodot.reader.drafts import Draft
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of

KILLED = frozenset(
    "kill kills killed killing murder murdered murdering slay slew slain assassinated beheaded executed massacred "
    "lynched hanged die dies died dead perished drowned".split()
)
WOUNDED = frozenset(
    "wound wounds wounded wounding injure injures injured injuring hurt maimed grazed".split()
)
OTHER = {
    "killed": "wounded",
    "wounded": "killed",
    "killed_count": "wounded_count",
    "wounded_count": "killed_count",
}
ARCS = frozenset(("nsubj", "nsubj:pass", "obj"))
FARTHEST = 8
"""Words between somebody and the nearest verb that tells of dead or wounded."""


def as_the_verb_says(parse: Parse, spots: Sequence[Spot], draft: Draft) -> Draft:
    """The draft; with "wounded" for "killed" where its victim's verb says so, and the other way round."""
    if draft.property in OTHER and _says_other(
        parse, spots[draft.sides[-1]], draft.property.startswith("killed")
    ):
        draft.property = OTHER[draft.property]
    return draft


def _says_other(parse: Parse, spot: Spot, killed: bool) -> bool:
    words = parse.words
    head = head_of(parse, spot.start, spot.end)
    if spot.number is not None and words[head].relation == "nummod":
        head = words[head].head
    verb = words[head].head
    own, other = (KILLED, WOUNDED) if killed else (WOUNDED, KILLED)
    if words[head].relation not in ARCS or words[verb].text.lower() not in other:
        return False
    near = range(max(spot.start - FARTHEST, 0), min(spot.end + FARTHEST, len(words)))
    told = [
        n for n in near if words[n].sentence == words[head].sentence and words[n].text.lower() in own | other
    ]
    return bool(told) and min(told, key=lambda n: max(spot.start - n, n - spot.end + 1)) == verb
