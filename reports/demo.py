"""What `maillon demo` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillon.queries.blast_radius import BlastRadius, Outcome
from maillon.queries.chains import Chains
from maillon.reports.chains import chains_document
from maillon.reports.document import Document, Section, render
from maillon.reports.formatting import bounds_line
from maillon.reports.words import say

if TYPE_CHECKING:
    from maillon.graph.store import StoreStatus

TEXT = {
    "fr": {
        "loaded": "{incidents} incidents, {organisations} organisations, {claims} déclarations, {sources} sources ({licence}).",
        "chain": "À qui les assurés d'Audiens confiaient leur téléconsultation (vu en 2018) :",
        "blast": "Qui était exposé quand Viamedis a cédé, le 22 janvier 2024 :",
        "counts": "{insurers} assureurs, dont {past} l'avaient déjà quitté ; {populations} groupes d'assurés.",
        "people": "Personnes, par les relations enregistrées : {bounds}.",
        "next": "Et maintenant :",
    },
    "en": {
        "loaded": "{incidents} incidents, {organisations} organisations, {claims} claims, {sources} sources ({licence}).",
        "chain": "Whom the insured of Audiens were trusting with their teleconsultation (seen in 2018):",
        "blast": "Who was exposed when Viamedis broke, on 22 January 2024:",
        "counts": "{insurers} insurers, of which {past} had already left; {populations} groups of insured people.",
        "people": "People, through the recorded links: {bounds}.",
        "next": "What to try next:",
    },
}
NEXT = (
    "incident medecindirect-2025-11",
    "blast-radius Viamedis --as-of 2024-01-22 --effect availability",
    "blast-radius product:weda --from-account-of org:practice-of-first-weda-account",
    "query list",
    "find dumpsec",
)


def demo_text(status: StoreStatus, chain: Chains, blast: BlastRadius, lang: str, program: str = "maillon") -> str:
    """One chain and one blast radius, with what is in the store and what to try next (`program`: how it was called)."""
    words = TEXT[lang]
    licence = ", ".join(sorted({d.licence for d in status.datasets if d.licence}))
    counts = {name: status.nodes.get(label, 0) for name, label in (("incidents", "Incident"), ("organisations", "Organisation"))}
    lines = chains_document(chain, lang).sections[0].lines
    insurers = [h for h in blast.nodes if h.node.has("Insurer") and h.node.named and h.outcome is not Outcome.CLEARED]
    populations = [h for h in blast.nodes if h.node.has("Population") and h.node.properties.get("people") == "insured"]
    past = sum(h.past for h in insurers)
    bounds = bounds_line(blast.people, blast.subgraph, lang)
    sections = [
        Section(words["chain"], lines),
        Section(
            words["blast"],
            [
                words["counts"].format(insurers=len(insurers), past=past, populations=len(populations)),
                words["people"].format(bounds=bounds[0]),
                *bounds[1:],
                f"{say('incident.open', lang)}: {program} incident viamedis-2024-01",
            ],
        ),
        Section(words["next"], [f"  {program} {line}" for line in NEXT]),
    ]
    title = "maillon · " + words["loaded"].format(**counts, claims=status.claims, sources=status.sources, licence=licence)
    return render(Document(title, sections, {}), "table", lang=lang)
