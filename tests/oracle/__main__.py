"""`python -m tests.oracle --worlds 20000 --seed 1`: compare on many random worlds; disagreements are printed, minimised, as records."""

from __future__ import annotations

import argparse
import collections

import yaml

from tests.oracle.compare import Difference, differences
from tests.oracle.worlds import Question, World, asked, minimal, records


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=0, help="number of the first world")
    parser.add_argument("--show", type=int, default=1, help="how many disagreements of a kind are minimised and printed")
    args = parser.parse_args()
    found: collections.Counter[str] = collections.Counter()
    for number in range(args.first, args.first + args.worlds):
        made, question = asked(f"{args.seed}/{number}")
        for kind, one in {d.kind: d for d in differences(records(made), *question)}.items():
            found[kind] += 1
            if found[kind] <= args.show:
                show(one, number, made, question)
    print(f"worlds: {args.worlds} · seed {args.seed} · worlds that differ: {dict(found) or 0}")
    return 1 if found else 0


def show(one: Difference, number: int, made: World, question: Question) -> None:
    """Print a disagreement on the smallest world that was found for it."""

    def still(less: World) -> bool:
        return any(d.kind == one.kind for d in differences(records(less), *question))

    less = minimal(made, still)
    small = next(d for d in differences(records(less), *question) if d.kind == one.kind)
    print(f"# world {number}, asked on {question[0]}, {question[1]}, data {question[2]}, active only {question[3]}\n{small}")
    print(yaml.safe_dump({k: v for k, v in less.items() if v}, sort_keys=False, default_flow_style=None, width=160))


if __name__ == "__main__":
    raise SystemExit(main())
