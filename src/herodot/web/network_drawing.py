"""The network as shapes and words, made from the page's record.

One rule: a line that somebody disputes never looks like one that nobody does.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from herodot.pages.drawn import NetworkPage
from herodot.picture.scope import CONTESTED
from herodot.picture.ties import Node, Tie
from herodot.picture.told import DISPUTED
from herodot.web.labels import Box, Label, Room, named, shortened, width_of
from herodot.web.layout import arranged

WIDTH, MARGIN = 960.0, 24.0
SIZE, RADIUS = 13.0, 9.0
LOWEST = 160.0
WITH_WORDS = 230.0
"""How long a line with words should be."""
WORDS_ON_LINES = 24
"""More lines than that carry no words in the drawing; the table and each line's title have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One entity."""

    x: float
    y: float
    type: str
    asked: bool
    """Whether it was asked for by name."""
    label: Label
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """All ties between two entities."""

    x1: float
    y1: float
    x2: float
    y2: float
    arrow: bool
    """Whether the second end is what the first stands to."""
    sign: str
    """`disputed`, `supposed` or empty."""
    label: Label | None
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkDrawing:
    """All that the template draws."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    types: tuple[str, ...]
    """Types of entities in it, for the legend."""


def draw_network(page: NetworkPage) -> NetworkDrawing:
    """The drawing for a page."""
    number = {n.entity: i for i, n in enumerate(page.nodes)}
    between: dict[tuple[str, str], list[tuple[int, Tie]]] = defaultdict(list)
    for row, tie in enumerate(page.ties, 1):
        if tie.one in number and tie.other in number:
            between[min(tie.one, tie.other), max(tie.one, tie.other)].append((row, tie))
    names = [shortened(n.shown) for n in page.nodes]
    sizes = [(max(width_of(name, SIZE), RADIUS * 2), RADIUS * 2 + SIZE * 1.4) for name in names]
    pairs = [(number[a], number[b]) for a, b in between]
    shortest = WITH_WORDS if len(pairs) <= WORDS_ON_LINES else 0.0
    at, height = arranged(len(names), pairs, sizes, WIDTH - 2 * MARGIN, shortest)
    at = [(x + MARGIN, y + MARGIN - SIZE * 0.7) for x, y in at]
    height = max(round(height + 2 * MARGIN, 1), LOWEST)
    dots = tuple(
        _dot(n, name, xy, asked=bool(page.filter.name) and not n.steps)
        for n, name, xy in zip(page.nodes, names, at, strict=True)
    )
    room = Room(Box(left=0, top=0, right=WIDTH, bottom=height), [b for d in dots for b in _taken(d)])
    lines = [
        _line(ties, (at[number[ties[0][1].one]], at[number[ties[0][1].other]])) for ties in between.values()
    ]
    words = room if len(lines) <= WORDS_ON_LINES else None
    return NetworkDrawing(
        width=WIDTH,
        height=height,
        dots=dots,
        lines=tuple(_with_words(line, words) for line in lines),
        types=tuple(sorted({n.type for n in page.nodes})),
    )


def _dot(node: Node, name: str, at: tuple[float, float], *, asked: bool) -> Dot:
    x, y = at
    many = "1 tie" if node.ties == 1 else f"{node.ties} ties"
    return Dot(
        x=x,
        y=y,
        type=node.type,
        asked=asked,
        label=Label(text=name, x=x, y=round(y + RADIUS + SIZE, 1), anchor="middle"),
        title=named(name, f"{node.shown}: {node.type}, {many}"),
        address=f"/entity/{node.entity}",
    )


def _taken(dot: Dot) -> list[Box]:
    wide = width_of(dot.label.text, SIZE) / 2
    return [
        Box(left=dot.x - RADIUS, top=dot.y - RADIUS, right=dot.x + RADIUS, bottom=dot.y + RADIUS),
        Box(left=dot.x - wide, top=dot.y + RADIUS, right=dot.x + wide, bottom=dot.y + RADIUS + SIZE * 1.3),
    ]


def _line(held: Sequence[tuple[int, Tie]], ends: tuple[tuple[float, float], tuple[float, float]]) -> Line:
    """The line of all ties between two; it points from the first's `one` to its `other`."""
    (row, first), ties = held[0], [tie for _, tie in held]
    (x1, y1), (x2, y2) = _shortened(ends)
    one_way = not any(t.both_ways or t.one != first.one for t in ties)
    quotes = first.told[0].quotes if len(ties) == 1 and len(first.told) == 1 else ()
    words = first.shown if len(ties) == 1 else f"{first.shown} and {len(ties) - 1} more"
    short = shortened(words, 24)
    told = ", ".join(dict.fromkeys(t.standing for t in ties if t.standing in CONTESTED))
    return Line(
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        arrow=one_way,
        sign=_sign(ties),
        label=Label(
            text=short + (f" ({told})" if told else ""),
            x=(x1 + x2) / 2,
            y=(y1 + y2) / 2,
            anchor="middle",
        ),
        title=named(short, f"{first.one_shown}, {words}, {first.other_shown}: {_stand(ties)}"),
        # Of one relation the words themselves; of several the row of the table that has the words of each.
        address=f"/report/{quotes[0].report}?statement={quotes[0].statement}#marked"
        if quotes
        else f"#tie-{row}",
    )


def _sign(ties: Sequence[Tie]) -> str:
    if any(t.standing in DISPUTED or any(said.denied_by for said in t.told) for t in ties):
        return "disputed"
    return "supposed" if all(any(not said.said_by for said in t.told) for t in ties) else ""


def _stand(ties: Sequence[Tie]) -> str:
    return ", ".join(dict.fromkeys(t.standing or "only wanted, planned or supposed" for t in ties))


def _shortened(
    ends: tuple[tuple[float, float], tuple[float, float]],
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The line from the rim of one dot to the rim of the other."""
    (x1, y1), (x2, y2) = ends
    far = max(math.hypot(x2 - x1, y2 - y1), 1.0)
    dx, dy = (x2 - x1) / far * (RADIUS + 2), (y2 - y1) / far * (RADIUS + 2)
    return (round(x1 + dx, 1), round(y1 + dy, 1)), (round(x2 - dx, 1), round(y2 - dy, 1))


def _with_words(line: Line, room: Room | None) -> Line:
    """The line with its words in the middle, where there is room for words at all."""
    label = None
    if room is not None and line.label is not None:
        x, y = line.label.x, line.label.y
        label = room.at(line.label.text, x, y, SIZE) or room.at(line.label.text, x, y - SIZE * 1.4, SIZE)
    return replace(line, label=label)
