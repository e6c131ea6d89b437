"""Relations are right where type and both sides agree; what events say of two people follows from their roles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.corpora import in_dev
from benchmarks.relations import (
    CONLL04,
    RE3D,
    Relation,
    Side,
    conll04_sentences,
    follows,
    re3d_documents,
    relation_figures,
)
from benchmarks.scoring import Span
from herodot.model.vocabulary import load_vocabulary


def relation(kind: str, subject: tuple[int, int], value: tuple[int, int]) -> Relation:
    """A relation with one place for each side."""
    one, other = (Span(start=a, end=b, label="") for a, b in (subject, value))
    return Relation(type=kind, subject=(one,), value=(other,))


def test_a_sentence_becomes_text_with_relations(tmp_path: Path) -> None:
    """BILOU labels give the sides, brackets and quotation marks are written as people write them."""
    row = {
        "tokens": ["-LRB-", "Ana", "Bell", "of", "Lano", ",", "a", "judge", "-RRB-"],
        "tags": ["O", "B-Peop", "L-Peop", "O", "U-Loc", "O", "O", "O", "O"],
        "relations": [{"head": 0, "tail": 1, "type": "Live_In"}],
    }
    path = tmp_path / "dev.json"
    path.write_text(json.dumps([row]), "utf-8")
    ((body, (found,)),) = conll04_sentences(path)
    assert body == "(Ana Bell of Lano, a judge)"
    sides = [body[s.start : s.end] for s in (*found.subject, *found.value)]
    assert (found.type, sides) == ("Live_In", ["Ana Bell", "Lano"])


def test_re3d_leaves_out_bbc_train_documents_and_doubtful_relations(tmp_path: Path) -> None:
    """Only dev documents of the other folders, and relations that annotators agreed on."""
    dev = next(name for n in range(200) if in_dev(name := f"D{n}"))
    train = next(name for n in range(200) if not in_dev(name := f"D{n}"))
    sides = {"sourceBegin": 0, "sourceEnd": 3, "targetBegin": 7, "targetEnd": 11, "type": "BelongsTo"}
    for folder in ("BBC Online", "Other"):
        (tmp_path / folder).mkdir()
        documents = [{"_id": dev, "text": f"{folder} text"}, {"_id": train, "text": "closed"}]
        relations = [{**sides, "documentId": dev, "confidence": c} for c in (0.9, 0.4)]
        for name, rows in (("documents", documents), ("relations", relations)):
            lines = "\ufeff" + "\n".join(map(json.dumps, rows))
            (tmp_path / folder / f"{name}.json").write_text(lines, "utf-8")
    ((body, found),) = re3d_documents(tmp_path)
    assert (body, [r.type for r in found]) == ("Other text", ["BelongsTo"])


@pytest.mark.parametrize(
    ("said", "precision", "recall"),
    [
        ([relation("Kill", (2, 9), (12, 20))], 1.0, 0.5),
        ([relation("Kill", (12, 20), (2, 9))], 0.0, 0.0),
        ([relation("Live_In", (2, 9), (12, 20))], 0.0, 0.0),
        ([relation("Kill", (5, 9), (12, 20))], 0.0, 0.0),
        ([relation("Near", (40, 44), (30, 34))], 1.0, 0.5),
        ([], 0.0, 0.0),
    ],
)
def test_type_sides_and_direction_count(said: list[Relation], precision: float, recall: float) -> None:
    """Sides share a character with the right mention; only a symmetric type may be turned round."""
    gold = [relation("Kill", (0, 5), (15, 17)), relation("Near", (30, 34), (40, 44))]
    gold.append(relation("Near", (40, 44), (30, 34)))
    figures = relation_figures([("words", gold)], lambda body: said, frozenset(("Near",)))
    assert (figures["relation_p"], figures["relation_r"]) == (precision, recall)


def side(kind: str, start: int) -> Side:
    """A side of one letter."""
    return kind, (Span(start=start, end=start + 1, label=""),)


ACTOR, VICTIM, TOWN = side("Person", 0), side("Person", 5), side("Place", 9)


@pytest.mark.parametrize(
    ("types", "parts", "expected"),
    [
        ({"armed_attack"}, [("actor", "a", ACTOR), ("killed", "b", VICTIM)], [("killed by", ACTOR, VICTIM)]),
        ({"assassination"}, [("actor", "a", ACTOR), ("target", "b", VICTIM)], [("killed by", ACTOR, VICTIM)]),
        ({"raid"}, [("actor", "a", ACTOR), ("target", "b", VICTIM)], [("fought", ACTOR, VICTIM)]),
        ({"arrest"}, [("actor", "a", ACTOR), ("target", "b", VICTIM)], []),
        ({"seizure"}, [("actor", "a", ACTOR), ("target", "c", TOWN)], [("took", ACTOR, TOWN)]),
        ({"death"}, [("actor", "a", ACTOR), ("killed", "a", ACTOR)], []),
        ({"aid"}, [("actor", "a", ACTOR), ("place", "c", TOWN)], [("at", ACTOR, TOWN)]),
        (
            {"meeting"},
            [("actor", "a", ACTOR), ("participant", "b", VICTIM), ("place", "c", TOWN)],
            [("met", ACTOR, VICTIM), ("at", ACTOR, TOWN), ("at", VICTIM, TOWN)],
        ),
    ],
)
def test_what_follows_from_roles(
    types: set[str], parts: list[tuple[str, str, Side]], expected: list[tuple[str, Side, Side]]
) -> None:
    """Who killed whom, who fought whom, who was where; nothing of an entity with itself."""
    assert set(follows(types, parts)) == set(expected)


@pytest.mark.parametrize("table", [CONLL04, RE3D])
def test_tables_hold_real_properties(table: dict[str, str]) -> None:
    """Each key is a property of the vocabulary or one of the words that `sides_told` makes from roles."""
    made = {"killed by", "fought", "took", "met", "at", "named twice"}
    assert set(table) - made <= set(load_vocabulary().properties)
