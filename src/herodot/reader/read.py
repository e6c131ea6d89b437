"""The reader: one report's text to everything it says.

One rule: a pure function; the model is loaded once, and nothing here touches file, socket or store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from herodot.model.records import Reading, Report
from herodot.reader.assemble import best_drafts, make_entities, make_mentions, make_statements
from herodot.reader.attribution import find_quotes
from herodot.reader.candidates import Spot, find_spots
from herodot.reader.cast import Cast, make_cast
from herodot.reader.coreference import find_entities
from herodot.reader.denials import Denial, denial_of, find_denials
from herodot.reader.drafts import Draft
from herodot.reader.events import find_events, name_types
from herodot.reader.gate import pass_gate
from herodot.reader.idle import says_nothing
from herodot.reader.inside import draft_inside
from herodot.reader.links import find_links
from herodot.reader.locations import locate
from herodot.reader.origins import draft_nationalities
from herodot.reader.parse import Parse, parse_text
from herodot.reader.prepare import cut_windows, split_words
from herodot.reader.qualifiers import add_qualifiers
from herodot.reader.relations import draft_event_types, draft_relations
from herodot.reader.roles import draft_roles
from herodot.reader.runtime import Network
from herodot.reader.sections import add_houses
from herodot.reader.signs import Signs, signs_of
from herodot.reader.variants import find_variants
from herodot.reader.voices import Voices
from herodot.reader.weighing import weigh
from herodot.text.body import Text
from herodot.values.dates import find_dates
from herodot.values.numbers import find_numbers


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads English reports with the shipped network and the composers beside it."""

    network: Network
    name: str
    """Name and version; another version gives other ids."""

    def read(self, report: Report, text: Text) -> Reading:
        """All that one report says. Linear in its length; about 60 ms for 500 words on one core.

        1. to 7. as `notice`; 8. what is sure enough gets its chain and qualifiers, 9. becomes records, 10. the gate.
        """
        seen = self.notice(report, text)
        drafts = weigh(seen.drafts, seen.signs, self.network.forest, self.network.labels.least)
        drafts = best_drafts(seen.finish(drafts))
        entities = locate(make_entities(report, seen.parse, seen.spots, seen.cast), text.body)
        mentions = make_mentions(
            report, seen.parse, seen.spots, seen.cast, find_variants(seen.parse, seen.spots)
        )
        statements = make_statements(report, seen.parse, drafts, self.name)
        kept, rejected = pass_gate(report.text, entities, mentions, statements)
        return Reading(
            report=report.id, reader=self.name, entities=tuple(entities), mentions=tuple(mentions),
            statements=kept, rejected=rejected,
        )  # fmt: skip

    def notice(self, report: Report, text: Text) -> Noticed:
        """All that one report may say, sure or not.

        1. words and windows, 2. the first graph, 3. candidates, 4. the second graph, 5. who and what, 6. drafts,
        7. what speaks for and against each.
        """
        words = split_words(text)
        surfaces = [text.body[a:b] for a, b in words.spans]
        parse = parse_text(
            text.body, words, cut_windows(surfaces, words.sentences, self.network.tokenizer), self.network
        )
        dates = find_dates(text.body, report.published)
        spots = find_spots(parse, dates, find_numbers(text.body, dates))
        links = find_links(parse, spots, self.network)
        spots = name_types(spots, links)
        labels = self.network.labels
        quotes = find_quotes(parse, spots)
        trees = self.network.antecedents, self.network.pronouns
        clusters = find_entities(parse, spots, links, *trees, quotes)
        entity_of = {n: k for k, c in enumerate(clusters) for n in (*c.spots, *c.pronouns)}
        events = find_events(parse, spots, links, entity_of, labels.faint)
        cast = make_cast(parse, spots, clusters, events, report.outlet)
        houses = add_houses(parse, spots, cast, report.outlet, report.byline)
        drafts = draft_event_types(parse, spots, links, cast, labels)
        drafts += draft_relations(parse, spots, links, cast, labels)
        drafts += draft_roles(parse, spots, cast)
        drafts += draft_inside(parse, spots, cast)
        drafts += draft_nationalities(parse, spots, cast)
        drafts = [d for d in drafts if not says_nothing(parse, spots, cast, d)]
        voices = Voices(parse, spots, links, quotes, cast, houses)
        signs = signs_of(parse, spots, cast, drafts, links)
        denials = find_denials(parse, spots, cast)
        return Noticed(parse, spots, cast, drafts, signs, voices, denials, report.published)


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a report may say, before it is decided what is sure enough."""

    parse: Parse
    spots: Sequence[Spot]
    cast: Cast
    drafts: list[Draft]
    signs: list[Signs]
    voices: Voices
    denials: list[Denial]
    published: str | None

    def finish(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts with their chains, denied where the root denies them, and with their qualifiers."""
        self.voices.choose([(d.sides, d.property) for d in drafts])
        told = [
            replace(
                d,
                chain=self.voices.chain(d.sides, d.property),
                polarity="denied" if self.voices.denied(d.sides, d.property) else d.polarity,
            )
            for d in drafts
        ]
        return add_qualifiers(self.parse, self.spots, self._denied(told), self.published)

    def _denied(self, told: Sequence[Draft]) -> list[Draft]:
        """The drafts, where an event is denied said by who denies it; without those that nobody is found to deny."""
        found = []
        for d in told:
            denial = None
            if self.denials and self.cast.kind(d.subject) == "Event":
                denial = denial_of(self.parse, self.denials, self.spots[d.sides[0]].start, d.property)
            if denial is None:
                found.append(d)
            elif denial.denier is not None:
                denier = self.cast.of_spot[denial.denier]
                chain = d.chain if denier in d.chain else (*(d.chain[:-1] or d.chain), denier)
                found.append(replace(d, chain=chain, polarity="denied"))
        return found


def load_reader() -> Reader:
    """The reader with the shipped model. Takes about 0.4 s and 150 MB. Raises `ModelMissing`."""
    from importlib.resources import files

    from herodot.reader.runtime import load_network

    network = load_network(files("herodot.reader") / "model")
    return Reader(network, f"herodot-{network.labels.version}")
