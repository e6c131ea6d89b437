"""The records that every room passes on: reports, entities, mentions, statements.

One rule: a record is never edited. Ids are hashes over the fields that identify (see `ids`), so the same bytes
read by the same reader give the same records. Spans are half-open `[start, end)` in Unicode code points of
`Report.text`. Dates are EDTF strings; what is absent is `None`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Polarity = Literal["affirmed", "denied"]
Certainty = Literal["certain", "probable", "possible"]
Mood = Literal["actual", "wanted", "planned", "conditional"]
ValueType = Literal["entity", "date", "number", "text"]
Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One publication as it arrived: its bytes' digest and what is known of it from outside the bytes."""

    sha256: str
    """Digest of the bytes, 64 hex digits; the bytes themselves are kept under it."""
    media_type: str
    """`text/plain`, `text/markdown` or `text/html`."""
    name: str
    """What a person would call it: the file's name, never a whole path."""
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    """EDTF day, month or year of publication; `None` when neither the manifest nor the page says."""
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text as it is read: where it is from, and the canonical text that all offsets point into."""

    id: str
    sha256: str
    media_type: str
    name: str
    outlet: str
    """The publisher's name; the file's name stands in where nothing names one."""
    title: str
    byline: str | None
    published: str | None
    url: str | None
    language: str
    """ISO 639-1 code of the text's language, `und` when it cannot be told."""
    text_version: str
    """Version of the rules that made `text` from the bytes."""
    captured: str
    """When the bytes came into the case, ISO 8601 in UTC. Not the date of publication."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Exact characters of a report: `text == report.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where the gazetteer puts a place: its best guess from all the places that one report names."""

    name: str
    """As the gazetteer writes it."""
    country: str
    """ISO 3166-1 code of two letters; empty for what lies in several countries."""
    area: str | None
    """First-level area that holds it."""
    latitude: float
    longitude: float
    kind: str
    """How precise it is: `country`, `area`, `district`, `region` or `city`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something that one report speaks of; joined over reports by `identity`, never by the reader."""

    id: str
    report: str
    type: str
    """One of the vocabulary's entity types."""
    names: tuple[str, ...]
    """Proper names as written, the fullest first; empty for who is only described."""
    description: str
    """The words that define an entity without a name; empty where there is a name."""
    location: Location | None = None
    """Of a `Place` that the gazetteer knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of a report that refers to an entity (a name, a description, a pronoun, an event's trigger)."""

    id: str
    report: str
    entity: str
    start: int
    end: int
    text: str
    kind: Literal["name", "description", "pronoun", "trigger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Subject, property, value as one report carries it, with who says so, how, and in which words."""

    id: str
    report: str
    subject: str
    property: str
    value: Value
    value_type: ValueType
    qualifiers: dict[str, Value] = field(default_factory=dict)
    """Any of `role`, `area` (place id), `start`, `end`, `as_of` (EDTF), `at_least`, `at_most` (numbers)."""
    chain: tuple[str, ...]
    """Entity ids, the outlet first, the root last; never empty."""
    polarity: Polarity
    certainty: Certainty
    mood: Mood
    evidence: tuple[Evidence, ...]
    confidence: float
    """The reader's own, 0 to 1."""
    reader: str
    """Name and version of what extracted it."""
    rule: str
    """Which composer and rule, or which head, made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one reader takes from one report. `rejected` counts, by reason, what the gate did not let through."""

    report: str
    reader: str
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    rejected: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place in a report that stands for an entity, whatever reader reads it: the mention that overlaps it."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """What a named person decided of two entities, or of two sources of an answer. Never edited, only undone."""

    id: str
    kind: Literal["same", "different", "unsure", "one source", "two sources", "sensitive"]
    """`same`, `different`, `unsure`: whether the marks stand for one entity. `one source`, `two sources`: whether
    what the two say counts as one origin. `sensitive`: whoever the first mark stands for stays out of exports."""
    one: Mark
    other: Mark
    by: str
    note: str
    at: str
    """ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """A judgment taken back, or, after that, put in force again. The last one counts."""

    id: str
    judgment: str
    undone: int
    """1: taken back; 0: in force again."""
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Who or what a reviewer means in a report, whatever reader reads it: words of the text, or a name.

    It stands for the mention that overlaps the words; where the reader has none, for an entity of its own.
    """

    type: str
    """Entity type."""
    name: str
    """The words at the place; the entity's name where the text does not mention it (the outlet)."""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a statement says in terms of places in its report, so that it outlives the reading that gave it."""

    subject: Pointer
    property: str
    value: Value | None
    """`None` where the value is an entity."""
    entity: Pointer | None
    """The value where it is an entity."""
    value_type: ValueType
    qualifiers: dict[str, Value] = field(default_factory=dict)
    """As in a statement, but for `area`."""
    area: Pointer | None = None
    chain: tuple[Pointer, ...]
    polarity: Polarity
    certainty: Certainty
    mood: Mood
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a named person decided of one statement of a report. Never edited, only undone."""

    id: str
    kind: Literal["accept", "reject", "correct", "defer", "add"]
    report: str
    statement: str
    """Id of the statement when it was decided on; empty for `add`."""
    of: Claim | None
    """What that statement said: finds it again in another reading. `None` for `add`."""
    now: Claim | None
    """What it should say, for `correct` and `add`."""
    reason: Literal[
        "", "not said", "wrong who or what", "wrong speaker", "wrong modality", "said twice", "other"
    ]
    """Why it was rejected; empty for other kinds."""
    note: str
    seen: tuple[str, ...]
    """Ids of the reviews and undoings of that statement that the person had seen."""
    by: str
    at: str
    """ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewUndoing:
    """A review taken back, or, after that, put in force again. The last one counts."""

    id: str
    review: str
    undone: int
    """1: taken back; 0: in force again."""
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """What a named person did with a search that is kept. Never edited: the last row of a search counts."""

    id: str
    search: str
    """Id of the row that saved it: its own for `save`."""
    act: Literal["save", "rename", "delete"]
    name: str
    """What people call it from now on; empty for `delete`."""
    words: str
    """What is searched for; empty but for `save`."""
    by: str
    at: str
    """ISO 8601 in UTC."""
