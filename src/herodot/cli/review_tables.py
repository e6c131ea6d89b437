"""What `herodot review` takes and prints. One rule: a statement is never shown without who says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from herodot.cli.terminal import ID, count, say
from herodot.model.errors import NotFound
from herodot.pages.review import HistoryLine, HistoryPage, MarginLine, decide_on, statement_at
from herodot.pages.wording import Wording, wording_of
from herodot.pages.words import ARROW, isolated
from herodot.reviewing import Asked, line_of, reviewed

if TYPE_CHECKING:
    from herodot.pages.queue import QueuePage
    from herodot.workspace import Workspace


def corrected(workspace: Workspace, statement: str, words: dict[str, Any], note: str) -> HistoryPage:
    """Keeps a correction: the statement as it is, with the words that were given."""
    report, key = statement_at(workspace.facts, statement)
    found = reviewed(workspace.facts, report)
    now = wording_of(found.scene, line_of(found, key).now)
    asked = Asked(kind="correct", report=report, statement=key, by=workspace.settings.by, note=note)
    return decide_on(workspace, asked, _worded(now, words))


def added(workspace: Workspace, report: str, words: dict[str, Any], note: str) -> HistoryPage:
    """Keeps an addition to the report of that file name or id."""
    found = workspace.facts.find_reports(report)
    if len(found) != 1:
        raise NotFound(f"{len(found)} reports go by {report!r}; name one by its id")
    asked = Asked(kind="add", report=found[0].id, by=workspace.settings.by, note=note)
    return decide_on(workspace, asked, _worded(Wording(), words))


def _worded(now: Wording, words: dict[str, Any]) -> Wording:
    given = {name: value for name, value in words.items() if value is not None and value != ()}
    joined = {name: value if isinstance(value, str) else "\n".join(value) for name, value in given.items()}
    return replace(now, **joined)


def show_history(page: HistoryPage) -> None:
    """Each statement, then what was decided of it."""
    for line in page.statements:
        show_line(line)
        if line.was:
            say(f"    the reader has: {line.was}")
        for step in line.history:
            say(f"    {step.id[:ID]} {in_words(step)}")
    for step in page.lost:
        say(f"    {step.id[:ID]} {in_words(step)} (no reading says that any more)")
    decisions = sum(len(line.history) for line in page.statements) + len(page.lost)
    say(count(decisions, "decision"))


def show_line(line: MarginLine) -> None:
    """A statement in two lines."""
    say(f"{line.id[:ID]} {line.state}: {line.how + ': ' if line.how else ''}{line.claim}")
    say(
        f"    {ARROW.join(map(isolated, line.chain))}  “{' … '.join(' '.join(e.text.split()) for e in line.evidence)}”"
    )


def in_words(step: HistoryLine) -> str:
    """A decision in one line."""
    parts = [f"{step.did} by {isolated(step.by)}, {step.at[:16]}"]
    parts += [text for text in (step.reason, isolated(step.note)) if text]
    parts += [f"undone by {isolated(step.undone_by)}"] if not step.in_force else []
    parts += (
        [f"without having seen what {', '.join(map(isolated, step.unseen))} decided"] if step.unseen else []
    )
    return "; ".join(parts) + (f": {step.says}" if step.says else "")


def show_queue(page: QueuePage) -> None:
    """Statements by why they need a look."""
    for group in page.groups:
        say(f"{group.why}: {group.number:,}")
        for line in group.statements:
            say(f"{line.id[:ID]} {line.how + ': ' if line.how else ''}{line.claim}")
            say(f"    {line.who}  “{line.words}”")
            say(f"    {line.report_name}, {line.published or 'no date'}; sure {line.confidence:.2f}")
        say("")
    say(f"{page.waiting:,} to look at, {page.decided:,} decided")
