"""Killed or wounded: what the verb says of its victim, with near misses."""

from __future__ import annotations

import pytest

from herodot.reader.drafts import Draft
from herodot.reader.victims import as_the_verb_says
from tests.reader.made import made


@pytest.mark.parametrize(
    ("marked", "arcs", "told", "expected"),
    [
        ("The {Event:raid raid}: {Person! Bell} was wounded.", "Bell nsubj:pass wounded", "killed", "wounded"),
        ("The {Event:raid raid}: {Person! Bell} was killed.", "Bell nsubj:pass killed", "wounded", "killed"),
        ("The {Event:raid raid} wounded {Person! Bell}.", "Bell obj wounded", "killed", "wounded"),
        ("The {Event:raid raid}: {number:9 nine} men hurt.", "nine nummod men; men nsubj hurt", "killed_count",
         "wounded_count"),
        ("The {Event:raid raid}: {Person! Bell} was killed.", "Bell nsubj:pass killed", "killed", "killed"),
        ("The {Event:raid raid}: {Person! Bell} was seized.", "Bell nsubj:pass seized", "killed", "killed"),
        ("The {Event:raid raid}: {Person! Bell} saw men wounded.", "Bell nsubj saw", "killed", "killed"),
        ("The {Event:raid raid}: {Person! Bell} died, men were hurt.", "Bell nsubj hurt", "killed", "killed"),
        ("The {Event:raid raid}: {Person! Bell} was wounded.", "Bell nsubj:pass wounded", "captured", "captured"),
    ],
)  # fmt: skip
def test_the_verb_decides(marked: str, arcs: str, told: str, expected: str) -> None:
    """Only between killed and wounded, only the victim's own verb, and only the nearest."""
    text = made(marked, arcs)
    sides = (0, 1)
    draft = Draft(
        subject="v0",
        property=told,
        value="e1",
        value_type="entity",
        sides=sides,
        words=(0, 2),
        score=0.5,
        rule="made",
    )
    assert as_the_verb_says(text.parse, text.spots, draft).property == expected
