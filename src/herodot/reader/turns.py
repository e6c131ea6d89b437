"""How a source stands to a sentence: when it spoke last and next, who spoke between, how much of it is linked to it.

One rule: these signs look at sentences alone; what a clause says is `speakers`' business.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from herodot.reader.floor import Floor

FAR, FAR_PARAGRAPHS = 20.0, 9.0
"""What stands for no act before or behind, in sentences and in paragraphs."""
MOST, MOST_BETWEEN = 15, 6
"""Sentences, and others' acts between, from which on more make no difference."""
BACK = 6
"""Sentences before one in which a voice counts as recent."""
_LONG = re.compile(r"[a-z]{4,}")
_COMMON = frozenset("news press agency service radio daily times post journal state national".split())
"""Words that two houses may share without being one."""

Row = dict[str, float]


class Turns:
    """Signs of an entity at a sentence; each is made once."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._rows: dict[tuple[str, int], Row] = {}
        self._fixed: dict[str, Row] = {}
        self._house = set(_LONG.findall(floor.houses.outlet.lower())) - _COMMON

    def row(self, entity: str, sentence: int) -> Row:
        """All signs that are not 0."""
        key = (entity, sentence)
        if key not in self._rows:
            if entity not in self._fixed:
                self._fixed[entity] = self._of_entity(entity)
            row = dict(self._fixed[entity])
            self._add_acts(row, entity, sentence)
            self._add_links(row, entity, sentence)
            self._add_mentions(row, entity, sentence)
            self._rows[key] = {name: value for name, value in row.items() if value}
        return self._rows[key]

    def _of_entity(self, entity: str) -> Row:
        """What holds of a source wherever it speaks."""
        floor = self._floor
        member = floor.cast.members[entity]
        spots, text = floor.spots, floor.parse.text
        named = [n for n in member.spots if spots[n].named]
        words = " ".join(text(spots[n].start, spots[n].end) for n in named or member.spots[:3])
        return {
            f"kind {member.kind}": 1.0,
            "named": float(bool(named or member.name)),
            "acts": float(min(len(floor.acts.get(entity, ())), 8)),
            "mentions": float(min(floor.mentions[entity], 12)),
            "source rank": float(floor.sources.index(entity) if entity in floor.sources else 4),
            "name rank": float(floor.named.index(entity) if entity in floor.named else 3),
            "share": floor.shares.get(entity, 0.0),
            "in title": float(0 in floor.mentioned[entity]),
            "like outlet": float(not self._house.isdisjoint(_LONG.findall(words.lower()))),
        }

    def _add_acts(self, row: Row, entity: str, sentence: int) -> None:
        """The last act before and the next behind, who speaks between, and whose a quotation around is."""
        floor, acts = self._floor, self._floor.acts.get(entity, [])
        paragraph = floor.paragraph[sentence]
        first, stop = bisect_left(acts, (sentence, -1)), bisect_left(acts, (sentence + 1, -1))
        row["acts here"] = float(stop - first)
        row["since"], row["since paragraphs"] = FAR, FAR_PARAGRAPHS
        if first:
            last, number = acts[first - 1]
            others = self._others(entity, last + 1, sentence)
            row["since"] = float(min(sentence - last, MOST))
            row["since paragraphs"] = float(min(paragraph - floor.paragraph[last], MOST_BETWEEN))
            row["between"] = float(min(len(others), MOST_BETWEEN))
            row["between known"] = float(min(sum(e is not None for e in others), MOST_BETWEEN))
            row["recent"] = float(first - bisect_left(acts, (sentence - BACK, -1)))
            behind = [t.entity for t in floor.told[number + 1 : number + 8] if t.sentence == last]
            row["last voice"] = float(
                not any(e not in (entity, None) for e in (*behind, *others)) and sentence - last < MOST
            )
            row["opened paragraph"] = float(last == floor.opener[floor.paragraph[last]])
            row[f"since {floor.told[number].act.kind}"] = 1.0
        row["until"], row["until paragraphs"] = FAR, FAR_PARAGRAPHS
        if stop < len(acts):
            ahead = acts[stop][0]
            row["until"] = float(min(ahead - sentence, MOST))
            row["until paragraphs"] = float(min(floor.paragraph[ahead] - paragraph, MOST_BETWEEN))
            others = self._others(entity, sentence + 1, ahead)
            row["until known"] = float(min(sum(e is not None for e in others), MOST_BETWEEN))
        if sentence in floor.quotation and acts:
            begin, end = floor.quotation[sentence]
            row["quotation begun"] = float(self._speaks(acts, begin - 1, begin + 1))
            row["quotation ended"] = float(self._speaks(acts, end, end + 2))

    @staticmethod
    def _speaks(acts: Sequence[tuple[int, int]], start: int, stop: int) -> bool:
        """Whether one of some acts is in the sentences `[start, stop)`."""
        return bisect_left(acts, (start, -1)) < bisect_left(acts, (stop, -1))

    def _others(self, entity: str, start: int, stop: int) -> list[str | None]:
        """Who else speaks in the sentences `[start, stop)`, up to a few."""
        found: list[str | None] = []
        for n in range(bisect_left(self._floor.told_at, start), len(self._floor.told)):
            told = self._floor.told[n]
            if told.sentence >= stop or len(found) > 2 * MOST_BETWEEN:
                break
            if told.entity != entity:
                found.append(told.entity)
        return found

    def _add_links(self, row: Row, entity: str, sentence: int) -> None:
        """How much of the sentences around the network and the attribution head give to the entity."""
        linked, quoted = self._floor.linked, self._floor.quoted
        for away in (-2, -1, 0, 1):
            if sentence + away in linked:
                row[f"linked {away}"] = linked[sentence + away].get(entity, 0.0)
            if away in (-1, 0) and sentence + away in quoted:
                row[f"content {away}"] = quoted[sentence + away].get(entity, 0.0)
        before = range(max(sentence - BACK, 0), sentence)
        row["linked before"] = max((linked[n].get(entity, 0.0) for n in before if n in linked), default=0.0)
        if sentence in linked:
            row["linked rival"] = max((v for e, v in linked[sentence].items() if e != entity), default=0.0)

    def _add_mentions(self, row: Row, entity: str, sentence: int) -> None:
        """Whether the sentence and those beside it speak of the entity, and how it does."""
        floor = self._floor
        mentioned = floor.mentioned[entity]
        row["mentioned before"] = float(sentence - 1 in mentioned)
        row["mentioned behind"] = float(sentence + 1 in mentioned)
        row["mentioned"] = float(sentence in mentioned)
        if sentence not in mentioned:
            return
        words, member = floor.parse.words, floor.cast.members[entity]
        for n in (*member.spots, *member.pronouns):
            spot = floor.spots[n]
            if words[spot.start].sentence == sentence:
                if any(words[w].relation.startswith("nsubj") for w in range(spot.start, spot.end)):
                    row["subject"] = 1.0
                if spot.kind == "pronoun":
                    row["pronoun"] = 1.0
