"""Prints every regular expression of the package, or of some modules, with its slowest time on a million characters.

Every kind of text is tried on a hundredth of that length; those on which the expression is slowest there are tried on all of it. One that
is not linear shows in the hundredth, and what is linear in all kinds need not be waited for in each.
"""

from __future__ import annotations

import argparse
import signal
import sys
from types import FrameType

from tests.patterns import LIMIT, Found, kinds, patterns, seconds

_SIEVE = 100
_SLOWEST = 6


def _late(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _timed(found: Found[str] | Found[bytes], text: str) -> float:
    """Seconds, at most twenty times the limit: an expression that is not linear would take hours."""
    signal.setitimer(signal.ITIMER_PROF, 20 * LIMIT)
    try:
        return seconds(found, text)
    except TimeoutError:
        return 20 * LIMIT
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _worst(found: Found[str] | Found[bytes], length: int) -> tuple[float, str]:
    """The slowest time on texts of that length, and the kind."""
    few = sorted(((_timed(found, text), kind) for kind, text in kinds(found.pattern.pattern, length // _SIEVE)), reverse=True)
    chosen = {kind for _, kind in few[:_SLOWEST]}
    return max((_timed(found, text), kind) for kind, text in kinds(found.pattern.pattern, length) if kind in chosen)


def main() -> int:
    """The table, and the exit code: 1 if any expression takes longer than `LIMIT`."""
    parser = argparse.ArgumentParser(prog="python -m tests.patterns", description=__doc__)
    parser.add_argument("--length", type=int, default=1_000_000, help="characters (default: a million)")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="only those of these modules (loaders.dates)")
    asked = parser.parse_args()
    length, chosen = asked.length, [one for one in patterns() if not asked.modules or one.module.removeprefix("maillon.") in asked.modules]
    signal.signal(signal.SIGPROF, _late)
    slow, slowest = 0, 0.0
    print("| module | expression | asked by | slowest on | ms |\n| --- | --- | --- | --- | ---: |")
    for found in chosen:
        worst, on = _worst(found, length)
        slow, slowest = slow + (worst > LIMIT), max(slowest, worst)
        source = found.pattern.pattern if isinstance(found.pattern.pattern, str) else found.pattern.pattern.decode()
        plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in " ".join(source.split()))
        shown = plain.replace("|", "\\|").replace("`", "'").replace("](", "] (")
        text = shown if len(shown) <= 60 else f"{shown[:59]}…"
        seen = ascii(on)[1:-1].replace("|", "\\|").replace("`", "'")
        cells = (found.module.removeprefix("maillon."), f"`{text}`", ", ".join(found.methods), f"`{seen}`", round(1000 * worst))
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    print(f"\n{len(chosen)} expressions, {slow} slower than {LIMIT:g} s on {length:,} characters; the slowest takes {slowest:.2f} s.")
    return int(slow > 0)


sys.exit(main())
