"""`maillon cypher` on both engines: what it refuses, what it says, what it prints, and that the graph is the same after."""

from __future__ import annotations

import base64
import csv
import io
import json
import zlib

import pytest

from maillon.graph.store import Store
from maillon.queries.library.vocabulary import Unknown, unknown_words
from maillon.reports.cypher_values import readable
from tests.support.drawing import draw, org
from tests.support.places import Place
from tests.support.running import maillon
from tests.support.spaces import typed

FORMULA = "=cmd|' /C calc'!A0"


# population:p ──insured_by──▶ org:mutuelle ──delegates_to──▶ org:tp ──delegates_to──▶ org:=cmd|…
@pytest.fixture
def drawn(empty_place: Place, store: Store) -> Place:
    draw(
        store,
        "population:p insured_by org:mutuelle",
        "org:mutuelle delegates_to org:tp {service: third-party-payment, since: 2019}",
        "org:tp delegates_to org:evil",
        org("evil", "ServiceProvider").model_copy(update={"name": FORMULA}),
    )
    return empty_place


TEN_WAYS = {
    "create": "CREATE (:Organisation {id: 'org:x'})",
    "merge": "MERGE (:Organisation {id: 'org:x'})",
    "set": "MATCH (n:Organisation) SET n.name = 'x'",
    "delete": "MATCH (n) DETACH DELETE n",
    "schema": "DROP CONSTRAINT organisation_id",
    "transactions": "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
    "files": "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "procedure": "CALL apoc.cypher.doIt('CREATE (n)', {}) YIELD value RETURN value",
    "comments": "MATCH (n) /* only a look */ S/**/ET n.x = 1 //",
    "comment before": "// RETURN 1\nMATCH (n)/**/SET/**/n.x = 1",
    "unicode escape": "MATCH (n) \\u0053\\u0045\\u0054 n.name = 'x' RETURN n",
    "unicode letter": "MATCH (n) \u017fet n.name = 'x' RETURN n",
    "string that ends": "RETURN '\\u0027 //' \nCREATE (n) //'",
    "users": "CREATE USER eve SET PASSWORD 'password1'",
    "server": "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message RETURN message",
    "second statement": "RETURN 1; MATCH (n) DETACH DELETE n",
}


@pytest.mark.parametrize("text", TEN_WAYS.values(), ids=TEN_WAYS.keys())
def test_a_write_in_any_disguise_is_wrong_use_and_leaves_the_graph_as_it_was(drawn: Place, store: Store, text: str) -> None:
    before = store.graph_hash()
    ran = maillon(drawn, "cypher", text)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("maillon: ")
    assert "Traceback" not in ran.err
    assert store.graph_hash() == before


def test_a_write_on_standard_input_is_refused_too(drawn: Place, store: Store) -> None:
    before = store.graph_hash()
    assert maillon(drawn, "cypher", "-", stdin="MATCH (n)\nDETACH DELETE n").code == 2
    assert store.graph_hash() == before


def test_a_parameter_is_data_and_never_cypher(drawn: Place, store: Store) -> None:
    before = store.graph_hash()
    ran = maillon(
        drawn, "cypher", "MATCH (n:Organisation {id: $id}) RETURN n.id", "-p", "id=org:tp'}) DETACH DELETE n //", "--format", "json"
    )
    assert (ran.code, json.loads(ran.out)["rows"]) == (1, [])
    assert store.graph_hash() == before


def test_parameters_are_json_where_they_are_json_and_text_elsewhere(drawn: Place) -> None:
    arguments = [f"-p{name}={value}" for name, value in {"a": "3", "b": "[1, 2]", "c": "org:tp", "d": "null", "e": '"3"'}.items()]
    ran = maillon(drawn, "cypher", "RETURN $a AS a, $b AS b, $c AS c, $d AS d, $e AS e", *arguments, "--format", "json")
    assert json.loads(ran.out) == {"columns": list("abcde"), "rows": [[3, [1, 2], "org:tp", None, "3"]], "truncated": False}


def test_a_parameter_that_is_nested_without_end_is_a_text(drawn: Place) -> None:
    ran = maillon(drawn, "cypher", "RETURN size($x) AS n", "-p", f"x={'[' * 50_000}", "--format", "csv")
    assert (ran.code, ran.out) == (0, "n\n50000\n")


def test_a_name_that_is_a_formula_stays_text_in_csv_and_markup_in_markdown(drawn: Place) -> None:
    asked = ("cypher", "MATCH (n:ServiceProvider) RETURN n.name AS name, -1 AS number, ['=1+1'] AS list")
    rows = list(csv.reader(io.StringIO(maillon(drawn, *asked, "--format", "csv").out)))
    assert rows == [["name", "number", "list"], [f"'{FORMULA}", "-1", "'=1+1"]]
    assert "| '=cmd\\|" in maillon(drawn, *asked, "--format", "md").out
    assert json.loads(maillon(drawn, *asked, "--format", "json").out)["rows"] == [[FORMULA, -1, ["=1+1"]]]


@pytest.mark.parametrize("prefix", ["=", "+", "-", "@"])
def test_a_cell_that_begins_like_a_formula_is_guarded(drawn: Place, prefix: str) -> None:
    ran = maillon(drawn, "cypher", "RETURN $x AS x", "-p", f"x={prefix}SUM(A1)", "--format", "csv")
    assert ran.out.splitlines()[1] == f"'{prefix}SUM(A1)"


def test_nodes_arrows_and_paths_are_readable_in_a_table_and_plain_in_json(drawn: Place) -> None:
    text = "MATCH p = (a:Organisation {id: 'org:mutuelle'})-[r]->(b) RETURN a, r.service AS service, p"
    table = maillon(drawn, "cypher", text).out
    assert '(:Organisation {id: "org:mutuelle", name: "mutuelle"' in table
    assert "(org:mutuelle)-[:DELEGATES_TO]->(org:tp)" in table
    ((a, service, p),) = json.loads(maillon(drawn, "cypher", text, "--format", "json").out)["rows"]
    assert (a["_labels"], a["id"], service) == (["Organisation"], "org:mutuelle", "third-party-payment")
    assert [step.get("id") or step["_type"] for step in p] == ["org:mutuelle", "DELEGATES_TO", "org:tp"]


VALUES = {
    "date('2024-01-31')": "2024-01-31",
    "datetime('2024-01-01T10:00:00.123456789Z')": "2024-01-01T10:00:00.123456789+00:00",
    "localdatetime('2024-01-01T10:00')": "2024-01-01T10:00:00",
    "time('10:00+02:00')": "10:00:00+02:00",
    "localtime('10:00:00.5')": "10:00:00.500000",
    "duration('P1M2DT3.5S')": "P1M2DT3.5S",
    "duration({seconds: -3})": "PT-3S",
    "point({x: 1, y: 2})": {"srid": 7203, "x": 1.0, "y": 2.0},
    "point({latitude: 1, longitude: 2, height: 4})": {"srid": 4979, "x": 2.0, "y": 1.0, "z": 4.0},
    "0.0 / 0.0": "NaN",
    "1.0 / 0.0": "Infinity",
    "-1.0 / 0.0": "-Infinity",
    "{a: [1, {b: date('2024-01-01')}], c: null}": {"a": [1, {"b": "2024-01-01"}], "c": None},
    "[[1, [2]], ['=1+1']]": [[1, [2]], ["=1+1"]],
    "9223372036854775807": 9223372036854775807,
    "true": True,
    "null": None,
}


@pytest.mark.parametrize("format_", ["json", "csv", "table", "md"])
@pytest.mark.parametrize("limit", [[], ["--limit", "0"]], ids=["gathered", "streamed"])
def test_whatever_cypher_returns_is_printed_in_every_format(drawn: Place, format_: str, limit: list[str]) -> None:
    columns = ", ".join(f"{text} AS v{n}" for n, text in enumerate(VALUES))
    asked = f"MATCH p = (a:Organisation {{id: 'org:mutuelle'}})-[r]->(b) RETURN a, r, p, [r, {{b: b}}] AS nested, {columns}"
    ran = maillon(drawn, "cypher", asked, "--format", format_, *limit)
    assert (ran.code, ran.err) == (0, "")
    if format_ != "json":
        assert format_ == "table" or "DELEGATES_TO" in ran.out.replace("\\", "")
        return
    ((a, r, p, nested, *values),) = json.loads(ran.out)["rows"]
    assert values == list(VALUES.values())
    assert (r["_start"], r["_type"], r["_end"]) == ("org:mutuelle", "DELEGATES_TO", "org:tp")
    assert [a, r] == p[:2]
    assert nested == [r, {"b": p[2]}]


def test_an_arrow_that_is_returned_alone_has_both_its_ends(drawn: Place) -> None:
    asked = "MATCH ()-[r]->() RETURN [r, {r: r}] AS r"
    rows = json.loads(maillon(drawn, "cypher", asked, "--format", "json").out)["rows"]
    ends = {(arrow["_start"], arrow["_type"], arrow["_end"]) for ((arrow, _),) in rows}
    assert ends == {
        ("population:p", "INSURED_BY", "org:mutuelle"),
        ("org:mutuelle", "DELEGATES_TO", "org:tp"),
        ("org:tp", "DELEGATES_TO", "org:evil"),
    }
    assert all(arrow == inner["r"] for ((arrow, inner),) in rows)


def test_the_ledger_is_printed_as_what_it_is_and_never_as_what_it_packs(drawn: Place) -> None:
    asked = "MATCH (n) WHERE n:LedgerPage OR n:Dataset RETURN n ORDER BY n.id"
    for format_ in ("csv", "table", "md"):
        assert maillon(drawn, "cypher", asked, "--format", format_).code == 0
    nodes = [node for (node,) in json.loads(maillon(drawn, "cypher", asked, "--format", "json").out)["rows"]]
    page = next(n for n in nodes if n["_labels"] == ["LedgerPage"])
    assert page.keys() == {"_labels", "id", "dataset", "records", "statements", "hash", "size"}
    assert page["size"] > 0
    assert next(n for n in nodes if n["_labels"] == ["Dataset"])["records"] > 0


def test_bytes_are_base64_and_a_year_before_1_is_refused_with_what_to_do(drawn: Place) -> None:
    ran = maillon(drawn, "cypher", "MATCH (p:LedgerPage) RETURN p.payload AS packed", "--format", "json")
    ((packed,),) = json.loads(ran.out)["rows"]
    assert b"org:mutuelle" in zlib.decompress(base64.b64decode(packed))
    ran = maillon(drawn, "cypher", "RETURN date('-0044-03-15') AS ides")
    assert (ran.code, "toString" in ran.err) == (2, True)


def test_an_arrow_against_its_path_is_drawn_against_it() -> None:
    a, b = {"_labels": ["Organisation"], "id": "org:a"}, {"_labels": ["Organisation"], "id": "org:b"}
    arrow = {"_type": "USES", "_start": "org:b", "_end": "org:a"}
    assert readable([a, arrow, b]) == "(org:a)<-[:USES]-(org:b)"
    assert readable([a, b]) == ['(:Organisation {id: "org:a"})', '(:Organisation {id: "org:b"})']
    assert readable({"x": [1, None]}) == {"x": [1, None]}


def test_an_empty_answer_says_so(drawn: Place) -> None:
    ran = maillon(drawn, "cypher", "MATCH (n:Hospital) RETURN n.id")
    assert (ran.code, ran.err) == (1, "")
    assert "no rows" in ran.out


def test_a_syntax_error_marks_its_place_in_the_line(drawn: Place) -> None:
    ran = maillon(drawn, "cypher", "MATCH (n:Organisation)\nRETRN n.id")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("\n  RETRN n.id\n  ^\n")
    assert "line 2, column 1" in ran.err


@pytest.mark.parametrize(("lang", "said"), [("en", "closest: Organisation"), ("fr", "le plus proche : Organisation")])
def test_a_label_that_nothing_carries_is_told_with_the_one_that_was_meant(drawn: Place, lang: str, said: str) -> None:
    ran = maillon(drawn, "cypher", "MATCH (n:Organization) RETURN n.id", "--lang", lang)
    assert ran.code == 1
    assert said in typed(ran.err)
    assert maillon(drawn, "cypher", "MATCH (n:Organization) RETURN n.id", "--quiet").err == ""


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("MATCH (n:Organisation:Insurer|Hospital)-[:USES|DELEGATES_TO*1..3]->(:Product) RETURN n.name", []),
        ("MATCH (n:`Organisation`) WHERE n:Insurer AND n.name = ':Nothing' RETURN n // (x:Comment)", []),
        ("MATCH (n:Organisation WHERE n.name = 'x') RETURN {key: n.name, other: n.id}", []),
        ("MATCH (n) WHERE n:Insuror RETURN n", [Unknown("label", "Insuror", ("Insurer",))]),
        ("MATCH (n)-[:USE]->() RETURN n", [Unknown("arrow", "USE", ("USES", "USER_OF"))]),
        ("MATCH (n)-[:DELEGATESTO]->() RETURN n", [Unknown("arrow", "DELEGATESTO", ("DELEGATES_TO",))]),
        ("MATCH (n) RETURN n.evidense", [Unknown("property", "evidense", ("evidence",))]),
        ("MATCH (n:Zzzz) RETURN n.mine, date.truncate('year', n.since)", [Unknown("label", "Zzzz", ())]),
    ],
)
def test_words_outside_the_model_are_found_and_nothing_else(text: str, unknown: list[Unknown]) -> None:
    assert unknown_words(text) == unknown


def test_a_query_at_its_limit_ends_with_one_line_and_the_store_answers_at_once(drawn: Place) -> None:
    text = "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN sum(a * b)"
    ran = maillon(drawn, "cypher", text, "--timeout", "0.5")
    assert (ran.code, ran.out) == (4, "")
    assert len(ran.err.splitlines()) == 1
    assert "narrow it, or give it more time" in ran.err
    assert maillon(drawn, "cypher", "MATCH (n:Organisation) RETURN count(n) AS n", "--format", "csv").out == "n\n3\n"


def test_more_rows_than_asked_for_are_cut_and_said_so(drawn: Place) -> None:
    asked = ("cypher", "UNWIND range(1, 100) AS x RETURN x", "--limit", "3")
    assert "more rows are not shown" in maillon(drawn, *asked).out
    answer = json.loads(maillon(drawn, *asked, "--format", "json").out)
    assert (answer["rows"], answer["truncated"]) == ([[1], [2], [3]], True)
