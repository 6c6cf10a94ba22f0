"""Certified health IT that American hospitals report to CMS (ASTP/ONC): hospital → certified product → its developer.

The columns are those that public programs which read the file name (docs/loaders.md); a header in words (`Facility ID`) is the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from maillon.graph.model import Status
from maillon.graph.places import Locality
from maillon.graph.privacy import refuse_personal_identifier
from maillon.graph.records import Bilingual, Relation, RelationsRecord, Source
from maillon.graph.statements import REGISTER
from maillon.loaders import names
from maillon.loaders.base import Loader, Reading
from maillon.loaders.identifiers import normalise
from maillon.loaders.inputs import RawTable, collect_files, refuse, table_of
from maillon.loaders.messages import messages
from maillon.loaders.packed import PackedRecords
from maillon.loaders.parties import Parties, identity_id
from maillon.loaders.problems import BadInputError
from maillon.loaders.rejecting import finish, one_problem, problems_of, reject_file
from maillon.wording import RefusedError

_PLACE = "an address: the town and the State tell the place"

LOADER = Loader(
    name="us-certified-it",
    title={
        "fr": "logiciels certifiés des hôpitaux américains (Promoting Interoperability)",
        "en": "certified health IT of American hospitals (Promoting Interoperability)",
    },
    reads={
        "fr": "CSV de « Certified Health IT Reported by Hospitals for Promoting Interoperability »",
        "en": "CSV of 'Certified Health IT Reported by Hospitals for Promoting Interoperability'",
    },
    publisher={"fr": "ASTP/ONC, avec le CMS", "en": "ASTP/ONC, with CMS"},
    address="https://www.healthit.gov/data",
    licence={"fr": "domaine public (administration américaine)", "en": "public domain (US government)"},
    coverage={"fr": "hôpitaux des États-Unis, année par année", "en": "hospitals of the United States, year by year"},
    leaves_out={
        "fr": "adresses, téléphones, et si l'hôpital a satisfait au programme",
        "en": "addresses, telephone numbers, and whether the hospital met the programme",
    },
    ignored_fields={
        "address": _PLACE,
        "county_parish": _PLACE,
        "telephone_number": "a telephone number",
        "meets_criteria_for_promoting_interoperability_of_ehrs": "whether it met the programme, which says nothing of trust",
        "start_date": "the reporting period lies in the year",
        "end_date": "the reporting period lies in the year",
        "cehrt_id": "the bundle of products that was reported: each has a row",
        "product_database_id": "a number of the list of products beside that which everybody uses",
    },
)

_NEEDED = ("facility_id", "developer_name", "product_name")
_READ = (*_NEEDED, "facility_name", "city_town", "state", "zip_code", "chpl_id", "year")
_SOURCE = "us-certified-it"


def read(paths: Sequence[Path], *, dataset: str | None, strict: bool) -> Reading:
    """Read files of what hospitals reported; all of them are one data set.

    Raises:
        BadInputError: a file is no such list, or nothing could be read.
    """
    found = collect_files(paths, (".csv",))
    reading = Reading(dataset or _SOURCE, LOADER.title["en"], "Public domain", records=PackedRecords(), rank=REGISTER)
    reported = _Reported(reading, Parties(_SOURCE))
    for source in found.files:
        try:
            table = table_of(source)
            columns = {_column(header): header for header in table.header}
            missing = [column for column in _NEEDED if column not in columns]
            if missing:
                raise refuse(table.file, messages("table.other", loader=_SOURCE, missing=missing, header=table.header[:30]), line=1)
        except BadInputError as error:
            reject_file(reading, error)
            continue
        reported.table(table, columns)
    reported.close()
    return finish(reading, found, strict=strict)


def _column(header: str) -> str:
    """`City/Town` → `city_town`."""
    return re.sub(r"[^a-z0-9]+", "_", header.lower()).strip("_")


@dataclass(slots=True)
class _Reported:
    """What the rows of all files say: of each hospital the products, with the years in which it reported them."""

    reading: Reading
    parties: Parties
    _uses: dict[tuple[str, str], dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    _developers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def table(self, table: RawTable, columns: Mapping[str, str]) -> None:
        """Take the rows of one file."""
        self.reading.read += len(table.rows) + len(table.ragged)
        self.reading.rejected += table.ragged
        for name, header in columns.items():
            if name not in (*_READ, *LOADER.ignored_fields):
                self.reading.unread_fields.update(header for row in table.rows if row.cells[header].strip())
        for row in table.rows:
            if self.reading.repeats(row.cells.values(), table.file, row.line):
                continue
            cells = {name: row.cells[header].strip() for name, header in columns.items() if name in _READ}
            if names.is_blank(cells["product_name"]) and names.is_blank(cells["developer_name"]):
                self.reading.leave_out(messages("left.no_product"))
                continue
            try:
                self._row(cells)
            except ValueError as error:
                self.reading.rejected.append(one_problem(problems_of(error, table.file, row.line, cells["facility_id"])))
                continue
            self.reading.use_within()

    def _row(self, cells: Mapping[str, str]) -> None:
        year = cells.get("year", "")
        if year and not re.fullmatch(r"20\d\d", year):
            raise RefusedError(messages("cell.no_date", column="year"))
        number = normalise("us-ccn", cells["facility_id"])
        if names.is_blank(cells["product_name"]):
            raise RefusedError(messages("cell.nobody", column="product_name"))
        place = Locality.read(
            country="US",
            region=cells.get("state") or None,
            town=refuse_personal_identifier(cells.get("city_town", "")) or None,
            postcode=cells.get("zip_code", "")[:5] or None,
        )
        developer = None
        if not names.is_blank(cells["developer_name"]):
            slug = names.slug(cells["developer_name"])
            developer = self.parties.named(cells["developer_name"], evidence=_SOURCE, row=slug, roles=["SoftwareVendor"])
        shown = f"{cells['product_name']} ({cells['developer_name']})" if developer else cells["product_name"]
        product = self.parties.product(shown, evidence=_SOURCE)  # a name of two developers is two products
        hospital = identity_id(number)
        if not names.is_blank(cells.get("facility_name", "")):
            hospital = self.parties.named(
                cells["facility_name"],
                evidence=_SOURCE,
                row=number.replace(":", "-").lower(),
                roles=["Hospital"],
                identity=number,
                identifiers=[number],
                country="US",
                at=place,
            )
        if developer is not None:
            self._developers[product].add(developer)
        listed = cells.get("chpl_id", "")
        locator = " ".join(part for part in (number.partition(":")[2], year, listed) if part)
        self._uses[hospital, product][year].add(f"{_SOURCE}#{locator}")

    def close(self) -> None:
        """Make the records: a hospital each, and one of who provides what."""
        title = Bilingual.of(messages("title.row", dataset=_SOURCE))
        of_hospital: dict[str, list[Relation]] = defaultdict(list)
        for (hospital, product), years in sorted(self._uses.items()):
            for year, evidence in sorted(years.items()):
                said = Relation(
                    who=hospital, uses=product, status=Status.CONFIRMED, by=hospital, seen_on=year or None, evidence=sorted(evidence)
                )
                of_hospital[hospital].append(said)
        for hospital, relations in of_hospital.items():
            self._add(hospital.partition(":")[2].replace("/", "-"), title, relations)
        for product, developers in sorted(self._developers.items()):
            provided = [Relation(who=product, provided_by=one, status=Status.CONFIRMED, evidence=[_SOURCE]) for one in sorted(developers)]
            self._add(f"product/{product.rpartition('/')[2]}"[:100], title, provided)
        if of_hospital:
            self.parties.source(
                Source(
                    id=_SOURCE,
                    publisher="ASTP/ONC, CMS",
                    title="Certified Health IT Reported by Hospitals for Promoting Interoperability",
                    url=LOADER.address,
                    undated=True,
                    language="en",
                    licence="Public domain",
                )
            )
        self.reading.declare(self.parties.records(), self.parties.judged)

    def _add(self, slug: str, title: Bilingual, relations: list[Relation]) -> None:
        name = f"{_SOURCE}/{slug}"
        self.parties.add(f"relations:{name}", RelationsRecord(kind="relations", id=name, title=title, relations=relations))
