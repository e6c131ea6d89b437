"""What comes in: one publication, its bytes and its content. One rule: nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from herodot.model.records import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What one format's reader takes from the bytes of one file. `None` where the file does not say."""

    body: str
    """The text without its title, a blank line between paragraphs."""
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    """As the file writes it; `dates.as_edtf` makes a date of it."""
    url: str | None = None
    notes: tuple[str, ...] = ()
    """What could not be taken as it is, in words for the person who brought the file."""

    @property
    def content(self) -> str:
        """The title, a blank line, and the body."""
        return "\n\n".join(part for part in (self.title, self.body) if part)

    def with_note(self, note: str) -> Article:
        """The same with one more note."""
        return replace(self, notes=(*self.notes, note))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One publication as it arrived, and its text."""

    document: Document
    data: bytes
    """The bytes as they came; `document.sha256` is their digest."""
    content: str
    """Title first, blank line, paragraphs with a blank line between them."""
