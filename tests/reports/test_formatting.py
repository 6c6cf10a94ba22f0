"""Relations and days in words."""

from __future__ import annotations

import datetime as dt

from maillon.queries.known_on import parties_on_day
from maillon.queries.subgraph import Arrow
from maillon.reports.formatting import dates, parties_text, way_text

LIST_DAY, LATER = dt.date(2026, 11, 1), dt.date(2026, 11, 30)


# owner ──DELEGATES_TO──▶ b, on the list of 1 November: of a later day nobody says more
def test_what_a_list_held_is_told_with_its_day() -> None:
    seen = {"seen_edtf": "2026-11-01", "since_edtf": "2019"}
    one = Arrow("DELEGATES_TO", "org:o", "org:b", seen_on=LIST_DAY, evidence=("own#2026-11-01 row a",), **seen)  # type: ignore[arg-type]
    told = [dates(one, lang, LATER).replace("\u202f", " ") for lang in ("en", "fr")]
    assert told == [
        "since 2019; in force on 2026-11-01, the list's day; not known since",
        "depuis 2019 ; en vigueur le 1er nov. 2026, jour de la liste ; non établi depuis",
    ]
    assert dates(one, "en", LIST_DAY) == "since 2019; last seen on 2026-11-01"
    assert way_text([one], "en", LATER) == "in force on 2026-11-01, the list's day"
    known = parties_on_day([("org:b", [one])], LATER)
    assert parties_text(known, "en") == "none known to be in force on 2026-11-30; 1 in force on 2026-11-01, the list's day"
