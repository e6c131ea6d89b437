"""Commands with which people decide who is who. One rule: every decision has a name and can be undone."""

from __future__ import annotations

import click

from herodot.cli.commands import herodot
from herodot.cli.options import opened, with_settings
from herodot.settings import Settings

NOTE = click.option("--note", default="", help="Why; kept with the decision.")


@herodot.command()
@click.argument("one")
@click.argument("other")
@click.argument("verdict", type=click.Choice(["same", "different", "unsure", "one source", "two sources"]))
@NOTE
@with_settings("case", "by")
def judge(settings: Settings, as_json: bool, **given: str) -> None:
    """Decide whether ONE and OTHER are the same, or whether as sources they count as one.

    Each is a name, an id as the tables show it, or a place in a report: REPORT:START-END.
    """
    from herodot.cli.tables import show_judgments, shown
    from herodot.pages.picture import decide

    with opened(settings) as workspace:
        page = decide(workspace, settings.by, **given)
    shown(page, show_judgments, as_json=as_json)


@herodot.command()
@click.argument("one")
@click.argument("other")
@NOTE
@with_settings("case", "by")
def merge(settings: Settings, as_json: bool, **given: str) -> None:
    """Make one of two: the same as `judge ONE OTHER same`."""
    from herodot.cli.tables import show_judgments, shown
    from herodot.pages.picture import decide

    with opened(settings) as workspace:
        page = decide(workspace, settings.by, verdict="same", **given)
    shown(page, show_judgments, as_json=as_json)


@herodot.command()
@click.argument("mention", metavar="REPORT:START-END")
@NOTE
@with_settings("case", "by")
def split(settings: Settings, as_json: bool, mention: str, note: str) -> None:
    """Take what is mentioned there out of the entity that it was joined to."""
    from herodot.cli.tables import show_judgments, shown
    from herodot.pages.picture import take_out

    with opened(settings) as workspace:
        page = take_out(workspace, settings.by, mention, note)
    shown(page, show_judgments, as_json=as_json)


@herodot.command()
@click.argument("name", nargs=-1, required=True)
@NOTE
@with_settings("case", "by")
def sensitive(settings: Settings, as_json: bool, name: tuple[str, ...], note: str) -> None:
    """Keep NAME out of every export: the entity, its names in the texts, all that is said of and by it.

    `herodot undo` takes it back.
    """
    from herodot.cli.tables import show_judgments, shown
    from herodot.pages.picture import decide

    with opened(settings) as workspace:
        words = " ".join(name)
        page = decide(workspace, settings.by, one=words, other=words, verdict="sensitive", note=note)
    shown(page, show_judgments, as_json=as_json)


@herodot.command()
@click.argument("judgment")
@click.option("--redo", is_flag=True, help="Put it in force again.")
@with_settings("case", "by")
def undo(settings: Settings, as_json: bool, judgment: str, redo: bool) -> None:
    """Take a JUDGMENT back, by the beginning of its id; it stays in the history."""
    from herodot.cli.tables import show_judgments, shown
    from herodot.pages.picture import judgments_page

    with opened(settings) as workspace:
        changed = workspace.undo(judgment, settings.by, redo=redo)
        page = judgments_page(workspace, {changed.id})
    shown(page, show_judgments, as_json=as_json)


@herodot.command("judgments")
@with_settings("case")
def judgments_(settings: Settings, as_json: bool) -> None:
    """Show all that people decided, undone decisions too."""
    from herodot.cli.tables import show_judgments, shown
    from herodot.pages.picture import judgments_page

    with opened(settings) as workspace:
        page = judgments_page(workspace)
    shown(page, show_judgments, as_json=as_json)


@herodot.command()
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Show at most so many; 0 shows all.",
)
@with_settings("case")
def doubts(settings: Settings, as_json: bool, most: int) -> None:
    """Show who may be one and who may not, for a person to decide, with what speaks for and against."""
    from herodot.cli.tables import show_doubts, shown
    from herodot.pages.picture import doubts_page

    with opened(settings) as workspace:
        page = doubts_page(workspace, most)
    shown(page, show_doubts, as_json=as_json)
