"""The command that writes a brief. One rule: what is handed on is the record that the page shows."""

from __future__ import annotations

import click

from herodot.cli.commands import herodot
from herodot.cli.options import opened, with_settings
from herodot.cli.picture_commands import ALL, AS_OF, NAMES
from herodot.settings import Settings


@herodot.command()
@NAMES
@click.option("--property", "asked", default="", help="Only the question of that property, as leader_of.")
@AS_OF
@ALL
@click.option("-o", "--output", "target", default="-", metavar="FILE", help="Where to; - is stdout.")
@with_settings("case", "min_confidence")
def brief(
    settings: Settings, as_json: bool, name: tuple[str, ...], asked: str, as_of: str, most: int, target: str
) -> None:
    """Write what the reports say of NAME, or altogether, as Markdown to be handed on.

    Each position with who holds it, the quoted words, what is disputed and what is not known.
    """
    from herodot.cli.steps import write_brief
    from herodot.pages.brief import Wanted, brief_page

    with opened(settings) as workspace:
        page = brief_page(workspace, Wanted(name=" ".join(name), property=asked, as_of=as_of), most)
    write_brief(page, target, as_json=as_json)
