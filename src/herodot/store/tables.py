"""Tables, rows and columns, all read off the fields of the records.

One rule: no field of a record is named here, except where it points to another table or is the key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin

from herodot.model.errors import BadValue
from herodot.model.plain import builder, field_types, is_nested, to_json
from herodot.model.records import (
    Entity,
    Judgment,
    Mention,
    Report,
    Review,
    ReviewUndoing,
    SavedSearch,
    Statement,
    Undoing,
)
from herodot.store.records import (
    Blob,
    KeptAnswers,
    KeptBlob,
    KeptCopy,
    KeptCount,
    KeptDoubt,
    KeptEntity,
    KeptLink,
    KeptMember,
    KeptPair,
    KeptPart,
    KeptPerhaps,
    KeptQuestion,
    KeptResolved,
    KeptSide,
    KeptState,
    KeptText,
    KeptWord,
    Member,
    MemberChange,
    Migration,
    SentenceVectors,
    Session,
    SignInFailure,
    StandingChange,
    StoredReading,
    Visit,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: the record it keeps, its key, where its columns point, columns that only the store knows."""

    name: str
    record: type
    key: str = "id"
    references: Mapping[str, str] = field(default_factory=dict)
    """Column and the `table(column)` it points to."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Column beside the record's fields, and its declaration."""
    indexes: tuple[str, ...] = ()


_OF_READING = {
    # Deleting a reading deletes all that came from it.
    "reading": "TEXT NOT NULL REFERENCES reading(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED",
    "position": "INTEGER NOT NULL",
}

TABLES = (
    Table(name="migration", record=Migration, key="number"),
    Table(name="blob", record=Blob, key="sha256"),
    Table(
        name="report",
        record=Report,
        references={"sha256": "blob(sha256)"},
        extra={"seal": "TEXT NOT NULL"},
        indexes=("sha256", "name"),
    ),
    Table(
        name="reading",
        record=StoredReading,
        references={"report": "report(id)"},
        indexes=("report", "reader"),
    ),
    Table(
        name="entity",
        record=Entity,
        references={"report": "report(id)"},
        extra=_OF_READING,
        indexes=("reading", "report"),
    ),
    Table(
        name="mention",
        record=Mention,
        references={"report": "report(id)", "entity": "entity(id)"},
        extra=_OF_READING,
        indexes=("reading", "entity", "report"),
    ),
    Table(
        name="statement",
        record=Statement,
        references={"report": "report(id)", "subject": "entity(id)"},
        extra=_OF_READING,
        indexes=("reading", "report", "subject", "value", "property"),
    ),
    Table(name="judgment", record=Judgment),
    Table(name="kept_question", record=KeptQuestion, indexes=("about", "place")),
    Table(name="kept_answers", record=KeptAnswers, key="question"),
    Table(name="kept_side", record=KeptSide, key="", indexes=("entity", "question")),
    Table(name="kept_entity", record=KeptEntity),
    Table(name="kept_resolved", record=KeptResolved),
    Table(name="kept_word", record=KeptWord, key="", indexes=("word", "entity")),
    Table(name="kept_member", record=KeptMember, key="entity", indexes=("cluster",)),
    Table(name="kept_copy", record=KeptCopy, key="report"),
    Table(name="kept_pair", record=KeptPair, key="", indexes=("one",)),
    Table(name="kept_text", record=KeptText, key="report"),
    Table(name="kept_part", record=KeptPart, key="report"),
    Table(name="kept_link", record=KeptLink, key="", indexes=("report",)),
    Table(name="kept_doubt", record=KeptDoubt, key=""),
    Table(name="kept_perhaps", record=KeptPerhaps, key="", indexes=("one", "other")),
    Table(name="kept_blob", record=KeptBlob, key="name"),
    Table(name="kept_count", record=KeptCount, key="name"),
    Table(name="kept_state", record=KeptState, key="made_from"),
    Table(name="sentence_vectors", record=SentenceVectors, key="report", references={"report": "report(id)"}),
    Table(name="undoing", record=Undoing, references={"judgment": "judgment(id)"}, indexes=("judgment",)),
    Table(name="review", record=Review, references={"report": "report(id)"}, indexes=("report",)),
    Table(
        name="review_undoing", record=ReviewUndoing, references={"review": "review(id)"}, indexes=("review",)
    ),
    Table(name="saved_search", record=SavedSearch, references={"search": "saved_search(id)"}),
    Table(name="standing_change", record=StandingChange, key="", indexes=("at",)),
    Table(name="visit", record=Visit, key="", indexes=("by",)),
    Table(name="member", record=Member, key="key"),
    Table(name="member_change", record=MemberChange, key=""),
    Table(
        name="session",
        record=Session,
        key="token",
        references={"member": "member(key)"},
        indexes=("member",),
    ),
    Table(name="sign_in_failure", record=SignInFailure, key="", indexes=("name", "address")),
)

KEPT = (
    KeptQuestion, KeptAnswers, KeptSide, KeptEntity, KeptResolved, KeptWord, KeptMember, KeptCopy, KeptPair, KeptText,
    KeptPart, KeptLink, KeptDoubt, KeptPerhaps, KeptBlob, KeptCount, KeptState,
)  # fmt: skip
"""Records of the kept picture, which may be thrown away."""
OF_RECORD = {table.record: table for table in TABLES}


def create_statements(table: Table) -> tuple[str, ...]:
    """The SQL that makes the table and its indexes where they are not there yet."""
    columns = [f"{name} {declaration}" for name, declaration in columns_of(table).items()]
    return (
        f"CREATE TABLE IF NOT EXISTS {table.name} ({', '.join(columns)})",
        *(
            f"CREATE INDEX IF NOT EXISTS {table.name}_{column} ON {table.name}({column})"
            for column in table.indexes
        ),
    )


def columns_of(table: Table) -> dict[str, str]:
    """Every column and its declaration."""
    fields = {name: _declared(table, name, hint) for name, hint in field_types(table.record).items()}
    return {**fields, **table.extra}


def insert_statement(table: Table) -> str:
    """The SQL that puts one row of `to_row`, then the extra columns in their order."""
    names = (*field_types(table.record), *table.extra)
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def selected(record: type, prefix: str = "") -> str:
    """The columns of a record, for a SELECT that `from_row` understands."""
    return ", ".join(f"{prefix}{name}" for name in field_types(record))


def to_row(record: Any) -> tuple[Any, ...]:
    """A record as the values of one row. Raises `BadValue` for a number too large for the store."""
    row = []
    for name, nested in nested_fields(type(record)).items():
        value = getattr(record, name)
        if nested:
            value = to_json(value)
        elif value.__class__ is int:
            value = _checked(value, name)
        row.append(value)
    return tuple(row)


def from_row(kind: type[T], row: Sequence[Any]) -> T:
    """The record of one row that was asked for with `selected`."""
    return kind(
        **{
            name: cell if not nested else built(json.loads(cell))
            for (name, nested, built), cell in zip(_row_plan(kind), row, strict=True)
        }
    )


def _row_plan(kind: type) -> list[tuple[str, bool, Callable[[Any], Any]]]:
    """Each field, whether it is kept as JSON, and what makes its value of that."""
    if kind not in _ROW_PLANS:
        hints = field_types(kind)
        _ROW_PLANS[kind] = [
            (name, nested, builder(hints[name]) or _as_it_is) for name, nested in nested_fields(kind).items()
        ]
    return _ROW_PLANS[kind]


_ROW_PLANS: dict[type, list[tuple[str, bool, Callable[[Any], Any]]]] = {}
"""Filled as classes are asked for, as in `plain`."""


def _as_it_is(value: Any) -> Any:
    return value


def _declared(table: Table, name: str, hint: Any) -> str:
    parts = [_sql_type(hint)]
    if NoneType not in get_args(hint):
        parts.append("NOT NULL")
    if name == table.key:
        parts.append("PRIMARY KEY")
    if name in table.references:
        # Deferred: within one transaction rows may come in any order.
        parts.append(f"REFERENCES {table.references[name]} DEFERRABLE INITIALLY DEFERRED")
    return " ".join(part for part in parts if part)


def _sql_type(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return "TEXT"
    if get_origin(hint) in (Literal, UnionType) or isinstance(hint, UnionType):
        kinds = [each for each in get_args(hint) if each is not NoneType]
        # A value that may be text or a number keeps the type it comes with: SQLite does that without a type.
        return _sql_type(kinds[0]) if len(kinds) == 1 else ""
    return {str: "TEXT", int: "INTEGER", float: "REAL", bytes: "BLOB"}.get(hint, "TEXT")


def nested_fields(record: type) -> dict[str, bool]:
    """Each field, and whether it is kept as JSON because it holds more than one value."""
    if record not in _NESTED:
        hints = field_types(record)
        _NESTED[record] = {name: is_nested(hint) for name, hint in hints.items()}
    return _NESTED[record]


_NESTED: dict[type, dict[str, bool]] = {}
"""Filled as classes are asked for, as in `plain`."""


def _checked(value: int, name: str) -> int:
    if not -(2**63) <= value < 2**63:
        raise BadValue(f"{name} {str(value)[:30]}… is a larger number than the store keeps")
    return value
