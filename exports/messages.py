"""Why the graph cannot be written for another program, in French and English."""

from __future__ import annotations

from maillon.wording import Catalogue

messages = Catalogue(
    {
        "admin.unknown": (
            "{name} contient {properties}, que le modèle ne connaît pas : a-t-il été modifié à la main ?",
            "{name} holds {properties}, which the model does not know: was it changed by hand?",
        ),
        "admin.separator": (
            "la liste {first}… contient le caractère U+001F, qui sépare les éléments dans cet export",
            "the list {first}… holds the character U+001F, which separates items in this export",
        ),
    }
)
