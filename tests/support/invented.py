"""An invented world: every name, figure, date and document of it is made up, and its names say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maillon.graph.projection import project
from maillon.graph.records import IncidentRecord, Organisation, Population, Product, Record, RelationsRecord, Source
from maillon.graph.statements import Statement

EVIDENCE = ["essai-1#p2"]


def both(fr: str, en: str | None = None) -> dict[str, str]:
    return {"fr": fr, "en": en or fr}


class World:
    """Records by id, added one by one with as few words as a test needs."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self._relations: list[dict[str, Any]] = []

    def source(self, slug: str, title: str, **more: Any) -> None:
        self.records[f"source/{slug}"] = Source.model_validate({"id": slug, "publisher": "Éditeur inventé", "title": title, **more})

    def org(self, slug: str, name: str, *roles: str, **more: Any) -> str:
        record = Organisation.model_validate({"id": f"org:{slug}", "name": name, "roles": roles, "evidence": EVIDENCE, **more})
        self.records[record.id] = record
        return record.id

    def product(self, slug: str, name: str) -> str:
        self.records[f"product:{slug}"] = Product.model_validate({"id": f"product:{slug}", "name": name, "evidence": EVIDENCE})
        return f"product:{slug}"

    def people(self, slug: str, fr: str, en: str, low: int | None, high: int | None = None, **more: Any) -> str:
        size: Any = {"low": low, "high": high, "as_of": "2024", "evidence": EVIDENCE} if low is not None else "unknown"
        fields = {"people": "insured", "evidence": EVIDENCE, **more}
        record = Population.model_validate({"id": f"population:{slug}", "name": both(fr, en), "size": size, **fields})
        self.records[record.id] = record
        return record.id

    def link(self, who: str, verb: str, whom: str, **more: Any) -> None:
        self._relations.append({"who": who, verb: whom, "status": "confirmed", "evidence": EVIDENCE, **more})

    def incident(self, slug: str, fr: str, en: str, **more: Any) -> str:
        fields = {"id": slug, "title": both(fr, en), "effects": ["confidentiality"], "evidence": EVIDENCE, **more}
        self.records[f"incident/{slug}"] = IncidentRecord.model_validate(fields)
        return f"incident:{slug}"

    def statements(self) -> Iterator[tuple[str, list[Statement]]]:
        """What a store loads."""
        for name, record in self.records.items():
            yield name, project(record)
        if self._relations:
            fields = {"kind": "relations", "id": "liens", "title": both("Liens", "Links"), "relations": self._relations}
            yield "relations/liens", project(RelationsRecord.model_validate(fields))


def world() -> World:
    r"""The world of most tests.

    people A,B,C ─▶ insurers A,B,C ─▶ payer ─▶ SMS vendor ─▶ host North
                          C ─(until 2023)─┘      ▲
    patients ─▶ 28 laboratories ─▶ product Labo ─┘ ─▶ editor ─▶ unknown host
             └▶ hospital ─▶ telehealth ─▶ host South
    """
    w = World()
    w.source("essai-1", "Document d’essai n° 1", url="https://example.org/essai/1", published_on="2024-02-01", language="fr")
    w.source("essai-2", "Communiqué d’essai n° 2", url="https://example.org/essai/2", published_on="2025-11-28", language="fr")
    people = [
        w.people("assures-a", "Assurés de la Mutuelle Alpha", "Insured of Mutuelle Alpha", 140_000, 150_000, partition="fr-main-cover"),
        w.people("assures-b", "Assurés de la Mutuelle Bêta", "Insured of Mutuelle Bêta", 95_000, 95_000, partition="fr-main-cover"),
        w.people("assures-c", "Assurés de la Mutuelle Gamma", "Insured of Mutuelle Gamma", 50_000, 60_000, partition="fr-main-cover"),
    ]
    patients = w.people("patients-labos", "Patients des laboratoires", "Patients of the laboratories", 491_000, people="patients")
    treated = w.people("patients-hopital", "Patients de l’hôpital", "Patients of the hospital", None, people="patients")
    insurers = [w.org(f"mutuelle-{x}", f"Mutuelle {n}", "Insurer") for x, n in (("a", "Alpha"), ("b", "Bêta"), ("c", "Gamma"))]
    payer = w.org("tiers-payant", "Tiers Payant Inventé", "ThirdPartyPayer")
    tele = w.org("tele", "Téléconsultation Fictive", "TelehealthPlatform")
    labo = w.product("labo", "Logiciel Labo")
    editor = w.org("editeur", "Éditeur Imaginaire", "SoftwareVendor")
    sms = w.org("sms", "Passerelle SMS Fictive", "ServiceProvider")
    north = w.org("nord", "Hébergeur Nord (fictif)", "HostingProvider")
    south = w.org("sud", "Hébergeur Sud (fictif)", "HostingProvider")
    group = w.org("groupe", "Groupe Fictif")
    hospital = w.org("hopital", "Hôpital Fictif", "Hospital")
    for cohort, insurer in zip(people, insurers, strict=True):
        w.link(cohort, "insured_by", insurer)
    w.link(insurers[0], "delegates_to", payer, service="third-party-payment", since="2018-01-01", seen_on="2025-06-01")
    w.link(insurers[1], "delegates_to", payer, service="third-party-payment", since="2020-03", status="reported")
    w.link(insurers[2], "delegates_to", payer, service="third-party-payment", since="2016", until="2023-12-31")
    w.link(insurers[0], "delegates_to", tele, service="teleconsultation", since="2019-05", status="claimed")
    for i in range(1, 29):
        lab = w.org(f"labo-{i:02d}", f"Laboratoire fictif {i:02d}", "Laboratory")
        w.link(patients, "patient_of", lab)
        w.link(lab, "uses", labo, since="2016-06", deployment="shared")
    w.link(treated, "patient_of", hospital)
    w.link(hospital, "delegates_to", tele, service="teleconsultation", since="2022-01", status="contested")
    w.link(labo, "provided_by", editor)
    w.link(labo, "hosted_by", "unknown", status="reported")
    w.link(editor, "delegates_to", sms, service="sms", since="2020-01", until="2022-06-30", data_after_end="erased")
    w.link(payer, "delegates_to", sms, service="sms", since="2021-01")
    w.link(sms, "hosted_by", north, since="2019-01")
    w.link(tele, "hosted_by", south, since="2018-05")
    w.link(tele, "subsidiary_of", group, status="reported")
    w.incident(
        "intrusion-2024-01",
        "Intrusion inventée chez le tiers payant",
        "Invented intrusion at the payer",
        dates={"occurred": [{"on": "2024-01-22", "evidence": ["essai-2"]}], "detected": [{"on": "2024-01-29", "evidence": ["essai-2"]}]},
        compromised=[{"at": payer, "evidence": ["essai-2"]}],
        entered_through=[{"vector": "phishing", "at": payer, "evidence": ["essai-2"]}],
        data=[{"category": "birth-date", "outcome": "exposed", "of": "insured", "evidence": ["essai-2"]}],
        claims=[
            {
                "field": "persons-concerned",
                "low": 200_000,
                "unit": "persons",
                "by": payer,
                "made_on": "2024-02-01",
                "evidence": ["essai-2"],
            },
            {
                "field": "persons-concerned",
                "low": 210_000,
                "unit": "persons",
                "by": group,
                "made_on": "2024-03-01",
                "evidence": ["essai-2"],
            },
        ],
        affected=[
            {"party": insurers[0], "outcome": "observed", "evidence": ["essai-2"]},
            {"party": insurers[1], "outcome": "not_affected", "evidence": ["essai-2"]},
        ],
        notified=[{"from": payer, "to": insurers[0], "on": "2024-01-30", "duty": "gdpr_33_2", "evidence": ["essai-2"]}],
        open=[both("Combien d’assurés de Gamma ?", "How many insured of Gamma?")],
    )
    w.incident(
        "fuite-2021-02",
        "Fuite inventée de laboratoires",
        "Invented leak of laboratories",
        dates={"occurred": [{"on": "2021-02", "evidence": ["essai-1"]}]},
        compromised=[{"at": labo, "evidence": ["essai-1"]}],
        claims=[{"field": "persons-concerned", "low": 491_000, "unit": "persons", "evidence": ["essai-1"]}],
    )
    return w


def suppliers(clients: int, platforms: int, vendors: int, *, years: int = 12) -> World:
    """A regular world of a chosen size: every client has its people and trusts platforms, which trust vendors and hosts.

    Relations begin in so many different `years`: the more, the more days on which an answer changes.
    """
    w = World()
    w.source("essai-1", "Document d’essai n° 1")
    hosts = [w.org(f"h{i}", f"Hébergeur fictif {i}", "HostingProvider") for i in range(max(1, vendors // 4))]
    sellers = [w.org(f"v{i}", f"Prestataire fictif {i}", "ServiceProvider") for i in range(vendors)]
    desks = [w.org(f"p{i}", f"Plateforme fictive {i}", "TelehealthPlatform") for i in range(platforms)]
    for i, seller in enumerate(sellers):
        w.link(seller, "hosted_by", hosts[i % len(hosts)], since=f"{2010 + i % min(10, years)}")
    for i, desk in enumerate(desks):
        for k in range(3):
            seller = sellers[(i * 7 + k * 3) % len(sellers)]
            w.link(desk, "delegates_to", seller, since=f"{2012 + (i + k) % min(9, years)}", service=f"s{k}")
    for i in range(clients):
        insurer = w.org(f"m{i}", f"Mutuelle fictive {i}", "Insurer")
        cohort = w.people(f"a{i}", f"Assurés fictifs {i}", f"Invented insured {i}", 100 + i, 200 + i, partition="fr-main-cover")
        w.link(cohort, "insured_by", insurer)
        for k in range(3):
            w.link(insurer, "delegates_to", desks[(i * 5 + k * 11) % platforms], since=f"{2011 + (i + k) % years}", service=f"t{k}")
    return w
