"""What `maillon demo` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillon.queries.known_on import parties_on_day
from maillon.queries.radius_search import Outcome
from maillon.reports.chains import chains_document
from maillon.reports.document import Document, Section, render
from maillon.reports.formatting import bounds_line, labelled, parties_text
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.graph.store import StoreStatus
    from maillon.queries.blast_radius import BlastRadius
    from maillon.queries.chains import Chains

NEXT = (
    "incident medecindirect-2025-11",
    "blast-radius Viamedis --as-of 2024-01-22 --effect availability",
    "blast-radius product:weda --from-account-of org:practice-of-first-weda-account",
    "query list",
    "find dumpsec",
)


def demo_text(status: StoreStatus, chain: Chains, blast: BlastRadius, lang: str, program: str = "maillon") -> str:
    """One chain and one blast radius, with what is in the store and what to try next (`program`: how it was called)."""
    licences = {d.licence or messages.say("picture.image.licence.none", lang) for d in status.datasets}
    licence = ", ".join(sorted(licences))
    counts = {name: status.nodes.get(label, 0) for name, label in (("incidents", "Incident"), ("organisations", "Organisation"))}
    lines = chains_document(chain, lang).sections[0].lines
    insurers = [h for h in blast.nodes if h.node.has("Insurer") and h.node.named and h.outcome is not Outcome.CLEARED]
    populations = [h for h in blast.nodes if h.node.has("Population") and h.node.properties.get("people") == "insured"]
    known = parties_on_day(((h.node.id, way) for h in insurers for way in (h.witness, h.best_known)), blast.as_of)
    bounds = bounds_line(blast.people, blast.subgraph, lang)
    sections = [
        Section(messages.say("demo.chain", lang), lines),
        Section(
            messages.say("demo.blast", lang),
            [
                messages.say("demo.counts", lang, insurers=known.total, known=parties_text(known, lang), populations=len(populations)),
                messages.say("demo.people", lang, bounds=bounds[0]),
                *bounds[1:],
                labelled(messages.say("incident.open", lang), f"{program} incident viamedis-2024-01", lang),
            ],
        ),
        Section(messages.say("demo.next", lang), [f"  {program} {line}" for line in NEXT]),
    ]
    title = "maillon · " + messages.say("demo.loaded", lang, **counts, claims=status.claims, sources=status.sources, licence=licence)
    return render(Document(title, sections, {}), "table", lang=lang)
