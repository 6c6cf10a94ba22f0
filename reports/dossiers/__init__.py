"""Documents to hand over: an incident, a supplier, the exposure of an organisation; as Markdown or as one HTML file.

`gather` asks for the dossier, `render` words it (`incident`, `supplier`, `exposure`) and fills the template of the format.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from queries.dossier import exposure_dossier, incident_dossier, supplier_dossier
from queries.trust import Reader
from reports.dossiers.parts import Dossier, to_html, to_markdown

KINDS = ("incident", "supplier", "exposure")


def gather(kind: str, store: Reader, node_id: str, as_of: dt.date, lang: str) -> Dossier:
    """The worded dossier of one of `KINDS` in `fr` or `en`.

    Raises:
        NotOfThatKindError: the thing is not what such a document is about.
    """
    match kind:
        case "incident":
            from reports.dossiers.incident import incident_parts

            return incident_parts(incident_dossier(store, node_id, as_of), lang)
        case "supplier":
            from reports.dossiers.supplier import supplier_parts

            return supplier_parts(supplier_dossier(store, node_id, as_of), lang)
        case _:
            from reports.dossiers.exposure import exposure_parts

            return exposure_parts(exposure_dossier(store, node_id, as_of), lang)


def render(dossier: Dossier, format_: str, queries: list[Any]) -> str:
    """The document as `md` or `html`; `queries` are the Cypher texts that were run, shown at the end."""
    texts = list(dict.fromkeys(str(q).strip() for q in queries))
    return to_html(dossier, texts) if format_ == "html" else to_markdown(dossier, texts)
