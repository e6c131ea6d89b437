"""What is noticed of each draft when all of a report are seen together."""

from __future__ import annotations

from importlib.resources import files

from herodot.reader.cast import Cast, Member
from herodot.reader.drafts import Draft
from herodot.reader.links import Link
from herodot.reader.runtime import load_network
from herodot.reader.signs import signs_of
from tests.reader.made import Made, made

TEXT = "the {Event:raid raid} of {date:2031-05-03 May} or {date:2031-06 June} killed {Person! Ann Bell}."


def scene() -> tuple[Made, Cast]:
    """A raid, two dates, a victim."""
    text = made(TEXT)
    raid, ann = text.spot("raid"), text.spot("Ann Bell")
    cast = Cast({"v": Member("v", "Event", [raid]), "e": Member("e", "Person", [ann])}, {raid: "v", ann: "e"})
    return text, cast


def draft(text: Made, property_: str, value: object, side: str, score: float, rule: str = "head") -> Draft:
    """A draft about the raid."""
    kind = "entity" if value == "e" else "date" if property_ == "date" else "text"
    return Draft(
        subject="v", property=property_, value=value, value_type=kind, sides=(text.spot("raid"), text.spot(side)),
        words=(0, 3), score=score, rule=rule,
    )  # type: ignore[arg-type]  # fmt: skip


def test_a_likelier_date_speaks_against_the_other() -> None:
    """Of two days for one raid each knows by how much the other is likelier."""
    text, cast = scene()
    drafts = [draft(text, "date", "2031-05-03", "May", 0.8), draft(text, "date", "2031-06", "June", 0.3)]
    first, second = signs_of(text.parse, text.spots, cast, drafts, [])
    assert first["margin"] > 0 > second["margin"]


def test_arguments_speak_for_an_event() -> None:
    """A raid with a victim has an argument; unlikely ones and the type itself do not count."""
    text, cast = scene()
    kind = draft(text, "event_type", "raid", "raid", 0.6)
    alone = signs_of(text.parse, text.spots, cast, [kind, draft(text, "killed", "e", "Ann Bell", 0.1)], [])[0]
    whole = signs_of(text.parse, text.spots, cast, [kind, draft(text, "killed", "e", "Ann Bell", 0.9)], [])[0]
    assert alone["event arguments"] == 0.0 < whole["event arguments"]


def test_the_same_said_again() -> None:
    """Of two drafts that say the same the less sure one is marked."""
    text, cast = scene()
    drafts = [draft(text, "killed", "e", "Ann Bell", 0.8), draft(text, "killed", "e", "Ann Bell", 0.5)]
    assert ["said again" in s for s in signs_of(text.parse, text.spots, cast, drafts, [])] == [False, True]


def link(text: Made, subject: str, value: str, label: str, score: float) -> Link:
    """A link between two spots, plainly asserted."""
    return Link(
        text.spot(subject), text.spot(value), label, score, 0.0, (1.0, 0.0, 0.0), (1.0, 0.0, 0.0, 0.0)
    )


def test_what_the_network_says_around_a_pair() -> None:
    """Links that say the same support a draft; one that says otherwise and one that is turned round are noticed, and
    links of saying and of sameness are no statements."""
    text, cast = scene()
    drafts = [draft(text, "killed", "e", "Ann Bell", 0.6)]
    own = link(text, "raid", "Ann Bell", "killed", 0.6)
    (bare,) = signs_of(text.parse, text.spots, cast, drafts, [own])
    around = [
        own,
        link(text, "raid", "Ann Bell", "wounded", 0.4),
        link(text, "Ann Bell", "raid", "about", 0.3),
    ]
    (full,) = signs_of(text.parse, text.spots, cast, drafts, around)
    helped = [own, link(text, "raid", "Ann Bell", "says", 0.9), link(text, "Ann Bell", "raid", "passes", 0.9)]
    assert bare["support"] > 0
    assert (bare["pair otherwise"], bare["pair turned"]) == (0.0, 0.0)
    assert full["pair otherwise"] > full["pair turned"] > 0
    assert signs_of(text.parse, text.spots, cast, drafts, helped) == [bare]


def test_a_denied_link_is_noticed() -> None:
    """What the network thinks denied, uncertain or not actual speaks with the draft."""
    text, cast = scene()
    spots = (text.spot("raid"), text.spot("Ann Bell"))
    doubtful = Link(*spots, "killed", 0.6, 0.7, (0.2, 0.3, 0.5), (0.9, 0.1, 0.0, 0.0))
    (found,) = signs_of(
        text.parse, text.spots, cast, [draft(text, "killed", "e", "Ann Bell", 0.6)], [doubtful]
    )
    assert (found["denied"], found["uncertain"]) == (0.7, 0.8)
    assert round(found["not actual"], 3) == 0.1


def test_the_shipped_trees_ask_only_for_signs_that_are_given() -> None:
    """A sign that was renamed here would count as 0 in every tree that asks for it."""
    text, cast = scene()
    drafts = [
        draft(text, "killed", "e", "Ann Bell", 0.8), draft(text, "killed", "e", "Ann Bell", 0.5, "rule:made"),
        draft(text, "target", "e", "Ann Bell", 0.5), draft(text, "date", "2031-05-03", "May", 0.8),
        draft(text, "date", "2031-06", "June", 0.3), draft(text, "event_type", "raid", "raid", 0.6),
    ]  # fmt: skip
    links = [
        link(text, "raid", "Ann Bell", "killed", 0.8),
        link(text, "raid", "Ann Bell", "killed", 0.7),
        link(text, "Ann Bell", "raid", "killed", 0.7),
        link(text, "raid", "raid", "event_type", 0.7),
    ]
    given = {name for own in signs_of(text.parse, text.spots, cast, drafts, links) for name in own}
    open_ended = ("property", "event", "subject", "value", "subject as", "value as", "over")
    forest = load_network(files("herodot.reader") / "model").forest
    assert forest is not None
    asked = {n for n in forest.names if not n.startswith(tuple(f"{o} " for o in open_ended))}
    assert asked - given <= {"number", "rivals", "by rule", "bare total"}
    assert {n for n in given if not n.startswith(("property ", "event ", "over "))} & set(forest.names)
