"""Words of the record format that are listed once: what a claim may be about, and the services that records name.

Fields of claims are a closed list: answers look for some of them by name (`queries.claims`), so that a misspelt one would take a figure
out of every answer without a word. Services are free; one that is nearly a listed one is remarked. Each is named in French and
English among the labels of `reports`.
"""

from __future__ import annotations

import difflib
from functools import lru_cache

# fmt: off
CLAIM_FIELDS: tuple[str, ...] = (
    "accounts-concerned", "accounts-used", "appointments", "appointments-delayed", "attack-extent", "attacker-contact",
    "attackers-hold-more", "bank-details-records", "beneficiaries-possibly-concerned", "business-databases-compromised",
    "campaign-organisations", "campaign-persons", "care-invoices-exposed", "catchment-population", "cause",
    "client-professionals", "client-professionals-concerned", "clients", "clients-must-notify-regulator", "core-system-hit",
    "cost", "data-authentic", "data-extent", "data-period", "data-sale", "data-volume", "departments", "duplicate-entries",
    "duty-to-notify", "elective-procedures-postponed", "eligible-persons", "encryption", "entries", "entries-in-sample",
    "entries-of-category", "establishments-concerned", "exfiltration", "exfiltration-from-main-laboratory-databases", "files",
    "gdpr-role-of-the-vendor", "group-size", "groups-concerned", "interval-between-the-attacks", "investigators", "laboratories",
    "laboratories-that-asked-for-a-migration", "laboratories-visited-by-the-regulator", "lines-in-the-file", "malware",
    "named-persons", "names-in-the-file", "national-insurance-numbers", "notices-sent", "operations-postponed",
    "organisations-concerned", "origin-of-files", "other-operators-attacked", "outage-days", "outpatient-appointments-postponed",
    "own-systems-hit", "passwords-in-clear", "patient-emails", "patient-files", "persons-blackmailed", "persons-concerned",
    "persons-concerned-california-filing", "persons-concerned-in-brittany", "persons-concerned-oregon-filing",
    "persons-concerned-sum-of-reports", "persons-concerned-texas", "persons-covered", "persons-in-later-maine-filing",
    "persons-in-maine-filing", "persons-in-placeholder-filing", "persons-in-published-sample", "persons-informed",
    "persons-of-clients-not-delegating-notification", "persons-on-file", "persons-possibly-concerned",
    "persons-possibly-concerned-all-programmes", "persons-published", "persons-told", "persons-unidentified",
    "persons-with-free-text-notes", "persons-with-medical-data", "persons-with-social-security-number-possible",
    "practitioner-specialty-exposed", "product-involved", "public-announcement", "published-copies", "published-volume",
    "ransom-demanded", "ransom-demanded-later", "ransom-demanded-per-person", "ransom-paid", "ransom-paid-amount", "ransomware",
    "recovery-cost", "recovery-forecast", "registered-users", "regulator-notified", "residents-concerned",
    "residents-in-four-state-filings", "residents-of-massachusetts", "residents-of-michigan", "residents-of-nebraska",
    "residents-of-south-carolina",
    "residents-of-texas", "residents-of-washington", "sampling-period", "sensitive-data-accessed", "service-entered",
    "share-of-the-french", "user-base", "users", "users-concerned", "white-plan", "who-was-hit",
)

SERVICES: tuple[str, ...] = (
    "affiliate", "agreed-purchase", "appointments", "archiving", "asset-management", "asset-ownership", "billing",
    "call-centre", "care-network", "care-of", "claims-clearing", "claims-management", "cloud", "contact-tracing",
    "covid-test-results", "crisis-response", "customer-relations", "data-services", "debt-collection", "donor-management",
    "e-health", "electronic-prescriptions", "eligibility-checks", "external-reports", "file-transfer",
    "framework-purchaser", "gambling-exclusion-checks", "health-promotion", "hosting", "it-services", "laboratory-analysis",
    "laboratory-software", "mailroom", "medical-checks", "medical-dashboards", "medical-imaging", "medical-imaging-records",
    "medical-software", "medicare-appeals", "member-communication", "member-portal", "named-beside",
    "occupational-health-records", "online-payment", "partner-actor", "patient-monitoring", "patient-portal", "patient-records",
    "patient-registration", "patient-survey", "payment", "population-screening", "practice-software",
    "professional-portal", "radiotherapy-records", "secondary-victim", "software", "stroke-care", "tele-expertise",
    "teleconsultation", "third-party-payment", "transcription", "urgent-care-records", "user-relations",
    "utilisation-management",
)
# fmt: on

_NEARLY = 0.85
"""How alike (difflib's ratio) a service is to a listed one that was probably meant."""


def closest_fields(field: str) -> list[str]:
    """The fields of claims that are most like a word that is none, best first, at most three."""
    return difflib.get_close_matches(field, CLAIM_FIELDS, 3, 0.5)


@lru_cache(maxsize=1024)  # a data set names the same few again and again
def service_meant(service: str) -> str | None:
    """The listed service that a free one is nearly the same as; None for a listed one, and for one that is like none."""
    close = [] if service in SERVICES else difflib.get_close_matches(service, SERVICES, 1, _NEARLY)
    return close[0] if close else None
