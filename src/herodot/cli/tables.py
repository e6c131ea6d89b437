"""The picture's records as tables for people. One rule: an answer is never shown without who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from herodot.cli.terminal import ID, count, print_json, print_table, say
from herodot.pages.words import ARROW, isolated

if TYPE_CHECKING:
    from herodot.pages.drawn import MapPage, NetworkPage, TimelinePage
    from herodot.pages.picture import (
        BoardPage,
        CopiesPage,
        DoubtsPage,
        JudgmentsPage,
        NumbersPage,
        RolesPage,
        SearchPage,
        SourcesPage,
    )
    from herodot.picture.ask import AskPage
    from herodot.picture.board import Question
    from herodot.picture.sites import Extent
    from herodot.picture.told import Told

P = TypeVar("P")


def shown(page: P, show: Callable[[P], None], *, as_json: bool) -> None:
    """The page as JSON or as tables."""
    print_json(page) if as_json else show(page)


def show_board(page: BoardPage) -> None:
    """Each question, then its answers with their standing, origins and sources."""
    show_questions(page.questions)
    say(
        count(len(page.questions), "question")
        + (f", {page.left_out:,} more: --most 0" if page.left_out else "")
    )


def show_questions(questions: Iterable[Question]) -> None:
    """Questions with their answers."""
    for question in questions:
        rows = [
            (
                isolated(a.shown),
                a.standing or "open",
                f"{a.independent_roots}",
                ", ".join(map(isolated, a.affirmed_by)) or "nobody",
                ", ".join(map(isolated, a.denied_by)),
            )
            for a in question.answers
        ]
        print_table(question.shown, ("Answer", "Standing", ">Origins", "Affirmed by", "Denied by"), rows)
        say("")


def show_sources(page: SourcesPage) -> None:
    """Each answer with its origins, and under them the reports."""
    for answer in page.answers:
        say(f"{isolated(answer.question)} {isolated(answer.answer)}")
        say(f"  {answer.standing}, {count(answer.independent_roots, 'independent origin')}. {answer.why}")
        for origin in answer.origins:
            say(f"  ● {isolated(origin.root)}")
            for telling in origin.tellings:
                how = telling.how + (f" of {telling.copied_from}" if telling.copied_from else "")
                denied = " DENIES" if telling.polarity == "denied" else ""
                chain = ARROW.join(map(isolated, telling.chain))
                say(f"      {telling.published or 'no date'}  {chain}  ({how}){denied}")
                say(f"          “{' '.join(telling.words.split())}”")
            for reason in origin.reasons:
                say(f"      one origin: {reason}")
        say("")
    say(count(len(page.answers), "answer") + (f", {page.left_out:,} more: --most 0" if page.left_out else ""))


def show_copies(page: CopiesPage) -> None:
    """One line a copy."""
    rows = [
        (
            c.report,
            isolated(c.outlet),
            c.published,
            c.original,
            isolated(c.original_outlet),
            c.how,
            f"{c.share:.0%}",
        )
        for c in page.copies
    ]
    heads = ("Report", "Outlet", "Published", "Copies", "Of outlet", "How", ">Share")
    print_table(count(len(page.copies), "copy", "copies"), heads, rows)


def show_timeline(page: TimelinePage) -> None:
    """One line for each event and date."""
    rows = [
        (
            (m.date or "no date") + (f" (others: {', '.join(m.rivals)})" if m.rivals else ""),
            isolated(m.shown),
            "; ".join(isolated(t.shown) for t in m.places),
            "; ".join(f"{isolated(t.shown)} ({who_says(t)})" for t in m.actors),
            who_says(m.told or m.happened),
            m.told.standing or "open" if m.told else "",
        )
        for m in page.moments
    ]
    print_table("Events", ("Date", "Event", "Place", "Said to be by", "Who says so", "Date stands"), rows)
    _show_left_out(page.left_out)


def show_map(page: MapPage) -> None:
    """One line for each thing at a place; then places that nobody locates, and events without a place."""
    heads = ("Place", "How exact", "What", "Stands", "Who says so", "Others say")
    for title, sites in (("On the map", page.located), ("Places that nobody locates", page.unlocated)):
        rows = [
            (
                isolated(site.shown),
                _how_exact(site.extent, site.inside),
                isolated(t.shown) + ("" if t.told.property == "place" else f" ({t.told.property})"),
                t.told.standing or "open",
                who_says(t.told),
                ", ".join(map(isolated, (*t.elsewhere, *(other.called for other in site.others)))),
            )
            for site in sites
            for t in site.things
        ]
        if rows or sites is page.located:
            print_table(title, heads, rows)
    if page.placeless:
        found = [(isolated(e.shown), who_says(e.told)) for e in page.placeless]
        print_table("Events without a place", ("Event", "Who says so"), found)
    _show_left_out(page.left_out)


def _how_exact(extent: Extent | None, inside: str) -> str:
    if extent is None:
        return "not known"
    where = f"{extent.latitude:.2f}, {extent.longitude:.2f} {extent.country}".rstrip()
    exact = {"city": "town", "country": "country"}
    wide = exact.get(extent.kind) or f"{extent.kind}, about {extent.radius_km:.0f} km around"
    return (f"somewhere in {isolated(inside)}; " if inside else "") + f"{wide} ({where})"


def show_network(page: NetworkPage) -> None:
    """One line for each tie."""
    rows = [
        (
            isolated(t.one_shown),
            isolated(t.shown),
            isolated(t.other_shown),
            t.standing or "open",
            "; ".join(dict.fromkeys(map(who_says, t.told))),
        )
        for t in page.ties
    ]
    heads = ("One", "Stands as", "To", "Stands", "Who says so")
    print_table(f"{count(page.entities, 'entity', 'entities')} with ties", heads, rows)
    _show_left_out(page.left_out)


def who_says(told: Told | None) -> str:
    """Who says it, who wants or plans it, who denies it."""
    if told is None:
        return ""
    open_ = {"wanted": "wanted by", "planned": "planned by", "conditional": "supposed by"}
    sides = (
        ("said by", told.said_by),
        (open_.get(told.mood, "wanted or planned by"), told.supposed_by),
        ("DENIED by", told.denied_by),
    )
    return "; ".join(f"{words} {', '.join(map(isolated, names))}" for words, names in sides if names)


def _show_left_out(number: int) -> None:
    if number:
        say(f"{number:,} more: without --most all are shown")


def show_roles(page: RolesPage) -> None:
    """One line for each person in an office."""
    rows = [
        (
            isolated(t.body_shown),
            t.office.replace("_", " "),
            isolated(t.person_shown),
            ", ".join(map(isolated, t.titles[:2])),
            t.state,
            f"{t.start or '?'} to {t.end or ('?' if t.state == 'former' else 'now?')}",
            ", ".join(map(isolated, t.said_by)) or "nobody",
        )
        for t in page.tenures
    ]
    print_table("Offices", ("Of", "Office", "Who", "Title", "State", "When", "Said by"), rows)


def show_numbers(page: NumbersPage) -> None:
    """For each thing that was counted a table of figures."""
    for group in page.figures:
        title = f"{group.about_shown} · {group.property.replace('_', ' ')} · {group.rule}: {group.rolled_up}"
        rows = [
            (
                ("at least " if f.at_least is not None and f.at_most is None else "")
                + (f"{f.value:g}" if f.at_most is None else f"{f.value:g} to {f.at_most:g}"),
                isolated(f.said_by),
                f.as_of or f.published or "no date",
                ARROW.join(map(isolated, f.chain)),
            )
            for f in group.figures
        ]
        print_table(isolated(title), (">Number", "Said by", "When", "Through"), rows)
        say("")
    if not page.figures:
        say("0 numbers")


def show_ask(page: AskPage) -> None:
    """Answers with quoted words; or that nothing is known."""
    say(f"Understood as: {page.understood or 'nothing that the picture knows of'}\n")
    if not page.found:
        say("Nothing in this case answers that.")
    for found in page.found:
        a = found.answer
        say(f"{isolated(found.question)} {isolated(a.shown)}")
        say(f"  {a.standing or 'open'}, {count(a.independent_roots, 'independent origin')}")
        for quote in a.quotes:
            mark = "" if quote.how == "affirmed" else f"[{quote.how}] "
            say(f"    {mark}“{' '.join(quote.words.split())}”")
            say(
                f"      {ARROW.join(map(isolated, quote.chain))} ({quote.report_name}, {quote.published or 'no date'})"
            )
        say("")


def show_search(page: SearchPage) -> None:
    """One line a report, and the words found."""
    for line in page.found:
        say(f"{line.name}  {isolated(line.outlet)}, {line.published or 'no date'}: {isolated(line.title)}")
        say(f"    {' '.join(line.words.split())}")
    say(count(len(page.found), "report") if page.found else "no report has all these words")


def show_judgments(page: JudgmentsPage) -> None:
    """One line a decision."""
    rows = [
        (
            line.judgment.id[:ID],
            isolated(line.one),
            line.judgment.kind,
            isolated(line.other),
            isolated(line.judgment.by),
            line.judgment.at[:16],
            "in force" if line.in_force else f"undone by {line.undone_by}",
            isolated(line.judgment.note),
        )
        for line in page.judgments
    ]
    heads = ("Id", "One", "Decided", "Other", "By", "When", "State", "Note")
    print_table(count(len(page.judgments), "judgment"), heads, rows)


def show_doubts(page: DoubtsPage) -> None:
    """Each pair, then what speaks for and against it."""
    for d in page.doubts:
        one, other = f"{d.one[:ID]} {isolated(d.one_shown)}", f"{d.other[:ID]} {isolated(d.other_shown)}"
        say(f"{one}  =?  {other}  ({d.type}, {d.score:g})")
        for words in d.speaks_for:
            say(f"    + {words}")
        for words in d.speaks_against:
            say(f"    − {words}")
    say(
        count(len(page.doubts), "pair")
        + " to decide"
        + (f", {page.left_out:,} more: --most 0" if page.left_out else "")
    )
    if page.doubts:
        say("Decide with: herodot judge ONE OTHER same|different|unsure --by NAME")
