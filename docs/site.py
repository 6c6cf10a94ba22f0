"""The pages as a site, in English and in French, that a browser opens from a folder too: `python -m docs.site FOLDER`.

The pages stay what they are on a disk and in a repository; here they are laid out for MkDocs, one tree a language, with the links that lead
out of `docs/` turned to where their pages stand. What is not there in French is linked in English. MkDocs and `dead_links` refuse a
link that leads nowhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import click
import yaml

ROOT = Path(__file__).parent.parent

HOME = {"README.md": "index.md", "README.fr.md": "index.md", "benchmarks/README.md": "benchmarks.md"}
"""Pages that have another name on the site."""

GROUPS: dict[tuple[str, str], tuple[str, ...]] = {
    ("To ask", "Interroger"): (
        "concerned",
        "questions",
        "picture",
        "atlas",
        "reports",
        "exposure",
        "ask-the-graph",
        "cypher",
        "assistant",
        "commands",
        "shell",
        "python",
        "reference",
    ),
    ("To add", "Ajouter"): ("own-list", "contracts", "records", "draft", "sharing", "exports", "loaders", "correct"),
    ("To judge", "Juger"): (
        "model",
        "model-tables",
        "corpus",
        "data-statement",
        "fairness",
        "glossary",
        "from-laptop-to-cluster",
        "offline",
        "scale",
        "backup",
        "attacks",
        "hostile-text",
        "benchmarks",
    ),
    ("To take part", "Participer"): ("CONTRIBUTING", "CODE_OF_CONDUCT", "releasing", "CHANGELOG", "SECURITY"),
}
"""Heading in English and in French → its pages. A page that is in none stands under the last."""

WORKER = "iframe-worker.js"
"""With which search works in pages opened from a folder, instead of one that the theme would load from elsewhere."""

_LINK = re.compile(r"\]\((?P<target>[^)#\s]*)(?P<heading>#[^)\s]*)?\)")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_NAMED_FENCE = re.compile(r"^```(\w+) ([\w.-]+)$", re.MULTILINE)
_HIDDEN = re.compile(r"<!--.*?-->\n?", re.DOTALL)


def pages() -> list[str]:
    """The pages of the repository that the site shows, named from its root."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks" / "README.md"]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def language_of(page: str) -> str:
    """`fr` or `en`."""
    return "fr" if page.endswith(".fr.md") else "en"


def on_site(page: str) -> str:
    """The name of a page in the tree of its language."""
    return HOME.get(page) or PurePosixPath(page).name.replace(".fr.md", ".md")


def stage(folder: Path) -> None:
    """Lay out the pages in `en` and `fr` of a folder, each with what its pages link to."""
    known = pages()
    for page in known:
        lang = language_of(page)
        target = folder / lang / on_site(page)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_turned(page, (ROOT / page).read_text(encoding="utf-8"), set(known), folder / lang), encoding="utf-8")
    for lang in ("en", "fr"):
        shutil.copyfile(ROOT / "docs" / "static" / WORKER, folder / lang / WORKER)
    (folder / "en" / "reference.md").write_text(reference(), encoding="utf-8")


def _turned(page: str, text: str, known: set[str], tree: Path) -> str:
    """The text of a page with its links turned to where things stand on the site, and its fences as MkDocs names them."""
    fences: list[str] = []

    def kept(fence: re.Match[str]) -> str:
        fences.append(_NAMED_FENCE.sub(r'```\1 title="\2"', fence[0]))
        return f"\0{len(fences) - 1}\0"

    def turned(link: re.Match[str]) -> str:
        target, heading = link["target"], link["heading"] or ""
        if not target or urlsplit(target).scheme:
            return link[0]
        named = os.path.normpath(PurePosixPath(page).parent / target).replace(os.sep, "/")
        if named not in known:
            there = tree / "files" / named
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / named, there)
            return f"](files/{named})"
        if language_of(named) == language_of(page):
            return f"]({on_site(named)}{heading})"
        up = "fr/" if language_of(named) == "fr" else "../"
        # A page of the other tree, which MkDocs builds by itself; `dead_links` sees whether it is there.
        return f"]({_ELSEWHERE}{up}{on_site(named).removesuffix('.md')}.html{heading})"

    body = _HIDDEN.sub("", _FENCE.sub(kept, text))
    body = _LINK.sub(turned, _DECLARATION.sub(_spelt_out, body))
    return re.sub("\0(\\d+)\0", lambda place: fences[int(place[1])], body)


_DECLARATION = re.compile(r"`[^`\n]*<![^`\n]*`")
"""Code in a line that Python's parser of HTML, through which MkDocs puts a page before it reads its Markdown, takes for a declaration."""


def _spelt_out(code: re.Match[str]) -> str:
    """The same code as HTML, each sign in it as its number: nothing in it is read as anything."""
    return f"<code>{''.join(c if c.isalnum() else f'&#{ord(c)};' for c in code[0][1:-1])}</code>"


_ELSEWHERE = "other-tree:"
"""A scheme of our own before links to the other language, so that MkDocs leaves them alone."""


def reference() -> str:
    """The page of the public names, whose text MkDocs takes from their docstrings."""
    import maillon

    homes = {name: f"maillon.{module}.{name}" for module, names in maillon._HOMES.items() for name in names}
    functions = [name for name in sorted(homes) if name[0].islower()]
    errors = [name for name in sorted(homes) if name.endswith("Error")]
    others = [name for name in sorted(homes) if name not in {*functions, *errors, "Graph"}]
    parts = [
        "# Reference of the Python API",
        "",
        "Made from the docstrings of `maillon`. [From Python](python.md) shows how it is used.",
        "",
    ]
    for heading, names in (("Functions", functions), ("The graph", ["Graph"]), ("Answers and values", others), ("Errors", errors)):
        parts += [f"## {heading}", ""]
        parts += [line for name in names for line in (f"::: {homes[name]}", "    options:", "      heading_level: 3", "")]
    return "\n".join(parts)


def settings(lang: str, tree: Path, target: Path) -> dict[str, Any]:
    """The configuration of MkDocs for one language. Nothing of the site is asked of another."""
    from maillon.project import HOME as REPOSITORY
    from maillon.project import addresses

    there = {path.stem for path in tree.glob("*.md")}
    listed = {name for names in GROUPS.values() for name in names}
    nav: list[dict[str, Any]] = [{"maillon": "index.md"}]
    for (english, french), names in GROUPS.items():
        last = (english, french) == list(GROUPS)[-1]
        shown = [name for name in (*names, *(sorted(there - listed - {"index"}) if last else ())) if name in there]
        if shown:
            nav.append({french if lang == "fr" else english: [f"{name}.md" for name in shown]})
    alternate = [
        {"name": "English", "lang": "en", "link": "index.html" if lang == "en" else "../index.html"},
        {"name": "Français", "lang": "fr", "link": "fr/index.html" if lang == "en" else "index.html"},
    ]
    plugins: list[Any] = [{"search": {"lang": lang}}, "offline"]
    if lang == "en":
        options = {"show_source": False, "show_root_heading": True, "show_root_full_path": False, "members_order": "source"}
        options |= {
            "merge_init_into_class": True,
            "show_signature_annotations": True,
            "separate_signature": True,
            "inherited_members": True,
        }
        options |= {"show_if_no_docstring": False, "filters": ["!^_"], "docstring_section_style": "list"}
        plugins.append({"mkdocstrings": {"handlers": {"python": {"paths": [str(ROOT / ".dev")], "options": options}}}})
    return {
        "site_name": "maillon",
        "docs_dir": str(tree),
        "site_dir": str(target),
        "use_directory_urls": False,
        "strict": True,
        **({"repo_url": addresses()[REPOSITORY]} if REPOSITORY in addresses() else {}),
        "validation": {
            "nav": {"omitted_files": "warn", "not_found": "warn"},
            "links": {"not_found": "warn", "anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"},
        },
        "theme": {
            "name": "material",
            "language": lang,
            "font": False,
            "features": ["navigation.sections", "navigation.top", "toc.follow", "search.highlight"],
            "palette": [
                {
                    "media": f"(prefers-color-scheme: {shade})",
                    "scheme": scheme,
                    "primary": "teal",
                    "toggle": {"icon": icon, "name": {"en": name_en, "fr": name_fr}[lang]},
                }
                for shade, scheme, icon, name_en, name_fr in (
                    ("light", "default", "material/weather-night", "Dark", "Sombre"),
                    ("dark", "slate", "material/weather-sunny", "Light", "Clair"),
                )
            ],
        },
        "extra": {"alternate": alternate, "generator": False, "polyfills": [WORKER]},
        "markdown_extensions": [
            "tables",
            "md_in_html",
            "sane_lists",
            "pymdownx.superfences",
            {"pymdownx.highlight": {"use_pygments": True}},
            {"toc": {"permalink": True, "slugify": _SLUG}},
        ],
        "plugins": plugins,
        "nav": nav,
    }


_SLUG = "!!python/name:docs.site.slug"


def slug(title: str, separator: str) -> str:
    """The address of a heading, as the places make it that show the pages from a repository."""
    closed_up = re.sub(r" (?=[;:?!»])|(?<=«) ", "", title.lower())  # the no-break spaces of French come as plain ones
    return re.sub(r"[^\w -]", "", closed_up).replace(" ", separator)


def build(target: Path) -> list[str]:
    """Build the site into a folder, which is emptied first; the links that lead nowhere, of which there should be none.

    Raises:
        RuntimeError: MkDocs refuses a page; holds what it said.
    """
    target = target.resolve()
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="maillon-site-") as place:
        stage(Path(place))
        for lang in ("en", "fr"):
            _mkdocs(lang, Path(place) / lang, target if lang == "en" else target / "fr")
    for page in target.rglob("*.html"):
        page.write_text(_ALTERNATE.sub("", page.read_text(encoding="utf-8")).replace(_ELSEWHERE, ""), encoding="utf-8")
    return list(dead_links(target))


_ALTERNATE = re.compile(r'<link rel="alternate"[^>]*>\s*')
"""What says in the head of a page that there is another language. It names the first page and not the same one, and the theme's script
asks for the map of the site beside it: of a folder no browser gives it, and it lists nothing where nobody knows the site's address."""


def _mkdocs(lang: str, tree: Path, target: Path) -> None:
    """Build one language, in a process of its own: MkDocs logs and counts its warnings for a whole process."""
    text = yaml.safe_dump(settings(lang, tree, target), allow_unicode=True, sort_keys=False).replace(f"'{_SLUG}'", _SLUG)
    asked = tree.with_suffix(".yml")
    asked.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", str(asked)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    ran = subprocess.run(command, cwd=ROOT, env=os.environ | quiet, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(ran.stdout + ran.stderr)


class _Links(HTMLParser):
    """What a page links to and loads, and the places in it that can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        found = dict(attrs)
        self.places |= {value for name in ("id", "name") if (value := found.get(name))}
        address = found.get("href") or found.get("src")
        if address is not None:
            (self.links if tag == "a" else self.loaded).append(address)


def dead_links(site: Path) -> Iterator[str]:
    """What a built site links to and is not there, page by page, and what it would load from elsewhere."""
    read: dict[Path, _Links] = {}
    for page in sorted(site.rglob("*.html")):
        read[page] = _Links()
        read[page].feed(page.read_text(encoding="utf-8"))
    for page, found in read.items():
        name = page.relative_to(site).as_posix()
        yield from (f"{name} loads {address}" for address in found.loaded if urlsplit(address).netloc)
        for address in (*found.links, *found.loaded):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or page.name == "404.html":
                continue
            there = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            there = there / "index.html" if there.is_dir() else there
            if not there.is_file():
                yield f"{name} links to {address}, which is not there"
            elif parts.fragment and there in read and unquote(parts.fragment) not in {*read[there].places, "__top"}:
                yield f"{name} links to {address}, and there is no such place"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def main(folder: Path) -> None:
    """Build the site into FOLDER."""
    wrong = build(folder)
    for line in wrong:
        click.echo(line)
    click.echo(f"{folder}: {len(list(folder.rglob('*.html')))} pages, {len(wrong)} dead links")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
