"""Everybody who might say what stands at a place of a text, with what speaks for and against each.

One rule: the outlet is one of them; what the signs weigh is learned (`training/voices.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from herodot.reader.acts import Act
from herodot.reader.cast import OUTLET
from herodot.reader.floor import Floor, Told, odds
from herodot.reader.phrases import head_of
from herodot.reader.turns import Row, Turns

BACK, AHEAD = 5, 2
"""Sentences before and behind a place in which acts of saying are looked at."""
REACH = 400
"""Words before and behind a place beyond which nothing is looked at, however long the sentences."""
RUNNING = 30
"""Sentences before a place in which the last voice may still go on."""
ARCS = ("apart", "ccomp", "nsubj")
CLAUSES = ("acl:relcl", "appos", "acl", "advcl", "ccomp", "parataxis")
VERBAL = ("VERB", "AUX")
SORTS = {
    "where": "located_in",
    "who": "age nationality born_in born_on lives_in occupation also_known_as spouse_of parent_of sibling_of "
    "relative_of",
    "office": "leader_of deputy_leader_of commander_of spokesperson_for official_of member_of founder_of branch_of "
    "based_in",
    "stance": "allied_with hostile_to sympathetic_to supports opposes described_as",
    "role": "actor target participant weapon part_of because_of about",
    "toll": "killed wounded captured released missing displaced killed_count wounded_count captured_count "
    "released_count missing_count displaced_count",
}  # fmt: skip
"""Properties by what they tell of: who somebody is and where a place lies are the outlet's own words more often."""
SORT_OF = {property_: sort for sort, known in SORTS.items() for property_ in known.split()}

Candidates = dict[str, tuple[Row, Act | None]]


class Speakers:
    """Candidates for a report's places; what holds of a sentence is made once."""

    def __init__(self, floor: Floor) -> None:
        self._floor, self._parse, self._spots = floor, floor.parse, floor.spots
        self._entity_of = floor.entity_of
        self._turns = Turns(floor)
        self._sentences: dict[int, Row] = {}

    def candidates(self, sides: Sequence[int], property_: str = "") -> Candidates:
        """Everybody who might say what stands at the spots `sides`, the outlet last, each with its signs and the act by
        which it would say it. Who passes the whole on (`Houses.front`) is the outlet's, and none of them."""
        floor = self._floor
        anchor = self.anchor(sides)
        sentence = self._parse.words[anchor].sentence
        found: Candidates = {}
        self._add_acts(found, sides, anchor)
        self._add_quotes(found, sides)
        self._add_links(found, sides)
        for entity in self._anywhere(sentence):
            if entity not in found:
                found[entity] = ({"added": 1.0}, None)
        front = floor.houses.front(anchor)
        section = floor.section(anchor)
        if section is not None:
            inside = range(
                self._parse.words[section.start].sentence, self._parse.words[section.end - 1].sentence + 1
            )
            found = {e: row for e, row in found.items() if any(n in inside for n in floor.mentioned[e])}
        found = {e: row for e, row in found.items() if e not in front}
        self._compare(found, sides, sentence, anchor)
        common = self._of_place(sides, anchor, sentence, property_)
        return found | {OUTLET: (common | self._outlet(found, sentence), None)}

    def anchor(self, sides: Sequence[int]) -> int:
        """The word over some spots that the others hang on."""
        start = min(self._spots[n].start for n in sides)
        return head_of(self._parse, start, max(self._spots[n].end for n in sides))

    def _anywhere(self, sentence: int) -> list[str]:
        """Who may speak though no act, content or link nearby says so: the busiest sources, who is named most, the last
        voice, and whom the network links to the sentence."""
        floor = self._floor
        found = [*floor.sources, *floor.named, *floor.linked.get(sentence, ())]
        for n in range(bisect_left(floor.told_at, sentence) - 1, -1, -1):
            told = floor.told[n]
            if told.sentence < sentence - RUNNING:
                break
            if told.entity:
                found.append(told.entity)
                break
        return found

    def _compare(self, found: Candidates, sides: Sequence[int], sentence: int, anchor: int) -> None:
        """Adds to each candidate how it stands to the sentence and to the others."""
        own = {self._entity_of(n) for n in sides}
        best = max((row.get("says mean", 0.0) for row, _ in found.values()), default=0.0)
        quoting = sum("quote" in row for row, _ in found.values())
        marked = float(self._floor.marked[anchor])
        since = self._quoted_since(anchor)
        for entity, (row, _) in found.items():
            row |= self._turns.row(entity, sentence)
            share = row.get("share", 0.0)
            row["any"] = 1.0
            row["own"] = float(entity in own)
            row["marked"] = marked
            row["quoted since"] = since
            row["alone"] = float("before 0" in row and "goes on" in row) * share
            row["less linked"] = best - row.get("says mean", 0.0)
            row["others quoted"] = float(quoting - ("quote" in row))
            row["marked act"] = marked * float("act" in row)
            row["quote act"] = float("quote" in row and "act" in row)

    def _outlet(self, found: Candidates, sentence: int) -> Row:
        """What speaks for the outlet by what speaks for the others."""
        rows = [row for row, _ in found.values()]
        return {
            "less linked": max((row.get("says mean", 0.0) for row in rows), default=0.0),
            "others quoted": float(sum("quote" in row for row in rows)),
            "top share": max((row.get("share", 0.0) for row in rows), default=0.0),
            "some here": float(any(t.entity in found for t in self._floor.told_in.get(sentence, ()))),
            "some before": float(any("before 0" in row for row in rows)),
            "some go on": float(any("goes on" in row for row in rows)),
        }

    def _of_place(self, sides: Sequence[int], anchor: int, sentence: int, property_: str) -> Row:
        """What makes a place more or less likely the outlet's own, whoever else might speak."""
        words, marked = self._parse.words, self._floor.marked[anchor]
        path = [anchor, *self._floor.above(anchor)]
        clause = next((r for n in path if (r := words[n].relation) in CLAUSES), "")
        spoken = any(
            words[w].pos in VERBAL for n in sides for w in range(self._spots[n].start, self._spots[n].end)
        )
        event = any(self._spots[n].kind == "Event" for n in sides)
        verb = next((n for n in path if words[n].pos in VERBAL), anchor)
        start = self._floor.start[sentence]
        row = {
            "outlet marked": float(marked),
            "outlet quoted since": self._quoted_since(anchor),
            "outlet offset": float(min(anchor - start, 40)),
            "outlet depth": float(min(len(path), 8)),
            "outlet in ccomp": float(clause == "ccomp"),
            "outlet phrase": float(not (spoken or event or marked)),
            "outlet had": float(
                any(words[n].text.lower() == "had" for n in range(max(start, verb - 4), verb))
            ),
        }
        if property_ in SORT_OF:
            row[f"outlet tells {SORT_OF[property_]}"] = 1.0
        return row | self._of_sentence(sentence)

    def _of_sentence(self, sentence: int) -> Row:
        """What holds of every place in a sentence."""
        if sentence not in self._sentences:
            floor = self._floor
            told = floor.told_in.get(sentence, [])
            before = bisect_left(floor.told_at, sentence)
            last = floor.told_at[before - 1] if before else sentence - 9
            known = sum(t.entity is not None for t in told)
            self._sentences[sentence] = {
                "outlet first person": float(floor.first_person[sentence]),
                "outlet all acts": float(len(told)),
                "outlet known acts": float(known),
                "outlet unknown acts": float(len(told) - known),
                "outlet last act": float(min(sentence - last, 9)),
                "outlet in paragraph": float(min(sentence - floor.opener[floor.paragraph[sentence]], 6)),
                "outlet length": float(min(floor.end[sentence] - floor.start[sentence], 50)),
                "outlet content": floor.content.get(sentence, 0.0),
                "outlet all linked": sum(floor.linked.get(sentence, {}).values()),
                "outlet in quotation": float(
                    min(sentence - floor.quotation.get(sentence, (sentence, 0))[0], 6)
                ),
            }
        return self._sentences[sentence]

    def _quoted_since(self, anchor: int) -> float:
        """Sentences since the quotation around a word began."""
        sentence = self._parse.words[anchor].sentence
        if not self._floor.marked[anchor] or sentence not in self._floor.quotation:
            return 0.0
        return float(min(sentence - self._floor.quotation[sentence][0], 5))

    def _add_acts(self, found: Candidates, sides: Sequence[int], anchor: int) -> None:
        """Acts in the sentence, the innermost that governs the anchor first, the last before and the next behind."""
        floor, here = self._floor, self._parse.words[anchor].sentence
        first = max(bisect_left(floor.told_at, here - BACK), bisect_left(floor.cues, anchor - REACH))
        stop = min(bisect_right(floor.told_at, here + AHEAD), bisect_right(floor.cues, anchor + REACH))
        above = {cue: depth for depth, cue in enumerate(floor.above(anchor))}
        near = sorted(
            floor.told[first:stop],
            key=lambda t: (abs(t.sentence - here), above.get(t.act.cue, 99), abs(t.act.cue - anchor)),
        )
        seen: set[tuple[str, str]] = set()
        between = {"before": 0, "here": 0, "behind": 0}
        for told in near:
            entity, act = told.entity, told.act
            where = "here" if told.sentence == here else "before" if act.cue < anchor else "behind"
            rank = between[where]
            between[where] += 1
            if entity is None or (entity, where) in seen:
                continue
            seen.add((entity, where))
            row, old = found.get(entity, ({}, None))
            found[entity] = (row, old or act)
            row["act"] = 1.0
            if where == "behind":
                continue
            others = [side for side in sides if self._entity_of(side) != entity] or sides
            self._describe(row, told, others, where, min(rank, 2))

    def _describe(self, row: Row, told: Told, sides: Sequence[int], where: str, rank: int) -> None:
        """What an act at that place says of whose words the sides are, the source itself not counted as one."""
        anchor, act, floor = self.anchor(sides), told.act, self._floor
        row[f"{where} {rank}"] = 1.0
        row[f"{where} {act.kind}"] = 1.0
        if act.source is not None and self._spots[act.source].kind == "pronoun":
            row[f"{where} pronoun"] = 1.0
        if where == "here":
            arc = self._arc(act.cue, anchor)
            if arc in ARCS:
                row[f"here {arc}"] = 1.0
            row[f"here {self._place(act, anchor)}"] = 1.0
            return
        sentence = self._parse.words[anchor].sentence
        beside = "same" if floor.paragraphs[act.cue] == floor.paragraphs[anchor] else "other"
        row[f"before {min(sentence - told.sentence, 3)} {beside}"] = 1.0
        if rank == 0 and sentence not in floor.told_in:
            row["goes on"] = 1.0
        if floor.marked[anchor]:
            row[f"before marked {beside}"] = 1.0

    def _place(self, act: Act, anchor: int) -> str:
        """Where the cue stands to the anchor: `tail` ends the sentence, `that` and `mark` lead to a clause before it,
        `cut` has another act between; else `before` or `after`."""
        words = self._parse.words
        if act.cue > anchor:
            rest = sum(
                1
                for n in range(act.cue + 1, min(act.cue + 12, len(words)))
                if words[n].sentence == words[act.cue].sentence
                and words[n].pos not in ("PUNCT", "PROPN", "NOUN", "DET")
            )
            return "tail" if rest < 3 else "after"
        if any(a.source is not None and act.cue < a.cue < anchor for a in self._floor.here(act)):
            return "cut"
        for n in range(act.cue + 1, min(anchor, act.cue + REACH)):
            if words[n].text.lower() == "that" and words[n].pos == "SCONJ":
                return "that"
            if words[n].text in ',:“"':
                return "mark"
        return "before"

    def _arc(self, cue: int, anchor: int) -> str:
        """The arc by which the anchor's branch reaches the cue that governs it, else `apart`."""
        words = self._parse.words
        path = [anchor, *self._floor.above(anchor)]
        if cue not in path:
            return "apart"
        at = path.index(cue)
        return words[path[at - 1]].relation if at else "self"

    def _add_quotes(self, found: Candidates, sides: Sequence[int]) -> None:
        """Contents of the attribution head that hold all or some of the sides."""
        start = min(self._spots[n].start for n in sides)
        end = max(self._spots[n].end for n in sides)
        for n in range(bisect_left(self._floor.quote_starts, end) - 1, -1, -1):
            quote = self._floor.quotes[n]
            if quote.start < start - REACH:
                break
            if quote.source is None or quote.end <= start:
                continue
            entity = self._entity_of(quote.source)
            if entity:
                row = found.setdefault(entity, ({}, None))[0]
                row["quote" if quote.start <= start and end <= quote.end else "part quote"] = 1.0

    def _add_links(self, found: Candidates, sides: Sequence[int]) -> None:
        """The network's word, as log odds above that of a link it did not keep: the best and the mean over sides."""
        totals: dict[str, dict[int, float]] = defaultdict(dict)
        for side in sides:
            for score, entity in self._floor.says.get(side, ()):
                totals[entity][side] = max(totals[entity].get(side, 0.0), odds(score))
        for entity, said in totals.items():
            row = found.setdefault(entity, ({}, None))[0]
            row["says most"] = max(said.values())
            row["says mean"] = sum(said.values()) / len(sides)
