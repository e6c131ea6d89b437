"""Finds entities by what people call them. One rule: what fits more than one is told, never guessed."""

from __future__ import annotations

import re

from herodot.model.errors import NotFound
from herodot.model.records import Mark, Mention
from herodot.picture.index import Index
from herodot.picture.picture import Picture
from herodot.values.names import fold

SHORTEST_ID = 4
_MARK = re.compile(r"(?P<report>[^\s:]+):(?P<start>\d+)-(?P<end>\d+)")


def find(index: Index, words: str) -> tuple[str, ...]:
    """Ids of entities that go by those words, or whose id begins so; those in most reports first."""
    asked, entities = fold(words), index.picture.entities
    if not asked:
        return ()
    by_id = [key for key in entities if len(words) >= SHORTEST_ID and key.startswith(words.lower())]
    if by_id:
        return tuple(by_id)
    wanted, shown = set(asked.split()), index.labels
    fitting = (
        key for key in index.called(wanted) if any(wanted <= set(name.split()) for name in index.names(key))
    )
    return tuple(
        sorted(
            fitting,
            key=lambda key: (asked not in index.names(key), -len(entities[key].reports), shown[key], key),
        )
    )


def find_one(index: Index, words: str) -> str:
    """The entity that goes by those words. Raises `NotFound` where none does, or several do equally well."""
    found, entities = find(index, words), index.picture.entities
    exact = [key for key in found if fold(words) in {fold(name) for name in entities[key].names}]
    if len(exact) == 1:
        return exact[0]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"nobody and nothing goes by {words!r} in this case; try fewer words")
    shown = index.labels
    some = ", ".join(f"{key[:8]} ({shown[key]})" for key in (exact or found)[:6])
    raise NotFound(f"{len(exact or found)} go by {words!r}; name one by its id: {some}")


def mark_of(index: Index, words: str) -> tuple[Mark, str]:
    """The mark and the entity that `REPORT:START-END`, a name or an id stands for. Raises `NotFound`."""
    picture = index.picture
    if match := _MARK.fullmatch(words):
        report = _report(picture, match["report"])
        mark = Mark(report=report, start=int(match["start"]), end=int(match["end"]))
        for m in picture.mentions:
            if m.report == report and m.start < mark.end and mark.start < m.end:
                return mark, m.entity
        raise NotFound(f"{words}: no mention of anybody stands there")
    entity = find_one(index, words)
    first = first_mention(picture, picture.entities[entity].members)
    return Mark(report=first.report, start=first.start, end=first.end), first.entity


def first_mention(picture: Picture, members: tuple[str, ...]) -> Mention:
    """A mention of those entities of single reports, a name before other kinds. Raises `NotFound`."""
    own = [m for m in picture.mentions if m.entity in set(members)]
    if not own:
        raise NotFound("it is mentioned nowhere, so nothing can be decided about it")
    return min(own, key=by_naming)


def by_naming(mention: Mention) -> tuple[bool, bool, str, int]:
    """The order in which mentions tell who is meant: names first, pronouns last, then by place."""
    return mention.kind != "name", mention.kind == "pronoun", mention.report, mention.start


def _report(picture: Picture, words: str) -> str:
    found = [
        r.id
        for r in picture.reports.values()
        if r.name in (words, f"{words}.txt", f"{words}.html")
        or (len(words) >= SHORTEST_ID and r.id.startswith(words))
    ]
    if len(found) != 1:
        raise NotFound(f"{len(found)} reports have the file name or id {words!r}")
    return found[0]
