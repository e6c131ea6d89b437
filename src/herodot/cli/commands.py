"""The commands, named like the steps. One rule: at most 15 lines each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from herodot import __version__
from herodot.cli.options import opened, with_settings
from herodot.settings import Settings

PATH = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, message="%(prog)s %(version)s")
def herodot() -> None:
    """Herodot reads reports and keeps who said what.

    Make a case, add reports to it, and ask. Exit code 0: well; 1: something was bad, and
    a line on stderr says what and what to do; 2: wrong usage.
    """


@herodot.command()
@with_settings("case")
def new(settings: Settings, as_json: bool) -> None:
    """Make a new, empty case."""
    from herodot.cli.terminal import print_json, say

    with opened(settings) as workspace:
        workspace.create()
    print_json({"case": settings.case}) if as_json else say(f"{settings.case}: a new case")


@herodot.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("--no-read", is_flag=True, help="Store only; `herodot read` reads later.")
@with_settings("case", "reader", "workers")
def add(settings: Settings, as_json: bool, paths: tuple[Path, ...], no_read: bool) -> int:
    """Store reports and read them.

    A PATH is a text, Markdown or HTML file, a folder, or a manifest (index.jsonl). What is
    there already is left as it is; what an earlier run did not come to read is read now.
    """
    from herodot.cli import steps

    with opened(settings) as workspace:
        done = steps.add(workspace, paths)
        if not no_read and not steps.stopped(done):
            done += steps.read(workspace)
    return steps.told(done, as_json=as_json)


@herodot.command()
@click.option("--again", is_flag=True, help="Read everything again.")
@with_settings("case", "reader", "workers")
def read(settings: Settings, as_json: bool, again: bool) -> int:
    """Read what the reader has not read yet."""
    from herodot.cli import steps

    with opened(settings) as workspace:
        return steps.told(steps.read(workspace, again=again), as_json=as_json)


@herodot.command()
@with_settings("case")
def status(settings: Settings, as_json: bool) -> None:
    """Show how much the case holds."""
    from herodot.cli.terminal import print_json, show_status
    from herodot.pages.reports import StatusPage

    with opened(settings) as workspace:
        page = StatusPage(case=settings.case, counts=workspace.facts.counts())
    print_json(page) if as_json else show_status(page)


@herodot.command()
@click.argument("name", nargs=-1, required=True)
@with_settings("case", "min_confidence")
def who(settings: Settings, as_json: bool, name: tuple[str, ...]) -> None:
    """Show who goes by NAME, and what is said of and by them."""
    from herodot.cli.terminal import print_json, show_who
    from herodot.pages.reports import who_page

    with opened(settings) as workspace:
        page = who_page(workspace, " ".join(name))
    print_json(page) if as_json else show_who(page)


@herodot.command()
@click.argument("report")
@with_settings("case", "min_confidence")
def show(settings: Settings, as_json: bool, report: str) -> None:
    """Show a report with its statements.

    REPORT is its file name, with or without the ending, or the beginning of its id.
    """
    from herodot.cli.terminal import print_json, show_report
    from herodot.pages.reports import report_page

    with opened(settings) as workspace:
        page = report_page(workspace.facts, report, settings.min_confidence)
    print_json(page) if as_json else show_report(page)


@herodot.command()
@click.argument("report")
@with_settings("case", "min_confidence")
def explain(settings: Settings, as_json: bool, report: str) -> None:
    """Show how a report was read: each statement with its words and what made it.

    REPORT is its file name, with or without the ending, or the beginning of its id.
    """
    from herodot.cli.terminal import print_json, show_explained
    from herodot.pages.reports import report_page

    with opened(settings) as workspace:
        page = report_page(workspace.facts, report, settings.min_confidence)
    print_json(page) if as_json else show_explained(page)


@herodot.command("export")
@click.option("--format", "form", default="jsonl", show_default=True, help="The format: jsonl.")
@click.option("-o", "--output", "target", required=True, metavar="FILE", help="Where to; - is stdout.")
@with_settings("case", "min_confidence")
def export_(settings: Settings, as_json: bool, form: str, target: str) -> None:
    """Write the case to a file."""
    from herodot.cli.steps import told_export
    from herodot.export import export

    with opened(settings) as workspace:
        counts = export(workspace.picture(), form, target)
    told_export(counts, target, as_json=as_json)


@herodot.command("import")
@click.argument("file", type=PATH)
@with_settings("case")
def import_(settings: Settings, as_json: bool, file: Path) -> int:
    """Take in a FILE of the exchange format: reports with what was read from them.

    Every statement passes the gate; the identity of entities over reports is worked out anew.
    """
    from herodot.cli import steps

    with opened(settings) as workspace:
        return steps.told(steps.import_file(workspace, file), as_json=as_json)


@herodot.command()
@with_settings("case")
def verify(settings: Settings, as_json: bool) -> int:
    """Compute every digest and id again and list what is wrong."""
    from herodot.cli.steps import told_problems

    with opened(settings) as workspace:
        return told_problems(settings.case, list(workspace.verify()), as_json=as_json)


@herodot.command()
@click.option("--port", default=8021, show_default=True, help="Where the pages are on this machine.")
@click.option("--team", is_flag=True, help="Everybody signs in; `herodot member` says who may.")
@with_settings("case", "min_confidence", "by", "host", "host_names", "proxy")
def serve(settings: Settings, as_json: bool, port: int, team: bool) -> None:
    """Open the case's pages for a browser on this machine, until Ctrl-C.

    Only this machine can see them; nothing is loaded from anywhere else. With --team others can,
    by a proxy with TLS in front: docs/team.md.
    """
    from herodot.cli import serving

    serving.check(settings, port, team=team)
    serving.serve(settings, port, team=team, as_json=as_json)


@herodot.command()
@click.argument("folder", type=PATH, default=Path("herodot-demo"))
@with_settings("reader", "workers", "min_confidence")
def demo(settings: Settings, as_json: bool, folder: Path) -> int:
    """Read the sample reports and show the picture so far.

    The case is FOLDER/case.herodot; a second run goes on with it.
    """
    from herodot.cli.sample import run_demo

    chosen = replace(settings, case=str(folder / "case.herodot"))
    with opened(chosen) as workspace:
        return run_demo(workspace, as_json=as_json)
