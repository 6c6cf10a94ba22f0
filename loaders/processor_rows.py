"""A row of a list of processors as relations: who is entrusted what, through whom, where it is hosted, since and until when."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillon.graph import name_matching as naming
from maillon.graph.dates import parse_date
from maillon.graph.model import DataAfterEnd, GdprRole
from maillon.graph.privacy import personal_identifier
from maillon.graph.records import MAX_COUNT, Bilingual, Population, Quantity, Relation, RelationsRecord, Whose
from maillon.graph.unnamed import unknown_name
from maillon.loaders import categories, names
from maillon.loaders.cell_dates import Order, read_date, read_end
from maillon.loaders.countries import country_code
from maillon.loaders.identifiers import normalise
from maillon.loaders.messages import messages
from maillon.loaders.persons import sounds_personal
from maillon.loaders.placeholders import Placeholder, placeholder
from maillon.loaders.problems import Problem
from maillon.loaders.processor_words import Fate, data_named, fate_named, has_ended, persons_named, role_named, says_yes
from maillon.loaders.unknown_words import UnknownWords, unread_cells
from maillon.loaders.volumes import whole_number
from maillon.wording import Message, RefusedError, joined

if TYPE_CHECKING:
    from maillon.loaders.base import Reading
    from maillon.loaders.parties import Parties

_VERB_OF: Mapping[Whose, str] = {"insured": "insured_by", "patients": "patient_of"}
"""How people are tied to the owner; all others have an account with it, or are in its files."""
_SCOPE_OF: Mapping[Whose, str] = {"insured": "insurance", "patients": "care", "employees": "employment"}
_BETWEEN = re.compile(r"[;\n•|]")
_MAX_SERVICE = 60
_MAX_NOTE = 160


@dataclass(frozen=True, slots=True)
class ListedRow:
    """The cells of a row by field; `mark` tells it from all other rows, `key` whom it is about, and inside which contract."""

    cells: Mapping[str, Sequence[str]]
    key: str
    mark: str
    place: tuple[str, int]
    order: Order
    numbers: Sequence[tuple[str, str]] = ()
    """Cells of identifiers, each with the scheme that its header says ('': none)."""

    def get(self, name: str) -> str:
        """The first cell of a field, '' where it is empty or says that nothing is known."""
        cell = next(iter(self.cells.get(name, ())), "")
        return "" if placeholder(cell) is Placeholder.UNKNOWN and name != "name" else cell


@dataclass(slots=True)
class ListRemarks:
    """What a row holds that was not understood, by field; what a reader should know; and how many people it counts."""

    unread: Counter[str] = field(default_factory=Counter)
    said: list[Message] = field(default_factory=list)
    unknown: UnknownWords = field(default_factory=UnknownWords)
    counted: list[tuple[str, Whose, int]] = field(default_factory=list)
    """By owner: of people of one kind at least so many."""

    def word(self, name: str, text: str) -> None:
        """A word of a field that is not known."""
        self.unknown.note(name, text)
        self.unread[unread_cells(name)] += 1


@dataclass(slots=True)
class ProcessorList:
    """One owner's list: whom it names, by which numbers, and what of it was not understood."""

    dataset: str
    on: dt.date | None
    parties: Parties
    file: str
    owner: str = ""
    owner_key: str = ""
    _numbers: dict[str, str] = field(default_factory=dict)
    _spelt: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _lands: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _unknown: UnknownWords = field(default_factory=UnknownWords)
    _counted: dict[tuple[str, Whose], list[int]] = field(default_factory=lambda: defaultdict(list))
    _elsewhere: dict[str, None] = field(default_factory=dict)

    @property
    def evidence(self) -> str:
        """The source, with the day of the list where there are several of them."""
        return f"{self.dataset}#{self.on.isoformat()} " if self.on else f"{self.dataset}#"

    def called(self, identifier: str, draft: Parties | None = None) -> str:
        """The name of a party of the list, or what tells it in its id."""
        for parties in (self.parties, draft):
            if parties is not None and parties.holds(identifier):
                return parties.name_of(identifier)
        return identifier.partition(":")[2]

    def know(self, rows: Iterable[ListedRow]) -> None:
        """Learn which names the list gives, with which numbers and countries, before any of them is made an organisation."""
        numbers: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            found = [n for scheme, cell in row.numbers if (n := _number(scheme, cell, row, None)) is not None]
            names_here = names_in(row.get("name"))
            for name in names_here:
                key = naming.matching_key(name)
                self._spelt[key].add(naming.clean_name(name))
                if len(names_here) == 1:
                    numbers[naming.fold_name(name)] |= {number for number in found if identifies(number)}
                    code = country_code(row.get("country"))
                    self._lands[naming.fold_name(name)] |= {code} if code else set()
        self._numbers |= {name: _first(found) for name, found in numbers.items() if len({_body(n) for n in found}) == 1}

    def identity(self, name: str) -> str | None:
        """The number by which the list knows a name, where it gives one."""
        return self._numbers.get(naming.fold_name(name))

    def spelling(self, name: str) -> str:
        """A name as the list's own rows write it, where one of them does; else as it stands."""
        known = self._spelt.get(naming.matching_key(name), set())
        return next(iter(known)) if len(known) == 1 else name

    def listed(self, name: str) -> bool:
        """Whether a row of the list is about that name."""
        return naming.matching_key(name) in self._spelt

    def land(self, name: str) -> str:
        """The country as part of an id: only where one name stands for parties of two countries."""
        return "apart" if len(self._lands.get(naming.fold_name(name), ())) > 1 else ""

    def keep(self, remarks: ListRemarks) -> None:
        """Take over what a row left, once it is used."""
        self._unknown.add(remarks.unknown)
        for owner, people, n in remarks.counted:
            self._counted[owner, people].append(n)

    def other_owner(self, name: str) -> None:
        """A row names a controller beside the one whose list it is."""
        self._elsewhere.setdefault(name)

    def close(self, reading: Reading) -> None:
        """Say once what the rows left unread, and give the cohorts of the owner the sizes that the list counts."""
        reading.warnings += [Problem(self.file, 0, "", "", said) for said in self._unknown.remarks()]
        if self._elsewhere:
            reading.warnings.append(Problem(self.file, 0, "", "", messages("list.owners", names=list(self._elsewhere)[:8])))
        for (owner, people), numbers in sorted(self._counted.items()):
            size = Quantity(low=max(numbers), by=owner, as_of=self.on.isoformat() if self.on else None, evidence=[self.dataset])
            cohort = _cohort(owner, people, self.called(owner), self.dataset)
            reading.records[cohort.id] = cohort.model_copy(update={"size": size})


def read_row(row: ListedRow, register: ProcessorList, parties: Parties, remarks: ListRemarks) -> tuple[RelationsRecord | None, Message]:
    """The record of a row; or none, with the rule by which the row is left out.

    Raises:
        ValueError: a cell holds what may not be kept.
    """
    cell = row.get("name")
    parts = names_in(cell)
    meant = placeholder(cell)
    if is_no_processor(row):
        return None, messages("left.no_processor")
    if not parts and meant in (Placeholder.NONE, Placeholder.ONESELF):
        return None, messages("left.no_supplier")
    if not parts and not set(row.cells) - {"name"}:
        return None, messages("left.no_supplier")
    reader = _Row(row, register, parties, remarks)
    relations = reader.relations(parts)
    if not relations:
        return None, messages("left.own")
    title = Bilingual.of(messages("title.row", dataset=register.dataset))
    return RelationsRecord(kind="relations", id=f"{register.dataset}/{row.key}", title=title, relations=relations), messages("left.own")


def is_no_processor(row: ListedRow) -> bool:
    """Whether a row answers that its party is no processor, or has no personal data; an empty cell is no answer."""
    answers = {says_yes(cell) for cell in row.cells.get("processor", ())}
    return False in answers and True not in answers


def names_in(cell: str) -> list[str]:
    """The names in a cell: one a line, or between semicolons; without those that name nobody."""
    return [part.strip() for part in _BETWEEN.split(cell) if part.strip(" -–,") and placeholder(part) is None]


class _Row:
    """One row on its way into relations."""

    def __init__(self, row: ListedRow, register: ProcessorList, parties: Parties, remarks: ListRemarks) -> None:
        self.row, self.register, self.parties, self.remarks = row, register, parties, remarks
        self.evidence = f"{register.evidence}row {row.mark}"
        self.source = register.dataset
        on = register.on.isoformat() if register.on else None
        self.said: dict[str, Any] = {"evidence": [self.evidence], "by": register.owner, "made_on": on}

    def relations(self, parts: Sequence[str]) -> list[Relation]:
        owner = self._owner()
        whom = [party for name in parts if (party := self._supplier(name)) != owner]
        if parts and not whom:
            return []
        if not whom:
            whom = [self._unnamed(f"row-{self.row.mark}", owner)]
        self._doubt_names()
        dates = self._dates()
        people, cohorts = self._people(owner)
        kinds = self._data()
        contract = self._contract()
        links: list[Relation] = []
        for party in whom:
            links += self._trust(owner, party, {**dates, **people, **kinds, **contract})
            links += self._around(party, dates, kinds, contract)
        found = [*links, *cohorts]
        return [one for place, one in enumerate(found) if one not in found[:place]]

    def _doubt_names(self) -> None:
        """Say which cells are read as one name and may hold several, or as several where a name may go on in the next line.

        A person's name is none of them, and is not repeated.
        """
        lines = [line for line in self.row.get("name").splitlines() if line.strip()]
        if len(lines) > 1 and len(names_in(self.row.get("name"))) > 1 and not any(names.public_name(line).dropped for line in lines):
            self.remarks.said.append(messages("list.lines", names=[naming.clean_name(line)[:60] for line in lines]))
        for name in ("name", "for_whom", "host", "product", "subprocessors"):
            for part in names_in(self.row.get(name)):
                doubted = names.may_name_several(part, listed=name in ("host", "subprocessors"))
                if doubted and says_yes(part) is None and not names.public_name(part).dropped:
                    cell = naming.clean_name(part)[:60]
                    self.remarks.said.append(messages("list.comma", field=messages(f"field.{name}"), cell=cell))

    # whom

    def _owner(self) -> str:
        given = self.row.get("controller")
        if not given or placeholder(given) is not None or naming.matching_key(given) == self.register.owner_key:
            return self.register.owner
        self.register.other_owner(naming.clean_name(given))
        return self._named(given, "controller")

    def _supplier(self, name: str) -> str:
        if naming.matching_key(name) == self.register.owner_key:
            return self.register.owner
        numbers = []
        alone = len(names_in(self.row.get("name"))) == 1
        for scheme, cell in self.row.numbers if alone else ():
            number = _number(scheme, cell, self.row, self.remarks)
            numbers += [number] if number else []
        country = self._country("country") if alone else None
        return self._named(name, "name", roles=["ServiceProvider"], numbers=numbers, country=country)

    def _named(self, name: str, stem: str, *, roles: Sequence[str] = (), numbers: Sequence[str] = (), country: str | None = None) -> str:
        """The party that a cell names: by its number where the list gives one anywhere, else by name."""
        if naming.matching_key(name) == self.register.owner_key:
            return self.register.owner
        spelt = self.register.spelling(name)
        own = [n for n in numbers if identifies(n)]
        identity = _identity(own) if own else self.register.identity(spelt)
        place = country.lower() if country and identity is None and self.register.land(spelt) else ""
        return self.parties.named(
            spelt,
            evidence=self.evidence,
            row=f"row-{self.row.mark}.{stem.replace('_', '-')}",
            place=place,
            roles=roles,
            identifiers=[*numbers, *([identity] if identity else [])],
            country=country,
            aliases=[alias for alias in (naming.clean_name(name), _without_words_behind(name)) if alias not in ("", spelt)],
            identity=identity,
            where=self.row.place,
        )

    def _unnamed(self, stem: str, of: str) -> str:
        """A party that the list mentions without a name."""
        name = Bilingual.of(unknown_name("delegates_to", self.register.called(of, self.parties)))
        return self.parties.unnamed(f"unknown.{stem}", name, evidence=self.evidence, roles=["ServiceProvider"])

    # what is said of the relation

    def _trust(self, owner: str, party: str, qualified: Mapping[str, Any]) -> Iterator[Relation]:
        """The relation with the owner, or with the party for which this one is a sub-processor; and the product in it."""
        said = {**self.said, **qualified}
        role = role_named(self.row.get("role"))
        if self.row.get("role") and role is None:
            self.remarks.word("role", self.row.get("role"))
        who, through = self._for_whom(owner, party, role)
        said["note"] = self._note()
        answered = {says_yes(cell) for cell in self.row.cells.get("processor", ())}
        told = None if False in answered else GdprRole.SUB_PROCESSOR if through else GdprRole.PROCESSOR  # data, but by no processor
        said["gdpr_role"] = role or told
        if through and role is GdprRole.PROCESSOR:
            said["gdpr_role"] = GdprRole.SUB_PROCESSOR
        if who.startswith(f"org:{self.register.dataset}/unknown."):  # a sub-processor of one whom the list does not name
            between = {name: said[name] for name in ("contract", "seen_on") if name in said}
            yield Relation(who=owner, delegates_to=who, gdpr_role=GdprRole.PROCESSOR, **self.said, **between)
        yield Relation(who=who, delegates_to=party, **said)
        if product := self.row.get("product"):
            yield from self._product(who, party, product, qualified)

    def _for_whom(self, owner: str, party: str, role: GdprRole | None) -> tuple[str, bool]:
        """Who entrusts this party, and whether that is another processor. Of a rank that skips the party between nothing is made up."""
        rank = self._rank()
        given = self.row.get("for_whom")
        if given and placeholder(given) is None and says_yes(given) is None:
            whom = self._named(given, "for_whom")
            if whom not in (owner, party):
                if rank == 1:
                    self.remarks.said.append(messages("list.rank_for_whom", rank=rank, name=naming.clean_name(given)))
                if not self.register.listed(given):
                    self.remarks.said.append(messages("list.not_listed", name=naming.clean_name(given)))
                return whom, True
            if rank is not None and rank > 1 and whom == party:
                self.remarks.said.append(messages("list.rank_itself", rank=rank))
        if (rank is not None and rank > 1) or role is GdprRole.SUB_PROCESSOR:
            return self._unnamed(f"before.row-{self.row.mark}", owner), True
        return owner, False

    def _rank(self) -> int | None:
        cell = self.row.get("rank")
        found = re.search(r"\d+", cell)
        if cell and found is None:
            self.remarks.word("rank", cell)
        return int(found[0]) if found and len(found[0]) < 3 else None

    def _product(self, who: str, party: str, cell: str, qualified: Mapping[str, Any]) -> Iterator[Relation]:
        """The software that is worked with, which this party provides."""
        for name in names_in(cell):
            if says_yes(name) is not None or names.person_in(name):
                continue
            identifier = self.parties.product(name, evidence=self.source)
            yield Relation(who=who, uses=identifier, **{**self.said, **qualified})
            yield Relation(who=identifier, provided_by=party, **self.said)

    def _around(self, party: str, dates: Mapping[str, Any], kinds: Mapping[str, Any], contract: Mapping[str, Any]) -> Iterator[Relation]:
        """Where the party is hosted, and whom it entrusts in turn."""
        said = {**self.said, **contract, **kinds, **({"seen_on": dates["seen_on"]} if "seen_on" in dates else {})}
        for number, name in enumerate(names_in(self.row.get("host"))):
            if says_yes(name) is None:
                host = self._named(name, f"host-{number}", roles=["HostingProvider"])
                if host != party:
                    yield Relation(who=party, hosted_by=host, note=self._hosting_note(), **said)
        cell = self.row.get("subprocessors")
        if says_yes(cell):
            further = [self._unnamed(f"further.row-{self.row.mark}", party)]
        else:
            further = [
                self._named(name, f"further-{n}", roles=["ServiceProvider"])
                for n, name in enumerate(names_in(cell))
                if says_yes(name) is None
            ]
        for whom in dict.fromkeys(further):
            if whom != party:
                yield Relation(who=party, delegates_to=whom, gdpr_role=GdprRole.SUB_PROCESSOR, **said)

    def _country(self, name: str) -> str | None:
        cell = self.row.get(name)
        code = country_code(cell) if cell else None
        if cell and code is None:
            self.remarks.word(name, cell)
        return code

    def _contract(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if contract := self.row.get("contract"):
            found["contract"] = names.slug(contract)
        service = self.row.get("service") or self.row.get("processing")
        if service and placeholder(service) is None:
            found["service"] = names.slug(service[:_MAX_SERVICE].rsplit(" ", 1)[0] if len(service) > _MAX_SERVICE else service)
        return found

    def _data(self) -> dict[str, Any]:
        """The kinds of data, all of them or none: with a part of them a question for another kind would be answered with a no."""
        cells = [cell for cell in self.row.cells.get("data", ()) if placeholder(cell) is None and says_yes(cell) is None]
        read = [data_named(cell) for cell in cells]
        unread = [item for one in read for item in one.unread]
        for item in unread:
            self.remarks.word("data", item)
        kinds = sorted({kind for one in read for kind in one.kinds})
        if not kinds or unread:
            return {}
        return {"data": [self.parties.category(categories.known_categories()[kind]) for kind in kinds]}

    def _people(self, owner: str) -> tuple[dict[str, Any], list[Relation]]:
        """The owner's own people whom the row speaks of; of one kind alone they also say in which of its businesses the data flows."""
        cell = self.row.get("persons")
        people, unread = persons_named(cell) if cell and placeholder(cell) is None else ([], [])
        for item in unread:
            self.remarks.word("persons", item)
        relations = []
        for kind in people:
            cohort = _cohort(owner, kind, self.register.called(owner, self.parties), self.source)
            self.parties.add(cohort.id, cohort)
            scope = {"scope": _SCOPE_OF[kind]} if kind in _SCOPE_OF else {}
            seen = {"seen_on": self.register.on.isoformat()} if self.register.on else {}
            relations.append(Relation(who=cohort.id, **{_VERB_OF.get(kind, "user_of"): owner}, **self.said, **scope, **seen))
        if (count := self.row.get("persons_count")) and len(people) == 1:
            try:
                n = whole_number(count, "persons_count")
            except RefusedError:
                n = None
            if n and n <= MAX_COUNT:
                self.remarks.counted.append((owner, people[0], n))
            else:
                self.remarks.word("persons_count", count)
        elif self.row.get("persons_count"):
            self.remarks.unread[unread_cells("persons_count")] += 1
        scopes = {_SCOPE_OF.get(kind) for kind in people}
        one = next(iter(scopes)) if len(scopes) == 1 and not unread else None
        return ({"scope": one} if one else {}), relations

    def _dates(self) -> dict[str, Any]:
        """Since and until when; in force on the day of the list unless the row says otherwise; what became of the data."""
        since, until = self._date("since"), self._date("until")
        if since and until and (first := parse_date(since).first) and (last := parse_date(until).last) and last < first:
            self.remarks.said.append(messages("list.reversed", since=since, until=until))
            since = until = None
        on = self.register.on
        ended = has_ended(self.row.get("state")) if self.row.get("state") else None
        if self.row.get("state") and ended is None:
            self.remarks.word("state", self.row.get("state"))
        if ended and (until is None or (on and (begins := parse_date(until).first) and begins > on)):
            until = f"../{on.isoformat()}" if on else until
        found = {"since": since, "until": until}
        over = ended or bool(until and on and (last := parse_date(until).last) and last <= on)
        begun = not (since and on and (first := parse_date(since).first) and first > on)
        if on and begun and not over:
            found["seen_on"] = on.isoformat()
        return {name: value for name, value in found.items() if value} | self._fate(over=over)

    def _date(self, name: str) -> str | None:
        cell = self.row.get(name)
        try:
            return (read_end if name == "until" else read_date)(cell, self.row.order, messages(f"field.{name}")) if cell else None
        except RefusedError as error:
            self.remarks.unread[unread_cells(name)] += 1
            self.remarks.said.append(error.message)
            return None

    def _fate(self, *, over: bool) -> dict[str, DataAfterEnd]:
        """What became of the data of a relation that is over. What a contract asks for is not yet done, and clears nobody."""
        cell = self.row.get("fate")
        fate = fate_named(cell) if cell else Fate()
        if cell and fate == Fate():
            self.remarks.word("fate", cell)
        if fate.done is not None and over:
            return {"data_after_end": fate.done}
        if over and fate.agreed:
            self.remarks.unread[messages("unread.clause")] += 1
        return {}

    def _note(self) -> Bilingual | None:
        """What the row says beside, as far as it names nobody."""
        parts: list[Message] = []
        named = ["processing"] if self.row.get("service") else []
        named += ["data"] if self.remarks.unknown.words.get("data") else []
        named += ["persons", "hds", "criticality", *([] if self.row.get("host") else ["host_country"])]
        for name in named:
            parts += self._told(name)
        agreed = fate_named(self.row.get("fate")).agreed
        parts += [messages("note.agreed", fate=messages(f"fate.{agreed}"))] if agreed else []
        return Bilingual.of(joined(parts, "; ")) if parts else None

    def _told(self, name: str) -> list[Message]:
        """A cell in the words of the list; none that is long, or could name a person."""
        cell = naming.clean_name(self.row.get(name))
        answers = name in ("hds", "criticality") and says_yes(cell) is not None  # `Non` says something of a certificate
        if not cell or (placeholder(cell) is not None and not answers):
            return []
        if len(cell) > _MAX_NOTE or sounds_personal(cell) or personal_identifier(cell):
            self.remarks.unread[unread_cells(name)] += 1
            return []
        return [messages("note.listed", field=messages(f"field.{name}"), cell=cell)]

    def _hosting_note(self) -> Bilingual | None:
        told = self._told("host_country")
        return Bilingual.of(told[0]) if told else None


def _without_words_behind(name: str) -> str:
    """A name without what stands in brackets behind it (`Loutre (réseau de soins)`): by it, too, an organisation is known elsewhere."""
    found = re.fullmatch(r"([^()]*[^()\s])\s*\([^()]+\)\s*", naming.clean_name(name))
    return found[1] if found else ""


def _cohort(owner: str, people: Whose, called: str, source: str) -> Population:
    """The people of an owner, of one kind, as the list names them."""
    words = Bilingual.of(messages(f"people.{people}", party=called))
    return Population(id=f"population:{people}-of.{owner.partition(':')[2]}", name=words, people=people, evidence=[source])


def identifies(number: str) -> bool:
    """Whether a checked number is of one organisation."""
    return number.partition(":")[0] in naming.IDENTIFYING


def _number(scheme: str, cell: str, row: ListedRow, remarks: ListRemarks | None) -> str | None:
    """The checked number of a cell; None where there is none, which is remarked.

    Under a header that names no register nine or fourteen digits are a SIREN or SIRET only of a party that may be French.
    """
    if placeholder(cell) is not None or not any(c.isdigit() for c in cell):
        return None
    compact = re.sub(r"[\s.\-]", "", cell).upper()
    if not scheme:
        country = row.get("country")
        french = not country or country_code(country) == "FR"
        scheme = "siren" if french and re.fullmatch(r"\d{9}|\d{14}", compact) else "lei" if re.fullmatch(r"[A-Z0-9]{20}", compact) else ""
    try:
        if scheme:
            return normalise(scheme, cell)
        refused = messages("list.number")
    except RefusedError as error:
        refused = error.message
    if remarks is not None:
        remarks.unread[unread_cells("identifier")] += 1
        remarks.said.append(refused)
    return None


def _identity(numbers: Sequence[str]) -> str:
    """The number that is the identity of a party: of a SIRET the body, which is who contracts."""
    first = _first(numbers)
    return f"siren:{first[6:15]}" if first.startswith("siret:") else first


def _first(numbers: Iterable[str]) -> str:
    return min(numbers, key=lambda n: (naming.IDENTIFYING.index(n.partition(":")[0]), n))


def _body(number: str) -> str:
    return number[6:15] if number.startswith(("siren:", "siret:")) else number
