"""An answer in which nothing is tells the truth: what was asked, what was found of it, what is nearest."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from maillon.graph.records import DataCategory
from maillon.graph.store import Store
from tests.support.drawing import draw, incident, org, people
from tests.support.places import Place
from tests.support.running import maillon
from tests.support.spaces import typed


# population:p ──▶ org:a ──▶ org:b ──▶ org:c, confirmed from 2020 on: sex may flow       org:alone    incident:silent    population:spared
#                              └─────▶ org:d
@pytest.fixture
def drawn(empty_place: Place, store: Store) -> Place:
    confirmed = "{since: 2020, status: confirmed, data: [sex]}"
    draw(
        store,
        org("a", name="Alpha"),
        org("b", name="Bravo"),
        org("h", "Hospital", name="Hôtel-Dieu"),
        org("alone", name="Alone"),
        people("p", 1, 1),
        people("spared", 1, 1),
        incident("silent"),
        *(DataCategory.model_validate({"id": c, "name": {"fr": c, "en": c}}) for c in ("sex", "payslips")),
        f"population:p insured_by org:a {confirmed}",
        f"org:a delegates_to org:b {confirmed}",
        f"org:b delegates_to org:c {confirmed}",
        "org:b delegates_to org:d {since: 2020, data: [sex]}",
        *(f"org:{one} subsidiary_of org:group {{since: 2018, status: confirmed}}" for one in ("b", "c", "e")),
        "org:d subsidiary_of org:group {since: 2018, until: 2021-06-30, status: confirmed}",
    )
    return empty_place


TOLD: dict[str, tuple[list[str], list[str]]] = {
    "chains org:c": (
        ["No recorded relation leaves it.", "1 relation leads to it: maillon blast-radius org:c"],
        ["Aucune relation recensée ne part de là.", "1 relation y mène : maillon blast-radius org:c"],
    ),
    "chains org:alone": (["No recorded relation leaves it."], ["Aucune relation recensée ne part de là."]),
    "chains population:p --via org:alone": (
        ["None of the 2 chains that leave it is as asked.", "chains that pass through Alone: 0"],
        ["Aucune des 2 chaînes qui en partent ne répond à la demande.", "chaînes qui passent par Alone : 0"],
    ),
    "chains org:a --to org:d --confirmed-only --data sex": (
        [
            "None of the 2 chains that leave it is as asked.",
            "chains that reach d: 1",
            "chains along which that data can flow (sex): 2",
            "chains of confirmed relations: 1",
        ],
        [
            "Aucune des 2 chaînes qui en partent ne répond à la demande.",
            "chaînes jusqu'à d : 1",
            "chaînes où ces données peuvent circuler (sex) : 2",
            "chaînes de relations confirmées : 1",
        ],
    ),
    "chains population:p --as-of 2019-12-31": (
        ["1 recorded relation leaves it and had not begun on 2019-12-31."],
        ["1 relation recensée en part et n'avait pas commencé le 31 déc. 2019."],
    ),
    "blast-radius org:group": (
        [
            "No recorded relation leads to it.",
            "Bravo belongs to it, and ownership is never followed; 1 relation leads there: maillon blast-radius org:b",
            "c belongs to it, and ownership is never followed; 1 relation leads there: maillon blast-radius org:c",
        ],
        [
            "Aucune relation recensée n'y mène.",
            "Bravo lui appartient, et un lien de capital n'est jamais suivi ; 1 relation y mène : maillon blast-radius org:b",
            "c lui appartient, et un lien de capital n'est jamais suivi ; 1 relation y mène : maillon blast-radius org:c",
        ],
    ),
    "blast-radius org:alone": (["No recorded relation leads to it."], ["Aucune relation recensée n'y mène."]),
    "blast-radius org:c --data payslips": (
        [
            "1 recorded relation leads to it, and does not carry that to anyone.",
            "parties reached without --data, --effect and --active-only: 3",
        ],
        [
            "1 relation recensée y mène, mais ne transmet rien de tel.",
            "acteurs atteints sans --data, --effect ni --active-only : 3",
        ],
    ),
    "blast-radius incident:silent": (
        ["No source says where it broke."],
        ["Aucune source ne dit chez qui la défaillance a eu lieu."],
    ),
    "cohort population:spared --as-of 2025-01-31": (
        [
            "No recorded incident leads to these people.",
            "Incidents recorded: 1; parties that these people trust, directly or through others: 0. As of 2025-01-31, no incident puts "
            "data about them in question.",
        ],
        [
            "Aucun incident recensé ne mène à ces personnes.",
            "Incidents recensés : 1 ; acteurs à qui ces personnes font confiance, directement ou par d'autres : 0. Au 31 janv. 2025, aucun "
            "incident ne met en cause des données à leur sujet.",
        ],
    ),
    "incident silent": (
        ["No source says more of it than that it was: [s]."],
        ["Aucune source n'en dit davantage que son existence : [s]."],
    ),
    "notifications silent": (
        ["No source says of this incident who knew when, nor who told whom."],
        ["Aucune source ne dit de cet incident qui l'a su quand, ni qui a prévenu qui."],
    ),
    "find bravvo": (
        ["Nothing bears 'bravvo' in a name, another name or an identifier.", "Closest: org:b (Bravo)"],
        ["Rien ne porte « bravvo » dans un nom, un autre nom ou un identifiant.", "Au plus proche : org:b (Bravo)"],
    ),
    "query search clients zzzz yyyy": (
        ["None of the {questions} questions holds these words.", "'zzzz' alone: 0 questions", "All of them: maillon query list"],
        [
            "Aucune des {questions} questions ne contient ces mots.",
            "« zzzz » seul : 0 question",
            "Toutes les questions : maillon query list",
        ],
    ),
    "query run clients-of -p supplier=Alone": (
        ["no rows", "the supplier: Alone (org:alone); recorded relations that lead to it: 0, that leave it: 0"],
        ["aucune ligne", "le fournisseur : Alone (org:alone) ; relations recensées qui y mènent : 0, qui en partent : 0"],
    ),
    "cypher MATCH(h:Hospital)-[r:DELEGATES_TO]->(p:Product)RETURN(p)": (
        ["no rows", "In this store: Hospital 1, DELEGATES_TO 3, Product 0"],
        ["aucune ligne", "Dans cette base : Hospital 1, DELEGATES_TO 3, Product 0"],
    ),
    "rank --type Hospital": (
        ["No recorded relation leads to anyone of this kind.", "Nodes of this kind in this store: 1."],
        ["Aucune relation recensée ne mène à un acteur de ce genre.", "Nœuds de ce genre dans cette base : 1."],
    ),
    "rank --why org:d --data payslips": (
        ["No set of people is behind it, through the recorded relations."],
        ["Aucun groupe de personnes n'est derrière, d'après les relations recensées."],
    ),
    "diff 2019-01-01 2021-01-01 --of org:alone": (
        ["Nothing differs.", "In all, 4 things differ."],
        ["Rien ne diffère.", "En tout, 4 choses diffèrent."],
    ),
}
"""A line, and what it tells in English and in French."""


@pytest.mark.parametrize("line", TOLD)
def test_an_answer_in_which_nothing_is_tells_what_was_found_and_what_is_nearest(drawn: Place, line: str) -> None:
    for lang, lines in zip(("en", "fr"), TOLD[line], strict=True):
        told = maillon(drawn, *line.split(), "--lang", lang)
        shown = typed(told.out).splitlines()
        questions = len(maillon(None, "query", "list", "--format", "csv").out.splitlines()) - 1
        assert [text for text in (wanted.format(questions=questions) for wanted in lines) if text not in shown] == [], told.out
        assert told.err == ""
        assert told.code == (0 if line.startswith("diff") else 1)


def test_formats_without_words_remark_it_and_quiet_does_not(drawn: Place) -> None:
    for line in ("find bravvo", "chains org:c", "cypher MATCH(h:Product)RETURN(h) --limit 0", "rank --type Hospital"):
        shown = maillon(drawn, *line.split()).out.splitlines()
        for format_ in ("csv", "json"):
            ran = maillon(drawn, *line.split(), "--format", format_)
            assert [told in shown for told in ran.err.splitlines()] == [True, True]
            assert maillon(drawn, *line.split(), "--format", format_, "--quiet").err == ""
            french = maillon(drawn, *line.split(), "--format", format_, "--lang", "fr")
            assert french.out == ran.out
            assert french.err not in ("", ran.err)


def test_a_workbook_tells_it_beside_its_heads(drawn: Place, tmp_path: Path) -> None:
    ran = maillon(drawn, "find", "bravvo", "-o", f"{tmp_path}/none.xlsx")
    assert "Closest: org:b (Bravo)" in ran.err
    book = CalamineWorkbook.from_path(f"{tmp_path}/none.xlsx")
    assert book.get_sheet_by_index(0).to_python() == [["id", "name", "kind", "other names"]]
    assert ["Closest: org:b (Bravo)"] in book.get_sheet_by_index(1).to_python()


def test_an_answer_without_rows_shows_no_heads_of_a_table(drawn: Place) -> None:
    for line in (["find", "zzzqq"], ["query", "search", "zzzqq"], ["duplicates"]):
        told = maillon(drawn, *line).out.splitlines()
        assert [text for text in told if text.startswith(("id  ", "name  ", "group  "))] == []
        assert "| id |" not in maillon(drawn, *line, "--format", "md").out
