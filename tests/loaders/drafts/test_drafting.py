"""From an article to a draft: what is read off it, what is left to a person, and what never enters the file."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.graph.records import Article as ArticleDocument
from maillon.loaders.drafts.articles import read_article
from maillon.loaders.drafts.drafting import Draft, draft_article
from maillon.loaders.drafts.writing import draft_yaml, sentences_listed
from maillon.loaders.inputs import Input
from maillon.loaders.problems import BadInputError
from maillon.loaders.records import check_text
from maillon.yaml_core import parse

TODAY = dt.date(2026, 11, 30)

FRENCH = """\
Intrusion chez Santexia : 1,2 million d'assurés concernés

La société Santexia, spécialiste du tiers payant, a annoncé mardi 12 mai 2026 avoir été victime d'une intrusion. L'attaque serait survenue \
dans la nuit du 7 au 8 mai, selon un communiqué. Elle a été détectée hier par HexaHost, qui héberge la plateforme.

« Les données de plus de 1,2 million de personnes (dont 45 000 mineurs) ont pu être consultées », indique Santexia. Sont concernés le nom, \
la date de naissance et le numéro de sécurité sociale. Les coordonnées bancaires ne sont pas concernées, assure la direction.

La Mutuelle des Vallées, cliente de Santexia depuis 2021, a prévenu ses 300 000 adhérents. La Cnil a confirmé avoir reçu une notification. \
« Nous attendons des réponses », a réagi Jeanne Dupuis-Martel, présidente d'une association.

En 2024, une attaque contre Viamedis avait touché 33 millions de personnes. Orange, opérateur du réseau, n'est pas en cause. Une rançon de \
2 millions d'euros aurait été demandée, affirme un groupe de pirates.
"""

ENGLISH = """\
Billing vendor breach exposes data of 412,000 patients

MedLedger Solutions, a revenue cycle vendor, said it discovered unauthorized access to its network on February 3, 2026. Files were copied \
between January 28 and February 2, 2026.

According to a filing with the HHS Office for Civil Rights, 412,300 individuals were affected, including 98,000 patients of Lakeside \
Regional Hospital. "We take this seriously," said John Q. Smithson, chief executive of the firm.

The exposed data may include names, dates of birth and Social Security numbers. Financial account information was not involved, the \
company said. MedLedger Solutions is a subsidiary of NorthBridge Holdings. A $4.5 million settlement was proposed on 3/4/2026.
"""


def drafted(text: str) -> Draft:
    return draft_article(read_article(Input("article.txt", text.encode())), TODAY)


def figures(draft: Draft) -> list[tuple[int | None, int | None, bool, str]]:
    return [(q.low, q.high, q.approximate, q.unit) for q in (one.quantity for one in draft.figures)]


def test_organisations_are_those_that_are_known_and_those_that_something_tells_for_such() -> None:
    french, english = drafted(FRENCH), drafted(ENGLISH)
    assert {o.id: o.known for o in french.organisations} == {
        **dict.fromkeys(("org:santexia", "org:hexahost", "org:mutuelle-des-vallees"), False),
        **dict.fromkeys(("org:cnil", "org:viamedis", "org:orange"), True),
    }
    assert {o.id for o in english.organisations if not o.known} == {
        *("org:medledger-solutions", "org:lakeside-regional-hospital", "org:northbridge-holdings")
    }


def test_a_sign_joins_a_name_and_a_volume_of_data_is_none() -> None:
    text = (
        "Harbour Care + Clinics said that a group leaked 234GB of its data. Harbour Care + Clinics is a company of the north. "
        "It is 12 To, says 3Harbours, and nothing else is known of it at that time by anybody."
    )
    assert {new.name for new in drafted(text).organisations} == {"Harbour Care + Clinics", "3Harbours"}


def test_a_name_that_is_a_word_too_is_asked_about_and_as_a_word_or_in_another_name_it_is_none() -> None:
    common = {o.id: o.common for o in drafted(FRENCH).organisations}
    assert (common["org:orange"], common["org:viamedis"]) == (True, False)
    # Alan the insurer, Alan the person, and orange the colour
    for sentence, found in (
        ("L'assureur Alan a prévenu ses clients.", {"org:alan"}),
        ("Le mathématicien Alan Turing n'y est pour rien.", set()),
        ("Une alerte orange a été lancée par la préfecture.", set()),
    ):
        draft = drafted(
            f"{FRENCH.partition('.')[0]}.\n{sentence}\nElle est dans le même cas que les autres, et les données ne sont pas là."
        )
        assert {o.id for o in draft.organisations} & {"org:alan", "org:orange"} == found


def test_figures_keep_their_qualifier_and_the_word_of_what_they_count() -> None:
    assert figures(drafted(FRENCH)) == [
        (1_200_000, 1_200_000, True, "assurés"),
        (1_200_000, None, False, "personnes"),
        (45_000, 45_000, False, "mineurs"),
        (300_000, 300_000, False, "adhérents"),
        (33_000_000, 33_000_000, True, "personnes"),
        (2_000_000, 2_000_000, True, "d'euros"),
    ]
    assert figures(drafted(ENGLISH)) == [
        (412_000, 412_000, False, "patients"),
        (412_300, 412_300, False, "individuals"),
        (98_000, 98_000, False, "patients"),
        (4_500_000, 4_500_000, True, "$"),
    ]


def test_a_date_leaves_open_what_the_text_leaves_open() -> None:
    assert [d.on for d in drafted(FRENCH).dates] == ["2026-05-12", "TODO-05-07/TODO-05-08", "2021", "2024"]
    assert [d.on for d in drafted(ENGLISH).dates] == ["2026-02-03", "TODO-01-28", "2026-02-02", "TODO"]  # 3/4 is two days in English
    assert drafted(FRENCH).relative == 1  # hier


def test_who_speaks_is_an_organisation_or_a_role_and_no_person() -> None:
    said = {(s.by, s.role) for s in drafted(FRENCH).speakers}
    assert {("org:santexia", ""), ("org:cnil", ""), ("", "direction"), ("", "groupe de pirates")} <= said
    assert {(s.by, s.role) for s in drafted(ENGLISH).speakers} >= {("org:hhs-ocr", ""), ("", "company")}


_FR = "La société Santexia, spécialiste du tiers payant, a fermé son service."
_EN = "MedLedger Solutions, a revenue cycle vendor, closed its portal."


@pytest.mark.parametrize(
    ("opening", "sentence", "by", "role"),
    [
        (_EN, "MedLedger Solutions, the group claims, lost files of 300,000 patients.", "", "group"),
        (_EN, "MedLedger Solutions has not confirmed the group's claim of 300,000 patients.", "", "group"),
        (_EN, "Files of 300,000 patients of MedLedger Solutions were copied, say the attackers.", "", "attackers"),
        (_EN, "MedLedger Solutions, the lawsuit alleges, lost files of 300,000 patients.", "", "lawsuit"),
        (_EN, "MedLedger Solutions declined to say whether 300,000 patients are concerned.", "", ""),
        (_EN, "MedLedger Solutions did not comment on the leak but said 300,000 patients were told.", "org:medledger-solutions", ""),
        (_EN, "MedLedger Solutions later said that 300,000 patients were told.", "org:medledger-solutions", ""),
        (_FR, "Les données de 300 000 patients de Santexia ont fuité, affirment les pirates.", "", "pirates"),
        (_FR, "Santexia étudie la revendication des pirates, qui parlent de 300 000 patients.", "", "pirates"),
        (_FR, "Santexia n'indique pas si 300 000 patients sont concernés.", "", ""),
        (_FR, "Les données de Santexia, indique la Cnil, sont celles de 300 000 patients.", "org:cnil", ""),
        (_FR, "Santexia, filiale de Viamedis, a indiqué que 300 000 patients sont concernés.", "org:santexia", ""),
    ],
)
def test_what_an_outsider_asserts_is_never_said_by_who_is_named_before(opening: str, sentence: str, by: str, role: str) -> None:
    draft = drafted(f"{opening}\n{sentence}\n{opening}")
    assert [(one.by, one.role) for one in draft.figures] == [(by, role)]


def test_a_hospital_that_bears_a_given_name_is_no_person_and_a_region_no_organisation() -> None:
    told = "L'AZ Clara, l'hôpital Jeanne Dupuis et le CH Simone-Veil de la région PACA ont fermé. Selon Marie Bernard, ils rouvrent."
    text = f"{_FR}\n{told}\n{_FR}"
    draft = drafted(text)
    assert {o.name for o in draft.organisations if not o.known} == {"Santexia", "AZ Clara", "Jeanne Dupuis", "CH Simone-Veil"}
    assert draft.persons == ("Marie Bernard",)


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("Une fuite de données affecte au moins quatre autres hôpitaux belges.", 4, None),
        ("La fuite concerne trois cliniques.", 3, 3),
        ("The leak hit seven other hospitals of the region.", 7, 7),
    ],
)
def test_a_small_number_in_words_is_a_figure_too(sentence: str, low: int, high: int | None) -> None:
    opening = _EN if sentence.startswith("The") else _FR
    assert [(one.quantity.low, one.quantity.high) for one in drafted(f"{opening}\n{sentence}\n{opening}").figures] == [(low, high)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The Quartzbite ransomware group listed the stolen data of MedLedger Solutions.", "Quartzbite"),
        ("The data was published on a site, and Quartzbite claimed responsibility.", "Quartzbite"),
        ("L'attaque est revendiquée par le groupe Quartzbite, qui publie des données de la société.", "Quartzbite"),
        ("Le groupe Quartzbite revendique le vol des données de la société Santexia.", "Quartzbite"),
    ],
)
def test_an_attacker_nobody_knows_yet_is_drafted_with_its_name_left_to_a_person(sentence: str, name: str) -> None:
    text = f"{_EN if sentence.isascii() and 'The' in sentence else _FR}\n{sentence}\n{sentence}"
    draft = drafted(text)
    assert [one.id for one in draft.attackers] == [f"actor:{name.lower()}"]
    assert name not in {one.name for one in draft.organisations} | set(draft.unsure)
    written = draft_yaml(draft, "en")
    line = next(line for line in written.splitlines() if "actor:" in line)
    assert line.startswith(f"  - {{id: actor:{name.lower()}, name: TODO, evidence: [")
    assert f'"{name}"' in line.partition("#")[2]
    assert "undecided.line" in {problem.code for problem in check_text(written).problems}


def test_a_pseudonym_that_may_be_a_persons_name_is_in_no_file_and_a_company_of_a_group_is_no_attacker() -> None:
    draft = drafted(f"{_FR}\nLe vol est revendiqué par Jeanne Dupuis-Martel. Le groupe Hexaria, sa maison mère, le confirme.\n{_FR}")
    assert (draft.attackers, [o.id for o in draft.organisations if "hexaria" in o.id]) == ([], ["org:hexaria"])
    assert "Jeanne Dupuis-Martel" in draft.persons


@pytest.mark.parametrize(
    ("opening", "sentence", "kinds"),
    [
        (
            _FR,
            "Environ 12 000 adresses, mails et numéros de téléphones d'agents ont été volés, sur un site que protège un seul mot"
            " de passe, connu de tous ceux qui lisent ce forum.",
            "postal-address email telephone account-credentials",
        ),
        (_FR, "Les noms, les adresses et les numéros de téléphones des assurés ont fuité.", "identity postal-address telephone"),
        (_FR, "Les patients dont les données ont fuité ont été prévenus par courriel ou par téléphone.", ""),
        (_FR, "L'intrusion n'a pas eu d'effet sur la prise en charge des patients, dont les données sont saines.", ""),
        (_FR, "Les données des adhérents de la mutuelle ont fuité ; la mutuelle adresse un courrier à chacun.", ""),
        (_FR, "Le nom de leur mutuelle figure parmi les données volées.", "insurer-name"),
        (_EN, "One group says the stolen data is real, but nobody has confirmed the group's claim.", ""),
        (_EN, "The stolen data includes claims, names and claims numbers.", "insurance-claims identity"),
        (_EN, "Patients whose data was exposed were told by mail, and can contact the hospital in order to ask.", ""),
        (
            _EN,
            "The records contain contact information, an address and the order history.",
            "contact-details postal-address purchases",
        ),
        (_EN, "The billing service provider said that data was exposed, as did a scheduling platform.", ""),
        (_EN, "The health plan said that data of its members was exposed, and works to address the incident.", ""),
    ],
)
def test_a_word_names_a_kind_of_data_only_where_it_does(opening: str, sentence: str, kinds: str) -> None:
    draft = drafted(f"{opening}\n{sentence}\n{opening}")
    assert {one.category for one in draft.kinds} == set(kinds.split())


def test_a_conditional_is_marked_at_its_line() -> None:
    may = {one.on: one.may for one in drafted(FRENCH).dates}
    assert (may["TODO-05-07/TODO-05-08"], may["2021"]) == ("serait", "")
    assert {one.quantity.low: one.may for one in drafted(FRENCH).figures}[2_000_000] == "aurait"
    assert {kind.category: kind.may for kind in drafted(ENGLISH).kinds} == {
        **dict.fromkeys(("birth-date", "identity", "national-insurance-number"), "may"),
        "bank-details": "",
    }


def test_what_is_said_not_to_be_concerned_is_drafted_too_and_its_outcome_left_open() -> None:
    assert "bank-details" in {kind.category for kind in drafted(FRENCH).kinds}
    assert "{category: bank-details, outcome: TODO" in draft_yaml(drafted(FRENCH), "fr")


def test_persons_are_told_to_who_drafts_and_stand_in_no_file() -> None:
    for text, name in ((FRENCH, "Jeanne Dupuis-Martel"), (ENGLISH, "John Q. Smithson")):
        draft = drafted(text)
        assert name in draft.persons
        assert any(name in str(remark) for remark in draft.remarks)
        assert name.split()[-1] not in draft_yaml(draft, "en")


def test_a_title_or_an_address_that_names_a_person_is_left_to_write() -> None:
    page = f"""<html lang="fr"><head><title>Jeanne Dupuis-Martel accuse Santexia</title><link rel="canonical"
      href="https://journal.example/jeanne-dupuis-martel-accuse"></head><body><article>
      {"".join(f"<p>{line}</p>" for line in FRENCH.splitlines()[2:] if line)}</article></body></html>"""
    draft = draft_article(read_article(Input("page.html", page.encode())), TODAY)
    assert (draft.title, draft.url) == (None, None)
    assert "dupuis" not in draft_yaml(draft, "fr").lower()


@pytest.mark.parametrize("text", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_no_sentence_of_the_article_is_in_the_draft(text: str) -> None:
    draft = drafted(text)
    title = draft.title or ""
    words = re.findall(r"\w+", draft_yaml(draft, "fr").replace(title, ""))
    runs = {tuple(words[n : n + 6]) for n in range(len(words))}
    own = re.findall(r"\w+", text)
    assert not [run for n in range(len(own)) if (run := tuple(own[n : n + 6])) in runs and len(run) == 6]


def test_the_place_of_each_line_is_that_of_its_sentence() -> None:
    draft = drafted(FRENCH)
    places = dict(line.split("\t", 1) for line in sentences_listed(draft.article).splitlines())
    for one in draft.figures:
        for place in one.places:
            assert one.quantity.text in places[str(place)]
            assert draft.article.text[place:].startswith(places[str(place)])


def test_a_draft_is_refused_line_by_line_and_becomes_a_record_once_each_is_accepted_or_struck() -> None:
    text = draft_yaml(drafted(FRENCH), "en")
    refused = check_text(text).problems
    waiting = [number for number, line in enumerate(text.splitlines(), 1) if re.search(r"TODO(?!\.)", line.partition("#")[0])]
    told = {problem.line for problem in refused}
    assert told >= {number for number in waiting if text.splitlines()[number - 1].lstrip().startswith("- {")}
    assert {problem.code for problem in refused} >= {"undecided.line", "undecided.field", "undecided.found"}
    decided = "\n".join(_decided(text.splitlines()))
    assert check_text(decided).problems == []
    kept = ArticleDocument.model_validate(parse(decided).data)
    assert [claim.low for claim in kept.incident.claims] == [1_200_000] if kept.incident else False


def _decided(lines: list[str]) -> list[str]:
    """What a person makes of the draft: a figure, a date and two organisations are kept, the rest is struck."""
    found = lines.index(next(line for line in lines if line.startswith("found:")))
    kept = []
    for line in lines[:found]:
        bare = line.partition("  #")[0]
        if bare.lstrip().startswith("- {") and not any(
            word in bare for word in ("org:santexia, name", "org:hexahost, name", "2026-05-12", "low: 1200000, unit", "at: TODO")
        ):
            continue
        if bare.strip() in ("data:", "relations:"):
            continue
        bare = bare.replace("roles: [TODO]", "roles: [ServiceProvider]").replace("publisher: TODO", "publisher: Daily")
        bare = (
            bare.replace("rank: TODO", "rank: press").replace("published_on: TODO", "undated: true").replace("    TODO:", "    disclosed:")
        )
        bare = bare.replace("id: TODO", "id: santexia-2026-05").replace("fr: TODO, en: TODO", "fr: Intrusion, en: Intrusion")
        bare = bare.replace("effects: [TODO]", "effects: [confidentiality]").replace("at: TODO", "at: org:santexia")
        kept.append(
            bare.replace("field: TODO", "field: persons-possibly-concerned")
            .replace("unit: TODO", "unit: persons")
            .replace("status: TODO", "status: confirmed")
        )
    return kept


def test_the_whole_of_a_year_is_not_given_where_the_text_gives_none() -> None:
    assert "on: TODO-05-09" in draft_yaml(drafted(FRENCH.replace("hier", "le 9 mai")), "fr")


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_whatever_stands_in_a_text_the_draft_is_a_document_that_check_can_read(text: str) -> None:
    try:
        draft = drafted(f"{FRENCH}\n{text}\nLes données de 300 000 patients sont là, dit la société Santexia.")
    except BadInputError:
        return
    found = check_text(draft_yaml(draft, "fr"))
    assert {problem.code for problem in found.problems} <= {"undecided.line", "undecided.field", "undecided.found", "reference.broken"}
