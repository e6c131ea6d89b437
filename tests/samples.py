"""Records for tests: a report made of words, and what the stand-in reader takes from it."""

from __future__ import annotations

from herodot.identity.judgments import Decided
from herodot.model.ids import digest
from herodot.model.keys import keyed, report_id
from herodot.model.records import Reading, Report
from herodot.picture.picture import Picture, make_picture
from herodot.text.body import canonical, sentence_spans
from herodot.text.english import english_words
from tests.standin import StandIn

NOW = "2031-05-06T07:08:09+00:00"

WORDS = (
    "Harbour news\n\nAnna Bell leads the Harbour Watch. Tom Reed said that Ben Cole leads the Harbour Watch. "
    "Tom Reed denied that Anna Bell may lead the Dock Union.\n"
)


def a_report(words: str = WORDS, *, url: str | None = None, name: str = "a.txt") -> Report:
    """A report of those words, with the ids that its bytes give."""
    sha256, text = digest(words.encode()), canonical(words)
    return Report(
        id=report_id(sha256, url),
        sha256=sha256,
        media_type="text/plain",
        name=name,
        outlet="The Quay",
        title=text.body.partition("\n")[0],
        byline=None,
        published="2031-05-01",
        url=url,
        language="en",
        text_version=text.version,
        captured=NOW,
        text=text.body,
    )


def a_reading(report: Report, reader: str = "standin 1") -> Reading:
    """What the stand-in takes from it."""
    return keyed(StandIn(reader).read(report, canonical(report.text)))


def a_picture(*texts: str, decided: Decided | None = None) -> Picture:
    """What reports of those words, read by the stand-in, come to."""
    reports = [a_report(words, name=f"{n}.txt") for n, words in enumerate(texts)]
    readings = [a_reading(report) for report in reports]
    return make_picture(
        reports,
        [e for r in readings for e in r.entities],
        [m for r in readings for m in r.mentions],
        [s for r in readings for s in r.statements],
        {r.id: [(s.start, s.end) for s in sentence_spans(r.text)] for r in reports},
        english_words().empty_words,
        decided,
    )
