"""A country made up from published totals: who insures, who treats, with which software, hosted where. Seeded, so the same everywhere.

Totals that shape it (rounded, and only these are real; every relation and every name is invented):

- 2,976 hospitals and clinics in France at the end of 2022 (DREES, "Les établissements de santé", edition 2024);
- about 103,000 sites in FINESS, the register of care sites (published by the ANS);
- 605 bodies that offered complementary health cover in 2013 (DREES, "La protection sociale en France"); fewer since;
- 224,900 doctors in 2017 (Insee, "Tableaux de l'économie française" 2018), most of them in a practice of their own or shared.

Suppliers are chosen with a heavy tail: the r-th of n is taken with a probability proportional to 1 / (r + 3)^1.1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maillon.graph.statements import REGISTER, ArrowStatement, NodeStatement, Statement
from maillon.queries.scale.snapshot import NONE, Snapshot

HOSPITALS, SITES, PRACTICES, INSURERS = 2_976, 100_000, 195_000, 605
PRODUCTS, VENDORS, HOSTS, PAYERS, PLATFORMS, SERVICES = 500, 400, 250, 12, 60, 170
HOSPITALS_WITH_COHORT = 600
PEOPLE = 68_000_000
DAY = dt.date(2025, 6, 30)
"""The day on which the benchmarks ask."""

_CARE = (["contact", "health"], ["contact"], ["health"], None, None, None)
_INSURANCE = (["contact", "social-security-number"], ["contact"], None, None)
_EVIDENCE = ["made-up-register"]


def country(seed: int = 7, size: float = 1.0) -> Iterator[tuple[str, list[Statement]]]:
    """Records, as a store loads them: about 300 000 organisations and 1.2 million relations at size 1.

    Args:
        seed: of the random generator.
        size: factor on the numbers of those who give care; suppliers and insurers stay as they are.
    """
    yield from _Country(seed, size).records()


class _Country:
    def __init__(self, seed: int, size: float) -> None:
        self._random = np.random.default_rng(seed)
        self._size = size
        self._tails: dict[int, NDArray[np.float64]] = {}
        self._days = [(dt.date(2005, 1, 1) + dt.timedelta(days)).isoformat() for days in range(8000)]

    def records(self) -> Iterator[tuple[str, list[Statement]]]:
        hospitals, sites, practices = (max(1, round(n * self._size)) for n in (HOSPITALS, SITES, PRACTICES))
        yield from self._suppliers()
        yield from self._insurers()
        yield from self._providers("hospital", ("CareProvider", "Hospital"), hospitals, 9.0, 4.0, 0.7)
        yield from self._providers("site", ("CareProvider",), sites, 3.0, 1.2, 0.05)
        yield from self._providers("practice", ("CareProvider", "Practice"), practices, 2.0, 1.2, 0.0)
        with_cohort = min(hospitals, HOSPITALS_WITH_COHORT)
        for number in range(with_cohort):
            low = int(self._random.integers(2_000, 120_000))
            high = None if self._random.random() < 0.1 else int(low * 1.2)
            yield self._cohort(f"population:patients-of-hospital-{number}", "patients", low, high, "PATIENT_OF", f"org:hospital-{number}")

    def _suppliers(self) -> Iterator[tuple[str, list[Statement]]]:
        for number in range(PRODUCTS):
            it = f"product:software-{number}"
            provided = [self._arrow("PROVIDED_BY", it, f"org:vendor-{self._pick(VENDORS)}")]
            hosted = [self._arrow("HOSTED_BY", it, f"org:host-{self._pick(HOSTS)}") for _ in range(int(self._random.integers(0, 3)))]
            yield it, [_node(it), *provided, *hosted]
        for kind, role, count, services, products in (
            ("vendor", "SoftwareVendor", VENDORS, 1.2, 1.0),
            ("host", "HostingProvider", HOSTS, 0.6, 0.5),
            ("payer", "ThirdPartyPayer", PAYERS, 2.0, 3.0),
            ("platform", "TelehealthPlatform", PLATFORMS, 1.5, 2.0),
            ("service", "ServiceProvider", SERVICES, 0.8, 1.0),
        ):
            for number in range(count):
                it = f"org:{kind}-{number}"
                arrows = [self._arrow("HOSTED_BY", it, f"org:host-{self._pick(HOSTS)}")] if self._random.random() < 0.6 else []
                arrows += [self._arrow("DELEGATES_TO", it, f"org:service-{self._pick(SERVICES)}") for _ in range(self._some(services))]
                arrows += [self._arrow("USES", it, f"product:software-{self._pick(PRODUCTS)}") for _ in range(self._some(products))]
                if kind == "vendor" and self._random.random() < 0.1:
                    arrows.append(self._arrow("SUBSIDIARY_OF", it, f"org:vendor-{self._pick(VENDORS)}"))
                yield it, [_node(it, role), *_others(it, arrows)]

    def _insurers(self) -> Iterator[tuple[str, list[Statement]]]:
        weights = 1 / (np.arange(INSURERS) + 3.0) ** 1.1
        sizes = (weights / weights.sum() * PEOPLE * 0.95).astype(int)
        for number in range(INSURERS):
            it = f"org:insurer-{number}"
            arrows = [self._arrow("DELEGATES_TO", it, f"org:payer-{self._pick(PAYERS)}", _INSURANCE, "insurance")]
            arrows += [self._arrow("DELEGATES_TO", it, f"org:platform-{self._pick(PLATFORMS)}", _INSURANCE) for _ in range(self._some(0.8))]
            arrows += [self._arrow("USES", it, f"product:software-{self._pick(PRODUCTS)}", _INSURANCE) for _ in range(self._some(3.0))]
            arrows += [self._arrow("HOSTED_BY", it, f"org:host-{self._pick(HOSTS)}")]
            yield it, [_node(it, "Insurer"), *_others(it, arrows)]
            low = int(sizes[number])
            high = None if self._random.random() < 0.05 else int(low * 1.05)
            partition = "fr:main-health-cover" if self._random.random() < 0.8 else None
            yield self._cohort(f"population:insured-of-insurer-{number}", "insured", low, high, "INSURED_BY", it, partition)

    def _providers(
        self, kind: str, roles: tuple[str, ...], count: int, products: float, services: float, hosts: float
    ) -> Iterator[tuple[str, list[Statement]]]:
        used, delegated, hosted = (self._random.poisson(mean, count) for mean in (products, services, hosts))
        for number in range(count):
            it = f"org:{kind}-{number}"
            arrows = [self._arrow("USES", it, f"product:software-{self._pick(PRODUCTS)}", _CARE) for _ in range(1 + used[number])]
            for _ in range(delegated[number]):
                of, many = (("vendor", VENDORS), ("service", SERVICES), ("platform", PLATFORMS))[int(self._random.integers(0, 3))]
                arrows.append(self._arrow("DELEGATES_TO", it, f"org:{of}-{self._pick(many)}", _CARE, "care"))
            arrows += [self._arrow("HOSTED_BY", it, f"org:host-{self._pick(HOSTS)}") for _ in range(hosted[number])]
            yield it, [_node(it, *roles), *_others(it, arrows)]

    def _cohort(
        self, it: str, people: str, low: int, high: int | None, type_: str, whom: str, partition: str | None = None
    ) -> tuple[str, list[Statement]]:
        size = {"size_low": low, "size_high": high, "size_as_of": "2024-01-01", "partition": partition}
        known = {name: value for name, value in size.items() if value is not None}
        return it, [_node(it, people=people, **known), self._arrow(type_, it, whom, _CARE)]

    def _pick(self, count: int) -> int:
        """One of so many, the first most often."""
        if count not in self._tails:
            weights = 1 / (np.arange(count) + 3.0) ** 1.1
            self._tails[count] = np.cumsum(weights / weights.sum())
        return min(int(self._tails[count].searchsorted(self._random.random())), count - 1)

    def _some(self, mean: float) -> int:
        return int(self._random.poisson(mean))

    def _arrow(
        self, type_: str, start: str, end: str, data: Sequence[list[str] | None] = (None,), scope: str | None = None
    ) -> ArrowStatement:
        said: dict[str, Any] = {"status": "reported", "evidence": _EVIDENCE}
        dice = self._random.random(5)
        begin = int(dice[0] * 7000)
        if dice[1] < 0.85:
            said["since"] = said["since_edtf"] = self._days[begin]
        if dice[1] < 0.12:
            said["until"] = said["until_edtf"] = self._days[min(begin + 200 + int(dice[2] * 1500), 7999)]
        elif dice[1] < 0.6:
            said["seen_on"] = said["seen_edtf"] = self._days[7500 + int(dice[2] * 499)]
        if type_ == "SUBSIDIARY_OF":
            return ArrowStatement(type_, start, end, ("",), said)
        flows = data[int(dice[3] * len(data))]
        if flows is not None:
            said["data"] = flows
        if scope is not None and dice[4] < 0.3:
            said["scope"] = scope
        if type_ == "USES" and dice[4] < 0.8:
            said["deployment"] = "shared" if dice[4] < 0.5 else "dedicated" if dice[4] < 0.65 else "on_premises"
        return ArrowStatement(type_, start, end, ("", "", ""), said)


def _node(node_id: str, *roles: str, **properties: Any) -> NodeStatement:
    name = node_id.partition(":")[2].replace("-", " ").capitalize()
    return NodeStatement(node_id, tuple(sorted(roles)), {"name": name, "evidence": _EVIDENCE, **properties}, REGISTER)


def _others(it: str, arrows: list[ArrowStatement]) -> list[ArrowStatement]:
    """The arrows that do not end where they begin, each key once."""
    return list({arrow.key: arrow for arrow in arrows if arrow.end != it}.values())


def continent(one: Snapshot, countries: int = 10, shared: int = 8) -> Snapshot:
    """So many copies of a country, in which the first `shared` vendors and hosts are the same companies everywhere."""
    ids = one.ids(range(one.nodes))
    common = {f"org:{kind}-{number}" for kind in ("vendor", "host") for number in range(shared)}
    names = [[text if text in common else f"{text}.{copy}" for text in ids] for copy in range(countries)]
    every = sorted({name for copy in names for name in copy})
    place = {name: i for i, name in enumerate(every)}
    to = np.array([[place[name] for name in copy] for copy in names], np.int32)
    source = np.empty(len(every), np.int64)
    for copy in to:
        source[copy] = np.arange(one.nodes)
    from_ = np.empty(len(every), np.int64)
    for number, copy in enumerate(to):
        from_[copy] = number
    inner = one.within[source]
    encoded = [name.encode() for name in every]
    own = np.isin(np.arange(one.nodes), [i for i, text in enumerate(ids) if text in common], invert=True)[one.start]
    chosen = [np.ones(len(one.start), bool) if copy == 0 else own for copy in range(countries)]
    start, end = (np.concatenate([to[c][getattr(one, side)[keep]] for c, keep in enumerate(chosen)]) for side in ("start", "end"))
    kind, part, since, until, seen = (
        np.concatenate([values[keep] for keep in chosen]) for values in (one.kind, one.part, one.since, one.until, one.seen)
    )
    order = np.lexsort((part, one.type_of_kind[kind], end, start))
    return replace(
        one,
        hash=f"{one.hash}*{countries}",
        names=np.frombuffer(b"".join(encoded), np.uint8),
        offsets=np.concatenate(([0], np.cumsum([len(e) for e in encoded]))).astype(np.int64),
        role=one.role[source],
        low=one.low[source],
        high=one.high[source],
        within=np.where(inner == NONE, NONE, to[from_, np.maximum(inner, 0)]).astype(np.int32),
        year=one.year[source],
        start=start[order],
        end=end[order],
        kind=kind[order],
        part=part[order],
        since=since[order],
        until=until[order],
        seen=seen[order],
    )
