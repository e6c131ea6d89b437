"""Which triggers are events, and which tell of one event."""

from __future__ import annotations

import pytest

from herodot.reader.events import SAME, VICTIMS, find_events, name_types
from tests.reader.made import Made, made

TEXT = "the {Event:raid raid} came. the {Event:clash fight} went on. a {Event:raid assault} ended."


def events(
    text: Made, sure: dict[str, float], same: dict[tuple[str, str], float] | None = None
) -> list[tuple[list[str], str]]:
    """Words and type of each event; `same` holds in both directions."""
    links = [text.link(word, "event_type", word, score) for word, score in sure.items()]
    for (one, other), score in (same or {}).items():
        links += [text.link(one, "same", other, score), text.link(other, "same", one, score)]
    return [(text.words(e.spots), e.event_type) for e in find_events(text.parse, text.spots, links, {}, 0.5)]


def test_only_confirmed_triggers_are_events() -> None:
    """A trigger is an event at the least probability, not below it, and not without the second graph's word."""
    assert events(made(TEXT), {"raid": 0.5, "fight": 0.49}) == [(["raid"], "raid")]
    assert events(made(TEXT), {}) == []


@pytest.mark.parametrize(
    ("score", "together"), [(SAME + 0.01, True), (SAME - 0.01, False)]
)  # fmt: skip
def test_the_network_joins_triggers(score: float, together: bool) -> None:
    """Two triggers are one event where both directions together are likely enough."""
    found = events(made(TEXT), {"raid": 0.9, "assault": 0.8}, {("raid", "assault"): score})
    assert found == (
        [(["raid", "assault"], "raid")] if together else [(["raid"], "raid"), (["assault"], "raid")]
    )


@pytest.mark.parametrize(
    ("second", "events"), [("the {Event:raid raid}", 1), ("{Event:raid raids}", 1),
                           ("another {Event:raid raid}", 2),
                           ("the next {Event:raid raid}", 2), ("the {Event:clash raid}", 2),
                           ("the {Event:raid assault}", 2)]
)  # fmt: skip
def test_one_word_of_one_type_is_one_event(second: str, events: int) -> None:
    """One word for one type of event is one event, unless the text calls it another."""
    text = made(f"the {{Event:raid raid}} came. {second} failed.")
    links = [text.link(n, "event_type", n) for n in range(2)]
    assert len(find_events(text.parse, text.spots, links, {}, 0.5)) == events


def test_an_event_has_the_type_of_its_surest_trigger() -> None:
    """A raid that is also called a fight has the type of the trigger that the network is surest of."""
    same = {("raid", "fight"): 0.9}
    assert events(made(TEXT), {"raid": 0.9, "fight": 0.6}, same)[0] == (["raid", "fight"], "raid")
    assert events(made(TEXT), {"raid": 0.6, "fight": 0.9}, same)[0] == (["raid", "fight"], "clash")


def test_a_trigger_goes_to_the_event_it_is_likeliest_the_same_as() -> None:
    """Of two events the likelier takes it; the two stay two."""
    found = events(
        made(TEXT), {"raid": 0.9, "fight": 0.9, "assault": 0.9}, {("raid", "assault"): 0.6, ("fight", "assault"): 0.8}
    )  # fmt: skip
    assert [words for words, _ in found] == [["raid"], ["fight", "assault"]]


def test_a_trigger_that_is_no_event_joins_nothing() -> None:
    """Sameness with a trigger that was not confirmed adds nothing."""
    assert events(made(TEXT), {"raid": 0.9}, {("raid", "fight"): 0.9}) == [(["raid"], "raid")]


HAPPENED = (
    "the {Event:raid raid} of {date:2031-05-01 Monday} hit {Person! Ann Bell}. the {Event:raid assault} of "
    "{date:2031-05-01 May} hit {Person! Bell} and {Person! Bo Cole}. the {Event:clash fight} of "
    "{date:2031-06-02 June} hit {pronoun her}."
)
WHO = {"Ann Bell": 0, "Bell": 0, "her": 0, "Bo Cole": 1}


def apart(*links: tuple[str, str, str], score: float = 0.9) -> list[list[str]]:
    """Words of each event of `HAPPENED`, all three sure, with those links between its spots."""
    text = made(HAPPENED)
    found = [text.link(word, "event_type", word) for word in ("raid", "assault", "fight")]
    found += [text.link(*link, score) for link in links]
    entity_of = {text.spot(words): entity for words, entity in WHO.items()}
    return [text.words(e.spots) for e in find_events(text.parse, text.spots, found, entity_of, 0.5)]


ONE = [["raid", "assault"], ["fight"]]
ALL = [["raid"], ["assault"], ["fight"]]
BOTH = (("raid", "killed", "Ann Bell"), ("assault", "killed", "Bell"))


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        pytest.param(BOTH, ONE, id="one victim by two names"),
        pytest.param((BOTH[0], ("assault", "killed", "her")), ONE, id="one victim by a pronoun"),
        pytest.param((BOTH[0], ("assault", "wounded", "Bell")), ONE, id="another harm"),
        pytest.param((BOTH[0], ("assault", "killed", "Bo Cole")), ALL, id="another victim"),
        pytest.param((BOTH[0],), ALL, id="no victim known"),
        pytest.param((BOTH[0], ("fight", "killed", "her")), ALL, id="another type"),
        pytest.param((BOTH[0], ("assault", "attacker", "Bell")), ALL, id="who did it is no victim"),
        pytest.param((*BOTH, ("raid", "date", "Monday"), ("assault", "date", "May")), ONE, id="one date"),
        pytest.param((*BOTH, ("raid", "date", "Monday")), ONE, id="one date unknown"),
        pytest.param(
            (*BOTH, ("raid", "date", "Monday"), ("assault", "date", "June")), ALL, id="dates differ"
        ),
    ],
)
def test_events_of_one_type_with_one_victim_are_one(
    links: tuple[tuple[str, str, str], ...], expected: list[list[str]]
) -> None:
    """One type and one victim make one event unless the dates differ; another type, victim or part does not."""
    assert apart(*links) == expected


@pytest.mark.parametrize("role", sorted(VICTIMS))
def test_every_harm_has_a_victim(role: str) -> None:
    """Killed, wounded, captured, released or attacked: each joins two events."""
    assert apart(("raid", role, "Ann Bell"), ("assault", role, "Bell")) == ONE


@pytest.mark.parametrize(("score", "expected"), [(0.5, ONE), (0.49, ALL)])
def test_a_doubtful_victim_joins_nothing(score: float, expected: list[list[str]]) -> None:
    """A victim counts at the least probability, not below it."""
    assert apart(*BOTH, score=score) == expected


def test_a_victim_that_is_nobody_joins_nothing() -> None:
    """Spots that stand for no entity are not one entity."""
    text = made(HAPPENED)
    links = [text.link(word, "event_type", word) for word in ("raid", "assault")]
    links += [text.link(*link) for link in BOTH]
    assert len(find_events(text.parse, text.spots, links, {}, 0.5)) == 2


def test_triggers_that_the_network_joins_share_their_victim() -> None:
    """What the network takes for one event has the victims of all its triggers, and joins others by them."""
    text = made(
        "the {Event:raid raid}, an {Event:raid assault}, hit {Person! Bell}. the {Event:raid attack} too."
    )
    links = [text.link(word, "event_type", word) for word in ("raid", "assault", "attack")]
    links += [text.link("raid", "same", "assault"), text.link("assault", "same", "raid")]
    links += [text.link("assault", "killed", "Bell"), text.link("attack", "killed", "Bell")]
    found = find_events(text.parse, text.spots, links, {text.spot("Bell"): 0}, 0.5)
    assert [text.words(e.spots) for e in found] == [["raid", "assault", "attack"]]


def test_the_second_graph_names_types() -> None:
    """A trigger takes the type that the second graph gives it and else keeps its own; an entity never gets one."""
    text = made("the {Event:raid raid} and {Event:raid assault} hit {Person! Bell}.")
    links = [text.link(word, "event_type", word, event_type="clash") for word in ("raid", "Bell")]
    assert [s.event_type for s in name_types(text.spots, links)] == ["clash", "raid", ""]


@pytest.mark.parametrize(("day", "events"), [("2031-05", 1), ("2031-05-03", 1), ("2031-06-09", 2)])
def test_days_that_differ_part_events(day: str, events: int) -> None:
    """One word for a raid in May and on the third of May is one raid; a raid in June is another."""
    raid = "the {Event:raid raid} of"
    text = made(f"{raid} {{date:2031-05-03 May}} came. {raid} {{date:{day} then}} failed.")
    first, second = text.spot("raid"), text.spot("raid", 1)
    links = [text.link(n, "event_type", n) for n in (first, second)]
    links += [text.link(first, "date", "May"), text.link(second, "date", "then")]
    assert len(find_events(text.parse, text.spots, links, {}, 0.5)) == events
