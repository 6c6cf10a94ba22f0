"""Hostile text through every way in and every way out, from a seed: what each makes of it, counted, and every fault with its text.

Ways in: the record format and the lists. Ways out: every command that answers, in every format, to a pipe and to a terminal, of a store
that holds such text in every place, as one of an earlier version may; every export, document and page.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from maillon.graph.characters import on_one_line, strange_character
from maillon.graph.records import written
from maillon.graph.statements import ArrowStatement, NodeStatement, Statement, Value
from maillon.graph.store import Store
from maillon.loaders.base import loader
from maillon.loaders.formulas import begins_formula, unguarded
from maillon.loaders.problems import BadInputError
from maillon.loaders.records import check_text
from tests.support.hostile import PIECES
from tests.support.places import FIXTURES, Place
from tests.support.running import Ran, maillon

MARK = "Zorglub"
"""A word in every text, by which it is found again."""

CODES = frozenset({0, 1, 2, 3, 4})
"""How a command may end; 70 is a fault of maillon."""


@dataclass(slots=True)
class Way:
    """One way: how many texts or answers went through, were refused in words or (of a list) kept in a record, and what went wrong."""

    name: str
    tried: int = 0
    refused: int = 0
    kept: int = 0
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def trying(self, text: str, what: str = "", *, refusal: type[Exception] = BadInputError) -> Iterator[None]:
        """One more goes through. What is raised inside is a refusal in words, or else a fault, of which `what` says more."""
        self.tried += 1
        try:
            yield
        except refusal:
            self.refused += 1
        except Exception as error:
            self.fault(f"{type(error).__name__}{what}", text)

    def ended(self, ran: Ran) -> None:
        """One more went through, as a command that ended as commands may, or did not."""
        self.tried += 1
        self.refused += ran.code in (2, 3, 4)
        if ran.code not in CODES or "Traceback" in ran.err:
            self.fault(f"exit {ran.code}", ran.err[-80:])

    def fault(self, what: str, text: str) -> None:
        """Something went wrong with a text."""
        self.faults.append(f"{what}: {text[:80]!a}")


def texts(seed: int, number: int) -> list[str]:
    """So many texts: a word with one to three hostile pieces before, in and after it, and now and then a long run of one sign."""
    draw = random.Random(seed)
    found = [f"{piece}{MARK}" for piece in PIECES[:number]]
    while len(found) < number:
        pieces = draw.choices(PIECES, k=draw.randint(1, 3))
        place = draw.randint(0, len(MARK))
        found.append("".join([*pieces[:1], MARK[:place], *pieces[1:2], MARK[place:], *pieces[2:]]))
        if draw.random() < 0.1:
            found[-1] += draw.choice("a @.(1'") * draw.choice((299, 1999, 60_000))
    draw.shuffle(found)
    return found[:number]


# Ways in


def through_records(given: list[str], *, as_json: bool) -> Way:
    """Each text in each kind of place of a record: refused in words, or read as it is."""
    way = Way("records, JSON" if as_json else "records, YAML")
    for text in given:
        for place in ("name", "alias", "locator", "title", "note", "id", "key"):
            document = _document(text, place)
            body = json.dumps(document) if as_json else yaml.safe_dump(document, allow_unicode=True)
            with way.trying(text, f" in {place}"):
                found = check_text(body, "x.json" if as_json else "x.yaml", known=lambda ids, besides: list(ids))
                way.refused += bool(found.problems)
                if any(on_one_line(str(problem)) != str(problem) or len(str(problem)) > 3000 for problem in found.problems):
                    way.fault(f"a problem in {place} that is no line", text)
                if not found.problems:
                    kept = json.dumps([written(record) for record in found.records.values()], ensure_ascii=False)
                    lost = place in ("name", "alias") and json.dumps(text, ensure_ascii=False) not in kept
                    if strange_character(kept) is not None or lost:
                        way.fault(f"{place} is not what was written", text)
    return way


def _document(text: str, place: str) -> dict[str, object]:
    entry: dict[str, object] = {"id": "org:a", "name": text if place == "name" else "A", "evidence": ["s"]}
    match place:
        case "alias":
            entry["aliases"] = [text]
        case "locator":
            entry["evidence"] = [f"s#{text}"]
        case "note":
            entry["note"] = {"fr": text}
        case "id":
            entry["id"] = f"org:{text}"
        case "key":
            entry[text] = "x"
        case "title":
            source = {"id": "s", "publisher": "P", "title": text}
            return {"kind": "sources", "entries": [source]}
    return {"kind": "organisations", "entries": [entry]}


def _cell(template: str, text: str, *, delimiter: str = ",") -> str:
    """A CSV whose cells `@` are the text."""
    out = io.StringIO()
    rows = list(csv.reader(io.StringIO(template), delimiter=delimiter))
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([[text if cell == "@" else cell for cell in row] for row in rows])
    return out.getvalue()


def _changed(name: str, old: str, text: str, delimiter: str = ",", encoding: str = "utf-8", lines: int | None = None) -> str:
    told = (FIXTURES / name).read_text(encoding).splitlines(keepends=True)
    return _cells("".join(told[:lines]), old, text, delimiter)


def _cells(table: str, old: str, text: str, delimiter: str = ",") -> str:
    rows = list(csv.reader(io.StringIO(table, newline=""), delimiter=delimiter))
    told = [[text if cell == old else cell for cell in row] for row in rows]
    if told == rows:
        raise LookupError(old)
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(told)
    return out.getvalue()


_HHS = (
    "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,Type of Breach,"
    "Location of Breached Information,Business Associate Present,Web Description\n"
)
_LEAKS = "date;status;processor;subcontractor;organization_type;volume;data;sensitive;links\n"
_REGISTER = "LEI_999900PREVLITTORAL08.IND_ACPR_DOR_DORA_ROI"
_FILED = next((FIXTURES / "dora").glob("LEI_999900PREVLITTORAL08*.zip"))
_FILES: Mapping[str, list[tuple[str, Callable[[str], str]]]] = {
    "hhs": [
        ("hhs.csv", partial(_cell, f"{_HHS}@,MN,Business Associate,500,07/19/2024,Theft,Email,Yes,x\n")),
        ("hhs.csv", partial(_cell, f"{_HHS}A Clinic,MN,Health Plan,@,07/19/2024,Theft,Email,Yes,x\n")),
        ("hhs.csv", partial(_cell, f"{_HHS}A Clinic,MN,Health Plan,500,@,Theft,Email,Yes,x\n")),
        ("hhs.csv", partial(_cell, f"{_HHS}A Clinic,MN,Health Plan,500,07/19/2024,Theft,@,Yes,@\n")),
    ],
    "bonjourlafuite": [
        ("leaks.csv", partial(_cell, f"{_LEAKS}2026-05-23;confirmed;@;@;x;12;['nom'];True;[]\n", delimiter=";")),
        ("leaks.csv", partial(_cell, f"{_LEAKS}2026-05-23;confirmed;A;B;x;1;@;True;[]\n", delimiter=";")),
        ("leaks.csv", partial(_cell, f"{_LEAKS}2026-05-23;confirmed;A;B;@;@;['nom'];True;[]\n", delimiter=";")),
        ("leaks.csv", lambda text: _cell(f"{_LEAKS}2026-05-23;confirmed;A;B;x;1;@;True;@\n", repr([text]), delimiter=";")),
    ],
    "processors": [
        ("p.csv", partial(_cell, "Prestataire,Sous-traitant de,Hébergeur,Logiciel\n@,@,@,@\n")),
        ("p.csv", partial(_cell, "Prestataire,Prestation,Données,Contrat,Traitement,Criticité\nA,@,@,@,@,@\n")),
        ("p.csv", partial(_cell, "Prestataire,Début,Fin,Pays,SIREN,Rang,Statut\nA,@,@,@,@,@,@\n")),
    ],
    "us-states": [("wa.csv", lambda text: _changed("us_states/wa.csv", "Tamarack Retail", text, lines=2))],
    "us-certified-it": [
        ("reported.csv", partial(_changed, "us_certified_it/reported.csv", name, lines=6))
        for name in ("HARROW VALLEY MEDICAL CENTER", "Hartwell Systems Corporation", "HartCare Inpatient")
    ],
    "finess": [
        ("structures.json", lambda text: _structures(text, None)),
        ("structures.json", lambda text: _structures("A", text)),
        ("f.csv", lambda text: _changed("registers/finess.csv", "CH DE L'ÉTANG", text, ";", "latin-1")),
    ],
    "gleif": [("lei2.csv", lambda text: _changed("registers/lei2.csv", "Crevette Union", text))],
    "sae": [("ID_2022r.csv", lambda text: _changed("registers/ID_2022r.csv", "GROUPE DU LAC", text, ";", "latin-1"))],
    "dora": [
        (f"{_REGISTER}/reports/b_05.01.csv", lambda text: _in_register("b_05.01", "Hébergement du Ponant SAS", text)),
        (f"{_REGISTER}/reports/b_02.02.csv", lambda text: _in_register("b_02.02", "F1", text)),
    ],
    "decp": [
        ("marches.json", lambda text: _in_json("decp/marches-2019.json", "Ardoise Cloud", text)),
        ("marches.json", lambda text: _in_json("decp/marches-2019.json", "Centre hospitalier des Sagnes", text)),
        ("marches.json", lambda text: _in_json("decp/marches-2019.json", "Maintenance du progiciel Épicéa", text)),
    ],
    "ocds": [
        ("releases.json", lambda text: _in_json("ocds/releases.json", "Teasel Imaging Ltd", text)),
        ("releases.json", lambda text: _in_json("ocds/releases.json", "Hosting of patient records", text)),
    ],
    "misp": [
        ("events.json", lambda text: _in_json("misp/events.json", "Fernhill Clinic", text)),
        ("events.json", lambda text: _in_json("misp/events.json", "Ransomware at a clinic", text)),
    ],
    "vcdb": [
        ("a.json", lambda text: _in_json("vcdb/northmoor.json", "Northmoor Hospital", text)),
        ("a.json", lambda text: _in_json("vcdb/northmoor.json", "Harbor Imaging;621512", text)),
    ],
    "stix": [("a.json", lambda text: _stix(text))],
    "table": [
        ("t.csv", partial(_cell, "who,whom,since,service\n@,B,2020,@\n")),
        ("t.csv", partial(_cell, "who,whom,since,service\nA,@,2020,x\n")),
        ("t.csv", partial(_cell, "who,whom,since,service\nA,B,@,x\n")),
        ("t.csv", partial(_cell, "who,whom,since,@\nA,B,2020,x\n")),
    ],
}
_MAPPING = (
    "kind: table-mapping\ndataset: t\nsource: {publisher: P}\nrows: relations\ncolumns: {who: who, whom: whom, since: since}\n"
    "constants: {verb: delegates_to}\n"
)


def _in_register(table: str, old: str, text: str) -> str:
    with zipfile.ZipFile(_FILED) as filed:
        return _cells(filed.read(f"{_REGISTER}/reports/{table}.csv").decode(), old, text)


def _in_json(name: str, old: str, text: str) -> str:
    told = (FIXTURES / name).read_text("utf-8")
    for form in (json.dumps(old), json.dumps(old, ensure_ascii=False)):
        if form in told:
            return told.replace(form, json.dumps(text))
    raise LookupError(old)


def _stix(text: str) -> str:
    number = "00000000-0000-4000-8000-000000000001"
    return json.dumps(
        {"type": "bundle", "objects": [{"type": "identity", "id": f"identity--{number}", "name": text, "roles": [text], text: text}]}
    )


def _structures(text: str, closed: str | None) -> str:
    site = {"informationsGeneralesEGE": {"nomEgeCourt": text, "nomEgeLong": text, "numFinessEge": "010000024", "dateFermeture": closed}}
    entity = {"denominationPm": text, "denominationLonguePmSmsse": text, "numFinessPm": "010780054", "siren": text}
    place = [{"ligneAcheminement": text, "codePostal": text, "cogCommune": text}]
    told = {"informationsGeneralesPMEJ": entity, "ege": [{**site, "adresse": place, "etatObjet": "A"}]}
    return json.dumps({"generatedAt": "2026-03-09T15:49:37Z", "pmej": [told]})


def through_lists(given: list[str], folder: Path) -> Iterator[Way]:
    """Each text in the cells of each list: nothing but records without what nobody sees, or a refusal in words, comes out."""
    with zipfile.ZipFile(_FILED) as filed:
        filed.extractall(folder)
    for name, files in _FILES.items():
        way = Way(f"load {name}")
        for text in given:
            for file, make in files:
                (folder / file).write_text(make(text), "utf-8", errors="surrogatepass")
                (folder / "m.yaml").write_text(_MAPPING)
                paths = [folder / Path(file).parts[0], *([folder / "m.yaml"] if name == "table" else [])]
                with way.trying(text):
                    module: Any = loader(name)
                    reading = module.read(paths, dataset=None, strict=False, **({"owner": f"{text}2"} if module.LOADER.owned else {}))
                    kept = json.dumps([written(record) for record in reading.records.values()], ensure_ascii=False)
                    way.refused += bool(reading.rejected)
                    way.kept += MARK in kept
                    if strange_character(kept) is not None:
                        way.fault("kept what nobody sees", text)
        yield way


# Ways out


_TWINS = 5
"""So many organisations have another of the same name, to be asked about."""


def load(store: Store, given: list[str]) -> None:
    """A graph with the texts in every place that holds a text, as no version of today would let them in."""
    records: dict[str, list[Statement]] = {}
    evidence: dict[str, Value] = {"status": "claimed", "since_edtf": "2020", "since": "2020-01-01"}
    for number, text in enumerate(given):
        cited: Value = [f"s{number}#{text}"]
        told: dict[str, Value] = {"note_fr": text, "note_en": text, "evidence": cited}
        org, product, people, event = f"org:h{number}", f"product:h{number}", f"population:h{number}", f"incident:h{number}"
        says: dict[str, Value] = {**evidence, "by": [org], "evidence": cited, "note_fr": text, "note_en": text}
        records[f"r{number}"] = [
            NodeStatement(org, ("Insurer",), {"name": text, "name_fr": text, "aliases": [text, f"{text}2"], **told}),
            NodeStatement(product, (), {"name": text, **told}),
            NodeStatement(people, (), {"name": text, "name_fr": text, "name_en": text, "people": "insured", **told}),
            NodeStatement(f"source:s{number}", (), {"name": text, "publisher": text, "url": f"https://example.org/{text}"}),
            NodeStatement(
                event, (), {"name": text, "title_fr": text, "title_en": text, "open_fr": [text], "open_en": [text], "evidence": cited}
            ),
            NodeStatement(
                f"claim:h{number}",
                (),
                {
                    "name": text,
                    "incident": event,
                    "field": "cause",
                    "text_fr": text,
                    "text_en": text,
                    "status": "claimed",
                    "evidence": cited,
                },
            ),
            ArrowStatement("INSURED_BY", people, org, ("", "", ""), says),
            ArrowStatement("USES", org, product, ("", "", ""), says),
            ArrowStatement("DELEGATES_TO", org, f"org:h{max(0, number - 1)}.supplier", ("", "c", ""), says),
            ArrowStatement("COMPROMISED", event, product, (), {k: v for k, v in says.items() if not k.startswith("since")}),
            ArrowStatement("ABOUT", f"claim:h{number}", event, (), {}),
        ]
        if number < _TWINS:
            records[f"t{number}"] = [NodeStatement(f"org:twin/h{number}", ("Insurer",), {"name": text, **told})]
    store.load("hostile", records.items(), loader="drawn", title=given[0])


ANSWERS: Mapping[str, tuple[list[str], tuple[str, ...]]] = {
    "find": (["find", MARK, "--limit", "0"], ("table", "csv", "json", "md", "xlsx")),
    "show": (["show", "org:h0"], ("table", "csv", "json", "md")),
    "chains": (["chains", "population:h0"], ("table", "csv", "json", "md")),
    "blast-radius": (["blast-radius", "product:h0"], ("table", "csv", "json", "md")),
    "incident": (["incident", "incident:h0"], ("table", "csv", "json", "md")),
    "concerned": (["concerned", "org:h0"], ("table", "csv", "json", "md")),
    "watch": (["watch", "org:h0"], ("table", "csv", "json", "md")),
    "cohort": (["cohort", "population:h0"], ("table", "csv", "json", "md")),
    "notifications": (["notifications", "incident:h0"], ("table", "csv", "json", "md")),
    "duplicates": (["duplicates"], ("table", "csv", "json", "md", "yaml")),
    "duplicates --products": (["duplicates", "--products"], ("table", "csv", "json", "md", "yaml")),
    "rank": (["rank"], ("table", "csv", "json", "md")),
    "diff": (["diff", "2019-01-01", "2021-01-01"], ("table", "csv", "json", "md")),
    "status": (["status"], ("table", "csv", "json", "md")),
    "query run": (["query", "run", "said-by", "-p", "speaker=org:h0"], ("table", "csv", "json", "md")),
    "cypher": (["cypher", "MATCH (n) RETURN n.name AS name, n", "--limit", "0"], ("csv", "json")),
    "report": (["report", "incident", "incident:h0"], ("md", "html")),
    "report supplier": (["report", "supplier", "org:h0"], ("md", "html")),
    "report exposure": (["report", "exposure", "org:h0"], ("md", "html")),
    "picture": (["picture", "incident:h0", "-o", "-"], ("html",)),
    "export": (["export"], ("json", "graphml", "gexf", "json-ld", "stix", "misp")),
}
"""Each command that answers, with a line of it and its formats."""

FOLDERS = ("csv", "neo4j-admin")


def through_answers(place: Place, folder: Path, *, every: bool) -> Iterator[Way]:
    """Every answer of the store that `load` filled, as a program and as a terminal get it; not `every`: one format of each command."""
    for turn, (name, (words, formats)) in enumerate(ANSWERS.items()):
        for format_ in formats if every else formats[turn % len(formats) :][:1]:
            way = Way(f"{name}, {format_}")
            wanted = [] if format_ == "html" and name == "picture" else ["--format", format_]
            if format_ == "xlsx":
                way.ended(maillon(place, *words, "-o", str(folder / "x.xlsx")))
            else:
                ran = maillon(place, *words, *wanted, "--lang", "fr")
                way.ended(ran)
                well_formed(way, format_, ran.out)
                if format_ != "html":
                    shown = maillon(place, *words, *wanted, columns=200, terminal=True, environment={"NO_COLOR": "1"})
                    way.ended(shown)
                    for told in (shown.out, shown.err.replace("\r", "")):
                        if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told):
                            way.fault("commands a terminal", told)
            yield way
    for format_ in FOLDERS:
        way = Way(f"export, {format_}")
        way.ended(maillon(place, "export", "--format", format_, "-o", str(folder / format_)))
        if format_ == "csv":
            for file in (folder / format_).glob("*.csv"):
                well_formed(way, "csv", file.read_text("utf-8"))
        yield way


def well_formed(way: Way, format_: str, told: str) -> None:
    """An output is one of its format, holds no markup and no formula."""
    try:
        match format_:
            case "json" | "json-ld" | "stix" | "misp":
                json.loads(told)
            case "csv":
                rows = list(csv.reader(io.StringIO(told, newline="")))
                if len({len(row) for row in rows}) > 1:
                    way.fault("rows of different widths", told)
                for cell in (cell for row in rows for cell in row):
                    if begins_formula(cell) and not re.fullmatch(r"-?\d+(\.\d+)?", cell):
                        way.fault("a formula", cell)
                    unguarded(cell)
            case "graphml" | "gexf":
                ET.fromstring(told)
            case "yaml":
                problems = check_text(told).problems if "entries: []" not in told else []
                for problem in problems:
                    if problem.code not in ("reference.close", "reference.declare", "reference.unknown"):
                        way.fault("a decision file that is refused", str(problem))
            case "html" | "md":
                tags = r"(?<!\\)<(?:script>alert|img)" + (r'|onload="x|href="javascript' if format_ == "html" else "")
                if (found := re.search(tags, told)) is not None:
                    way.fault("markup", told[max(0, found.start() - 30) :])
    except (ValueError, ET.ParseError, csv.Error) as error:
        way.fault(f"not {format_} ({error})", told)
