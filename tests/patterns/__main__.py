"""Prints every regular expression of the package, or of some modules, with its slowest time on a million characters of each kind."""

from __future__ import annotations

import argparse
import signal
import sys
from types import FrameType

from tests.patterns import LIMIT, kinds, patterns, seconds


def _late(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def main() -> int:
    """The table, and the exit code: 1 if any expression takes longer than `LIMIT`."""
    parser = argparse.ArgumentParser(prog="python -m tests.patterns", description=__doc__)
    parser.add_argument("--length", type=int, default=1_000_000, help="characters (default: a million)")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="only those of these modules (loaders.dates)")
    asked = parser.parse_args()
    length, chosen = asked.length, [one for one in patterns() if not asked.modules or one.module.removeprefix("maillon.") in asked.modules]
    signal.signal(signal.SIGPROF, _late)
    slow = 0
    print("| module | expression | asked by | slowest on | ms |\n| --- | --- | --- | --- | ---: |")
    for found in chosen:
        worst, on = 0.0, ""
        for kind, text in kinds(found.pattern.pattern, length):
            signal.setitimer(signal.ITIMER_PROF, 20 * LIMIT)  # an expression that is not linear would take hours
            try:
                taken = seconds(found, text)
            except TimeoutError:
                taken = 20 * LIMIT
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            worst, on = max((worst, on), (taken, kind))
        slow += worst > LIMIT
        source = found.pattern.pattern if isinstance(found.pattern.pattern, str) else found.pattern.pattern.decode()
        plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in " ".join(source.split()))
        shown = plain.replace("|", "\\|").replace("`", "'").replace("](", "] (")
        text = shown if len(shown) <= 60 else f"{shown[:59]}…"
        seen = ascii(on)[1:-1].replace("|", "\\|").replace("`", "'")
        cells = (found.module.removeprefix("maillon."), f"`{text}`", ", ".join(found.methods), f"`{seen}`", round(1000 * worst))
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    print(f"\n{len(chosen)} expressions, {slow} slower than {LIMIT:g} s on {length:,} characters.")
    return int(slow > 0)


sys.exit(main())
