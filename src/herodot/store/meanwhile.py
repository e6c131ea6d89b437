"""Asks a case what people decided since a page was made.

One rule: decisions are only ever appended, so the numbers of their last rows say how far they had come; only rows
after those are looked at, which are few.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from herodot.model.records import Judgment, Mark, Review
from herodot.store.asking import CaseReader
from herodot.store.tables import from_row, selected

KINDS = ("review", "review_undoing", "judgment", "undoing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision on a statement, or its undoing, with who made it."""

    by: str
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgment, or its undoing, with who made it."""

    by: str
    judgment: Judgment


def decided_until(reader: CaseReader) -> tuple[int, ...]:
    """How far decisions have come: the number of the last row of each of `KINDS`."""
    columns = ", ".join(f"(SELECT coalesce(max(rowid), 0) FROM {kind})" for kind in KINDS)
    return tuple(int(n) for n in next(reader.rows(f"SELECT {columns}")))


def decided_after(reader: CaseReader, until: tuple[int, ...], report: str = "") -> list[Decided]:
    """What was decided of statements after that, of one report or of all, in order; undoings last."""
    fields = selected(Review, "review.")
    where, values = ("AND review.report = ?", [report]) if report else ("", [])
    made = reader.rows(
        f"SELECT review.by, {fields} FROM review WHERE review.rowid > ? {where} ORDER BY review.rowid",
        until[0],
        *values,
    )
    undone = reader.rows(
        f"SELECT review_undoing.by, {fields} FROM review_undoing JOIN review ON review.id = review_undoing.review "
        f"WHERE review_undoing.rowid > ? {where} ORDER BY review_undoing.rowid",
        until[1],
        *values,
    )
    return [
        Decided(by=str(row[0]), review=from_row(Review, row[1:])) for rows in (made, undone) for row in rows
    ]


def judged_after(reader: CaseReader, until: tuple[int, ...]) -> list[Judged]:
    """What was decided of who is who after that, in order; undoings last."""
    fields = selected(Judgment, "judgment.")
    made = reader.rows(
        f"SELECT judgment.by, {fields} FROM judgment WHERE judgment.rowid > ? ORDER BY judgment.rowid",
        until[2],
    )
    undone = reader.rows(
        f"SELECT undoing.by, {fields} FROM undoing JOIN judgment ON judgment.id = undoing.judgment "
        "WHERE undoing.rowid > ? ORDER BY undoing.rowid",
        until[3],
    )
    return [
        Judged(by=str(row[0]), judgment=from_row(Judgment, row[1:]))
        for rows in (made, undone)
        for row in rows
    ]


def entities_at(reader: CaseReader, marks: Iterable[Mark]) -> set[str]:
    """The resolved entities of the kept picture that are mentioned at any of those places."""
    found: set[str] = set()
    for mark in marks:
        rows = reader.rows(
            "SELECT DISTINCT kept_member.cluster FROM mention "
            "JOIN reading ON reading.id = mention.reading AND reading.is_current = 1 "
            "JOIN kept_member ON kept_member.entity = mention.entity "
            "WHERE mention.report = ? AND mention.start < ? AND mention.end > ?",
            mark.report,
            mark.end,
            mark.start,
        )
        found.update(str(cluster) for (cluster,) in rows)
    return found


def sides_of(reader: CaseReader, about: str, property_: str) -> set[str]:
    """The entities that a question and its answers name; empty where it is not asked any more."""
    rows = reader.rows(
        "SELECT DISTINCT kept_side.entity FROM kept_question "
        "JOIN kept_side ON kept_side.question = kept_question.id "
        "WHERE kept_question.about = ? AND kept_question.property = ?",
        about,
        property_,
    )
    return {str(entity) for (entity,) in rows}
