"""The picture of a case: who is who, who copies whom, and how every answer stands.

One rule: a pure function of reports, readings and judgments; made again from them it is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from herodot.identity.judgments import Decided
from herodot.identity.profile import Profile, make_profiles
from herodot.identity.resolve import Doubt, resolve
from herodot.model.records import (
    Entity,
    Judgment,
    Location,
    Mention,
    Report,
    Review,
    ReviewUndoing,
    SavedSearch,
    Statement,
    Undoing,
)
from herodot.picture.answers import Answer, find_answers
from herodot.picture.copies import Copy, find_copies
from herodot.picture.resolved import Resolved, resolved_entities, resolved_statement
from herodot.picture.rivals import Rivals
from herodot.picture.roots import Roots
from herodot.values.names import fold

Sentences = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that the statements of a case come to."""

    reports: Mapping[str, Report]
    entities: Mapping[str, Resolved]
    cluster: Mapping[str, str]
    """For each entity of a report the resolved one."""
    parts: Mapping[str, tuple[Entity, ...]]
    """For each resolved entity what single reports have of it."""
    mentions: tuple[Mention, ...]
    """As the reader gave them."""
    statements: tuple[Statement, ...]
    """With ids of resolved entities."""
    copies: tuple[Copy, ...]
    answers: tuple[Answer, ...]
    doubts: tuple[Doubt, ...]
    """Pairs of resolved entities that a person should decide on."""
    by_id: Mapping[str, Statement]
    """The statements by id."""
    sensitive: frozenset[str] = frozenset()
    """Resolved entities that stay out of exports."""
    judgments: tuple[Judgment, ...] = ()
    """All that people decided, and what they took back: the history, not only what is in force."""
    undoings: tuple[Undoing, ...] = ()
    reviews: tuple[Review, ...] = ()
    """All that people decided of statements, and what they took back; the statements here follow it already."""
    review_undoings: tuple[ReviewUndoing, ...] = ()
    set_aside: tuple[Statement, ...] = ()
    """What the reader has that does not count as it is: rejected, or corrected."""
    searches: tuple[SavedSearch, ...] = ()
    """All that was done with searches that are kept."""


def make_picture(
    reports: Sequence[Report],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    sentences: Mapping[str, Sentences],
    common: frozenset[str],
    decided: Decided | None = None,
) -> Picture:
    """The picture of current readings. `sentences` are those of each report; `common` words say nothing."""
    chosen = decided or Decided()
    by_id = {r.id: r for r in reports}
    copies = find_copies(reports, [sentences[r.id] for r in reports], common)
    places: dict[str, Location] = {e.id: e.location for e in entities if e.location is not None}
    profiles = make_profiles(by_id, entities, mentions, statements, places)
    found = resolve(profiles, chosen.same, chosen.different, copied_pairs(copies, mentions, profiles))
    resolved = resolved_entities(entities, mentions, found.cluster)
    told = tuple(resolved_statement(s, found.cluster) for s in statements)
    cut, tied = (_moved(pairs, found.cluster) for pairs in (chosen.two_sources, chosen.one_source))
    roots = Roots(told, resolved, copies, cut, tied)
    return Picture(
        reports=by_id,
        entities=resolved,
        cluster=found.cluster,
        parts=_parts(entities, found.cluster),
        mentions=tuple(mentions),
        statements=told,
        by_id={s.id: s for s in told},
        sensitive=frozenset(found.cluster[key] for key in chosen.sensitive),
        copies=copies,
        answers=find_answers(told, by_id, roots, Rivals(told, resolved, by_id)),
        doubts=tuple(
            replace(d, one=found.cluster[d.one], other=found.cluster[d.other])
            for d in found.doubts
            if not _is_unsure(d, chosen.unsure, found.cluster)
        ),
    )


def _parts(entities: Iterable[Entity], cluster: Mapping[str, str]) -> dict[str, tuple[Entity, ...]]:
    parts: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        parts[cluster[entity.id]].append(entity)
    return {key: tuple(found) for key, found in parts.items()}


def _is_unsure(doubt: Doubt, unsure: Iterable[tuple[str, str]], cluster: Mapping[str, str]) -> bool:
    """Whether a person looked at it already and could not tell."""
    return (
        min(cluster[doubt.one], cluster[doubt.other]),
        max(cluster[doubt.one], cluster[doubt.other]),
    ) in _moved(unsure, cluster)


def _moved(pairs: Iterable[tuple[str, str]], cluster: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    moved = ((cluster.get(a, a), cluster.get(b, b)) for a, b in pairs)
    return frozenset((min(pair), max(pair)) for pair in moved)


def copied_pairs(
    copies: Iterable[Copy], mentions: Iterable[Mention], profiles: Mapping[str, Profile]
) -> frozenset[tuple[str, str]]:
    """Entities that the same words stand for in a passage of a copy and in the passage that it repeats."""
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        if m.kind != "pronoun":
            by_report[m.report].append(m)
    pairs: set[tuple[str, str]] = set()
    for copy in copies:
        for passage in copy.passages:
            theirs = {
                (profiles[m.entity].type, fold(m.text)): m.entity
                for m in by_report[copy.original]
                if m.start < passage.from_end and passage.from_start < m.end
            }
            for m in by_report[copy.report]:
                if m.start < passage.end and passage.start < m.end:
                    other = theirs.get((profiles[m.entity].type, fold(m.text)))
                    if other is not None:
                        pairs.add((min(m.entity, other), max(m.entity, other)))
    return frozenset(pairs)
