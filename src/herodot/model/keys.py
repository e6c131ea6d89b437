"""Which fields make the id of each record.

One rule: an id is a function of what the record says, of nothing else, so `keyed(reading) == reading` can be
asked of any reading at any time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from herodot.model.errors import BadValue
from herodot.model.ids import content_id
from herodot.model.plain import to_plain
from herodot.model.records import Entity, Mention, Reading, Statement, Value
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


NOT_IDENTIFYING = frozenset({"id", "confidence", "rule"})
"""Fields of a statement that may change without making it another statement."""


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
    identifying = {name: value for name, value in to_plain(moved).items() if name not in NOT_IDENTIFYING}
    return replace(moved, id=content_id("statement", identifying))


def _known(entity: str, report: str, new_ids: Mapping[str, str]) -> str:
    if entity not in new_ids:
        raise BadValue(f"report {report}: the reader names the entity {entity}, which it did not give")
    return new_ids[entity]
