"""How an answer came to be told: its origins, and under each the reports and chains that pass it on.

One rule: from the root to the outlets, with time; a copy is told from a quotation.
"""

from __future__ import annotations

from dataclasses import dataclass

from herodot.model.records import Statement
from herodot.picture.answers import Answer
from herodot.picture.index import Index
from herodot.picture.roots import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One statement of an answer."""

    statement: str
    report: str
    report_name: str
    published: str
    chain: tuple[str, ...]
    """Names, the outlet first."""
    how: str
    """`own words`, `quotes`, `copy` (word for word) or `rewritten`."""
    copied_from: str
    """Name of the report that it was copied from, its id and outlet; empty where none."""
    original: str
    original_outlet: str
    words: str
    polarity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTree:
    """One origin with all that tells of it, in order of publication."""

    root: str
    reasons: tuple[str, ...]
    """Why these tellings count as one origin."""
    tellings: tuple[Telling, ...]


def source_trees(index: Index, answer: Answer) -> tuple[SourceTree, ...]:
    """The origins of an answer; those who deny an affirmed answer come after those who affirm it, each apart."""
    shown = index.labels
    trees = [_tree(index, origin) for origin in answer.origins]
    if answer.for_:
        trees += [
            SourceTree(root=shown[s.chain[-1]], reasons=(), tellings=(_telling(index, s),))
            for s in (index.picture.by_id[i] for i in answer.against)
        ]
    return tuple(trees)


def _tree(index: Index, origin: Origin) -> SourceTree:
    picture, shown = index.picture, index.labels
    said = sorted(
        (picture.by_id[i] for i in origin.statements), key=lambda s: picture.reports[s.report].published or ""
    )
    return SourceTree(
        root=" = ".join(dict.fromkeys(shown[root] for root in origin.roots)),
        reasons=origin.reasons,
        tellings=tuple(_telling(index, s) for s in said),
    )


def _telling(index: Index, s: Statement) -> Telling:
    picture, shown = index.picture, index.labels
    report, copy = picture.reports[s.report], index.copy_of(s.report)
    passage = next(
        (p for p in copy.passages if any(e.start < p.end and p.start < e.end for e in s.evidence)), None
    ) if copy else None  # fmt: skip
    if passage is not None:
        how = "copy" if passage.how == "verbatim" else "rewritten"
    else:
        how = "own words" if len(s.chain) == 1 else "quotes"
    original = picture.reports[copy.original] if copy and passage else None
    return Telling(
        statement=s.id,
        report=s.report,
        report_name=report.name,
        published=report.published or "",
        chain=tuple(shown[link] for link in s.chain),
        how=how,
        copied_from=original.name if original else "",
        original=original.id if original else "",
        original_outlet=original.outlet if original else "",
        words=" … ".join(e.text for e in s.evidence),
        polarity=s.polarity,
    )
