"""Where the table is in a grid of cells."""

from __future__ import annotations

import pytest

from maillon.loaders.grids import TableInGrid, is_total, shape
from maillon.loaders.inputs import Input, table_of
from maillon.loaders.problems import BadInputError
from maillon.wording import RefusedError


def grid(text: str) -> TableInGrid:
    return shape([(number, line.split(";")) for number, line in enumerate(text.splitlines(), 1)])


def test_a_title_above_the_header_is_said_and_is_no_header() -> None:
    found = grid("Registre des sous-traitants;;\n;;\nClient;Prestataire;Service\nLac;Bleu;x")
    assert (found.header, found.rows) == (["Client", "Prestataire", "Service"], [(4, ["Lac", "Bleu", "x"])])
    assert [(line, remark.key) for line, remark in found.remarks] == [(1, "table.title")]


# above the header: what the list is, of which version and day; a header is wider, and so are most rows below it
@pytest.mark.parametrize(
    ("text", "header", "rows"),
    [
        ("Version;3\nDate;2024-11-01\nClient;Prestataire;Service;Début\nLac;Bleu;x;2020\nVal;Bleu;;\n", 3, [4, 5]),
        ("Entité :;Mutuelle du Lac;\nClient;Prestataire;Service\nLac;Bleu;x", 2, [3]),
        ("Registre;v3;;;\nClient;Prestataire;Service;Début;Fin\nLac;Bleu;x;2020;", 2, [3]),
        # no such line: a header of two names over damaged rows, and a table whose first row is its header
        ("Client;Remarque\nLac;une;deux;trois;quatre\nVal;rien\nBois;rien\n", 1, [3, 4]),
        ("Client;Prestataire\nLac;2020\nVal;2021\n", 1, [2, 3]),
    ],
)
def test_a_line_about_the_list_is_no_header(text: str, header: int, rows: list[int]) -> None:
    found = grid(text)
    assert found.header == [name for name in text.splitlines()[header - 1].split(";") if name]
    assert [line for line, _ in found.rows] == rows


def test_a_header_may_be_told_by_its_line() -> None:
    cells = [(n, line.split(";")) for n, line in enumerate("a;b\nClient;Prestataire\nLac;Bleu".splitlines(), 1)]
    assert (shape(cells, 2).header, shape(cells).header) == (["Client", "Prestataire"], ["a", "b"])
    with pytest.raises(RefusedError, match="line 9 is no header"):
        shape(cells, 9)


def test_a_column_without_name_and_values_is_none_and_one_with_values_is_called_by_its_place() -> None:
    assert grid("Client;Prestataire;;;\nLac;Bleu;;x;").header == ["Client", "Prestataire", "#4"]
    assert grid("Client;Prestataire;;;\nLac;Bleu").rows == [(2, ["Lac", "Bleu"])]


def test_totals_and_notes_below_them_are_no_rows() -> None:
    found = grid(
        "Client;Prestataire;n\nLac;Bleu;3\nSous-total Lac;;3\nRosée;Vert;4\nTotal : 2;;7\nEnregistré par la direction;;\nSource : achats;;"
    )
    assert [line for line, _ in found.rows] == [2, 4]
    assert [(line, reason.key) for line, reason in found.refused] == [
        (3, "table.total"),
        (5, "table.total"),
        (6, "table.note"),
        (7, "table.note"),
    ]


@pytest.mark.parametrize(
    ("row", "total"),
    [
        *((["Total", "", "12"], True), (["TOTAL GÉNÉRAL", "", "12 345"], True), (["", "Sub-total", "3"], True), (["Somme", "", ""], True)),
        *((["Total Vision, PC", "10/30/2020", "12/28/2020"], False), (["Total Quality Logistics", "2020-10-01"], False)),
        *((["Total : 12", "31/12/2024"], True), (["Total of all", "3", "900"], True), (["Grand total", "2024-12-31", "900"], True)),
        *((["TOTAL", "17 prestataires", "218 500,00 €"], True), (["Total", "3 contracts"], True), (["Total", "3 stations"], False)),
        *((["Total Vision", "3 contracts"], False), (["Sous-total Lac", "3 contrats"], True)),
        *((["Total Renal Care", "TX", "900"], False), (["Total", "Bleu", "2021"], False), (["Totalis", "", ""], False), ([" ", ""], False)),
    ],
)
def test_a_total_has_nothing_but_numbers_beside_it(row: list[str], total: bool) -> None:
    assert is_total(row) is total


@pytest.mark.parametrize("text", ["Client;Client\nLac;Bleu", "Client\nLac", ";;\n;;"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        grid(text)


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\r\nClient;Prestataire\r\nLac, Rosée;Bleu\r\n",
        "Client\tPrestataire\nLac, Rosée\tBleu\n",
        "Client|Prestataire\rLac, Rosée|Bleu\r",
        'Client,Prestataire\n"Lac, Rosée",Bleu\n',
        "Liste au 3 mars\n\nClient;Prestataire\nLac, Rosée;Bleu\n",
    ],
)
def test_a_delimiter_is_the_one_by_which_rows_have_equal_cells(text: str) -> None:
    table = table_of(Input("list.csv", text.encode()))
    assert [row.cells for row in table.rows] == [{"Client": "Lac, Rosée", "Prestataire": "Bleu"}]


def test_a_header_without_rows_is_said_unless_it_will_do() -> None:
    source = Input("list.csv", b"Client;Prestataire\n")
    with pytest.raises(BadInputError, match="no row below the header"):
        table_of(source)
    assert table_of(source, header_only=True).header == ["Client", "Prestataire"]
