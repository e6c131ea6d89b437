"""The timeline as shapes and words, made from the page's record.

One rule: a date is drawn as wide as it was said; of one event all dates stand in one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from herodot.pages.drawn import TimelinePage
from herodot.pages.words import date_in_words
from herodot.picture.timeline import Moment
from herodot.web.labels import Label, named, shortened, width_of
from herodot.web.time_axis import Axis, Tick, axis_of, ticks

WIDTH, MARGIN = 960.0, 28.0
SIZE, ROW, HEAD = 13.0, 25.0, 34.0
LONGEST = 52
ROWS, UNDATED = 60, 24
"""As many events as are drawn with a date and without."""
COLUMNS = 3
ROUGH_DAYS = 45
"""A date wider than that has its place in the lane of what is only roughly dated."""
SHORTEST = 14.0
"""A single day is drawn as a point until it is as wide as the point."""
FOREVER = (date.min.toordinal(), date.max.toordinal())


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One date of an event."""

    x: float
    y: float
    """Of its middle."""
    width: float
    """0 for what is narrower than a mark can be: drawn as a point."""
    before: bool
    """Whether it begins before the drawing does, or nobody knows when."""
    after: bool
    sign: str
    """`rival`, `denied`, `supposed` or empty."""
    rough: bool
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event with all its dates."""

    spans: tuple[Span, ...]
    tie: tuple[float, float, float] | None
    """From where to where the line between rival dates runs, and at which height."""
    label: Label
    over: bool
    """Whether the words stand on the dates, since beside them is no room."""
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Rows that belong together, under their heading."""

    heading: Label
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineDrawing:
    """All that the template draws."""

    width: float
    height: float
    top: float
    bottom: float
    """Between which the lines of the ticks run."""
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    left_out: int
    """Dated events for which there was no room."""


def draw_timeline(page: TimelinePage) -> TimelineDrawing:
    """The drawing for a page."""
    events: dict[str, list[tuple[int, Moment]]] = defaultdict(list)
    for number, moment in enumerate(page.moments, 1):
        events[moment.event].append((number, moment))
    dated = [held for held in events.values() if held[0][1].date]
    chosen = _most_told(dated)
    spans = [s for held in chosen for _, m in held if (s := _known(m))]
    axis = axis_of(spans, MARGIN, WIDTH - MARGIN) if spans else None
    y, lanes = HEAD, []
    rough = [held for held in chosen if _wide(held) > ROUGH_DAYS]
    exact = [held for held in chosen if _wide(held) <= ROUGH_DAYS]
    for heading, part in (("Roughly dated", rough), ("Dated to some weeks or better", exact)):
        if part and axis:
            lanes.append(_lane(heading, part, axis, y))
            y += ROW * (len(part) + 1)
    bottom = y
    undated = [held for held in events.values() if not held[0][1].date]
    if undated:
        lanes.append(_undated(undated, y))
        y += ROW * (1 - -min(len(undated), UNDATED) // COLUMNS)
    return TimelineDrawing(
        width=WIDTH,
        height=y + ROW / 2,
        top=HEAD - 8,
        bottom=bottom,
        ticks=ticks(axis) if axis else (),
        lanes=tuple(lanes),
        left_out=len(dated) - len(chosen),
    )


Held = Sequence[tuple[int, Moment]]


def _most_told(dated: Sequence[Held]) -> list[Held]:
    """The events with a date that are drawn, in their order: where there are too many, those told most."""
    ranked = sorted(range(len(dated)), key=lambda n: (-max(_weight(m) for _, m in dated[n]), n))
    return [dated[n] for n in sorted(ranked[:ROWS])]


def _weight(moment: Moment) -> int:
    return (
        moment.reports + (2 if moment.rivals else 0) + (moment.told.independent_roots if moment.told else 0)
    )


def _known(moment: Moment) -> tuple[int, int] | None:
    """The first and the last day as numbers; an open end is where the other one is."""
    first, last = (date.fromisoformat(d).toordinal() if d else 0 for d in (moment.first_day, moment.last_day))
    return (first or last, last or first) if first or last else None


def _wide(held: Held) -> int:
    spans = [s for _, m in held if (s := _known(m))]
    return max((last - first for first, last in spans), default=0)


def _lane(heading: str, events: Sequence[Held], axis: Axis, y: float) -> Lane:
    return Lane(
        heading=Label(text=heading, x=MARGIN, y=y + ROW * 0.65, anchor="start"),
        rows=tuple(_row(held, axis, y + ROW * (n + 1.5)) for n, held in enumerate(events)),
    )


def _row(held: Held, axis: Axis, y: float) -> Row:
    spans = tuple(_span(number, m, axis, y) for number, m in held)
    low, high = min(s.x for s in spans), max(s.x + s.width for s in spans)
    moment = held[0][1]
    words = shortened(moment.shown, LONGEST) + _aside(held)
    middles = sorted(s.x + s.width / 2 for s in spans)
    label = _label(words, low, high, y)
    return Row(
        spans=spans,
        tie=(middles[0], middles[-1], y) if len(spans) > 1 else None,
        label=label,
        over=len(spans) == 1 and low < label.x < high,
        title=named(words, f"{moment.shown}: {' or '.join(m.date for _, m in held)}"),
        address=f"/entity/{moment.event}",
    )


def _aside(held: Held) -> str:
    """What the words beside a row say of it, so that no sign stands alone."""
    happened = held[0][1].happened
    said = [f"{len(held)} dates"] if len(held) > 1 else []
    if happened is not None and not happened.said_by:
        said.append("denied" if happened.denied_by else happened.mood or "not said to have happened")
    elif happened is not None and happened.denied_by:
        said.append("disputed")
    return f" ({', '.join(said)})" if said else ""


def _span(number: int, m: Moment, axis: Axis, y: float) -> Span:
    known = _known(m) or FOREVER
    first = axis.first - 1 if not m.first_day else known[0]
    last = axis.last + 1 if not m.last_day else known[1]
    x, end = axis.at(first), axis.at(last + 1)
    wide = end - x if end - x >= (SHORTEST if first == last else 4.0) else 0.0
    quotes = m.told.quotes if m.told else ()
    return Span(
        x=x if wide else round((x + end) / 2, 1),
        y=y,
        width=round(wide, 1),
        before=first < axis.first,
        after=last > axis.last,
        sign=_sign(m),
        rough=m.rough,
        title=f"{m.shown}: {date_in_words(m.date)}"
        + (f"; others: {', '.join(map(date_in_words, m.rivals))}" if m.rivals else ""),
        address=f"/report/{quotes[0].report}?statement={quotes[0].statement}#marked"
        if quotes
        else f"#moment-{number}",
    )


def _sign(m: Moment) -> str:
    if m.told and not m.told.said_by:
        return "denied" if m.told.denied_by else "supposed"
    if m.happened and not m.happened.said_by:
        return "denied" if m.happened.denied_by else "supposed"
    return "rival" if m.rivals else ""


def _label(words: str, low: float, high: float, y: float) -> Label:
    """The words of a row: after its dates, else before them, else over them."""
    wide, base = width_of(words, SIZE), y + SIZE * 0.35
    if high + 10 + wide <= WIDTH - 4:
        return Label(text=words, x=round(high + 10, 1), y=base, anchor="start")
    if low - 10 - wide >= 4:
        return Label(text=words, x=round(low - 10, 1), y=base, anchor="end")
    return Label(text=words, x=round(min(low + 16, WIDTH - 4 - wide), 1), y=base, anchor="start")


def _undated(events: Sequence[Held], y: float) -> Lane:
    """Events without a date, in columns, and how many more there are."""
    shown = list(events[:UNDATED])
    more = len(events) - len(shown)
    wide = (WIDTH - 2 * MARGIN) / COLUMNS
    heading = f"Without a date: {len(events)}" + (f", {more} of them only in the table" if more else "")
    rows = tuple(
        _undated_row(held[0][1], MARGIN + wide * (n % COLUMNS), y + ROW * (n // COLUMNS + 1.5))
        for n, held in enumerate(shown)
    )
    return Lane(heading=Label(text=heading, x=MARGIN, y=y + ROW * 0.65, anchor="start"), rows=rows)


def _undated_row(m: Moment, x: float, y: float) -> Row:
    words = shortened(m.shown, 30) + _aside([(0, m)])
    return Row(
        spans=(),
        tie=None,
        label=Label(text=f"– {words}", x=round(x, 1), y=y + SIZE * 0.35, anchor="start"),
        over=False,
        title=named(words, f"{m.shown}: nobody gives a date"),
        address=f"/entity/{m.event}",
    )
