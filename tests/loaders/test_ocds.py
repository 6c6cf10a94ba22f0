"""Contracting processes in the Open Contracting Data Standard: merged in its order, and no more said than they say."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from maillon.loaders import ocds
from maillon.loaders.base import Reading
from maillon.loaders.contracts.merging import merged
from maillon.loaders.contracts.scope import scope_of
from maillon.loaders.problems import BadInputError
from tests.support.contracts import ALL, SUPPLIER, organisations, relations, siren


def release(number: str = "1", date: str | None = "2024-02-05T09:00:00Z", **more: Any) -> dict[str, Any]:
    """A release of a process of Fenbridge with an award to Teasel, with what differs."""
    return {
        "ocid": f"ocds-zz0000-{number}",
        "id": "r",
        **({"date": date} if date else {}),
        "tag": ["award"],
        "parties": [party("b", "Fenbridge Community Trust", "GB-NHS", "ZZ2"), party("s", "Teasel Imaging Ltd", "GB-COH", "99990011")],
        "buyer": {"id": "b", "name": "Fenbridge Community Trust"},
        "tender": {"title": "Hosting of patient records", "classification": {"scheme": "CPV", "id": "72253200"}},
        "awards": [award()],
        **more,
    }


def party(local: str, name: str, scheme: str = "", number: Any = None, **more: Any) -> dict[str, Any]:
    return {"id": local, "name": name, "identifier": {"scheme": scheme, "id": number}, **more}


def award(status: str = "active", until: str | None = None, supplier: str = "s", **more: Any) -> dict[str, Any]:
    period = {"contractPeriod": {"startDate": "2024-03-01T00:00:00Z", "endDate": until}} if until else {}
    said = {"id": "a1", "status": status, "date": "2024-02-01T00:00:00Z", "suppliers": [{"id": supplier, "name": "Teasel Imaging Ltd"}]}
    return {**said, **period, **more}


def package(path: Path, *releases: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"uri": "https://example.org/p", "version": "1.1", "releases": releases}), "utf-8")
    return path


def read(*paths: Path) -> Reading:
    return ocds.read(list(paths), dataset=None, strict=False, scope=ALL)


def said(reading: Reading) -> list[str]:
    return [f"{r.target.removeprefix('org:')} {r.since or '?'} {r.until or '?'}" for r in relations(reading) if r.verb == "delegates_to"]


TEASEL = "crn/gb-99990011"
TEASEL_PARTY = party("s", "Teasel Imaging Ltd", "GB-COH", "99990011")


# the update of June stands before the award of February, which stands there twice
def test_the_latest_release_counts_by_its_date_and_one_that_is_repeated_once(tmp_path: Path) -> None:
    first = release(awards=[award(until="2026-02-28T00:00:00Z")])
    update = release(date="2024-06-01T00:00:00Z", tag=["awardUpdate"], awards=[award(until="2027-02-28T00:00:00Z")])
    reading = read(package(tmp_path / "p.json", update, first, first))
    assert said(reading) == [f"{TEASEL} 2024-03-01 2027-02-28"]
    assert (reading.read, reading.used, dict(reading.left_out)) == (3, 2, {"the same row again": 1})


def test_a_release_that_cannot_be_put_in_order_is_said(tmp_path: Path) -> None:
    reading = read(package(tmp_path / "p.json", release(), release(date=None), release("2", date="1-01-01")))
    assert said(reading) == [f"{TEASEL} 2024-02-01 ?"] * 2
    assert len([w for w in reading.warnings if "cannot be put in order" in str(w)]) == 1


def test_what_a_record_holds_beside_its_compiled_release_counts_where_that_is_behind(tmp_path: Path) -> None:
    update = release(date="2024-09-01T00:00:00Z", id="r2", awards=[award(until="2028-02-29T00:00:00Z")])
    compiled = release(tag=["compiled"], id="c")
    records = {"version": "1.1", "records": [{"ocid": "ocds-zz0000-1", "releases": [release(), update], "compiledRelease": compiled}]}
    (tmp_path / "r.json").write_text(json.dumps(records))
    reading = read(tmp_path / "r.json")
    assert said(reading) == [f"{TEASEL} 2024-03-01 2028-02-29"]
    assert (reading.read, reading.used, reading.left_out.total()) == (3, 2, 1)
    assert any("older than those beside it" in str(w) for w in reading.warnings)


def test_a_second_process_of_one_pair_is_a_second_contract_whatever_it_is_about(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(release(number, tag=["compiled"])) for number in "123")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    assert said(read(tmp_path / "c.jsonl.gz")) == [f"{TEASEL} 2024-02-01 ?"] * 3


def test_ids_of_parties_end_with_their_release_and_lost_zeros_are_put_back(tmp_path: Path) -> None:
    buyer = party("b", "Fenbridge Community Trust", "GB-NHS", "ZZ2")

    def of(number: str, supplier: dict[str, Any] | None) -> dict[str, Any]:
        parties = [buyer, supplier] if supplier else [buyer]
        return release(number, parties=parties, awards=[award(suppliers=[{"id": "2", "name": "Alder Triage Ltd"}])])

    more = {"additionalIdentifiers": [{"scheme": "FR-SIRENE", "id": siren(SUPPLIER)}]}
    reading = read(
        package(
            tmp_path / "p.json",
            of("1", None),
            of("2", party("2", "Hazel Ltd", "GB-COH", 999062)),
            of("3", party("2", "Hazel Limited", "GB-COH", "GB-COH-00999062")),
            of("4", party("2", "Rowan Santé", "XI-PID", "zz-1", **more)),
        )
    )
    assert [line.split()[0] for line in said(reading)] == [
        "ocds/alder-triage-ltd",
        "crn/gb-00999062",
        "crn/gb-00999062",
        f"siren/{siren(SUPPLIER)}",
    ]
    assert organisations(reading)["org:crn/gb-00999062"].aliases == ["Hazel Ltd"]
    assert any("leading zero" in str(w) for w in reading.warnings)


# 1.0: no list of parties, each reference says who it is
def test_a_release_of_version_1_0_says_who_is_who_in_its_references(tmp_path: Path) -> None:
    old = release(buyer=party("b", "Fenbridge Community Trust", "GB-NHS", "ZZ2"), awards=[award(suppliers=[TEASEL_PARTY])])
    for one in (old["buyer"], *old["awards"][0]["suppliers"]):
        del one["id"]
    del old["parties"]
    reading = read(package(tmp_path / "p.json", old))
    assert [(r.who, r.target) for r in relations(reading)] == [("org:nhs-ods/zz2", f"org:{TEASEL}")]


# a later release says only what is new: who bought stands in the first
@pytest.mark.parametrize("gone", [("buyer", "parties"), ("buyer", "parties", "tender")])
def test_a_later_release_that_does_not_name_the_buyer_takes_nobody_away(gone: tuple[str, ...], tmp_path: Path) -> None:
    first = release(buyer=None, tender={**release()["tender"], "procuringEntity": {"id": "b"}}) if "tender" not in gone else release()
    later = release(date="2024-06-01T00:00:00Z", id="r2", contracts=[{"id": "c", "awardID": "a1", "dateSigned": "2024-05-01"}])
    later = {name: value for name, value in later.items() if name not in (*gone, "awards")}
    reading = read(package(tmp_path / "p.json", first, later))
    assert [(r.who, r.target, r.since) for r in relations(reading)] == [("org:nhs-ods/zz2", f"org:{TEASEL}", "2024-05-01")]


@pytest.mark.parametrize("code", ["ZZ2", "zz2", "GB-NHS-ZZ2"])
def test_a_code_of_the_nhs_is_an_identity_in_every_list(code: str, tmp_path: Path) -> None:
    body = organisations(read(package(tmp_path / "p.json", release(parties=[party("b", "Fenbridge Community Trust", "GB-NHS", code)]))))
    assert body["org:nhs-ods/zz2"].identifiers == ["nhs-ods:ZZ2"]


def test_a_code_of_a_practitioner_is_no_number_of_an_organisation(tmp_path: Path) -> None:
    parties = [party("b", "Fenbridge Community Trust", "GB-NHS", "ZZ2"), party("s", "Teasel Imaging Ltd", "GB-NHS", "G9999999")]
    reading = read(package(tmp_path / "p.json", release(parties=parties)))
    assert organisations(reading)["org:ocds/teasel-imaging-ltd"].identifiers == []
    assert not any("9999999" in str(record) for record in reading.records.values())


@pytest.mark.parametrize("line", ["GB-NHS-ZZ2", "nhs-ods:ZZ2", "ods:zz2", "crn:GB-99990066"])
def test_buyers_are_listed_by_whatever_number_their_notices_give(line: str, tmp_path: Path) -> None:
    (tmp_path / "buyers.txt").write_text(f"{line}\n")
    asked = scope_of((), tmp_path / "buyers.txt", (), everything=False)
    trust = party("b", "Fenbridge Community Trust", "GB-NHS", "ZZ2", additionalIdentifiers=[{"scheme": "GB-COH", "id": "99990066"}])
    page = package(tmp_path / "p.json", release(parties=[trust]), release("2", parties=[party("b", "Other", "GB-NHS", "ZZ3")]))
    reading = ocds.read([page], dataset=None, strict=False, scope=asked)
    assert (reading.used, reading.left_out.total()) == (1, 1)
    assert organisations(reading)["org:nhs-ods/zz2"].identifiers == ["crn:GB-99990066", "nhs-ods:ZZ2"]


def test_a_supplier_that_bears_the_title_of_what_is_bought_has_no_name(tmp_path: Path) -> None:
    titled = award(suppliers=[{"id": "9", "name": "HOSTING of patient records"}])
    (whom,) = said(read(package(tmp_path / "p.json", release(awards=[titled]))))
    assert whom.startswith("ocds/unknown.")


CONTRACT = {"id": "c1", "awardID": "a1", "status": "active", "dateSigned": "2023-02-10T00:00:00Z"}
PERIOD = {"period": {"startDate": "2023-03-01T00:00:00Z", "endDate": "2026-02-28T00:00:00Z"}}


def test_an_award_that_is_cancelled_later_ended_by_then_and_one_that_never_stood_is_none(tmp_path: Path) -> None:
    first = release(contracts=[CONTRACT | PERIOD])
    gone = release(date="2025-01-20T00:00:00Z", tag=["awardCancellation"], awards=[award("cancelled")])
    lost = release("2", awards=[award(), award("unsuccessful", id="a2", suppliers=[{"name": "Whin C Ltd"}])])
    never = release("3", awards=[award("cancelled")])
    reading = read(package(tmp_path / "p.json", gone, first, lost, never))
    assert said(reading) == [f"{TEASEL} 2023-03-01 ../2025-01-20", f"{TEASEL} 2024-02-01 ?"]
    assert {str(rule): n for rule, n in reading.left_out.items()} == {"an award that was cancelled or unsuccessful": 1}


def test_a_contract_that_is_not_signed_yet_has_no_day_and_what_is_only_tendered_is_no_relation(tmp_path: Path) -> None:
    pending = release(contracts=[CONTRACT | PERIOD | {"status": "pending"}])
    tender = {k: v for k, v in release("2", tag=["tender"]).items() if k != "awards"}
    reading = read(package(tmp_path / "p.json", pending, tender))
    assert said(reading) == [f"{TEASEL} ? ?"]
    assert "not signed yet" in str(relations(reading)[0].note)
    assert {str(rule): n for rule, n in reading.left_out.items()} == {"planned or tendered, not awarded": 1}


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ({"startDate": "2023-06-30T23:30:00-05:00", "endDate": "2025-06-30T00:00:00-05:00"}, "2023-06-30 2025-06-30"),
        ({"durationInDays": 730}, "2023-02-10 2025-02-08"),
        ({"startDate": "2023-02-01T00:00:00Z", "endDate": "9999-12-31T00:00:00Z"}, "2023-02-01 ?"),
        ({"startDate": "2023-02-01T00:00:00Z", "endDate": "2022-12-31T00:00:00Z"}, "2023-02-01 ?"),
    ],
)
def test_the_days_are_those_of_the_contract_as_they_are_written(period: dict[str, Any], days: str, tmp_path: Path) -> None:
    assert said(read(package(tmp_path / "p.json", release(contracts=[CONTRACT | {"period": period}])))) == [f"{TEASEL} {days}"]


def test_a_period_of_the_tender_alone_is_what_was_asked_for_and_is_said_to_be(tmp_path: Path) -> None:
    tender = release()["tender"] | {"contractPeriod": {"startDate": "2023-01-01T00:00:00Z", "endDate": "2023-12-31T00:00:00Z"}}
    reading = read(package(tmp_path / "p.json", release(tender=tender)))
    assert said(reading) == [f"{TEASEL} 2023-01-01 2023-12-31"]
    assert "the tender asked for" in str(relations(reading)[0].note)
    assert relations(reading)[0].made_on == "2023-01-01"  # so that the end is a plan


def test_json_that_is_broken_costs_its_line_and_packages_in_a_row_are_all_read(tmp_path: Path) -> None:
    good = [json.dumps(release(number)) for number in "123"]
    lines = [good[0].replace("Hosting of", "Hosting\tof"), good[1].replace("72253200", "N72").replace('"N72"', "N72"), good[2]]
    (tmp_path / "l.jsonl").write_text("\n".join(lines))
    reading = read(tmp_path / "l.jsonl")
    assert (reading.used, [p.line for p in reading.rejected]) == (2, [2])
    one, two = (json.dumps({"releases": [release(n)]}, indent=1) for n in "12")
    (tmp_path / "two.json").write_text(one + two)
    (tmp_path / "array.json").write_text(f"[{one},{two}]")
    alone = json.dumps(release("3"), indent=1)  # documents in a row need not be alike
    (tmp_path / "unlike.json").write_text(f"{one}\n{alone}\n[{two}]")
    (tmp_path / "after.json").write_text(f"[{two}]\n{one}{alone}")
    files = ("two.json", "array.json", "unlike.json", "after.json")
    assert [len(said(read(tmp_path / name))) for name in files] == [2, 2, 3, 3]
    (tmp_path / "cut.json.gz").write_bytes(gzip.compress(one.encode())[:-12])
    with pytest.raises(BadInputError, match="damaged"):
        read(tmp_path / "cut.json.gz")
    (tmp_path / "cut.json").write_text(one[:-30])
    with pytest.raises(BadInputError, match="cut off"):
        read(tmp_path / "cut.json")


def test_a_merge_overwrites_unites_by_id_replaces_whole_lists_and_null_takes_away() -> None:
    first = {"a": {"x": 1, "y": 2}, "b": [{"id": 1, "x": 1}, {"id": 2}], "c": [1, 2], "d": 4}
    assert merged([first, {"a": {"y": 3}, "b": [{"id": 1, "z": 5}], "c": [3], "d": None}]) == {
        "a": {"x": 1, "y": 3},
        "b": [{"id": 1, "x": 1, "z": 5}, {"id": 2}],
        "c": [3],
    }


# b: Fenbridge ──▶ s: Teasel ──▶ c: Sedge      t: Clover lost, and what it would have handed on is nothing
SEDGE, CLOVER = party("c", "Sedge Archives Ltd", "GB-COH", "99990022"), party("t", "Clover Data Ltd", "GB-COH", "99990033")
SEDGE_REFERENCE = {"id": "c", "name": "Sedge Archives Ltd"}


def parties(*more: dict[str, Any]) -> list[dict[str, Any]]:
    return [*release()["parties"], *more]


def bid(tenderer: str, local: str, *subs: str, main: str | None = None, **more: Any) -> dict[str, Any]:
    givers = {"mainContractors": [{"id": main}]} if main else {}
    acts = [{"id": str(n), "subcontractor": {"id": sub}, **givers} for n, sub in enumerate(subs)]
    return {"id": local, "tenderers": [{"id": tenderer}], "subcontracting": {"subcontracts": acts}, **more}


@pytest.mark.parametrize(
    "more",
    [
        {"awards": [award(subcontracting={"subcontracts": [{"id": "1", "subcontractor": SEDGE_REFERENCE}]})]},
        {"bids": {"details": [bid("s", "1", "c"), bid("t", "2", "t")]}},  # of the bids that of who won counts
        {"bids": {"details": [bid("x", "1", "c"), bid("s", "2", "t")]}, "awards": [award(relatedBid="1")]},  # the one that is named
        {"bids": {"details": [bid("s", "1", "c", main="s")]}},
        {"parties": parties({**SEDGE, "roles": ["subcontractor"]}, CLOVER)},  # named by its role alone
        {"bids": {"details": [{"id": "1", "subcontracting": {"subcontracts": [{"id": "1", "subcontractor": SEDGE_REFERENCE}]}}]}},
    ],
)
def test_a_sub_contractor_that_is_declared_is_behind_the_supplier_in_the_same_contract(more: dict[str, Any], tmp_path: Path) -> None:
    reading = read(package(tmp_path / "p.json", release(**{"parties": parties(SEDGE, CLOVER), **more})))
    arrows = {(r.who, r.target, r.contract) for r in relations(reading) if r.verb == "delegates_to"}
    (contract,) = {contract for _, _, contract in arrows}
    buyer = next(who for who, whom, _ in arrows if whom == f"org:{TEASEL}")
    assert arrows == {(buyer, f"org:{TEASEL}", contract), (f"org:{TEASEL}", "org:crn/gb-99990022", contract)}


# two suppliers, and the act says that it is Teasel's
def test_of_several_suppliers_the_one_that_the_act_names_hands_on(tmp_path: Path) -> None:
    both = [{"id": "s", "name": "Teasel Imaging Ltd"}, {"id": "t", "name": "Clover Data Ltd"}]
    acts = {"subcontracts": [{"id": "1", "subcontractor": SEDGE_REFERENCE, "mainContractors": [{"id": "s"}]}]}
    awards = [award(suppliers=both, subcontracting=acts)]
    reading = read(package(tmp_path / "p.json", release(parties=parties(SEDGE, CLOVER), awards=awards)))
    assert [r.who for r in relations(reading) if r.target == "org:crn/gb-99990022"] == [f"org:{TEASEL}"]


def test_sub_contracting_without_a_name_is_somebody_whom_nobody_names_and_none_where_it_is_denied_or_not_said(tmp_path: Path) -> None:
    for declared, expected in ((True, 2), (False, 1), (None, 1)):
        reading = read(package(tmp_path / f"{declared}.json", release(awards=[award(hasSubcontracting=declared)])))
        assert len([r for r in relations(reading) if r.verb == "delegates_to"]) == expected, declared


# two awards: whose the party with that role is, nobody says
def test_a_sub_contractor_by_its_role_is_of_no_award_where_there_are_several(tmp_path: Path) -> None:
    awards = [award(), award(id="a2", supplier="t")]
    reading = read(package(tmp_path / "p.json", release(parties=parties({**SEDGE, "roles": ["subcontractor"]}, CLOVER), awards=awards)))
    assert sorted(r.target for r in relations(reading)) == [f"org:{TEASEL}", "org:crn/gb-99990033"]


def test_a_notice_that_stands_twice_is_one_relation_and_of_two_files_both_are_its_evidence(tmp_path: Path) -> None:
    once = package(tmp_path / "january.json", release())
    twice = read(package(tmp_path / "twice.json", release(), release()))
    assert (twice.read, len(relations(twice)), len(relations(twice)[0].evidence)) == (2, 1, 1)
    again = package(tmp_path / "february.json", release())
    (said_once,) = relations(read(once, again))
    assert [text.rpartition(" ")[2] for text in said_once.evidence] == ["(february.json)", "(january.json)"]
    update = package(tmp_path / "march.json", release(date="2024-03-05T09:00:00Z", awards=[award(until="2027-02-28T00:00:00Z")]))
    (changed,) = relations(read(once, update))
    assert (changed.until, len(changed.evidence)) == ("2027-02-28", 2)
