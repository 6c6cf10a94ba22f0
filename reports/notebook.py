"""A document as HTML in a page that somebody else made, such as a notebook: no script, no address, every text escaped."""

from __future__ import annotations

from html import escape

from maillon.graph.characters import terminal_safe
from maillon.reports.document import Document, Table, shown
from maillon.reports.messages import messages

SHOWN_ROWS = 50
"""Rows of a table that are shown; how many more there are is said below it."""


def notebook_html(document: Document, lang: str = "en") -> str:
    """The title, the lines and the tables of a document, each table with its first `SHOWN_ROWS` rows."""
    parts = [f"<p><strong>{_text(document.title)}</strong></p>"]
    for section in document.told(lang):
        if section.heading:
            parts.append(f"<p><em>{_text(section.heading)}</em></p>")
        parts += [f"<div>{_text(line)}</div>" for line in section.lines[:SHOWN_ROWS]]
        parts += _more(len(section.lines), lang)
        if section.table is not None and section.table.rows:
            parts += [_table(section.table, lang), *_more(len(section.table.rows), lang)]
    return f'<div class="maillon">{"".join(parts)}</div>'


def _table(table: Table, lang: str) -> str:
    head = "".join(f"<th>{_text(column)}</th>" for column in table.columns)
    rows = ("".join(f"<td>{_text(shown(cell, lang))}</td>" for cell in row) for row in table.rows[:SHOWN_ROWS])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def _more(count: int, lang: str) -> list[str]:
    return [f"<div>{_text(messages.say('notebook.more', lang, n=count - SHOWN_ROWS))}</div>"] if count > SHOWN_ROWS else []


def _text(text: str) -> str:
    return escape(terminal_safe(str(text)))
