"""What somebody denies without "denied that", and who does, with near misses."""

from __future__ import annotations

import pytest

from herodot.reader.cast import Cast, Member
from herodot.reader.denials import denial_of, find_denials
from tests.reader.made import Made, made


def cast_of(text: Made) -> Cast:
    """Each spot for itself."""
    members = {f"e{n}": Member(f"e{n}", s.kind, [n]) for n, s in enumerate(text.spots)}
    return Cast(members, {n: f"e{n}" for n in range(len(text.spots))})


def denier(marked: str, property_: str = "killed", arcs: str = "") -> str | None:
    """Who denies the event of a marked text; `None` where nobody does."""
    text = made(marked, arcs)
    trigger = next(s.start for s in text.spots if s.kind == "Event")
    denials = find_denials(text.parse, text.spots, cast_of(text))
    found = denial_of(text.parse, denials, trigger, property_)
    return None if found is None or found.denier is None else text.words([found.denier])[0]


ARMY = "The {PublicBody army} "


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (ARMY + "denied {Event:raid killing} two men.", "army"),
        (ARMY + "denied reports that it {Event:raid killed} two men.", "army"),
        (ARMY + "rejected the claim that it {Event:raid killed} two men.", "army"),
        (ARMY + "dismissed the rumour, spread at night, that it {Event:raid killed} two men.", "army"),
        ("A {Group crew} slept. " + ARMY + "denied {Event:raid killing} two men.", "army"),
        (ARMY + "rejected a plan after it {Event:raid killed} two men.", None),
        (ARMY + "denied wrongdoing but {Event:raid killed} two men.", None),
        (ARMY + "{Event:raid killed} two men and denied reports that it fled.", None),
        (ARMY + "denied reports. It {Event:raid killed} two men.", None),
        ("Nothing denied {Event:raid killing} two men.", None),
    ],
)
def test_who_denies_it(marked: str, expected: str | None) -> None:
    """A claim and its "that", or a verb in -ing right behind "denied"; nothing before, behind "but" or in another
    sentence."""
    verbs = [verb for verb in ("rejected", "dismissed") if verb in marked]
    assert denier(marked, arcs="; ".join(f"{verb} root - VERB" for verb in verbs)) == expected


def test_what_is_granted_is_not_denied() -> None:
    """Who denies that somebody took part in "the raid" denies who did it, not the raid."""
    marked = ARMY + "denied reports that {Group troops} joined the {Event:raid raid}."
    assert denier(marked, "actor") == "army"
    assert denier(marked, "event_type") is None


def test_a_relative_clause_stays() -> None:
    """What is told of somebody beside the denial is not denied."""
    marked = ARMY + "denied reports that a man who {Event:raid killed} two fled."
    assert denier(marked, "actor", "killed acl:relcl man; man nsubj fled; fled root -") is None
    assert denier(marked, "actor", "killed dep man; man nsubj fled; fled root -") == "army"
