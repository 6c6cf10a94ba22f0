"""What is written for others: a picture and a document, each shown in a notebook and saved to a file; and a draft for oneself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from maillon.loaders.drafts.writing import draft_yaml, sentences_listed
from maillon.reports.picture import Wording, render_page, write_picture
from maillon.wording import Message, default_language

if TYPE_CHECKING:
    from maillon.loaders.drafts.drafting import Draft as Drafted
    from maillon.queries.neighbourhood import Neighbourhood


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """The interactive picture. A notebook shows it in a frame that runs its script and can reach nothing outside itself."""

    shown: Neighbourhood
    wording: Wording
    embed: bool = False

    def to_html(self) -> str:
        """The page: one file that loads nothing from elsewhere."""
        return render_page(self.shown, self.wording, embed=self.embed)

    def save(self, path: str | Path) -> Path:
        """Write the page; what was there before survives a failure.

        Raises:
            RefusedError: it is a folder, or its folder does not exist.
            OSError: it cannot be written.
        """
        write_picture(self.shown, Path(path), self.wording, embed=self.embed)
        return Path(path)

    def __repr__(self) -> str:
        return f"<Picture: {len(self.shown.nodes)} nodes, {len(self.shown.relations)} relations>"

    def _repr_html_(self) -> str:
        page = escape(render_page(self.shown, self.wording, embed=True), quote=True)
        return f'<iframe sandbox="allow-scripts" style="width:100%;height:640px;border:0" srcdoc="{page}"></iframe>'


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """A document to hand over, as Markdown and as HTML."""

    title: str
    markdown: str
    html: str

    def save(self, path: str | Path) -> Path:
        """Write it: as Markdown where the name ends in `.md` or `.markdown`, else as HTML.

        Raises:
            OSError: it cannot be written.
        """
        target = Path(path)
        target.write_text(self.markdown if target.suffix.lower() in (".md", ".markdown") else self.html, encoding="utf-8")
        return target

    def __repr__(self) -> str:
        return f"<Report: {self.title}>"

    def _repr_html_(self) -> str:
        return f'<iframe sandbox style="width:100%;height:640px;border:0" srcdoc="{escape(self.html, quote=True)}"></iframe>'


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What rules read off an article, as a record to review: nothing in it is decided, and `check` refuses it until a person has."""

    found: Drafted

    def to_yaml(self, lang: str | None = None) -> str:
        """The draft; its comments are in `lang`, `fr` or `en`, or the language of the person."""
        return draft_yaml(self.found, lang or default_language())

    @property
    def text(self) -> str:
        """The text that was read, a sentence a line after its place."""
        return sentences_listed(self.found.article)

    @property
    def remarks(self) -> Sequence[Message]:
        """How the article was read, and what is in no file: names that may be persons' among it."""
        return self.found.remarks

    def save(self, path: str | Path) -> Path:
        """Write the draft.

        Raises:
            OSError: it cannot be written.
        """
        Path(path).write_text(self.to_yaml(), encoding="utf-8")
        return Path(path)

    def __repr__(self) -> str:
        return f"<Draft: {self.found.source}>"
