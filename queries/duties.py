"""Which notices an incident calls for from each of its parties by its recorded role, with deadline and text; never that one was breached.

A text *applies* to a party of which a notice under it is recorded; it *may apply* where the recorded role is one that the text speaks
of; else that is not known. Whether the facts meet the text's own threshold (a risk to people, a major or significant incident) no record
says. A text that was not in force on the days of the incident, or that speaks of another country than the party's, asks nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from maillon.queries.blast_radius import days_of
from maillon.queries.notification_clock import Notice, PartyClock, clocks

if TYPE_CHECKING:
    from maillon.queries.clock_hours import Span
    from maillon.queries.incident import IncidentAnswer
    from maillon.queries.subgraph import Node

EEA = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV"}
    | {"MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"}
)
"""Countries of the European Economic Area (ISO 3166-1)."""

_CONTROLLERS = ("Insurer", "CareProvider", "TelehealthPlatform", "Employer")
_PROCESSORS = ("ThirdPartyPayer", "SoftwareVendor", "HostingProvider", "ServiceProvider")

Addressee = Literal["authority", "controller", "persons", "financial", "csirt", "health"]


@dataclass(frozen=True, slots=True)
class DutyText:
    """One notice that a text asks for.

    `hours` run from when the party knew (None: without undue delay, or from another notice: the wording says which). `applies_from` is
    the first day on which the text applied, `version` that of the wording read. `filed` are duties of a record that are notices under it.
    """

    id: str
    article: str
    to: Addressee
    roles: tuple[str, ...]
    countries: frozenset[str]
    applies_from: dt.date
    version: dt.date
    hours: int | None = None
    filed: tuple[str, ...] = ()


_GDPR = {"countries": EEA, "applies_from": dt.date(2018, 5, 25), "version": dt.date(2016, 4, 27)}
_DORA = {"countries": EEA, "applies_from": dt.date(2025, 1, 17), "version": dt.date(2024, 10, 23)}
_NIS_2 = {"countries": EEA, "applies_from": dt.date(2024, 10, 18), "version": dt.date(2022, 12, 14)}
_CSP = {"countries": frozenset({"FR"}), "applies_from": dt.date(2017, 10, 1), "version": dt.date(2022, 4, 27)}
_HEALTH_AND_DIGITAL = ("CareProvider", "HostingProvider")


def _text(id_: str, article: str, to: Addressee, roles: tuple[str, ...], law: dict[str, object], **more: object) -> DutyText:
    return DutyText(id=id_, article=article, to=to, roles=roles, **law, **more)  # type: ignore[arg-type]


TEXTS: tuple[DutyText, ...] = (
    _text("gdpr_33_1", "GDPR 33(1)", "authority", _CONTROLLERS, _GDPR, hours=72, filed=("gdpr_33_1",)),
    _text("gdpr_33_2", "GDPR 33(2)", "controller", _PROCESSORS, _GDPR, filed=("gdpr_33_2",)),
    _text("gdpr_34", "GDPR 34", "persons", _CONTROLLERS, _GDPR, filed=("gdpr_34",)),
    _text("dora_initial", "DORA 19(4)(a), RTS 2025/301 5(1)(a)", "financial", ("Insurer",), _DORA, hours=24),
    _text("dora_intermediate", "DORA 19(4)(b), RTS 2025/301 5(1)(b)", "financial", ("Insurer",), _DORA),
    _text("dora_final", "DORA 19(4)(c), RTS 2025/301 5(1)(c)", "financial", ("Insurer",), _DORA),
    _text("nis2_early", "NIS 2 23(4)(a)", "csirt", _HEALTH_AND_DIGITAL, _NIS_2, hours=24),
    _text("nis2_notification", "NIS 2 23(4)(b)", "csirt", _HEALTH_AND_DIGITAL, _NIS_2, hours=72),
    _text("nis2_final", "NIS 2 23(4)(d)", "csirt", _HEALTH_AND_DIGITAL, _NIS_2),
    _text("csp_1111_8_2", "CSP L. 1111-8-2, D. 1111-16-2", "health", ("CareProvider",), _CSP),
)
"""The wording read: Regulation (EU) 2016/679; Regulation (EU) 2022/2554 with Delegated Regulation (EU) 2025/301; Directive (EU) 2022/2555,
which binds as each country transposed it; the French public health code as ordinance 2020-1407 and decree 2022-715 left it.
"""


class Applies(StrEnum):
    """Whether a text applies to a party, as far as records tell."""

    APPLIES = "applies"
    MAY_APPLY = "may_apply"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class PartyDuty:
    """One text and one party of an incident.

    `aware` is when the party knew, `due` the end of the text's hours after it (None: not in hours, or nobody says when it knew).
    `told_only`: it was told, and of it nothing more is recorded. `filed` are its recorded notices under the text.
    """

    party: Node
    text: DutyText
    applies: Applies
    aware: Span | None
    due: Span | None
    told_only: bool
    filed: tuple[Notice, ...]

    @property
    def weekend(self) -> bool:
        """Whether the last moment that the sources allow lies on a Saturday or a Sunday."""
        last = self.due.end - dt.timedelta(minutes=1) if self.due is not None and self.due.end is not None else None
        return last is not None and last.weekday() >= 5


def duties(answer: IncidentAnswer) -> tuple[PartyDuty, ...]:
    """What an incident calls for, party by party: those where it broke first."""
    days = days_of(answer.incident)
    known = {clock.party.id: clock for clock in clocks(answer).parties}
    ids = dict.fromkeys((*known, *(p.party for p in answer.compromised), *(i.party for i in answer.affected if i.stands)))
    found = []
    broke = {p.party for p in answer.compromised}
    for party in (answer.names[i] for i in ids if i in answer.names):
        if party.has("Organisation") and not party.has("Regulator") and party.named:
            found += list(_of_party(party, known.get(party.id), days.last, broke=party.id in broke))
    found.sort(key=lambda d: (d.party.id not in broke, d.party.id, TEXTS.index(d.text)))
    return tuple(found)


def _of_party(party: Node, clock: PartyClock | None, last: dt.date | None, *, broke: bool) -> Iterator[PartyDuty]:
    country = party.properties.get("country")
    notices = [n for kind in ("to_clients", "to_authorities", "to_persons", "to_others") for n in getattr(clock, kind, ())]
    told_only = clock is not None and bool(clock.told_by) and not notices
    for text in TEXTS:
        if (country is not None and country not in text.countries) or (last is not None and last < text.applies_from):
            continue
        filed = tuple(n for n in notices if n.told.duty in text.filed and n.told.happened is not False)
        applies = _applies(party, text, filed=bool(filed), broke=broke, told_only=told_only)
        if applies is None:
            continue
        aware = clock.aware if clock else None
        due = aware.later(text.hours) if aware is not None and text.hours is not None else None
        yield PartyDuty(party, text, applies, aware, due, told_only, filed)


def _applies(party: Node, text: DutyText, *, filed: bool, broke: bool, told_only: bool) -> Applies | None:
    """None: a text of which neither the role nor anything recorded gives a reason to speak."""
    if filed:
        return Applies.APPLIES
    if any(party.has(role) for role in text.roles):
        return Applies.MAY_APPLY
    if told_only and text.id == "gdpr_33_1":
        return Applies.MAY_APPLY  # who was told as a controller, whatever its role
    nothing_said = set(party.labels) == {"Organisation"}
    return Applies.NOT_KNOWN if nothing_said and (broke or told_only) and text.id.startswith("gdpr") else None
