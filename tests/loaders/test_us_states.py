"""Notices to states: their residents are a part, and spreadsheets have passed over the dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillon.graph.records import IncidentRecord
from maillon.loaders import us_states
from maillon.loaders.problems import BadInputError

TABLE = Path(__file__).parents[1] / "fixtures" / "us_states" / "wa.csv"


def test_every_row_is_loaded_or_rejected_with_its_reason() -> None:
    reading = us_states.read([TABLE], dataset=None, strict=False)
    assert reading.dataset == "us-wa"
    assert reading.read == 5 == reading.used + len(reading.rejected)
    reasons = [p.reason for p in reading.rejected]
    assert ["at most 10000000000" in reasons[0], "is not a date" in reasons[1]] == [True] * 2
    assert reading.unread_fields == {"FavouriteColour": 1}


# claim {residents-concerned: 24 563} ──▶ incident;   counted: residents of Washington, never "all persons concerned"
def test_the_count_is_a_claim_about_the_residents_of_the_state() -> None:
    reading = us_states.read([TABLE], dataset=None, strict=False)
    record = reading.records["incident:us-states/2018-04-11-tamarack-retail.wa"]
    assert isinstance(record, IncidentRecord)
    claim = record.claims[0]
    assert (claim.field, claim.low, claim.population) == ("residents-concerned", 24563, "population:us-states/residents.wa")
    assert record.dates.occurred[0].on == "2017-09-26/2017-10-12"
    assert record.dates.detected[0].on == "2018-03-28"


def test_an_empty_count_is_no_claim() -> None:
    reading = us_states.read([TABLE], dataset=None, strict=False)
    record = reading.records["incident:us-states/2018-04-24-harbor-imaging.wa"]
    assert isinstance(record, IncidentRecord)
    assert {c.field for c in record.claims} == {"cause"}


@pytest.mark.parametrize("header", ["Date(s) of Breach", "Date(s) of Breach  (if known)"])
def test_californias_table_without_counts_is_read(header: str, tmp_path: Path) -> None:
    path = tmp_path / "ca.csv"
    rows = ['"Tamarack Retail","01/02/2025, 01/09/2025","03/04/2025"', '"Cedar Dental","02/02/2025","03/05/2025"', '"Elm","","03/06/2025"']
    path.write_text("\n".join([f'"Organization Name","{header}","Reported Date"', *rows]))
    reading = us_states.read([path], dataset=None, strict=True)
    assert (reading.dataset, reading.unread_fields) == ("us-ca", {})
    found = {key: r.dates.occurred[0].on for key, r in reading.records.items() if isinstance(r, IncidentRecord)}
    assert found == {
        "incident:us-states/2025-03-04-tamarack-retail.ca": "2025-01-02/2025-01-09",
        "incident:us-states/2025-03-05-cedar-dental.ca": "2025-02-02",
        "incident:us-states/2025-03-06-elm.ca": "../2025-03-06",
    }


def test_another_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BadInputError, match=r"not a table that .us-states. reads"):
        us_states.read([tmp_path / "x.csv"], dataset=None, strict=False)
