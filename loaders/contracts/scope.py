"""Which contracts are read: by what is bought (codes) and by who buys (health buyers), and by which rule each was taken or left out.

The rules stand in `scope.yaml`. Who is a health buyer is said first by a list that the user gives, then by numbers that the graph knows as
a care provider's or an insurer's, then by the series of the number, and last by words in the name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from maillon.graph.name_matching import fold_name, joined_letters
from maillon.loaders.contracts.numbers import read_number
from maillon.loaders.inputs import one_file, refuse, text_of
from maillon.loaders.messages import messages
from maillon.shipped import shipped
from maillon.wording import Message, RefusedError
from maillon.yaml_core import parse

CONTRACT_RULES = shipped("loaders", "contracts", "scope.yaml")

BuyerRule: TypeAlias = Literal["all", "list", "graph", "series", "words"]
"""By which rule somebody is a health buyer, the firmest first."""


@dataclass(frozen=True, slots=True)
class CodeRule:
    """What is bought under a code, in both languages, as which service it is told, and what whoever is entrusted with it is by that."""

    code: str
    label: Mapping[str, str]
    service: str
    supplier: str | None = None
    """A role of the model; None where the code does not say whether the supplier has people of its own in its care."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a load asks for. `codes`: instead of those of the rules. `buyers`: numbers of these alone. `known`: numbers of health bodies."""

    codes: tuple[str, ...] = ()
    buyers: frozenset[str] | None = None
    everything: bool = False
    known: Collection[str] = field(default=frozenset())

    def code(self, code: str | None) -> CodeRule | None:
        """What is bought under a code; None where it is not in scope."""
        if code is None:
            return _OTHER if self.everything else None
        rule = _rule_of(code)
        if self.everything:
            return rule or _OTHER
        if self.codes:
            return (rule or _OTHER) if code.startswith(self.codes) else None
        return rule

    def buyer(self, numbers: Collection[str], names: Iterable[str]) -> BuyerRule | None:
        """By which rule a buyer of these numbers and names is one to read; None where none makes it one."""
        if self.buyers is not None:
            return "list" if self.buyers.intersection(numbers) else None
        if self.everything:
            return "all"
        if any(number in self.known for number in numbers):
            return "graph"
        folded = [joined_letters(fold_name(name)) for name in names]
        if any(_is_health(name) for name in folded):
            return "words"
        return "series" if _in_series(numbers, folded) else None


ORDINARY = Scope()
"""What is read where nothing else is asked for: the codes of the rules, of health buyers."""


def scope_of(codes: Sequence[str], buyers: Path | None, known: Collection[str], *, everything: bool) -> Scope:
    """The scope that the options of a load ask for.

    Args:
        codes: beginnings of codes, of two digits or more, as they are typed.
        buyers: a file of numbers of buyers, one or more a line.
        known: numbers of organisations that the graph knows as care providers or insurers.
        everything: every code and every buyer.

    Raises:
        RefusedError: a text that is no code.
        BadInputError: a file that holds no number.
    """
    found = []
    for text in codes:
        if not re.fullmatch(r"\d{2,8}(?:-\d)?", text):
            raise RefusedError(messages("contract.code", code=text))
        digits = text.partition("-")[0]
        found.append(digits if len(digits) < 8 else _begins(digits))
    return Scope(tuple(found), None if buyers is None else _numbers_in(buyers), everything, known)


def _numbers_in(path: Path) -> frozenset[str]:
    text = text_of(one_file(path))
    found: set[str] = set()
    for word in re.split(r"[\s;,|\"]+", text):
        scheme, _, bare = word.rpartition(":")
        kind = re.match(r"([A-Za-z]{2}-[A-Za-z]{2,5})-(?=.)", word)
        number, _ = read_number(kind[1] if kind else scheme, word if kind else bare, "")
        if number is not None:
            found |= {number.identity, *number.identifiers}
    if not found:
        raise refuse(str(path), messages("contract.no_buyer"))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Rules:
    codes: Mapping[str, CodeRule]
    words: tuple[str, ...]
    never: tuple[str, ...]
    series: str
    series_not: tuple[str, ...]
    vendors: tuple[str, ...]
    purchaser_numbers: Mapping[str, str]
    purchaser_names: Mapping[str, str]


_OTHER = CodeRule("", {}, "")
"""A code of which the rules say nothing, and that was asked for."""


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data: Mapping[str, Any] = parse(CONTRACT_RULES.read_text("utf-8")).data
    buyers = data["buyers"]
    return _Rules(
        {_begins(code): CodeRule(code, said["label"], said["service"], said.get("supplier")) for code, said in data["codes"].items()},
        tuple(_folded(word) for line in buyers["words"] for word in line),
        tuple(_folded(word) for word in buyers["not"]),
        buyers["series"],
        tuple(f"={word}" for word in buyers["series_not"]),
        tuple(buyers["vendors"]),
        {number: said["name"] for said in data["purchasers"] for number in said.get("numbers", ())},
        {_letters(name): said["name"] for said in data["purchasers"] for name in said["names"]},
    )


def _folded(word: str) -> str:
    """A word of the rules, folded as names are: `l'hopital` is `lhopital`. `=` before a whole word stays."""
    return "=" * word.startswith("=") + joined_letters(fold_name(word))


def _letters(name: str) -> str:
    """A name by its letters and digits alone: apostrophes and points part words in some notices and not in others."""
    return fold_name(name).replace(" ", "")


def _begins(code: str) -> str:
    """A code without its last zeros: what the codes below it begin with. A division has two digits, even where one is zero."""
    return code[:2] + code[2:].rstrip("0")


@lru_cache(maxsize=8192)
def _rule_of(code: str) -> CodeRule | None:
    codes = _rules().codes
    return next((codes[code[:length]] for length in range(len(code), 1, -1) if code[:length] in codes), None)


def _holds(name: str, words: Iterable[str]) -> bool:
    """Whether a folded name holds one of some words; `=word` is a whole word."""
    whole = f" {name} "
    return any(f" {word[1:]} " in whole if word[0] == "=" else word in name for word in words)


@lru_cache(maxsize=65536)
def _is_health(name: str) -> bool:
    rules = _rules()
    return _holds(name, rules.words) and not _holds(name, rules.never)


def _in_series(numbers: Iterable[str], names: Iterable[str]) -> bool:
    rules = _rules()
    return any(n.startswith(f"siren:{rules.series}") for n in numbers) and not any(_holds(name, rules.series_not) for name in names)


def may_have_patients(numbers: Collection[str], names: Iterable[str]) -> bool:
    """Whether a supplier of these numbers and names may give care or insure: a hospital runs systems for others too.

    The rules are those of buyers, without the words that vendors bear as well.
    """
    rules = _rules()
    folded = [joined_letters(fold_name(name)) for name in names]
    words = [word for word in rules.words if word not in rules.vendors]
    return _in_series(numbers, folded) or any(_holds(name, words) and not _holds(name, rules.never) for name in folded)


def purchaser(numbers: Iterable[str], name: str) -> str | None:
    """The body that buys for others whose number or name it is; None for anybody else."""
    rules = _rules()
    known = next((rules.purchaser_numbers[number] for number in numbers if number in rules.purchaser_numbers), None)
    return known or rules.purchaser_names.get(_letters(name))


def left_out_by_code(code: str | None) -> Message:
    """The rule by which a contract is left out for its code."""
    return messages("left.code" if code else "left.no_code")
