"""Keeps who may sign in, in which browsers they are, and which tries failed.

One rule: nothing here is a fact of the case; no picture and no export ever asks it.
"""

from __future__ import annotations

from typing import TypeVar

from herodot.store.asking import CaseReader
from herodot.store.records import Member, MemberChange, Session, SignInFailure
from herodot.store.tables import from_row, selected
from herodot.store.writing import Writer

T = TypeVar("T")


def _all(reader: CaseReader, kind: type[T], rest: str, *values: object) -> tuple[T, ...]:
    return tuple(from_row(kind, row) for row in reader.rows(f"SELECT {selected(kind)} FROM {rest}", *values))


def members(reader: CaseReader) -> tuple[Member, ...]:
    """All members by name."""
    return _all(reader, Member, "member ORDER BY key")


def member(reader: CaseReader, key: str) -> Member | None:
    """The member of that folded name; `None` where there is none."""
    return next(iter(_all(reader, Member, "member WHERE key = ?", key)), None)


def member_changes(reader: CaseReader) -> tuple[MemberChange, ...]:
    """What was done with members, in the order in which it was done."""
    return _all(reader, MemberChange, "member_change ORDER BY rowid")


def add_member(writer: Writer, member: Member) -> None:
    """One more member."""
    writer.put(member)


def change_member(writer: Writer, member: Member) -> None:
    """Puts a member in the place of the one of the same key."""
    writer.change(
        "UPDATE member SET role = ?, password = ?, must_change = ? WHERE key = ?",
        member.role,
        member.password,
        member.must_change,
        member.key,
    )


def remove_member(writer: Writer, key: str) -> None:
    """Removes a member, who is signed out everywhere by that."""
    end_sessions(writer, key)
    writer.change("DELETE FROM member WHERE key = ?", key)


def put_member_change(writer: Writer, change: MemberChange) -> None:
    """Appends what was done."""
    writer.put(change)


def session(reader: CaseReader, token: str) -> Session | None:
    """The session with that digest; `None` where there is none."""
    return next(iter(_all(reader, Session, "session WHERE token = ?", token)), None)


def sessions(reader: CaseReader) -> tuple[Session, ...]:
    """All sessions, also those that are over and were not swept away yet."""
    return _all(reader, Session, "session ORDER BY member, began_at")


def put_session(writer: Writer, session: Session) -> None:
    """A member is signed in."""
    writer.put(session)


def touch_session(writer: Writer, token: str, now: str) -> None:
    """Keeps that a session was used."""
    writer.change("UPDATE session SET seen_at = ? WHERE token = ?", now, token)


def end_session(writer: Writer, token: str) -> None:
    """Signs out one browser."""
    writer.change("DELETE FROM session WHERE token = ?", token)


def end_sessions(writer: Writer, member: str) -> None:
    """Signs a member out everywhere."""
    writer.change("DELETE FROM session WHERE member = ?", member)


def sweep(writer: Writer, began_before: str, seen_before: str, failed_before: str) -> None:
    """Throws away sessions and failures that are too old to count."""
    writer.change("DELETE FROM session WHERE began_at < ? OR seen_at < ?", began_before, seen_before)
    writer.change("DELETE FROM sign_in_failure WHERE at < ?", failed_before)


def put_failure(writer: Writer, failure: SignInFailure) -> None:
    """Counts a try."""
    writer.put(failure)


def forget_failures(writer: Writer, name: str) -> None:
    """Forgets the tries under a name, because one succeeded."""
    writer.change("DELETE FROM sign_in_failure WHERE name = ?", name)


def failures_of_name(reader: CaseReader, name: str, since: str) -> tuple[int, str]:
    """How many tries under that name failed since then, and when the last did; empty where none."""
    return _counted(reader, "name = ? AND at >= ?", name, since)


def failures_from(reader: CaseReader, address: str, since: str) -> tuple[int, str]:
    """How many tries from that address failed since then, and when the last did; empty where none."""
    return _counted(reader, "address = ? AND at >= ?", address, since)


def _counted(reader: CaseReader, where: str, *values: str) -> tuple[int, str]:
    rows = reader.rows(f"SELECT count(*), coalesce(max(at), '') FROM sign_in_failure WHERE {where}", *values)
    return next((int(number), str(last)) for number, last in rows)
