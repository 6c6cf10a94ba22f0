"""Puts hostile text through every way in and out, from a seed, and prints what became of it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.hostile import Way, load, texts, through_answers, through_lists, through_records
from tests.hostile.beyond import through_deciding, through_drafts, through_the_live_atlas, through_the_site, through_tools
from tests.support.places import Place


def main() -> int:
    """The table, the faults, and the exit code: 1 if there is a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=int, default=200, help="texts (default: 200)")
    asked = parser.parse_args()
    given = texts(asked.seed, asked.texts)
    ways: list[Way] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ways += [through_records(given, as_json=False), through_records(given, as_json=True)]
        ways += [*through_lists(given, folder), *through_drafts(given)]
        place = Place(directory=folder / "store")
        with place.open() as store:
            load(store, given)
            ways += through_answers(place, folder, every=True)
            ways += [through_the_site(place, folder), through_the_live_atlas(store, folder / "ranks", given)]
            ways += [through_tools(store, given), through_deciding(place, folder, given)]
    print("| way | tried | refused in words | faults |\n| --- | ---: | ---: | ---: |")
    for way in ways:
        print(f"| {way.name} | {way.tried} | {way.refused} | {len(way.faults)} |")
    for way in ways:
        for fault in way.faults[:5]:
            print(f"{way.name}: {fault}", file=sys.stderr)
    return int(any(way.faults for way in ways))


sys.exit(main())
