"""Names: who is a person and who an organisation, and what of a cell may be kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.loaders.names import fold_of_ids, person_in, public_name, trading_names
from maillon.loaders.parties import Parties
from maillon.loaders.persons import Sign


@pytest.mark.parametrize(
    "name",
    [
        *("Example, John & Jane", "Example, Ann & Sample, Paul", "Example, Ann; Sample, Paul", "Exemple, Paul et Julie"),
        *("Ann B. Example, DDS", "Dr. Example", "Example Person, M.D., P.A.", "John Example", "Luz Example, DPM", "Docteur Anne Exemple"),
        *("SELARL CABINET MEDICAL - DR EXEMPLE", "Anne Q. Exemple", "Pat Q. Example DDS & Lee R. Example DDS PLLC"),
        *("Pat Q Example D.D.S.,Lee R Example D.D.S.", "A. Example MD, Paula Example MD,Tamara Example MD, Corinne Example DO"),
        *("Gordon M. Example O.D., Optometric Corporation", "Marla K. Example, M.D., Ltd., A Professional Corporation"),
        *(
            "Example-Doe, Robin A",
            "Example, Hector",
            "Edgar Example, Psy.D.",
            "Jack Hill",
            "Keith & Fisher, DDS, PA",
            "Luz Example, DPM  Podiatry",
        ),
        *("EXEMPLIN OLIVIER", "exemplin yves", "Madame Jeanne EXEMPLIN", "Me EXEMPLIN-DOUX", "MAITRE EXEMPLIN", "Marie et Paul Exemplin"),
        *(
            "EXEMPLIN*MARIE LOUISE/",
            "EXEMPLIN*SAMPLE-EXEMPLIN/PASCALE/",
            "EXEMPLIN*DE LA SAMPLE/AURELIE MARIE/",
            "EIRL Hugues EXEMPLIN Architecte",
            "Audrey Exemplin Architecte",
            "ERIC EXEMPLIN ESPACES VERTS",
        ),
        *("Example, Ann (contractor)", "Exemple, Anne (ergonome)", "Exemple A.", "EXEMPLE C.", "Example, Robin (SARL)"),
        *("SPFPL de biologiste médical du docteur Laurent Exemplin", "Frédérique Exemplin, sage-femme", "Dr. Example & Associates, P.C."),
    ],
)
def test_names_of_persons_are_seen(name: str) -> None:
    assert person_in(name)
    assert public_name(name).name is None


@pytest.mark.parametrize(
    "name",
    [
        *("Aniela Exampleton (Journalist, Spain)", "Jordi Exemple (Former Member of the Parliament, Spain)", "Elza Mas (Businesswoman)"),
        *("Andreu Van den Exemple (Lawyer, Spain)", "Michał Przykład (Chief of the Chancellery, Poland)", "Anaïs Exemplin (députée)"),
    ],
)
def test_who_has_an_office_in_brackets_is_a_person(name: str) -> None:
    assert public_name(name).name is None


@pytest.mark.parametrize(
    "name",
    [
        *("Ministry of Justice (Bulgaria)", "Central Bank (Governor's office)", "Example Clinic (Director of Nursing)"),
        *("International Example Agency (IEA; Austria)", "Schneider Example (member of the group)", "3CX", "Port of Exemple"),
    ],
)
def test_an_organisation_before_brackets_stays(name: str) -> None:
    assert public_name(name).name is not None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Elza Van Exemple", False),
        ("Petr Exempl", False),
        ("Exempl Bank", True),
        ("Exempl", True),
        ("Exempl Trans S.p.A.", True),
        ("CHU Exempl", True),
    ],
)
def test_of_a_list_that_names_persons_too_what_could_be_one_is_not_kept(name: str, kept: bool) -> None:
    assert (public_name(name, wary=True).name is not None) is kept
    assert public_name(name).name is not None


@pytest.mark.parametrize(
    "name",
    [
        *("Northmoor Hospital", "Change Healthcare, Inc.", "St. Joseph Health", "Mutuelle des Marais", "On Q Analytics, Inc."),
        *("Double-T Advantage, Inc.", "Louis Vuitton Health Group", "Blue Cross", "Dr. Example Hospital", "Triple-C Salud"),
        *("Jordan Example Drug, Inc.", "The Vein Doctor", "Bonnie Example Home", "San Antonio Shoes", "Peter Example Seafoods, Inc."),
        *(
            "MD Now Medical Centers, Inc.",
            "Henry Schein",
            "EMILY's List",
            "Dr. Doug's Pediatric Dentistry",
            "City of St. Example, MO Health",
            # firms that are lists of surnames, given names among them
            *("Example, Akerlund & Eddy", "Morgan, Lewis & Specimen", "Sample, Elser, Moskowitz, Edelman & Dicker"),
            *("Exemple, Roux et Blanc", "O'Example, Van Sample, and McSpecimen", "Hall, Render, Sample & Lyman, P.C."),
        ),
        *("Scott & White Medical Center - Temple", "Prince William County Services", "Smith & Wesson", "Example Bank Corporation (EBC)"),
        *("CH PAUL EXEMPLIN", "POLYCLINIQUE JEAN EXEMPLIN", "DIALYSE A DOMICILE DU LAC", "EHPAD MARIE EXEMPLIN", "POINTE A PITRE"),
        *(
            "CHI LUCIE ET RAYMOND EXEMPLIN",
            "CHRU NANCY - MATERNITE",
            "SARL EXEMPLIN MICHEL",
            "ENTREPRISE GILBERT EXEMPLIN",
            "Hôpital Saint-Joseph",
        ),
        *(
            "CAMILLE ASCENSEUR",
            "Jean Marie Peinture",
            "MS BAT",
            "SAM NORD",
            "Institut Pierre et Marie Exemplin",
            "Fondation Bill & Melinda Example",
        ),
    ],
)
def test_names_of_organisations_are_kept_whole(name: str) -> None:
    public = public_name(name)
    assert (public.name, public.dropped) == (name, False)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("Ann Example, Meadow Computer Services", "Meadow Computer Services"),
        ("Rick Example, Professional Computer Services", "Professional Computer Services"),
        ("Ann B. Example DDS dba Meadow Smiles", "Meadow Smiles"),
        ("Birch Primary Care, PA/Pat Q. Example MD", "Birch Primary Care, PA"),
        ("Willow Dermatology, Office of Pat Q. Example, MD", "Willow Dermatology"),
        ("Cedar Eye Center and Pat Q. Example, MD", "Cedar Eye Center"),
        ("Sarah Example, DPM - Littletown Podiatry", "Littletown Podiatry"),
        ("Mary M. Example,MD/PathSample, LTD", "PathSample, LTD"),
        ("Maple Sample Perio, Katherine Example, DMD", "Maple Sample Perio"),
        ("Cedar Health (Dr. Oscar Example)", "Cedar Health"),
        ("Northhealth Insurance (Sampleson Joshua)", "Northhealth Insurance"),
        ("Clinique du Lac et Jean Exemplin", "Clinique du Lac"),
        ("Clinique du Lac ; Dr Jean Exemplin", "Clinique du Lac"),
        ("Example, Robin (Sample Ltd)", "Sample Ltd"),
        ("Cedar Eye Center (Example, Robin)", "Cedar Eye Center"),
        ("Linden Mortgage LLC (dba Mr. Linden)", "Linden Mortgage LLC"),
    ],
)
def test_of_a_person_and_an_organisation_in_one_cell_the_organisation_alone_is_kept(cell: str, kept: str) -> None:
    public = public_name(cell)
    assert (public.name, public.dropped) == (kept, True)


def test_a_checked_identifier_of_an_organisation_goes_before_the_look_of_its_name() -> None:
    assert public_name("PAUL EXEMPLIN").name is None
    assert public_name("PAUL EXEMPLIN", identified=True).sign is Sign.IDENTIFIED
    parties = Parties("t")
    assert parties.named("PAUL EXEMPLIN", evidence="s", row="1", identity="finess:010000024") == "org:finess/010000024"
    # a SIREN may be that of a person in practice alone
    assert parties.named("PAUL EXEMPLIN", evidence="s", row="1", identity="siren:552081317") == "org:t/practitioner.1"
    assert {name: public.dropped for name, public in parties.judged.items()} == {"PAUL EXEMPLIN": True}


# hôpital ──(autre nom)──▶ PAUL EXEMPLIN
@pytest.mark.parametrize(
    ("alias", "of_hospital", "of_anybody"),
    [
        ("PAUL EXEMPLIN", ["PAUL EXEMPLIN"], []),
        ("Dr Paul Exemplin", [], []),
        ("Ann B. Example, DDS", [], []),
        ("Clinique du Lac (Dr Anne Exemple)", ["Clinique du Lac"], ["Clinique du Lac"]),
        ("Ann B. Example, DDS d/b/a Example Smiles", ["Example Smiles"], ["Example Smiles"]),
    ],
)
def test_another_name_is_judged_as_a_name_is_and_no_person_stays_inside_it(
    alias: str, of_hospital: list[str], of_anybody: list[str]
) -> None:
    for identity, kept in (("finess:010000024", of_hospital), (None, of_anybody)):
        parties = Parties("t")
        organisation = parties.named("CH DU LAC", evidence="s", row="1", identity=identity, aliases=[alias])
        assert parties.records()[organisation].aliases == kept  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Harbor Ltd d/b/a/ Lakeside Optical", ("Harbor Ltd", ["Lakeside Optical"])),
        ("QuickRun, Inc. (dba, RoadRun Mailing)", ("QuickRun, Inc.", ["RoadRun Mailing"])),
        ("T&P CONSULTING, INC. D/B/A QUANT", ("T&P CONSULTING, INC.", ["QUANT"])),
        ("Harbor PCS, L.L.C. (formerly known as Harbor PCS, L.P.)", ("Harbor PCS, L.L.C.", ["Harbor PCS, L.P."])),
        ("Plain Name", ("Plain Name", [])),
    ],
)
def test_trading_names_become_aliases(cell: str, expected: tuple[str, list[str]]) -> None:
    assert trading_names(cell) == expected


@given(st.text(st.characters(max_codepoint=127), max_size=30))
def test_ids_are_made_alike_of_a_name_with_a_letter_beyond_ascii_and_without(text: str) -> None:
    assert fold_of_ids(f"é{text}") == fold_of_ids(f"e{text}")
