"""Which triggers are events, and which tell of one event."""

from __future__ import annotations

import pytest

from herodot.reader.events import find_events, name_types
from herodot.reader.retold import REACH, evidence, likeness, told_of, weights
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
    ("second", "events"), [("the {Event:raid raid}", 1), ("those {Event:raid raids}", 1),
                           ("another {Event:raid assault}", 2), ("a new {Event:raid assault}", 2),
                           ("the {Event:release release}", 2)]
)  # fmt: skip
def test_one_word_of_one_type_is_one_event(second: str, events: int) -> None:
    """One word for one type of event is one event, unless the text calls it another or it is of another type."""
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
    text = made("the {Event:raid raid} came. a {Event:release release} came. an {Event:death assault} ended.")
    links = [text.link(n, "event_type", n) for n in range(3)]
    for one, other, score in ((0, 2, 0.97), (1, 2, 0.2)):
        links += [text.link(one, "same", other, score), text.link(other, "same", one, score)]
    found = find_events(text.parse, text.spots, links, {}, 0.5)
    assert [text.words(e.spots) for e in found] == [["raid", "assault"], ["release"]]


def test_a_trigger_that_is_no_event_joins_nothing() -> None:
    """Sameness with a trigger that was not confirmed adds nothing."""
    assert events(made(TEXT), {"raid": 0.9}, {("raid", "fight"): 0.9}) == [(["raid"], "raid")]


HAPPENED = (
    "the {Event:raid raid} of {date:2031-05-01 Monday} hit {Person! Ann Bell}. the {Event:raid assault} of "
    "{date:2031-05-01 May} hit {Person! Bell} and {Person! Bo Cole}. the {Event:clash fight} of "
    "{date:2031-06-02 June} hit {pronoun her}."
)
WHO = {"Ann Bell": 0, "Bell": 0, "her": 0, "Bo Cole": 1}


BOTH = (("raid", "killed", "Ann Bell"), ("assault", "killed", "Bell"))


def likeness_of(*links: tuple[str, str, str], score: float = 0.9) -> float:
    """How likely the assault of `HAPPENED` tells of the raid again, with those links between its spots."""
    text = made(HAPPENED)
    entity_of = {text.spot(words): entity for words, entity in WHO.items()}
    raid, assault = text.spot("raid"), text.spot("assault")
    told = told_of(text.spots, [text.link(*link, score) for link in links], entity_of, [raid, assault])
    return likeness(evidence(text.parse, text.spots, told, raid, assault))


BARE = likeness_of()


@pytest.mark.parametrize(
    ("links", "better"),
    [
        pytest.param(BOTH, True, id="one victim by two names"),
        pytest.param((BOTH[0], ("assault", "killed", "her")), True, id="one victim by a pronoun"),
        pytest.param((BOTH[0], ("assault", "wounded", "Bell")), True, id="another harm"),
        pytest.param((BOTH[0], ("assault", "attacker", "Bell")), False, id="no role of the kind"),
        pytest.param(
            (("raid", "target", "Ann Bell"), ("assault", "target", "Bo Cole")), False, id="other targets"
        ),
        pytest.param((("raid", "date", "Monday"), ("assault", "date", "May")), True, id="one date"),
        pytest.param((("raid", "date", "Monday"), ("assault", "date", "June")), False, id="dates differ"),
        pytest.param((("raid", "date", "Monday"),), False, id="one date unknown"),
    ],
)
def test_what_two_triggers_share_speaks_for_one_event(
    links: tuple[tuple[str, str, str], ...], better: bool
) -> None:
    """A shared victim or day makes one event likelier; others, or what only one of them has, do not."""
    assert (likeness_of(*links) > BARE) is better


def test_a_doubtful_role_is_no_evidence() -> None:
    """A role counts at the least probability, not below it."""
    assert likeness_of(*BOTH, score=0.09) == BARE


def test_the_networks_word_counts() -> None:
    """The likelier the network takes two triggers for the same, the likelier they are one event."""
    text = made(HAPPENED)
    raid, assault = text.spot("raid"), text.spot("assault")

    def with_score(score: float) -> float:
        links = [text.link(raid, "same", assault, score), text.link(assault, "same", raid, score)]
        told = told_of(text.spots, links, {}, [raid, assault])
        return likeness(evidence(text.parse, text.spots, told, raid, assault))

    assert with_score(0.1) < with_score(0.5) < with_score(0.9)


def test_every_weight_has_its_evidence() -> None:
    """No weight of a name that the evidence never has, and no evidence that has no weight."""
    text = made(HAPPENED + " the {Event:raid raid} hit {Place! Aunis} and {Person! Bo}.")
    entity_of = {n: n for n, s in enumerate(text.spots) if not s.event_type}
    names: set[str] = set()
    roles = "killed wounded captured released target actor participant place".split()
    for one, other in (("Ann Bell", "Ann Bell"), ("Ann Bell", "Bo Cole")):
        links = [text.link("raid", r, one) for r in roles] + [text.link("assault", r, other) for r in roles]
        for day in ("Monday", "June"):
            days = [text.link("raid", "date", "Monday"), text.link("assault", "date", day)]
            triggers = [text.spot("raid"), text.spot("assault")]
            names |= set(
                evidence(
                    text.parse, text.spots, told_of(text.spots, links + days, entity_of, triggers), *triggers
                )
            )
    assert names == set(weights()) - {"new"}


def test_a_long_report_is_looked_at_in_reach_only() -> None:
    """Beyond the triggers that are looked back at, one word for one type begins an event again."""
    filler = " ".join(f"a {{Event:release let{n}x}} came." for n in range(REACH))
    text = made(f"the {{Event:raid raid}} came. {filler} the {{Event:raid raid}} ended.")
    links = [text.link(n, "event_type", n) for n in range(REACH + 2)]
    found = find_events(text.parse, text.spots, links, {}, 0.5)
    assert [e for e in found if e.event_type == "raid" and len(e.spots) == 2] == []


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
