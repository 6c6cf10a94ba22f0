"""The sentences of a text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"[.!?…]+[\"'»”’)\]]*(?=\s+[\"'«“‘(\[–—-]?\s?[^\W\d_a-zà-ÿ]|\s+[\"'«“‘(]?\s?\d|\s*$)|[:;](?=\s*$)")
_SHORT = re.compile(
    r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Me|Dr|Pr|St|Ste|Mr|Mrs|Ms|Prof|Inc|Ltd|Corp|Co|No|vs|etc|cf|al|art|env|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    r"|janv|févr|avr|juil|sept|oct|nov|déc|Sen|Rep|Gov|Gen)|\b[A-Z](?:\.[A-Z])*|(?<![^\W\d_])[a-z]\.[a-z])\.$"
)
"""What ends in a point and ends no sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the place of its first character in the text, and the number of its paragraph, both from 0."""

    text: str
    start: int
    paragraph: int


def sentences_of(text: str) -> Iterator[Sentence]:
    """The sentences of a text; a line is never joined to the next."""
    paragraph, at = 0, 0
    for line in text.split("\n"):
        begin = 0
        for found in _END.finditer(line):
            if (
                found.group().startswith(".")
                and len(found.group()) == 1
                and _SHORT.search(line[begin : found.end()])
                and line[found.end() :].strip()
            ):
                continue
            yield from _one(line, begin, found.end(), at, paragraph)
            begin = found.end()
        yield from _one(line, begin, len(line), at, paragraph)
        paragraph += bool(line.strip())
        at += len(line) + 1


def _one(line: str, begin: int, end: int, at: int, paragraph: int) -> Iterator[Sentence]:
    bare = line[begin:end].strip()
    if any(c.isalnum() for c in bare):
        yield Sentence(bare, at + begin + line[begin:end].index(bare), paragraph)
