"""Events that may be one with an event, though nobody joined them, and why.

One rule: what speaks for and against is worked out when somebody looks, from what is known of both by then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from herodot.identity.doubts import FEW
from herodot.identity.events import EVENT_FEATURES
from herodot.identity.profile import Profile
from herodot.identity.reasons import Known, reasons
from herodot.identity.resolve import Doubt
from herodot.model.plain import from_plain
from herodot.model.records import Mention
from herodot.picture.copies import Copy
from herodot.picture.find import by_naming
from herodot.picture.ground import LazyProfiles, Was
from herodot.picture.picture import copied_pairs
from herodot.store import CaseReader
from herodot.store.keeping import kept_by, perhaps_with, resolved_by
from herodot.store.records import KeptCopy, KeptEntity


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """An event that may be one with another. Both as single reports have them, where these come nearest."""

    event: str
    """The resolved event that it is."""
    mine: str
    theirs: str


def near_events(reader: CaseReader, event: str) -> tuple[Near, ...]:
    """The events that may be one with a resolved event, the nearest first; from the kept picture."""
    rows = perhaps_with(reader, event)
    return tuple(Near(event=top, mine=mine, theirs=theirs) for mine, theirs, top in rows)


def first_of(found: Sequence[Near]) -> tuple[tuple[Near, ...], int]:
    """As many as are shown at once, and how many are left out."""
    return tuple(found[:FEW]), max(0, len(found) - FEW)


def why(reader: CaseReader, found: Iterable[Near], reports: Mapping[str, str]) -> tuple[Doubt, ...]:
    """What speaks for and against each. `reports`: of each of the entities."""
    listed = list(found)
    profiles = LazyProfiles(Was(reader), {}, reports.__getitem__)
    profiles.fetch(key for n in listed for key in (n.mine, n.theirs))
    pairs = [(profiles[n.mine], profiles[n.theirs]) for n in listed]
    known = known_of(reader, pairs)
    weighed = (reasons(one, other, known, EVENT_FEATURES) for one, other in pairs)
    return tuple(
        Doubt(one=n.mine, other=n.theirs, score=sum(r.weight for r in told), reasons=told)
        for n, told in zip(listed, weighed, strict=True)
    )


def known_of(reader: CaseReader, pairs: Sequence[tuple[Profile, Profile]]) -> Known:
    """What is known by now of all whom those profiles name."""
    named = {tie.other for pair in pairs for profile in pair for tie in profile.ties}
    top_of = resolved_by(reader, named)
    tops = {top: n for n, top in enumerate(sorted(set(top_of.values())))}
    held = {row.id: row for row in kept_by(reader, KeptEntity, "id", tops)}
    (total,) = next(reader.rows("SELECT count(*) FROM kept_part"))
    return Known(
        cluster={key: tops[top] for key, top in top_of.items()},
        spread=[held[top].reports for top in tops],
        copied=_copied(reader, pairs),
        reports=int(total),
        people=[held[top].type == "Person" for top in tops],
        named=[bool(held[top].names) for top in tops],
    )


def _copied(reader: CaseReader, pairs: Sequence[tuple[Profile, Profile]]) -> frozenset[tuple[str, str]]:
    reports = {profile.report for pair in pairs for profile in pair}
    copies = [from_plain(Copy, json.loads(row.page)) for row in kept_by(reader, KeptCopy, "report", reports)]
    events = [profile.id for pair in pairs for profile in pair]
    between = [copy for copy in copies if copy.original in reports]
    return (
        copied_pairs(between, reader.mentions_of(events), dict.fromkeys(events, "Event"))
        if between
        else frozenset()
    )


def places_of(reader: CaseReader, entities: Iterable[str]) -> dict[str, str]:
    """Where each of those entities of reports is mentioned, REPORT:START-END; its id where it is nowhere."""
    wanted = list(entities)
    first: dict[str, Mention] = {}
    for mention in reader.mentions_of(wanted):
        if mention.entity not in first or by_naming(mention) < by_naming(first[mention.entity]):
            first[mention.entity] = mention
    return {
        key: f"{first[key].report}:{first[key].start}-{first[key].end}" if key in first else key
        for key in wanted
    }
