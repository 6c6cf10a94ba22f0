"""The long campaign: `python -m tests.fuzz --inputs 10000 --seed 1 [--first 0] [--jobs 2] [--only NUMBER]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.campaign import Tally, run

WORDS = ("loaded", "refused", "error", "hang", "abort")


def main() -> None:
    """Run it, print the table and each fault with its number; exit 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input: a long campaign can be run in pieces")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", type=int, help="one input, by its number; its files stay in the folder that is named")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    numbers = range(asked.first, asked.first + asked.inputs) if asked.only is None else [asked.only]
    jobs = 1 if asked.only is not None else asked.jobs
    for job in range(jobs):
        (folder / str(job)).mkdir()
    with ThreadPoolExecutor(jobs) as pool:
        tallies = list(pool.map(lambda job: run(numbers[job::jobs], asked.seed, folder / str(job)), range(jobs)))
    show(tallies)
    print(f"folder: {folder}", file=sys.stderr)
    sys.exit(1 if any(tally.faults for tally in tallies) else 0)


def show(tallies: list[Tally]) -> None:
    """The table of all, and each fault."""
    print("| loader | form | inputs | " + " | ".join(WORDS) + " |\n| --- | --- |" + " --- |" * (len(WORDS) + 1))
    for loader, form in sorted({key for tally in tallies for key in tally.counts}):
        _row(loader, form, tallies, (loader, form))
    _row("all", "", tallies, None)
    largest, longest = max(tally.largest for tally in tallies), max(tally.longest for tally in tallies)
    print(f"\nlargest process: {largest >> 20} MB; longest: {longest:.1f} s of a processor")
    for number, what, outcome in sorted(fault for tally in tallies for fault in tally.faults):
        print(f"{number}: {what}: {outcome}")


def _row(loader: str, form: str, tallies: list[Tally], key: tuple[str, str] | None) -> None:
    counts = [tally.all if key is None else tally.counts[key] for tally in tallies if key is None or key in tally.counts]
    each = [sum(count[word] for count in counts) for word in WORDS]
    print(f"| {loader} | {form} | {sum(each)} | " + " | ".join(map(str, each)) + " |")


if __name__ == "__main__":
    main()
