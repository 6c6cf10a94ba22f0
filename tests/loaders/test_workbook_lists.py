"""Lists that people saved as workbooks: the same records as of the CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from maillon.loaders.base import loader
from tests.support.places import FIXTURES
from tests.support.workbooks import as_ods, as_xlsx


# list.csv ──▶ records ◀── list.xlsx, list.ods
@pytest.mark.parametrize(("ending", "saved"), [(".xlsx", as_xlsx), (".ods", as_ods)])
@pytest.mark.parametrize(
    ("name", "path"),
    [("hhs", "hhs/portal-2026-07.csv"), ("us-states", "us_states/wa.csv"), ("table", "table/ready/massachusetts.csv")],
)
def test_a_list_saved_as_a_workbook_gives_the_records_of_the_csv(
    name: str, path: str, ending: str, saved: Callable[[str], bytes], tmp_path: Path
) -> None:
    source = FIXTURES / path
    rows = [[cell.replace(";", ",").replace("\n", " ") for cell in row] for row in csv.reader(source.open(encoding="utf-8", newline=""))]
    book = tmp_path / source.with_suffix(ending).name
    book.write_bytes(saved("\n".join(";".join(row) for row in rows).replace("&", "&amp;").replace("<", "&lt;")))
    from_csv = loader(name).read([source], dataset=None, strict=False)
    from_book = loader(name).read([book], dataset=None, strict=False)
    assert from_book.records == from_csv.records
    assert (from_book.read, len(from_book.rejected)) == (from_csv.read, len(from_csv.rejected))
