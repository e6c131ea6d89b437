"""Matching that goes on from what was matched before: whatever changed, it comes to what a first look comes to."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodot.identity import resolve
from herodot.identity.columns import AllProfiles, Columns, columns_of, exchanged
from herodot.identity.profile import Profile
from herodot.identity.resolve import Before, Matched, Said, match
from tests.identity.made import World

PEOPLE = ("Tarik Oudou", "Tariq Oudou", "Oudou", "Sami Belo", "Gen. Sami Belo", "Tarik", "Mara Dunn")
BODIES = ("Harbour Front", "the Front", "HF", "Dock Union", "the army", "army", "Niger's interior ministry")
PLACES = ("Marrat", "Marrat province", "Oudan", "Niger")
KINDS = ("raid", "clash", "kidnapping", "release")
DAYS = ("2031-04-02", "2031-04-03", "2031-04", "2031-09-01")


def told(world: World, key: str, draw: random.Random) -> None:
    """One report of a world in which names clash."""
    world.report(
        key,
        published=draw.choice(("2031-05-01", "2031-05-02", "2031-10-01")),
        outlet=draw.choice(("The Quay", "Tide")),
    )
    people = [
        world.entity(key, f"p{n}", "Person", name)
        for n, name in enumerate(draw.sample(PEOPLE, draw.randrange(4)))
    ]
    people += [world.entity(key, f"d{n}", "Person", described=words) for n, words in enumerate(
        draw.sample(("the driver", "the man who sold the boats", "a guard"), draw.randrange(3)))]  # fmt: skip
    bodies = [world.entity(key, f"b{n}", draw.choice(("Organization", "PublicBody")), name)
              for n, name in enumerate(draw.sample(BODIES, draw.randrange(3)))]  # fmt: skip
    places = [
        world.entity(key, f"l{n}", "Place", name)
        for n, name in enumerate(draw.sample(PLACES, draw.randrange(3)))
    ]
    for n in range(draw.randrange(3)):
        event = world.entity(
            key, f"e{n}", "Event", described=draw.choice(("raid", "the attack on the old harbour"))
        )
        world.say(event, "event_type", draw.choice(KINDS))
        if draw.random() < 0.7:
            world.say(event, "date", draw.choice(DAYS))
        for property_, who in (("place", places), ("killed", people), ("actor", bodies), ("target", people)):
            if who and draw.random() < 0.6:
                world.say(event, property_, draw.choice(who))
    for one in people:
        for other in people:
            if one < other and draw.random() < 0.15:
                world.say(one, draw.choice(("same_as", "spouse_of", "parent_of")), other)
        if bodies and draw.random() < 0.5:
            role = {"role": draw.choice(("chief", "colonel"))} if draw.random() < 0.4 else {}
            office = draw.choice(("leader_of", "member_of", "spokesperson_for"))
            world.say(one, office, draw.choice(bodies), qualifiers=role)


def profiles_of(reports: dict[str, int]) -> dict[str, Profile]:
    """Profiles of reports, each told by its own chance: the number says in which of its readings."""
    world = World()
    for key, reading in sorted(reports.items()):
        told(world, key, random.Random(f"{key} {reading}"))
    return world.profiles()


def said_of(profiles: dict[str, Profile], seed: int) -> Said:
    """Decisions and copies on some of those profiles."""
    draw, ids = random.Random(seed), sorted(profiles)
    kinds = {name: [key for key in ids if (profiles[key].type == "Event") == name] for name in (True, False)}

    def pairs(most: int) -> tuple[tuple[str, str], ...]:
        some = kinds[draw.random() < 0.3]
        return tuple(
            (min(p), max(p))
            for _ in range(draw.randrange(most))
            if len(some) > 1
            for p in [draw.sample(some, 2)]
        )

    return Said(same=pairs(3), different=pairs(4), copied=frozenset(pairs(4)))


def all_of(found: Matched) -> list[object]:
    """Everything that is kept of a matching, to be compared."""
    columns = found.columns
    held = (*columns.each, *columns.names, *columns.marks, *columns.votes, *columns.ties)
    arrays = (*held, *found.clusters, *found.pairs, *found.scores, found.apart, found.copied, *found.perhaps)
    return [columns.ids, columns.reports, found.doubts, *((a.dtype, a.tolist()) for a in arrays)]


def grown(before: Matched, gone: set[str], profiles: dict[str, Profile], said: Said) -> Matched:
    """The matching of all profiles where those of `gone` reports are replaced by what `profiles` has of them."""
    new = columns_of(p for p in profiles.values() if p.report in gone)
    columns, moved = exchanged(before.columns, gone, new)
    return match(columns, AllProfiles(profiles), said, Before(matched=before, moved=moved))


def first(profiles: dict[str, Profile], said: Said) -> Matched:
    """The matching of all profiles at once."""
    return match(columns_of(profiles.values()), AllProfiles(profiles), said)


change = st.tuples(
    st.sampled_from("add add add drop read judge".split()), st.integers(0, 40), st.integers(0, 3)
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9), st.lists(change, min_size=1, max_size=8), st.integers(1, 25))
def test_going_on_is_starting_over(seed: int, changes: list[tuple[str, int, int]], size: int) -> None:
    """Reports added, taken away and read anew, and decisions that come and go: every number is that of a first look."""
    reports = {f"r{n}": 0 for n in range(size)}
    decisions = seed
    profiles = profiles_of(reports)
    found = first(profiles, said_of(profiles, decisions))
    for kind, which, number in changes:
        before, key = dict(reports), f"r{which}"
        if kind == "judge":
            decisions = number
        elif kind == "drop":
            reports.pop(key, None)
        else:
            reports[key] = number if kind == "read" else 0
        profiles = profiles_of(reports)
        # Votes on types may change other reports' profiles too.
        old = profiles_of(before)
        gone = {p.report for k, p in [*old.items(), *profiles.items()] if old.get(k) != profiles.get(k)}
        said = said_of(profiles, decisions)
        found = grown(found, gone, profiles, said)
        assert all_of(found) == all_of(first(profiles, said))


def test_columns_are_the_same_however_they_came() -> None:
    """Profiles exchanged for others give the columns that all of them give at once."""
    profiles = profiles_of({f"r{n}": 0 for n in range(12)})
    some: Columns = columns_of(p for p in profiles.values() if p.report < "r5")
    held, moved = exchanged(
        some, {"r1"}, columns_of(p for p in profiles.values() if p.report >= "r5" or p.report == "r1")
    )
    again = columns_of(profiles.values())
    assert (held.ids, held.reports) == (again.ids, again.reports)
    assert all(
        np.array_equal(a, b)
        for x, y in ((held.each, again.each), (held.ties, again.ties))
        for a, b in zip(x, y, strict=True)
    )
    assert [held.ids[n] for n in moved if n >= 0] == [k for k in some.ids if not k.startswith("r1/")]


def test_who_is_gone_leaves_nothing() -> None:
    """Without the report that tied two others together they are apart again."""
    world = World()
    for key, name in (("a", "Tarik Oudou"), ("b", "Oudou")):
        world.report(key)
        world.say(
            world.entity(key, "x", "Person", name),
            "leader_of",
            world.entity(key, "f", "Organization", "Harbour Front"),
        )
    profiles = world.profiles()
    found = first(profiles, Said())
    assert found.cluster["b/x"] == "a/x"
    left = {k: p for k, p in profiles.items() if p.report == "a"}
    assert grown(found, {"b"}, left, Said()).cluster == {k: k for k in left}
    lonely = {k: replace(p, ties=()) for k, p in profiles.items()}
    assert grown(found, {"a", "b"}, lonely, Said()).cluster["b/x"] == "b/x"


def test_looking_once_more_is_looking_anew() -> None:
    """A step that takes an earlier one's scores where nothing more is known gives what it gives without."""
    for seed in range(12):
        profiles = profiles_of({f"r{n}": seed for n in range(14)})
        expected = all_of(first(profiles, said_of(profiles, seed)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(resolve, "AGAIN", {})
            assert all_of(first(profiles, said_of(profiles, seed))) == expected
