"""The text of a PDF, page by page (`loaders.unpacking` runs it). A scan has none: nothing is recognised in pictures."""

from __future__ import annotations

import io
import re
from typing import Any

MAX_PAGES = 60
"""No article has more."""


def read_pdf(data: bytes) -> dict[str, Any]:
    """Text, title and day, as far as the file holds them; the text is empty where the pages are pictures, or encrypted."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"text": ""}
    text = "\n\n".join(page.extract_text() for page in reader.pages[:MAX_PAGES])
    text = re.sub(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])", "", text)
    text = re.sub(r"(?<![.!?:»”\n])\n(?!\n)", " ", text)  # a line that ends in a sentence is not its end
    told = reader.metadata
    return {
        "text": text,
        "title": str(told.title or "") if told else "",
        "pages_left": max(0, len(reader.pages) - MAX_PAGES),
    }
