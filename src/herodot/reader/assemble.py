"""Drafts and cast become records.

One rule: ids here are only unique within the reading; `model.keys` gives the lasting ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from herodot.model.records import Entity, Evidence, Mention, Report, Statement
from herodot.reader.candidates import Spot, bare_name
from herodot.reader.cast import OUTLET, Cast, Member
from herodot.reader.drafts import Draft
from herodot.reader.parse import Parse


def make_entities(report: Report, parse: Parse, spots: Sequence[Spot], cast: Cast) -> list[Entity]:
    """Every member of the cast as an entity, the outlet first."""
    return [_entity(report, parse, spots, member) for member in cast.members.values()]


def _entity(report: Report, parse: Parse, spots: Sequence[Spot], member: Member) -> Entity:
    names: dict[str, None] = {}
    if member.key == OUTLET:
        names[report.outlet] = None
    if member.name:
        names[member.name] = None
    for n in sorted(member.spots, key=lambda n: spots[n].start - spots[n].end):
        if spots[n].named and member.kind != "Event":
            names.setdefault(parse.text(*bare_name(parse, spots[n])), None)
    description = ""
    if not names and member.spots:
        longest = max(member.spots, key=lambda n: spots[n].end - spots[n].start)
        description = parse.text(spots[longest].start, spots[longest].end)
    return Entity(
        id=member.key, report=report.id, type=member.kind, names=tuple(names), description=description
    )


def make_mentions(
    report: Report,
    parse: Parse,
    spots: Sequence[Spot],
    cast: Cast,
    variants: Mapping[int, Sequence[tuple[int, int]]],
) -> list[Mention]:
    """Every spot that stands for somebody or something, with its variants."""
    found: list[Mention] = []
    for member in cast.members.values():
        for n in (*member.spots, *member.pronouns):
            spot = spots[n]
            kind = "trigger" if member.kind == "Event" else "pronoun" if spot.kind == "pronoun" else ""
            kind = kind or ("name" if spot.named else "description")
            for first, stop in ((spot.start, spot.end), *variants.get(n, ())):
                is_phrase = kind == "trigger" and (first, stop) != (spot.start, spot.end)
                start, end = parse.words[first].start, parse.words[stop - 1].end
                found.append(
                    Mention(
                        id=f"m{len(found)}",
                        report=report.id,
                        entity=member.key,
                        start=start,
                        end=end,
                        text=report.text[start:end],
                        kind="description" if is_phrase else kind,  # type: ignore[arg-type]
                    )
                )
    return found


def best_drafts(drafts: Sequence[Draft]) -> list[Draft]:
    """Of drafts alike in subject, property, value, chain and modality the surest."""
    best: dict[tuple[object, ...], Draft] = {}
    for d in drafts:
        key = (d.subject, d.property, d.value, d.chain, d.polarity, d.mood)
        if key not in best or best[key].score < d.score:
            best[key] = d
    return list(best.values())


def make_statements(report: Report, parse: Parse, drafts: Sequence[Draft], reader: str) -> list[Statement]:
    """Each draft as a statement."""
    return [_statement(report, parse, d, reader, f"s{n}") for n, d in enumerate(drafts)]


def _statement(report: Report, parse: Parse, draft: Draft, reader: str, key: str) -> Statement:
    start, end = parse.words[draft.words[0]].start, parse.words[draft.words[1] - 1].end
    evidence = Evidence(start=start, end=end, text=report.text[start:end])
    return Statement(
        id=key, report=report.id, subject=draft.subject, property=draft.property, value=draft.value,
        value_type=draft.value_type, qualifiers=draft.qualifiers, chain=draft.chain, polarity=draft.polarity,
        certainty=draft.certainty, mood=draft.mood, evidence=(evidence,), confidence=round(draft.score, 3),
        reader=reader, rule=draft.rule,
    )  # fmt: skip
