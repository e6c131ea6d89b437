"""Role fillers are scored over a whole report; confidences are read from the raw keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest

from benchmarks.muc4 import (
    Incidents,
    called,
    cased,
    confidences,
    filler_figures,
    how_sure,
    muc4_documents,
    named_inside,
    plain,
)
from benchmarks.shipped import Seen
from herodot.model.records import Certainty, Entity, Mention, Reading, Statement
from herodot.reader.read import Noticed

KEYS = """
0.  MESSAGE: ID                     TST1-MUC3-9001
10. PERP: ORGANIZATION ID           "RED HAND" / "RH"
11. PERP: ORGANIZATION CONFIDENCE   POSSIBLE / CLAIMED OR ADMITTED: "RED HAND" / "RH"
                                    REPORTED AS FACT: "THE \\"NORTH\\" BLOC"
12. PHYS TGT: ID                    -

0.  MESSAGE: ID                     TST1-MUC3-9001
11. PERP: ORGANIZATION CONFIDENCE   REPORTED AS FACT: "RH"
12. PHYS TGT: ID                    -

0.  MESSAGE: ID                     TST2-MUC4-9002
11. PERP: ORGANIZATION CONFIDENCE   -
12. PHYS TGT: ID                    -
"""


def test_confidences_are_by_report_and_name() -> None:
    """Alternatives before the colon all hold, templates add up, a dash is nothing."""
    assert confidences(KEYS) == {
        "TST1-MUC3-9001": {
            "red hand": {"POSSIBLE", "CLAIMED OR ADMITTED"},
            "rh": {"POSSIBLE", "CLAIMED OR ADMITTED", "REPORTED AS FACT"},
            "north bloc": {"REPORTED AS FACT"},
        }
    }


def test_templates_of_a_report_are_one(tmp_path: Path) -> None:
    """An organization that two templates name differently is one filler where they share a name."""
    root = tmp_path / "data" / "muc"
    raw = root / "raw_files" / "muc34" / "TASK" / "CORPORA"
    for part in ("tst1", "tst3"):
        (raw / part).mkdir(parents=True)
        (raw / part / f"key-{part}.v1").write_text(KEYS if part == "tst1" else "closed", "utf-8")
    empty = {"incident_type": "attack", "PerpInd": [], "Target": [], "Victim": [], "Weapon": []}
    templates = [
        {**empty, "PerpOrg": [[["the red hand", 3], ["rh", 20]]]},
        {**empty, "PerpOrg": [[["rh", 20]], [["army", 30]]]},
    ]
    row = {"docid": "TST1-MUC3-9001", "doctext": "words", "templates": templates}
    (root / "processed").mkdir()
    (root / "processed" / "dev.json").write_text(json.dumps(row) + "\n", "utf-8")
    (document,) = muc4_documents(tmp_path)
    assert set(document.roles["PerpOrg"]) == {frozenset(("red hand", "rh")), frozenset(("army",))}
    assert "rh" in document.confidence


def test_capitals_come_back_without_moving_anything() -> None:
    """Sentences, known names and what stands alone in brackets get capitals; paragraphs get lines."""
    body = "troops of the red hand (rh) fled.    the rh left oslo."
    starts = {body.index("red"), body.index("hand"), body.index("oslo")}
    found = cased(body, starts)
    assert found == "Troops of the Red Hand (RH) fled.\n\n\n\nThe RH left Oslo."
    assert len(found) == len(body)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("The U.S. Army's", "u s army"), ('"a" bomb', "bomb"), ("an", ""), ("then", "then")],
)
def test_plain(words: str, expected: str) -> None:
    """Articles, marks and possessives go; words that only begin like an article stay."""
    assert plain(words) == expected


def incidents(victims: list[set[str]], **confidence: str) -> Incidents:
    """A report with victims, and with organizations of one class each."""
    return Incidents(
        roles={
            "Victim": [frozenset(v) for v in victims],
            "PerpOrg": [frozenset((name,)) for name in confidence],
        },
        confidence={name: frozenset((value,)) for name, value in confidence.items()},
    )


@pytest.mark.parametrize(
    ("said", "precision", "recall"),
    [
        ([{"priest"}], 1.0, 0.5),
        ([{"priest"}, {"father"}], 0.5, 0.5),
        ([{"priest", "mayor"}], 0.0, 0.0),
        ([{"young priest"}], 0.0, 0.0),
        ([{"mayor"}, {"father"}], 1.0, 1.0),
        ([], 0.0, 0.0),
    ],
)
def test_a_gold_entity_is_found_once(said: list[set[str]], precision: float, recall: float) -> None:
    """Two names for one entity are one right and one wrong; all of a filler's names must be the entity's."""
    figures = filler_figures([incidents([{"priest", "father"}, {"mayor"}])], lambda body: incidents(said))
    assert (figures["ceaf_ree_p"], figures["ceaf_ree_r"]) == (precision, recall)


def test_the_loose_figure_forgives_boundaries() -> None:
    """The same last word is enough for it, another is not."""
    gold = incidents([{"priest"}, {"mayor"}])
    figures = filler_figures([gold], lambda body: incidents([{"young priest"}, {"mayor of lano"}]))
    assert (figures["ceaf_ree"], figures["ceaf_ree_loose"]) == (0.0, 0.5)


def test_confidence_is_judged_of_right_organizations_only() -> None:
    """One right class of two organizations that gold has; a third that it has not is no part of it."""
    gold = incidents([], rh="POSSIBLE", army="REPORTED AS FACT")
    said = incidents([], rh="POSSIBLE", army="POSSIBLE", police="POSSIBLE")
    figures = filler_figures([gold], lambda body: said)
    assert (figures["confidence"], figures["confidence_judged"]) == (0.5, 2)


def test_who_did_it_is_found_by_kind_and_inside_descriptions() -> None:
    """Bodies without a name are individuals; a body named in the words for a group is an organization of it."""
    seen = a_seen("Members of the Red Hand attacked. Troops fled.")
    kinds = {"e1": "Group", "e2": "Organization", "e3": "Group"}
    assert named_inside(seen, kinds) == {"e1": ["e2"]}
    assert [called(seen, key) for key in ("e1", "e2", "e3")] == ["members of red hand", "red hand", "troops"]


def a_seen(body: str) -> Seen:
    """A text in which a group, the body that it is named by, and other people are found."""
    parts = {"e1": "Members of the Red Hand", "e2": "Red Hand", "e3": "Troops"}
    names = {"e2": ("Red Hand",)}
    entities = tuple(
        Entity(id=key, report="r", type="Group", names=names.get(key, ()), description=text)
        for key, text in parts.items()
    )
    mentions = tuple(
        Mention(
            id=key, report="r", entity=key, start=body.index(text), end=body.index(text) + len(text), text=text,
            kind="name" if key in names else "description",
        )
        for key, text in parts.items()
    )  # fmt: skip
    reading = Reading(report="r", reader="test", entities=entities, mentions=mentions, statements=())
    return Seen(body, reading, NOTICED)


NOTICED = cast(Noticed, None)
"""What these functions do not look at."""


@pytest.mark.parametrize(
    ("root", "certainty", "expected"),
    [
        ("outlet", "certain", "REPORTED AS FACT"),
        ("hand", "certain", "CLAIMED OR ADMITTED"),
        ("spokesman", "certain", "CLAIMED OR ADMITTED"),
        ("police", "certain", "REPORTED AS FACT"),
        ("police", "probable", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ("outlet", "probable", "SUSPECTED OR ACCUSED"),
        ("police", "possible", "POSSIBLE"),
    ],
)
def test_how_sure_it_is_that_they_did_it(root: str, certainty: Certainty, expected: str) -> None:
    """By the root and its certainty; who speaks for the actor claims it."""
    kinds = {"outlet": "Organization", "hand": "Organization", "police": "PublicBody", "spokesman": "Person"}
    speaks = said("spokesman", "spokesperson_for", "hand", "outlet", "certain")
    reading = Reading(report="r", reader="test", entities=(), mentions=(), statements=(speaks,))
    done = said("v1", "actor", "hand", root, certainty)
    assert how_sure(done, kinds, "hand", Seen("", reading, NOTICED)) == expected


def said(subject: str, name: str, value: str, root: str, certainty: Certainty) -> Statement:
    """A statement of a root."""
    return Statement(
        id="s", report="r", subject=subject, property=name, value=value, value_type="entity",
        chain=("outlet", root), polarity="affirmed", certainty=certainty, mood="actual", evidence=(),
        confidence=1.0, reader="test", rule="test",
    )  # fmt: skip
