"""The parts of the store that need no engine: ledger pages, what changes, what the model allows, what may be asked."""

from __future__ import annotations

import zlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.statements import ArrowStatement, NodeStatement, Statement, to_line
from maillon.graph.store import QueryRefused, RecordRefused
from maillon.graph.store.guard import check_question
from maillon.graph.store.loading.delta import combine, difference, kept
from maillon.graph.store.loading.external_sort import Spool
from maillon.graph.store.loading.ledger import LARGE, LedgerLine, pack, paginate, unpack
from maillon.graph.store.loading.validate import validate_statement
from maillon.graph.store.message_size import LARGEST, chunks, size
from tests.support.languages import refused

ids = st.text("abcdef0123456789", min_size=1, max_size=6)


def lines(records: set[str]) -> list[LedgerLine]:
    return [LedgerLine(record, f'["{record}",[]]', 1, nodes=False) for record in sorted(records)]


def pages(records: set[str], every: int = 4) -> dict[str, str]:
    return {head.id: head.hash for head, _ in paginate("d", lines(records), every)}


@given(st.sets(ids))
def test_every_record_is_in_one_page_and_pages_keep_the_order(records: set[str]) -> None:
    found = [line for _, page in paginate("d", lines(records), 4) for line in page]
    assert found == [line.text for line in lines(records)]


# records   a b c | d e f | g h        the bar stands before an id whose hash says so
# come or go    ^                      changes the page it is in; the others keep id and hash
@given(st.sets(ids, min_size=1), ids)
def test_a_record_that_comes_changes_its_page_or_splits_it_and_no_other(records: set[str], new: str) -> None:
    before, after = pages(records - {new}), pages(records | {new})
    changed = {page for page in before if after.get(page) != before[page]}
    assert len(changed) <= 1
    assert len(after.keys() - before.keys()) <= 1
    if zlib.crc32(new.encode()) % 4:
        assert after.keys() - before.keys() <= {"d|"}


def test_a_page_of_long_records_is_cut_before_it_is_too_long_for_a_message() -> None:
    long = [LedgerLine(f"r{i:03}", "x" * (LARGE // 3), 1, nodes=False) for i in range(10)]
    assert all(sum(map(len, page)) <= LARGE for _, page in paginate("d", long))


@given(st.lists(st.text().map(lambda text: to_line("r", [NodeStatement("org:a", (), {"name": text})])), min_size=1))
def test_a_payload_gives_back_its_lines(texts: list[str]) -> None:
    assert unpack(pack(texts)) == texts


def said(record: str, *names: str) -> str:
    return to_line(record, [NodeStatement("org:a", (), {"name": name}) for name in names])


assertions = st.lists(st.sampled_from("ABC"), max_size=4)


# old lines ──difference──▶ counts per assertion;  combine(old counts, difference) = new counts
@given(st.dictionaries(ids, assertions), st.dictionaries(ids, assertions))
def test_adding_the_difference_to_what_was_said_gives_what_is_said(old: dict[str, list[str]], new: dict[str, list[str]]) -> None:
    def count(records: dict[str, list[str]]) -> Counter[str]:
        return Counter(NodeStatement("org:a", (), {"name": n}).assertion for names in records.values() for n in names)

    before = [said(record, *names) for record, names in old.items()]
    after = [said(record, *names) for record, names in new.items()]
    delta = difference(before, after)
    held = kept(dict(count(old)))
    result = combine(held["said"], held.get("said_n"), delta.changes.get(("n", "org:a"), {}))  # type: ignore[arg-type]
    assert result == dict(count(new))
    assert delta.loaded + delta.unchanged == len(new)
    assert delta.taken_back == len(old.keys() - new.keys())


def test_what_was_never_said_cannot_be_taken_back() -> None:
    with pytest.raises(ValueError, match="x"):
        combine(["y"], None, {"x": -1})


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (NodeStatement("nobody:a"), "no known prefix"),
        (NodeStatement("org:a", ("Insurer) DETACH DELETE (n",)), "cannot have the role"),
        (NodeStatement("product:a", ("Insurer",)), "cannot have the role"),
        (NodeStatement("org:a", (), {"colour": "red"}), "no property 'colour'"),
        (NodeStatement("org:a", (), {"said": ["x"]}), "no property 'said'"),
        (NodeStatement("org:a", (), {"aliases": ["x", 1]}), "must be string list"),  # type: ignore[dict-item]
        (NodeStatement("org:a", (), {"count_low": 2**70}), "must be integer"),
        (NodeStatement("org:a", (), {"count_as_of": "2025"}), "'count_as_of' of org:a must be date"),
        (ArrowStatement("OWNS", "org:a", "org:b"), "no arrow is called"),
        (ArrowStatement("USES", "org:a", "org:b", ("", "", "")), "no such arrow"),
        (ArrowStatement("USES", "org:a", "product:b", ("",)), "needs the key"),
        (ArrowStatement("USES", "org:a", "product:b", ("", "", ""), {"service": "x"}), "no property 'service'"),
    ],
)
def test_a_statement_that_the_model_does_not_allow_is_refused(statement: Statement, reason: str) -> None:
    with refused(RecordRefused, f"record r: .*{reason}", "fiche r : "):
        validate_statement("r", statement)


@given(st.dictionaries(ids, st.sampled_from("AB"), max_size=30), st.integers(1, 7), st.randoms(use_true_random=False))
def test_records_come_out_sorted_and_once_however_few_fit_in_memory(records: dict[str, str], run: int, random: object) -> None:
    given_ = [*records.items(), *list(records.items())[:3]]
    random.shuffle(given_)  # type: ignore[attr-defined]
    with Spool(run) as spool:
        for record, name in given_:
            spool.add(record, [NodeStatement("org:a", (), {"name": name})])
        found = [(line.record, line.text) for line in spool.lines()]
    assert found == sorted((record, said(record, name)) for record, name in records.items())


def test_two_records_with_one_id_and_two_texts_are_refused() -> None:
    with Spool(1) as spool:
        spool.add("r", [NodeStatement("org:a", (), {"name": "A"})])
        spool.add("r", [NodeStatement("org:a", (), {"name": "B"})])
        with refused(RecordRefused, "two records have the id r", "deux fiches ont l'id r"):
            list(spool.lines())


@pytest.mark.parametrize("record", ["", "a\nb", "a\tb", "\x00"])
def test_a_record_id_without_a_name_or_with_control_characters_is_refused(record: str) -> None:
    with Spool() as spool, refused(RecordRefused, "record id", "l'id de fiche"):
        spool.add(record, [])


def test_text_that_is_not_unicode_is_refused() -> None:
    with Spool() as spool, refused(RecordRefused, "not Unicode", "pas du texte Unicode"):
        spool.add("r", [NodeStatement("org:a", (), {"name": "\ud800"})])


@given(st.lists(st.text(max_size=5)))
def test_pieces_keep_every_row_in_order(rows: list[str]) -> None:
    assert [row for piece in chunks(rows) for row in piece] == rows


def test_pieces_stay_far_below_the_largest_message() -> None:
    rows = [{"id": str(i), "text": "é" * 500_000} for i in range(20)]
    assert all(size(piece) < LARGEST // 2 for piece in chunks(rows))
    with refused(RecordRefused, "big is too large", "big est trop long"):
        list(chunks([{"id": "big", "text": "x" * LARGEST}]))


QUESTIONS = [
    "MATCH (n:Organisation) RETURN n",
    "MATCH (n) WHERE n.name = 'CREATE (x)' RETURN n // MERGE nothing",
    'RETURN "it\'s /* not a comment" AS x /* DELETE */',
    "RETURN `set`, n.set, {set: 1, load: 2}, $create AS delete",
    "MATCH (n:Set)-[:MERGE]->() RETURN n",
    "CALL { MATCH (n) RETURN n } RETURN n",
    "CALL (n) { MATCH (n) RETURN 1 AS x } RETURN x",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.labels",
    "MATCH (a)-[*1..3]->(b) RETURN [1,2,3][0..2]",
    "EXPLAIN MATCH (n) RETURN n",
    r"RETURN '\n\'\u00e9' AS x",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_passes(text: str) -> None:
    check_question(text)


COMMANDS = [
    "CREATE (:Organisation {id: 'x'})",
    "match (n) set n.x = 1",
    "MATCH (n)/**/DETACH/**/DELETE n",
    "MATCH (n) REMOVE n.name",
    "MERGE (n:Organisation {id: 'x'})",
    "MATCH (n) WITH collect(n) AS l FOREACH (n IN l | SET n.x = 1)",
    "LOAD CSV FROM 'file:///etc/hostname' AS l RETURN l",
    "LOAD/**/CSV FROM 'file:///etc/hostname' AS l RETURN l",
    "CALL { MATCH (n) RETURN n } IN 2 CONCURRENT TRANSACTIONS RETURN 1",
    "CALL apoc.load.json('file:///etc/hostname')",
    "CALL `apoc`.`load`.json('file:///etc/hostname')",
    "CALL db.labels.create('x')",
    "CALL",
    "CREATE USER eve SET PASSWORD 'password'",
    "DROP CONSTRAINT organisation_id",
    "TERMINATE TRANSACTIONS 'x'",
    r"MATCH (n) \u0053ET n.x = 1",
    r"RETURN '\u0027 SET n.x = 1 //'",
    "MATCH (n) \u017fET n.x = 1",
    "RETURN 'a\\\\' SET n.x = '1'",
    "MATCH (n) WITH n, 1.SET n.x = 1",
    "RETURN 1 /* open",
    "RETURN 'open",
    "RETURN `open",
    "",
    " \n",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_what_would_do_more_than_read_is_not_sent(text: str) -> None:
    with pytest.raises(QueryRefused):
        check_question(text)
