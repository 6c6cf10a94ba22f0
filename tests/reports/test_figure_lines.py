"""The span beside a headline figure, in words."""

from __future__ import annotations

import pytest

from maillon.queries.claims import Claim, figure_span
from maillon.reports.figure_lines import left_out_lines, span_lines


def figure(name: str, low: int | None, high: int | None, unit: str = "persons", **fields: object) -> Claim:
    return Claim(name, "persons-concerned", low, high, unit=unit, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ranges", "english", "french"),
    [
        (
            [(33, None), (20, 20)],
            "at least 20, no ceiling given; numbers named: 20 to 33",
            "au moins 20, sans plafond ; chiffres cités : de 20 à 33",
        ),
        ([(33, None)], "at least 33, no ceiling given", "au moins 33, sans plafond"),
        ([(None, 49)], "at most 49, no floor given", "au plus 49, sans plancher"),
        (
            [(None, 5), (9, None)],
            "neither floor nor ceiling given; numbers named: 5 to 9",
            "ni plancher ni plafond ; chiffres cités : de 5 à 9",
        ),
        ([(285_000, 285_000), (323_069, 323_069)], "285,000 to 323,069", "de 285 000 à 323 069"),
        ([(7, 7)], "7", "7"),
    ],
)
def test_an_open_end_is_said_to_be_open(ranges: list[tuple[int | None, int | None]], english: str, french: str) -> None:
    span = figure_span(figure(str(n), *ends) for n, ends in enumerate(ranges))
    said = {lang: span_lines(span, str, lang) for lang in ("en", "fr")}
    one = len(ranges) == 1
    assert said["en"] == [f"standing {'figure' if one else 'figures'} for the whole ({len(ranges)}): {english}"]
    assert said["fr"][0].replace("\u202f", " ").replace("\u00a0", " ") == (
        f"{'chiffre avancé' if one else 'chiffres avancés'} pour l'ensemble ({len(ranges)}) : {french}"
    )


def test_each_figure_left_out_is_named_with_its_speaker_under_the_reason() -> None:
    span = figure_span(
        [figure("in", 5, 5), figure("files", None, 49, "files", by="org:v", made_on_edtf="2024-02"), figure("part", 6, 6, scope=("org:b",))]
    )
    assert left_out_lines(span, {"org:v": "V"}.__getitem__, "en") == [
        "not in the range, another unit · persons concerned: at most 49 files (V, 2024-02)",
        "not in the range, of a part only · persons concerned: 6 persons (the source, no named origin, undated)",
    ]
