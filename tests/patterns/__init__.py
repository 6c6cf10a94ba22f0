"""Every regular expression of the package, found in its source, and how long each takes on long texts of one kind of character.

A text from outside may be a megabyte of anything. An expression that looks at each character once takes milliseconds; one that begins
again at every character, and then runs to the end, takes hours. `python -m tests.patterns` prints all of them with their times.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, AnyStr, Generic

import maillon
from maillon.loaders import dora_workbook, identifiers, table_draft
from maillon.loaders.references import as_typed

LIMIT = 1.0
"""Seconds for a million characters."""

METHODS = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn")

ELSEWHERE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("maillon.loaders.bonjourlafuite", "between"): (r",|;|\bet\b|&", r"[,;]"),
    ("maillon.loaders.identifiers", "shape"): tuple(identifiers._SHAPES.values()),
    ("maillon.loaders.identifiers", "scheme"): (*identifiers._PUNCTUATED.values(), r"[\s.\-]"),
    ("maillon.loaders.references", "text"): (rf"""["']?\bid["']?\s*:\s*["']?{re.escape(as_typed("org:a"))}(?=["'\s,}}]|$)""",),
    ("maillon.loaders.table_incidents", "between"): (";", r"[;,|\n\"\[\]{}]"),
    ("maillon.loaders.unpacking", "named"): (dora_workbook._SHEET,),
    ("maillon.loaders.table_draft", "pattern"): tuple(text for hints in table_draft._HINTS.values() for text, _ in hints),
}
"""Expressions that a call takes from a variable, by module and by what stands in the call."""


@dataclass(frozen=True, slots=True)
class Found(Generic[AnyStr]):
    """One expression: the module that holds it, and the methods by which the package asks it."""

    module: str
    pattern: re.Pattern[AnyStr]
    methods: tuple[str, ...]


@cache
def _trees() -> dict[ModuleType, ast.Module]:
    names = ["maillon", *(found.name for found in pkgutil.walk_packages(maillon.__path__, "maillon."))]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    return {module: ast.parse(Path(str(module.__file__)).read_text("utf-8")) for module in modules}


@cache
def patterns() -> tuple[Found[str] | Found[bytes], ...]:
    """Every expression of the package.

    Raises:
        LookupError: a call whose expression cannot be read off the source, and that `ELSEWHERE` does not list.
    """
    found: dict[tuple[str, re.Pattern[str] | re.Pattern[bytes]], set[str]] = {}
    for module, tree in _trees().items():
        for call in ast.walk(tree):
            if _is_call_of_re(call):
                for compiled, methods in _of_call(module, call):
                    found.setdefault((module.__name__, compiled), set()).update(methods)
    return tuple(Found(name, compiled, tuple(sorted(methods))) for (name, compiled), methods in found.items())


def _is_call_of_re(node: ast.AST) -> bool:
    function = node.func if isinstance(node, ast.Call) else None
    known = isinstance(function, ast.Attribute) and function.attr in ("compile", *METHODS)
    return known and isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"


def _of_call(module: ModuleType, call: ast.AST) -> Iterator[tuple[re.Pattern[str] | re.Pattern[bytes], set[str]]]:
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Attribute)
    method = call.func.attr
    try:
        text = _value(call.args[0], module)
    except NameError:
        name = next((node.id for node in ast.walk(call.args[0]) if isinstance(node, ast.Name)), "")
        key = next((key for key in ELSEWHERE if key[0] == module.__name__ and key[1] in (name, ast.unparse(call.args[-1]))), None)
        if key is None:
            raise LookupError(f"{module.__name__}:{call.lineno}: name its expressions in tests.patterns.ELSEWHERE") from None
        yield from ((re.compile(text), {method}) for text in ELSEWHERE[key])
        return
    flags = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
    flags += call.args[1:2] if method == "compile" else []
    compiled = re.compile(text, _value(flags[0], module) if flags else 0)
    yield compiled, _asked(compiled) if method == "compile" else {method}


def _value(node: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(node), "tests.patterns", "eval"), vars(module))


def _asked(compiled: re.Pattern[str] | re.Pattern[bytes]) -> set[str]:
    """The methods that the package calls on an expression by its name; `search`, the hardest, where it goes through a variable."""
    return _calls().get(compiled) or {"search"}


@cache
def _calls() -> dict[re.Pattern[str] | re.Pattern[bytes], set[str]]:
    asked: dict[re.Pattern[str] | re.Pattern[bytes], set[str]] = {}
    for module, tree in _trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
                named = vars(module).get(node.value.id)
                if isinstance(named, re.Pattern):
                    asked.setdefault(named, set()).add(node.attr)
    return asked


SIGNS = "aAé1 \n\t\u00a0\u202f\u0301\U0001f600\u202e\u200b\0中_\"'-.,/()[]{}:;@#%&*+<=>?\\|~$!`^«’\ufffd"
PAIRS = (
    *("a ", "1 ", "a.", "a-", "1,", "1.", "1/", "a@", "a@a.", "/*", "x:", "(a", "()", "a1", "[a", "{a", " \n", "'\"", ". ", "a,", "a'"),
    *('\\"', "\\'", "-1", "+1", "é ", "A b", "a b c d ", "1 2 3 4 ", "A. ", "A/B ", ", ", ",\n", "(1", " ;", "kind", "id:", "\n{"),
)
FIRST, THEN = "\"'`(){[/,:;@1a=", " a1-,"
"""One sign, and then a run of another: what an expression begins with, and what it then goes through in vain."""


def kinds(pattern: str | bytes, length: int) -> Iterator[tuple[str, str]]:
    """Texts of that length of one kind of character, each with what is repeated in it; words of the expression are kinds too."""
    text = pattern.decode() if isinstance(pattern, bytes) else pattern
    words = [f"{word} " for word in dict.fromkeys(re.findall(r"[A-Za-z]{2,}", text))][:12]
    for piece in (*SIGNS, *PAIRS, *words):
        yield piece, (piece * (length // len(piece) + 1))[:length]
    for first in FIRST:
        for then in THEN:
            yield first + then + "…", first + then * length


def seconds(found: Found[str] | Found[bytes], text: str) -> float:
    """Processor time of the slowest of its methods on a text."""
    return max(_once(found, method, text) for method in found.methods)


def _once(found: Found[str] | Found[bytes], method: str, text: str) -> float:
    given = text.encode() if isinstance(found.pattern.pattern, bytes) else text
    empty = given[:0]
    began = time.thread_time()
    answer = getattr(found.pattern, method)(*([empty, given] if method in ("sub", "subn") else [given]))
    for _ in answer if method == "finditer" else ():
        pass
    return time.thread_time() - began
