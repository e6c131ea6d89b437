"""Which triggers are events, and which tell of one event."""

from __future__ import annotations

import pytest

from herodot.reader.events import SAME, find_events
from tests.reader.made import Made, made

TEXT = "the {Event:raid raid} came. the {Event:clash fight} went on. a {Event:raid assault} ended."


def events(
    text: Made, sure: dict[str, float], same: dict[tuple[str, str], float] | None = None
) -> list[tuple[list[str], str]]:
    """Words and type of each event; `same` holds in both directions."""
    links = [text.link(word, "event_type", word, score) for word, score in sure.items()]
    for (one, other), score in (same or {}).items():
        links += [text.link(one, "same", other, score), text.link(other, "same", one, score)]
    return [(text.words(e.spots), e.event_type) for e in find_events(text.parse, text.spots, links, 0.5)]


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


def test_one_word_twice_is_two_events_without_the_network() -> None:
    """The same word for two events does not make them one."""
    text = made("the {Event:raid raid} came. the next {Event:raid raid} failed.")
    links = [text.link(n, "event_type", n) for n in range(2)]
    assert len(find_events(text.parse, text.spots, links, 0.5)) == 2


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
