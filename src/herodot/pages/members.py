"""Who is in the team, as a record. One rule: what a password is kept as never comes here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from herodot.sessions import browsers
from herodot.team import ROLES, history, team

if TYPE_CHECKING:
    from herodot.workspace import Workspace

LAST_CHANGES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One member."""

    name: str
    role: str
    browsers: int
    """In how many they are signed in."""
    must_change: bool
    """Whether they still have the password that was given out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChangeLine:
    """What was done with a member."""

    at: str
    by: str
    member: str
    did: str
    """In words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOut:
    """A password that was made for somebody; shown once, and kept by nobody."""

    name: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersPage:
    """The team."""

    members: tuple[MemberLine, ...]
    roles: dict[str, str]
    """What each role may do."""
    changes: tuple[MemberChangeLine, ...]
    """What was done with members, the last first."""
    given_out: GivenOut | None
    problem: str
    """Why what was sent was not done; empty where nothing was refused."""


def members_page(
    workspace: Workspace, *, given_out: GivenOut | None = None, problem: str = ""
) -> MembersPage:
    """The members with what was done."""
    facts, now = workspace.facts, datetime.fromisoformat(workspace.now())
    signed = browsers(facts, now)
    return MembersPage(
        members=tuple(
            MemberLine(
                name=m.name, role=m.role, browsers=signed.get(m.key, 0), must_change=bool(m.must_change)
            )
            for m in team(facts)
        ),
        roles=dict(ROLES),
        changes=tuple(
            MemberChangeLine(at=c.at, by=c.by, member=c.member, did=_in_words(c.what, c.role))
            for c in reversed(history(facts)[-LAST_CHANGES:])
        ),
        given_out=given_out,
        problem=problem,
    )


def _in_words(what: str, role: str) -> str:
    one = f"{'an' if role == 'owner' else 'a'} {role}"
    return {
        "added": f"added as {one}",
        "role": f"made {one}",
        "password": "given a new password",
        "removed": "removed",
    }[what]
