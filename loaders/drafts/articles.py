"""An article as a person has it: text, a web page or a PDF; its text, and what is known of where it stood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from maillon.graph.characters import without_strange_characters
from maillon.loaders.confined import unpacked
from maillon.loaders.encodings import decode
from maillon.loaders.inputs import Input, refuse
from maillon.loaders.messages import messages
from maillon.loaders.unpacking import UnpackingError
from maillon.wording import Message, RefusedError

MAX_BYTES = 20 << 20
"""A page with all its scripts is smaller."""
MAX_ARTICLE = 200_000
"""An article is shorter; a longer text is a book, a list or a log."""
SHORT = 600
"""Characters below which a text may be only the beginning of an article."""

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|div|p)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "une",
            "est",
            "dans",
            "pour",
            "que",
            "qui",
            "sur",
            "par",
            "pas",
            "avec",
            "au",
            "aux",
            "du",
            "ces",
            "ont",
            "été",
            "sont",
            "plus",
            "cette",
            "son",
            "ses",
            "et",
            "il",
            "elle",
            "leur",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "that",
            "was",
            "for",
            "with",
            "are",
            "has",
            "have",
            "been",
            "were",
            "by",
            "this",
            "from",
            "which",
            "its",
            "their",
            "it",
            "not",
            "at",
            "as",
            "had",
            "or",
            "be",
            "an",
            "on",
        ]
    ),
}
"""Small words that no text of some length is without."""
_LEAST_COMMON = 0.12
"""Of all words of a French or English text, at least this part are those; of a German, Dutch or Spanish one fewer than half of it."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The text to draft from; what is empty is not known. `remarks`: what a person should know of how it was read."""

    text: str
    language: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    remarks: tuple[Message, ...] = ()


def read_article(source: Input, url: str = "") -> ArticleText:
    """Read an article.

    Args:
        source: the file.
        url: where it stands, if the person says so.

    Raises:
        BadInputError: nothing in it reads like an article in French or English, it is too long for one, or no text at all.
    """
    if not source.data.removeprefix(b"\xef\xbb\xbf").strip():
        raise refuse(source.name, messages("article.empty"))
    if len(source.data) > MAX_BYTES:
        raise refuse(source.name, messages("article.large", most=MAX_BYTES >> 20))
    told: dict[str, object] = {}
    remarks: list[Message] = []
    if source.data.startswith(b"%PDF"):
        text, told = _confined(source, "pdf")
        if not text.strip():
            raise refuse(source.name, messages("article.scan"))
    elif _PAGE.search(source.data[:4096]):
        text, told = _confined(source, "html")
        if not text.strip():
            raise refuse(source.name, messages("article.none", around=told["around"], comments=told["comments"]))
        remarks += _left_out(told)
    else:
        try:
            text, heard = decode(source.data)
        except RefusedError as error:
            raise refuse(source.name, error.message) from error
        remarks += heard
    text = _unwrapped(_tidy(text))
    if len(text) > MAX_ARTICLE:
        raise refuse(source.name, messages("article.long", n=len(text), most=MAX_ARTICLE))
    language = language_of(text)
    if language is None:
        raise refuse(source.name, messages("article.language"))
    if len(text) < SHORT and not told.get("paywall"):
        remarks.append(messages("article.short", n=len(text)))
    address = _line(url) or _said(told, "url")
    publisher = _said(told, "publisher") or _host(address)
    title = _said(told, "title") or _first_line(text)
    return ArticleText(text, language, title, publisher, address, _said(told, "published"), tuple(remarks))


def _said(told: Mapping[str, object], name: str) -> str:
    """What a page says of itself."""
    return _line(str(told.get(name) or ""))


def _line(text: str) -> str:
    """On one line and without what nobody sees."""
    seen, _ = without_strange_characters(text)
    return " ".join(seen.split())[:_LONGEST]


_LONGEST = 500


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _confined(source: Input, form: str) -> tuple[str, dict[str, object]]:
    try:
        ((told, text),) = unpacked("article", source.data, form=form)
    except UnpackingError as error:
        raise refuse(source.name, error.message) from error
    return text.decode(), told


def _left_out(told: dict[str, object]) -> list[Message]:
    """How much of the page is not in the text."""
    remarks = [messages("article.left_out", around=told["around"], comments=told["comments"])]
    if told["others"]:
        remarks.append(messages("article.others", n=told["others"], characters=told["others_characters"]))
    if told["paywall"]:
        remarks.append(messages("article.paywall"))
    return remarks


def _tidy(text: str) -> str:
    """One kind of line end, no empty line twice, no character that nobody sees."""
    seen, _ = without_strange_characters(re.sub("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text))
    return re.sub(r"\n\s*\n+", "\n\n", seen).strip() + "\n"


def _unwrapped(text: str) -> str:
    """Lines that were broken at a width are one again: a long one that ends no sentence goes on. No place in the text moves."""
    return re.sub(rf"(?m)(^.{{{_WIDE},}}[^\s.!?:;…»”])\n(?=\S)", r"\1 ", text)


_WIDE = 60


def _first_line(text: str) -> str:
    """The title of a text: a first line that is no sentence."""
    first, _, rest = text.partition("\n")
    return first.strip() if rest and 10 <= len(first) <= 200 and not first.rstrip().endswith(".") else ""


def language_of(text: str) -> str | None:
    """`fr` or `en`; None for a text in another language, or of too few words to tell."""
    words = [word.lower() for word in _WORD.findall(text)]
    shares = {language: sum(word in common for word in words) / max(len(words), 1) for language, common in _COMMON.items()}
    best = max(shares, key=lambda language: shares[language])
    return best if len(words) >= _FEWEST and shares[best] >= _LEAST_COMMON else None


_FEWEST = 15
