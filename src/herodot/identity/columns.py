"""All profiles of a case as columns of numbers, so that what touches what is found without looking at each of them.

One rule: columns say nothing that their profiles do not; the same profiles give the same columns, however they came.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from herodot.identity.bodies import is_generic
from herodot.identity.keys import event_keys, event_types, name_keys, word_keys
from herodot.identity.names import ORGANIZATIONS
from herodot.identity.profile import KIN, UNIQUE_OFFICES, Profile, has_words

Ints = NDArray[np.int64]
Longs = NDArray[np.uint64]
Bools = NDArray[np.bool_]

PEOPLE, EVENTS, TOLD = 1, 2, 4
"""What a tie is good for: to find people by, events by; what a source says is one."""
STATIC = np.uint64(1 << 63)
"""Keys that are words have this bit; those that are clusters have not."""


class Profiles(Protocol):
    """Profiles by id, which may lie elsewhere until they are fetched."""

    def __getitem__(self, key: str, /) -> Profile:
        """The profile of that id."""

    def fetch(self, keys: Iterable[str]) -> None:
        """Tells that those will be asked for."""


class AllProfiles(dict[str, Profile]):
    """Profiles that are all here."""

    def fetch(self, keys: Iterable[str]) -> None:
        """Does nothing."""


class Each(NamedTuple):
    """One value for each profile, in the order of their ids."""

    report: Ints
    kind: Ints
    """Number of the type, see `code`."""
    form: Longs
    """One number for all that have the very same names; 0 for who has none, and for events."""
    spelled: Longs
    """One number for all that have the very same type and names, written alike."""
    generic: Bools
    """Whether it is a body whose names are words of kind only."""
    described: Longs
    """One number for all that are described in the very same words; 0 where these tell nothing by themselves."""
    types: Longs
    """Of events: their types and those near them, a bit each."""
    read: Ints
    """Number of the type that its own report gives it."""
    worded: Bools
    """Whether a full name of it has more words than one."""


class Rows(NamedTuple):
    """Keys by which profiles find one another."""

    owner: Ints
    key: Longs


class Ties(NamedTuple):
    """Which profile has a tie to which."""

    owner: Ints
    other: Ints
    key: Longs
    """Number of the property and the side."""
    use: Ints
    """Any of `PEOPLE`, `EVENTS`, `TOLD`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Profiles by number: their place in the order of ids."""

    ids: tuple[str, ...]
    at: Mapping[str, int]
    """The number of each."""
    reports: tuple[str, ...]
    each: Each
    names: Rows
    marks: Rows
    """Of events days, words, things; of what has no name what it is called."""
    votes: Rows
    """Full names, which have a say in the type of their bearers."""
    ties: Ties


def code(words: str) -> int:
    """A number for words of which there are few."""
    return zlib.crc32(words.encode())


def long_code(*words: str) -> int:
    """A number for words of which there are many; never 0."""
    told = "\x1f".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big") | 1 << 63


def columns_of(profiles: Iterable[Profile]) -> Columns:
    """The columns of profiles; a tie to who is not among them is left out."""
    listed = sorted(profiles, key=lambda p: p.id)
    at = {p.id: n for n, p in enumerate(listed)}
    reports = tuple(sorted({p.report for p in listed}))
    place = {key: n for n, key in enumerate(reports)}
    names = [(n, key) for n, p in enumerate(listed) for key in _name_codes(p)]
    marks = [
        (n, long_code(*key)) for n, p in enumerate(listed) for key in sorted(event_keys(p) | word_keys(p))
    ]
    votes = [(n, long_code(name)) for n, p in enumerate(listed) for name in p.full_names]
    ties = [(n, at[t.other], *_tie(p, t.property, t.is_subject))
            for n, p in enumerate(listed) for t in p.ties if t.other in at]  # fmt: skip
    return Columns(
        ids=tuple(at), at=at, reports=reports,
        each=Each(
            report=np.array([place[p.report] for p in listed], np.int64),
            kind=np.array([code(p.type) for p in listed], np.int64),
            form=np.array([_form(p) for p in listed], np.uint64),
            spelled=np.array([long_code(p.type, *p.names) for p in listed], np.uint64),
            generic=np.array([p.type in ORGANIZATIONS and all(map(is_generic, p.names)) for p in listed], np.bool_),
            described=np.array([_described(p) for p in listed], np.uint64),
            types=np.array([event_types(p) if p.type == "Event" else 0 for p in listed], np.uint64),
            read=np.array([code(p.read_type) for p in listed], np.int64),
            worded=np.array([has_words(p.full_names) for p in listed], np.bool_),
        ),
        names=Rows(*_split(names, 2)), marks=Rows(*_split(marks, 2)), votes=Rows(*_split(votes, 2)),
        ties=Ties(*_split(ties, 4)),
    )  # fmt: skip


def _split(rows: Sequence[tuple[int, ...]], width: int) -> list[Any]:
    kinds = (np.int64, np.uint64) if width == 2 else (np.int64, np.int64, np.uint64, np.int64)
    columns = zip(*rows, strict=True) if rows else ((),) * width
    return [np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]


def _sort(profile: Profile) -> str:
    return "Organization" if profile.type in ORGANIZATIONS else profile.type


def _form(p: Profile) -> int:
    return long_code(_sort(p), *sorted(p.folded)) if p.folded and p.type != "Event" else 0


def _described(p: Profile) -> int:
    return long_code(p.type, p.description) if p.description and p.type != "Event" else 0


def _name_codes(p: Profile) -> list[int]:
    if not p.folded or p.type == "Event":
        return []
    return sorted(long_code(_sort(p), key) for key in name_keys(p.type, p.names))


def _tie(p: Profile, property_: str, is_subject: bool) -> tuple[int, int]:
    use = 0
    if p.type in ("Person", "Group") and (
        property_ in KIN or (is_subject and property_ in UNIQUE_OFFICES) or not is_subject
    ):
        use |= PEOPLE
    if p.type == "Event" and is_subject:
        use |= EVENTS
    if property_ == "same_as":
        use |= TOLD
    return code(f"{property_} {is_subject}"), use


def exchanged(old: Columns, gone: Collection[str], new: Columns) -> tuple[Columns, Ints]:
    """The columns without the profiles of reports that are `gone`, with new ones; and each old profile's new number.

    Of who is gone, and of who is replaced, the number is -1.
    """
    left = np.array([report not in gone for report in old.reports], np.bool_)
    stays = left[old.each.report] if len(old.ids) else np.zeros(0, np.bool_)
    ids = sorted([*(key for key, s in zip(old.ids, stays.tolist(), strict=True) if s), *new.ids])
    at = {key: n for n, key in enumerate(ids)}
    reports = tuple(
        sorted({*(r for r, s in zip(old.reports, left.tolist(), strict=True) if s), *new.reports})
    )
    place = {key: n for n, key in enumerate(reports)}
    moved = np.array([at.get(key, -1) for key in old.ids], np.int64)
    moved[~stays] = -1
    placed = np.array([at[key] for key in new.ids], np.int64)
    parts = (
        (old, moved, np.array([place.get(r, -1) for r in old.reports], np.int64)),
        (new, placed, np.array([place[r] for r in new.reports], np.int64)),
    )
    return Columns(
        ids=tuple(ids), at=at, reports=reports, each=_each(parts, len(ids)),
        names=Rows(*_rows([(c.names, m) for c, m, _ in parts])),
        marks=Rows(*_rows([(c.marks, m) for c, m, _ in parts])),
        votes=Rows(*_rows([(c.votes, m) for c, m, _ in parts])),
        ties=Ties(*_rows([(c.ties, m) for c, m, _ in parts])),
    ), moved  # fmt: skip


def _each(parts: Iterable[tuple[Columns, Ints, Ints]], size: int) -> Each:
    columns: list[Any] = [np.zeros(size, c.dtype) for c in next(iter(parts))[0].each]
    for held, moved, place in parts:
        stays = moved >= 0
        for name, column, values in zip(Each._fields, columns, held.each, strict=True):
            column[moved[stays]] = place[values[stays]] if name == "report" else values[stays]
    return Each(*columns)


def _rows(parts: Iterable[tuple[Rows | Ties, Ints]]) -> list[Any]:
    kept = []
    for rows, moved in parts:
        stays = moved[rows.owner] >= 0
        kept.append([moved[values[stays]] if name in ("owner", "other") else values[stays]
                     for name, values in zip(rows._fields, rows, strict=True)])  # fmt: skip
    columns = [np.concatenate(pieces) for pieces in zip(*kept, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    return [column[order] for column in columns]
