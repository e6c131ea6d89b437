"""`herodot review`: what people decide of statements. One rule: every decision has a name and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from herodot.cli.commands import herodot
from herodot.cli.options import opened, with_settings
from herodot.model.keys import REASONS
from herodot.settings import Settings

NOTE = click.option("--note", default="", help="Why, in your own words; kept with the decision.")


@herodot.group()
def review() -> None:
    """Accept, reject, correct, defer or add statements, and undo it."""


def words_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options for what a statement should say; what is not given stays as it is."""
    texts = {
        "subject": "Of whom or what: a name, words of the report, or START-END.",
        "subject-kind": "Its type, where the reader has nobody there: Person, Event …",
        "property": "As docs/vocabulary.md lists them: leader_of …",
        "value": "What is said of it: a name, words of the report, START-END, a date, a number.",
        "value-kind": "The value's type, where the reader has nobody there.",
        "polarity": "affirmed or denied.",
        "certainty": "certain, probable or possible.",
        "mood": "actual, wanted, planned or conditional.",
        "role": "Title as written.",
        "area": "The place that it is limited to.",
        "start": "Held from, a date.",
        "end": "Held until, a date.",
        "as-of": "The day it is said of.",
        "at-least": "Lower bound.",
        "at-most": "Upper bound.",
    }
    for name, help in reversed(texts.items()):
        command = click.option(f"--{name}", default=None, help=help)(command)
    many = "Who passed it on after the outlet, the root last; repeat for each. Empty: the outlet's own voice."
    command = click.option("--link", "links", multiple=True, help=many)(command)
    said = "The words that carry it, or START-END; repeat for each piece."
    return click.option("--evidence", multiple=True, help=said)(command)


def decision(kind: str, settings: Settings, statement: str, as_json: bool, **given: str) -> None:
    """Keeps a decision that needs no words, and shows the statement with its history."""
    from herodot.cli.review_tables import show_history
    from herodot.cli.tables import shown
    from herodot.pages.review import decide_on, statement_at
    from herodot.reviewing import Asked

    with opened(settings) as workspace:
        report, key = statement_at(workspace.facts, statement)
        asked = Asked(kind=kind, report=report, statement=key, by=settings.by, **given)  # type: ignore[arg-type]
        page = decide_on(workspace, asked)
    shown(page, show_history, as_json=as_json)


@review.command()
@click.argument("statement")
@NOTE
@with_settings("case", "by")
def accept(settings: Settings, as_json: bool, statement: str, note: str) -> None:
    """Say that the report says what STATEMENT has, by the beginning of its id."""
    decision("accept", settings, statement, as_json, note=note)


@review.command()
@click.argument("statement")
@click.option("--reason", type=click.Choice(REASONS), required=True, help="What is wrong with it.")
@NOTE
@with_settings("case", "by")
def reject(settings: Settings, as_json: bool, statement: str, reason: str, note: str) -> None:
    """Leave STATEMENT out of the picture; the reader's own words stay beside it."""
    decision("reject", settings, statement, as_json, reason=reason, note=note)


@review.command()
@click.argument("statement")
@NOTE
@with_settings("case", "by")
def defer(settings: Settings, as_json: bool, statement: str, note: str) -> None:
    """Put STATEMENT off: it still counts, and waits at the end of the queue."""
    decision("defer", settings, statement, as_json, note=note)


@review.command()
@click.argument("statement")
@words_options
@NOTE
@with_settings("case", "by")
def correct(settings: Settings, as_json: bool, statement: str, note: str, **words: Any) -> None:
    """Say what STATEMENT should say; what is not given stays as it is."""
    from herodot.cli.review_tables import corrected, show_history
    from herodot.cli.tables import shown

    with opened(settings) as workspace:
        page = corrected(workspace, statement, words, note)
    shown(page, show_history, as_json=as_json)


@review.command()
@click.argument("report")
@words_options
@NOTE
@with_settings("case", "by")
def add(settings: Settings, as_json: bool, report: str, note: str, **words: Any) -> None:
    """Add a statement that the reader missed in REPORT, by its file name or id."""
    from herodot.cli.review_tables import added, show_history
    from herodot.cli.tables import shown

    with opened(settings) as workspace:
        page = added(workspace, report, words, note)
    shown(page, show_history, as_json=as_json)


@review.command()
@click.argument("decision", metavar="REVIEW")
@click.option("--redo", is_flag=True, help="Put it in force again.")
@with_settings("case", "by")
def undo(settings: Settings, as_json: bool, decision: str, redo: bool) -> None:
    """Take a REVIEW back, by the beginning of its id; it stays in the history."""
    from herodot.cli.review_tables import show_history
    from herodot.cli.tables import shown
    from herodot.pages.review import take_back

    with opened(settings) as workspace:
        page = take_back(workspace, decision, settings.by, redo=redo)
    shown(page, show_history, as_json=as_json)


@review.command()
@with_settings("case")
def history(settings: Settings, as_json: bool) -> None:
    """Show all that people decided of statements, undone decisions too."""
    from herodot.cli.review_tables import show_history
    from herodot.cli.tables import shown
    from herodot.pages.review import history_page

    with opened(settings) as workspace:
        page = history_page(workspace)
    shown(page, show_history, as_json=as_json)


@review.command()
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Show at most so many of each kind.",
)
@with_settings("case", "min_confidence")
def queue(settings: Settings, as_json: bool, most: int) -> None:
    """Show which statements need a look: contested ones first, deferred ones last."""
    from herodot.cli.review_tables import show_queue
    from herodot.cli.tables import shown
    from herodot.pages.queue import queue_page

    with opened(settings) as workspace:
        page = queue_page(workspace, most)
    shown(page, show_queue, as_json=as_json)
