"""Scope, sites, ties and moments: what the map, the network and the timeline are made from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from herodot.identity.judgments import Decided
from herodot.model.records import Location
from herodot.picture.index import Index
from herodot.picture.picture import make_picture
from herodot.picture.scope import Scope, scope
from herodot.picture.sites import Extent, Site, apart_km, extent_of, sites
from herodot.picture.ties import MOST_TOGETHER, ties
from herodot.picture.timeline import ends, timeline
from tests.identity.made import World

MARRAT = Location(
    name="Marrat", country="TD", area="Ouaddaï", latitude=13.8, longitude=20.8, kind="city"
)  # fmt: skip
CHAD = Location(name="Chad", country="TD", area=None, latitude=15.0, longitude=19.0, kind="country")


def index_of(world: World, decided: Decided | None = None) -> Index:
    """The picture of made-up reports."""
    return Index(
        make_picture(
            list(world.reports.values()), world.entities, world.mentions, world.statements,
            {key: [] for key in world.reports}, frozenset(), decided or Decided(),
        )
    )  # fmt: skip


def located(world: World, key: str, at: Location) -> str:
    """The entity, now with a place on the map."""
    world.entities = [replace(e, location=at) if e.id == key else e for e in world.entities]
    return key


def raid(world: World, report: str, place: str, at: Location | None = None, **more: object) -> str:
    """A raid by the Reed Company on the Dock Union, at a place."""
    world.report(report)
    event = world.entity(report, "e", "Event", described="raid")
    world.say(event, "event_type", "raid", **more)
    where = world.entity(report, "l", "Place", place)
    world.say(event, "place", located(world, where, at) if at else where, **more)
    world.say(event, "actor", world.entity(report, "a", "Organization", "Reed Company"), **more)
    world.say(event, "target", world.entity(report, "t", "Organization", "Dock Union"), **more)
    return event


def site(index: Index, name: str, asked: Scope | None = None) -> Site:
    """The site that goes by a name."""
    found = sites(index, asked or scope(index))
    return next(s for s in (*found.located, *found.unlocated) if s.shown == name)


def test_scope_keeps_what_the_board_would() -> None:
    """By entity, by report, by standing and by day; all without a filter; nothing where nothing fits."""
    world = World()
    raid(world, "a", "Marrat", MARRAT)
    world.report("b", "2032-01-01")
    world.say(
        world.entity("b", "p", "Person", "Sami Belo"),
        "leader_of",
        world.entity("b", "o", "Organization", "Salt Guild"),
    )
    world.say(world.entity("b", "q", "Person", "Mara Dunn"), "leader_of", "b/o")
    index = index_of(world)
    guild = next(k for k, e in index.picture.entities.items() if e.names == ("Salt Guild",))
    assert len(scope(index).answers) == len(index.picture.answers)
    assert {a.property for a in scope(index, [guild]).answers} == {"leader_of"}
    assert {a.property for a in scope(index, reports=["b"]).answers} == {"leader_of"}
    assert scope(index, reports=["a"], since="2032").answers == ()
    assert {a.standing for a in scope(index, contested=True).answers} == {"disputed"}
    assert scope(index, reports=[]).answers == ()


def test_a_place_is_as_wide_as_it_was_named() -> None:
    """A town, a first level area, a country: each wider than the one before."""
    area = replace(MARRAT, kind="area", name="Ouaddaï")
    wide = [extent_of(at).radius_km for at in (MARRAT, area, CHAD)]
    assert wide == sorted(wide)
    assert wide[0] < 10 < wide[1] < wide[2]
    assert extent_of(replace(area, area="No Such Area", name="No Such Area")).radius_km == 100.0


def test_things_are_at_their_sites_with_who_says_so() -> None:
    """An event at its place with its source; without a known position in a list of its own; never in both."""
    world = World()
    raid(world, "a", "Marrat", MARRAT)
    raid(world, "b", "the old mill")
    index = index_of(world)
    found = sites(index, scope(index))
    assert [(s.shown, s.extent is not None) for s in found.located] == [("Marrat", True)]
    assert [s.shown for s in found.unlocated] == ["the old mill"]
    (thing,) = found.located[0].things
    assert (thing.told.said_by, thing.told.denied_by, thing.elsewhere) == (("Outlet a",), (), ())
    assert thing.told.quotes[0].words == "x"


def test_a_place_inside_another_has_its_extent() -> None:
    """Where only the country around a place is known, the thing is somewhere in the country."""
    world = World()
    event = raid(world, "a", "the old mill")
    world.say("a/l", "located_in", located(world, world.entity("a", "c", "Place", "Chad"), CHAD))
    index = index_of(world)
    found = site(index, "the old mill")
    assert (found.inside, found.extent and found.extent.kind) == ("Chad", "country")
    assert found.things[0].entity == index.picture.cluster[event]


def test_places_in_a_ring_end() -> None:
    """Places that are said to lie in each other are looked for once."""
    world = World()
    raid(world, "a", "the old mill")
    world.say("a/l", "located_in", world.entity("a", "c", "Place", "the valley"))
    world.say("a/c", "located_in", "a/l")
    assert site(index_of(world), "the old mill").extent is None


def test_places_that_differ_are_told() -> None:
    """Two places for one event that cannot both hold each name the other."""
    world = World()
    world.report("b")
    event = raid(world, "a", "Marrat", MARRAT)
    other = located(
        world, world.entity("a", "m", "Place", "Zouar"), replace(MARRAT, name="Zouar", latitude=20.4)
    )
    world.say(event, "place", other, chain=("a/outlet", "a/a"))
    index = index_of(world)
    assert site(index, "Marrat").things[0].elsewhere == ("Zouar",)
    assert site(index, "Zouar").things[0].elsewhere == ("Marrat",)
    assert site(index, "Zouar").things[0].told.standing == "disputed"


def test_one_name_put_at_two_places() -> None:
    """What reports put far apart under one name is shown at the more usual place, and the other beside it."""
    world = World()
    far = replace(MARRAT, country="ML", area="Gao", latitude=16.2, longitude=-0.04)
    for report, at in (("a", MARRAT), ("b", MARRAT), ("c", far)):
        raid(world, report, "Marrat", at)
    index = index_of(world, Decided(same=frozenset({("a/l", "b/l"), ("a/l", "c/l")})))
    found = site(index, "Marrat")
    assert found.extent is not None
    assert (found.extent.country, [o.country for o in found.others]) == ("TD", ["ML"])
    assert apart_km(found.extent, found.others[0]) > 2000


def test_planned_and_denied_places_read_so() -> None:
    """What is only planned has nobody who says it happened; a denial names who denies."""
    world = World()
    raid(world, "a", "Marrat", MARRAT, mood="planned")
    (thing,) = site(index_of(world), "Marrat").things
    assert (thing.told.said_by, thing.told.supposed_by, thing.told.mood) == ((), ("Outlet a",), "planned")
    world = World()
    raid(world, "a", "Marrat", MARRAT, polarity="denied")
    (thing,) = site(index_of(world), "Marrat").things
    assert (thing.told.said_by, thing.told.denied_by) == ((), ("Outlet a",))


def test_events_without_a_place_have_theirs() -> None:
    """An event that nobody places is listed; one with a place is not."""
    world = World()
    raid(world, "a", "Marrat", MARRAT)
    world.report("b")
    world.say(world.entity("b", "e", "Event", described="truce"), "event_type", "ceasefire")
    index = index_of(world)
    assert [e.shown for e in sites(index, scope(index)).placeless] == ["ceasefire"]


def test_ties_of_relations_and_events() -> None:
    """Relations tie two entities; in an event the doer is tied to whom it was done to; places and texts are no ties."""
    world = World()
    raid(world, "a", "Marrat", MARRAT)
    chief = world.entity("a", "p", "Person", "Sami Belo")
    world.say(chief, "leader_of", "a/a")
    world.say(chief, "born_in", "a/l")
    world.say(chief, "occupation", "baker")
    index = index_of(world)
    found = ties(index, scope(index))
    told = {(t.one_shown, t.shown, t.other_shown) for t in found.ties}
    assert told == {
        ("Sami Belo", "leader of", "Reed Company"),
        ("Reed Company", "raid at Marrat: actor and target", "Dock Union"),
    }
    assert all(t.told[0].said_by for t in found.ties)
    assert [n.shown for n in found.nodes] == ["Reed Company", "Dock Union", "Sami Belo"]


def test_a_denied_tie_comes_first_and_says_so() -> None:
    """What somebody denies is listed before what nobody does."""
    world = World()
    world.report("a")
    names = ("Reed Company", "Dock Union", "Salt Guild")
    one, other, third = (world.entity("a", f"k{n}", "Organization", name) for n, name in enumerate(names))
    world.say(one, "allied_with", third)
    world.say(one, "allied_with", other)
    world.say(one, "allied_with", other, polarity="denied", chain=("a/outlet", other))
    index = index_of(world)
    first, second = ties(index, scope(index)).ties
    assert (first.standing, first.told[0].denied_by, first.both_ways) == ("disputed", ("Dock Union",), True)
    assert second.told[0].denied_by == ()


def test_a_neighbourhood_is_around_who_was_asked_for() -> None:
    """Asked for one entity: its ties and those among whom it is tied to; nobody two steps away."""
    world = World()
    world.report("a")
    names = ("Reed Company", "Dock Union", "Salt Guild", "Far Lodge")
    a, b, c, d = (world.entity("a", f"k{n}", "Organization", name) for n, name in enumerate(names))
    for one, other in ((a, b), (a, c), (b, c), (c, d)):
        world.say(one, "hostile_to", other)
    index = index_of(world)
    found = ties(index, scope(index, [index.picture.cluster[a]]))
    assert {n.shown: n.steps for n in found.nodes} == {"Reed Company": 0, "Dock Union": 1, "Salt Guild": 1}
    assert len(found.ties) == 3


def test_what_is_drawn_hangs_together() -> None:
    """Of many, those are drawn that are tied to one drawn already; the limit holds."""
    world = World()
    world.report("a")
    made = [world.entity("a", f"k{n}", "Organization", f"Lodge {chr(65 + n)}") for n in range(12)]
    for other in made[1:6]:
        world.say(made[0], "hostile_to", other)
    for one, other in zip(made[6::2], made[7::2], strict=True):
        world.say(one, "hostile_to", other)
    index = index_of(world)
    found = ties(index, scope(index), drawn=6)
    assert {n.shown for n in found.nodes} == {f"Lodge {letter}" for letter in "ABCDEF"}
    assert len(ties(index, scope(index), drawn=8).nodes) == 8


def test_a_large_meeting_is_no_hairball() -> None:
    """Of a gathering only the first so many are tied to one another."""
    world = World()
    world.report("a")
    event = world.entity("a", "e", "Event", described="talks")
    world.say(event, "event_type", "meeting")
    for n in range(30):
        world.say(event, "participant", world.entity("a", f"k{n}", "Person", f"Ann {chr(65 + n % 26)}{n}x"))
    index = index_of(world)
    assert len(ties(index, scope(index)).ties) == MOST_TOGETHER * (MOST_TOGETHER - 1) // 2


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2031-04-02", ("2031-04-02", "2031-04-02")),
        ("2031-04", ("2031-04-01", "2031-04-30")),
        ("2031-04~", ("2031-04-01", "2031-04-30")),
        ("2031-21", ("2031-03-01", "2031-05-31")),
        ("../2031-04-02", ("", "2031-04-02")),
        ("2031/..", ("2031-01-01", "")),
    ],
)
def test_a_date_has_its_days(edtf: str, days: tuple[str, str]) -> None:
    """The first and the last day that a date may mean; an open end has none."""
    assert ends(edtf) == days


def test_rival_dates_are_told_together() -> None:
    """Each of two dates that cannot both hold names the other; a vaguer one that agrees is no rival."""
    world = World()
    event = raid(world, "a", "Marrat")
    world.say(event, "date", "2031-04-02")
    world.say(event, "date", "2031-04-09", chain=("a/outlet", "a/t"))
    world.say(event, "date", "2031-04~", chain=("a/outlet", "a/a"))
    moments = timeline(index_of(world)).moments
    assert {m.date: m.rivals for m in moments} == {
        "2031-04~": (), "2031-04-02": ("2031-04-09",), "2031-04-09": ("2031-04-02",),
    }  # fmt: skip
    assert [m.rough for m in moments] == [True, False, False]
    assert {(m.told and m.told.said_by) for m in moments} == {
        ("Reed Company",),
        ("Outlet a",),
        ("Dock Union",),
    }


def test_undated_and_planned_events_have_their_place() -> None:
    """Without a date an event comes last; what is only planned is there and reads so."""
    world = World()
    raid(world, "a", "Marrat")
    planned = raid(world, "b", "Zouar", mood="planned")
    world.say(planned, "date", "2031-06", mood="planned")
    first, last = timeline(index_of(world)).moments
    assert (first.date, first.happened and first.happened.supposed_by) == ("2031-06", ("Outlet b",))
    assert (last.date, last.told, last.first_day) == ("", None, "")


def test_what_is_looked_at_has_room_first() -> None:
    """Of more places than there is room for those come first that are asked for; how many there are is told."""
    world = World()
    raid(world, "a", "Marrat", MARRAT)
    raid(world, "b", "Marrat", MARRAT)
    raid(world, "c", "Zouar", replace(MARRAT, name="Zouar", country="ML"))
    index = index_of(world)
    usual, asked = (sites(index, scope(index), 1, first) for first in (None, lambda at: at.country == "ML"))
    assert [s.shown for s in usual.located] == ["Marrat"]
    assert [s.shown for s in asked.located] == ["Zouar"]
    assert (usual.places, asked.places) == (2, 2)


def test_what_is_left_out_is_counted() -> None:
    """Ties and moments in parts: together they are all, and each part knows how many there are."""
    world = World()
    for letter in "abcde":
        event = raid(world, letter, f"Town {letter}")
        world.say(event, "date", f"2031-04-0{ord(letter) - 96}")
    index = index_of(world)
    every = timeline(index)
    parts = [timeline(index, None, start, 2) for start in (0, 2, 4)]
    assert tuple(m for part in parts for m in part.moments) == every.moments
    assert {part.total for part in parts} == {every.total} == {5}
    found = ties(index, scope(index), most=2, drawn=2)
    assert (len(found.ties), found.total) == (2, len(ties(index, scope(index)).ties))


def test_an_index_makes_each_thing_once() -> None:
    """What follows from the picture alone is made when it is first asked for, and then kept."""
    world = World()
    raid(world, "a", "Marrat", MARRAT)
    index, made = index_of(world), list[str]()

    def count(of: Index) -> int:
        made.append("once")
        return len(of.picture.answers)

    assert index.once(count) == index.once(count) == len(index.picture.answers)
    assert made == ["once"]
    assert scope(index) is scope(index)


def test_an_empty_case_has_nothing() -> None:
    """No sites, no ties, no moments."""
    index = index_of(World())
    asked = scope(index)
    assert (sites(index, asked).located, ties(index, asked).ties, timeline(index).moments) == ((), (), ())


def test_distance() -> None:
    """A degree of latitude is 111 km; the way round the pole is the short one."""
    at = Extent(called="x", kind="city", country="", latitude=0.0, longitude=0.0, radius_km=1.0)
    assert apart_km(at, replace(at, latitude=1.0)) == pytest.approx(111.2, abs=0.1)
    assert apart_km(replace(at, latitude=89.0), replace(at, latitude=89.0, longitude=180.0)) == pytest.approx(
        222.4, abs=0.2
    )
