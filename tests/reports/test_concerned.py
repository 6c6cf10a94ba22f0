"""The answer to "am I concerned?" in words, as CSV and as JSON; and that of the exposure report."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

from maillon.graph.records import Record
from maillon.graph.store import Store
from maillon.queries.concerned import Ask, Concern, Kind, concerned
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.dossier import gather_dossier
from maillon.queries.export_reader import ExportReader
from maillon.reports.concerned import ARTICLES, told_text
from maillon.reports.dossiers import render_dossier, worded_dossier
from maillon.reports.messages import messages
from tests.support.drawing import drawn, incident, load, org
from tests.support.graph_in_memory import graph_of
from tests.support.places import Place
from tests.support.running import maillon


def broke(name: str, at: str, **fields: object) -> Record:
    return incident(name, compromised=[{"at": at}], dates={"occurred": [{"on": "2024-01-22", "evidence": ["s"]}]}, **fields)


# by hand: viamedis ✗, mlm ✗ ──▶ cegedim      the list: me ──▶ list/viamedis, list/cegedim, quiet; me ──until 2023──▶ old ✗
def filled(store: Store) -> None:
    known: list[str | Record] = [
        org("viamedis-sa", name="Viamedis Tiers"),
        org("cegedim-sa", name="Cegedim Sante"),
        "product:mlm provided_by org:cegedim-sa",
    ]
    load(store, drawn(*known, broke("x", "org:viamedis-sa"), broke("y", "product:mlm"), broke("z", "org:old")), "hand")
    mine = [org("list/viamedis", name="Viamedis Tiers"), org("list/cegedim", name="Cegedim Sante"), org("list/quiet", name="Quiet Osprey")]
    trusts = [f"org:me delegates_to {m.id}" for m in mine]
    load(store, drawn(org("me", name="Me"), *mine, *trusts, "org:me delegates_to org:old {until: 2023-12-31, contract: k7}"), "list")


def test_what_nobody_decided_is_said_before_anything_is_counted_and_it_says_what_would_be_added(empty_place: Place, store: Store) -> None:
    filled(store)
    ran = maillon(empty_place, "concerned", "org:me", "--as-of", "2026-01-01")
    first, settle, count = ran.out.splitlines()[2:5]
    assert first == (
        "2 suppliers look like a known organisation, and nobody has decided; this may add up to 2 incidents: "
        "Cegedim Sante (perhaps Cegedim Sante: 1), Viamedis Tiers (perhaps Viamedis Tiers: 1)."
    )
    assert settle == "To settle it: maillon decide org:me"
    assert count.startswith("1 incident at 1 of the 4 organisations and products trusted")
    assert ran.code == 0


def test_a_lookalike_with_which_no_incident_comes_is_named_without_a_number(empty_place: Place, store: Store) -> None:
    load(store, drawn(org("viamedis-sa", name="Viamedis Tiers")), "hand")
    load(store, drawn(org("me", name="Me"), org("list/viamedis", name="Viamedis Tiers"), "org:me delegates_to org:list/viamedis"), "list")
    assert maillon(empty_place, "concerned", "org:me").out.splitlines()[2] == (
        "1 supplier looks like a known organisation, and nobody has decided: Viamedis Tiers (perhaps Viamedis Tiers); no incident is "
        "recorded on that side."
    )


# me ─▶ vidal ◀── belongs to ── weda ✗
def test_what_happened_in_the_group_of_a_supplier_is_named_and_not_counted(empty_place: Place, store: Store) -> None:
    load(store, drawn("org:me delegates_to org:vidal", "org:weda subsidiary_of org:vidal", incident("w", compromised=[{"at": "org:weda"}])))
    told = maillon(empty_place, "concerned", "org:me")
    assert told.code == 1
    assert "Not counted: 1 incident in the groups of those who are trusted" in told.out
    assert "(weda, which belongs to vidal)" in told.out
    assert "No recorded incident at those who are trusted (1 organisation or product)" in told.out
    french = maillon(empty_place, "watch", "org:me", "--lang", "fr").out
    assert "dans le groupe d'un fournisseur : weda, qui appartient à vidal" in french.replace("\u202f", " ").replace("\u00a0", " ")
    as_json = json.loads(maillon(empty_place, "concerned", "org:me", "--format", "json").out)
    assert as_json["in_groups"] == [{"incident": "incident:w", "at": "org:weda", "belongs_to": "org:vidal"}]


def test_an_answer_in_which_nothing_is_still_names_who_looks_like_whom(empty_place: Place, store: Store) -> None:
    filled(store)
    later = maillon(empty_place, "concerned", "org:me", "--as-of", "2026-01-01", "--since", "2025-01-01", "--lang", "fr")
    assert later.code == 1
    assert "2 fournisseurs ressemblent à une organisation connue" in later.out
    assert "Aucun incident recensé chez ceux à qui l'on fait confiance" in later.out
    assert "Plus anciens que 1er janv. 2025, non montrés : 1 incident." in later.out.replace("\u202f", " ")
    as_json = json.loads(maillon(empty_place, "concerned", "org:me", "--format", "json").out)
    assert [(u["supplier"], u["may_be"], u["incidents"]) for u in as_json["undecided"]] == [
        ("org:list/cegedim", ["org:cegedim-sa"], ["incident:y"]),
        ("org:list/viamedis", ["org:viamedis-sa"], ["incident:x"]),
    ]


def test_a_row_says_by_which_contract_and_what_to_ask_with_the_article(empty_place: Place, store: Store) -> None:
    filled(store)
    (row,) = csv.DictReader(io.StringIO(maillon(empty_place, "concerned", "org:me", "--format", "csv").out))
    assert {k: row[k] for k in ("kind", "incident", "rank", "contract", "when", "concern", "whom", "ask", "articles", "until")} == {
        "kind": "trusted",
        "incident": "incident:z",
        "rank": "1",
        "contract": "k7",
        "when": "after",
        "concern": "potential",
        "whom": "org:old",
        "ask": "incident_after",
        "articles": "GDPR 28(3)(g), GDPR 33(2)",
        "until": "2023-12-31",
    }


def test_the_exposure_report_holds_the_rows_of_the_answer_and_what_nobody_decided(store: Store) -> None:
    filled(store)
    found = gather_dossier(CypherReader(store), "exposure", "org:me", None)
    text = render_dossier(worded_dossier(found, "en"), "md", [])
    assert "2 suppliers look like a known organisation" in text
    assert "old (contract k7)" in text
    assert "“z” (at old) came after our relation had ended" in text


#   me ✗        me ──▶ a ✗        insured of me, struck at a stranger's
def test_of_what_broke_at_ourselves_it_is_not_said_that_nobody_told_us() -> None:
    struck = broke("elsewhere", "org:stranger", affected=[{"party": "population:insured", "outcome": "observed"}])
    world = drawn("population:insured insured_by org:me", "org:me delegates_to org:a", broke("x", "org:me"), broke("y", "org:a"), struck)
    answer = concerned(ExportReader(graph_of(world)), "org:me", dt.date(2026, 1, 1))
    assert {row.incident.id: told_text(row, answer.names, "en") for row in answer.rows} == {
        "incident:x": "",
        "incident:y": "nobody, as far as is known",
        "incident:elsewhere": "nobody, as far as is known",
    }


def test_every_kind_concern_and_question_has_its_words_and_every_question_its_articles() -> None:
    for lang in ("fr", "en"):
        for kind in Kind:
            assert messages.say(f"concerned.{kind}", lang)
        for concern in Concern:
            assert messages.say(f"concern.{concern}", lang)
    for ask in Ask:
        for article in ARTICLES[ask]:
            assert article.removeprefix("GDPR ") in messages.words[f"ask.{ask}"][1]
