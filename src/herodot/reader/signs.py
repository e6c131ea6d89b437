"""What speaks for and against each draft, seen beside all other drafts of its report.

One rule: a sign is a name and a number that any report gives in the same way; nothing here knows the words themselves.
The network looks at one pair at a time; what it cannot see (a likelier date for the same event, an event that nobody
takes part in, the same said by two pairs of mentions) is noticed here and weighed by `weighing`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from herodot.model.vocabulary import load_vocabulary
from herodot.reader.candidates import ARTICLES, Spot
from herodot.reader.cast import Cast
from herodot.reader.drafts import Draft
from herodot.reader.links import LEAST, Link
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of

Signs = dict[str, float]
"""What speaks for and against a draft, each by name."""

LIKELY = 0.25
"""A draft of this score counts when others are weighed."""
VICTIMS = frozenset("killed wounded captured released missing displaced".split())
ONE_EACH = frozenset(("event_type", "place", "weapon", "occupation", "nationality"))
"""Properties that mostly have one value, beside the functional ones."""
HELPERS = frozenset(("same", "says", "passes"))
"""Links that are no statements."""
DETERMINERS = ARTICLES | frozenset(("his", "her", "its", "their"))
FAR_PATH, HIGHEST = 12, 20
"""What stands for a path between words of two trees, and how far up a tree is looked."""
NONE = math.log(LEAST / (1 - LEAST))
"""Log odds that stand for a link which was not kept."""


def signs_of(
    parse: Parse, spots: Sequence[Spot], cast: Cast, drafts: Sequence[Draft], links: Sequence[Link]
) -> list[Signs]:
    """The signs of each draft. Linear in the drafts and links."""
    told, linked = _Told(drafts), _linked(spots, cast, links)
    return [_signs(parse, spots, cast, d, told) | _more(parse, spots, cast, d, linked) for d in drafts]


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


@dataclass(slots=True)
class _Linked:
    """What the network says of pairs of spots and of those whom they stand for."""

    at: dict[tuple[int, int], dict[str, Link]] = field(default_factory=lambda: defaultdict(dict))
    support: dict[tuple[str, str, object], list[float]] = field(default_factory=lambda: defaultdict(list))
    sentences: dict[str, set[int]] = field(default_factory=dict)
    met: dict[tuple[str, str], float] = field(default_factory=dict)
    members: dict[str, tuple[float, float, float]] = field(default_factory=dict)


def _linked(spots: Sequence[Spot], cast: Cast, links: Sequence[Link]) -> _Linked:
    found = _Linked()
    for k in links:
        found.at[k.subject, k.value][k.label] = k
        subject = cast.of_spot.get(k.subject)
        if subject and k.label not in HELPERS:
            found.support[subject, k.label, _stands_for(spots, cast, k.value)].append(k.score)
    return found


def _stands_for(spots: Sequence[Spot], cast: Cast, n: int) -> object:
    spot = spots[n]
    if spot.date is not None:
        return spot.date.edtf
    if spot.number is not None:
        return spot.number.value
    return cast.of_spot.get(n, n)


def _signs(parse: Parse, spots: Sequence[Spot], cast: Cast, d: Draft, told: _Told) -> Signs:
    """The draft beside the other drafts."""
    rule = load_vocabulary().properties[d.property]
    score = logit(d.score)
    signs = {"score": score, f"property {d.property}": 1.0}
    if d.rule.startswith("rule:"):
        signs["by rule"] = 1.0
    rivals = [o for o in told.of_question[d.subject, d.property] if o.value != d.value]
    if rivals and (rule.functional or d.property in ONE_EACH):
        signs["margin"] = max(-3.0, min(3.0, score - logit(max(o.score for o in rivals))))
    elif rivals:
        signs["rivals"] = math.log1p(len(rivals))
    if any(
        o is not d and o.value == d.value and o.score > d.score
        for o in told.of_question[d.subject, d.property]
    ):
        signs["said again"] = 1.0
    others = [o.score for o in told.of_pair[d.subject, str(d.value)] if o.property != d.property]
    if others and d.property != "event_type":
        signs["other property"] = max(-3.0, min(3.0, logit(max(others)) - score))
    if cast.kind(d.subject) == "Event":
        signs |= _event_signs(spots, cast, d, told)
    return signs | _side_signs(parse, spots, cast, d)


def _event_signs(spots: Sequence[Spot], cast: Cast, d: Draft, told: _Told) -> Signs:
    member = cast.members[d.subject]
    signs = {
        "event arguments": math.log1p(
            told.arguments[d.subject] - (d.property != "event_type" and d.score >= LIKELY)
        ),
        "event triggers": math.log(len(member.spots)),
        "event as value": float(told.as_value[d.subject] > 0),
        f"event {member.event_type}": 1.0,
    }
    if d.property != "event_type":
        signs["event score"] = logit(told.types[d.subject]) if told.types[d.subject] else 0.0
    else:
        signs["type score"] = logit(d.score)
        signs["type arguments"] = math.log1p(told.arguments[d.subject])
    signs["trigger score"] = max(spots[n].score for n in member.spots)
    signs["first trigger"] = float(d.sides[0] == min(member.spots))
    return signs


def _side_signs(parse: Parse, spots: Sequence[Spot], cast: Cast, d: Draft) -> Signs:
    signs: Signs = {}
    first, last = spots[d.sides[0]], spots[d.sides[-1]]
    if d.value_type == "entity":
        if first.start <= last.start and last.end <= first.end:
            signs["value inside"] = 1.0
        if d.property in VICTIMS and _bare_total(parse, last):
            signs["bare total"] = 1.0
        signs["value named"] = float(last.named)
        signs["value pronoun"] = float(last.kind == "pronoun")
        if not last.named and cast.kind(str(d.value)) in ("Person", "Organization", "PublicBody"):
            signs["value described"] = 1.0
    if cast.kind(d.subject) != "Event":
        signs["subject named"] = float(first.named)
        signs["subject pronoun"] = float(first.kind == "pronoun")
    return signs


def _bare_total(parse: Parse, spot: Spot) -> bool:
    """Whether a group is nothing but a number of people: "43 prisoners"; the count says as much."""
    first = parse.words[spot.start]
    return (
        spot.kind == "Group" and spot.end - spot.start == 2 and (first.pos == "NUM" or first.text.isdigit())
    )


def _more(parse: Parse, spots: Sequence[Spot], cast: Cast, d: Draft, linked: _Linked) -> Signs:
    """The draft by its words' places, the tree, and what the network says around it."""
    words = parse.words
    a, b = d.sides[0], d.sides[-1]
    first, last = spots[a], spots[b]
    low, high = (first, last) if first.start <= last.start else (last, first)
    sentence = words[first.start].sentence
    value_kind = cast.kind(str(d.value)) if d.value_type == "entity" else d.value_type
    signs: Signs = {
        "apart": math.log1p(max(0, high.start - low.end)),
        "sentences apart": float(abs(sentence - words[last.start].sentence)),
        "subject first": float(first.start <= last.start),
        "sentence": math.log1p(sentence),
        "through the text": first.start / len(words),
        "length": math.log(len(words)),
        "between": math.log1p(sum(spots[n].kind != "pronoun" for n in range(min(a, b) + 1, max(a, b)))),
        f"subject {cast.kind(d.subject)}": 1.0,
        f"value {value_kind}": 1.0,
    }
    for name, spot in (("subject", first), ("value", last)):
        signs[f"{name} score"] = spot.score
        signs[f"{name} words"] = float(spot.end - spot.start)
        signs[f"{name} capital"] = float(words[spot.start].text[:1].isupper())
        signs[f"{name} determiner"] = float(words[spot.start].text.lower() in DETERMINERS)
    signs |= _tree_signs(parse, first, last) | _member_signs(spots, cast, linked, "subject", d.subject)
    if d.value_type == "entity":
        signs |= _member_signs(spots, cast, linked, "value", str(d.value))
        signs["met"] = _met(parse, spots, cast, linked, (d.subject, str(d.value)))
        back = linked.support.get((str(d.value), d.property, d.subject))
        signs["turned round"] = logit(max(back)) - NONE if back else 0.0
    elif d.value_type == "number":
        signs["number"] = math.log1p(abs(float(str(d.value))))
    elif d.value_type == "date":
        signs["date"] = float(len(str(d.value)))
    return signs | _link_signs(cast, d, linked)


def _link_signs(cast: Cast, d: Draft, linked: _Linked) -> Signs:
    a, b = d.sides[0], d.sides[-1]
    value = d.value if d.value_type in ("entity", "date", "number") else cast.of_spot.get(b, b)
    scores = sorted(linked.support.get((d.subject, d.property, value), ()), reverse=True)
    signs = {"support": math.log1p(len(scores))}
    if scores:
        signs["support in all"] = math.log(0.01 - sum(math.log(1 - min(s, 0.998)) for s in scores)) + 5
    if len(scores) > 1:
        signs["second support"] = logit(scores[1]) - NONE
    here, back = linked.at.get((a, b), {}), linked.at.get((b, a), {}) if a != b else {}
    own = here.get(d.property)
    if own:
        signs["denied"] = own.denied
        signs["uncertain"] = 1 - own.certainty[0]
        signs["not actual"] = 1 - own.mood[0]
    others = [k.score for name, k in here.items() if name != d.property and name not in HELPERS]
    signs["pair otherwise"] = logit(max(others)) - NONE if others else 0.0
    turned = [k.score for name, k in back.items() if name not in HELPERS]
    signs["pair turned"] = logit(max(turned)) - NONE if turned else 0.0
    signs["pair same"] = max((k["same"].score for k in (here, back) if "same" in k), default=0.0)
    if cast.kind(d.subject) == "Event":
        triggers = [linked.at.get((n, n), {}).get("event_type") for n in cast.members[d.subject].spots]
        signs["best trigger"] = max((k.score for k in triggers if k), default=0.0)
    return signs


def _member_signs(spots: Sequence[Spot], cast: Cast, linked: _Linked, name: str, key: str) -> Signs:
    """How often somebody is named, how often by a pronoun, and whether always as one kind."""
    if key not in linked.members:
        member = cast.members[key]
        alike = sum(spots[n].kind == member.kind for n in member.spots)
        linked.members[key] = (
            math.log1p(len(member.spots)),
            math.log1p(len(member.pronouns)),
            alike / max(1, len(member.spots)),
        )
    mentions, pronouns, kind = linked.members[key]
    return {f"{name} mentions": mentions, f"{name} pronouns": pronouns, f"{name} of one kind": kind}


def _met(parse: Parse, spots: Sequence[Spot], cast: Cast, linked: _Linked, pair: tuple[str, str]) -> float:
    """In how many sentences both are spoken of."""
    if pair not in linked.met:
        for key in pair:
            if key not in linked.sentences:
                member = cast.members[key]
                linked.sentences[key] = {
                    parse.words[spots[n].start].sentence for n in (*member.spots, *member.pronouns)
                }
        linked.met[pair] = math.log1p(len(linked.sentences[pair[0]] & linked.sentences[pair[1]]))
    return linked.met[pair]


def _tree_signs(parse: Parse, first: Spot, last: Spot) -> Signs:
    """How both hang in the sentence's tree and on each other."""
    words = parse.words
    a, b = head_of(parse, first.start, first.end), head_of(parse, last.start, last.end)
    signs: Signs = {
        f"subject {words[a].pos}": 1.0,
        f"subject as {words[a].relation.split(':')[0]}": 1.0,
        f"value as {words[b].relation.split(':')[0]}": 1.0,
    }
    up, other = _upward(parse, a), _upward(parse, b)
    places = {word: n for n, word in enumerate(other)}
    met = next((n for n, word in enumerate(up) if word in places), None)
    if met is None:
        return signs | {"path": float(FAR_PATH)}
    stop = places[up[met]]
    signs["path"] = float(met + stop)
    return signs | {f"over {words[n].relation.split(':')[0]}": 1.0 for n in (*up[:met], *other[:stop])}


def _upward(parse: Parse, word: int) -> list[int]:
    found = [word]
    while parse.words[word].head != word and len(found) <= HIGHEST:
        word = parse.words[word].head
        found.append(word)
    return found


def logit(chance: float) -> float:
    """Log odds of a chance, kept within six."""
    chance = min(max(chance, 0.002), 0.998)
    return math.log(chance / (1 - chance))
