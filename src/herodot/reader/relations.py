"""From links between spots to drafts of statements.

One rule: what the vocabulary does not allow (a place that leads, a person as a date) is never drafted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from herodot.model.records import Value, ValueType
from herodot.model.vocabulary import load_vocabulary
from herodot.reader.candidates import Spot
from herodot.reader.cast import Cast
from herodot.reader.drafts import Draft
from herodot.reader.labels import Labels
from herodot.reader.links import Link
from herodot.reader.modality import modality_of
from herodot.reader.pairs import PHRASES
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of
from herodot.reader.victims import as_the_verb_says

AROUND = 3
"""Words beside a pair that belong to its evidence: annotators' evidence overlaps best with this many."""
AROUND_ONE = 5
"""The same beside a single span."""
WORTH_COUNTING = 11
"""Groups smaller than this have no `size` where their own words give it: "two men" are two, as everybody reads."""
LINKS_ONLY = ("same", "says", "passes", "event_type")


def draft_relations(
    parse: Parse, spots: Sequence[Spot], links: Sequence[Link], cast: Cast, labels: Labels
) -> list[Draft]:
    """A draft for every link that is likely enough and that the vocabulary allows, the likeliest of each kind."""
    drafts: dict[tuple[object, ...], Draft] = {}
    for link in links:
        if link.label in LINKS_ONLY or link.score < labels.faint:
            continue
        draft = _draft(parse, spots, link, cast, labels)
        if draft is None:
            continue
        draft = as_the_verb_says(parse, spots, draft)
        key = (draft.subject, draft.property, draft.value, draft.words[0] // 40)
        if key not in drafts or drafts[key].score < draft.score:
            drafts[key] = draft
    return _without_inner(parse, spots, list(drafts.values()))


def _without_inner(parse: Parse, spots: Sequence[Spot], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those whose value only defines another's: of "a sister of X" was freed, the sister was."""
    heads: dict[tuple[str, str], set[int]] = defaultdict(set)
    for d in drafts:
        if d.value_type == "entity":
            spot = spots[d.sides[-1]]
            heads[d.subject, d.property].add(head_of(parse, spot.start, spot.end))
    kept = []
    for d in drafts:
        spot = spots[d.sides[-1]]
        word = parse.words[head_of(parse, spot.start, spot.end)]
        inner = word.relation in ("nmod", "nmod:poss") and word.head in heads.get((d.subject, d.property), ())
        if d.value_type != "entity" or not inner:
            kept.append(d)
    return kept


def draft_event_types(
    parse: Parse, spots: Sequence[Spot], links: Sequence[Link], cast: Cast, labels: Labels
) -> list[Draft]:
    """What kind of event each trigger tells of."""
    sure = {k.subject: k for k in links if k.label == "event_type" and k.subject == k.value}
    drafts = []
    for member in cast.members.values():
        if member.kind != "Event":
            continue
        for n in member.spots:
            polarity, certainty, mood = modality_of(parse, spots, sure[n], labels)
            drafts.append(
                Draft(
                    subject=member.key, property="event_type", value=spots[n].event_type, value_type="text",
                    sides=(n,), words=evidence_words(parse, spots, (n,)), score=sure[n].score, rule="head:event_type",
                    polarity=polarity, certainty=certainty, mood=mood,
                )
            )  # fmt: skip
    return drafts


def _draft(parse: Parse, spots: Sequence[Spot], link: Link, cast: Cast, labels: Labels) -> Draft | None:
    subject = cast.of_spot.get(link.subject)
    value = _value(parse, spots, link.value, link.label, cast)
    if subject is None or value is None or subject == value[0]:
        return None
    if link.label == "size" and _says_itself(spots[link.subject], spots[link.value]):
        return None
    known = load_vocabulary().properties[link.label]
    if cast.kind(subject) not in known.subjects or value[1] not in known.value_types:
        return None
    if value[1] == "entity" and cast.kind(str(value[0])) not in known.values:
        return None
    polarity, certainty, mood = modality_of(parse, spots, link, labels)
    sides = (link.subject, link.value)
    return Draft(
        subject=subject, property=link.label, value=value[0], value_type=value[1], sides=sides,
        words=evidence_words(parse, spots, sides), score=link.score, rule=f"head:{link.label}",
        polarity=polarity, certainty=certainty, mood=mood,
    )  # fmt: skip


def _says_itself(group: Spot, number: Spot) -> bool:
    inside = group.start <= number.start and number.end <= group.end
    return inside and number.number is not None and (number.number.value or 0) < WORTH_COUNTING


def _value(
    parse: Parse, spots: Sequence[Spot], n: int, label: str, cast: Cast
) -> tuple[Value, ValueType] | None:
    """What a spot says as the value of a property."""
    spot = spots[n]
    if spot.date is not None:
        return (spot.date.edtf, "date") if spot.date.edtf else None
    if spot.number is not None:
        return (spot.number.value, "number") if spot.number.value is not None else None
    if spot.kind in PHRASES:
        return parse.text(spot.start, spot.end), "text"
    if label == "also_known_as":
        return parse.text(spot.start, spot.end), "text"
    key = cast.of_spot.get(n)
    return (key, "entity") if key else None


def evidence_words(parse: Parse, spots: Sequence[Spot], sides: Sequence[int]) -> tuple[int, int]:
    """The run of words from the first side to the last, with a few around, within their sentences; of sides in two
    sentences what stands around the last of them, the value."""
    start, end = min(spots[n].start for n in sides), max(spots[n].end for n in sides)
    around = AROUND if len(sides) > 1 else AROUND_ONE
    if parse.words[start].sentence != parse.words[end - 1].sentence:
        start, end, around = spots[sides[-1]].start, spots[sides[-1]].end, AROUND_ONE
    first, last = parse.words[start].sentence, parse.words[end - 1].sentence
    for _ in range(around):
        if start and parse.words[start - 1].sentence == first:
            start -= 1
        if end < len(parse.words) and parse.words[end].sentence == last:
            end += 1
    return start, end
