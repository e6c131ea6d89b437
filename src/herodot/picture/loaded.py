"""A whole picture in memory from the kept one, and from one in memory and what changed since.

One rule: what is loaded is what making it anew would give; what did not change is the very same record as before.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

from herodot.identity.judgments import Decided
from herodot.identity.resolve import Doubt
from herodot.model.plain import builder, from_plain
from herodot.model.records import Entity, Mention, Report, Statement
from herodot.picture.answers import Answer, answer_key
from herodot.picture.copies import Copy
from herodot.picture.ground import Facts
from herodot.picture.kept import unpacked_json
from herodot.picture.picture import Picture, open_doubts, parts_of
from herodot.picture.resolved import Resolved, resolved_statement
from herodot.store.asking import CaseReader
from herodot.store.keeping import doubts_in_order, kept_pages, reports_of

T = TypeVar("T")
Pages = Mapping[str, tuple[bytes, T]]
"""By name the digest of a page and what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A picture in memory with what tells which parts of it still hold."""

    picture: Picture
    digests: Mapping[str, str]
    """Of what each report gives."""
    reviewed: frozenset[str]
    entities: Mapping[str, tuple[Entity, ...]]
    """By report, as mentions and statements."""
    mentions: Mapping[str, tuple[Mention, ...]]
    statements: Mapping[str, tuple[Statement, ...]]
    resolved: Pages[Resolved]
    answers: Pages[tuple[Answer, ...]]
    copies: Pages[Copy]


def load(facts: Facts, digests: Mapping[str, str], decided: Decided, before: Loaded | None = None) -> Loaded:
    """The kept picture, which must be up to date. `before`: one of the same case and settings, to share with."""
    reader, reviewed = facts.reader, frozenset(facts.reviewed)
    cluster = {
        str(k): str(top) for k, top in reader.rows("SELECT entity, cluster FROM kept_member ORDER BY entity")
    }
    same = {key for key, told in before.digests.items() if digests.get(key) == told} if before else set[str]()
    read = _read(facts, digests.keys() - same, before, same)
    order = [*sorted(digests.keys() - reviewed), *sorted(digests.keys() & reviewed)]
    entities = [e for key in order for e in read.entities[key]]
    statements = _resolved(facts, read, cluster, before, same)
    resolved = _pages(reader, "kept_resolved", Resolved, before.resolved if before else {})
    answers = _pages(reader, "kept_answers", tuple[Answer, ...], before.answers if before else {})
    copies = _pages(reader, "kept_copy", Copy, before.copies if before else {})
    told = tuple(s for key in order for s in statements[key])
    doubts = [from_plain(Doubt, json.loads(page)) for page in doubts_in_order(reader)]
    picture = Picture(
        reports=_reports(reader, digests, before),
        entities={key: resolved[key][1] for key in dict.fromkeys(cluster[e.id] for e in entities)},
        cluster=cluster,
        parts=parts_of(entities, cluster),
        mentions=tuple(m for key in order for m in read.mentions[key]),
        statements=told,
        by_id={s.id: s for s in told},
        sensitive=frozenset(cluster[key] for key in decided.sensitive),
        copies=tuple(copies[key][1] for key in sorted(copies)),
        answers=tuple(sorted((a for _, some in answers.values() for a in some), key=answer_key)),
        doubts=open_doubts(doubts, cluster, decided),
    )
    return Loaded(
        picture=picture, digests=dict(digests), reviewed=reviewed, entities=read.entities, mentions=read.mentions,
        statements=statements, resolved=resolved, answers=answers, copies=copies,
    )  # fmt: skip


@dataclass(slots=True)
class _ByReport:
    entities: dict[str, tuple[Entity, ...]]
    mentions: dict[str, tuple[Mention, ...]]
    statements: dict[str, tuple[Statement, ...]]
    """As they were read; only of reports that are new here."""


def _read(facts: Facts, new: Iterable[str], before: Loaded | None, same: Iterable[str]) -> _ByReport:
    found = _ByReport({}, {}, {})
    if before is not None:
        found.entities = {key: before.entities[key] for key in same}
        found.mentions = {key: before.mentions[key] for key in same}
    listed = list(new)
    told = facts.read(listed)
    found.entities |= _grouped(listed, told.entities)
    found.mentions |= _grouped(listed, told.mentions)
    found.statements = _grouped(listed, told.statements)
    return found


R = TypeVar("R", Entity, Mention, Statement)


def _grouped(reports: Iterable[str], records: Iterable[R]) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        found[record.report].append(record)
    return {key: tuple(found.get(key, ())) for key in reports}


def _resolved(
    facts: Facts, read: _ByReport, cluster: Mapping[str, str], before: Loaded | None, same: set[str]
) -> dict[str, tuple[Statement, ...]]:
    """The statements of each report with ids of resolved entities; those of before where these are the same ids."""
    found: dict[str, tuple[Statement, ...]] = {}
    if before is not None:
        was = before.picture.cluster
        moved = {key for key in same if any(was.get(e.id) != cluster[e.id] for e in read.entities[key])}
        found = {key: before.statements[key] for key in same - moved}
        read.statements |= _grouped(moved, facts.read(moved).statements)
    return found | {
        key: tuple(resolved_statement(s, cluster) for s in some) for key, some in read.statements.items()
    }


def _pages(reader: CaseReader, table: str, kind: type[T], before: Pages[T]) -> dict[str, tuple[bytes, T]]:
    """What the rows of a table say by their names; a page that is the same as before is the same record."""
    build, found = builder(kind), {}
    assert build is not None
    for name, page in kept_pages(reader, table):
        data = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
        seal, known = blake2b(data, digest_size=16).digest(), before.get(name)
        if known is None or known[0] != seal:
            known = seal, build(unpacked_json(page) if isinstance(page, bytes) else json.loads(page))
        found[name] = known
    return found


def _reports(reader: CaseReader, digests: Mapping[str, str], before: Loaded | None) -> dict[str, Report]:
    """All reports in the order in which the case gives them."""
    if before is None:
        return {r.id: r for r in reader.reports()}
    held = before.picture.reports
    found = [held[key] for key in held if key in digests] + reports_of(reader, digests.keys() - held.keys())
    found.sort(key=lambda r: (r.published is None, r.published or "", r.name, r.id))
    return {r.id: r for r in found}
