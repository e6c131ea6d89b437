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
ARCS = ("ccomp", "xcomp", "obj", "obl", "advcl", "conj", "parataxis", "nsubj", "acl", "appos")
CLAUSES = ("acl:relcl", "appos", "acl", "advcl", "ccomp", "parataxis")
SORTS = {
    "where": "located_in",
    "who": "age nationality born_in born_on lives_in occupation also_known_as spouse_of parent_of sibling_of relative_of",
    "office": "leader_of deputy_leader_of commander_of spokesperson_for official_of member_of founder_of branch_of based_in",
    "tie": "courier_for associate_of same_as",
    "stance": "allied_with hostile_to sympathetic_to supports opposes described_as",
    "state": "size present_in controls splinter_of",
    "event": "event_type date place",
    "role": "actor target participant weapon part_of because_of about",
    "toll": "killed wounded captured released missing displaced killed_count wounded_count captured_count released_count "
    "missing_count displaced_count",
}  # fmt: skip
"""Properties by what they tell of: who somebody is or where a place lies are the outlet's own words more than others."""
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
            inside = range(self._parse.words[section.start].sentence, self._parse.words[section.end - 1].sentence + 1)
            found = {e: row for e, row in found.items() if any(n in inside for n in floor.mentioned[e])}
        found = {e: row for e, row in found.items() if e not in front}
        self._compare(found, sides, sentence, anchor)
        common = self._of_place(sides, anchor, sentence, property_)
        outlet = {f"outlet {name}": value for name, value in common.items() if value} | self._outlet(found, sentence)
        return found | {OUTLET: (outlet, None)}

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
            row["around"] = float("before 0" in row and "behind 0" in row)
            row["alone"] = float("before 0" in row and "goes on" in row) * share
            row["less linked"] = best - row.get("says mean", 0.0)
            row["others quoted"] = float(quoting - ("quote" in row))
            row["marked act"] = marked * float("act" in row)
            row["quote act"] = float("quote" in row and "act" in row)

    def _outlet(self, found: Candidates, sentence: int) -> Row:
        """What speaks for the outlet by what speaks for the others."""
        rows = [row for row, _ in found.values()]
        return {
            "outlet": 1.0,
            "less linked": max((row.get("says mean", 0.0) for row in rows), default=0.0),
            "others quoted": float(sum("quote" in row for row in rows)),
            "top share": max((row.get("share", 0.0) for row in rows), default=0.0),
            "some here": float(any(t.entity in found for t in self._floor.told_in.get(sentence, ()))),
            "some before": float(any("before 0" in row for row in rows)),
            "some go on": float(any("goes on" in row for row in rows)),
            "some around": float(any(row["around"] for row in rows)),
        }

    def _of_place(self, sides: Sequence[int], anchor: int, sentence: int, property_: str) -> Row:
        """What makes a place more or less likely the outlet's own, whoever else might speak."""
        words = self._parse.words
        row = self._of_sentence(sentence) | self._background(sides, anchor)
        row["marked"] = float(self._floor.marked[anchor])
        row["quoted since"] = self._quoted_since(anchor)
        row["offset"] = float(min(anchor - self._floor.start[sentence], 40))
        path = [anchor, *self._floor.above(anchor)]
        row["depth"] = float(min(len(path), 8))
        for away, word in enumerate(path):
            if words[word].relation in CLAUSES:
                row[f"in {words[word].relation}"] = 1.0
                row["clause away"] = float(away)
                break
        if property_ in SORT_OF:
            row[f"tells {SORT_OF[property_]}"] = 1.0
        verb = next((n for n in path if words[n].pos in ("VERB", "AUX")), None)
        if verb is not None:
            before = {words[n].text.lower() for n in range(max(self._floor.start[sentence], verb - 4), verb)}
            row |= {name: 1.0 for name in ("had", "would", "will", "has") if name in before}
        return row

    def _of_sentence(self, sentence: int) -> Row:
        """What holds of every place in a sentence."""
        if sentence not in self._sentences:
            floor = self._floor
            start, end = floor.start[sentence], floor.end[sentence]
            told = floor.told_in.get(sentence, [])
            before = bisect_left(floor.told_at, sentence)
            last = floor.told_at[before - 1] if before else sentence - 9
            quotation = floor.quotation.get(sentence, (sentence, sentence))
            text = [word.text.lower() for word in self._parse.words[start:end]] or [""]
            self._sentences[sentence] = {
                "first person": float(floor.first_person[sentence]),
                "all acts": float(len(told)),
                "known acts": float(sum(t.entity is not None for t in told)),
                "unknown acts": float(sum(t.entity is None for t in told)),
                "last act": float(min(sentence - last, 9)),
                "next act": float(min(floor.next_told(sentence) - sentence, 9)),
                "in paragraph": float(min(sentence - floor.opener[floor.paragraph[sentence]], 6)),
                "length": float(min(end - start, 50)),
                "content": floor.content.get(sentence, 0.0),
                "all linked": sum(floor.linked.get(sentence, {}).values()),
                "title": float(floor.paragraph[sentence] == 0),
                "question": float("?" in text),
                "bracketed": float(text[0] in ("[", "(")),
                "bullet": float(text[0] in ("-", "•", "*", "–", "—") or text[0].isdigit()),
                "begun": float(text[0] in ("he", "she", "they", "it")),
                "turned": float(text[0] in ("meanwhile", "earlier", "elsewhere", "separately", "however", "but")),
                "in quotation": float(min(sentence - quotation[0], 6)),
                "passed on": float(len(floor.houses.front(start)) > 1),
            }
        return self._sentences[sentence]

    def _quoted_since(self, anchor: int) -> float:
        """Sentences since the quotation around a word began."""
        sentence = self._parse.words[anchor].sentence
        if not self._floor.marked[anchor] or sentence not in self._floor.quotation:
            return 0.0
        return float(min(sentence - self._floor.quotation[sentence][0], 5))

    def _background(self, sides: Sequence[int], anchor: int) -> Row:
        """What makes words more likely the outlet's own whoever speaks around them: appositions, asides, what a mere
        phrase says."""
        words = self._parse.words
        start = min(self._spots[n].start for n in sides)
        end = max(self._spots[n].end for n in sides)
        path = [anchor, *self._floor.above(anchor)]
        arcs = {words[n].relation for n in path[:8]}
        plain = not any(words[n].pos in ("VERB", "AUX") for n in range(start, end))
        event = any(self._spots[n].kind == "Event" for n in sides)
        marked = self._floor.marked[anchor]
        return {
            "event": float(event),
            "phrase": float(plain and not event and not marked),
            "event phrase": float(plain and event and not marked),
            "apposition": float(not marked and "appos" in arcs),
            "relative": float(not marked and "acl:relcl" in arcs),
            "adjunct": float(not marked and bool(arcs & {"advcl", "acl"})),
            "bracket": float(
                not marked and any(words[n].text in "(–—" for n in range(max(start - 2, 0), end))
            ),
        }

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
            others = [side for side in sides if self._entity_of(side) != entity] or sides
            self._describe(row, told, others, where, min(rank, 2))

    def _describe(self, row: Row, told: Told, sides: Sequence[int], where: str, rank: int) -> None:
        """What an act at that place says of whose words the sides are, the source itself not counted as one."""
        anchor, act = self.anchor(sides), told.act
        row[f"{where} {rank}"] = 1.0
        row[f"{where} {act.kind}"] = 1.0
        row[f"{where} pronoun"] = float(act.source is not None and self._spots[act.source].kind == "pronoun")
        sentence = self._parse.words[anchor].sentence
        if where == "here":
            row[f"here {self._arc(act.cue, anchor)}"] = 1.0
            row[f"here {self._place(act, anchor)}"] = 1.0
            start, end = min(self._spots[n].start for n in sides), max(self._spots[n].end for n in sides)
            row["here inside"] = float(start <= act.cue < end)
        else:
            same = self._floor.paragraphs[act.cue] == self._floor.paragraphs[anchor]
            beside = "same" if same else "other"
            row[f"{where} {min(abs(told.sentence - sentence), 3)} {beside}"] = 1.0
            if where == "before" and rank == 0 and sentence not in self._floor.told_in:
                row["goes on"] = 1.0
            if self._floor.marked[anchor]:
                row[f"{where} marked {beside}"] = 1.0

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
        """How the anchor hangs on the cue: the arc by which its branch reaches it, `over` where the cue hangs on the
        anchor's clause, else `apart`."""
        words, n = self._parse.words, anchor
        for _ in range(20):
            if n == cue:
                return "self"
            head = words[n].head
            if head == cue:
                arc = words[n].relation.split(":")[0]
                return arc if arc in ARCS else "other"
            if head == n:
                break
            n = head
        n = cue
        for _ in range(20):
            head = words[n].head
            if head == n:
                break
            if words[n].relation.split(":")[0] in ("parataxis", "acl", "advcl", "ccomp"):
                return f"over {words[n].relation.split(':')[0]}"
            n = head
        return "apart"

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
