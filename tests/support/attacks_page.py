"""`python -m tests.support.attacks_page`: write the table of docs/attacks.md anew."""

from __future__ import annotations

import re

from tests.support.attacks import ATTACKS, Attack, End
from tests.support.places import ROOT

PAGE = ROOT / "docs" / "attacks.md"
_TABLE = re.compile(r"(<!-- attacks -->\n).*?(<!-- /attacks -->)", re.DOTALL)
_LONGEST = 90
_WORDS: dict[End, str] = {
    "not sent": "not sent",
    "error": "refused by the engine",
    "stopped": "stopped at its limit",
    "harmless": "answered, changes nothing",
}


def page() -> str:
    """The text of the page."""
    rows = [f"| {number} | {a.aim} | {_shown(a)} | {_WORDS[a.asked]} | {_reader(a)} |" for number, a in enumerate(ATTACKS, 1)]
    head = "|   | to | the query | asked through maillon | sent by the reader of `serve` |\n| ---: | --- | --- | --- | --- |"
    table = "\n".join([head, *rows])
    return _TABLE.sub(lambda found: f"{found[1]}{table}\n{found[2]}", PAGE.read_text("utf-8"))


def _shown(attack: Attack) -> str:
    text = ascii(attack.text)[1:-1].replace("\\'", "'").replace("\\\\", "\\").replace("|", "\\|")
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"`` {cut} ``"


def _reader(attack: Attack) -> str:
    return "up to the reader" if attack.aim == "exhaust" else _WORDS[attack.reader]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
