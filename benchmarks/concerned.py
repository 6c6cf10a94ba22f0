"""How long `concerned` takes for 500 suppliers at four ranks and 10,000 incidents: `python -m benchmarks.concerned [FOLDER]`.

The graph is made up and seeded; every fifth incident broke at a supplier of the owner, the others at 5,000 organisations that it does not
trust. It is loaded once per folder.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from maillon.graph.projection import project
from maillon.graph.records import IncidentRecord, Organisation, Record, Relation, RelationsRecord, record_id
from maillon.graph.store import open_store
from maillon.queries.concerned import concerned
from maillon.queries.cypher_reader import CypherReader
from maillon.queries.lookalikes import lookalikes_of

RANKS = (50, 150, 200, 100)
INCIDENTS = 10_000
OTHERS = 5_000
SAID: dict[str, Any] = {"evidence": ["s"]}


def records(seed: int = 1) -> Iterator[Record]:
    """The owner's chain, the organisations beside it, and the incidents."""
    chance = random.Random(seed)
    suppliers: list[str] = []
    relations = []
    before = ["org:owner"]
    for rank, count in enumerate(RANKS, 1):
        here = [f"org:supplier-{rank}-{n}" for n in range(count)]
        for name in here:
            since, until = f"{chance.randrange(2010, 2022)}", chance.choice([None, "2022-12-31", "2030"])
            dates = {"since": since, **({"until": until} if until else {})}
            relations.append(Relation.model_validate({"who": chance.choice(before), "delegates_to": name, **SAID, **dates}))
        suppliers += here
        before = here
    others = [f"org:other-{n}" for n in range(OTHERS)]
    for name in ("org:owner", *suppliers, *others):
        yield Organisation.model_validate({"id": name, "name": name.removeprefix("org:").replace("-", " "), **SAID})
    title = {"fr": "chaîne", "en": "chain"}
    yield RelationsRecord.model_validate({"kind": "relations", "id": "chain", "title": title, "relations": relations})
    for n in range(INCIDENTS):
        at = chance.choice(suppliers if n % 5 == 0 else others)
        day = f"{chance.randrange(2015, 2026)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}"
        said = {"id": f"made-up-{n}", "title": {"fr": f"fuite {n}", "en": f"leak {n}"}, **SAID}
        said |= {"compromised": [{"at": at, **SAID}], "dates": {"occurred": [{"on": day, **SAID}]}}
        yield IncidentRecord.model_validate(said)


def main() -> None:
    """Load what is not there yet, ask three times, and print the times."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "maillon-benchmarks" / "concerned"
    with open_store(folder) as store:
        if not store.datasets():
            store.load("made-up", ((record_id(r), project(r)) for r in records()), loader="records")
        for _ in range(3):
            reader = CypherReader(store)
            start, spent = time.perf_counter(), time.process_time()
            answer = concerned(reader, "org:owner", dt.date(2026, 1, 1))
            asked, spent = time.perf_counter(), time.process_time() - spent
            found = lookalikes_of(reader, answer)
            done = time.perf_counter()
            alike = "too many" if found is None else len(found)
            told = f"{len(answer.rows)} rows, {len(answer.incidents)} incidents: {asked - start:.2f} s ({spent:.2f} s of a processor)"
            print(f"{told}; {alike} alike: {done - asked:.2f} s")


if __name__ == "__main__":
    main()
