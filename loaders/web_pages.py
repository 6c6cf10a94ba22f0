"""The article of a web page: its text without menus, comments and other articles, and what the page says of itself.

`loaders.unpacking` runs it.
What is dropped is counted in characters: a reader sees how much of the page was taken for no article. The author is never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from maillon.loaders.encodings import decode

_TOKEN = re.compile(r"[a-z]+")


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_COMMENTS = _words("comment comments commentaire commentaires commentlist disqus respond reactions forum replies discussion")
_AROUND = _words(
    "nav navbar navigation menu breadcrumb breadcrumbs sidebar footer related recommended recommendations recommend share sharing social",
    "newsletter cookie cookies consent popup modal promo advert advertisement ads pub sponsored tags tag widget outbrain taboola teaser",
    "teasers trending popular toc byline author authors bio skip search login",
)
"""Words of the class or the id of a part of a page that is no article."""
_TAGS = _words("nav aside footer form button select noscript template svg iframe dialog menu figure")
_ROLES = _words("navigation complementary contentinfo search banner dialog alert")
_KEPT = _words("html body main")
_ARTICLE = 400
"""Characters of paragraphs from which on an `article` element is one, and no teaser."""
_PAYWALL = re.compile(
    r"réservée? (?:à nos|aux) abonn|il vous reste [\d,. ]+ ?% de|la suite est réservée|lire la suite en vous abonnant|déjà abonné"
    r"|abonnez-vous pour lire|pour lire la suite|article réservé|subscribe to (?:continue|read)|subscribers? only|already a subscriber"
    r"|to continue reading|this (?:article|content) is for (?:subscribers|members)|sign in to read",
    re.IGNORECASE,
)


@dataclass(slots=True)
class WebPage:
    """What a page says of itself (empty: nothing), its text, and how many characters were taken for something else."""

    text: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    paywall: bool = False
    comments: int = 0
    around: int = 0
    others: int = 0
    """Other articles on the page."""
    others_characters: int = 0


def read_web_page(data: bytes) -> dict[str, Any]:
    """The article of a page, as the fields of `WebPage`; its text is empty where nothing of it reads like one.

    Raises:
        RefusedError: its bytes are no text.
    """
    import lxml.html

    text, _ = decode(data)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    page = WebPage()
    try:
        root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text).encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, ValueError):
        return asdict(page)
    _say_of_itself(root, page)
    for element in list(root.iter("script", "style", "head")):
        element.drop_tree()
    page.paywall = page.paywall or _PAYWALL.search(" ".join(root.text_content().split())) is not None
    _drop_comments(root, page)
    chosen = _chosen(root, page)
    trusted = chosen is not root
    page.around += _drop(chosen, _is_around)
    kept: list[str] = []
    for text, prose in _paragraphs(chosen):
        if prose or trusted:
            kept.append(text)
        else:
            page.around += len(text)
    page.around += max(0, _characters(root) - _characters(chosen) - page.others_characters) if trusted else 0
    page.text = "\n".join(kept)
    return asdict(page)


def _characters(element: Any) -> int:
    return len(" ".join(element.text_content().split()))


def _tokens(element: Any) -> set[str]:
    return set(_TOKEN.findall(f"{element.get('class', '')} {element.get('id', '')}".lower()))


def _is_comment(element: Any) -> bool:
    return element.tag not in _KEPT and bool(_tokens(element) & _COMMENTS) and next(element.iter("h1"), None) is None


def _is_around(element: Any) -> bool:
    if element.tag in _KEPT or element.tag == "article":
        return False
    if element.tag == "figure":  # a legend tells of a picture
        return True
    return element.tag in _TAGS or element.get("role") in _ROLES or bool(_tokens(element) & _AROUND and not _is_long(element))


def _is_long(element: Any) -> bool:
    """Whether it holds several real paragraphs: a page may call the whole of itself `with-sidebar`."""
    return sum(len(p.text_content()) > 150 for p in element.iter("p")) >= 3


def _drop_comments(root: Any, page: WebPage) -> None:
    page.comments = _drop(root, _is_comment)


def _drop(root: Any, is_it: Any) -> int:
    dropped = 0
    for element in [e for e in root.iter() if isinstance(e.tag, str) and e is not root]:
        if is_it(element) and any(up is root for up in element.iterancestors()):
            dropped += _characters(element)
            element.drop_tree()
    return dropped


def _chosen(root: Any, page: WebPage) -> Any:
    """The element of the article: the longest `article` that is one, or the one with the title; `main`; else the page."""
    alone = [e for e in root.iter("article") if not any(up.tag == "article" for up in e.iterancestors())]
    found = [(e, size) for e in alone if (size := _prose(e)) >= _ARTICLE]
    if found:
        titled = [pair for pair in found if page.title and any(_same(h.text_content(), page.title) for h in pair[0].iter("h1", "h2"))]
        best = titled[0] if titled else max(found, key=lambda pair: pair[1])
        page.others = len(found) - 1
        page.others_characters = sum(_characters(e) for e, _ in found if e is not best[0])
        return best[0]
    for path in (".//*[@itemprop='articleBody']", ".//main", ".//*[@role='main']"):
        bodies = root.xpath(path)
        if len(bodies) == 1 and _prose(bodies[0]) >= _ARTICLE:
            return bodies[0]
    return root


def _same(one: str, other: str) -> bool:
    a, b = (" ".join(text.split()).casefold() for text in (one, other))
    return bool(a) and (a in b or b in a)


def _prose(element: Any) -> int:
    return sum(len(" ".join(p.text_content().split())) for p in element.iter("p"))


def _paragraphs(root: Any) -> Iterator[tuple[str, bool]]:
    """The blocks of text but those of links, each with whether it reads like prose by itself or stands between such blocks."""
    from justext.core import ParagraphMaker, classify_paragraphs, revise_paragraph_classification
    from justext.utils import get_stoplist

    blocks = ParagraphMaker.make_paragraphs(root)
    classify_paragraphs(blocks, frozenset(word for name in ("French", "English") for word in get_stoplist(name)))
    revise_paragraph_classification(blocks)
    for block in blocks:
        if block.is_heading or block.links_density() <= _MOST_LINKED:
            yield " ".join(block.text.split()), block.class_type == "good"


_MOST_LINKED = 0.5
"""No block of text of which a larger part is links tells anything."""


def _say_of_itself(root: Any, page: WebPage) -> None:
    """What the head of a page and its JSON-LD say: title, publisher, address, day, language, whether it is free to read."""
    page.language = (root.get("lang") or "")[:2].lower()
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        named.setdefault(key, " ".join((meta.get("content") or "").split()))
    told = {key: value for data in _linked_data(root) for key, value in data.items()}
    h1 = next((" ".join(h.text_content().split()) for h in root.iter("h1") if h.text_content().strip()), "")
    title = next((" ".join(t.text_content().split()) for t in root.iter("title")), "")
    page.title = told.get("headline") or named.get("og:title") or h1 or title
    page.publisher = told.get("publisher") or named.get("og:site_name") or ""
    canonical = next((e.get("href", "") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"), "")
    page.url = next((u for u in (canonical, named.get("og:url", ""), told.get("url", "")) if u.startswith(("https://", "http://"))), "")
    times = [e.get("datetime") or "" for e in root.iter("time")]
    dates = [told.get("datePublished", ""), *(named.get(k, "") for k in _PUBLISHED), *times]
    page.published = next((d[:10] for d in dates if re.match(r"(?:19|20)\d\d-\d\d-\d\d", d)), "")
    page.paywall = told.get("isAccessibleForFree", "").lower() == "false"


_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publication_date",
)


def _linked_data(root: Any) -> Iterator[dict[str, str]]:
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        for item in items if isinstance(items, list) else []:
            kinds = item.get("@type") if isinstance(item, dict) else None
            if any("Article" in str(kind) or kind == "BlogPosting" for kind in (kinds if isinstance(kinds, list) else [kinds])):
                publisher = item.get("publisher")
                told = {k: item.get(k) for k in ("headline", "datePublished", "url", "isAccessibleForFree")}
                told["publisher"] = publisher.get("name") if isinstance(publisher, dict) else None
                yield {k: str(v) for k, v in told.items() if isinstance(v, (str, bool))}
