"""The mapping file of a table: what its rows are, and which column is what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, HttpUrl, ValidationError, model_validator

from maillon.graph.model import ARROW_BY_VERB, ORGANISATION_ROLES, Effect, GdprRole, Status
from maillon.graph.records import Duty, Edtf, RecordModel, Slug, Text, Unit
from maillon.graph.vocabulary import CLAIM_FIELDS
from maillon.loaders import categories
from maillon.loaders.cell_dates import Order
from maillon.loaders.countries import country_code
from maillon.loaders.explaining import explain_file
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError
from maillon.loaders.yaml_reader import read_yaml
from maillon.shipped import shipped
from maillon.wording import RefusedError

MAPPINGS = (".yaml", ".yml")
ID_FIELDS = ("id", "id_2", "id_3")
"""Fields of the numbers of one organisation."""
VERBS = tuple(verb for verb, kind in ARROW_BY_VERB.items() if "Organisation" in kind.starts and {"Organisation", "Product"} & {*kind.ends})

RelationField = Literal[
    "who",
    "who_id",
    "who_id_2",
    "who_country",
    "who_region",
    "who_town",
    "who_postcode",
    "who_role",
    "whom",
    "whom_id",
    "whom_id_2",
    "whom_country",
    "whom_region",
    "whom_town",
    "whom_postcode",
    "whom_role",
    "verb",
    "provider",
    "host",
    "service",
    "contract",
    "since",
    "until",
    "seen_on",
    "status",
    "data",
    "gdpr_role",
    "share",
    "locator",
]
OrganisationField = Literal[
    "name",
    "id",
    "id_2",
    "id_3",
    "country",
    "region",
    "town",
    "postcode",
    "role",
    "alias",
    "former_name",
    "site_of",
    "site_of_id",
    "subsidiary_of",
    "member_of",
    "locator",
]
IncidentField = Literal[
    "victim",
    "victim_id",
    "victim_country",
    "victim_region",
    "victim_town",
    "victim_postcode",
    "victim_role",
    "supplier",
    "broke_at",
    "title",
    "occurred",
    "occurred_from",
    "occurred_to",
    "detected",
    "disclosed",
    "reported",
    "authority",
    "duty",
    "figure",
    "unit",
    "qualifier",
    "counts",
    "residents",
    "residents_of",
    "data",
    "effect",
    "action",
    "actor",
    "status",
    "outcome",
    "source_url",
    "locator",
]
FIELDS: Mapping[str, tuple[str, ...]] = {
    "relations": get_args(RelationField),
    "organisations": get_args(OrganisationField),
    "incidents": get_args(IncidentField),
}
"""What a column can be, by what the rows are."""

DATES: Mapping[str, tuple[str, ...]] = {
    "relations": ("since", "until", "seen_on"),
    "organisations": (),
    "incidents": ("occurred", "occurred_from", "occurred_to", "detected", "disclosed", "reported"),
}
ALLOWED: Mapping[str, Sequence[str]] = {
    "who_role": ORGANISATION_ROLES,
    "verb": VERBS,
    "status": tuple(Status),
    "gdpr_role": tuple(GdprRole),
    "whom_role": ORGANISATION_ROLES,
    "role": ORGANISATION_ROLES,
    "victim_role": ORGANISATION_ROLES,
    "broke_at": ("victim", "supplier"),
    "duty": get_args(Duty),
    "unit": get_args(Unit),
    "qualifier": ("exactly", "about", "at-least", "at-most"),
    "counts": CLAIM_FIELDS,
    "effect": tuple(Effect),
    "outcome": ("observed", "possible", "not_affected"),
}
"""What a field may hold, where that is a short list."""

NUMBERED = (*ID_FIELDS, "site_of_id", *(f"{side}_{name}" for side in ("who", "whom") for name in ID_FIELDS[:2]), "victim_id")
"""Fields of numbers, whose scheme a mapping must say."""
_NEEDED: Mapping[str, tuple[str, ...]] = {"relations": ("who", "whom"), "organisations": ("name",), "incidents": ("victim",)}
_WORDED: Mapping[str, tuple[str, ...]] = {
    "relations": ("data", "status", "gdpr_role", "verb", "who_role", "whom_role", "who_country", "whom_country"),
    "organisations": ("role", "country"),
    "incidents": ("data", "effect", "action", "status", "outcome", "qualifier", "unit", "broke_at"),
}
"""Fields whose words a mapping may translate."""
OF_A_PARTY = ("id", "id_2", "country", "region", "town", "postcode", "role")
"""What a table of relations may say of an organisation beside its name; of a product it says none of it."""
READY = shipped("loaders", "mappings")
"""The folder of mappings of public lists that come with maillon."""


Filled = Annotated[dict[str, str], BeforeValidator(lambda given: {} if given is None else given)]
"""Fields and what is said of each; a key under which nothing stands but comments is empty."""


class MappingSource(RecordModel):
    """The document that the table is, for evidence."""

    publisher: Text
    title: Text | None = None
    url: HttpUrl | None = None
    published_on: Edtf | None = None
    licence: Text | None = None
    language: str | None = Field(None, pattern=r"^[a-z]{2}$")


class TableMapping(RecordModel):
    """The mapping file: which column is what."""

    kind: Literal["table-mapping"]
    dataset: Slug
    title: Text | None = None
    source: MappingSource
    rows: Literal["relations", "organisations", "incidents"]
    official: bool = Field(False, description="an official register: its names rank above those of lists")
    persons: bool = Field(False, description="the list names persons too: what could be a person's name is not kept")
    confidential: bool = Field(False, description="what only this table says stays out of documents, pages and exports")
    sheet: str | None = Field(None, description="name of the sheet, for XLSX and ODS; leave out for the first that holds a list")
    header_row: int | None = Field(None, ge=1, description="line of the header, where it is not found by itself")
    dates: Order = "iso"
    columns: Filled = Field(description="field → header of its column")
    constants: Filled = Field({}, description="field → value for all rows, where no column gives it")
    schemes: dict[str, str] = Field({}, description="field of an identifier → its scheme (siren, siret, finess, lei, …)")
    place_of: Literal["site", "head_office"] = Field(
        "site", description="whose the towns are: the organisation's own, or its head office's"
    )
    words: dict[str, dict[str, str]] = Field({}, description="field → what the table writes → what it means")
    data_columns: dict[str, Slug] = Field({}, description="header of a yes/no column → the kind of data that it is about (incidents)")
    separators: dict[str, str] = Field({}, description="field → what stands between several in one cell (incidents; else a semicolon)")
    empty: list[str] = Field([], description="what the table writes in a cell that says nothing (UNKN, Not available)")
    ignore: list[str] = Field([], description="headers that are known and left out")

    @property
    def headers(self) -> tuple[str, ...]:
        """The columns that are read."""
        return (*self.columns.values(), *self.data_columns)

    @model_validator(mode="after")
    def _fields_are_known(self) -> TableMapping:
        allowed = FIELDS[self.rows]
        for part in ("columns", "constants", "schemes", "separators"):
            for name in getattr(self, part):
                if name not in allowed:
                    raise RefusedError(messages("mapping.field", part=part, name=name, rows=self.rows, allowed=allowed))
        given = {*self.columns, *self.constants}
        missing = [name for name in _NEEDED[self.rows] if name not in given]
        if missing:
            raise RefusedError(messages("mapping.needed", missing=missing, rows=self.rows))
        if "residents" in self.columns and "residents_of" not in given:
            raise RefusedError(messages("mapping.needed", missing=["residents_of"], rows=self.rows))
        if self.rows == "relations" and "verb" not in given:
            raise RefusedError(messages("mapping.verb", allowed=VERBS))
        for name in NUMBERED:
            if name in given and name not in self.schemes:
                raise RefusedError(messages("mapping.scheme", name=name))
        of_product = [name for name in OF_A_PARTY if f"whom_{name}" in given] if self.constants.get("verb") == "uses" else []
        if of_product:
            raise RefusedError(messages("mapping.product", name=f"whom_{of_product[0]}"))
        twice = [h for h in self.ignore if h in self.headers]
        if twice:
            raise RefusedError(messages("mapping.ignored", column=twice[0]))
        if self.rows != "incidents" and (self.data_columns or self.separators):
            part = next(part for part in ("data_columns", "separators") if getattr(self, part))
            raise RefusedError(messages("mapping.incidents_only", part=part))
        self._words_are_known()
        return self

    def _words_are_known(self) -> None:
        for name, table in self.words.items():
            if name not in _WORDED[self.rows]:
                raise RefusedError(messages("mapping.field", part="words", name=name, rows=self.rows, allowed=_WORDED[self.rows]))
            for meaning in table.values():
                check_term(name, meaning, f"words.{name}")
        for meaning in self.data_columns.values():
            check_term("data", meaning, "data_columns")
        for name, value in self.constants.items():
            if self.rows == "incidents" or name != "data":  # there it lists several
                check_term(name, value, f"constants.{name}")


def check_term(field: str, value: str, place: str) -> None:
    """See that a value is one of those that a field may hold.

    Raises:
        RefusedError: it is not; names what is allowed.
    """
    if field.endswith("country") and country_code(value) is None:
        raise RefusedError(messages("cell.state", column=place))
    allowed = sorted(categories.known_categories()) if field == "data" else ALLOWED.get(field)
    if allowed is not None and value not in allowed:
        raise RefusedError(messages("cell.term", column=place, value=value[:30], allowed=allowed))


def read_mapping(path: Path) -> TableMapping:
    """Read and check a mapping file.

    Raises:
        BadInputError: with every problem found.
    """
    document = read_yaml(path)
    try:
        return TableMapping.model_validate(document.data)
    except ValidationError as error:
        raise BadInputError(explain_file(document, TableMapping, error)) from error


@lru_cache(maxsize=1)
def ready_mappings() -> Mapping[str, TableMapping]:
    """The mappings of public lists that come with maillon, by name.

    Raises:
        BadInputError: one of them is damaged.
    """
    return {path.stem: read_mapping(Path(str(path))) for path in sorted(READY.glob("*.yaml"))}


def ready_for(headers: Collection[str], plain: Callable[[str], str]) -> str | None:
    """The name of the ready mapping all of whose columns a table has, of several the one that reads most; `plain` folds headers."""
    fits = [name for name, mapping in ready_mappings().items() if {plain(header) for header in mapping.columns.values()} <= set(headers)]
    return min(fits, key=lambda name: (-len(ready_mappings()[name].columns), name), default=None)
