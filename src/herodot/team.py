"""Who works on a case together: members, their roles, and what was done with them.

One rule: part of `workspace`; whatever changes a member's rights or password signs that member out everywhere.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from herodot.model.errors import BadValue, NotFound
from herodot.passwords import check_new, hashed
from herodot.store.records import Member, MemberChange
from herodot.store.team import (
    add_member,
    change_member,
    end_sessions,
    member_changes,
    put_member_change,
    remove_member,
)
from herodot.store.team import member as member_of
from herodot.store.team import members as all_members

if TYPE_CHECKING:
    from herodot.store import CaseReader, Store, Writer

ROLES = {
    "reader": "looks at everything and decides nothing",
    "reviewer": "looks, judges and reviews",
    "owner": "looks, judges, reviews, and says who the members are",
}
"""Each role with what it may do, each with more than the one before."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does something with a member, and when."""

    by: str
    at: str


def may(role: str, least: str) -> bool:
    """Whether somebody of that role may do what needs at least the other."""
    known = tuple(ROLES)
    return role in known and known.index(role) >= known.index(least)


def folded(name: str) -> str:
    """A name as it is compared: without differences of case, width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def team(facts: CaseReader) -> tuple[Member, ...]:
    """The members by name."""
    return all_members(facts)


def history(facts: CaseReader) -> tuple[MemberChange, ...]:
    """What was done with members, the first first."""
    return member_changes(facts)


def find_member(facts: CaseReader, name: str) -> Member:
    """The member of that name. Raises `NotFound`."""
    found = member_of(facts, folded(name))
    if found is None:
        raise NotFound(f"nobody called {name!r} is a member; `herodot member list` shows who is")
    return found


def make_member(store: Store, name: str, role: str, password: str, act: Act, *, given_out: bool) -> Member:
    """One more member. `given_out`: they must choose a password of their own first. Raises `BadValue`."""
    shown = _checked_name(name)
    _check_role(role)
    check_new(password, shown)
    made = Member(
        key=folded(shown), name=shown, role=role, password=hashed(password), must_change=int(given_out)
    )
    with store.writer() as writer:
        if there := member_of(store.reader(), made.key):
            raise BadValue(f"{there.name!r} is a member already")
        add_member(writer, made)
        _note(writer, made, "added", act)
    return made


def set_role(store: Store, name: str, role: str, act: Act) -> Member:
    """Gives a member another role. Raises `NotFound`, `BadValue`; the last owner stays one."""
    _check_role(role)
    with store.writer() as writer:
        found = find_member(store.reader(), name)
        if found.role == role:
            return found
        if role != "owner":
            _check_not_last_owner(store.reader(), found)
        now = replace(found, role=role)
        change_member(writer, now)
        end_sessions(writer, now.key)
        _note(writer, now, "role", act)
    return now


def set_password(store: Store, name: str, password: str, act: Act, *, given_out: bool) -> Member:
    """Gives a member another password. Raises `NotFound`, `BadValue`."""
    found = find_member(store.reader(), name)
    check_new(password, found.name)
    kept = hashed(password)
    with store.writer() as writer:
        # Not the row from before: the role may have changed while the hash was made.
        now = replace(find_member(store.reader(), name), password=kept, must_change=int(given_out))
        change_member(writer, now)
        end_sessions(writer, now.key)
        _note(writer, now, "password", act)
    return now


def drop_member(store: Store, name: str, act: Act) -> Member:
    """Removes a member; what they decided stays, under their name. Raises `NotFound`, `BadValue`."""
    with store.writer() as writer:
        found = find_member(store.reader(), name)
        _check_not_last_owner(store.reader(), found)
        remove_member(writer, found.key)
        _note(writer, found, "removed", act)
    return found


def _note(writer: Writer, member: Member, what: str, act: Act) -> None:
    change = MemberChange(at=act.at, by=act.by, member=member.name, what=what, role=member.role)  # type: ignore[arg-type]
    put_member_change(writer, change)


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise BadValue(f"{role!r} is no role; there are: {', '.join(ROLES)}")


def _check_not_last_owner(facts: CaseReader, member: Member) -> None:
    owners = [each for each in all_members(facts) if each.role == "owner"]
    if member.role == "owner" and len(owners) == 1:
        raise BadValue(f"{member.name!r} is the only owner; make somebody else an owner first")


def _checked_name(name: str) -> str:
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    # Control and format characters could make one name look like another.
    if not shown or any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn", "Cs") for c in shown):
        raise BadValue("a member needs a name, of letters that can be seen")
    if len(shown) > LONGEST_NAME:
        raise BadValue(f"a member's name has at most {LONGEST_NAME} characters")
    return shown
