"""What the store keeps beside the model's records. One rule: nothing here is known to readers or exports."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """The bytes of a publication as they came, compressed."""

    sha256: str
    size: int
    """Bytes before compression."""
    data: bytes
    """zlib."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """One reading of one report. A report has at most one current reading; earlier ones stay, unseen."""

    id: str
    report: str
    reader: str
    read_at: str
    """ISO 8601 in UTC."""
    is_current: int
    """1 or 0."""
    rejected: dict[str, int] = field(default_factory=dict)
    seal: str
    """Digest over the whole reading, so that a row that was changed, lost or slipped in is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a report that was to be added."""

    report: str
    """Its id, or that of the report that was there already."""
    how: Literal["added", "there already", "there without address"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step that has been taken with this case."""

    number: int
    name: str
    taken_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuestion:
    """One question of the picture with its answers, as the board shows it."""

    id: str
    place: str
    """Questions come on the board in the order of this."""
    about: str
    property: str
    standing: str
    last_said: str
    page: str
    """The board's record as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswers:
    """The answers to one question."""

    question: str
    page: bytes
    """The picture's records as JSON, compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSide:
    """An entity that a question or one of its answers names."""

    entity: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEntity:
    """A resolved entity."""

    id: str
    type: str
    shown: str
    reports: int
    names: tuple[str, ...]
    """Folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptResolved:
    """All that a resolved entity comes to."""

    id: str
    page: str
    """The picture's record as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWord:
    """A word by which a resolved entity is called, folded."""

    word: str
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMember:
    """An entity of one report, and the resolved one."""

    entity: str
    cluster: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCopy:
    """A report that copies another."""

    report: str
    original: str
    how: str
    share: float
    page: str
    """The picture's record as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPair:
    """Two reports that were compared, the smaller id first."""

    one: str
    other: str
    page: str
    """What one has from the other, as JSON; empty where that is no copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """What of a report is looked at to tell whom it may copy."""

    report: str
    outlet: str
    published: str | None
    words: bytes
    """A number of 32 bits for each word, little-endian."""
    stems: bytes
    credited: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPart:
    """What one report gives to the picture."""

    report: str
    digest: str
    """Of its reading and of what people decided of its statements."""
    page: bytes
    """JSON, compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLink:
    """What one report says that counts for other reports' answers too."""

    report: str
    kind: str
    one: str
    other: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDoubt:
    """Two entities that may be one."""

    one: str
    other: str
    step: int
    page: str
    """The record as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPerhaps:
    """Two events of reports that may be one, also where that is too faint for anybody to be asked."""

    one: str
    other: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBlob:
    """What is kept as bytes: columns of numbers."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCount:
    """How many there are of something that is not kept itself."""

    name: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingChange:
    """A question that stands otherwise in a picture than in the one before."""

    at: str
    """When the picture was made, ISO 8601."""
    about: str
    property: str
    shown: str
    """The question in words."""
    before: str | None
    """`None` where it was not asked before."""
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Up to when somebody has seen what was new."""

    by: str
    at: str
    """ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who may sign in."""

    key: str
    """The name folded: no two members differ only in case or width of letters."""
    name: str
    role: str
    password: str
    """As argon2 writes it: kind, costs, salt and hash."""
    must_change: int
    """1: the password was given out and opens one page only, on which they choose their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChange:
    """What was done with a member, appended."""

    at: str
    """ISO 8601 in UTC."""
    by: str
    member: str
    """The name."""
    what: Literal["added", "role", "password", "removed"]
    role: str
    """The member's role after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser in which a member is signed in."""

    token: str
    """Digest of the browser's token, never the token."""
    member: str
    """The key."""
    began_at: str
    seen_at: str
    """When it last asked for a page, to a few minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailure:
    """A try to sign in that did not succeed, or has not yet."""

    name: str
    """Folded, whether or not there is such a member."""
    address: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptState:
    """What the kept picture was made from."""

    made_from: str
    """Digest of readings, judgments, settings and version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVectors:
    """What a report's sentences mean, as a model puts it into numbers. Derived: it may be made again."""

    report: str
    model: str
    """Name and version of what made them: those of two models cannot be compared."""
    spans: bytes
    """For each sentence its start and end in the text: 32-bit whole numbers, little-endian."""
    vectors: bytes
    """For each sentence as many signed bytes as the model has dimensions; only the direction counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A picture as rows. Derived: it may be thrown away and made again."""

    questions: list[KeptQuestion]
    answers: list[KeptAnswers]
    sides: list[KeptSide]
    entities: list[KeptEntity]
    resolved: list[KeptResolved]
    words: list[KeptWord]
    members: list[KeptMember]
    copies: list[KeptCopy]
    pairs: list[KeptPair]
    texts: list[KeptText]
    parts: list[KeptPart]
    links: list[KeptLink]
    doubts: list[KeptDoubt]
    perhaps: list[KeptPerhaps]
    blobs: list[KeptBlob]
    counts: list[KeptCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Which rows of a kept picture hold no longer, by the column that names them; of doubts it is all."""

    questions: Collection[str] = ()
    entities: Collection[str] = ()
    members: Collection[str] = ()
    copies: Collection[str] = ()
    """Reports that copied."""
    pairs: Collection[tuple[str, str]] = ()
    perhaps: Collection[tuple[str, str]] = ()
    texts: Collection[str] = ()
    parts: Collection[str] = ()
    """Reports; their links go with them."""
