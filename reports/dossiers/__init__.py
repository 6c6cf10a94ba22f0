"""Documents to hand over: an incident, a supplier, the exposure of an organisation; as Markdown or as one HTML file.

`worded_dossier` asks for the dossier, `render_dossier` words it (`incident`, `supplier`, `exposure`) and fills the template of the format.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from maillon.queries.dossier import exposure_dossier, incident_dossier, supplier_dossier
from maillon.queries.subgraph import Reader
from maillon.reports.dossiers.sections import Dossier, to_html, to_markdown

DOSSIER_KINDS = ("incident", "supplier", "exposure")


def worded_dossier(kind: str, store: Reader, node_id: str, as_of: dt.date, lang: str) -> Dossier:
    """The worded dossier of one of `DOSSIER_KINDS` in `fr` or `en`.

    Raises:
        NotOfThatKindError: the thing is not what such a document is about.
    """
    match kind:
        case "incident":
            from maillon.reports.dossiers.incident import incident_parts

            return incident_parts(incident_dossier(store, node_id, as_of), lang)
        case "supplier":
            from maillon.reports.dossiers.supplier import supplier_parts

            return supplier_parts(supplier_dossier(store, node_id, as_of), lang)
        case _:
            from maillon.reports.dossiers.exposure import exposure_parts

            return exposure_parts(exposure_dossier(store, node_id, as_of), lang)


def render_dossier(dossier: Dossier, format_: str, queries: list[Any]) -> str:
    """The document as `md` or `html`; `queries` are the Cypher texts that were run, shown at the end."""
    texts = list(dict.fromkeys(str(q).strip() for q in queries))
    return to_html(dossier, texts) if format_ == "html" else to_markdown(dossier, texts)
