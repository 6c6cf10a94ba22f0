"""A cell that a spreadsheet would run is guarded where it is written, and is read back to what it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from maillon.loaders import table
from maillon.loaders.formulas import begins_formula, guarded, unguarded
from maillon.loaders.inputs import Input, table_of
from maillon.reports.document import Document, Table, render
from tests.support.hostile import hostile_texts


@given(hostile_texts())
def test_every_text_comes_back_and_no_cell_is_a_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not begins_formula(guarded(text))


@pytest.mark.parametrize("text", ["l'Assurance", "'tis", "Océalab", "a=b", "", "'", "5-6", "(=1)"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


def test_a_table_that_maillon_wrote_is_read_back_as_it_was(tmp_path: Path) -> None:
    names = ["=Clinique Nord", "＝Clinique Nord", "+33 Santé", "-Dash", "@home Care", "'=Quoted"]
    written = render(Document("t", [], {}, Table(["who", "whom"], [[name, "B"] for name in names])), "csv")
    assert [row.cells["who"] for row in table_of(Input("t.csv", written.encode())).rows] == names
    (tmp_path / "t.csv").write_text(written)
    (tmp_path / "m.yaml").write_text(
        "kind: table-mapping\ndataset: t\nsource: {publisher: P}\nrows: relations\ncolumns: {who: who, whom: whom}\n"
        "constants: {verb: delegates_to}\n"
    )
    records = table.read([tmp_path / "t.csv", tmp_path / "m.yaml"], dataset=None, strict=True).records
    assert {"=Clinique Nord", "@home Care", "+33 Santé"} <= {getattr(record, "name", None) for record in records.values()}
