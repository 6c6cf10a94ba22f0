"""What reports say, in French and English: one catalogue in parts, and labels for the terms of the data.

JSON keys and the heads of CSV files are English and do not pass here.
"""

from __future__ import annotations

from maillon.reports.messages import answers, atlas, columns, concern, documents, nearest, operations, picture, properties, ranking
from maillon.reports.messages.labels import TERM_LABELS
from maillon.reports.messages.veris import VERIS_LABELS
from maillon.wording import Catalogue

messages = Catalogue(
    *(part.WORDS for part in (answers, atlas, columns, concern, documents, nearest, ranking, operations, picture, properties)),
    labels={**TERM_LABELS, **VERIS_LABELS},
)
