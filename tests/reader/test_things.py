"""Noun phrases that are no mentions: weapons, things that are hit, what people do."""

from __future__ import annotations

from herodot.reader.things import find_things
from tests.reader.made import Made, made


def things(text: Made) -> set[tuple[str, str]]:
    """Words and kind of each."""
    covered = {n for s in text.spots if s.kind != "Event" for n in range(s.start, s.end)}
    triggers = {s.start for s in text.spots if s.kind == "Event"}
    people = [(s.start, s.end, s.named) for s in text.spots if s.kind == "Person"]
    return {
        (text.parse.text(a, b), kind) for a, b, kind in find_things(text.parse, covered, triggers, people)
    }


def test_what_is_hit_and_with_what() -> None:
    """The object of an event is a thing, a weapon is one wherever it stands; other nouns are neither."""
    text = made(
        "{Group gunmen} {Event:raid attacked} the pipeline with rifles . the weather stayed .",
        "gunmen nsubj attacked; attacked root - VERB; pipeline obj attacked; rifles obl attacked; "
        "weather nsubj stayed; stayed root - VERB",
    )
    assert things(text) == {("pipeline", "thing"), ("rifles", "weapon")}


def test_what_people_do() -> None:
    """The noun of a description, and the common nouns before a name."""
    text = made(
        "{Person a taxi driver} saw {Person! coroner Gary Hill}.",
        "taxi compound driver NOUN; a det driver DET",
    )
    assert {("taxi driver", "occupation"), ("coroner", "occupation")} <= things(text)


def test_mentions_are_no_things() -> None:
    """What is a mention already is left alone."""
    text = made("{Event:raid attacked} {Organization the bank}", "bank obj attacked; attacked root - VERB")
    assert things(text) == set()
