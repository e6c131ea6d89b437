"""The picture as rows that can be asked without making it anew.

One rule: rows are derived and may be thrown away; what they were made from is written beside them.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from herodot.identity.blocking import ends
from herodot.identity.doubts import Perhaps
from herodot.identity.judgments import Decided
from herodot.identity.profile import Profile
from herodot.identity.resolve import Doubt
from herodot.model.plain import to_json
from herodot.model.records import Statement
from herodot.model.vocabulary import load_vocabulary
from herodot.picture.answers import Answer, question
from herodot.picture.board import labels, place_of, question_of
from herodot.picture.copies import Copy, TextFacts
from herodot.picture.cutting import Signature
from herodot.picture.frozen import frozen
from herodot.picture.links import Link
from herodot.picture.picture import Picture, Whole
from herodot.picture.resolved import Resolved
from herodot.picture.shingles import unpacked
from herodot.store.records import (
    Kept,
    KeptAnswers,
    KeptCopy,
    KeptCount,
    KeptDoubt,
    KeptEntity,
    KeptLink,
    KeptMember,
    KeptPair,
    KeptPart,
    KeptPerhaps,
    KeptQuestion,
    KeptResolved,
    KeptSide,
    KeptText,
    KeptWord,
)
from herodot.values.names import fold

VERSION = "picture-7"
"""Goes up whenever the same facts would give another picture, or other rows of it."""

DOUBTS = "doubts"
"""The name of the number of pairs that wait for a decision."""

Asked = tuple[tuple[str, str], ...]
"""For each statement of a report whom its question is about, an entity of the report, and the property."""


def kept(whole: Whole, digests: Mapping[str, str], statements: Iterable[Statement], decided: Decided) -> Kept:
    """All rows of a picture. `digests`: of what each report gives; `statements`: with entities of reports."""
    picture, shown = whole.picture, labels(whole.picture)
    rows = nothing()
    grouped: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in picture.answers:
        grouped[question(answer.subject, answer.property, answer.value)].append(answer)
    for key, answers in grouped.items():
        keep_question(rows, picture, key, answers, shown)
    for entity in picture.entities.values():
        keep_entity(rows, entity, shown[entity.id])
    rows.members.extend(KeptMember(entity=part, cluster=top) for part, top in picture.cluster.items())
    rows.copies.extend(map(copy_row, picture.copies))
    rows.pairs.extend(pair_row(pair, copy) for pair, copy in whole.compared.pairs.items())
    rows.texts.extend(text_row(key, facts) for key, facts in whole.compared.texts.items())
    asked, profiles = asked_by(statements), defaultdict[str, list[Profile]](list)
    for profile in whole.profiles.values():
        profiles[profile.report].append(profile)
    rows.parts.extend(
        part_row(key, digest, profiles.get(key, ()), asked.get(key, ())) for key, digest in digests.items()
    )
    rows.links.extend(map(link_row, whole.links))
    rows.doubts.extend(doubt_row(step, doubt) for step, doubt in whole.matched.doubts)
    rows.perhaps.extend(perhaps_rows(whole.matched.columns.ids, whole.matched.perhaps))
    rows.blobs.extend(frozen(whole.matched, to_json(answer_decisions(decided))))
    rows.counts.append(KeptCount(name=DOUBTS, number=len(picture.doubts)))
    return rows


Pairs = list[tuple[str, str]]


def answer_decisions(decided: Decided) -> tuple[Pairs, Pairs]:
    """The decisions that answers follow: sources that are two, and sources that are one."""
    return sorted(set(decided.two_sources)), sorted(set(decided.one_source))


def decisions_of(told: str) -> tuple[Pairs, Pairs]:
    """The same, from what was kept."""
    apart, one = ([(str(a), str(b)) for a, b in pairs] for pairs in json.loads(told))
    return apart, one


def nothing() -> Kept:
    """No rows."""
    return Kept(
        questions=[], answers=[], sides=[], entities=[], resolved=[], words=[], members=[], copies=[], pairs=[],
        texts=[], parts=[], links=[], doubts=[], perhaps=[], blobs=[], counts=[],
    )  # fmt: skip


def question_id(key: tuple[str, str]) -> str:
    """What a question goes by: whom it is about, and the property."""
    return " ".join(key)


def keep_question(
    rows: Kept, picture: Picture, key: tuple[str, str], answers: Sequence[Answer], shown: Mapping[str, str]
) -> None:
    """Adds the rows of a question. `picture` holds at least what its answers speak of."""
    q, name = question_of(picture, key, answers, shown), question_id(key)
    rows.questions.append(
        KeptQuestion(
            id=name, place=place_of(q), about=q.about, property=q.property, standing=q.standing,
            last_said=max(a.last_said for a in q.answers), page=to_json(q),
        )
    )  # fmt: skip
    rows.answers.append(KeptAnswers(question=name, page=packed(list(answers))))
    entities = {q.about} | {str(a.value) for a in q.answers if a.value_type == "entity"}
    entities |= {a.subject for a in q.answers}
    rows.sides.extend(KeptSide(entity=entity, question=name) for entity in sorted(entities))


def keep_entity(rows: Kept, entity: Resolved, shown: str) -> None:
    """Adds the rows of a resolved entity; `shown`: what to call it."""
    names = tuple(sorted({f for name in entity.names if (f := fold(name))}))
    rows.entities.append(
        KeptEntity(id=entity.id, type=entity.type, shown=shown, reports=len(entity.reports), names=names)
    )
    rows.resolved.append(KeptResolved(id=entity.id, page=to_json(entity)))
    called = {w for name in {*names, fold(shown)} for w in name.split()}
    rows.words.extend(KeptWord(word=w, entity=entity.id) for w in sorted(called))


def asked_by(statements: Iterable[Statement]) -> dict[str, Asked]:
    """What the statements of each report are answers to; of what goes both ways it may be either end."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for s in statements:
        for about in abouts(s):
            found[s.report][about, s.property] = None
    return {report: tuple(told) for report, told in found.items()}


def abouts(s: Statement) -> tuple[str, ...]:
    """Whom the question of a statement is about; both ends of what goes both ways."""
    rule = load_vocabulary().properties[s.property]
    if rule.symmetric and s.value_type == "entity":
        return s.subject, str(s.value)
    return (str(s.value),) if rule.asked_of == "value" else (s.subject,)


def part_row(report: str, digest: str, profiles: Iterable[Profile], asked: Asked) -> KeptPart:
    """What one report gives to the picture."""
    listed = sorted(profiles, key=lambda p: p.id)
    return KeptPart(report=report, digest=digest, page=packed({"profiles": listed, "asked": sorted(asked)}))


def packed(value: object) -> bytes:
    """A value as JSON, compressed."""
    return zlib.compress(to_json(value).encode("utf-8", "surrogatepass"), 1)


def unpacked_json(page: bytes) -> Any:
    """The JSON of a compressed page."""
    return json.loads(zlib.decompress(page).decode("utf-8", "surrogatepass"))


def part_of(page: bytes) -> tuple[list[Any], Asked]:
    """The profiles of a report, as JSON has them, and its questions."""
    told = unpacked_json(page)
    return (
        list(told["profiles"]),
        tuple((str(about), str(name)) for about, name in told["asked"]),
    )


def copy_row(copy: Copy) -> KeptCopy:
    """A copy for the case."""
    return KeptCopy(
        report=copy.report, original=copy.original, how=copy.how, share=copy.share, page=to_json(copy)
    )


def pair_row(pair: tuple[str, str], copy: Copy | None) -> KeptPair:
    """Two reports that were compared."""
    return KeptPair(one=pair[0], other=pair[1], page=to_json(copy) if copy else "")


def text_row(report: str, facts: TextFacts) -> KeptText:
    """What of a text is looked at when others come."""
    return KeptText(
        report=report, outlet=facts.outlet, published=facts.published,
        words=facts.signature.words.astype("<u4").tobytes(), stems=facts.signature.stems.astype("<u4").tobytes(),
        credited=tuple(sorted(facts.credited)),
    )  # fmt: skip


def text_of(row: KeptText) -> TextFacts:
    """The same, from its row."""
    return TextFacts(
        outlet=row.outlet, published=row.published, credited=frozenset(row.credited),
        signature=Signature(unpacked(row.words), unpacked(row.stems)),
    )  # fmt: skip


def link_row(link: Link) -> KeptLink:
    """A link for the case."""
    return KeptLink(report=link.report, kind=link.kind, one=link.one, other=link.other, place=link.place)


def doubt_row(step: int, doubt: Doubt) -> KeptDoubt:
    """A doubt for the case, by entities of reports."""
    return KeptDoubt(one=doubt.one, other=doubt.other, step=step, page=to_json(doubt))


def perhaps_rows(ids: Sequence[str], some: Perhaps) -> list[KeptPerhaps]:
    """Events that may be one for the case, by entities of reports; `ids`: of each number."""
    one, other = (end.tolist() for end in ends(some.pairs))
    return [
        KeptPerhaps(one=ids[a], other=ids[b], score=score / 100)
        for a, b, score in zip(one, other, some.scores.tolist(), strict=True)
    ]
