"""Draws statements of the shipped records for a second reader: `python -m benchmarks.second_reader [SEED] [HOW MANY]`.

Each is one line of JSON with its incident, its place in the record, what it says and the pages that it cites, so that a reader can look
the page up and say: supported, distorted, not found on it, or not readable. The same seed draws the same statements of the same records.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from maillon.graph.records import IncidentRecord, RelationsRecord, Source, Stated, record_id
from maillon.loaders.records import shipped_records


def statements() -> Iterator[tuple[str, str, Stated]]:
    """Every statement of the records, with the id of its record and its place there."""
    for identifier, record in sorted(shipped_records().items()):
        if isinstance(record, IncidentRecord | RelationsRecord):
            yield from ((identifier, place, one) for place, one in _inside(record, ""))


def _inside(model: BaseModel, path: str) -> Iterator[tuple[str, Stated]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        for index, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            here = f"{path}{name}" if index is None else f"{path}{name}[{index}]"
            if isinstance(item, Stated):
                yield here, item
            elif isinstance(item, BaseModel):
                yield from _inside(item, f"{here}.")


def drawn(seed: int, count: int) -> Iterator[dict[str, Any]]:
    """So many statements, by chance, each alike likely."""
    sources = {record_id(r).partition(":")[2]: r for r in shipped_records().values() if isinstance(r, Source)}
    every = list(statements())
    for identifier, place, one in random.Random(seed).sample(every, min(count, len(every))):
        said = one.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        cited = [sources[text.partition("#")[0]] for text in one.evidence]
        yield {
            "record": identifier,
            "place": place,
            "says": {name: value for name, value in said.items() if name != "evidence"},
            "pages": [{"publisher": s.publisher, "title": s.title, "url": str(s.url) if s.url else None} for s in cited],
        }


if __name__ == "__main__":
    seed, count = (int(text) for text in (*sys.argv[1:3], *("1", "100")[len(sys.argv) - 1 :]))
    for number, line in enumerate(drawn(seed, count), 1):
        print(json.dumps({"number": number, **line}, ensure_ascii=False))
