"""The picture as rows that can be asked without making it anew.

One rule: rows are derived and may be thrown away; what they were made from is written beside them.
"""

from __future__ import annotations

from herodot.model.plain import to_json
from herodot.picture.board import board, labels
from herodot.picture.picture import Picture
from herodot.store.records import (
    Kept,
    KeptCopy,
    KeptCount,
    KeptEntity,
    KeptMember,
    KeptQuestion,
    KeptSide,
    KeptWord,
)
from herodot.values.names import fold

VERSION = "picture-3"
"""Goes up whenever the same facts would give another picture."""

DOUBTS = "doubts"
"""The name of the number of pairs that wait for a decision."""


def kept(picture: Picture) -> Kept:
    """All that the pages ask of a picture, the board's order kept."""
    shown = labels(picture)
    questions, sides = [], []
    for number, q in enumerate(board(picture)):
        questions.append(
            KeptQuestion(
                number=number, about=q.about, property=q.property, standing=q.standing,
                last_said=max(a.last_said for a in q.answers), page=to_json(q),
            )
        )  # fmt: skip
        entities = {q.about} | {str(a.value) for a in q.answers if a.value_type == "entity"}
        entities |= {a.subject for a in q.answers}
        sides += [KeptSide(entity=key, question=number) for key in sorted(entities)]
    entities_, words = [], []
    for key, e in picture.entities.items():
        names = tuple(sorted({f for name in e.names if (f := fold(name))}))
        called = {*names, fold(shown[key])}
        entities_.append(
            KeptEntity(id=key, type=e.type, shown=shown[key], reports=len(e.reports), names=names)
        )
        words += [KeptWord(word=w, entity=key) for w in sorted({w for name in called for w in name.split()})]
    members = [KeptMember(entity=part, cluster=cluster) for part, cluster in sorted(picture.cluster.items())]
    return Kept(
        questions=questions, sides=sides, entities=entities_, words=words, members=members,
        copies=[KeptCopy(report=c.report, original=c.original, how=c.how, share=c.share) for c in picture.copies],
        counts=[KeptCount(name=DOUBTS, number=len(picture.doubts))],
    )  # fmt: skip
