"""Events that are perhaps one: what tells nothing against it, and how few of many pairs are kept."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.identity.columns import AllProfiles, Bools, columns_of
from herodot.identity.doubts import FEW, Left, Perhaps, exchanged_pairs, perhaps_one, queued
from herodot.identity.events import EVENT_JOINED, EVENT_PERHAPS, EVENT_UNDECIDED
from herodot.identity.events import nothing_shared as nothing
from herodot.identity.events import nothing_surely_shared as nothing_sure
from herodot.identity.profile import Profile
from herodot.identity.reasons import Known
from herodot.identity.resolve import Matched, Said, match
from herodot.identity.standing import named, spread
from herodot.identity.steps import STEPS
from tests.identity.made import World

EVENT_STEP, HALF = 4, 0xFFFFFFFF
Cast = dict[str, tuple[str, str]]
"""Property to type and name; a name in lower case is a description."""


def told(world: World, key: str, cast: Cast, count: int | None = None) -> str:
    """An event of a report with who is in it."""
    world.report(key)
    event = world.entity(key, "e", "Event", described="raid")
    for n, (property_, (kind, name)) in enumerate(cast.items()):
        bare = name[0].islower()
        who = world.entity(key, f"w{n}", kind, *(() if bare else (name,)), described=name if bare else "")
        world.say(event, property_, who)
    if count is not None:
        world.say(event, "killed_count", count)
    return event


def known_of(profiles: dict[str, Profile], found: Matched) -> Known:
    """What is known of all after matching."""
    cluster = found.clusters[-1]
    return Known(
        cluster=dict(zip(found.columns.ids, cluster.tolist(), strict=True)),
        spread=spread(found.columns, cluster).tolist(),
        reports=len(found.columns.reports),
        people=[False] * len(cluster),
        named=named(found.columns).tolist(),
    )


@pytest.mark.parametrize(
    ("one", "other", "count", "expected"),
    [
        ({"actor": ("Organization", "Harbour Front")}, {"actor": ("Organization", "Dock Union")}, None, "named"),
        ({"target": ("Organization", "Harbour Front")}, {"killed": ("Person", "Sami Belo")}, None, "named"),
        ({"actor": ("Organization", "Harbour Front")}, {"actor": ("Group", "gunmen")}, None, "unsure"),
        ({"killed": ("Group", "nine people")}, {"killed": ("Person", "Sami Belo")}, None, "unsure"),
        ({"actor": ("Organization", "Harbour Front")}, {"target": ("Organization", "Dock Union")}, None, "unsure"),
        ({"actor": ("Organization", "Harbour Front")}, {"target": ("Organization", "Harbour Front")}, None, ""),
        ({"actor": ("Organization", "Harbour Front")}, {"actor": ("Organization", "Dock Union")}, 9, ""),
        ({"actor": ("Organization", "Harbour Front")}, {"place": ("Place", "Marrat")}, None, ""),
    ],
)  # fmt: skip
def test_who_has_no_name_tells_no_two_apart(one: Cast, other: Cast, count: int | None, expected: str) -> None:
    """That nobody is shared is said only where both name somebody in the same role; where one of them has no name, or
    did in one what was done to the other, it is said that nothing tells; and neither where anything is shared."""
    world = World()
    first, second = told(world, "a", one, count), told(world, "b", other, count)
    profiles = world.profiles()
    known = known_of(profiles, match(columns_of(profiles.values()), AllProfiles(profiles), Said()))
    for a, b in ((first, second), (second, first)):
        sure, unsure = (told_by(profiles[a], profiles[b], known) for told_by in (nothing, nothing_sure))
        assert (sure, unsure) == (float(expected == "named"), float(expected == "unsure"))


@st.composite
def lefts(draw: st.DrawFn) -> tuple[Left, int]:
    """Pairs of single events that are left open, the nearest first, each of two once; and how many events there are."""
    size = draw(st.integers(2, 12))
    all_pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
    pairs = draw(st.lists(st.sampled_from(all_pairs), unique=True, max_size=40))
    score = st.integers(round(EVENT_PERHAPS * 100), round(EVENT_JOINED * 100))
    rows = [(-draw(score), (a << 32) + b) for a, b in pairs]
    rows.sort()
    pair, minus = (np.array([row[n] for row in rows], np.int64) for n in (1, 0))
    return Left(pair, -minus, np.full(len(rows), EVENT_STEP, np.int64)), size


@given(lefts())
def test_each_event_has_but_its_best_few(made: tuple[Left, int]) -> None:
    """Whatever waits in the queue is kept; of the fainter a pair is kept exactly where it is among the best few of one
    of the two, so that there are never more of them than `FEW` for each event."""
    left, size = made
    found = perhaps_one(left, np.arange(size))
    kept = set(found.pairs.tolist())
    sure = set(left.pairs[queued(left)].tolist())
    assert all(score >= EVENT_UNDECIDED * 100 for score in left.scores[queued(left)].tolist())
    seen: dict[int, int] = defaultdict(int)
    expected = set(sure)
    for pair in left.pairs.tolist():
        if pair not in sure:
            ends = (pair >> 32, pair & HALF)
            if any(seen[end] < FEW for end in ends):
                expected.add(pair)
            for end in ends:
                seen[end] += 1
    assert kept == expected
    assert len(kept - sure) <= FEW * size
    assert found.pairs.tolist() == sorted(kept)


@given(lefts(), lefts())
def test_what_is_exchanged_makes_the_one_into_the_other(was: tuple[Left, int], now: tuple[Left, int]) -> None:
    """The pairs of before less those that are gone, by their new numbers, and those that are new are those of now."""
    before, after = (perhaps_one(left, np.arange(size)) for left, size in (was, now))
    moved = np.array([n if n < now[1] and n % 5 else -1 for n in range(was[1])], np.int64)
    gone, new = exchanged_pairs(before, after, moved)
    stays = {(int(moved[p >> 32]), int(moved[p & HALF]), score) for p, score in rows_of(before, ~gone)}
    came = {(p >> 32, p & HALF, score) for p, score in rows_of(after, new)}
    assert all(-1 not in row for row in stays)
    assert stays.isdisjoint(came)
    everything = np.ones(len(after.pairs), np.bool_)
    assert stays | came == {(p >> 32, p & HALF, score) for p, score in rows_of(after, everything)}


def rows_of(some: Perhaps, kept: Bools) -> list[tuple[int, int]]:
    """Some of the pairs with their scores."""
    return list(zip(some.pairs[kept].tolist(), some.scores[kept].tolist(), strict=True))


def test_nothing_is_exchanged_for_nothing() -> None:
    """Where there were no pairs and are none, none are gone and none new."""
    none = Perhaps(np.zeros(0, np.int64), np.zeros(0, np.int64))
    gone, new = exchanged_pairs(none, none, np.zeros(0, np.int64))
    assert (len(gone), len(new)) == (0, 0)


def near(*dates: str) -> Matched:
    """Two raids of those days by others on others."""
    world = World()
    for key, word, date in zip("ab", ("raid", "assault"), dates, strict=True):
        world.report(key)
        event = world.entity(key, "e", "Event", described=word)
        world.say(event, "event_type", "raid")
        world.say(event, "date", date)
        world.say(event, "weapon", "rifles")
        world.say(event, "target", world.entity(key, "w", "Group", described=f"the men of {key}"))
        world.say(
            event, "actor", world.entity(key, "f", "Organization", "Harbour Front" if key == "a" else "Army")
        )
    profiles = world.profiles()
    return match(columns_of(profiles.values()), AllProfiles(profiles), Said())


def test_the_faint_wait_in_no_queue() -> None:
    """What is too faint for anybody to be asked is perhaps one all the same; what a day's distance excludes is not, and
    only events are."""
    faint = near("2031-04-02", "2031-04")
    (score,) = faint.perhaps.scores.tolist()
    assert EVENT_PERHAPS * 100 <= score < EVENT_UNDECIDED * 100
    assert faint.doubts == ()
    assert near("2031-04-02", "2031-09-01").perhaps.pairs.tolist() == []
    assert [step.perhaps < step.undecided for step in STEPS] == [False, False, False, True, True, False]
