"""What is written for others: a picture and a document, each shown in a notebook and saved to a file."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from maillon.queries.neighbourhood import Neighbourhood
from maillon.reports.picture import Wording, render_page, write_picture


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
