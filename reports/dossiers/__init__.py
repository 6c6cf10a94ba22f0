"""Documents to hand over: an incident, a supplier, the exposure of an organisation; as Markdown or as one HTML file.

`queries.dossier` says what is in one, `worded_dossier` words it, `render_dossier` fills the template of the format.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from maillon.queries.dossier import ExposureDossier, GatheredDossier, IncidentDossier, SupplierDossier
from maillon.reports.confidential import noted
from maillon.reports.dossiers.sections import CitedText, Dossier, to_html, to_markdown


def worded_dossier(found: GatheredDossier, lang: str, confidential: Sequence[str] = ()) -> Dossier:
    """The dossier in `fr` or `en`; it begins with the confidential data sets, if any, that are in the graph of which it is made."""
    said = noted(None, confidential, lang)
    worded = _worded(found, lang)
    return replace(worded, summary=[CitedText(said), *worded.summary]) if said else worded


def _worded(found: GatheredDossier, lang: str) -> Dossier:
    match found:
        case IncidentDossier():
            from maillon.reports.dossiers.incident import incident_parts

            return incident_parts(found, lang)
        case SupplierDossier():
            from maillon.reports.dossiers.supplier import supplier_parts

            return supplier_parts(found, lang)
        case ExposureDossier():
            from maillon.reports.dossiers.exposure import exposure_parts

            return exposure_parts(found, lang)


def render_dossier(dossier: Dossier, format_: str, queries: list[Any]) -> str:
    """The document as `md` or `html`; `queries` are the Cypher texts that were run, shown at the end."""
    texts = list(dict.fromkeys(str(q).strip() for q in queries))
    return to_html(dossier, texts) if format_ == "html" else to_markdown(dossier, texts)
