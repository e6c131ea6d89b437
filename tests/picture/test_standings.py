"""Answers: origins counted, and every standing of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from herodot.identity.judgments import Decided
from herodot.model.records import Evidence, Location
from herodot.picture.answers import Answer
from herodot.picture.board import board
from herodot.picture.index import Index
from herodot.picture.ledgers import RULES, counted, numbers, roles
from herodot.picture.picture import Picture, make_picture
from herodot.picture.sources import source_trees
from herodot.picture.timeline import timeline
from tests.identity.made import World


def picture_of(world: World, decided: Decided | None = None) -> Picture:
    """The picture of made-up reports."""
    return make_picture(
        list(world.reports.values()), world.entities, world.mentions, world.statements,
        {key: [] for key in world.reports}, frozenset(), decided,
    )  # fmt: skip


def answer(picture: Picture, property_: str, value: object) -> Answer:
    """The answer of that property and value."""
    (found,) = [
        a
        for a in picture.answers
        if a.property == property_ and value in (a.value, picture.entities.get(str(a.value)))
    ]
    return found


def event(world: World, key: str, published: str = "2031-05-01", outlet: str = "") -> str:
    """The same raid in another report."""
    world.report(key, published, outlet)
    raid = world.entity(key, "e", "Event", described="raid")
    world.say(raid, "event_type", "raid")
    world.say(raid, "date", "2031-04-02")
    world.say(raid, "place", world.entity(key, "l", "Place", "Marrat"))
    world.say(raid, "killed", world.entity(key, "p", "Person", "Tarik Oudou"))
    return raid


def test_two_origins_corroborate() -> None:
    """Two outlets in their own words are two origins; the same agency through two outlets is one."""
    world = World()
    for key in ("a", "b"):
        world.say(event(world, key), "killed_count", 4)
    found = answer(picture_of(world), "killed_count", 4)
    assert (found.standing, found.independent_roots) == ("corroborated", 2)
    world = World()
    for key in ("a", "b"):
        raid = event(world, key)
        agency = world.entity(key, "w", "Organization", "Coast Wire")
        world.say(raid, "killed_count", 4, chain=(f"{key}/outlet", agency))
    found = answer(picture_of(world), "killed_count", 4)
    assert (found.standing, found.independent_roots) == ("single-source", 1)
    assert found.origins[0].reasons == ("Their chains end in the same source.",)


def test_a_spokesman_and_his_body_are_one() -> None:
    """Who speaks for a body is no second source beside it."""
    world = World()
    for key, root in (("a", "man"), ("b", "body")):
        raid = event(world, key)
        body = world.entity(key, "body", "Organization", "Harbour Front")
        if root == "man":
            world.say(world.entity(key, "man", "Person", "Sami Belo"), "spokesperson_for", body)
        world.say(raid, "killed_count", 4, chain=(f"{key}/outlet", f"{key}/{root}"))
    assert answer(picture_of(world), "killed_count", 4).independent_roots == 1


def test_an_outlet_sums_up_its_own_source() -> None:
    """The lead of a report and the source whom it quotes for the same are one."""
    world = World()
    raid = event(world, "a")
    world.say(raid, "killed_count", 4)
    world.say(raid, "killed_count", 4, chain=("a/outlet", world.entity("a", "s", "Person", "Sami Belo")))
    assert answer(picture_of(world), "killed_count", 4).independent_roots == 1


@pytest.mark.parametrize(("kind", "roots"), [("one_source", 1), ("two_sources", 2)])
def test_a_reviewer_overrules(kind: str, roots: int) -> None:
    """A person may hold two sources to be one."""
    world = World()
    for key in ("a", "b"):
        world.say(event(world, key), "killed_count", 4)
    pair = (("a/outlet", "b/outlet"),)
    assert answer(picture_of(world, Decided(**{kind: pair})), "killed_count", 4).independent_roots == roots


@pytest.mark.parametrize(
    ("first", "second", "standing"),
    [
        ((4, {}), (6, {}), "disputed"),
        ((4, {"at_least": 4}), (6, {}), "single-source"),
        ((4, {}), (4, {}), "corroborated"),
    ],
)
def test_numbers_that_rival(
    first: tuple[int, dict[str, int]], second: tuple[int, dict[str, int]], standing: str
) -> None:
    """Two tolls are rivals unless their bounds meet."""
    world = World()
    for key, (number, limits) in (("a", first), ("b", second)):
        world.say(event(world, key), "killed_count", number, qualifiers=limits)
    found = picture_of(world)
    assert {a.standing for a in found.answers if a.property == "killed_count"} == {standing}


def test_a_more_exact_date_is_no_rival() -> None:
    """A month and a day in it agree; two days do not."""
    world = World()
    event(world, "a")
    event(world, "b")
    world.say("b/e", "date", "2031-04")
    assert "disputed" not in {a.standing for a in picture_of(world).answers}
    world.say("b/e", "date", "2031-04-05")
    assert {a.standing for a in picture_of(world).answers if str(a.value) == "2031-04-05"} == {"disputed"}


@pytest.mark.parametrize(
    ("inner", "standing"),
    [
        ("Marrat prison", "single-source"),
        ("the village of Marrat", "single-source"),
        ("New Marrat", "disputed"),
        ("Marratown", "disputed"),
    ],
)
def test_a_place_named_by_another_is_no_rival(inner: str, standing: str) -> None:
    """A prison called by its town refines the town; a name that only holds the same letters is another place."""
    assert places_stand(["Marrat"], [inner]) == {standing}


def places_stand(
    *given: Sequence[str], inside: Mapping[str, str] | None = None, breath: bool = False
) -> set[str]:
    """How the places of one raid stand: names of each, none for "a track". `inside`: the n-th lies in what has a name.

    `breath`: one source gives all of them in the same words; else each has words of its own.
    """
    world = World()
    world.report("a")
    raid = world.entity("a", "e", "Event", described="raid")
    world.say(raid, "event_type", "raid")
    for n, names in enumerate(given):
        place = world.entity("a", f"l{n}", "Place", *names, described="" if names else "a track")
        at = 0 if breath else 10 * n
        world.say(raid, "place", place, evidence=(Evidence(start=at, end=at + 5, text="words"),))
        if outer := (inside or {}).get(str(n)):
            world.say(place, "located_in", world.entity("a", f"o{n}", "Place", outer))
    found = picture_of(world).answers
    return {a.standing for a in found if a.property == "place"}


@pytest.mark.parametrize(
    ("given", "inside", "standing"),
    [
        ((["Marrat"], ["Ouro province"]), {}, "single-source"),
        ((["Marrat"], ["the district of Ouro"]), {}, "single-source"),
        ((["Ouro province"], ["Belo province"]), {}, "disputed"),
        ((["Ouro province"], ["Belo district"]), {}, "single-source"),
        ((["Marrat"], ["Zouk"]), {}, "disputed"),
        ((["Marrat"], []), {}, "single-source"),
        ((["Marrat"], []), {"1": "Zouk"}, "disputed"),
        ((["Marrat"], []), {"1": "Ouro province"}, "single-source"),
        (([], []), {}, "disputed"),
    ],
)
def test_a_larger_or_a_vaguer_place_is_no_rival(
    given: Sequence[Sequence[str]], inside: Mapping[str, str], standing: str
) -> None:
    """A province, or a track without a name, says less than a village; two villages and two provinces rival."""
    assert places_stand(*given, inside=inside) == {standing}


def test_what_one_source_says_in_one_breath_is_no_contradiction() -> None:
    """ "Between Marrat and Zouk": two places in the same words of one source stand together."""
    assert places_stand(["Marrat"], ["Zouk"], breath=True) == {"single-source"}


@pytest.mark.parametrize(
    ("first", "second", "standing"),
    [
        (("Gao", "ML", "Gao", "city"), ("Mali", "ML", None, "country"), "single-source"),
        (("Gao", "ML", "Gao", "city"), ("Niger", "NE", None, "country"), "disputed"),
        (("Gao", "ML", "Gao", "city"), ("Gao Region", "ML", "Gao", "area"), "single-source"),
        (("Gao", "ML", "Gao", "city"), ("Kidal Region", "ML", "Kidal", "area"), "disputed"),
        (("Gao", "ML", "Gao", "city"), ("Ansongo", "ML", "Gao", "city"), "disputed"),
    ],
)
def test_where_the_gazetteer_knows_both(
    first: tuple[str, str, str | None, str], second: tuple[str, str, str | None, str], standing: str
) -> None:
    """A country or area around a town is no rival; another country, another area and another town are."""
    world = World()
    world.report("a")
    raid = world.entity("a", "e", "Event", described="raid")
    world.say(raid, "event_type", "raid")
    for n, (name, country, area, kind) in enumerate((first, second)):
        place = world.entity("a", f"l{n}", "Place", name)
        at = Location(name=name, country=country, area=area, latitude=n, longitude=n, kind=kind)
        world.entities[-1] = replace(world.entities[-1], location=at)
        world.say(raid, "place", place, evidence=(Evidence(start=9 * n, end=9 * n + 5, text="words"),))
    assert {a.standing for a in picture_of(world).answers if a.property == "place"} == {standing}


def test_denied_and_disputed() -> None:
    """Only denied is denied; affirmed by one and denied by another is disputed; wanted has no standing."""
    world = World()
    raid = event(world, "a")
    front = world.entity("a", "f", "Organization", "Harbour Front")
    world.say(raid, "actor", front, polarity="denied", chain=("a/outlet", front))
    assert answer(picture_of(world), "actor", "a/f").standing == "denied"
    world.say(raid, "actor", front)
    assert answer(picture_of(world), "actor", "a/f").standing == "disputed"
    world = World()
    world.say(
        event(world, "a"), "released", world.entity("a", "g", "Group", described="women"), mood="wanted"
    )
    found = answer(picture_of(world), "released", "a/g")
    assert (found.standing, found.open) != ("", ())
    assert found.standing == ""


def test_withdrawn() -> None:
    """Its own source took it back: withdrawn, not disputed."""
    world = World()
    for key, published, polarity in (("a", "2031-05-01", "affirmed"), ("b", "2031-05-09", "denied")):
        raid = event(world, key, published)
        ministry = world.entity(key, "m", "Organization", "Office of Docks")
        chief = world.entity(key, "c", "Person", "Sami Belo")
        world.say(raid, "killed", chief, chain=(f"{key}/outlet", ministry), polarity=polarity)
    found = [a for a in picture_of(world).answers if a.property == "killed" and a.against]
    assert [a.standing for a in found] == ["withdrawn"]


def test_leaders_that_rival_and_follow() -> None:
    """Two leaders at one time are disputed; one who is said to have been it is superseded."""
    world = World()
    for key, name in (("a", "Tarik Oudou"), ("b", "Sami Belo")):
        world.report(key)
        world.say(
            world.entity(key, "p", "Person", name),
            "leader_of",
            world.entity(key, "f", "Organization", "Harbour Front"),
        )
    assert {a.standing for a in picture_of(world).answers} == {"disputed"}
    world.report("c", "2031-06-01")
    world.say(
        world.entity("c", "p", "Person", "Tarik Oudou"),
        "leader_of",
        world.entity("c", "f", "Organization", "Harbour Front"),
        qualifiers={"end": "2031-05-20"},
    )
    standings = {a.subject: a.standing for a in picture_of(world).answers}
    assert standings["a/p"] == "superseded"
    tenures = {t.person_shown: t for t in roles(Index(picture_of(world)))}
    assert (tenures["Tarik Oudou"].state, tenures["Tarik Oudou"].end) == ("former", "2031-05-20")
    assert tenures["Sami Belo"].state == "held"


def test_answers_in_words() -> None:
    """A bound is told, a type is in words, and who leads is the answer to "who leads it?"."""
    world = World()
    world.report("a")
    raid = world.entity("a", "e", "Event", described="raid")
    world.say(raid, "event_type", "armed_attack")
    world.say(raid, "killed_count", 12, qualifiers={"at_least": 12})
    chief, front = (
        world.entity("a", "p", "Person", "Sami Belo"),
        world.entity("a", "f", "Organization", "Quay Front"),
    )
    world.say(chief, "leader_of", front)
    questions = board(picture_of(world))
    assert {a.shown for q in questions for a in q.answers} == {"armed attack", "at least 12", "Sami Belo"}


def test_pages_show_who_says_so() -> None:
    """Board, source trees, timeline and numbers each carry the sources."""
    world = World()
    for key, number in (("a", 4), ("b", 6)):
        world.say(
            event(world, key), "killed_count", number, evidence=(Evidence(start=0, end=1, text="four"),)
        )
    picture = picture_of(world)
    first = board(picture)[0]
    assert first.standing == "disputed"
    assert all(a.affirmed_by for a in first.answers)
    assert board(picture, contested=True)
    assert board(picture, since="2032") == ()
    (tree,) = source_trees(Index(picture), answer(picture, "killed_count", 4))
    assert (tree.root, tree.tellings[0].how, tree.tellings[0].words) == ("Outlet a", "own words", "four")
    (moment,) = timeline(Index(picture)).moments
    assert (moment.date, [p.shown for p in moment.places]) == ("2031-04-02", ["Marrat"])
    assert moment.told is not None
    assert (moment.told.said_by, moment.told.independent_roots) == (("Outlet a", "Outlet b"), 2)
    index = Index(picture)
    (figures,) = numbers(index, counted(index), rule="most-conservative")
    assert (figures.rolled_up, [f.said_by for f in figures.figures]) == ("4", ["Outlet a", "Outlet b"])
    assert {rule: numbers(index, counted(index), rule=rule)[0].rolled_up for rule in RULES} == {
        "most-conservative": "4", "low-best-high": "4 / 4 / 6", "majority": "none", "latest": "4",
    }  # fmt: skip


def test_empty() -> None:
    """A case with nothing in it has an empty picture."""
    picture = picture_of(World())
    index = Index(picture)
    assert (board(picture), timeline(index).moments, roles(index), counted(index)) == ((), (), (), ())
