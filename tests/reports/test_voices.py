"""Every (value, status, speaker) that a view shows is of one statement: no view takes the value of one and the status of another.

Worlds of random statements about one incident are loaded for real, on each engine, and every view that shows what was said of it
is read back: the answers as JSON, the questions of the library, the documents, the picture and the export.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maillon.graph.records import Record
from maillon.queries.library import library
from maillon.reports.messages import messages
from tests.support.drawing import drawn, incident, load, org, people
from tests.support.places import Place
from tests.support.running import maillon

SPEAKERS = ["org:cnil", "org:v", "org:client", "org:paper", "actor:crew", None]
STATUSES = ["confirmed", "reported", "claimed", "contested", "retracted"]


def said(dice: random.Random) -> dict[str, Any]:
    by, made = dice.choice(SPEAKERS), dice.choice([None, None, "2024-02", "2024-03-05"])
    words: dict[str, Any] = {"status": dice.choice(STATUSES), "evidence": [dice.choice(["s", "t", "u"])]}
    return words | ({"by": by} if by else {}) | ({"made_on": made} if made else {})


#  population:c ──▶ client ──▶ v*, where it broke; the CNIL, a paper and the attacker speak
def world(seed: int) -> list[Record]:
    dice = random.Random(seed)
    data = [
        {"category": dice.choice(["identity", "email"]), "outcome": dice.choice(["exposed", "possible", "not_exposed"]), **said(dice)}
        for _ in range(9)
    ]
    affected = [
        {
            "party": dice.choice(["org:client", "population:c"]),
            "outcome": dice.choice(["observed", "possible", "not_affected"]),
            "effect": dice.choice(["confidentiality", None]),
            **said(dice),
        }
        for _ in range(9)
    ]
    notified = [
        {
            "from": "org:v",
            "to": dice.choice(["org:client", "org:cnil"]),
            "duty": "gdpr_33_1",
            "happened": dice.choice([True, False]),
            "on": dice.choice([None, "2024-01-25", "2024-02"]),
            **said(dice),
        }
        for _ in range(6)
    ]
    for items in (affected, notified):
        for item in items:
            for name in [name for name, value in item.items() if value is None]:
                del item[name]
    relations = [
        {
            "who": "org:client",
            "delegates_to": "org:v",
            **dice.choice([{}, {"since": "2020"}, {"until": "2023"}, {"since": "2021", "until": "2022"}]),
            **said(dice),
        }
        for _ in range(4)
    ]
    broke = [{"at": "org:v", "status": "confirmed"}]
    happened = incident(
        "x", effects=["confidentiality"], compromised=broke, data=data, affected=affected, notified=notified, relations=relations
    )
    parties: list[Record] = [org("cnil", "Regulator"), org("v", "SoftwareVendor"), org("client"), org("paper"), people("c", 5, 5)]
    return drawn("population:c insured_by org:client", happened, *parties)


def stated(record: dict[str, Any]) -> set[tuple[Any, ...]]:
    """(what, value, status, speaker) of every statement."""
    found = set()
    for kind, value in (("data", "outcome"), ("affected", "outcome"), ("notified", "happened")):
        for item in record[kind]:
            told = item[value] if value == "outcome" else ("told" if item.get("happened", True) else "not_told")
            found.add((kind, told, item["status"], item.get("by")))
    for item in record["relations"]:
        found.add(("relations", (item.get("since"), item.get("until")), item["status"], item.get("by")))
    return found


def one(by: Any) -> str | None:
    """The one speaker of a reading."""
    speakers = [by] if isinstance(by, str) else list(by or ())
    assert len(speakers) <= 1
    return speakers[0] if speakers else None


class Views:
    """What every view shows of a world, as (what, value, status, speaker)."""

    def __init__(self, place: Place, folder: Path) -> None:
        self._place = place
        self._folder = folder

    def json(self, *arguments: str) -> Any:
        ran = maillon(self._place, *arguments, "--format", "json")
        assert ran.code in (0, 1), ran.err
        return json.loads(ran.out)

    def incident(self) -> Iterator[tuple[Any, ...]]:
        body = self.json("incident", "incident:x")
        for kind, items in (("data", body["data"]), ("affected", body["parties"])):
            for item in items:
                for reading in [item, *item.get("readings", [])]:
                    yield kind, reading["outcome"], reading["status"], one(reading["by"])
        for item in body["notifications"]:
            for reading in item["readings"]:
                yield "notified", "told" if reading["happened"] else "not_told", reading["status"], one(reading["by"])

    def blast_radius(self) -> Iterator[tuple[Any, ...]]:
        for origin in ("incident:x", "org:v"):
            body = self.json("blast-radius", origin)
            for item in body["exposures"]:
                for reading in [item, *item.get("readings", [])]:
                    yield "data", reading["outcome"], reading["status"], one(reading["by"])
            for item in [s for node in body["nodes"] for s in node["shown"]] + body["elsewhere"]:
                for reading in [item, *item.get("readings", [])]:
                    yield "affected", reading["outcome"], reading["status"], one(reading["by"])
            for arrow in (a for node in body["nodes"] for a in node["witness"]):
                yield from self._relation(arrow)

    def _relation(self, arrow: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        if arrow["arrow"] == "DELEGATES_TO":
            for reading in [arrow, *arrow.get("readings", [])]:
                yield "relations", (reading.get("since"), reading.get("until")), reading["status"], one(reading["by"])

    def chains(self) -> Iterator[tuple[Any, ...]]:
        for chain in self.json("chains", "population:c")["chains"]:
            for hop in chain["hops"]:
                yield from self._relation(hop)

    def cohort(self) -> Iterator[tuple[Any, ...]]:
        body = self.json("cohort", "population:c")
        for item in body["incidents"]:
            if item["status"]:
                outcome = {"cleared": "not_affected"}.get(item["bearing"], item["bearing"])
                yield "affected", outcome, item["status"], one(item["by"])

    def show(self) -> Iterator[tuple[Any, ...]]:
        for arrow in self.json("show", "incident:x")["arrows"]:
            yield from self._arrow(arrow["type"], arrow)

    def export(self) -> Iterator[tuple[Any, ...]]:
        ran = maillon(self._place, "export")
        assert ran.code == 0, ran.err
        for arrow in json.loads(ran.out)["arrows"]:
            yield from self._arrow(arrow["type"], arrow["properties"])

    def _arrow(self, type_: str, p: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        kind = {"EXPOSED": "data", "AFFECTED": "affected", "NOTIFIED": "notified", "DELEGATES_TO": "relations"}.get(type_)
        if kind is None:
            return
        for r in [p, *map(json.loads, p.get("readings", []))]:
            value: Any = r.get("outcome")
            if kind == "notified":
                value = "told" if r["happened"] else "not_told"
            elif kind == "relations":
                value = (r.get("since_edtf"), r.get("until_edtf"))
            yield kind, value, r["status"], one(r.get("by"))
        if "gravest" in p:
            yield kind, p["gravest"], p["gravest_status"], one(p.get("gravest_by"))
        for k, status in enumerate(p.get("each_status", ())):
            value = p["each_outcome"][k] if kind != "relations" else (p["each_since"][k] or None, p["each_until"][k] or None)
            yield kind, value, status, one(p["each_by"][k] or None)

    def questions(self) -> Iterator[tuple[Any, ...]]:
        for name, kind, value in (
            ("data-exposed", "data", "outcome"),
            ("incidents-with-data", "data", "outcome"),
            ("data-not-exposed", "data", "not_exposed"),
            ("not-affected", "affected", "not_affected"),
            ("persons-not-told", "notified", "not_told"),
            ("who-told-whom", "notified", "happened"),
        ):
            wanted = ["-p", "category=data:email"] if name == "incidents-with-data" else []
            body = self.json("query", "run", name, *wanted)
            for row in (dict(zip(body["columns"], values, strict=True)) for values in body["rows"]):
                told = row.get(value, value)
                told = {True: "told", False: "not_told"}.get(told, told) if value == "happened" else told
                yield kind, told, row["status"], one(row["by"])

    def document(self) -> Iterator[tuple[Any, ...]]:
        """The rows of the incident's document: outcome, speaker and status in cells of one row."""
        ran = maillon(self._place, "report", "incident", "incident:x", "-o", str(self._folder / "x.md"))
        assert ran.code == 0, ran.err
        outcomes = {messages.label(o, "en"): o for o in ("exposed", "possible", "not_exposed", "observed", "not_affected")}
        words = {messages.label(s, "en"): s for s in STATUSES}
        names = {"cnil": "org:cnil", "v": "org:v", "client": "org:client", "paper": "org:paper", "actor:crew": "actor:crew"}
        for line in (self._folder / "x.md").read_text("utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            if len(cells) == 6 and cells[1] in outcomes:
                status = words[re.split(r"[,. \\\[]", cells[5])[0]]
                kind = "affected" if cells[0] in ("client", "c") else "data"
                yield kind, outcomes[cells[1]], status, names.get(cells[4])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_view_shows_values_with_the_status_and_speaker_of_their_own_statement(
    place: Place, store: Any, tmp_path: Path, seed: int
) -> None:
    records = world(seed)
    load(store, records)
    happened = next(r for r in records if getattr(r, "compromised", None))
    known = stated(happened.model_dump(mode="json", by_alias=True, exclude_none=True))
    views = Views(place, tmp_path)
    for name in ("incident", "blast_radius", "chains", "cohort", "show", "export", "questions", "document"):
        shown = set(getattr(views, name)())
        assert shown <= known, (name, shown - known)
        assert shown or name == "cohort", f"{name} shows something of it"


def test_every_question_that_tells_an_outcome_tells_its_status_and_speaker() -> None:
    telling = {q.name for q in library().values() if "outcome" in q.columns and "status" in q.columns}
    assert telling
    assert all("by" in q.columns for q in library().values() if q.name in telling)
