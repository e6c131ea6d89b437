"""Commands that say who may sign in to a team's pages. One rule: a password is never an argument, nor shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from herodot.cli.commands import herodot
from herodot.cli.options import opened, with_settings
from herodot.settings import Settings

if TYPE_CHECKING:
    from herodot.team import Act

ROLE = click.Choice(["reader", "reviewer", "owner"])


@herodot.group()
def member() -> None:
    """Say who may sign in to the pages of `herodot serve --team`, and as what.

    A reader looks, a reviewer also judges and reviews, an owner also says who the members are.
    """


@member.command()
@click.argument("name")
@click.option("--role", type=ROLE, default="reviewer", show_default=True, help="What they may do.")
@with_settings("case", "by")
def add(settings: Settings, as_json: bool, name: str, role: str) -> None:
    """Add NAME, with a password from the terminal, or from the first line of the input."""
    from herodot.team import make_member

    password = asked_password(name)
    with opened(settings) as workspace:
        made = make_member(
            workspace.store, name, role, password, act_of(settings, workspace.now()), given_out=False
        )
    told(made.name, made.role, as_json=as_json)


@member.command("list")
@with_settings("case")
def list_(settings: Settings, as_json: bool) -> None:
    """Show who is a member, and where they are signed in."""
    from herodot.cli.terminal import print_json, print_table
    from herodot.pages.members import members_page

    with opened(settings) as workspace:
        page = members_page(workspace)
    if as_json:
        return print_json(page)
    rows = [(m.name, m.role, f"{m.browsers}") for m in page.members]
    print_table("Members", ("Name", "Role", ">Browsers signed in"), rows)


@member.command()
@click.argument("name")
@click.argument("role", type=ROLE)
@with_settings("case", "by")
def role(settings: Settings, as_json: bool, name: str, role: str) -> None:
    """Make NAME a reader, reviewer or owner; they are signed out everywhere."""
    from herodot.team import set_role

    with opened(settings) as workspace:
        now = set_role(workspace.store, name, role, act_of(settings, workspace.now()))
    told(now.name, now.role, as_json=as_json)


@member.command()
@click.argument("name")
@with_settings("case", "by")
def remove(settings: Settings, as_json: bool, name: str) -> None:
    """Remove NAME, who is signed out everywhere; what they decided stays."""
    from herodot.team import drop_member

    with opened(settings) as workspace:
        gone = drop_member(workspace.store, name, act_of(settings, workspace.now()))
    told(gone.name, "removed", as_json=as_json)


@member.command()
@click.argument("name")
@with_settings("case", "by")
def password(settings: Settings, as_json: bool, name: str) -> None:
    """Give NAME another password, from the terminal or the input; they are signed out everywhere."""
    from herodot.team import find_member, set_password

    with opened(settings) as workspace:
        found = find_member(workspace.facts, name)
        given = asked_password(found.name)
        act = act_of(settings, workspace.now())
        now = set_password(workspace.store, name, given, act, given_out=False)
    told(now.name, now.role, as_json=as_json)


def asked_password(name: str) -> str:
    """A password as it is typed, twice and without showing it; the first line of an input that is no terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True))


def act_of(settings: Settings, at: str) -> Act:
    """Who does it: as the settings say, else the command line."""
    from herodot.team import Act

    return Act(by=settings.by or "the command line", at=at)


def told(name: str, role: str, *, as_json: bool) -> None:
    """Says what a member is now."""
    from herodot.cli.terminal import print_json, say

    print_json({"member": name, "role": role}) if as_json else say(f"{name}: {role}")
