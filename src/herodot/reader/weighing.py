"""How sure the reader is of each draft, seen beside all other drafts of its report.

One rule: the network looks at one pair at a time; what it cannot see (a likelier date for the same event, an event
that nobody takes part in) is weighed here, with weights learned from reports that training never saw.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from herodot.model.vocabulary import load_vocabulary
from herodot.reader.candidates import Spot
from herodot.reader.cast import Cast
from herodot.reader.drafts import Draft
from herodot.reader.parse import Parse

Signs = dict[str, float]
"""What speaks for and against a draft, each by name."""

LIKELY = 0.25
"""A draft of this score counts when others are weighed."""
VICTIMS = frozenset("killed wounded captured released missing displaced".split())
ONE_EACH = frozenset(("event_type", "place", "weapon", "occupation", "nationality"))
"""Properties that mostly have one value, beside the functional ones."""


def weigh(drafts: Sequence[Draft], signs: Sequence[Signs], weights: Mapping[str, float]) -> list[Draft]:
    """The drafts with new scores: the logistic of the weighted signs. Without weights they stay as they are."""
    if not weights:
        return list(drafts)
    return [
        replace(
            d, score=1 / (1 + math.exp(-sum([weights.get(name, 0.0) * value for name, value in own.items()])))
        )
        for d, own in zip(drafts, signs, strict=True)
    ]


def signs_of(parse: Parse, spots: Sequence[Spot], cast: Cast, drafts: Sequence[Draft]) -> list[Signs]:
    """The signs of each draft. Linear in the drafts."""
    told = _Told(drafts)
    return [_signs(parse, spots, cast, d, told) for d in drafts]


class _Told:
    """What all drafts together say."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.of_question: dict[tuple[str, str], list[Draft]] = defaultdict(list)
        self.of_pair: dict[tuple[str, str], list[Draft]] = defaultdict(list)
        self.as_value: dict[str, int] = defaultdict(int)
        self.arguments: dict[str, int] = defaultdict(int)
        self.types: dict[str, float] = defaultdict(float)
        for d in drafts:
            self.of_question[d.subject, d.property].append(d)
            self.of_pair[d.subject, str(d.value)].append(d)
            if d.property == "event_type":
                self.types[d.subject] = max(self.types[d.subject], d.score)
            elif d.score >= LIKELY:
                self.arguments[d.subject] += 1
                self.as_value[str(d.value)] += 1


def _signs(parse: Parse, spots: Sequence[Spot], cast: Cast, d: Draft, told: _Told) -> Signs:
    rule = load_vocabulary().properties[d.property]
    score = _logit(d.score)
    signs = {"one": 1.0, "score": score, f"property {d.property}": 1.0}
    if d.rule.startswith("rule:"):
        signs["by rule"] = 1.0
    rivals = [o for o in told.of_question[d.subject, d.property] if o.value != d.value]
    if rivals and (rule.functional or d.property in ONE_EACH):
        signs["margin"] = max(-3.0, min(3.0, score - _logit(max(o.score for o in rivals))))
    elif rivals:
        signs["rivals"] = math.log1p(len(rivals))
    if any(
        o is not d and o.value == d.value and o.score > d.score
        for o in told.of_question[d.subject, d.property]
    ):
        signs["said again"] = 1.0
    others = [o.score for o in told.of_pair[d.subject, str(d.value)] if o.property != d.property]
    if others and d.property != "event_type":
        signs["other property"] = max(-3.0, min(3.0, _logit(max(others)) - score))
    if cast.kind(d.subject) == "Event":
        signs |= _event_signs(spots, cast, d, told)
    signs |= _side_signs(parse, spots, cast, d)
    return signs


def _event_signs(spots: Sequence[Spot], cast: Cast, d: Draft, told: _Told) -> Signs:
    member = cast.members[d.subject]
    signs = {
        "event arguments": math.log1p(
            told.arguments[d.subject] - (d.property != "event_type" and d.score >= LIKELY)
        ),
        "event triggers": math.log(len(member.spots)),
        "event as value": float(told.as_value[d.subject] > 0),
    }
    if d.property != "event_type":
        signs["event score"] = _logit(told.types[d.subject]) if told.types[d.subject] else 0.0
    else:
        signs["type score"] = _logit(d.score)
        signs["type arguments"] = math.log1p(told.arguments[d.subject])
    signs["trigger score"] = max(spots[n].score for n in member.spots)
    return signs


def _side_signs(parse: Parse, spots: Sequence[Spot], cast: Cast, d: Draft) -> Signs:
    signs: Signs = {}
    first, last = spots[d.sides[0]], spots[d.sides[-1]]
    if parse.words[first.start].sentence != parse.words[last.start].sentence:
        signs["far"] = 1.0
    if d.value_type == "entity":
        if first.start <= last.start and last.end <= first.end:
            signs["value inside"] = 1.0
        if d.property in VICTIMS and _bare_total(parse, last):
            signs["bare total"] = 1.0
        signs["value score"] = last.score
        signs["value named"] = float(last.named)
        signs["value pronoun"] = float(last.kind == "pronoun")
        if not last.named and cast.kind(str(d.value)) in ("Person", "Organization", "PublicBody"):
            signs["value described"] = 1.0
    if cast.kind(d.subject) != "Event":
        signs["subject score"] = first.score
        signs["subject named"] = float(first.named)
        signs["subject pronoun"] = float(first.kind == "pronoun")
    return signs


def _bare_total(parse: Parse, spot: Spot) -> bool:
    """Whether a group is nothing but a number of people: "43 prisoners"; the count says as much."""
    first = parse.words[spot.start]
    return (
        spot.kind == "Group" and spot.end - spot.start == 2 and (first.pos == "NUM" or first.text.isdigit())
    )


def _logit(chance: float) -> float:
    chance = min(max(chance, 0.002), 0.998)
    return math.log(chance / (1 - chance))
