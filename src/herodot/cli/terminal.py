"""Tables, progress and complaints on the terminal. One rule: results on stdout, all else on stderr."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from herodot.model.plain import to_plain
from herodot.pages.words import isolated

if TYPE_CHECKING:
    from rich.console import Console

    from herodot.pages.perhaps import EventPerhaps, OneAnswer
    from herodot.pages.reports import PicturePage, ReportPage, Said, StatusPage, WhoPage
    from herodot.workspace import Step


ID = 8
"""Characters of an id that tables show."""
BAD = 1
"""Exit code when there is something that somebody should look at."""


class Bar(Protocol):
    """Moves on when a step is done."""

    def __call__(self, name: str) -> None:
        """One more is done; the name is shown."""


def say_problem(text: str) -> None:
    """One line about what went wrong, on stderr."""
    sys.stderr.write("herodot: " + " ".join(text.split()) + "\n")


def note(text: str) -> None:
    """One line about how things go, on stderr."""
    sys.stderr.write(text + "\n")


def log_trace(trace: str) -> Path:
    """Keeps a traceback in a file of its own and says where."""
    number, name = tempfile.mkstemp(prefix="herodot-", suffix=".log", text=True)
    with os.fdopen(number, "w", encoding="utf-8", errors="replace") as out:
        out.write(trace)
    return Path(name)


def say(text: str) -> None:
    """One line of result on stdout."""
    sys.stdout.write(text + "\n")


def print_json(record: Any) -> None:
    """A record, or a dict of plain values, as one JSON document."""
    plain = record if isinstance(record, dict) else to_plain(record)
    say(json.dumps(plain, ensure_ascii=False, indent=2))


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 report", "1,204 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Bar]:
    """A bar on stderr while the work lasts; nothing where stderr is no terminal or there is nothing to do."""
    if not sys.stderr.isatty() or total == 0:
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    name_column = TextColumn("{task.fields[name]}", markup=False)
    with Progress(*columns, name_column, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, name="")
        yield lambda name: bar.update(task, advance=1, name=isolated(name[:24]))


def show_steps(steps: Sequence[Step]) -> None:
    """Each step that somebody should look at, one line on stderr; then what was done, one line on stdout."""
    for step in steps:
        if step.what in ("noted", "failed") or step.message == "there without address":
            say_problem(problem_line(step))
    tally = {
        what: sum(step.what == what for step in steps)
        for what in ("added", "there already", "read", "not read")
    }
    problems = sum(step.what in ("noted", "failed") for step in steps)
    parts = [f"{number:,} {what}" for what, number in tally.items() if number]
    say(
        ", ".join([*parts, *([count(problems, "problem") + " told above"] if problems else [])])
        or "nothing to do"
    )


def problem_line(step: Step) -> str:
    """What is wrong with one report, beginning with its name."""
    if step.message == "there without address":
        message = "there already, added without an address; nothing added"
    else:
        message = step.message
    return f"{step.name}: {message}" if step.name and not message.startswith(step.name) else message


def show_status(page: StatusPage) -> None:
    """The counts of a case."""
    counts = page.counts
    rows = [
        ("reports", f"{counts.reports:,}", _tallied(counts.languages)),
        ("read", f"{sum(counts.readers.values()):,}", _tallied(counts.readers)),
        ("not read", f"{sum(counts.blank.values()):,}", _tallied(counts.blank)),
        ("waiting", f"{counts.unread:,}", "`herodot read` reads them" if counts.unread else ""),
        ("entities", f"{sum(counts.entities.values()):,}", _tallied(counts.entities)),
        ("mentions", f"{counts.mentions:,}", ""),
        ("statements", f"{counts.statements:,}", _tallied(counts.polarity)),
        ("", "", _tallied(counts.certainty)),
        ("", "", _tallied(counts.mood)),
        ("kept", f"{counts.bytes_kept / 1e6:,.1f} MB", "as they came, before packing"),
    ]
    print_table(page.case, ("", ">", ""), rows)


def show_report(page: ReportPage) -> None:
    """A report's facts, then what it says."""
    facts = [
        ("id", page.id),
        ("file", page.name),
        ("outlet", page.outlet),
        ("byline", page.byline),
        ("published", page.published or "not known"),
        ("address", page.url),
        ("language", page.language),
        ("captured", page.captured),
        ("text", count(page.words, "word")),
        ("read by", page.reader or "nobody yet: `herodot read`"),
        ("kept out", _tallied(page.rejected)),
    ]
    print_table(page.title, ("", ""), [(name, isolated(value)) for name, value in facts if value])
    say(f"\n{count(page.entities, 'entity', 'entities')}, {count(len(page.statements), 'statement')}")
    show_said(page.statements, with_report=False)


def show_explained(page: ReportPage) -> None:
    """Each statement of a report, how sure the reader is of it, and which composer and rule or head made it."""
    say(f"{isolated(page.title)} ({page.name}), read by {page.reader or 'nobody yet'}")
    console = _console()
    for each in page.statements:
        how = f"[{each.how}] " if each.how else ""
        console.print()
        _print_indented(console, each.who, 2, "bold")
        _print_indented(console, how + each.claim, 4)
        _print_indented(console, "“" + " … ".join(each.words) + "”", 4, "dim")
        _print_indented(console, f"{each.confidence:.2f} sure; made by {each.statement.rule}", 4)
    if page.rejected:
        say(f"\nKept out by the gate: {_tallied(page.rejected)}")


def show_who(page: WhoPage) -> None:
    """Who goes by a name in which report, then what is said, report by report."""
    rows = [(isolated(line.label), line.type, line.report_name, f"{line.mentions}") for line in page.entities]
    print_table(f"Who goes by “{page.asked}”", ("Name", "Type", "Report", ">Mentions"), rows)
    say("\n" + count(len(page.statements), "statement"))
    show_said(page.statements, with_report=True)
    for event in page.perhaps:
        show_perhaps(event)


def show_perhaps(event: EventPerhaps) -> None:
    """Events that may be the same as one, each question with what both say and who says it."""
    console = _console()
    for other in event.perhaps.found:
        say("")
        _print_indented(
            console, f"{isolated(event.shown)}  perhaps the same event as  {isolated(other.shown)}", 0
        )
        for row in other.questions:
            _print_indented(console, row.question + (" told otherwise" if row.differs else ""), 2, "bold")
            for name, side in (("here", row.here), ("there", row.there)):
                _print_indented(console, f"{name}: " + ("; ".join(map(_in_words, side)) or "nobody says"), 4)
                for quote in (q for answer in side for q in answer.quotes):
                    how = "" if quote.how == "affirmed" else f"[{quote.how}] "
                    _print_indented(
                        console, f"{how}“{quote.words}” ({isolated(quote.report_name)})", 6, "dim"
                    )
        for mark, reasons in (("+", other.speaks_for), ("−", other.speaks_against)):
            for words in reasons:
                _print_indented(console, f"{mark} {words}", 2)
        one, two = (f"{place[:ID]}{place[place.rfind(':') :]}" for place in (other.here_place, other.place))
        say(f"  Decide with: herodot judge {one} {two} same|different --by NAME")


def _in_words(answer: OneAnswer) -> str:
    by = [f"according to {', '.join(map(isolated, answer.affirmed_by))}"] if answer.affirmed_by else []
    by += [f"DENIED by {', '.join(map(isolated, answer.denied_by))}"] if answer.denied_by else []
    return f"{isolated(answer.shown)} ({', '.join((answer.standing or 'open', *by))})"


def show_picture(page: PicturePage) -> None:
    """The picture so far."""
    counts = page.counts
    say(
        f"{count(counts.reports, 'report')}, {count(sum(counts.entities.values()), 'entity', 'entities')}, "
        f"{count(counts.statements, 'statement')}, {counts.polarity.get('denied', 0):,} of them denials"
    )
    rows = [(isolated(line.name), line.type, f"{line.reports}", f"{line.mentions}") for line in page.names]
    say("")
    print_table("Most spoken of", ("Name", "Type", ">Reports", ">Mentions"), rows)
    say(f"{count(page.copies, 'report copies', 'reports copy')} another")
    for title, statements in (("Denied", page.denied), ("Through many hands", page.relayed)):
        if statements:
            say("\n" + title)
            show_said(statements, with_report=True)


def show_said(statements: Iterable[Said], *, with_report: bool) -> None:
    """Statements: who says so, what, how, and the words; never the claim alone."""
    console = _console()
    for each in statements:
        how = f"[{each.how}] " if each.how else ""
        where = f"  ({isolated(each.report_name)}, {each.published or 'no date'})" if with_report else ""
        console.print()
        _print_indented(console, each.who + where, 2, "bold")
        _print_indented(console, how + each.claim, 4)
        _print_indented(console, "“" + " … ".join(each.words) + "”", 4, "dim")


def _print_indented(console: Console, text: str, indent: int, style: str = "") -> None:
    from rich.text import Text

    for line in Text(" ".join(text.split()), style=style).wrap(console, max(console.width - indent, 20)):
        line.rstrip()
        console.print(Text(" " * indent) + line, soft_wrap=True)


def print_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table with a title; a head that begins with > stands at the right. Without rows a line that says so."""
    from rich.table import Table
    from rich.text import Text

    lines = list(rows)
    if not lines:
        # "0 copies" says it already.
        say(isolated(title) if title.startswith("0 ") else f"{isolated(title)}: none")
        return
    table = Table(
        box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=any(h.strip(">") for h in heads)
    )
    for head in heads:
        table.add_column(head.strip(">"), justify="right" if head.startswith(">") else "left")
    for row in lines:
        table.add_row(*(Text(cell) for cell in row))
    console = _console()
    console.print(Text(isolated(title), style="bold"))
    with console.capture() as captured:
        console.print(table)
    # rich fills the last column up with spaces.
    say("\n".join(line.rstrip() for line in captured.get().splitlines()))


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _tallied(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counts.items())
