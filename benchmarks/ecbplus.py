"""The same event or entity in several reports: ECB+'s dev topics, gold mentions, joined by the identity room.

One rule: gold gives where mentions stand and what kind of thing each is, never which belong together. What is fed,
all dev topics as one case, is in `records`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.chains import chains_of, conll
from benchmarks.results import Figure
from benchmarks.scoring import Span
from benchmarks.shipped import Seen, joined, overlaps
from herodot.identity.profile import make_profiles
from herodot.identity.resolve import resolve
from herodot.model.records import Entity, Mention, Report, Statement, Value
from herodot.reader.locations import locate
from herodot.reader.phrases import head_of
from herodot.values.dates import find_dates
from herodot.values.names import fold

TOPICS = ("2", "5", "12", "18", "21", "23", "34", "35")
"""The dev topics (Cybulska and Vossen 2015)."""
KINDS = {
    "HUMAN_PART_PER": "Person",
    "HUMAN_PART_ORG": "Organization",
    "HUMAN_PART_GPE": "Place",
    "HUMAN_PART_FAC": "Place",
    "NON_HUMAN_PART": "Work",
    "NON_HUMAN_PART_GENERIC": "Work",
}
"""Entity types by ECB+'s tags; other people are a Group, locations a Place; a thing is nearest to a Work."""
PRONOUNS = frozenset(
    "he him his she her hers it its they them their who whom whose which that this i me my we us our you your".split()
)
ARTICLES = frozenset("the a an this that these those".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Markable:
    """A gold mention: where it stands in its document's text, what tag it has, and the name of its gold chain."""

    id: str
    tag: str
    span: Span
    text: str
    sentence: int
    chain: str

    @property
    def kind(self) -> str:
        """Entity type; empty for times, which are values and no entities."""
        if self.tag.startswith(("ACTION", "NEG")):
            return "Event"
        if self.tag.startswith("LOC"):
            return "Place"
        if self.tag.startswith("TIME"):
            return ""
        return KINDS.get(self.tag, "Group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One document of a topic: a sentence a line, and the mentions of its annotated sentences."""

    topic: str
    name: str
    body: str
    markables: tuple[Markable, ...]


def stories(folder: Path, topics: Sequence[str] = TOPICS) -> Iterator[Story]:
    """The documents of some topics, with the mentions in those sentences whose annotation was checked."""
    base = folder / "ECB+_LREC2014"
    checked: dict[str, set[int]] = {}
    with (base / "ECBplus_coreference_sentences.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            checked.setdefault(f"{row['Topic']}_{row['File']}", set()).add(int(row["Sentence Number"]))
    for topic in topics:
        for path in sorted((base / "ECB+" / topic).glob("*.xml")):
            yield read_story(topic, path.stem, path.read_text("utf-8"), checked.get(path.stem, set()))


def read_story(topic: str, name: str, xml: str, checked: set[int]) -> Story:
    """One document. A chain goes by its cross-document name, else by its own in the document, else by its mention."""
    root = ElementTree.fromstring(xml)
    sentences: dict[int, list[tuple[str, str]]] = {}
    for token in root.iter("token"):
        sentences.setdefault(int(token.attrib["sentence"]), []).append(
            (token.attrib["t_id"], token.text or "")
        )
    body, places = "", dict[str, tuple[int, int, int]]()
    for number, tokens in sentences.items():
        line, spans = joined([text for _, text in tokens])
        for (key, _), (start, end) in zip(tokens, spans, strict=True):
            places[key] = (len(body) + start, len(body) + end, number)
        body += line + "\n"
    chains: dict[str, str] = {}
    for relation in root.find("Relations") or ():
        label = relation.attrib.get("note") or f"{name} {relation.attrib['r_id']}"
        own = relation.tag == "INTRA_DOC_COREF"
        for source in relation.iter("source"):
            chains[source.attrib["m_id"]] = f"{name} {relation.attrib['r_id']}" if own else label
    found = []
    for element in root.find("Markables") or ():
        at = [places[a.attrib["t_id"]] for a in element.iter("token_anchor")]
        if at and at[0][2] in checked:
            key, start, end = element.attrib["m_id"], min(a[0] for a in at), max(a[1] for a in at)
            span = Span(start=start, end=end, label="")
            found.append(
                Markable(
                    id=f"{name} {key}", tag=element.tag, span=span, text=body[start:end], sentence=at[0][2],
                    chain=f"{topic} {chains.get(key, f'{name} alone {key}')}",
                )
            )  # fmt: skip
    return Story(topic=topic, name=name, body=body, markables=tuple(found))


Told = Callable[[Sequence[Story]], Mapping[str, str]]
"""For the stories of one case, the cluster of each mention but times, by the mention's id."""


def cross_figures(told: Sequence[Story], tell: Told) -> dict[str, Figure]:
    """CoNLL F1 over all dev topics as one case, whose topics nobody is told; chains run over documents, and those of
    one count. Of events and entities together, of each, and of `same_words`: mentions of one sort whose words have
    the same stems are one."""
    said = tell(told)
    mentions = [m for story in told for m in story.markables if m.kind]
    plain = {m.id: f"{m.kind == 'Event'} {_stems(m)}" for m in mentions}
    figures: dict[str, Figure] = {}
    sorts: dict[str, Callable[[Markable], bool]] = {
        "": lambda m: True,
        "events_": lambda m: m.kind == "Event",
        "entities_": lambda m: m.kind != "Event",
    }
    for name, wanted in sorts.items():
        kept = [m for m in mentions if wanted(m)]
        gold = chains_of((m.id, m.chain) for m in kept)
        found = conll(gold, chains_of((m.id, said[m.id]) for m in kept))
        figures |= found.figures("conll") if not name else {f"{name}conll": round(found.f1, 3)}
        links = found.muc
        figures[f"{name}links_p"] = round(links.said_right / max(links.said, 1), 3)
        figures[f"{name}links_r"] = round(links.gold_found / max(links.gold, 1), 3)
        by_words = conll(gold, chains_of((m.id, plain[m.id]) for m in kept))
        figures[f"{name}same_words_conll"] = round(by_words.f1, 3)
    return figures


def stem(word: str) -> str:
    """What "raid", "raids" and "raided" have in common: five letters at most, without an ending."""
    return re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word.lower())[:5]


def _stems(mention: Markable) -> str:
    return " ".join(stem(w) for w in _bare(mention.text).split())


def _bare(words: str) -> str:
    """Words without article and possessive."""
    kept = [w.removesuffix("'s").removesuffix("’s") for w in words.split()]
    return " ".join(kept[1:] if len(kept) > 1 and kept[0].lower() in ARTICLES else kept)


def joined_by_identity(read: Callable[[str], Seen]) -> Told:
    """The identity room over one case's records."""

    def tell(told: Sequence[Story]) -> Mapping[str, str]:
        reports: dict[str, Report] = {}
        entities: list[Entity] = []
        mentions: list[Mention] = []
        statements: list[Statement] = []
        for story in told:
            reports[story.name] = as_report(story)
            seen = read(story.body)
            homes = within(story, places_seen(seen))
            own_entities, own_mentions, own_statements = records(story, homes, types_seen(story, seen))
            entities += locate(own_entities, story.body)
            mentions += own_mentions
            statements += own_statements
        places = {e.id: e.location for e in entities if e.location is not None}
        found = resolve(make_profiles(reports, entities, mentions, statements, places))
        return {m.id: found.cluster[m.entity] for m in mentions}

    return tell


def as_report(story: Story) -> Report:
    """A document as the program knows reports; ECB+ gives no day of publication."""
    return Report(
        id=story.name, sha256="", media_type="text/plain", name=story.name, outlet=story.name, title="",
        byline=None, published=None, url=None, language="en", text_version="", captured="", text=story.body,
    )  # fmt: skip


Places = Sequence[tuple[Span, Span, str, bool]]
"""The reader's mentions: the whole, its governing word, the entity, whether that is an event."""


def places_seen(seen: Seen) -> Places:
    """Every mention of the shipped reader's entities and events."""
    spots, parse = seen.noticed.spots, seen.parse
    found = []
    for key, member in seen.noticed.cast.members.items():
        for n in (*member.spots, *member.pronouns):
            head = head_of(parse, spots[n].start, spots[n].end)
            found.append((seen.spot(n), seen.span(head, head + 1), key, member.kind == "Event"))
    return found


def within(story: Story, places: Places) -> dict[str, str]:
    """The entity of each gold mention inside its document, told without gold chains.

    Mentions of one entity of the reader's are one: of the reader's mentions whose governing word a gold mention holds,
    the one that shares most with it counts. So are those with the same words (of events the same stems), pronouns
    not."""
    by_words: dict[tuple[bool, str], str] = {}
    top: dict[str, str] = {}
    for m in story.markables:
        if not m.kind:
            continue
        is_event = m.kind == "Event"
        near = [
            (_alike(m.span, whole), entity)
            for whole, head, entity, event in places
            if event == is_event and overlaps(m.span, head)
        ]
        words = _stems(m) if is_event else fold(_bare(m.text))
        keys = [(is_event, f"reader {max(near)[1]}")] if near else []
        if words and words not in PRONOUNS:
            keys.append((is_event, words))
        homes = sorted({_top(top, by_words[k]) for k in keys if k in by_words}) or [m.id]
        top[m.id] = homes[0]
        for home in homes:
            top[home] = homes[0]
        by_words |= dict.fromkeys(keys, homes[0])
    return {key: _top(top, key) for key in top}


def _top(top: Mapping[str, str], key: str) -> str:
    while top[key] != key:
        key = top[key]
    return key


def _alike(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(shared, 0) / (max(one.end, other.end) - min(one.start, other.start))


def types_seen(story: Story, seen: Seen) -> dict[str, str]:
    """The reader's event type of each gold event that it has a trigger in."""
    of_entity = {str(s.subject): str(s.value) for s in seen.reading.statements if s.property == "event_type"}
    triggers = [
        (span, of_entity[entity])
        for entity, spans in seen.mentions().items()
        if entity in of_entity
        for span in spans
    ]
    return {
        m.id: kind
        for m in story.markables
        if m.kind == "Event"
        for span, kind in triggers
        if overlaps(m.span, span)
    }


def records(
    story: Story, homes: Mapping[str, str], types: Mapping[str, str]
) -> tuple[list[Entity], list[Mention], list[Statement]]:
    """One document as the identity room takes it.

    Of each entity: its type by the tag of its first mention, as names those of its mentions that are written with a
    capital and are no pronoun, else its longest words as description. Of each event, by what stands in its sentence:
    the dates of times, the place of each location, a `participant` for each person, body and thing, and the reader's
    event type where it has one."""
    own = {m.id: m for m in story.markables if m.id in homes}
    members: dict[str, list[Markable]] = {}
    for key, home in homes.items():
        members.setdefault(home, []).append(own[key])
    entities, mentions = [], []
    for home, group in members.items():
        event = group[0].kind == "Event"
        names = tuple(dict.fromkeys(_bare(m.text) for m in group if _is_name(m) and not event))
        longest = max((_bare(m.text) for m in group), key=len)
        entities.append(
            Entity(
                id=home, report=story.name, type=group[0].kind,
                names=tuple(sorted(names, key=lambda n: -len(n))), description="" if names or event else longest,
            )
        )  # fmt: skip
        for m in group:
            kind = "trigger" if event else "pronoun" if m.text.lower() in PRONOUNS else "description"
            kind = "name" if not event and _is_name(m) else kind
            mentions.append(
                Mention(
                    id=m.id, report=story.name, entity=home, start=m.span.start, end=m.span.end, text=m.text,
                    kind=kind,  # type: ignore[arg-type]
                )
            )  # fmt: skip
    return entities, mentions, list(_statements(story, homes, types))


def _is_name(mention: Markable) -> bool:
    words = _bare(mention.text).split()
    return bool(words) and words[-1][:1].isupper() and mention.text.lower() not in PRONOUNS


def _statements(story: Story, homes: Mapping[str, str], types: Mapping[str, str]) -> Iterator[Statement]:
    beside: dict[int, list[Markable]] = {}
    for m in story.markables:
        beside.setdefault(m.sentence, []).append(m)
    for event in (m for m in story.markables if m.kind == "Event"):
        said: list[tuple[str, Value, str]] = []
        if event.id in types:
            said.append(("event_type", types[event.id], "text"))
        for m in beside[event.sentence]:
            if m.kind == "Place":
                said.append(("place", homes[m.id], "entity"))
            elif m.kind == "":
                said += [("date", d.edtf, "date") for d in find_dates(m.text, None) if d.edtf]
            elif m.kind != "Event":
                said.append(("participant", homes[m.id], "entity"))
        for n, (name, value, kind) in enumerate(said):
            yield Statement(
                id=f"{event.id} {n}", report=story.name, subject=homes[event.id], property=name, value=value,
                value_type=kind, chain=("outlet",), polarity="affirmed", certainty="certain",  # type: ignore[arg-type]
                mood="actual", evidence=(), confidence=1.0, reader="gold", rule="gold",
            )  # fmt: skip
