"""MUC-4's incidents: who did what to whom with what, and how surely the perpetrator is known (its TST1 and TST2 are
the modern dev part).

One rule: roles are scored over a whole report, as CEAF-REE does (Du, Rush and Cardie 2021): an entity of ours is
right where its words are a gold entity's, and each gold entity is found once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.chains import best_pairing
from benchmarks.results import Figure
from benchmarks.scoring import Tally
from benchmarks.shipped import OUTLET, Seen
from herodot.model.records import Statement

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
INCIDENTS = frozenset(
    "raid armed_attack bombing suicide_bombing air_strike shelling assassination execution kidnapping death".split()
)
"""Our event types that MUC-4 has incidents of: attacks, bombings, kidnappings, arson, robbery; no clashes."""
PEOPLE, BODIES = frozenset(("Person", "Group")), frozenset(("Organization", "PublicBody"))
HARMED = frozenset(("killed", "wounded", "captured", "missing"))
OF_BODY = frozenset("member_of leader_of deputy_leader_of commander_of spokesperson_for".split())
OF_AUTHORITY = OF_BODY | {"official_of"}
FACT, CLAIMED, ACCUSED, BY_AUTHORITIES, POSSIBLE = (
    "REPORTED AS FACT",
    "CLAIMED OR ADMITTED",
    "SUSPECTED OR ACCUSED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "POSSIBLE",
)

Entities = Sequence[frozenset[str]]
"""Each entity as the ways in which it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """The role fillers of one report, over all its incidents."""

    body: str = ""
    roles: Mapping[str, Entities] = field(default_factory=dict)
    confidence: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For an organization, by each of its names, how sure it is that it did it: any of MUC-4's classes."""


def muc4_documents(folder: Path) -> Iterator[Incidents]:
    """The dev reports with the fillers of all their templates, and the confidences of the raw keys."""
    root = folder / "data" / "muc"
    keys = [
        p.read_text("latin-1") for p in sorted((root / "raw_files").glob("muc34/TASK/CORPORA/tst[12]/key-*"))
    ]
    sure = confidences("\n".join(keys))
    for line in (root / "processed" / "dev.json").read_text("utf-8").splitlines():
        row = json.loads(line)
        roles = {
            role: _merged(frozenset(plain(m[0]) for m in e) for t in row["templates"] for e in t[role])
            for role in ROLES
        }
        yield Incidents(body=row["doctext"], roles=roles, confidence=sure.get(row["docid"], {}))


def cased(body: str, name_starts: Container[int]) -> str:
    """A report in lower case as it may have been written: paragraphs, which the modern file parts by runs of spaces,
    on lines of their own; capitals where a sentence begins, for words that begin at `name_starts`, and throughout
    what stands alone in brackets. Positions are those of `spaced(body)`."""
    body = spaced(body)
    sentence_starts = {m.end() - 1 for m in re.finditer(r'(?:^|[.?!\n][\s"]*)\w', body)}
    short = {m[1] for m in re.finditer(r"\((\w{2,8})\)", body)}

    def word(m: re.Match[str]) -> str:
        if m[0] in short:
            return m[0].upper()
        return m[0].capitalize() if m.start() in sentence_starts or m.start() in name_starts else m[0]

    return re.sub(r"\w+", word, body)


def spaced(body: str) -> str:
    """The report with a line feed for each space of a run that parts paragraphs, so that no place moves."""
    return re.sub(r" {3,}", lambda m: "\n" * len(m[0]), body)


def _merged(entities: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The entities, those that share a name made one: templates of one report repeat them."""
    found: list[frozenset[str]] = []
    for entity in entities:
        same = [e for e in found if e & entity]
        found = [e for e in found if not e & entity] + [frozenset(entity.union(*same))]
    return found


def plain(words: str) -> str:
    """Words made comparable: lower case, without articles, marks and a possessive."""
    words = re.sub(r"['’]s\b", "", words.lower())
    return " ".join(w for w in re.findall(r"\w+", words) if w not in ("a", "an", "the"))


def confidences(keys: str) -> dict[str, dict[str, frozenset[str]]]:
    """For each report of MUC-4's key files, each organization's name and its classes over all templates."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for template in re.split(r"(?m)^0\.\s+", keys)[1:]:
        document = re.search(r"MESSAGE: ID\s+(\S+)", template)
        slot = re.search(r"(?ms)^11\.\s+PERP: ORGANIZATION CONFIDENCE\s+(.*?)(?=^\d+\.)", template)
        if document and slot:
            for line in slot[1].splitlines():
                classes, colon, names = line.strip().partition(":")
                known = frozenset(c.strip() for c in classes.split(" / "))
                for name in re.findall(r'"((?:\\"|[^"])*)"', names) if colon else ():
                    of_name = found.setdefault(document[1], {})
                    of_name[plain(name)] = of_name.get(plain(name), frozenset()) | known
    return found


def filler_figures(documents: Iterable[Incidents], predict: Callable[[str], Incidents]) -> dict[str, Figure]:
    """CEAF-REE over all roles and of each, and how often the confidence of a right organization is one of gold's.

    A filler of ours is right where each way in which it is called is one of a gold entity's. `loose` asks only that
    one way in which the gold entity is called has the same last word, so that it tells what boundaries cost."""
    strict = {role: Tally() for role in ROLES}
    loose = Tally()
    judged = right = 0
    for document in documents:
        said = predict(document.body)
        for role in ROLES:
            gold, ours = document.roles.get(role, ()), said.roles.get(role, ())
            strict[role] += _paired(gold, ours, lambda g, s: s <= g)
            loose += _paired(gold, ours, _same_last_word)
        for entity in said.roles.get("PerpOrg", ()):
            for name in entity & document.confidence.keys() & said.confidence.keys():
                judged += 1
                right += bool(said.confidence[name] & document.confidence[name])
    total = sum(strict.values(), Tally())
    return {
        "ceaf_ree": round(total.f1, 3),
        "ceaf_ree_p": round(total.precision, 3),
        "ceaf_ree_r": round(total.recall, 3),
        "ceaf_ree_loose": round(loose.f1, 3),
        **{f"{role.lower()}_f1": round(strict[role].f1, 3) for role in ROLES},
        "confidence": round(right / max(judged, 1), 3),
        "confidence_judged": judged,
    }


def _paired(gold: Entities, said: Entities, fits: Callable[[frozenset[str], frozenset[str]], bool]) -> Tally:
    worth = {(n, m): 1.0 for n, g in enumerate(gold) for m, s in enumerate(said) if s and fits(g, s)}
    hits = round(best_pairing(worth))
    return Tally(said_right=hits, gold_found=hits, said=len(said), gold=len(gold))


def _same_last_word(gold: frozenset[str], said: frozenset[str]) -> bool:
    return bool({g.split()[-1] for g in gold if g} & {s.split()[-1] for s in said if s})


def incidents_seen(seen: Seen) -> Incidents:
    """The shipped reader's events of MUC-4's kinds as role fillers, each called by its fullest name or first words.

    Actors are organizations where they are bodies with a name, else individuals; the organization that an individual
    belongs to, or that is named in the words for it ("members of the Hand"), is one too. Killed, wounded, captured and
    missing are victims, and so is a target that is people; other targets are physical. What is denied or only wanted,
    planned or a condition is left out."""
    kinds = {e.id: e.type if e.names or e.type not in BODIES else "Group" for e in seen.reading.entities}
    told = [s for s in seen.reading.statements if s.polarity == "affirmed" and s.mood == "actual"]
    events = {s.subject for s in told if s.property == "event_type" and s.value in INCIDENTS}
    bodies = named_inside(seen, kinds)
    for s in told:
        if s.property in OF_BODY and kinds.get(str(s.value)) in BODIES:
            bodies.setdefault(s.subject, []).append(str(s.value))
    roles: dict[str, dict[str, None]] = {role: {} for role in ROLES}
    sure: dict[str, frozenset[str]] = {}
    for s in told:
        if s.subject not in events:
            continue
        if s.value_type != "entity":
            if s.property in ("weapon", "target"):
                roles["Weapon" if s.property == "weapon" else "Target"][plain(str(s.value))] = None
            continue
        one = str(s.value)
        role = _role(s.property, kinds[one])
        if role:
            roles[role][called(seen, one)] = None
        if s.property == "actor":
            for body in [one] if kinds[one] in BODIES else bodies.get(one, ()):
                roles["PerpOrg"][called(seen, body)] = None
                name = called(seen, body)
                sure[name] = sure.get(name, frozenset()) | {how_sure(s, kinds, body, seen)}
    return Incidents(
        roles={role: [frozenset((name,)) for name in names if name] for role, names in roles.items()},
        confidence=sure,
    )


def named_inside(seen: Seen, kinds: Mapping[str, str]) -> dict[str, list[str]]:
    """For each person and group the bodies that are named inside the words for it."""
    mentions = [(m, kinds[m.entity]) for m in seen.reading.mentions]
    found: dict[str, list[str]] = {}
    for outer, kind in mentions:
        if kind in PEOPLE and outer.kind == "description":
            for inner, other in mentions:
                if (
                    other in BODIES
                    and inner.kind == "name"
                    and outer.start <= inner.start < inner.end <= outer.end
                ):
                    found.setdefault(outer.entity, []).append(inner.entity)
    return found


def _role(name: str, kind: str) -> str:
    if name == "actor":
        return "PerpInd" if kind in PEOPLE else "PerpOrg" if kind in BODIES else ""
    if name in HARMED or (name == "target" and kind in PEOPLE):
        return "Victim" if kind in PEOPLE else ""
    return "Target" if name == "target" else ""


def called(seen: Seen, entity: str) -> str:
    """What an entity is called: its fullest name, else the first words that describe it; empty for pronouns."""
    known = next(e for e in seen.reading.entities if e.id == entity)
    if known.names and known.names[0] != OUTLET:
        return plain(known.names[0])
    words = [m for m in seen.reading.mentions if m.entity == entity and m.kind != "pronoun"]
    return plain(min(words, key=lambda m: m.start).text) if words else ""


def how_sure(s: Statement, kinds: Mapping[str, str], body: str, seen: Seen) -> str:
    """MUC-4's class of a statement about who did it, by its root and certainty.

    Who says it of itself claims it; `possible` is possible; what a public body or its official says, and what is only
    probable, is suspicion; a plain assertion is a fact."""
    root = s.chain[-1]
    of_root = {
        str(o.value) for o in seen.reading.statements if o.subject == root and o.property in OF_AUTHORITY
    } | {root}
    if body in of_root:
        return CLAIMED
    if s.certainty == "possible":
        return POSSIBLE
    by_authority = any(kinds.get(r) == "PublicBody" for r in of_root)
    if s.certainty == "probable":
        return BY_AUTHORITIES if by_authority else ACCUSED
    return FACT
