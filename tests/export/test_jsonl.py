"""The exchange format: its rows, and that what is written can be read back."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from herodot.export import export
from herodot.export.care import BLOCK, without_sensitive
from herodot.export.jsonl import rows
from herodot.identity.judgments import Decided
from herodot.model.errors import BadValue, HerodotError
from herodot.model.plain import from_plain
from herodot.model.records import Report, Review, ReviewUndoing, Statement
from herodot.picture.picture import Picture
from herodot.picture.scene import Scene
from tests.samples import WORDS, a_picture

SECOND = "Юрий Иванов leads the Dock Union.\n"


@pytest.fixture
def picture() -> Picture:
    """The picture of two reports."""
    return a_picture(WORDS, SECOND)


def test_rows_have_the_keys_of_the_format(picture: Picture) -> None:
    """Each kind of row has the keys that the exchange format asks for, and reports come first."""
    written = list(rows(picture))
    kinds = [row["kind"] for row in written]
    assert kinds == sorted(kinds, key=["report", "entity", "statement", "copy", "answer"].index)
    wanted = {
        "report": {"id", "outlet", "title", "published", "url", "text"},
        "entity": {"id", "type", "names", "description", "mentions"},
        "statement": {f for f in Statement.__dataclass_fields__ if f != "rule"},
        "answer": {
            "subject",
            "property",
            "value",
            "value_type",
            "standing",
            "independent_roots",
            "for",
            "against",
        },
    }
    for row in written:
        assert wanted[row["kind"]] <= set(row)
        assert next(iter(row)) == "kind"
    assert "answer" in kinds
    mention = next(m for row in written if row["kind"] == "entity" for m in row["mentions"])
    assert {"report", "start", "end", "text"} <= set(mention)


def test_rows_read_back(picture: Picture) -> None:
    """Every report, mention and statement can be had again from its row."""
    back: dict[str, list[object]] = {"report": [], "statement": [], "mention": []}
    classes = {"report": Report, "statement": Statement}
    for row in (json.loads(json.dumps(row)) for row in rows(picture)):
        if row["kind"] in classes:
            back[row["kind"]].append(from_plain(classes[row["kind"]], row))
        back["mention"] += [m["id"] for m in row.get("mentions", ())]
    assert back["report"] == list(picture.reports.values())
    assert back["statement"] == list(picture.statements)
    assert sorted(map(str, back["mention"])) == sorted(m.id for m in picture.mentions)


def test_same_case_same_file(picture: Picture, tmp_path: Path) -> None:
    """Two exports of one case are the same bytes, in UTF-8 with readable letters, one object a line."""
    targets = [tmp_path / "1.jsonl", tmp_path / "2.jsonl"]
    counts = [export(picture, "jsonl", str(target)) for target in targets]
    data = targets[0].read_bytes()
    assert data == targets[1].read_bytes()
    assert "Юрий" in data.decode("utf-8")
    assert b"\r" not in data
    assert sum(counts[0].values()) == len(data.splitlines())


def test_failed_export_leaves_the_target(
    picture: Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing breaks off, the old file is still there, whole, and nothing else is left beside it."""
    target = tmp_path / "out.jsonl"
    target.write_text("old", "utf-8")
    before = sorted(tmp_path.iterdir())

    def breaks(picture: Picture) -> Iterator[dict[str, object]]:
        yield {"kind": "report"}
        raise KeyboardInterrupt

    monkeypatch.setattr("herodot.export.jsonl.rows", breaks)
    with pytest.raises(KeyboardInterrupt):
        export(picture, "jsonl", str(target))
    assert target.read_text("utf-8") == "old"
    assert sorted(tmp_path.iterdir()) == before


def test_rights_and_links(picture: Picture, tmp_path: Path) -> None:
    """A new file has the usual rights, an old one keeps its own, a link goes on pointing where it did."""
    target, link = tmp_path / "out.jsonl", tmp_path / "link.jsonl"
    (tmp_path / "usual").touch()
    export(picture, "jsonl", str(target))
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)
    target.chmod(0o600)
    link.symlink_to(target)
    export(picture, "jsonl", str(link))
    assert link.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("target", ["missing/out.jsonl", "."])
def test_impossible_target(picture: Picture, tmp_path: Path, target: str) -> None:
    """A place that cannot be written to is named."""
    with pytest.raises(HerodotError, match="cannot be written"):
        export(picture, "jsonl", str(tmp_path / target))


def test_unknown_format(picture: Picture, tmp_path: Path) -> None:
    """An unknown format names those that there are."""
    with pytest.raises(BadValue, match="jsonl"):
        export(picture, "xml", str(tmp_path / "out"))


def test_sensitive_people_stay_out(picture: Picture) -> None:
    """Whoever is sensitive is in no row: no entity, no statement, no answer, and not in the words of any report."""
    ann = next(key for key, e in picture.entities.items() if "Anna Bell" in e.names)
    hidden = a_picture(WORDS, SECOND, decided=Decided(sensitive=(picture.entities[ann].members[0],)))
    said = list(rows(without_sensitive(hidden)))
    assert "Anna Bell" not in json.dumps(said)
    assert ann not in json.dumps(said)
    report = next(r for r in said if r["kind"] == "report" and BLOCK in r["text"])
    assert len(report["text"]) == len(picture.reports[report["id"]].text)
    for row in said:
        if row["kind"] == "statement":
            text = next(r["text"] for r in said if r["kind"] == "report" and r["id"] == row["report"])
            assert all(text[e["start"] : e["end"]] == e["text"] for e in row["evidence"])
    assert without_sensitive(picture) is picture


def test_other_peoples_words_do_not_give_a_hidden_name_away(picture: Picture) -> None:
    """A name inside another's description, names, or a value in words is blocked there too, and only there."""
    ann = next(key for key, e in picture.entities.items() if "Anna Bell" in e.names)
    other = next(key for key in picture.entities if key != ann)
    held = replace(
        picture,
        sensitive=frozenset((ann,)),
        entities={
            **picture.entities,
            other: replace(
                picture.entities[other], description="Anna Bell's driver", names=("Anna Bell's man",)
            ),
        },
        parts={
            **picture.parts,
            other: tuple(replace(e, description="driver of Anna Bell") for e in picture.parts[other]),
        },
        statements=tuple(
            replace(s, value="aide to Anna Bell", value_type="text", qualifiers={"role": "Anna Bell's aide"})
            for s in picture.statements
        ),
    )
    left = without_sensitive(held)
    said = json.dumps(list(rows(left)), ensure_ascii=False)
    assert "Anna Bell" not in said
    assert left.entities[other].description == f"{BLOCK * 9}'s driver"
    assert all(s.value == f"aide to {BLOCK * 9}" for s in left.statements)


def test_reviews_stay_out_where_somebody_is_sensitive(picture: Picture) -> None:
    """Reviews hold words of reports and who decided: they are written, but not beside whoever is hidden."""
    statement = picture.statements[0]
    entities = [e for parts in picture.parts.values() for e in parts]
    claim = Scene(statement.report, entities, picture.mentions).claim(statement)
    made = Review(
        id="r", kind="add", report=statement.report, statement="", of=None, now=claim, reason="", note="",
        seen=(), by="Ana", at="2031-05-06T07:08:09+00:00",
    )  # fmt: skip
    undoing = ReviewUndoing(id="u", review="r", undone=1, by="Bo", at="2031-05-06T07:08:09+00:00")
    held = replace(picture, reviews=(made,), review_undoings=(undoing,), set_aside=(statement,))
    assert [row["kind"] for row in rows(held)][-3:] == ["original", "review", "review undoing"]
    back = json.loads(json.dumps(next(row for row in rows(held) if row["kind"] == "review")))
    assert from_plain(Review, {**back, "kind": back["decided"]}) == made
    hidden = replace(held, sensitive=frozenset(list(picture.entities)[:1]))
    assert {row["kind"] for row in rows(without_sensitive(hidden))}.isdisjoint(
        {"original", "review", "review undoing"}
    )
