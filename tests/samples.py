"""Records for tests: a report made of words, and what the stand-in reader takes from it."""

from __future__ import annotations

from herodot.model.ids import digest
from herodot.model.keys import keyed, report_id
from herodot.model.records import Reading, Report
from herodot.text.body import canonical
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
