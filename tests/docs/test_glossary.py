"""One word for one thing: the catalogues, the questions and the pages say what the glossary says, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from maillon.queries.library import library
from maillon.reports.messages import messages
from tests.support.catalogues import CATALOGUES
from tests.support.pages import PAGES
from tests.support.places import ROOT

TERMS: list[dict[str, Any]] = [
    term for terms in yaml.safe_load((ROOT / "docs" / "glossary.yaml").read_text("utf-8")).values() for term in terms
]
LANGUAGES = ("fr", "en")


def said() -> Iterator[tuple[str, tuple[str, str]]]:
    """Every text that the program says of itself, French and English, with where it stands."""
    for name, catalogue in CATALOGUES.items():
        for key, words in {**catalogue.words, **catalogue.labels}.items():
            yield f"{name} {key}", words
    for question in library().values():
        headings = [*question.columns.values(), *(parameter.meaning for parameter in question.parameters)]
        for text in (question.title, question.description, *headings):
            yield f"question {question.name}", (text["fr"], text["en"])


SAID = list(said())


def _wrong(word: str) -> re.Pattern[str]:
    """What no text says, as a word."""
    return re.compile(word if word.startswith("\\b") or not word[0].isalpha() else rf"\b{word}\b", re.IGNORECASE)


def spoken(text: str) -> str:
    """A text without what a person types and without the names of its gaps."""
    return re.sub(r"`[^`]*`|\{\w+", "", text)


def test_a_glossary_of_eighty_terms_names_each_thing_once() -> None:
    assert len(TERMS) >= 80
    for lang in LANGUAGES:
        assert [word for word, n in Counter(term[lang] for term in TERMS).items() if n > 1] == []
    assert all(term[f"{lang}_means"] for term in TERMS for lang in LANGUAGES)


@pytest.mark.parametrize("term", [t for t in TERMS if "term" in t], ids=lambda t: t["term"])
def test_a_term_of_the_data_is_called_as_the_glossary_calls_it(term: dict[str, Any]) -> None:
    assert messages.labels[term["term"]] == (term["fr"], term["en"])


@pytest.mark.parametrize("term", [t for t in TERMS if "term" not in t], ids=lambda t: t["en"])
def test_a_word_of_the_glossary_is_said_somewhere(term: dict[str, Any]) -> None:
    for place, lang in enumerate(LANGUAGES):
        stem = re.escape(term[lang].split()[0][:5].rstrip("er"))
        assert any(re.search(rf"\b{stem}", words[place], re.IGNORECASE) for _, words in SAID)


@pytest.mark.parametrize("term", [t for t in TERMS if "never" in t], ids=lambda t: t["en"])
def test_no_other_word_stands_for_it(term: dict[str, Any]) -> None:
    for place, lang in enumerate(LANGUAGES):
        for other in term["never"].get(lang, ()):
            found = [(where, words[place]) for where, words in SAID if _wrong(other).search(spoken(words[place]))]
            assert found == [], f"say « {term[lang]} »"


def test_potential_is_never_called_possible_in_either_language() -> None:
    """`potential`: the relations lead there; `possible`: a source says so. Each has its own word on both sides."""
    for where, (french, english) in SAID:
        if re.search(r"\bpotential", english.lower()):
            assert "atteignable" in french.lower(), where
        if "atteignable" in french.lower():
            assert re.search("potential|reach", english.lower()), where
        if re.search(r"\bpossible", french.lower()) and "potential" in english.lower():
            assert "possible" in english.lower(), where


@pytest.mark.parametrize("page", [p for p in PAGES if p.name.endswith(".fr.md") and "glossary" not in p.name], ids=lambda p: p.name)
def test_the_prose_of_a_french_page_uses_the_words_of_the_glossary(page: Path) -> None:
    text = re.sub(r"^```.*?^```$|`[^`]*`|\]\([^)]*\)|<!--.*?-->", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    found = [match[0] for term in TERMS for other in term.get("never", {}).get("fr", ()) for match in _wrong(other).finditer(text)]
    assert found == []
