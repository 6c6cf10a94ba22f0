"""`python -m tests.support.ask_the_graph STORE`: run the blocks of docs/ask-the-graph.md and write their answers anew.

A `console` block holds one command, a `cypher` block a query (its parameters in a first comment, `// -p name=value`). The
block that follows is the answer; where it ends in `…`, only its beginning is shown.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.places import Place
from tests.support.running import maillon

PAGE = Path(__file__).parents[2] / "docs" / "ask-the-graph.md"
_BLOCKS = re.compile(r"```(console|cypher)\n(.*?)```\n(\s*)```(text|csv|md)\n(.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """One block with the answer that stands below it."""

    kind: str
    text: str
    shown: str
    span: tuple[int, int]

    def answer(self, place: Place) -> str:
        """What comes back now."""
        if self.kind == "console":
            arguments = shlex.split(self.text.strip().removeprefix("$ "))
            assert arguments[0] == "maillon"
            ran = maillon(place, *arguments[1:])
        else:
            parameters = re.findall(r"-p (\S+)", self.text.splitlines()[0]) if self.text.startswith("// -p") else []
            ran = maillon(place, "cypher", "-", "--format", "csv", *(p for q in parameters for p in ("-p", q)), stdin=self.text)
        assert ran.code == 0, ran.err
        return ran.out

    def cut(self, answer: str) -> str:
        """The answer as far as it is shown."""
        if not self.shown.rstrip().endswith("…"):
            return answer
        kept = self.shown.rstrip().count("\n")
        return "".join(line + "\n" for line in answer.splitlines()[:kept]) + "…\n"


def blocks(text: str) -> Iterator[Asked]:
    """The blocks of the page with their answers."""
    for match in _BLOCKS.finditer(text):
        yield Asked(match[1], match[2], match[5], match.span(5))


def rewritten(text: str, place: Place) -> str:
    """The page with the answers of now."""
    parts, at = [], 0
    for asked in blocks(text):
        parts += [text[at : asked.span[0]], asked.cut(asked.answer(place))]
        at = asked.span[1]
    return "".join([*parts, text[at:]])


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text("utf-8"), Place(directory=Path(sys.argv[1]))), "utf-8")
