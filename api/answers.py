"""The answers of `queries`, as a notebook wants them: each is the answer itself, and knows its JSON, its table and its network."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar

from maillon.graph.store.repairing import Repair
from maillon.graph.store.status import StoreStatus
from maillon.graph.store.verifying import Verification
from maillon.queries import blast_radius as _blast
from maillon.queries import chains as _chains
from maillon.queries import cohort as _cohort
from maillon.queries import concerned as _concerned
from maillon.queries import diff as _diff
from maillon.queries import duplicates as _duplicates
from maillon.queries import find as _find
from maillon.queries import incident as _incident
from maillon.queries import library as _library
from maillon.queries import show as _show
from maillon.queries import watching as _watching
from maillon.queries.scale import rank as _rank
from maillon.queries.scale import what_if as _what_if
from maillon.queries.scale import why as _why
from maillon.reports.blast_radius import blast_document
from maillon.reports.chains import chains_document
from maillon.reports.cohort import cohort_document
from maillon.reports.concerned import Beside, concerned_document
from maillon.reports.confidential import with_face
from maillon.reports.diff import diff_document
from maillon.reports.document import Document, render
from maillon.reports.duplicates import decision_file, duplicates_document
from maillon.reports.duties import duties_document
from maillon.reports.find import find_document
from maillon.reports.incident import incident_document
from maillon.reports.loading import Loaded, check_document, load_document, unload_document
from maillon.reports.notebook import notebook_html
from maillon.reports.notifications import notifications_document
from maillon.reports.product_hints import product_hints_document
from maillon.reports.questions import rows_document
from maillon.reports.rank import rank_document, what_if_document, why_document
from maillon.reports.show import show_document
from maillon.reports.status import status_document
from maillon.reports.watching import atom, watch_document
from maillon.reports.wholeness import repair_document, verify_document
from maillon.wording import default_language

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars

    from maillon.graph.store.confidential import ConfidentialHeld
    from maillon.graph.store.loading.load import TakenBack
    from maillon.loaders.records import RecordSet
    from maillon.queries.contract_suppliers import ContractSuppliers
    from maillon.queries.duties import PartyDuty
    from maillon.queries.list_meetings import Meeting
    from maillon.queries.notification_clock import Clocks
    from maillon.queries.product_hints import ProductHint
    from maillon.queries.subgraph import Arrow, Node, Subgraph

T = TypeVar("T", bound="Answer")


class Answer(ABC):
    """What every answer can do. `lang` is `fr` or `en`; where none is given, the language of the person (`MAILLON_LANG`)."""

    __slots__ = ()

    @abstractmethod
    def document(self, lang: str) -> Document:
        """The answer as the command prints it."""

    def told(self, lang: str) -> Document:
        """The same, and where it holds what only confidential data sets say, that it does, and row by row which."""
        counts = isinstance(self, (Ranking, WhatIf, Why, CohortAnswer))
        return with_face(self.document(lang), getattr(self, "held", None), lang, counts=counts)

    def to_dict(self) -> Any:
        """The JSON of `--format json`, the same in every language."""
        return self.told("en").json

    def to_markdown(self, lang: str | None = None) -> str:
        """The Markdown of `--format md`."""
        lang = lang or default_language()
        return render(self.told(lang), "md", lang=lang)

    def to_text(self, lang: str | None = None) -> str:
        """What the command prints."""
        lang = lang or default_language()
        return render(self.told(lang), "table", lang=lang)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows of `--format csv` as a table of pandas, which must be installed."""
        import pandas

        table = self.told("en").main_table
        return pandas.DataFrame.from_records([list(row) for row in table.rows], columns=list(table.columns))

    def to_polars(self) -> polars.DataFrame:
        """The rows of `--format csv` as a table of polars, which must be installed."""
        import polars

        table = self.told("en").main_table
        return polars.DataFrame(
            [list(row) for row in table.rows], schema=list(table.columns), orient="row", infer_schema_length=None, strict=False
        )

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.document(default_language()).title}>"

    def _repr_html_(self) -> str:
        lang = default_language()
        return notebook_html(self.told(lang), lang)


def as_answer(kind: type[T], found: object, **more: Any) -> T:
    """The same answer, of a kind that knows how it is shown."""
    values = {f.name: getattr(found, f.name) for f in fields(found) if f.init}  # type: ignore[arg-type]
    return kind(**values, **more)


def network(nodes: Iterable[Node], arrows: Iterable[Arrow]) -> networkx.MultiDiGraph[str]:
    """Nodes with `name` and `labels`, and an edge for each relation, keyed by its type, with what its first reading says.

    `contested_by` says who contests that it is so, by any of its readings.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node.id, name=node.name, labels=list(node.labels), named=node.named)
    for arrow in arrows:
        said = ("service", "contract", "period", "since", "until", "status", "by", "contested_by", "evidence")
        key = "|".join((arrow.type, arrow.service, arrow.contract, arrow.period))
        graph.add_edge(arrow.start, arrow.end, key=key, type=arrow.type, **{name: getattr(arrow, name) for name in said})
    return graph


def _network_of(subgraph: Subgraph, arrows: Iterable[Arrow]) -> networkx.MultiDiGraph[str]:
    chosen = list(dict.fromkeys(arrows))
    ids = sorted({end for arrow in chosen for end in (arrow.start, arrow.end)})
    return network((subgraph.node(i) for i in ids), chosen)


@dataclass(frozen=True, slots=True, repr=False)
class Rows(Answer, _library.Rows):
    """Rows of a question or of one's own Cypher. Each is a dictionary where they are gone through; `rows` holds them as tuples."""

    title: str = "Cypher"
    headings: Mapping[str, Mapping[str, str]] | None = None
    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `query run` and `cypher` print them."""
        return rows_document(self.title, self, self.headings, lang)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> dict[str, Any]:
        return dict(zip(self.columns, self.rows[place], strict=True))

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dictionary a row."""
        return list(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A table of pandas, which must be installed."""
        import pandas

        return pandas.DataFrame.from_records(list(self.rows), columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """A table of polars, which must be installed."""
        import polars

        return polars.DataFrame(self.to_dicts(), schema=list(self.columns) if not self.rows else None, infer_schema_length=None)


@dataclass(frozen=True, slots=True, repr=False)
class Matches(Answer, _find.Matches):
    """What a search found, whole matches first."""

    text: str = ""
    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `find` prints it."""
        return find_document(self.text, self, lang)

    def __iter__(self) -> Iterator[_find.Match]:
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)

    def __getitem__(self, place: int) -> _find.Match:
        return self.matches[place]


@dataclass(frozen=True, slots=True, repr=False)
class Chains(Answer, _chains.Chains):
    """Delegated-trust chains."""

    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `chains` prints them."""
        return chains_document(self, lang)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The relations of the chains."""
        return _network_of(self.subgraph, (hop.arrow for chain in self.chains for hop in chain.hops))


@dataclass(frozen=True, slots=True, repr=False)
class BlastRadius(Answer, _blast.BlastRadius):
    """Who is behind what breaks, and how many people, within bounds."""

    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `blast-radius` prints it."""
        return blast_document(self, lang)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The relations between those that are exposed and where it broke."""
        inside = {*self.origins, *(hit.node.id for hit in self.nodes)}
        return _network_of(self.subgraph, (a for a in self.subgraph.arrows() if a.start in inside and a.end in inside))


@dataclass(frozen=True, slots=True, repr=False)
class IncidentAnswer(Answer, _incident.IncidentAnswer):
    """What was said of an incident."""

    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `incident` prints it."""
        return incident_document(self, lang)


@dataclass(frozen=True, slots=True, repr=False)
class CohortAnswer(Answer, _cohort.CohortAnswer):
    """Which data about some people is out."""

    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `cohort` prints it."""
        return cohort_document(self, lang)


@dataclass(frozen=True, slots=True, repr=False)
class ConcernedAnswer(Answer, _concerned.Concerned):
    """Which incidents bear on an organisation, through whom it trusts."""

    beside: Beside = field(default_factory=Beside)
    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `concerned` prints it."""
        return concerned_document(self, self.beside, lang)


@dataclass(frozen=True, slots=True, repr=False)
class WatchAnswer(Answer, _watching.News):
    """What is new for an organisation. `seen` is what is known now: to be handed over the next time."""

    beside: Beside = field(default_factory=Beside)

    def document(self, lang: str) -> Document:
        """As `watch` prints it."""
        return watch_document(self, self.beside, lang)

    def to_feed(self, lang: str = "en") -> str:
        """All that is known, as an Atom feed."""
        return atom(self, lang)


@dataclass(frozen=True, slots=True, repr=False)
class Difference(Answer, _diff.Difference):
    """What changed."""

    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `diff` prints it."""
        return diff_document(self, lang)


@dataclass(frozen=True, slots=True, repr=False)
class Duplicates(Answer, _duplicates.Proposed):
    """Pairs that may be one organisation."""

    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `duplicates` prints them."""
        return duplicates_document(self, lang)

    def decisions(self, lang: str = "en") -> str:
        """What is left to decide, as a file of decisions to fill in and to load as records (YAML)."""
        return decision_file((*self.tiers.decide, *self.tiers.names), lang)


@dataclass(frozen=True, slots=True, repr=False)
class ShowAnswer(Answer, _show.ShowAnswer):
    """All that is known of one thing."""

    as_of: dt.date | None = None
    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `show` prints it."""
        return show_document(self, lang, self.as_of)


@dataclass(frozen=True, slots=True, repr=False)
class Notifications(Answer):
    """The clocks of one incident, or of all."""

    clocks: tuple[Clocks, ...]
    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `notifications` prints them."""
        return notifications_document(self.clocks, lang)

    def __iter__(self) -> Iterator[Clocks]:
        return iter(self.clocks)

    def __len__(self) -> int:
        return len(self.clocks)

    def __getitem__(self, place: int) -> Clocks:
        return self.clocks[place]


@dataclass(frozen=True, slots=True, repr=False)
class DutiesAnswer(Answer):
    """Which notices incidents call for, incident by incident."""

    called_for: tuple[tuple[_incident.IncidentAnswer, tuple[PartyDuty, ...]], ...]
    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `notifications --duties` prints them."""
        return duties_document(self.called_for, lang)


@dataclass(frozen=True, slots=True, repr=False)
class ProductsNamed(Answer):
    """Products that contracts may name, the likeliest first. Nobody has decided."""

    hints: tuple[ProductHint, ...]
    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `duplicates --products` prints them."""
        return product_hints_document(self.hints, lang)


@dataclass(frozen=True, slots=True, repr=False)
class Ranking(Answer, _rank.Ranking):
    """Whose failure would affect most people. `nodes` are those that it names."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `rank` prints it."""
        return rank_document(self, self.nodes, lang)


@dataclass(frozen=True, slots=True, repr=False)
class WhatIf(Answer, _what_if.WhatIf):
    """How the ranking changes where one supplier goes, or is replaced."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `rank --what-if-gone` and `rank --what-if-moved` print it."""
        return what_if_document(self, self.nodes, lang)


@dataclass(frozen=True, slots=True, repr=False)
class Why(Answer, _why.Why):
    """Why a supplier stands where it does: a shortest chain for each set of people behind it."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    held: ConfidentialHeld | None = field(default=None, compare=False)

    def document(self, lang: str) -> Document:
        """As `rank --why` prints it."""
        return why_document(self, self.nodes, lang)


@dataclass(frozen=True, slots=True, repr=False)
class Status(Answer, StoreStatus):
    """What the store holds. `verified` is the day of the last `verify`."""

    verified: dt.date | None = None
    met: tuple[Meeting, ...] = ()
    bought: ContractSuppliers | None = None

    def document(self, lang: str) -> Document:
        """As `status` prints it."""
        return status_document(self, self.verified, self.met, self.bought, lang)


@dataclass(frozen=True, slots=True, repr=False)
class VerifyAnswer(Answer, Verification):
    """Whether the store is whole."""

    def document(self, lang: str) -> Document:
        """As `verify` prints it."""
        return verify_document(self, lang)


@dataclass(frozen=True, slots=True, repr=False)
class RepairAnswer(Answer, Repair):
    """What was made anew, and what must be loaded again."""

    def document(self, lang: str) -> Document:
        """As `repair` prints it."""
        return repair_document(self, lang)


@dataclass(frozen=True, slots=True, repr=False)
class Loads(Answer):
    """What became of each data set that was loaded; with `dry_run`, what would."""

    loaded: Sequence[Loaded]
    dry_run: bool = False

    def document(self, lang: str) -> Document:
        """As `load` prints it."""
        return load_document(self.loaded, lang, dry_run=self.dry_run)

    @property
    def rejected(self) -> int:
        """How many rows or records were refused."""
        return sum(len(one.reading.rejected) for one in self.loaded)


@dataclass(frozen=True, slots=True, repr=False)
class Unloaded(Answer):
    """What only one data set had said and that is gone; with `dry_run`, that would go."""

    counts: Mapping[str, Any]
    taken_back: Sequence[TakenBack]
    dry_run: bool = False

    def document(self, lang: str) -> Document:
        """As `unload` prints it."""
        return unload_document(self.counts, self.taken_back, lang, dry_run=self.dry_run)


@dataclass(frozen=True, slots=True, repr=False)
class DatasetCheck(Answer):
    """What is wrong with records, and what is remarked."""

    found: RecordSet

    def document(self, lang: str) -> Document:
        """As `check` prints it."""
        return check_document(self.found, lang)

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.found.problems
