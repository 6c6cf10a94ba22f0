"""The sum of a load: each row that is read is used, rejected or left out by a rule, in every loader, whatever the rows are."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.graph.records import Organisation
from maillon.loaders import processors
from maillon.loaders.base import MODULES, Reading, loader
from maillon.loaders.messages import messages
from maillon.loaders.problems import BadInputError, Problem
from maillon.loaders.rejecting import check_sum, finish
from maillon.reports import loading
from maillon.reports.loading import Loaded, load_document
from maillon.reports.schema import ANSWERS
from tests.support.places import FIXTURES, ROOT

TABLES = {
    "bonjourlafuite": "bonjourlafuite/leaks.csv",
    "hhs": "hhs/portal-2024-10.csv",
    "incidents": "table/ready/sheet-en.csv",
    "processors": "processors/list-2024-11-01.csv",
    "table": "table/suppliers.csv",
    "us-certified-it": "us_certified_it/reported.csv",
    "us-states": "us_states/wa.csv",
}
WORDS = st.sampled_from(
    ["", "x", "500", "01/02/2021", "2021-01-02", "Cedar Clinic", "[]", "confirmed", "Yes", "Cedar Clinic (Oak, LLC)", "12e9"]
)


def delimiter(text: str) -> str:
    return ";" if text.splitlines()[0].count(";") > text.splitlines()[0].count(",") else ","


def reader(name: str) -> Callable[..., Reading]:
    """The reading of a list; one that somebody keeps has an owner."""
    if name == "processors":
        return partial(processors.read, owner="Mutuelle du Héron Cendré")
    return loader("table" if name == "incidents" else name).read


def loaded(name: str, path: Path) -> Reading | None:
    mapping = [FIXTURES / "table" / "mapping.yaml"] if name == "table" else []
    try:
        return reader(name)([path, *mapping], dataset=None, strict=False)
    except BadInputError:
        return None


# row ──┬── used        read = used + rejected + left out, of rows that were shuffled, repeated, cut and filled with other cells
#       ├── rejected
#       └── left out
@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=40)
@given(data=st.data())
def test_whatever_the_rows_of_a_table_are_each_is_accounted_for(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = (FIXTURES / TABLES[name]).read_text("utf-8")
    header, *rows = csv.reader(io.StringIO(text), delimiter=delimiter(text))
    chosen = data.draw(st.lists(st.sampled_from(rows), max_size=6))
    changed = [[data.draw(WORDS) if data.draw(st.integers(0, 9)) == 0 else cell for cell in row] for row in chosen]
    changed += data.draw(st.lists(st.lists(WORDS, max_size=len(header) + 1), max_size=2))
    path = tmp_path_factory.mktemp("sum") / "rows-2024-10.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter(text), quoting=csv.QUOTE_ALL).writerows([header, *chosen, *changed])
    reading = loaded(name, path)
    if reading is not None:
        kept = sum(any(cell.strip() for cell in row) for row in [*chosen, *changed])
        assert reading.read == kept == reading.used + len(reading.rejected) + reading.left_out.total()


OBJECTS = st.fixed_dictionaries(
    {"type": st.sampled_from(["identity", "incident", "relationship", "threat-actor", "location", 3])},
    optional={
        "id": st.sampled_from(["identity--1", "identity--2", "incident--1", "relationship--1", "threat-actor--1", 7]),
        "modified": st.sampled_from(["2025-01-01T00:00:00Z", "2025-01-01T00:00:00.5Z", "never"]),
        "name": st.sampled_from(["Cedar Clinic", "Ann B. Example, DDS", "", 5]),
        "revoked": st.booleans(),
        "identity_class": st.sampled_from(["organization", "individual"]),
        "relationship_type": st.sampled_from(["targets", "attributed-to", "delegates-to", "odd"]),
        "source_ref": st.sampled_from(["identity--1", "incident--1", "nothing"]),
        "target_ref": st.sampled_from(["identity--2", "threat-actor--1", "identity--1"]),
    },
)


@given(items=st.lists(OBJECTS | st.none() | st.text(max_size=3), max_size=8))
def test_whatever_the_objects_of_a_bundle_are_each_is_accounted_for(items: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("sum") / "bundle.json"
    path.write_text(json.dumps({"type": "bundle", "objects": items}), "utf-8")
    reading = loaded("stix", path)
    if reading is not None:
        assert reading.read == len(items) == reading.used + len(reading.rejected) + reading.left_out.total()


EVENTS = st.fixed_dictionaries(
    {"info": st.sampled_from(["An event", "call 06 12 34 56 78"])},
    optional={
        "uuid": st.sampled_from([f"00000000-0000-4000-8000-00000000000{n}" for n in range(3)] + [7, "x"]),
        "timestamp": st.sampled_from(["1741046400", "1741046401", "now", 5]),
        "date": st.sampled_from(["2025-02-03", "2025-13-40", ""]),
        "Attribute": st.lists(st.sampled_from([{"type": "target-org", "value": "Cedar Clinic"}, {"type": "md5"}, {}, 3]), max_size=3),
        "Galaxy": st.sampled_from([[], [{"type": "threat-actor"}], 4]),
    },
)


@given(items=st.lists(EVENTS, max_size=6))
def test_whatever_the_events_of_a_file_are_each_is_accounted_for(items: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("sum") / "events.json"
    path.write_text(json.dumps(items), "utf-8")
    reading = loaded("misp", path)
    if reading is not None:
        assert reading.read == len(items) == reading.used + len(reading.rejected) + reading.left_out.total()


CONTRACTS = st.fixed_dictionaries(
    {"id": st.sampled_from(["A", "B", ""]), "codeCPV": st.sampled_from(["48000000", "72000000-5", "15000000", "", None, 7])},
    optional={
        "acheteur": st.sampled_from([{"id": "26990001500019"}, {"nom": "Centre hospitalier"}, {"nom": "Commune"}, None, 3]),
        "titulaires": st.sampled_from(
            [None, [None], [{"id": "99990001200016"}], [{"nom": "Infructueux"}], "x", [{"nom": "+33 6 12 34 56 78"}]]
        ),
        "dateNotification": st.sampled_from(["2024-01-01", "never", None]),
        "modifications": st.sampled_from(
            [None, [], [{"modification": {"dureeMois": "x"}}], [{"titulaires": [{"id": "99990002000010"}]}], 3]
        ),
        "idAccordCadre": st.sampled_from(["A", "B", None]),
        "nature": st.sampled_from(["Accord-cadre", "Marché", None]),
    },
)


@given(items=st.lists(CONTRACTS | st.none() | st.text(max_size=3), max_size=8))
def test_whatever_the_contracts_of_a_file_are_each_is_accounted_for(items: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("sum") / "marches.json"
    path.write_text(json.dumps({"marches": items}), "utf-8")
    reading = loaded("decp", path)
    if reading is not None:
        assert reading.read == len(items) == reading.used + len(reading.rejected) + reading.left_out.total()


@pytest.mark.parametrize("name", [name for name in TABLES if name != "table"])
def test_a_row_of_another_file_of_the_load_is_left_out_as_one_of_the_same_file_is_and_named(name: str, tmp_path: Path) -> None:
    text = (FIXTURES / TABLES[name]).read_text("utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for folder in "ab":
        (tmp_path / folder / "rows-2024-10.csv").write_text(text, "utf-8")
    once = loaded(name, tmp_path / "a")
    twice = loaded(name, tmp_path)
    assert once is not None
    assert twice is not None
    assert twice.records == once.records
    assert twice.left_out - once.left_out == {"the same row again": once.read}
    assert f"{tmp_path / 'a' / 'rows-2024-10.csv'}" in str(next(w for w in twice.warnings if w.code == "row.same_elsewhere"))


# rows 1 2 3 4 5 6 of a list, in two files that share some: 1 2 3 4 and 3 4 5 6
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("dates", [("2024-10", "2025-11"), ("2024-10-01a", "2024-10-01b")], ids=["of two dates", "of one date"])
def test_rows_that_two_files_share_mean_the_same_in_whatever_order_the_files_are_given(
    name: str, dates: tuple[str, str], tmp_path: Path
) -> None:
    head, *rows = (FIXTURES / TABLES[name]).read_text("utf-8").splitlines(keepends=True)
    third = len(rows) // 3
    files = [tmp_path / f"rows-{date}.csv" for date in dates]
    for file, part in zip(files, (rows[: 2 * third], rows[third:]), strict=True):
        file.write_text(head + "".join(part), "utf-8")
    mapping = [FIXTURES / "table" / "mapping.yaml"] if name == "table" else []
    read = reader(name)
    one, other = (read([*order, *mapping], dataset="d", strict=False) for order in (files, files[::-1]))
    assert one.records == other.records
    assert (one.read, one.used, one.left_out) == (other.read, other.used, other.left_out)


def test_a_loader_that_loses_a_row_is_stopped_before_anything_is_loaded_or_said() -> None:
    reading = Reading("lost", read=2)
    reading.use("org:x", Organisation(id="org:x", name="X", evidence=["s"]))
    closings = (lambda: finish(reading, None, strict=False), lambda: load_document([Loaded(reading, {}, ())], "en"))
    for closing in closings:
        with pytest.raises(RuntimeError, match="2 rows read, 1 accounted for"):
            closing()
    reading.leave_out(messages("left.repeated"))
    check_sum(reading)


def test_of_very_many_rejected_rows_people_see_the_first_and_programs_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_REJECTED", 2)
    reading = Reading("many", read=5, rejected=[Problem("a.csv", line, "", "", messages("json.object")) for line in range(1, 6)])
    document = load_document([Loaded(reading, {}, ())], "en")
    (section,) = [one for one in document.sections if one.heading == "Rejected"]
    assert section.table is not None
    assert (section.lines, len(section.table.rows)) == (["the first 2; 3 more with --format json"], 2)
    assert len(document.json["rejected"]) == 5


def test_each_word_of_the_json_of_a_load_says_what_it_counts_and_stands_in_the_docs() -> None:
    words = ANSWERS["load"]["properties"]
    page = (ROOT / "docs" / "loaders.md").read_text("utf-8")
    assert {word for word, schema in words.items() if not schema.get("description")} == set()
    assert {word for word in words if f"`{word}`" not in page} == {"dataset"}


def test_every_loader_of_rows_is_in_these_sums() -> None:
    others = {"decp", "dora", "finess", "gleif", "misp", "ocds", "records", "sae", "stix", "us-certified-it", "vcdb"}
    assert {*MODULES, "incidents"} == {*TABLES, *others}


AGAIN = {
    "bonjourlafuite": "bonjourlafuite/leaks.csv",
    "dora": "dora/LEI_999900MUTLISIERE0030.IND_ACPR_DOR_DORA_ROI.zip",
    "decp": "decp/marches-2022.json",
    "finess": "registers/finess.csv",
    "gleif": "registers/lei2.csv",
    "hhs": "hhs/portal-2024-10.csv",
    "misp": "misp/events.json",
    "processors": "processors/list-2024-11-01.csv",
    "ocds": "ocds/releases.json",
    "sae": "registers/ID_2022r.csv",
    "stix": "stix/clinic.json",
    "table": "table/suppliers.csv",
    "us-states": "us_states/wa.csv",
    "vcdb": "vcdb/northmoor.json",
}


# a file and its copy in one load: what the first uses, the second repeats
@pytest.mark.parametrize("name", AGAIN)
def test_the_same_rows_in_another_file_of_a_load_are_left_out_and_said_alike(name: str, tmp_path: Path) -> None:
    sound = FIXTURES / AGAIN[name]
    for letter in "ab":
        (tmp_path / f"{letter}{sound.suffix}").write_bytes(sound.read_bytes())
    mapping = [FIXTURES / "table" / "mapping.yaml"] if name == "table" else []
    read = reader(name)
    once = read([tmp_path / f"a{sound.suffix}", *mapping], dataset="d", strict=False)
    twice = read([tmp_path / f"a{sound.suffix}", tmp_path / f"b{sound.suffix}", *mapping], dataset="d", strict=False)
    again = messages("left.repeated")
    assert (twice.used, twice.read) == (once.used, 2 * once.read)
    assert twice.left_out[again] >= once.used + once.left_out[again]
    assert any(str(tmp_path / f"a{sound.suffix}") in problem.reason for problem in twice.warnings)


def test_a_record_that_stands_there_again_is_counted_and_said(tmp_path: Path) -> None:
    text = "kind: organisations\nentries: [{id: org:example-clinic, name: Clinique Exemple, evidence: [egora-2024-02-07]}]\n"
    for letter in "ab":
        (tmp_path / f"{letter}.yaml").write_text(text)
    reading = loader("records").read([tmp_path], dataset="d", strict=False)
    assert (reading.read, reading.used, dict(reading.left_out)) == (2, 1, {"the same row again": 1})
    assert [problem.reason for problem in reading.warnings if "same row" in problem.reason] == [
        f"the same row as line 2 of {tmp_path / 'a.yaml'}"
    ]
