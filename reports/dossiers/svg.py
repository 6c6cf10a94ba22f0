"""A still picture of chains of trust, as SVG: boxes from left (who trusts) to right (who is trusted), for documents and print.

The layout is that of the interactive picture. Only presentation attributes are used, so that a strict Content-Security-Policy
lets it stand in a page; every text is escaped; a title and a description speak to screen readers.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from maillon.queries.subgraph import Force
from maillon.reports.picture.layout import COLUMN_GAP, layered

BOX_WIDTH = 200.0
LINE = 15.0
"""Height of a line of text in picture units."""
PADDING = 9.0
SPREAD = 1.1
"""The columns stand so much further apart than in the interactive picture: the days of a relation have room between two boxes."""
LABEL_LETTER = 5.6
"""Width of a letter of what stands on a line, about."""
LABEL_LINE = 11.5
_SHORT = 11
"""Letters that always stand in one row: `relevée en`."""
CHARACTERS = 28
"""Characters to a line of a box, at 12.5 units a letter's height."""


@dataclass(frozen=True, slots=True)
class Box:
    """One party. `tone` is hit, potential, cleared, unknown, origin or plain; told by the border and by `mark`, never by colour alone.

    `address` is that of its page, to which the box leads ('': it leads nowhere).
    """

    id: str
    name: str
    tone: str = "plain"
    mark: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class DrawnRelation:
    """One relation: one that had ended is dashed; one not known to be in force is dotted, with a hollow head.

    `label` stands on it: its years, and whether somebody contests it.
    """

    start: str
    end: str
    force: Force = Force.IN_FORCE
    label: str = ""


_TONES: Mapping[str, tuple[str, str, str]] = {
    "origin": ("#3b0d0c", "#fbe3e1", "3"),
    "hit": ("#b3261e", "#fdf1f0", "2.4"),
    "potential": ("#8a5a00", "#fff8ea", "1.6"),
    "cleared": ("#1b5e20", "#eff7ef", "1.6"),
    "unknown": ("#555555", "#f4f4f4", "1.4"),
    "plain": ("#33475b", "#ffffff", "1.4"),
}
"""Border, fill, border width. Text is #1a1a1a on these fills: contrast above 14 to 1."""


def chain_svg(boxes: Sequence[Box], lines: Sequence[DrawnRelation], *, title: str, description: str) -> Markup:
    """The picture; nothing for no boxes.

    Args:
        boxes: the parties, each once.
        lines: the relations between them.
        title: what it shows, for screen readers and tooltips.
        description: the same in a sentence.
    """
    if not boxes:
        return Markup("")
    texts = {box.id: _wrapped(box) for box in boxes}
    heights = {i: 2 * PADDING + LINE * len(rows) for i, rows in texts.items()}
    layout = layered(_tiers(boxes, lines), [(f"l{n}", a.start, a.end) for n, a in enumerate(lines)], heights)
    layout = replace(
        layout,
        positions={i: (SPREAD * x, y) for i, (x, y) in layout.positions.items()},
        ways={e: [(SPREAD * x, y) for x, y in way] for e, way in layout.ways.items()},
    )
    left = min(x for x, _ in layout.positions.values()) - BOX_WIDTH / 2 - 10
    right = max(x for x, _ in layout.positions.values()) + BOX_WIDTH / 2 + 10
    tops = [y - heights[i] / 2 for i, (_, y) in layout.positions.items()] + [y for way in layout.ways.values() for _, y in way]
    bottoms = [y + heights[i] / 2 for i, (_, y) in layout.positions.items()] + [y for way in layout.ways.values() for _, y in way]
    top, bottom = min(tops) - 10, max(bottoms) + 10
    role = "group" if any(box.address for box in boxes) else "img"  # what stands in an image is no link to whoever is read to
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" viewBox="{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}" '
        f'width="{right - left:.0f}" height="{bottom - top:.0f}" font-family="Helvetica, Arial, sans-serif" font-size="12.5">',
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse">'
        '<path d="M0 0 L8 4 L0 8 z" fill="#33475b"/></marker>'
        '<marker id="open" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse">'
        '<path d="M0.7 0.9 L7.2 4 L0.7 7.1 z" fill="#ffffff" stroke="#33475b"/></marker></defs>',
    ]
    for number, line in enumerate(lines):
        parts.append(_arrow(line, layout.positions, layout.ways.get(f"l{number}", [])))
    leaving, arriving = Counter(line.start for line in lines), Counter(line.end for line in lines)
    for line in lines:
        parts.append(_label(line, layout.positions, leaving[line.start] == 1, arriving[line.end] == 1))
    for box in boxes:
        parts.append(_box(box, texts[box.id], layout.positions[box.id], heights[box.id]))
    return Markup("".join(parts) + "</svg>")  # every text in it went through escape


def _tiers(boxes: Sequence[Box], lines: Sequence[DrawnRelation]) -> dict[str, int]:
    """Column hints: the longest way from the left, loops left aside."""
    tiers = dict.fromkeys((box.id for box in boxes), 0)
    for _ in boxes:
        moved = False
        for line in lines:
            if tiers[line.end] < tiers[line.start] + 1 <= len(boxes):
                tiers[line.end] = tiers[line.start] + 1
                moved = True
        if not moved:
            break
    return tiers


def _wrapped(box: Box) -> list[str]:
    width = _characters(box.name)
    rows = textwrap.wrap(box.name, width) or [box.id]
    if len(rows) > 4:
        rows = [*rows[:3], rows[3][: width - 1] + "…"]
    return [*rows, box.mark] if box.mark else rows


def _characters(name: str) -> int:
    """How many characters of a name stand on a line: capitals and broad letters take more room, Chinese ones twice as much."""
    if not name:
        return CHARACTERS
    room = sum(2.0 if east_asian_width(c) in "WF" else 1.35 if c.isupper() or c in "mw" else 1.0 for c in name)
    return max(8, int(CHARACTERS * min(1.0, 1.12 * len(name) / room)))


def _ends(line: DrawnRelation, positions: Mapping[str, tuple[float, float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a line leaves its first box and meets its second."""
    (x1, y1), (x2, y2) = positions[line.start], positions[line.end]
    side = BOX_WIDTH / 2 if x2 >= x1 else -BOX_WIDTH / 2
    return (x1 + side, y1), (x2 - side, y2)


def _label(line: DrawnRelation, positions: Mapping[str, tuple[float, float]], alone_at_start: bool, alone_at_end: bool) -> str:
    """The label of a relation, at that end at which no other line is in the way, else in the middle."""
    if not line.label:
        return ""
    (x1, y1), (x2, y2) = _ends(line, positions)
    out = 1 if x2 >= x1 else -1
    if alone_at_start:
        x, y, anchor = x1 + 4 * out, y1 - 4, "start" if out > 0 else "end"
    elif alone_at_end:
        x, y, anchor = x2 - 10 * out, y2 - 5, "end" if out > 0 else "start"
    else:
        x, y, anchor = (x1 + x2) / 2, (y1 + y2) / 2 - 3, "middle"
    rows = textwrap.wrap(line.label, max(_SHORT, int(abs(x2 - x1) / LABEL_LETTER)))  # a box would hide what is wider than the gap
    return "".join(
        f'<text x="{x:.1f}" y="{y - LABEL_LINE * above:.1f}" text-anchor="{anchor}" font-size="10.5" fill="#1a1a1a" stroke="#ffffff" '
        f'stroke-width="3" paint-order="stroke">{escape(row)}</text>'
        for above, row in zip(reversed(range(len(rows))), rows, strict=True)
    )


def _arrow(line: DrawnRelation, positions: Mapping[str, tuple[float, float]], ways: Sequence[tuple[float, float]]) -> str:
    start, end = _ends(line, positions)
    points = [start, *ways, end]
    path = f"M{start[0]:.1f} {start[1]:.1f}"
    for (ax, ay), (bx, by) in pairwise(points):
        reach = min(abs(bx - ax) / 2, COLUMN_GAP / 3) * (1 if bx >= ax else -1)
        path += f" C{ax + reach:.1f} {ay:.1f} {bx - reach:.1f} {by:.1f} {bx:.1f} {by:.1f}"
    dash = {Force.PAST: ' stroke-dasharray="6 5"', Force.UNKNOWN: ' stroke-dasharray="1.5 3.5"'}.get(line.force, "")
    tip = "open" if line.force is Force.UNKNOWN else "tip"
    return f'<path d="{path}" fill="none" stroke="#33475b" stroke-width="1.4"{dash} marker-end="url(#{tip})"/>'


def _box(box: Box, rows: Sequence[str], at: tuple[float, float], height: float) -> str:
    border, fill, width = _TONES[box.tone]
    x, y = at[0] - BOX_WIDTH / 2, at[1] - height / 2
    dash = ' stroke-dasharray="4 3"' if box.tone == "unknown" else ""
    lines = ""
    for n, row in enumerate(rows):
        slant = ' font-style="italic"' if box.mark and n == len(rows) - 1 else ""
        baseline = y + PADDING + LINE * (n + 0.78)
        lines += f'<text x="{at[0]:.1f}" y="{baseline:.1f}" text-anchor="middle" fill="#1a1a1a"{slant}>{escape(row)}</text>'
    drawn = (
        f'<g><rect x="{x:.1f}" y="{y:.1f}" width="{BOX_WIDTH:.0f}" height="{height:.1f}" rx="5" fill="{fill}" stroke="{border}" '
        f'stroke-width="{width}"{dash}/>{lines}</g>'
    )
    return f'<a href="{escape(box.address)}">{drawn}</a>' if box.address else drawn
