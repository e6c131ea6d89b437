"""Commands that show the picture. One rule: each shows one record, as a table or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from herodot.cli.commands import herodot
from herodot.cli.options import opened, with_settings
from herodot.settings import Settings

if TYPE_CHECKING:
    from herodot.pages.drawn import Filter

CONTESTED = "Only what is disputed, withdrawn, superseded or denied."
SINCE = "Only what was said on or after that day."
AS_OF = click.option("--as-of", default="", metavar="DATE", help="The picture as it was known on that day.")
MOST = click.option(
    "--most",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Show at most so many; 0 shows all.",
)
ALL = click.option(
    "--most", type=click.IntRange(min=0), default=0, help="Show at most so many; without it, all."
)
NAMES = click.argument("name", nargs=-1)


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command takes the filter that the map, the network and the timeline share."""
    since = click.option("--since", default="", metavar="DATE", help=SINCE)
    contested = click.option("--contested", is_flag=True, help=CONTESTED)
    words = click.option("--words", default="", help="Only what reports say that have all these words.")
    for option in (ALL, AS_OF, since, contested, words, NAMES):
        command = option(command)
    return command


def filter_of(asked: dict[str, Any]) -> Filter:
    """The filter that was asked for."""
    from herodot.pages.drawn import Filter

    return Filter(**{**asked, "name": " ".join(asked["name"])})


@herodot.command("board")
@NAMES
@click.option("--contested", is_flag=True, help=CONTESTED)
@click.option("--since", default="", metavar="DATE", help=SINCE)
@AS_OF
@MOST
@with_settings("case", "min_confidence")
def board_(settings: Settings, as_json: bool, **options: Any) -> None:
    """Show every question with its answers and how they stand, contested ones first.

    With a NAME: only questions about who or what goes by it.
    """
    from herodot.cli.tables import show_board, shown
    from herodot.pages.picture import board_page

    with opened(settings) as workspace:
        page = board_page(workspace, **options)
    shown(page, show_board, as_json=as_json)


@herodot.command()
@NAMES
@click.option("--property", "asked", default="", help="Only answers of that property.")
@AS_OF
@MOST
@with_settings("case", "min_confidence")
def sources(settings: Settings, as_json: bool, **options: Any) -> None:
    """Show for each answer about NAME its origins, and who passes each on."""
    from herodot.cli.tables import show_sources, shown
    from herodot.pages.picture import sources_page

    with opened(settings) as workspace:
        page = sources_page(workspace, **options)
    shown(page, show_sources, as_json=as_json)


@herodot.command()
@with_settings("case")
def copies(settings: Settings, as_json: bool) -> None:
    """Show which reports copy which, and how much."""
    from herodot.cli.tables import show_copies, shown
    from herodot.pages.picture import copies_page

    with opened(settings) as workspace:
        page = copies_page(workspace)
    shown(page, show_copies, as_json=as_json)


@herodot.command()
@filtered
@with_settings("case", "min_confidence")
def timeline(settings: Settings, as_json: bool, most: int, **asked: Any) -> None:
    """Show events in order of their dates; with a NAME those in which it appears."""
    from herodot.cli.tables import show_timeline, shown
    from herodot.pages.drawn import timeline_page

    with opened(settings) as workspace:
        page = timeline_page(workspace, filter_of(asked), most)
    shown(page, show_timeline, as_json=as_json)


@herodot.command("map")
@filtered
@with_settings("case", "min_confidence")
def map_(settings: Settings, as_json: bool, most: int, **asked: Any) -> None:
    """Show what is said to be where, how exact each place is known, and what nobody locates."""
    from herodot.cli.tables import show_map, shown
    from herodot.pages.drawn import map_page

    with opened(settings) as workspace:
        page = map_page(workspace, filter_of(asked), most)
    shown(page, show_map, as_json=as_json)


@herodot.command()
@filtered
@with_settings("case", "min_confidence")
def network(settings: Settings, as_json: bool, most: int, **asked: Any) -> None:
    """Show who stands to whom, who says so and who denies it; with a NAME its neighbourhood."""
    from herodot.cli.tables import show_network, shown
    from herodot.pages.drawn import network_page

    with opened(settings) as workspace:
        page = network_page(workspace, filter_of(asked), most)
    shown(page, show_network, as_json=as_json)


@herodot.command()
@NAMES
@AS_OF
@with_settings("case", "min_confidence")
def roles(settings: Settings, as_json: bool, **options: Any) -> None:
    """Show who held which office when, as the reports have it."""
    from herodot.cli.tables import show_roles, shown
    from herodot.pages.picture import roles_page

    with opened(settings) as workspace:
        page = roles_page(workspace, **options)
    shown(page, show_roles, as_json=as_json)


@herodot.command()
@NAMES
@click.option("--rule", default="low-best-high", show_default=True, help="How numbers are rolled up: "
              "most-conservative, low-best-high, majority or latest.")  # fmt: skip
@AS_OF
@with_settings("case", "min_confidence")
def numbers(settings: Settings, as_json: bool, **options: Any) -> None:
    """Show every number that was given, by whom and when, and what a rule makes of them."""
    from herodot.cli.tables import show_numbers, shown
    from herodot.pages.picture import numbers_page

    with opened(settings) as workspace:
        page = numbers_page(workspace, **options)
    shown(page, show_numbers, as_json=as_json)


@herodot.command()
@click.argument("question", nargs=-1, required=True)
@AS_OF
@with_settings("case", "min_confidence")
def ask(settings: Settings, as_json: bool, question: tuple[str, ...], as_of: str) -> int:
    """Answer a plain QUESTION from the picture, in the reports' own words."""
    from herodot.cli.tables import show_ask, shown
    from herodot.pages.picture import ask_page

    with opened(settings) as workspace:
        page = ask_page(workspace, " ".join(question), as_of)
    shown(page, show_ask, as_json=as_json)
    return 0 if page.found else 1


@herodot.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--meaning", is_flag=True, help="Find what means the same in other words; the nearest first.")
@click.option(
    "--save",
    default="",
    metavar="NAME",
    help="Keep it under that name on the desk, which counts what is new.",
)
@MOST
@with_settings("case", "by")
def search(
    settings: Settings, as_json: bool, words: tuple[str, ...], meaning: bool, save: str, most: int
) -> int:
    """Find reports that have all these WORDS; "a phrase" in quotation marks stays together.

    With --meaning the first search looks through all reports, which takes a while.
    """
    from herodot.cli.steps import keep_search, search_by_meaning
    from herodot.cli.tables import show_search, shown
    from herodot.pages.picture import search_page

    with opened(settings) as workspace:
        look = search_by_meaning if meaning else search_page
        if save:
            keep_search(workspace, save, " ".join(words))
        page = look(workspace, " ".join(words), most)
    shown(page, show_search, as_json=as_json)
    return 0 if page.found or save else 1
