"""Pages of the ledger: every record in one, cut by content, so that a record that comes changes one page."""

from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from maillon.graph.statements import NodeStatement, to_line
from maillon.graph.store.loading.ledger import LARGE, LedgerLine, pack, paginate, unpack

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
