"""The command that shows the desk. One rule: to look changes nothing; only who says so has seen it."""

from __future__ import annotations

import click

from herodot.cli.commands import herodot
from herodot.cli.options import opened, with_settings
from herodot.settings import Settings


@herodot.command()
@click.option("--seen", is_flag=True, help="Say that you, --by, have seen all this; what comes later is new.")
@with_settings("case", "min_confidence", "by")
def desk(settings: Settings, as_json: bool, seen: bool) -> None:
    """Show what came in and what changed since --by last had seen everything, and what waits.

    Saved searches with what is new, the review queue, contested questions; to look changes nothing.
    """
    from herodot.cli.desk_tables import show_desk
    from herodot.cli.tables import shown
    from herodot.cli.terminal import say
    from herodot.pages.desk import desk_page
    from herodot.watching import mark_seen

    with opened(settings) as workspace:
        page = desk_page(workspace, settings.by)
        if seen:
            mark_seen(workspace.store, settings.by, page.until)
    shown(page, show_desk, as_json=as_json)
    if seen and not as_json:
        say(f"Kept: {settings.by} has seen what is here up to {page.until}.")
