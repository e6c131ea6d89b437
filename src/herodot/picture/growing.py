"""A kept picture brought up to date: the same rows as if it were made anew, for the cost of what is touched.

One rule: whatever may come out otherwise than before is made again by the very functions that make a whole picture;
nothing else is looked at.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from herodot.identity.blocking import ends
from herodot.identity.columns import Columns, Ints, columns_of, exchanged
from herodot.identity.doubts import Perhaps, exchanged_pairs
from herodot.identity.judgments import Decided
from herodot.identity.profile import Profile, profiles_typed
from herodot.identity.resolve import Before, Matched, Said, match
from herodot.identity.votes import voted_anew
from herodot.model.plain import to_json
from herodot.picture.copies import Copy, compare, stems_of
from herodot.picture.cutting import CutTexts
from herodot.picture.frozen import Stale, frozen
from herodot.picture.ground import Facts, LazyProfiles, Parts, Was
from herodot.picture.kept import (
    DOUBTS,
    answer_decisions,
    asked_by,
    copy_row,
    decisions_of,
    doubt_row,
    link_row,
    nothing,
    pair_row,
    part_row,
    perhaps_rows,
    text_row,
)
from herodot.picture.links import Link, links_of
from herodot.picture.picture import copied_pairs, open_doubts
from herodot.picture.regrouped import Regrouped, regrouped
from herodot.picture.retelling import Retelling, Side
from herodot.store.records import Dropped, Kept, KeptCount, KeptMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The rows that a change takes out of a kept picture and puts into it."""

    dropped: Dropped
    rows: Kept
    cluster: Mapping[str, str]
    """For each entity of a report the resolved one, as it is now."""


def grow(facts: Facts, digests: Mapping[str, str], decided: Decided, common: frozenset[str]) -> Growth:
    """What changes. `digests`: of what each report gives now. Raises `Stale` where the kept picture is of no use."""
    try:
        return _Growing(facts, digests, decided).growth(common)
    except (KeyError, ValueError, IndexError, TypeError, zlib.error, EOFError) as error:
        raise Stale(f"{type(error).__name__}: {error}") from error


class _Growing:
    """One change carried through: texts, then profiles, then who is who, then answers."""

    def __init__(self, facts: Facts, digests: Mapping[str, str], decided: Decided) -> None:
        self.facts, self.digests, self.decided = facts, digests, decided
        self.was, self.parts = Was(facts.reader), Parts(facts)
        held = self.was.digests()
        self.gone = held.keys() - digests.keys()
        self.came = digests.keys() - held.keys()
        self.replaced = self.gone | {key for key, told in digests.items() if held.get(key) != told}
        """Reports that give otherwise than before; at last those too in which somebody is of another type now."""
        self.rows = nothing()
        self.dropped: dict[str, Collection[str]] = {}
        self.dropped_perhaps: Collection[tuple[str, str]] = ()

    def growth(self, common: frozenset[str]) -> Growth:
        """All steps."""
        copies_were, copies, pairs = self._texts(common)
        old = self.was.matched()
        profiles = self._profiles(old.columns)
        columns, moved = exchanged(old.columns, self.replaced, columns_of(profiles.values()))
        self.parts.report_of = report_of(columns)
        said = Said(
            same=self.decided.same, different=self.decided.different,
            copied=self._copied(old, columns, copies_were, copies),
        )  # fmt: skip
        lazy = LazyProfiles(self.was, profiles, report_of(columns))
        matched = match(columns, lazy, said, Before(matched=old, moved=moved))
        groups = regrouped(old, matched, moved)
        links_were = self.was.links()
        links = self._links(links_were)
        (apart_were, one_was), (apart, one) = decisions_of(self.was.decided()), answer_decisions(self.decided)
        retelling = Retelling(
            self.was, self.parts, groups,
            (
                Side(cluster=groups.was, links=links_were, copies=copies_were, apart=apart_were, one=one_was),
                Side(cluster=groups.now, links=links, copies=copies, apart=apart, one=one),
            ),
        )  # fmt: skip
        retelling.follow(self.replaced, self._asked(profiles))
        retelling.keep(self.rows)
        self._keep_members(groups)
        self.rows.doubts.extend(doubt_row(step, doubt) for step, doubt in matched.doubts)
        self._keep_perhaps(old, matched, moved)
        self.rows.blobs.extend(frozen(matched, to_json([apart, one])))
        doubts = open_doubts((doubt for _, doubt in matched.doubts), groups.now, self.decided)
        self.rows.counts.append(KeptCount(name=DOUBTS, number=len(doubts)))
        dropped = Dropped(
            questions=retelling.old,
            entities={*groups.unmade, *retelling.made},
            pairs=pairs,
            perhaps=self.dropped_perhaps,
            **self.dropped,
        )
        return Growth(dropped=dropped, rows=self.rows, cluster=groups.now)

    def _texts(
        self, common: frozenset[str]
    ) -> tuple[tuple[Copy, ...], tuple[Copy, ...], list[tuple[str, str]]]:
        """Who copied whom, who copies whom now, and the pairs whose rows hold no longer."""
        if not self.gone and not self.came:
            copies = self.was.copies()
            return copies, copies, []
        before = self.was.compared()
        self.parts.fetch_reports(self.came)
        now = compare(before, self.gone, self.came, CutTexts(self.facts.shelf, stems_of(common)))
        other = [p for p in before.pairs if p not in now.pairs or before.pairs[p] != now.pairs[p]]
        new = [p for p in now.pairs if p not in before.pairs or before.pairs[p] != now.pairs[p]]
        self.rows.pairs.extend(pair_row(pair, now.pairs[pair]) for pair in new)
        texts = {key for key in now.texts if before.texts.get(key) is not now.texts[key]}
        self.rows.texts.extend(text_row(key, now.texts[key]) for key in sorted(texts))
        self.dropped["texts"] = texts | self.gone
        were = {c.report: c for c in before.copies}
        changed = [c for c in now.copies if were.pop(c.report, None) != c]
        self.rows.copies.extend(map(copy_row, changed))
        self.dropped["copies"] = {*were, *(c.report for c in changed)}
        return before.copies, now.copies, other

    def _profiles(self, columns: Columns) -> dict[str, Profile]:
        """The profiles of all reports that changed, and of those in which that changes somebody's type."""
        read = self.parts.read(sorted(self.replaced - self.gone))
        _, others = voted_anew(columns, self.replaced, [e for told in read.values() for e in told.entities])
        self.replaced = self.replaced | others
        read = self.parts.read(sorted(self.replaced - self.gone))
        entities = [e for told in read.values() for e in told.entities]
        types, _ = voted_anew(columns, self.replaced, entities)
        self.parts.fetch_reports(read)
        profiles = profiles_typed(
            self.parts.reports, entities, types,
            [m for told in read.values() for m in told.mentions],
            [s for told in read.values() for s in told.statements],
            {e.id: e.location for e in entities if e.location is not None},
        )  # fmt: skip
        by_report: dict[str, list[Profile]] = defaultdict(list)
        for profile in profiles.values():
            by_report[profile.report].append(profile)
        for key, told in read.items():
            asked = asked_by(told.statements).get(key, ())
            self.rows.parts.append(part_row(key, self.digests[key], by_report[key], asked))
        self.dropped["parts"] = self.replaced
        return profiles

    def _copied(
        self, old: Matched, columns: Columns, copies_were: Iterable[Copy], copies: Iterable[Copy]
    ) -> set[tuple[str, str]]:
        """Entities that the same words stand for in copied passages: those of copies that are what they were as they
        were, the others' anew."""
        were = {c.report: c for c in copies_were}
        anew = [c for c in copies if were.get(c.report) != c or {c.report, c.original} & self.replaced]
        stays = {(min(c.report, c.original), max(c.report, c.original)) for c in copies} - {
            (min(c.report, c.original), max(c.report, c.original)) for c in anew
        }
        found, of = set(), report_of(old.columns)
        for pair in zip(*(end.tolist() for end in ends(old.copied)), strict=True):
            one, other = (old.columns.ids[n] for n in pair)
            if (min(of(one), of(other)), max(of(one), of(other))) in stays:
                found.add((one, other))
        mentions = self.parts.mentions({key for c in anew for key in (c.report, c.original)})
        kinds = columns.each.kind
        types = {m.entity: str(kinds[columns.at[m.entity]]) for m in mentions}
        return found | copied_pairs(anew, mentions, types)

    def _links(self, before: Iterable[Link]) -> list[Link]:
        read = self.parts.read(sorted(self.replaced - self.gone))
        new = links_of(s for told in read.values() for s in told.statements)
        self.rows.links.extend(map(link_row, new))
        found = [link for link in before if link.report not in self.replaced]
        return sorted([*found, *new], key=lambda link: (link.report, link.place))

    def _asked(self, profiles: Mapping[str, Profile]) -> set[tuple[str, str]]:
        """What replaced reports were asked about, and are now."""
        asked = {told for _, part in self.was.parts(sorted(self.replaced)).values() for told in part}
        read = self.parts.read(sorted(self.replaced - self.gone))
        return asked.union(*(asked_by(told.statements).get(key, ()) for key, told in read.items()))

    def _keep_members(self, groups: Regrouped) -> None:
        otherwise = {key for key in groups.now if groups.was.get(key) != groups.now[key]}
        self.dropped["members"] = otherwise | (groups.was.keys() - groups.now.keys())
        self.rows.members.extend(KeptMember(entity=key, cluster=groups.now[key]) for key in sorted(otherwise))

    def _keep_perhaps(self, old: Matched, now: Matched, moved: Ints) -> None:
        """The events that may be one now and were not before, and those that were."""
        gone, new = exchanged_pairs(old.perhaps, now.perhaps, moved)
        rows = perhaps_rows(old.columns.ids, Perhaps(*(column[gone] for column in old.perhaps)))
        self.dropped_perhaps = [(row.one, row.other) for row in rows]
        self.rows.perhaps.extend(
            perhaps_rows(now.columns.ids, Perhaps(*(column[new] for column in now.perhaps)))
        )


def report_of(columns: Columns) -> Callable[[str], str]:
    """What gives the report of an entity by its id."""
    return lambda key: columns.reports[columns.each.report[columns.at[key]]]
