"""Who is who: what joins, what stays apart, what a person should decide."""

from __future__ import annotations

import random

import pytest

from herodot.identity.events import EVENT_FEATURES
from herodot.identity.reasons import FEATURES, sentence
from herodot.identity.resolve import Resolution, resolve
from tests.identity.made import World


def joined(found: Resolution, one: str, other: str) -> bool:
    """Whether two are one cluster."""
    return found.cluster[one] == found.cluster[other]


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("Person", "Usama Mahmood", "Osama Mahmoud", True),
        ("Person", "Tarik Oudou", "TARIK OUDOU", True),
        ("Person", "Tarik Oudou", "OUDOU, Tarik", True),
        ("Person", "Tarik Oudou", "Oudou Tarik", False),
        ("Person", "Tarik Oudou", "Sami Oudou", False),
        ("Person", "Gen. Tarik Oudou", "Mr Tarik Oudou", True),
        ("Organization", "Front for the Liberation of the Coast", "FLC", True),
        ("Organization", "the Harbour Front", "Harbour Front", True),
        ("Organization", "National Front", "National Liberation Front", False),
        ("Place", "Oudan province", "Oudan", True),
        ("Place", "Oudan", "Marrat", False),
        ("Group", "three women", "three women", True),
    ],
)
def test_names(kind: str, one: str, other: str, same: bool) -> None:
    """Spelling, titles, order with a comma and acronyms give way; other names do not."""
    world = World()
    for key, name in (("a", one), ("b", other)):
        world.report(key)
        world.entity(key, "x", kind, name)
    assert joined(resolve(world.profiles()), "a/x", "b/x") is same


def test_a_lone_family_name_is_for_a_person_to_decide() -> None:
    """Part of a name joins nobody by itself, but with a shared office it is worth a look or a join."""
    world = World()
    for key, name in (("a", "Tarik Oudou"), ("b", "Oudou")):
        world.report(key)
        world.entity(key, "x", "Person", name)
        world.say(f"{key}/x", "leader_of", world.entity(key, "f", "Organization", "Harbour Front"))
    assert joined(resolve(world.profiles()), "a/x", "b/x")
    alone = World()
    for key, name in (("a", "Tarik Oudou"), ("b", "Oudou")):
        alone.report(key)
        alone.entity(key, "x", "Person", name)
    assert not joined(resolve(alone.profiles()), "a/x", "b/x")


def test_a_body_of_kind_needs_its_country() -> None:
    """ "The army" of two countries are two; the interior ministry of one country is one."""
    world = World()
    world.report("a")
    world.entity("a", "m", "PublicBody", described="Kenya's interior ministry")
    world.report("b")
    world.entity("b", "m", "PublicBody", described="the Kenyan interior ministry")
    world.report("c")
    world.entity("c", "m", "PublicBody", described="Chad's interior ministry")
    found = resolve(world.profiles())
    assert joined(found, "a/m", "b/m")
    assert not joined(found, "a/m", "c/m")


def test_one_report_speaks_of_two() -> None:
    """Two entities of one report never join through a third."""
    world = World()
    world.report("a")
    world.entity("a", "x", "Person", "Tarik Oudou")
    world.entity("a", "y", "Person", "Tariq Oudou")
    world.report("b")
    world.entity("b", "z", "Person", "Tarik Oudou")
    found = resolve(world.profiles())
    assert not joined(found, "a/x", "a/y")


def an_event(world: World, key: str, kind: str, date: str, place: str, dead: str) -> str:
    """An event with a type, a day, a place and somebody who died."""
    world.report(key)
    event = world.entity(key, "e", "Event", described=kind)
    world.say(event, "event_type", kind)
    world.say(event, "date", date)
    world.say(event, "place", world.entity(key, "l", "Place", place))
    world.say(event, "killed", world.entity(key, "p", "Person", dead))
    return event


@pytest.mark.parametrize(
    ("date", "place", "dead", "same"),
    [
        ("2031-04-02", "Marrat", "Tarik Oudou", True),
        ("2031-04-03", "Marrat", "Tarik Oudou", True),
        ("2031-06-20", "Marrat", "Sami Belo", False),
        ("2031-04-02", "Oudan", "Sami Belo", False),
    ],
)
def test_events(date: str, place: str, dead: str, same: bool) -> None:
    """Time, place and people make one event of two; a type and a day do not."""
    world = World()
    one = an_event(world, "a", "raid", "2031-04-02", "Marrat", "Tarik Oudou")
    other = an_event(world, "b", "armed_attack", date, place, dead)
    assert joined(resolve(world.profiles()), one, other) is same


def test_judgments_win() -> None:
    """What a person decided holds, for and against; a pair that was decided is no doubt any more."""
    world = World()
    for key, name in (("a", "Tarik Oudou"), ("b", "Tarik Oudou"), ("c", "Sami Belo")):
        world.report(key)
        world.entity(key, "x", "Person", name)
    found = resolve(world.profiles(), same=[("a/x", "c/x")], different=[("a/x", "b/x")])
    assert joined(found, "a/x", "c/x")
    assert not joined(found, "a/x", "b/x")
    assert not joined(found, "b/x", "c/x")


def test_a_source_says_they_are_one() -> None:
    """`same_as` joins two of one report."""
    world = World()
    world.report("a")
    one = world.entity("a", "x", "Person", described="the driver")
    other = world.entity("a", "y", "Person", "Tarik Oudou")
    world.say(one, "same_as", other)
    assert joined(resolve(world.profiles()), one, other)


def test_copied_words_join_the_described() -> None:
    """Somebody without a name is one over two reports where one copied the passage; else not."""
    world = World()
    for key in ("a", "b"):
        world.report(key)
        world.entity(key, "x", "Person", described="a security source")
    assert not joined(resolve(world.profiles()), "a/x", "b/x")
    assert joined(resolve(world.profiles(), copied=frozenset({("a/x", "b/x")})), "a/x", "b/x")


def test_order_shows_nowhere() -> None:
    """Whatever the order of the profiles, the clusters are the same."""
    world = World()
    for key in "abcdef":
        an_event(world, key, "raid", "2031-04-02", "Marrat", "Tarik Oudou" if key < "d" else "Tariq Oudu")
    profiles = world.profiles()
    first = resolve(profiles).cluster
    for seed in range(5):
        keys = list(profiles)
        random.Random(seed).shuffle(keys)
        assert resolve({k: profiles[k] for k in keys}).cluster == first


def test_every_reason_is_a_sentence() -> None:
    """Users read the docstrings: each is one plain sentence."""
    for feature in (*FEATURES, *EVENT_FEATURES):
        words = sentence(feature)
        assert words.endswith(".")
        assert words[0].isupper()
        assert "\n" not in words


def two_bodies(first: tuple[str, ...], second: tuple[str, ...], kinds: tuple[str, str], acts: bool) -> World:
    """Two reports, each with a body of these names; of the second nothing is told unless it `acts`."""
    world = World()
    for key, names, kind in (("a", first, kinds[0]), ("b", second, kinds[1])):
        world.report(key)
        body = world.entity(key, "x", kind, *names)
        if key == "a" or acts:
            raid = world.entity(key, "e", "Event", described=f"arrest {key}")
            world.say(raid, "actor", body)
    return world


@pytest.mark.parametrize(
    ("first", "second", "kinds", "acts", "one"),
    [
        (("Marrat Port Police", "MPP"), ("Mission Press Pool", "MPP"), ("PublicBody", "Organization"), True, False),
        (("Marrat Port Police", "MPP"), ("Mission Press Pool", "MPP"), ("Organization", "Organization"), True, False),
        (("Marrat Port Police", "MPP"), ("Mission Press Pool",), ("PublicBody", "Organization"), True, False),
        (("Marrat Port Police", "MPP"), ("MPP",), ("PublicBody", "Organization"), False, False),
        (("Marrat Port Police", "MPP"), ("MPP",), ("PublicBody", "PublicBody"), False, True),
        (("Marrat Port Police", "MPP"), ("MPP",), ("PublicBody", "Organization"), True, True),
        (("Marrat Port Police", "MPP"), ("Policía Portuaria de Marrat", "MPP"), ("PublicBody",) * 2, True, True),
    ],
)  # fmt: skip
def test_an_acronym_alone_joins_no_agency_with_a_police_force(
    first: tuple[str, ...], second: tuple[str, ...], kinds: tuple[str, str], acts: bool, one: bool
) -> None:
    """Two full names that one acronym spells are two bodies; a bare credit of another kind needs a second reason. One
    name in two languages, and a bare acronym of the same kind, still join."""
    found = resolve(two_bodies(first, second, kinds, acts).profiles()).cluster
    assert (found["a/x"] == found["b/x"]) is one


def test_a_bare_acronym_is_no_bridge_between_two_bodies() -> None:
    """A third report that only has the acronym joins one of the two at most, never both."""
    world = two_bodies(
        ("Marrat Port Police", "MPP"), ("Mission Press Pool", "MPP"), ("Organization", "Organization"), True
    )
    world.report("c")
    raid = world.entity("c", "e", "Event", described="arrest c")
    world.say(raid, "actor", world.entity("c", "x", "Organization", "MPP"))
    found = resolve(world.profiles()).cluster
    assert found["a/x"] != found["b/x"]
