"""Coreference on GUM's dev documents in the OntoNotes manner (OntoGUM; Zhu et al. 2021).

One rule: no gold mentions are used; a mention counts only where both its ends agree, as CoNLL 2012 has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chains import Conll, conll
from benchmarks.results import Figure
from benchmarks.scoring import Span
from benchmarks.shipped import Seen, joined
from herodot.reader.cast import OUTLET, speakers_own
from herodot.reader.parse import Parse
from herodot.reader.phrases import children, head_of

INSIDE = frozenset(
    "det det:predet amod nummod compound nmod nmod:poss nmod:desc nmod:unmarked flat fixed acl acl:relcl appos "
    "advmod advmod:emph obl obl:unmarked goeswith".split()
)
"""Arcs to what belongs to a noun phrase as OntoNotes marks it, relative clauses and appositions too."""
PLURAL = frozenset(("we", "our", "us"))
RELATIVE = frozenset(("who", "whom", "whose"))
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedText:
    """A document, a paragraph a line, and its chains of two mentions or more; spans count characters."""

    document: str
    body: str
    chains: tuple[frozenset[Span], ...]


def ontogum_documents(folder: Path) -> Iterator[ChainedText]:
    """GUM's own dev part in the order of its list; genres whose text may not be passed on are absent."""
    listed = (folder / "splits.md").read_text("utf-8")
    for document in re.findall(r"\* (\S+)", listed.split("## dev", 1)[1].split("## ", 1)[0]):
        path = folder / "coref" / "ontogum" / "conllu" / f"{document}.conllu"
        if path.is_file():
            yield chained_text(document, path.read_text("utf-8"))


def chained_text(document: str, text: str) -> ChainedText:
    """A document from CoNLL-U with `Entity=` brackets: `(1` opens, `1)` closes the last that is open, `(1)` is one
    word."""
    body, ends, chains = "", "", dict[str, set[Span]]()
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        cells = [line.split("\t") for line in lines if line[:1].isdigit()]
        words = [c for c in cells if c[0].isdigit()]
        glued = _glued(cells)
        sentence, spans = joined([c[1] for c in words], [c[0] not in glued for c in words])
        if body:
            body += "\n" if any(line.startswith("# newpar") for line in lines) else ends
        ends = "" if glued & {words[-1][0]} else " "
        opened: dict[str, list[int]] = {}
        for (start, end), cell in zip(spans, words, strict=True):
            found = re.search(r"(?:^|\|)Entity=([^|]*)", cell[9])
            for mark in re.findall(r"\(\d+\)?|\d+\)", found[1] if found else ""):
                key = mark.strip("()")
                if mark.startswith("("):
                    opened.setdefault(key, []).append(len(body) + start)
                if mark.endswith(")") and opened.get(key):
                    first = opened[key].pop()
                    chains.setdefault(key, set()).add(Span(start=first, end=len(body) + end, label=""))
        body += sentence
    return ChainedText(
        document=document, body=body, chains=tuple(frozenset(c) for c in chains.values() if len(c) > 1)
    )


def _glued(cells: list[list[str]]) -> set[str]:
    """Numbers of the words behind which no space stands; of a multiword token all but the last."""
    glued = {c[0] for c in cells if c[0].isdigit() and "SpaceAfter=No" in c[9]}
    for cell in cells:
        first, dash, last = cell[0].partition("-")
        if dash:
            glued |= {str(n) for n in range(int(first), int(last))}
            glued |= {last} if "SpaceAfter=No" in cell[9] else set()
    return glued


def chain_figures(
    documents: Iterable[ChainedText], predict: Callable[[str], Iterable[Iterable[Span]]]
) -> dict[str, Figure]:
    """MUC, B³ and CEAF-e over all documents, their mean, and the share of mentions found with both ends.

    `predict` gives chains of spans, whose labels are passed over; chains of one do not count on either side."""
    total = Conll()
    found = there = given = 0
    for document in documents:
        said = [
            frozenset(Span(start=m.start, end=m.end, label="") for m in chain)
            for chain in predict(document.body)
        ]
        said = [chain for chain in said if len(chain) > 1]
        total += conll(document.chains, said)
        gold_mentions = {m for chain in document.chains for m in chain}
        said_mentions = {m for chain in said for m in chain}
        found += len(gold_mentions & said_mentions)
        there, given = there + len(gold_mentions), given + len(said_mentions)
    return {
        **total.figures("conll"),
        "mentions_p": round(found / max(given, 1), 3),
        "mentions_r": round(found / max(there, 1), 3),
    }


def chains_seen(seen: Seen) -> list[list[Span]]:
    """The shipped reader's entities as chains of whole noun phrases, as OntoNotes marks them.

    The reader marks the core of a phrase; its own tree gives the rest: articles, what follows the noun, `'s`.
    OntoNotes marks no adjectives ("Dutch"), no common nouns before a noun and no relative pronouns, so those of the
    reader are left out.
    "I" and "my" belong to whoever the reader has speaking there, "we" and "our" to a chain of that speaker's own."""
    spots, parse, voices = seen.noticed.spots, seen.parse, seen.noticed.voices
    below = children(parse)
    chains: dict[str, list[Span]] = {}
    for number, spot in enumerate(spots):
        if speakers_own(parse, spot):
            word = parse.words[spot.start].text.lower()
            key = (voices.speaker(number) or OUTLET) + (" and others" if word in PLURAL else "")
            chains.setdefault(key, []).append(seen.span(spot.start, spot.end))
    for key, member in seen.noticed.cast.members.items():
        if member.kind != "Event":
            kept = [
                n for n in member.spots if not _modifies(parse, head_of(parse, spots[n].start, spots[n].end))
            ]
            whole = [_phrase(parse, below, spots[n].start, spots[n].end) for n in kept]
            whole += [
                (spots[n].start, spots[n].end)
                for n in member.pronouns
                if not speakers_own(parse, spots[n])
                and parse.words[spots[n].start].text.lower() not in RELATIVE
            ]
            chains.setdefault(key, []).extend(seen.span(start, end) for start, end in whole)
    return list(chains.values())


def _modifies(parse: Parse, head: int) -> bool:
    word = parse.words[head]
    return word.pos == "ADJ" or (word.pos == "NOUN" and word.relation == "compound")


def _phrase(parse: Parse, below: list[list[int]], start: int, end: int) -> tuple[int, int]:
    """The words of the whole phrase around a mention's head; never less than the mention."""
    head = head_of(parse, start, end)
    predicate = any(parse.words[c].relation == "cop" for c in below[head])
    first, last = start, end - 1
    for child in below[head]:
        word = parse.words[child]
        wanted = word.relation in INSIDE or (
            word.relation == "case" and child > head and word.text in POSSESSIVE
        )
        if predicate and word.relation in ("obl", "obl:unmarked", "advmod"):
            wanted = False
        if wanted:
            yields = _yield(below, child)
            first, last = min(first, min(yields)), max(last, max(yields))
    while last > head and parse.words[last].pos == "PUNCT" and parse.words[last].text not in ')"”%':
        last -= 1
    return first, last + 1


def _yield(below: list[list[int]], word: int) -> list[int]:
    found, waiting = [word], list(below[word])
    while waiting:
        n = waiting.pop()
        found.append(n)
        waiting += below[n]
    return found
