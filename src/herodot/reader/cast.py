"""Who and what a report speaks of: its entities and events, and which spot stands for which.

One rule: every spot stands for at most one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from herodot.reader.candidates import PRONOUNS, Spot
from herodot.reader.coreference import Cluster, surface
from herodot.reader.events import Event
from herodot.reader.parse import Parse
from herodot.values.names_organizations import is_acronym_of, looks_like_acronym

OUTLET = "outlet"
"""Key of the report's outlet."""


@dataclass(slots=True)
class Member:
    """One entity of a report; `spots` are its mentions, pronouns last."""

    key: str
    kind: str
    spots: list[int]
    pronouns: list[int] = field(default_factory=list)
    event_type: str = ""
    name: str = ""
    """A name from outside the text: an agency that only the byline names."""


@dataclass(slots=True)
class Cast:
    """All of a report's entities by key, and the key of each spot."""

    members: dict[str, Member]
    of_spot: dict[int, str]

    def kind(self, key: str) -> str:
        """Entity type of a key."""
        return self.members[key].kind


def make_cast(
    parse: Parse, spots: Sequence[Spot], clusters: Sequence[Cluster], events: Sequence[Event], outlet: str
) -> Cast:
    """Gives each cluster and event a key; what goes by the outlet's own name is the outlet."""
    cast = Cast({OUTLET: Member(OUTLET, "Organization", [])}, {})
    for number, cluster in enumerate(clusters):
        names = {parse.text(spots[n].start, spots[n].end) for n in cluster.spots if spots[n].named}
        body = cluster.kind in ("Organization", "PublicBody")
        key = OUTLET if body and any(is_outlet(n, outlet) for n in names) else f"e{number}"
        member = cast.members.setdefault(key, Member(key, cluster.kind, []))
        member.spots += cluster.spots
        member.pronouns += cluster.pronouns
        for n in (*cluster.spots, *cluster.pronouns):
            cast.of_spot[n] = key
    for number, event in enumerate(events):
        key = f"v{number}"
        cast.members[key] = Member(key, "Event", list(event.spots), [], event.event_type)
        for n in event.spots:
            cast.of_spot[n] = key
    return cast


def only_described(spots: Sequence[Spot], member: Member) -> bool:
    """Whether nobody in the report gives a name to a member."""
    return not member.name and not any(spots[n].named for n in member.spots)


_TAIL = re.compile(r"(?:,| of (?=[A-Z][\w-]*$)).*$")


def is_outlet(name: str, outlet: str) -> bool:
    """Whether a body's name is the outlet's own, with or without its desk or country behind a comma or "of", a part of
    it ("general staff of the …"), its acronym or what its acronym stands for."""
    bare = _TAIL.sub("", outlet)
    if surface(name) in (surface(outlet), surface(bare)) and (" " in name or bare == outlet):
        return True
    if " " in outlet and re.search(rf" of (?:the )?{re.escape(surface(outlet))}$", surface(name)):
        return True
    return any(
        looks_like_acronym(short) and is_acronym_of(short, long)
        for short, long in ((name, outlet), (outlet, name))
    )


def speakers_own(parse: Parse, spot: Spot) -> bool:
    """Whether a pronoun is of the first person, so that it stands for whoever speaks."""
    return spot.kind == "pronoun" and PRONOUNS[parse.words[spot.start].text.lower()] == "speaker"
