"""What people decided, as a function of the stored rows: which judgments are in force, and for which entities.

One rule: nothing is remembered beside the rows; the same rows give the same decisions, in any program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from herodot.model.records import Judgment, Mark, Mention, Undoing


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Judgments in force as pairs of entity ids."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    unsure: tuple[tuple[str, str], ...] = ()
    one_source: tuple[tuple[str, str], ...] = ()
    two_sources: tuple[tuple[str, str], ...] = ()
    sensitive: tuple[str, ...] = ()
    """Entities that stay out of exports."""
    lost: tuple[str, ...] = ()
    """Ids of judgments whose words nobody reads as a mention any more."""


FIELDS: Mapping[str, str] = {
    "same": "same", "different": "different", "unsure": "unsure", "one source": "one_source",
    "two sources": "two_sources",
}  # fmt: skip
"""The field of `Decided` for each kind of judgment."""


SORTS: Mapping[str, str] = {"one source": "source", "two sources": "source", "sensitive": "care"}
"""What a judgment is about, where it is not who is who: a later one replaces an earlier one of its sort."""


def in_force(judgments: Iterable[Judgment], undoings: Iterable[Undoing]) -> tuple[Judgment, ...]:
    """Judgments that are not undone; of several about the same two marks the last one."""
    undone = {u.judgment: bool(u.undone) for u in undoings}
    last: dict[tuple[Mark, Mark, str], Judgment] = {}
    for j in judgments:
        if not undone.get(j.id):
            one, other = sorted((j.one, j.other), key=lambda m: (m.report, m.start, m.end))
            key = (one, other, SORTS.get(j.kind, "identity"))
            last.pop(key, None)
            last[key] = j
    return tuple(last.values())


def decided(judgments: Sequence[Judgment], mentions: Iterable[Mention]) -> Decided:
    """The pairs of entities that judgments in force speak of. A mark is the mention that overlaps it most."""
    wanted = {m.report for j in judgments for m in (j.one, j.other)}
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.report in wanted:
            by_report[mention.report].append(mention)
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    lost, sensitive = [], []
    for j in judgments:
        one, other = (marked(mark, by_report[mark.report]) for mark in (j.one, j.other))
        if one is None or other is None:
            lost.append(j.id)
        elif j.kind == "sensitive":
            sensitive.append(one)
        elif one != other:
            pairs[FIELDS[j.kind]].append((one, other))
    return Decided(
        **{name: tuple(found) for name, found in pairs.items()}, sensitive=tuple(sensitive), lost=tuple(lost)
    )


def marked(mark: Mark, mentions: Iterable[Mention]) -> str | None:
    """The entity that a mark stands for; `None` where no mention overlaps it."""
    best = max(
        mentions,
        key=lambda m: (min(m.end, mark.end) - max(m.start, mark.start), -(m.end - m.start)),
        default=None,
    )
    if best is None or min(best.end, mark.end) <= max(best.start, mark.start):
        return None
    return best.entity
