"""Figures: a number is understood whole, whatever the form it is written in, or it gives none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.loaders.volumes import read_figures, read_volumes, whole_number
from maillon.wording import RefusedError

Bounds = tuple[int | None, int | None, str | None]


def bounds(text: str) -> list[Bounds]:
    return [(v.low, v.high, v.unit) for v in read_volumes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,5 millions", [(1_500_000, 1_500_000, None)]),
        ("5,9 Millions d'assurés", [(5_900_000, 5_900_000, "persons")]),
        ("Quelques centaines de milliers de personnes", [(200_000, 999_999, "persons")]),
        ("20% des utilisateurs, 30 millions de profils", [(30_000_000, 30_000_000, "accounts")]),
        ("3 600 entreprises (NORD, SUD…)", [(3_600, 3_600, "organisations")]),
        (
            "11 à 15 millions de patients de 25 000 cabinets et 500 centres",
            [(11_000_000, 15_000_000, "persons"), (25_000, 25_000, "organisations"), (500, 500, "organisations")],
        ),
        ("plus de 113 000 assurés", [(113_000, None, "persons")]),
        ("jusqu’à 40 000 comptes", [(None, 40_000, "accounts")]),
        ("des milliers de patients", [(2_000, None, "persons")]),
        ("2 340 422 clients", [(2_340_422, 2_340_422, "clients")]),
        ("un million de patients", [(1_000_000, 1_000_000, "persons")]),
        ("plus d'un million de patients", [(1_000_000, None, "persons")]),
        ("une centaine de patients", [(100, 100, "persons")]),
        ("une centaine de milliers de lignes", [(100_000, 100_000, "entries")]),
        ("un million et demi d'assurés", [(1_500_000, 1_500_000, "persons")]),
        ("deux cent quatre-vingt-dix mille usagers", [(290_000, 290_000, "persons")]),
        ("soixante-dix-sept patients", [(77, 77, "persons")]),
        ("two hundred and five patients", [(205, 205, "persons")]),
        ("half a million people", [(500_000, 500_000, "persons")]),
        ("tens of thousands of patients", [(20_000, None, "persons")]),
        ("a few hundred people", [(200, 999, "persons")]),
        ("more than 1,200 individuals", [(1_200, None, "persons")]),
        ("no more than 1,200 individuals", [(None, 1_200, "persons")]),
        ("between 300 and 500 patients", [(300, 500, "persons")]),
        ("33M+ comptes", [(33_000_000, None, "accounts")]),
        ("40 000 patients max", [(None, 40_000, "persons")]),
        ("CHU 2025 : 300 patients", [(300, 300, "persons")]),
        ("le 12/03/2024 : 1200 patients", [(1_200, 1_200, "persons")]),
        ("1er janvier 2024 : 300 patients", [(300, 300, "persons")]),
        ("1 million 200 000 personnes", [(1_200_000, 1_200_000, "persons")]),
        ("Nombre de patients : 1200", [(1_200, 1_200, "persons")]),
        ("300 comptes-rendus", [(300, 300, "files")]),
        ("RDV360", []),
        ("covid-19", []),
        ("les deux bases de données", []),
        ("", []),
    ],
)
def test_figures_of_both_languages_are_read_as_bounds(text: str, expected: list[Bounds]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "written"), [("82Go", "82Go"), ("500+Go", "> 500Go"), ("plus de 1,5 To", "> 1,5To"), ("2 GB of files", "2GB")]
)
def test_a_size_in_bytes_is_no_count_and_keeps_its_bound(text: str, written: str) -> None:
    assert [(v.unit, v.low, v.high, v.text) for v in read_volumes(text)] == [("bytes", None, None, written)]


@pytest.mark.parametrize(
    "text",
    [
        *("1,234 million", "12,50 patients", "1.234,567.8 patients", "2025 300 patients", "03 20 12 34 56", "12 3456 lignes"),
        *("500 euros", "$5 million", "2 millions d'euros", "3 ans", "20 %", "1/3 des patients", "-5 patients", "500-300 patients"),
        *(
            "300 et 500 patients",
            "300-500-700 patients",
            "2 à 300 000 patients",
            "1 million 200",
            "3 billion records",
            "2024",
            "12abc patients",
        ),
        *("minimum 300 patients maximum", "dont 50 mineurs", "deux trois mille patients"),
    ],
)
def test_what_is_not_understood_whole_gives_no_figure_and_is_handed_back(text: str) -> None:
    read = read_figures(text)
    assert not read.volumes
    assert read.unread


def test_a_part_of_a_figure_and_a_number_in_brackets_are_no_figures_of_the_whole() -> None:
    assert bounds("300 patients dont 50 mineurs") == [(300, 300, "persons")]
    assert read_figures("300 patients (50 mineurs)").unread == ("50",)


# a figure written in any of the forms is read with the bounds it was written with
GROUPS = st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009", ".", ",", "'", "’"])
QUALIFIERS: list[tuple[str, bool, bool]] = [  # before or after the number: is the lower bound kept, the upper one
    ("{}", True, True),
    *((f"{words} {{}}", True, False) for words in ("plus de", "au moins", "more than", "at least", "over", ">", "minimum")),
    *((f"{words} {{}}", False, True) for words in ("moins de", "au plus", "jusqu'à", "up to", "fewer than", "<", "max.")),
    *((f"{words} {{}}", True, True) for words in ("environ", "env.", "près de", "about", "~", "nearly")),
    *(("{}+", True, False), ("{} ou plus", True, False), ("{} max", False, True), ("{} or more", True, False)),
]
NOUNS = st.sampled_from([(" patients", "persons"), (" comptes", "accounts"), (" clients", "clients"), (" records", "entries")])


def grouped(value: int, sign: str) -> str:
    return f"{value:,}".replace(",", sign)


@given(st.integers(2_100, 9_999_999_999), GROUPS, st.sampled_from(QUALIFIERS), NOUNS)
def test_a_figure_in_any_form_is_read_with_its_own_bounds(
    value: int, sign: str, qualifier: tuple[str, bool, bool], noun: tuple[str, str]
) -> None:
    form, low, high = qualifier
    text = form.format(grouped(value, sign)) + noun[0]
    assert bounds(text) == [(value if low else None, value if high else None, noun[1])]


@given(
    st.integers(1, 999),
    st.integers(1, 9),
    st.sampled_from([",", "."]),
    st.sampled_from([(" millions", 10**6), ("M", 10**6), (" million", 10**6), (" milliards", 10**9), ("k", 10**3), (" milliers", 10**3)]),
    NOUNS,
)
def test_a_figure_with_a_scale_is_read_to_its_tenth(
    whole: int, tenth: int, sign: str, scale: tuple[str, int], noun: tuple[str, str]
) -> None:
    value = (10 * whole + tenth) * scale[1] // 10
    expected = [(value, value, noun[1])] if value <= 10**11 else []
    assert bounds(f"{whole}{sign}{tenth}{scale[0]} de{noun[0]}") == expected


@given(
    st.integers(2_100, 9_999_999),
    st.integers(1, 9_999),
    GROUPS,
    st.sampled_from(["{} à {}", "{}-{}", "entre {} et {}", "between {} and {}", "{} – {}"]),
)
def test_a_range_is_read_with_both_its_ends(low: int, more: int, sign: str, form: str) -> None:
    text = form.format(grouped(low, sign), grouped(low + more, sign))
    assert bounds(f"{text} patients") == [(low, low + more, "persons")]


FRENCH = [
    "",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}


def in_french(value: int) -> str:
    """A number below a thousand in words, as French writes it."""
    hundreds, rest = divmod(value, 100)
    words = f"{'' if hundreds == 1 else FRENCH[hundreds]} cent" if hundreds else ""
    if rest < 17:
        return f"{words} {FRENCH[rest]}".strip()
    tens, unit = divmod(rest, 10)
    if tens in (7, 9):
        tens, unit = tens - 1, unit + 10
    if tens == 1:
        return f"{words} dix-{FRENCH[unit]}".strip()
    link = " et " if unit in (1, 11) and tens != 8 else "-"
    last = FRENCH[unit] if unit < 17 else f"dix-{FRENCH[unit - 10]}"
    return f"{words} {TENS[tens]}{link if unit else ''}{last}".strip()


@given(st.integers(2, 999), st.sampled_from([("", 1), (" mille", 1000), (" millions de", 10**6)]))
def test_a_number_in_french_words_is_read(value: int, scale: tuple[str, int]) -> None:
    assert bounds(f"{in_french(value)}{scale[0]} patients") == [(value * scale[1], value * scale[1], "persons")]


@given(st.text(alphabet="0123456789 ,.-'àmilonsdeptcGok%+/()>", max_size=40))
def test_no_text_breaks_the_reading_of_volumes_and_low_never_exceeds_high(text: str) -> None:
    for volume in read_volumes(text):
        assert volume.low is None or volume.high is None or volume.low <= volume.high


@pytest.mark.parametrize(
    ("cell", "value"), [("1,234", 1234), ("1 234 567", 1234567), ("1200.0", 1200), ("0", 0), ("", None), (" 500 ", 500)]
)
def test_a_cell_of_a_count_is_one_whole_number(cell: str, value: int | None) -> None:
    assert whole_number(cell, "count") == value


@pytest.mark.parametrize("cell", ["-5", "12,5", "1,23,456", "500+", "about 500", "1.2E+05", "2 hospitals"])
def test_a_cell_of_a_count_that_holds_anything_else_is_refused(cell: str) -> None:
    with pytest.raises(RefusedError):
        whole_number(cell, "count")
