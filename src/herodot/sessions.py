"""Who is signed in: a password is taken for a session, a session for a member, for as long as both hold.

One rule: part of `workspace`; wrong name and wrong password get one answer and take one time, and the browser's
token is never stored, only its digest. The clock is passed in.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from herodot.model.errors import BadValue
from herodot.model.ids import digest
from herodot.passwords import fits, hashed, is_outdated, nobodys
from herodot.store.records import Member, Session, SignInFailure
from herodot.store.team import (
    change_member,
    end_session,
    end_sessions,
    failures_from,
    failures_of_name,
    forget_failures,
    put_failure,
    put_session,
    session,
    sessions,
    sweep,
    touch_session,
)
from herodot.store.team import member as member_of
from herodot.team import folded

if TYPE_CHECKING:
    from herodot.store import CaseReader, Store, Writer

IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
"""A session ends so long after it was last used, and after it began."""
SEEN_EVERY = timedelta(minutes=5)
"""Its use is kept so often: not each page writes to the case."""

TRIES_OF_NAME, TRIES_FROM_ADDRESS = 5, 20
"""Failures after which each further one costs a wait. One address may be a whole newsroom's."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
REMEMBERED = timedelta(days=1)

WRONG = "That name or that password is wrong."


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A member in one browser."""

    name: str
    key: str
    role: str
    must_change: bool
    token: str
    """Digest of the browser's token."""


def wait_after(failures: int, free: int) -> timedelta:
    """How long after the last of so many failures nobody may try: nothing at first, then twice as long each time."""
    if failures < free:
        return timedelta(0)
    doublings: int = min(failures - free, 20)
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << doublings))


def waiting(facts: CaseReader, key: str, address: str, now: datetime) -> timedelta:
    """How long that name, or that address, has to wait still; zero where it may try."""
    since = _stamp(now - REMEMBERED)
    most = timedelta(0)
    for (number, last), free in (
        (failures_of_name(facts, key, since), TRIES_OF_NAME),
        (failures_from(facts, address, since), TRIES_FROM_ADDRESS),
    ):
        if last:
            most = max(most, datetime.fromisoformat(last) + wait_after(number, free) - now)
    return most


def sign_in(store: Store, name: str, password: str, address: str, now: datetime) -> str:
    """The token for the browser of a member. Raises `BadValue`: wrong, or too many tries.

    1. refuse while the name or the address has to wait, 2. count the try as failed, so that many at once are many,
    3. compare, with nobody's password where nobody has the name, 4. forget the failures, begin a session.
    """
    key = folded(name)[:200]
    _count_try(store, key, address, now)
    found = member_of(store.reader(), key)
    right = fits(found.password if found else nobodys(), password)
    if found is None or not right:
        raise BadValue(WRONG)
    token = secrets.token_urlsafe(32)
    with store.writer() as writer:
        if member_of(store.reader(), key) != found:
            raise BadValue(WRONG)  # removed, or another password, while it was compared
        forget_failures(writer, key)
        sweep(writer, _stamp(now - LONGEST), _stamp(now - IDLE), _stamp(now - REMEMBERED))
        _begin(writer, found, token, now)
        if is_outdated(found.password):
            change_member(writer, replace(found, password=hashed(password)))
    return token


def is_password(store: Store, member: SignedIn, password: str, address: str, now: datetime) -> bool:
    """Whether a member who is signed in knows their password; counted like a sign-in. Raises `BadValue`."""
    _count_try(store, member.key, address, now)
    found = member_of(store.reader(), member.key)
    if found is None or not fits(found.password, password):
        return False
    with store.writer() as writer:
        forget_failures(writer, member.key)
    return True


def begin_again(store: Store, key: str, now: datetime) -> str:
    """A token for a member who has just shown that they know their password and was signed out everywhere."""
    token = secrets.token_urlsafe(32)
    with store.writer() as writer:
        found = member_of(store.reader(), key)
        if found is None:
            raise BadValue(WRONG)
        _begin(writer, found, token, now)
    return token


def signed_in(facts: CaseReader, token: str, now: datetime) -> SignedIn | None:
    """Whose browser it is; `None` where the token is none, is too old, or its member is gone."""
    found = session(facts, digest(token.encode())) if token else None
    if found is None or is_over(found, now):
        return None
    member = member_of(facts, found.member)
    if member is None:
        return None
    return SignedIn(
        name=member.name,
        key=member.key,
        role=member.role,
        must_change=bool(member.must_change),
        token=found.token,
    )


def is_over(found: Session, now: datetime) -> bool:
    """Whether a session has ended by its age or by lying idle."""
    began, seen = datetime.fromisoformat(found.began_at), datetime.fromisoformat(found.seen_at)
    return now - began >= LONGEST or now - seen >= IDLE


def keep_seen(store: Store, member: SignedIn, now: datetime) -> None:
    """Keeps that a session is in use, once in a while."""
    found = session(store.reader(), member.token)
    if found is not None and now - datetime.fromisoformat(found.seen_at) >= SEEN_EVERY:
        with store.writer() as writer:
            touch_session(writer, member.token, _stamp(now))


def sign_out(store: Store, token: str) -> None:
    """Ends the session of a browser, if it has one."""
    with store.writer() as writer:
        end_session(writer, digest(token.encode()))


def sign_out_everywhere(store: Store, key: str) -> None:
    """Ends all sessions of a member."""
    with store.writer() as writer:
        end_sessions(writer, key)


def browsers(facts: CaseReader, now: datetime) -> dict[str, int]:
    """In how many browsers each member is signed in, by key."""
    counts: dict[str, int] = {}
    for each in sessions(facts):
        if not is_over(each, now):
            counts[each.member] = counts.get(each.member, 0) + 1
    return counts


def _count_try(store: Store, key: str, address: str, now: datetime) -> None:
    with store.writer() as writer:
        left = waiting(store.reader(), key, address, now)
        if left > timedelta(0):
            raise BadValue(f"Too many tries. The next one is possible in {_in_words(left)}.")
        put_failure(writer, SignInFailure(name=key, address=address, at=_stamp(now)))


def _begin(writer: Writer, member: Member, token: str, now: datetime) -> None:
    at = _stamp(now)
    put_session(writer, Session(token=digest(token.encode()), member=member.key, began_at=at, seen_at=at))


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds")


def _in_words(left: timedelta) -> str:
    seconds = int(left.total_seconds()) + 1
    if seconds < 90:
        return f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes"
