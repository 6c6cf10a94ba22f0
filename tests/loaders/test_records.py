"""Folders of records: which data set each record belongs to, what is said of files that are not read, and which error is told once."""

from __future__ import annotations

import random
from collections.abc import Collection
from pathlib import Path

import pytest

from maillon.loaders.problems import BadInputError
from maillon.loaders.record_files import NAMED, find_files
from maillon.loaders.records import SHIPPED, RecordSet, read, read_records, read_sets
from tests.support.places import CORPUS

SOURCES = "kind: sources\nentries:\n  - {id: s, publisher: S}\n"
ORGANISATIONS = "kind: organisations\nentries:\n  - {id: org:a, name: A, evidence: [s]}\n  - {id: org:b, name: B, evidence: [s]}\n"
RELATIONS = "kind: relations\nid: r\ntitle: {fr: r, en: r}\nrelations:\n  - {who: org:a, delegates_to: org:b, evidence: [s]}\n"


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def head(identifier: str, more: str = "") -> str:
    return f"kind: dataset\nid: {identifier}\n{more}"


def sets(found: RecordSet) -> dict[str | None, list[str]]:
    return {one.name: sorted(one.records) for one in found.sets}


def codes(found: RecordSet) -> list[str]:
    return [problem.code for problem in found.problems]


# --------------------------------------------------------------------------------------------- one data set a folder


#  Mes fiches/ (no description)        records that ship with maillon (dataset.yaml: maillon-corpus)
def test_records_of_another_folder_are_another_data_set_named_after_the_folder(tmp_path: Path) -> None:
    mine = write(tmp_path / "Mes fiches", s=SOURCES, o=ORGANISATIONS)
    found = read_records([CORPUS, mine])
    assert found.problems == []
    assert sets(found)["mes-fiches"] == ["org:a", "org:b", "source:s"]
    assert {one.name: one.origin == SHIPPED for one in found.sets} == {"maillon-corpus": True, "mes-fiches": False}


#  all/            all/x/dataset.yaml: first         all/y/deep/dataset.yaml: second
def test_a_description_holds_for_its_folder_and_those_below_also_where_only_a_part_is_given(tmp_path: Path) -> None:
    write(tmp_path / "all", s=SOURCES)
    write(tmp_path / "all" / "x", dataset=head("first", "confidential: true\n"), o=ORGANISATIONS)
    write(tmp_path / "all" / "x" / "below", r=RELATIONS)
    write(tmp_path / "all" / "y" / "deep", dataset=head("second"), s=SOURCES.replace("id: s", "id: t"))
    whole = read_records([tmp_path / "all"])
    assert sets(whole) == {"all": ["source:s"], "first": ["org:a", "org:b", "relations:r"], "second": ["source:t"]}
    for part in (tmp_path / "all" / "x" / "below", tmp_path / "all" / "x" / "below" / "r.yaml"):
        (one,) = read_records([part, tmp_path / "all" / "x" / "o.yaml", tmp_path / "all" / "s.yaml"]).sets[:1]
        assert one.name == "first"
        assert one.description is not None
        assert one.description.confidential


def test_a_name_that_is_given_makes_one_data_set_of_all(tmp_path: Path) -> None:
    folders = [write(tmp_path / "a", s=SOURCES), write(tmp_path / "b", o=ORGANISATIONS)]
    found = read_records(folders, dataset="both")
    assert sets(found) == {"both": ["org:a", "org:b", "source:s"]}
    assert read(folders, dataset="both", strict=False).dataset == "both"
    with pytest.raises(BadInputError, match="several data sets"):
        read(folders, dataset=None, strict=False)


def test_two_folders_of_one_name_are_not_taken_for_one(tmp_path: Path) -> None:
    found = read_records([write(tmp_path / "a" / "x", s=SOURCES), write(tmp_path / "b" / "x", s=SOURCES)])
    assert codes(found) == ["dataset.same_name"]


def test_the_same_files_have_one_origin_and_others_another(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", s=SOURCES, o=ORGANISATIONS)
    origins = [read_records(paths).sets[0].origin for paths in ([folder], [folder / "s.yaml"], [folder / "s.yaml", folder / "o.yaml"])]
    assert len(set(origins)) == 3
    assert read_records([folder]).sets[0].origin == origins[0]
    assert str(tmp_path) not in "".join(origins)


def test_one_record_twice_is_one_with_the_same_content_and_an_error_with_another_in_one_data_set(tmp_path: Path) -> None:
    again = write(tmp_path / "mine", s=SOURCES, t=SOURCES, o=ORGANISATIONS)
    assert read_records([again]).problems == []
    other = write(tmp_path / "mine", u=SOURCES.replace("publisher: S", "publisher: T"))
    assert codes(read_records([other])) == ["id.twice"]
    apart = write(tmp_path / "other", u=SOURCES.replace("publisher: S", "publisher: T"))
    (tmp_path / "mine" / "u.yaml").unlink()
    assert read_records([again, apart]).problems == []


# ------------------------------------------------------------------------------------------------------- references


def test_what_a_shipped_record_declares_may_be_named_and_declared_again(tmp_path: Path) -> None:
    relations = RELATIONS.replace("org:b", "org:viamedis")
    found = read_records([write(tmp_path / "mine", s=SOURCES, o=ORGANISATIONS, r=relations)])
    assert (found.problems, found.borrowed) == ([], {"org:viamedis"})
    again = ORGANISATIONS.replace("org:b", "org:viamedis")
    found = read_records([write(tmp_path / "mine", o=again)])
    assert (found.problems, found.borrowed) == ([], set())
    misspelt = write(tmp_path / "mine", r=RELATIONS.replace("org:b", "org:viamediss"))
    (problem,) = read_records([misspelt]).problems
    assert "closest: org:viamedis" in problem.reason


def test_only_what_nobody_else_declares_is_asked_of_the_store(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", o=ORGANISATIONS, r=RELATIONS.replace("org:b", "org:viamedis"))
    asked: list[tuple[set[str], list[str]]] = []

    def known(ids: Collection[str], besides: Collection[str]) -> set[str]:
        asked.append((set(ids), list(besides)))
        return {"source:s"}

    found, _ = read_sets([folder], dataset=None, known=known)
    assert found.problems == []
    assert asked == [({"source:s"}, ["mine"])]


def test_an_error_that_another_causes_is_told_once_where_the_cause_is(tmp_path: Path) -> None:
    wrong = ORGANISATIONS.replace("name: B, ", "")
    many = RELATIONS + "".join(f"  - {{who: org:b, delegates_to: org:a, service: x{n}, evidence: [s]}}\n" for n in range(13))
    found = read_records([write(tmp_path / "mine", s=SOURCES, o=wrong, r=many)])
    assert [(Path(p.file).name, p.line, p.code) for p in found.problems] == [
        ("o.yaml", 4, "reference.broken"),
        ("o.yaml", 4, "field.missing"),
    ]
    assert "references: 14" in found.problems[0].reason
    unreadable = write(tmp_path / "mine", o=ORGANISATIONS + "  - {")
    assert {(Path(p.file).name, p.code) for p in read_records([unreadable]).problems} == {
        ("o.yaml", "yaml.broken"),
        ("o.yaml", "reference.broken"),
    }
    (tmp_path / "mine" / "o.yaml").rename(tmp_path / "mine" / "o.yaml.txt")
    (tmp_path / "mine" / "o.yaml.txt").write_text(ORGANISATIONS)
    assert set(codes(read_records([tmp_path / "mine"]))) == {"reference.unread"}


def test_what_a_refused_record_names_is_checked_in_the_same_round(tmp_path: Path) -> None:
    (tmp_path / "i.yaml").write_text(
        "kind: incident\nid: i-one\ntitle: {fr: T, en: T}\nevidence: [nosuch]\n"
        "compromised: [{at: org:nobody-knows, evidence: [nosuch]}]\n"
        "claims: [{field: person-concerned, low: 5, unit: persons, evidence: [nosuch]}]\n"
    )
    told = [str(problem.reason) for problem in read_records([tmp_path]).problems]
    assert sum("person-concerned" in reason for reason in told) == 1
    assert sum("org:nobody-knows" in reason for reason in told) == 1
    assert sum("source:nosuch" in reason for reason in told) == 3


def test_errors_of_text_of_form_and_of_reference_are_told_in_one_round(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", a="a: b: c", b=SOURCES.replace("publisher", "publishr"), r=RELATIONS)
    assert {"yaml.broken", "field.unknown", "reference.unknown", "reference.broken"} <= set(codes(read_records([folder])))


@pytest.mark.parametrize("seed", range(6))
def test_any_split_of_files_over_folders_is_judged_alike(tmp_path: Path, seed: int) -> None:
    choose = random.Random(seed)
    files = {"s": SOURCES, "o": ORGANISATIONS, "r": RELATIONS, "t": SOURCES}
    if seed % 2:
        del files["o"]
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for name, text in files.items():
        write(choose.choice(folders), **{name: text})
    found = read_records([folder for folder in folders if folder.exists()])
    assert bool(found.problems) == bool(seed % 2)


# ------------------------------------------------------------------------------------------- nothing is skipped unsaid


def test_every_file_that_is_not_read_is_named_with_what_was_probably_meant(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", s=SOURCES)
    for name in ("saint-elie.yaml.txt", "dax.yalm", "old.yaml.bak", "README.md", "LICENSE", "list.docx", "photo.png"):
        (folder / name).write_bytes(b"\x00")
    (folder / "notes.txt").write_text("# mine\nkind: incident\n")
    (folder / "UPPER.YAML").write_text(SOURCES.replace("id: s", "id: t"))
    (folder / ".hidden.yaml").write_text(SOURCES)
    (folder / ".git").mkdir()
    found = read_records([folder])
    assert (found.files, found.problems) == (2, [])
    said = "\n".join(warning.say("en") for warning in found.warnings)
    for meant in ("saint-elie.yaml", "dax.yaml", "old.yaml", "notes.yaml"):
        assert f"did you mean '{meant}'?" in said
    assert "do not end in .yaml, .yml, .json: list.docx, photo.png" in said
    assert "hidden, so not read: .git/, .hidden.yaml" in said
    assert "README" not in said


def test_a_broken_link_is_an_error_and_a_link_to_a_folder_is_remarked(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", s=SOURCES)
    (folder / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (folder / "loop").symlink_to(folder)
    (folder / "there.yaml").symlink_to(folder / "s.yaml")
    found = read_records([folder])
    assert [(Path(p.file).name, p.code) for p in found.problems] == [("gone.yaml", "file.broken_link")]
    assert [(Path(w.file).name, w.code) for w in found.warnings] == [("loop", "file.linked_folder")]


def test_of_ten_thousand_files_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    for number in range(5000):
        (tmp_path / f"{number:04}.docx").touch()
        (tmp_path / f"{number:04}.yaml").touch()
    found = find_files(tmp_path)
    assert len(found.files) == 5000
    (warning,) = found.warnings
    assert warning.reason.count(".docx") == NAMED
    assert f"{5000 - NAMED:,} more".replace(",", "") in warning.reason


def test_a_text_in_one_language_and_a_service_that_is_nearly_a_known_one_are_remarked(tmp_path: Path) -> None:
    relations = RELATIONS.replace("{fr: r, en: r}", "{fr: Nos sous-traitants}").replace("org:b,", "org:b, service: billings,")
    found = read_records([write(tmp_path / "mine", s=SOURCES, o=ORGANISATIONS, r=relations)])
    assert [(w.line, w.code) for w in found.warnings] == [(3, "text.one_language"), (5, "service.close")]
    assert found.problems == []


@pytest.mark.parametrize("who", ["Jean Dupont", "Mme Martin", "Marie-Claire Lefèvre (DPO)"])
def test_a_decision_by_a_person_is_refused_and_the_name_is_not_said_again(tmp_path: Path, who: str) -> None:
    decided = f"kind: decisions\nentries:\n  - {{not_same: [org:weda, org:vidal], decided_by: '{who}', on: 2026}}\n"
    (problem,) = read_records([write(tmp_path / "mine", d=decided)]).problems
    assert (problem.code, problem.field, problem.line) == ("decision.person", "decided_by", 3)
    assert not any(who in problem.say(lang) for lang in ("en", "fr"))


@pytest.mark.parametrize("who", ["the data-protection officer", "équipe protection des données", "DPO", "Hôpital Marie Curie"])
def test_a_decision_by_a_group_or_a_role_is_read(tmp_path: Path, who: str) -> None:
    decided = f"kind: decisions\nentries:\n  - {{not_same: [org:weda, org:vidal], decided_by: '{who}', on: 2026}}\n"
    assert read_records([write(tmp_path / "mine", d=decided)]).problems == []
