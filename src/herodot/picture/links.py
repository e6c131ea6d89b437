"""What single reports say that counts for other reports' answers: who speaks for whom, what lies in what, who passes
on whom.

One rule: a link is of one report and names entities of that report; what links come to over all reports is told here
too, the same from all of them at once and from some that changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from herodot.model.records import Statement
from herodot.picture.copies import Copy
from herodot.picture.resolved import Resolved

SPEAKING = frozenset(("spokesperson_for", "official_of"))
"""Who stands so to a body speaks for it."""
OUTLET, THROUGH, SPEAKS, INSIDE = "outlet", "through", "speaks", "inside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One of them: `outlet`: chains begin with `one`; `through`: a chain that begins with `other` goes on through
    `one` to somebody else; `speaks`: `one` speaks for `other`; `inside`: `one` lies in `other`."""

    report: str
    kind: str
    one: str
    other: str
    place: int
    """Its place among the report's."""


def links_of(statements: Iterable[Statement]) -> list[Link]:
    """The links of statements, report by report, each once."""
    found: dict[str, dict[tuple[str, str, str], None]] = defaultdict(dict)
    for s in statements:
        told = found[s.report]
        told[OUTLET, s.chain[0], ""] = None
        for link in s.chain[1:-1]:
            told[THROUGH, link, s.chain[0]] = None
        if s.property in SPEAKING and s.polarity == "affirmed" and "end" not in s.qualifiers:
            told[SPEAKS, s.subject, str(s.value)] = None
        if s.property == "located_in" and s.polarity == "affirmed":
            told[INSIDE, s.subject, str(s.value)] = None
    return [
        Link(report=report, kind=kind, one=one, other=other, place=n)
        for report in sorted(found)
        for n, (kind, one, other) in enumerate(found[report])
    ]


def speakers(links: Iterable[Link], cluster: Mapping[str, str]) -> dict[str, str]:
    """The body that each resolved source speaks for, as the first report has it. `links` in the order of reports."""
    found: dict[str, str] = {}
    for link in links:
        if link.kind == SPEAKS:
            found.setdefault(cluster[link.one], cluster.get(link.other, link.other))
    return found


def holders(links: Iterable[Link], cluster: Mapping[str, str]) -> dict[str, set[str]]:
    """The resolved places that each lies in, as any report says."""
    found: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind == INSIDE:
            found[cluster[link.one]].add(cluster.get(link.other, link.other))
    return dict(found)


def families(
    links: Iterable[Link],
    cluster: Mapping[str, str],
    entities: Mapping[str, Resolved],
    copies: Iterable[Copy],
) -> dict[str, str]:
    """Reports that copy one another or pass on one agency: for each report the smallest id of its family."""
    listed = [link for link in links if link.kind in (OUTLET, THROUGH)]
    top = {link.report: link.report for link in listed}

    def find(key: str) -> str:
        while top[key] != key:
            top[key] = top[top[key]]
            key = top[key]
        return key

    def join(one: str, other: str) -> None:
        a, b = sorted((find(one), find(other)))
        top[b] = a

    for c in copies:
        if c.report in top and c.original in top:
            join(c.report, c.original)
    through: dict[str, str] = {}
    for link in listed:
        agency = cluster[link.one]
        if link.kind == THROUGH and agency != cluster[link.other] and _is_agency(entities[agency]):
            join(through.setdefault(agency, link.report), link.report)
    for link in listed:
        if link.kind == OUTLET and cluster[link.one] in through:
            join(through[cluster[link.one]], link.report)
    return {report: find(report) for report in top}


def _is_agency(entity: Resolved) -> bool:
    return entity.type == "Organization" and bool(entity.names)
