"""`python -m tests.mutants --draw 300 --seed 1`: change the rules' code in 300 drawn places, one at a time: does a test fail?"""

from __future__ import annotations

import argparse
import collections
import sys
from collections.abc import Iterator
from itertools import islice

from tests.mutants.equivalent import equivalent
from tests.mutants.modules import MODULES
from tests.mutants.operators import Mutant, shuffled
from tests.mutants.run import Fate, Run, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--draw", type=int, default=300, help="how many mutants (those known to be equivalent are not counted)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", action="append", choices=sorted(MODULES), help="only of this module; can be given several times")
    parser.add_argument("--only", type=int, nargs="*", help="only these numbers of the draw")
    parser.add_argument("--show", action="store_true", help="print what the tests of each mutant print")
    args = parser.parse_args()
    found: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    drawn = _drawn(args.module or list(MODULES), args.seed, args.draw, found)

    def work(tests: Run) -> None:
        what, printed = tests.fate(None, sorted({test for module in args.module or MODULES for test in MODULES[module]}))
        if what is not Fate.SURVIVED:
            raise RuntimeError(f"a test fails on the code as it is\n{printed}")
        for number, mutant in drawn:
            if args.only is None or number in args.only:
                what, printed = tests.fate(mutant, MODULES[mutant.module])
                found[mutant.module][what] += 1
                print(f"{number:>4}  {what:<9} {mutant}", flush=True)
                if args.show:
                    print(printed)

    run(work)
    _table(found)
    return 1 if any(counts[Fate.SURVIVED] for counts in found.values()) else 0


def _drawn(modules: list[str], seed: int, count: int, found: dict[str, collections.Counter[str]]) -> Iterator[tuple[int, Mutant]]:
    """The mutants with their numbers; those that are known to be equivalent are only counted."""

    def tried() -> Iterator[Mutant]:
        for mutant in shuffled(modules, seed):
            if equivalent(mutant.module, mutant.before, mutant.after):
                found[mutant.module]["equivalent"] += 1
            else:
                yield mutant

    yield from enumerate(islice(tried(), count), 1)


def _table(found: dict[str, collections.Counter[str]]) -> None:
    columns = [*Fate, "equivalent"]
    rows = [(module, [counts[c] for c in columns]) for module, counts in sorted(found.items())]
    rows.append(("all", [sum(row[n] for _, row in rows) for n in range(len(columns))]))
    print(f"{'':28}" + "".join(f"{c:>12}" for c in columns))
    for module, row in rows:
        print(f"{module:28}" + "".join(f"{n:>12}" for n in row))


if __name__ == "__main__":
    sys.exit(main())
