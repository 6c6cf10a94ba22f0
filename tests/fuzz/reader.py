"""A process that draws inputs, reads them with loaders and says what became of each, so that a watch can end it.

One line of JSON in: `{"seed": …, "numbers": […], "folder": …}`. Two lines out for each number: that it begins, and what became of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from maillon.graph.records import Organisation
from maillon.loaders.base import Reading, loader
from maillon.loaders.problems import BadInputError
from maillon.wording import key_of
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import Seed, seeds

LOADED, REFUSED = "loaded", "refused"


def drawn(seed: int, numbers: Sequence[int]) -> Iterator[tuple[int, Seed, str, bytes]]:
    """The inputs of a seed that have these numbers, with the name of what was done to each."""
    sound = seeds()
    for number in numbers:
        chosen = sound[number % len(sound)]
        yield number, chosen, *mutated(chosen, Random(f"{seed}.{number}"))


def written(seed: Seed, data: bytes, folder: Path) -> list[Path]:
    """An input as files."""
    for name, content in {seed.name: data, **seed.beside}.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in (seed.name, *seed.beside)]


def outcome_of(name: str, paths: Sequence[Path]) -> str:
    """`loaded`, `refused`, or what went wrong: an error that no person is meant to see, a record that cannot be kept, a lost letter."""
    try:
        module: Any = loader(name)
        reading = module.read(paths, dataset="fuzz", strict=False, **({"owner": "Mutuelle du Lac"} if module.LOADER.owned else {}))
        _check(reading)
    except BadInputError as error:
        return REFUSED if error.problems and all(key_of(problem.reason) for problem in error.problems) else "refused without a reason"
    except Exception as error:  # that is what is looked for
        return f"{type(error).__name__}: {str(error)[:200]}"
    return LOADED


def _check(reading: Reading) -> None:
    """Raise where a record cannot become statements, or a name holds a letter that was lost."""
    for _, statements in reading.statements():
        list(statements)
    for identifier, record in reading.records.items():
        if "\ufffd" in identifier or (isinstance(record, Organisation) and "\ufffd" in str(record.name)):
            raise AssertionError(f"a lost letter in {identifier}")


def main() -> None:
    """Answer one request."""
    asked = json.loads(sys.stdin.readline())
    for number, seed, did, data in drawn(asked["seed"], asked["numbers"]):
        paths = written(seed, data, Path(asked["folder"]))
        print(json.dumps({"begun": number, "loader": seed.loader, "form": seed.form, "did": did}), flush=True)
        print(json.dumps({"number": number, "outcome": outcome_of(seed.loader, paths)}), flush=True)


if __name__ == "__main__":
    main()
