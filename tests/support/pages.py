"""What stands in the fences of a page: files, lines to type with what they print, queries with their rows.

`python -m tests.support.pages STORE [PAGE…]` writes what the lines print anew. A block whose answer ends in `…` keeps its length;
one that leaves something out in its middle is for a person to mend, and the tests say where.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.places import ROOT, Place
from tests.support.running import maillon
from tests.support.shell import typed

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks" / "README.md"])

CUT = "…"
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})

_FENCE = re.compile(r"(?:^<!-- (tried|untried): (.+?) -->\n)?^(`{3,})(\w*)(?: (\S+))?\n(.*?)^\3$", re.MULTILINE | re.DOTALL)
_TYPED = re.compile(r"^\$ (.*\n(?:> .*\n)*)((?:(?!\$ ).*\n)*)", re.MULTILINE)
_LOADS = re.compile(r"^maillon (load|unload|demo)\b")


@dataclass(frozen=True, slots=True)
class Fence:
    """A block: its language, the file that it is, its text and where that stands; and where it is tried, or why it is not."""

    language: str
    file: str | None
    text: str
    start: int
    tried: str | None
    untried: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A line that a reader types, or a query of theirs, with what the page shows of the answer and where that stands."""

    kind: str
    asked: str
    answer: str
    span: tuple[int, int]

    def cut(self, answer: str) -> str:
        """The answer as far as it is shown.

        Raises:
            ValueError: the page leaves something out elsewhere than at its end.
        """
        kept, _, rest = self.answer.partition(CUT)
        if not self.answer or CUT not in self.answer:
            return answer
        if rest.strip() or (kept and not kept.endswith("\n")):
            raise ValueError(self.asked)
        return "".join(line + "\n" for line in answer.splitlines()[: kept.count("\n")]) + CUT + "\n"

    def fits(self, answer: str) -> bool:
        """True if the answer is what is shown: `…` alone on a line stands for lines, inside one for anything in it."""
        lines = [re.escape(line).replace(CUT, "[^\n]*") + "\n" for line in _lines(self.answer)]
        pattern = "".join("(?:[^\n]*\n)*" if line == "[^\n]*\n" else line for line in lines)
        return re.fullmatch(pattern, "".join(line + "\n" for line in _lines(answer))) is not None


def _lines(text: str) -> list[str]:
    """Lines without what cannot be seen: spaces at their ends, and whether a space may break."""
    return [line.rstrip() for line in text.translate(_SPACES).rstrip("\n").split("\n")] if text.strip() else []


def fences(text: str) -> Iterator[Fence]:
    """Every block of a page."""
    for match in _FENCE.finditer(text):
        said = {match[1]: match[2]} if match[1] else {}
        yield Fence(match[4], match[5], match[6], match.start(6), said.get("tried"), said.get("untried"))


def files(text: str) -> dict[str, str]:
    """Name → text of the files that a page gives."""
    return {fence.file: fence.text for fence in fences(text) if fence.file}


def shown(text: str) -> Iterator[Shown]:
    """What is typed and asked on a page, in its order.

    The answer stands below a line (`$ …`) in its own block; or in the next block, where the last line of a `console` block, or a
    `cypher` block, has nothing below it and a block of text follows at once.
    """
    found = list(fences(text))
    for fence, after in itertools.zip_longest(found, found[1:]):
        follows = after is not None and after.language in ("text", "csv", "md", "json") and not after.file
        between = text[fence.start + len(fence.text) + 3 : after.start if after else 0] if after else ""
        answer = after if follows and not re.sub(r"\s|`{3,}\w+", "", between) else None
        if fence.tried or fence.untried:
            continue
        if fence.language == "cypher" and answer:
            yield Shown("cypher", fence.text, answer.text, (answer.start, answer.start + len(answer.text)))
        if fence.language == "console":
            lines = list(_TYPED.finditer(fence.text))
            for line in lines:
                start = fence.start + line.start(2)
                if line is lines[-1] and not line[2] and answer:
                    yield Shown("console", typed_of(line), answer.text, (answer.start, answer.start + len(answer.text)))
                else:
                    yield Shown("console", typed_of(line), line[2], (start, start + len(line[2])))


def typed_of(line: re.Match[str]) -> str:
    """What bash reads: lines that go on after its prompt `> ` without it."""
    return re.sub(r"^> ", "", line[1].rstrip("\n"), flags=re.MULTILINE)


def changes_its_store(page: Path) -> bool:
    """True if a line of the page loads something."""
    return any(_LOADS.match(asked.asked) for asked in shown(page.read_text("utf-8")))


def language_of(page: Path) -> str:
    """The language of its reader."""
    return "fr" if page.name.endswith(".fr.md") else "en"


def answers(page: Path, folder: Path, place: Place) -> Iterator[tuple[Shown, str]]:
    """What everything that is typed and asked on a page comes back with, in a folder that has its files.

    Raises:
        AssertionError: a line does not end with 0 and the page does not say so (`$ echo $?`).
    """
    text = page.read_text("utf-8")
    for name, body in files(text).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body, "utf-8")
    all_shown = list(shown(text))
    lines = [asked.asked for asked in all_shown if asked.kind == "console"]
    ran = typed(lines, folder, place, language_of(page)) if lines else []
    for line, one, after in zip(lines, ran, [*lines, ""][1:], strict=True):
        assert one.code == 0 or after == "echo $?", f"{page.name}: {line}\n{one.printed}"
    typed_in_turn = iter(ran)
    for asked in all_shown:
        yield asked, next(typed_in_turn).printed if asked.kind == "console" else rows(asked.asked, place, language_of(page))


def rows(query: str, place: Place, lang: str) -> str:
    """The rows of a query, as CSV; its parameters stand in a first comment, `// -p name=value`."""
    parameters = re.findall(r"-p (\S+)", query.splitlines()[0]) if query.startswith("// -p") else []
    given = [word for parameter in parameters for word in ("-p", parameter)]
    ran = maillon(place, "cypher", "-", "--format", "csv", *given, stdin=query, environment={"MAILLON_LANG": lang})
    assert ran.code == 0, ran.err
    return ran.out


def rewritten(page: Path, folder: Path, place: Place) -> str:
    """The page with the answers of now."""
    text, parts, at = page.read_text("utf-8"), [], 0
    for asked, answer in answers(page, folder, place):
        try:
            now = asked.cut(answer) if asked.answer else ""
        except ValueError:
            now = asked.answer
            if not asked.fits(answer):
                print(f"{page.name}: mend by hand: {asked.asked.strip()}", file=sys.stderr)
        parts += [text[at : asked.span[0]], now]
        at = asked.span[1]
    return "".join([*parts, text[at:]])


if __name__ == "__main__":
    for page in [Path(name) for name in sys.argv[2:]] or PAGES:
        with TemporaryDirectory() as made:
            page.write_text(rewritten(page, Path(made), Place(directory=Path(sys.argv[1]).absolute())), "utf-8")
