"""What is weighed when all drafts of a report are seen together."""

from __future__ import annotations

import pytest

from herodot.reader.cast import Cast, Member
from herodot.reader.drafts import Draft
from herodot.reader.weighing import signs_of, weigh
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
    first, second = signs_of(text.parse, text.spots, cast, drafts)
    assert first["margin"] > 0 > second["margin"]


def test_arguments_speak_for_an_event() -> None:
    """A raid with a victim has an argument; unlikely ones and the type itself do not count."""
    text, cast = scene()
    kind = draft(text, "event_type", "raid", "raid", 0.6)
    alone = signs_of(text.parse, text.spots, cast, [kind, draft(text, "killed", "e", "Ann Bell", 0.1)])[0]
    whole = signs_of(text.parse, text.spots, cast, [kind, draft(text, "killed", "e", "Ann Bell", 0.9)])[0]
    assert alone["event arguments"] == 0.0 < whole["event arguments"]


def test_the_same_said_again() -> None:
    """Of two drafts that say the same the less sure one is marked."""
    text, cast = scene()
    drafts = [draft(text, "killed", "e", "Ann Bell", 0.8), draft(text, "killed", "e", "Ann Bell", 0.5)]
    assert ["said again" in s for s in signs_of(text.parse, text.spots, cast, drafts)] == [False, True]


@pytest.mark.parametrize(
    ("weights", "score"), [({}, 0.8), ({"score": 1.0}, 0.8), ({"one": -2.0, "score": 1.0}, 0.351)]
)
def test_weights_make_the_score(weights: dict[str, float], score: float) -> None:
    """Without weights a score stays; with weights it is their logistic."""
    text, cast = scene()
    drafts = [draft(text, "killed", "e", "Ann Bell", 0.8)]
    (found,) = weigh(drafts, signs_of(text.parse, text.spots, cast, drafts), weights)
    assert found.score == pytest.approx(score, abs=1e-3)
