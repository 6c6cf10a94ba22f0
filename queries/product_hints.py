"""Products that the words of a contract may name: what an organisation may use, proposed to a person and never taken for said.

Read from the notes of relations that name a contract: the object of a public one, or what a list of one's own says of it. A name that
is also a word of the language, or a body's, is weighed by what stands around it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from maillon.graph.folding import fold_letters, romanised
from maillon.graph.name_matching import without_brackets
from maillon.queries.duplicates import decisions_made, present_ids

if TYPE_CHECKING:
    from maillon.queries.cypher_reader import CypherReader

PRODUCTS = "MATCH (p:Product) WHERE p.name IS NOT NULL RETURN p.id AS id, p.name AS name, p.aliases AS aliases ORDER BY id"
PROVIDERS = """
MATCH (p:Product)-[:PROVIDED_BY]->(o:Organisation)
RETURN p.id AS product, o.id AS id, o.name AS name, o.aliases AS aliases, coalesce(o.named, true) AS named
ORDER BY product, id
"""
ENTRUSTED = """
MATCH (a:Organisation)-[r:DELEGATES_TO]->(b:Organisation)
WHERE r.contract <> '' AND (r.note_fr IS NOT NULL OR r.note_en IS NOT NULL)
RETURN a.id AS who, a.name AS who_name, a.country AS who_country, a.identifiers AS who_numbers,
       b.id AS whom, b.name AS whom_name, b.aliases AS whom_aliases, r.note_fr AS fr, r.note_en AS en, r.status AS status,
       r.contract AS contract, r.service AS service, r.period AS period, r.since_edtf AS since,
       coalesce(r.until_edtf, r.planned_until_edtf) AS until, r.made_on_edtf AS made_on, r.evidence AS evidence
ORDER BY who, whom, contract, service, period
"""
IN_USE = "MATCH (o:Organisation)-[r:USES]->(p:Product) RETURN o.id AS who, p.id AS product, r.contract AS contract"

SHORTEST_NAME = 3
"""Letters of the shortest name that is looked for."""
_NEAR = 6
"""Words before a name among which a word of the trade counts."""
_AROUND = 60
"""Characters of the text that are shown on each side of a name."""
_TRADE = frozenset(
    [
        *("logiciel", "logiciels", "progiciel", "progiciels", "solution", "solutions", "application", "applications", "applicatif"),
        *("module", "modules", "licence", "licences", "license", "licenses", "plateforme", "outil", "outils", "systeme", "maintenance"),
        *("version", "versions", "software", "package", "platform", "app", "system", "tool", "tools"),
    ]
)
_WORD = re.compile(r"[^\W_]+")
_LABEL = re.compile(r"\bCPV \d{8} \([^()]*\)")
"""A code of what is bought with its official label, whose words are nobody's choice."""
_QUOTE = re.compile(r'["\u00ab\u00bb\u201c\u201d]')


@dataclass(frozen=True, slots=True)
class Naming:
    """One relation whose note names a product: with whom, the words, and what the relation says of its service and days."""

    whom: str
    whom_name: str
    words: str
    contract: str | None
    service: str | None
    period: str | None
    since: str | None
    until: str | None
    made_on: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for the words meaning the product, and against."""

    vendor: bool = False
    """Who is entrusted provides it."""
    trade: str = ""
    """The word of the trade that stands before it."""
    spelled: bool = False
    """It is written as no ordinary word is: with a digit, or a capital inside."""
    several: bool = False
    """Its name is of several words."""
    in_use: bool = False
    """The organisation is said to use it, elsewhere."""
    other_vendor: str = ""
    """Who provides it, where somebody else is entrusted."""
    plain: int = 0
    """How often the graph's notes write it small, as an ordinary word."""
    body: str = ""
    """A body of that name."""
    short: bool = False

    @property
    def score(self) -> int:
        """What they come to; a name with nothing beside it is 2."""
        speaks = 3 * self.vendor + bool(self.trade) + self.spelled + self.several + self.in_use
        return 2 + speaks - bool(self.other_vendor) - 2 * bool(self.plain) - 2 * bool(self.body) - self.short


LIKELY = 2
"""The least score of a hint that comes before the weak ones."""


@dataclass(frozen=True, slots=True)
class ProductHint:
    """An organisation that may use a product, with the relations whose words name it."""

    who: str
    who_name: str
    who_country: str | None
    who_numbers: tuple[str, ...]
    product: str
    product_name: str
    signals: Signals
    namings: tuple[Naming, ...]

    @property
    def likely(self) -> bool:
        """Whether more speaks for it than against it."""
        return self.signals.score >= LIKELY


def words_of_text(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, folded, each with where it stands."""
    return [(_folded(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return fold_letters(romanised(word))


@dataclass(slots=True)
class ProductNames:
    """The names of the products of a graph, by their first word."""

    _by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, products: Iterable[tuple[str, Sequence[str]]]) -> ProductNames:
        """By id, all names of each. What stands in brackets is no part of a name."""
        found = cls()
        for product, names in products:
            for name in names:
                for words in _spellings(without_brackets(name)):
                    if sum(map(len, words)) >= SHORTEST_NAME:
                        found._by_first[words[0]].append((words, product, name))
        for every in found._by_first.values():
            every.sort(key=lambda one: (-len(one[0]), one))
        return found

    def single(self) -> dict[str, str]:
        """Names of one word, folded, as they are written."""
        return {words[0]: name for every in self._by_first.values() for words, _, name in every if len(words) == 1}

    def within(self, words: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str, int, int]]:
        """The products that a text names: the id, the name, its first word and the word after it. The longest name counts."""
        at = 0
        while at < len(words):
            step = 1
            length = 0
            for name, product, written in self._by_first.get(words[at][0], ()):
                if length and len(name) < length:
                    break
                if tuple(word for word, _, _ in words[at : at + len(name)]) == name:
                    length = step = len(name)
                    yield product, written, at, at + length
            at += step


def _spellings(name: str) -> set[tuple[str, ...]]:
    """The words of a name; also as they are left where a publisher lost its letters with marks."""
    found = {tuple(word for word, _, _ in words_of_text(name))}
    if not name.isascii():
        found.add(tuple(word for word, _, _ in words_of_text("".join(c if c.isascii() else " " for c in name))))
    return found - {()}


def product_hints(reader: CypherReader) -> list[ProductHint]:
    """What nobody has decided: the likeliest first, a pair of organisation and product once.

    Raises:
        StoreError: the store cannot be reached.
    """
    called = {row["id"]: [row["name"], *(row["aliases"] or ())] for row in reader.rows(PRODUCTS)}
    names = ProductNames.of(called.items())
    providers: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for provider in reader.rows(PROVIDERS):
        providers[provider["product"]][provider["id"]] = provider
    rows = [row for row in reader.rows(ENTRUSTED) if row["status"] != "retracted"]
    read = [(row, *_named_in(row, names)) for row in rows]
    plain = _written_small((text for row in rows for text in (row["fr"], row["en"]) if text), names)
    bodies = _bodies(rows, providers)
    in_use = {(row["who"], row["product"], row["contract"] or None) for row in reader.rows(IN_USE)}
    used = {(who, product) for who, product, _ in in_use}
    denied = _denied(reader)
    found: dict[tuple[str, str], list[tuple[Signals, Naming, dict[str, Any]]]] = defaultdict(list)
    for row, text, hits in read:
        for product, written, words, first, after in hits:
            pair = (row["who"], product)
            if pair in denied or (*pair, row["contract"] or None) in in_use:
                continue
            start, end = words[first][1], words[after - 1][2]
            begins, ends = _quoted(text, start, end)
            naming = _naming(row, text[begins:ends], start - begins, end - begins)
            spelt = text[start:end]
            before = [text[a:b] for w, a, b in words[max(0, first - _NEAR) : first] if w in _TRADE and a >= begins]
            mine = providers[product]
            whom = {w for name in (row["whom_name"], *(row["whom_aliases"] or ())) for w in _word_set(name)}
            folded = tuple(w for w, _, _ in words[first:after])
            own = row["whom_name"] if set(folded) <= whom and row["whom"] not in mine else ""
            signals = Signals(
                vendor=row["whom"] in mine,
                trade=before[-1] if before else "",
                spelled=_spelled(spelt, written),
                several=len(folded) > 1,
                in_use=pair in used,
                other_vendor="" if not mine or row["whom"] in mine else str(min(mine.values(), key=lambda p: p["id"])["name"] or ""),
                plain=plain[folded[0]] if len(folded) == 1 else 0,
                body=own or bodies.get(folded, ""),
                short=sum(map(len, folded)) <= SHORTEST_NAME,
            )
            found[pair].append((signals, naming, row))
    hints = []
    for (who, product), every in found.items():
        best, _, row = max(every, key=lambda one: one[0].score)
        namings = tuple(dict.fromkeys(naming for _, naming, _ in every))
        numbers = tuple(row["who_numbers"] or ())
        hints.append(ProductHint(who, row["who_name"] or who, row["who_country"], numbers, product, called[product][0], best, namings))
    return sorted(hints, key=lambda hint: (-hint.signals.score, hint.product, hint.who))


_Hit = tuple[str, str, list[tuple[str, int, int]], int, int]


def _named_in(row: Mapping[str, Any], names: ProductNames) -> tuple[str, list[_Hit]]:
    """The products that the note of a relation names, in the language in which it names more."""
    best: tuple[str, list[_Hit]] = ("", [])
    for text in (row["fr"], row["en"]):
        words = words_of_text(text or "")
        labels = [found.span() for found in _LABEL.finditer(text or "")]
        hits = [
            (product, name, words, first, after)
            for product, name, first, after in names.within(words)
            if not any(begin <= words[first][1] < end for begin, end in labels)
        ]
        if len(hits) > len(best[1]):
            best = (text, hits)
    return best


def _quoted(text: str, first: int, after: int) -> tuple[int, int]:
    """What a note quotes around some words, or all of it: what stands outside is said by whoever wrote the note."""
    begins = max((m.end() for m in _QUOTE.finditer(text, 0, first)), default=0)
    closing = _QUOTE.search(text, after)
    return begins, closing.start() if closing else len(text)


def _naming(row: Mapping[str, Any], text: str, first: int, after: int) -> Naming:
    start, end = max(0, first - _AROUND), min(len(text), after + _AROUND)
    start = text.find(" ", start, first) + 1 if start else 0
    end = len(text) if end == len(text) else max(after, text.rfind(" ", after, end))
    words = f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}".strip()
    told = {name: row[name] or None for name in ("contract", "service", "period", "since", "until", "made_on")}
    return Naming(
        row["whom"],
        row["whom_name"] or row["whom"],
        words,
        **told,
        evidence=tuple(row["evidence"] or ()),
    )


def _spelled(spelt: str, written: str) -> bool:
    """`HiX`, `Orbis2`: as the product is written, and as no ordinary word is."""
    marked = any(c.isdigit() for c in spelt) or (any(c.isupper() for c in spelt[1:]) and any(c.islower() for c in spelt))
    return marked and spelt in written


def _written_small(texts: Iterable[str], names: ProductNames) -> Counter[str]:
    """How often a name that begins with a capital is written small, in texts that are not all small."""
    looked_for = {word for word, written in names.single().items() if not written.islower()}
    found: Counter[str] = Counter()
    for text in texts:
        found.update(w for w, a, b in words_of_text(text) if w in looked_for and text[a:b].islower())
    return found


def _bodies(rows: Iterable[Mapping[str, Any]], providers: Mapping[str, Mapping[str, dict[str, Any]]]) -> dict[tuple[str, ...], str]:
    """The names of those who are entrusted, and of who provides the products, as words."""
    said = [(row["whom_name"], row["whom_aliases"]) for row in rows]
    said += [(row["name"], row["aliases"]) for mine in providers.values() for row in mine.values() if row["named"]]
    return {tuple(w for w, _, _ in words_of_text(name)): name for first, more in said for name in (first, *(more or ())) if name}


@lru_cache(maxsize=8192)
def _word_set(name: str | None) -> frozenset[str]:
    return frozenset(word for word, _, _ in words_of_text(name or ""))


def _denied(reader: CypherReader) -> set[tuple[str, str]]:
    """Pairs of which somebody decided that the words do not mean the product."""
    decided = [d for d in decisions_made(reader) if d["verdict"] == "not_uses"]
    now = present_ids(reader, set(), decided)
    pairs = ([now.get(s, s) for s in d["subjects"]] for d in decided)
    return {(who, product) for who, product in pairs}
