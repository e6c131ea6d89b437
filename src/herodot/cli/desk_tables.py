"""The desk as tables for people. One rule: it shows what the page shows, and says what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from herodot.cli.terminal import ID, count, print_table, say
from herodot.pages.words import isolated

if TYPE_CHECKING:
    from herodot.pages.desk import DeskPage


def show_desk(page: DeskPage) -> None:
    """What is new, what changed, what waits, what is searched for again, what is copied."""
    if not page.tally.reports:
        say(f"This case is empty: add reports to it with herodot add -c {page.case} PATH")
        return
    tally = page.tally
    say(
        f"{count(tally.reports, 'report')}, {count(tally.statements, 'statement')}, {count(tally.denials, 'denial')}"
        + (f", {tally.unread:,} not read yet: herodot read" if tally.unread else "")
    )
    since = f"{page.since[:16].replace('T', ' ')} UTC"
    whose = f", when {isolated(page.by)} last had seen everything" if page.by else ""
    say(f"New since {since}{whose}." if page.since else "Your first visit: everything is new.")
    say("")
    _news(page)
    _work(page)


def _news(page: DeskPage) -> None:
    if page.since:
        changed = len(page.changed) + page.changed_left_out
        rows = [(isolated(c.shown), c.before, c.now) for c in page.changed]
        print_table(
            f"What changed ({changed})" if changed else "What changed", ("Question", "Was", "Is"), rows
        )
        if page.changed_left_out:
            say(f"{page.changed_left_out:,} more changed.")
        say("")
    asked = [
        (
            isolated(q.shown),
            q.standing or "open",
            "; ".join(
                isolated(a.shown)
                + (f" (according to {', '.join(map(isolated, a.affirmed_by))})" if a.affirmed_by else "")
                + (f" (denied by {', '.join(map(isolated, a.denied_by))})" if a.denied_by else "")
                for a in q.answers
            ),
        )
        for q in page.contested
    ]
    print_table("Contested", ("Question", "Standing", "Answers"), asked)
    if asked:
        say("All of them: herodot board --contested")
    say("")
    lines = [
        (r.published or "no date", isolated(r.outlet), isolated(r.title), r.id[:ID]) for r in page.reports
    ]
    came = (
        f"What came in ({page.came_in:,})" if page.came_in or not page.since else "Nothing new; last reports"
    )
    print_table(came, ("Published", "Outlet", "Title", "Report"), lines)
    say("")


def _work(page: DeskPage) -> None:
    rows = [(group.why, f"{group.number:,}") for group in page.waiting if group.number]
    if page.doubts:
        rows.append(("Pairs that may be one", f"{page.doubts:,}"))
    print_table("To review", ("What", ">Waiting"), rows)
    if rows:
        say("herodot review queue, herodot doubts")
    say("")
    found = [
        (isolated(s.name), isolated(s.words), f"{s.reports:,}", f"{s.new:,}", isolated(s.by))
        for s in page.searches
    ]
    print_table("Saved searches", ("Name", "Words", ">Reports", ">New", "Saved by"), found)
    if not found:
        say("Save one: herodot search WORDS --save NAME")
    say("")
    new = f", {page.new_copies:,} new" if page.since and page.new_copies else ""
    say(
        f"{count(page.copies, 'report')} {'copies another' if page.copies == 1 else 'copy others'}{new}: herodot copies"
    )
