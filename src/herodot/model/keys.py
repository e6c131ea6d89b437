"""Which fields make the id of each record.

One rule: an id is a function of what the record says, of nothing else, so `keyed(reading) == reading` can be
asked of any reading at any time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import get_args, get_type_hints

from herodot.model.errors import BadValue
from herodot.model.ids import content_id
from herodot.model.plain import to_plain
from herodot.model.records import (
    Entity,
    Judgment,
    Mark,
    Mention,
    Pointer,
    Reading,
    Review,
    ReviewUndoing,
    SavedSearch,
    Statement,
    Undoing,
    Value,
)
from herodot.model.vocabulary import load_vocabulary


def report_id(sha256: str, url: str | None) -> str:
    """The id of a report: its bytes and, where one is known, its address."""
    return content_id(sha256, url or "")


def keyed(reading: Reading) -> Reading:
    """The same reading with the ids that its content gives; a reader may use any that are unique within it.

    Statements that say the same in every identifying field become one, the surest of them.
    Raises `BadValue` when a mention or statement names an entity that the reading does not have.
    """
    new_ids = _entity_ids(reading)
    entities = tuple(replace(entity, id=new_ids[entity.id]) for entity in reading.entities)
    mentions = tuple(_keyed_mention(mention, reading.reader, new_ids) for mention in reading.mentions)
    statements: dict[str, Statement] = {}
    for given in reading.statements:
        statement = _keyed_statement(given, new_ids)
        known = statements.get(statement.id)
        if known is None or statement.confidence > known.confidence:
            statements[statement.id] = statement
    return replace(
        reading,
        entities=entities,
        mentions=tuple({mention.id: mention for mention in mentions}.values()),
        statements=tuple(statements.values()),
    )


def _entity_ids(reading: Reading) -> dict[str, str]:
    """Each entity's given id and the one its content gives.

    Two that are alike in everything (two raids told with one word) are told apart by their order.
    """
    spans: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for mention in reading.mentions:
        spans[mention.entity].add((mention.start, mention.end, mention.kind))
    seen: Counter[str] = Counter()
    ids: dict[str, str] = {}
    for entity in reading.entities:
        if entity.id in ids:
            raise BadValue(f"report {reading.report}: the reader gave two entities the id {entity.id}")
        base = _entity_id(entity, reading.reader, spans[entity.id])
        ids[entity.id] = base if not seen[base] else content_id(base, seen[base])
        seen[base] += 1
    return ids


def _entity_id(entity: Entity, reader: str, spans: set[tuple[int, int, str]]) -> str:
    return content_id(
        "entity", entity.report, reader, entity.type, entity.names, entity.description, sorted(spans)
    )


def _keyed_mention(mention: Mention, reader: str, new_ids: Mapping[str, str]) -> Mention:
    entity = _known(mention.entity, mention.report, new_ids)
    key = content_id("mention", mention.report, reader, entity, mention.start, mention.end, mention.kind)
    return replace(mention, id=key, entity=entity)


JUDGMENTS = get_args(get_type_hints(Judgment)["kind"])
"""What a person may decide."""


def judgment_of(kind: str, one: Mark, other: Mark, by: str, note: str, at: str, number: int) -> Judgment:
    """A judgment with its id; `number` tells two of one second apart. Raises `BadValue`."""
    if kind not in JUDGMENTS:
        raise BadValue(f"{kind!r} is no judgment; there are: {', '.join(JUDGMENTS)}")
    if not by.strip():
        raise BadValue("a judgment needs the name of who makes it: use --by NAME, or set HERODOT_BY")
    key = content_id("judgment", kind, to_plain(one), to_plain(other), by, note, at, number)
    return Judgment(id=key, kind=kind, one=one, other=other, by=by.strip(), note=note, at=at)  # type: ignore[arg-type]


def undoing_of(judgment: Judgment, by: str, at: str, number: int, *, redo: bool) -> Undoing:
    """The row that takes a judgment back, or puts it in force again. Raises `BadValue`."""
    if not by.strip():
        raise BadValue("undoing needs the name of who does it: use --by NAME, or set HERODOT_BY")
    key = content_id("undoing", judgment.id, redo, by, at, number)
    return Undoing(id=key, judgment=judgment.id, undone=0 if redo else 1, by=by.strip(), at=at)


REVIEWS = get_args(get_type_hints(Review)["kind"])
"""What a person may decide of a statement."""
REASONS = tuple(reason for reason in get_args(get_type_hints(Review)["reason"]) if reason)
"""Why a statement may be rejected."""


REVIEWER = "review"
"""Who "read" a statement that a person corrected or added."""


def keyed_review(review: Review, number: int) -> Review:
    """The review with its id; `number` tells two of one second apart. Raises `BadValue`."""
    if review.kind not in REVIEWS:
        raise BadValue(f"{review.kind!r} is no review; there are: {', '.join(REVIEWS)}")
    if not review.by.strip():
        raise BadValue("a review needs the name of who makes it: use --by NAME, or set HERODOT_BY")
    if (review.kind == "reject") != bool(review.reason) or review.reason not in ("", *REASONS):
        raise BadValue(f"a rejection needs one of these reasons, and only a rejection: {', '.join(REASONS)}")
    plain = to_plain(review)
    del plain["id"]
    return replace(review, id=content_id("review", plain, number), by=review.by.strip())


def review_undoing_of(review: str, by: str, at: str, number: int, *, redo: bool) -> ReviewUndoing:
    """The row that takes a review back, or puts it in force again. Raises `BadValue`."""
    if not by.strip():
        raise BadValue("undoing needs the name of who does it: use --by NAME, or set HERODOT_BY")
    key = content_id("review undoing", review, redo, by, at, number)
    return ReviewUndoing(id=key, review=review, undone=0 if redo else 1, by=by.strip(), at=at)


def saved_search_of(given: SavedSearch, number: int) -> SavedSearch:
    """The row with its id; `number` tells two of one second apart. Raises `BadValue`."""
    if not given.by.strip():
        raise BadValue("a saved search needs the name of who saves it: say who you are")
    if given.act != "delete" and not given.name.strip():
        raise BadValue("a saved search needs a name")
    plain = to_plain(given)
    del plain["id"]
    key = content_id("saved search", plain, number)
    return replace(given, id=key, search=given.search or key, by=given.by.strip(), name=given.name.strip())


def pointed_id(pointer: Pointer, report: str) -> str:
    """The id of the entity that a pointer makes where the reader has none there."""
    return content_id("pointed", report, pointer.type, pointer.name, pointer.start, pointer.end)


def statement_id(statement: Statement) -> str:
    """The id that a statement's content gives, its entities' ids taken as they are."""
    return content_id("statement", {name: getattr(statement, name) for name in _IDENTIFYING})


NOT_IDENTIFYING = frozenset({"id", "confidence", "rule"})
"""Fields of a statement that may change without making it another statement."""
_IDENTIFYING = tuple(field.name for field in fields(Statement) if field.name not in NOT_IDENTIFYING)


def _keyed_statement(statement: Statement, new_ids: Mapping[str, str]) -> Statement:
    def known(entity: Value) -> str:
        return _known(str(entity), statement.report, new_ids)

    qualifiers = load_vocabulary().qualifiers
    moved = replace(
        statement,
        subject=known(statement.subject),
        value=known(statement.value) if statement.value_type == "entity" else statement.value,
        chain=tuple(known(link) for link in statement.chain),
        qualifiers={
            name: known(value) if name in qualifiers and qualifiers[name].value_type == "entity" else value
            for name, value in statement.qualifiers.items()
        },
    )
    return replace(moved, id=statement_id(moved))


def _known(entity: str, report: str, new_ids: Mapping[str, str]) -> str:
    if entity not in new_ids:
        raise BadValue(f"report {report}: the reader names the entity {entity}, which it did not give")
    return new_ids[entity]
