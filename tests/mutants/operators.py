"""What is changed: the operators of cosmic-ray, and a few of our own for how this code says its rules."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import parso
from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider

from tests.support.places import ROOT


class Operator(Protocol):
    """An operator as cosmic-ray describes one: where it can change a node of the syntax tree, and the node changed."""

    def mutation_positions(self, node: Any) -> Iterable[Any]: ...

    def mutate(self, node: Any, index: int) -> Any: ...


class SwapWord:
    """One word for another: `min` for `max`, `any` for `all`."""

    def __init__(self, word: str, other: str) -> None:
        self.word, self.other = word, other

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type == "name" and node.value == self.word:
            yield (node.start_pos, node.end_pos)

    def mutate(self, node: Any, index: int) -> Any:
        return parso.python.tree.Name(self.other, node.start_pos, node.prefix)


class SwapMembership:
    """`in` for `not in`, and back; the `in` of a loop stays."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type == "comparison":
            yield from ((child.start_pos, child.end_pos) for child in self._found(node))

    def mutate(self, node: Any, index: int) -> Any:
        child = self._found(node)[index]
        negated = "in" if child.type == "comp_op" else "not in"
        node.children[node.children.index(child)] = parso.parse(f" {negated}")
        return node

    @staticmethod
    def _found(node: Any) -> list[Any]:
        return [child for child in node.children[1::2] if child.get_code(include_prefix=False) in ("in", "not in")]


class NegateFilter:
    """The condition of a comprehension, turned around."""

    def mutation_positions(self, node: Any) -> Iterator[Any]:
        if node.type == "comp_if":
            yield (node.children[1].start_pos, node.children[1].end_pos)

    def mutate(self, node: Any, index: int) -> Any:
        node.children[1] = parso.parse(f" not ({node.children[1].get_code().strip()})")
        return node


_SETS, _SUMS = ("BitOr", "BitAnd", "Sub"), ("Add", "Sub", "Mul", "Div")
_ORDERS = ("Lt", "LtE", "Gt", "GtE")
_MEANT = {f"ReplaceBinaryOperator_{a}_{b}" for kind in (_SETS, _SUMS) for a in kind for b in kind if a != b} | {
    *("ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_USub", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue"),
    *("ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceBreakWithContinue", "ReplaceContinueWithBreak"),
    *("AddNot", "NumberReplacer", "ZeroIterationForLoop"),
    *(f"ReplaceComparisonOperator_{a}_{b}" for pair in (("Eq", "NotEq"), ("Is", "IsNot")) for a, b in (pair, pair[::-1])),
    *(f"ReplaceComparisonOperator_{a}_{b}" for a in _ORDERS for b in _ORDERS if a != b),
}
"""Those of cosmic-ray that mean something here. Most others only mistake a type, which any test sees, or order words that have no order."""


def operators() -> dict[str, Operator]:
    """Every operator by its name."""
    library = OperatorProvider()
    ours: dict[str, Operator] = {
        f"SwapWord_{a}_{b}": SwapWord(a, b) for pair in (("min", "max"), ("any", "all")) for a, b in (pair, pair[::-1])
    }
    ours |= {"SwapMembership": SwapMembership(), "NegateFilter": NegateFilter()}
    return {n: library[n]() for n in library if n in _MEANT} | ours


def module_name(path: str) -> str:
    """The name by which a module of the repository is imported."""
    return f"maillon.{path.removesuffix('.py').replace('/', '.')}"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one module: the lines that differ, and the whole text with the change."""

    module: str
    line: int
    before: str
    after: str
    text: str

    @property
    def name(self) -> str:
        """Of the module, as it is imported."""
        return module_name(self.module)

    def __str__(self) -> str:
        return f"{self.module}:{self.line}  {self.before}  →  {self.after}"


def shuffled(modules: Sequence[str], seed: int) -> Iterator[Mutant]:
    """Mutants in a random order: each place of the code once, with one of the changes that can be made there."""
    random_ = random.Random(seed)
    known = operators()
    places: dict[tuple[str, Any], list[tuple[str, int]]] = {}
    for module in sorted(modules):
        tree = get_ast((ROOT / module).read_text("utf-8"))
        for name, operator in known.items():
            for number, (node, position) in enumerate(_positions(tree, operator)):
                if not _says_nothing(node):
                    places.setdefault((module, position), []).append((name, number))
    order = sorted(places)
    random_.shuffle(order)
    for module, position in order:
        changes = places[module, position]
        random_.shuffle(changes)
        found = (made(module, known[name], number) for name, number in changes)
        mutant = next((m for m in found if m is not None), None)
        if mutant is not None:
            yield mutant


def _positions(node: Any, operator: Operator) -> Iterator[tuple[Any, Any]]:
    """In the order in which cosmic-ray counts them."""
    for position in operator.mutation_positions(node):
        yield node, position
    for child in getattr(node, "children", ()):
        yield from _positions(child, operator)


def _says_nothing(node: Any) -> bool:
    """True inside the type of a variable, parameter or result, and in a decorator (`frozen`, the size of a cache): no answer shows it."""
    while node.parent is not None:
        parent = node.parent
        if parent.type == "decorator":
            return True
        if parent.type == "annassign" and node is parent.children[1]:
            return True
        if parent.type == "tfpdef" and node is parent.children[2]:
            return True
        if parent.type == "funcdef" and node is parent.annotation:
            return True
        node = parent
    return False


def made(module: str, operator: Operator, number: int) -> Mutant | None:
    """The mutant; None where the change is none that Python can read."""
    text = (ROOT / module).read_text("utf-8")
    changed = mutate_code(text, operator, number)
    try:
        compile(changed, module, "exec")
    except SyntaxError:
        return None
    old, new = text.splitlines(), changed.splitlines()
    line = next((n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), None)
    return None if line is None else Mutant(module, line + 1, old[line].strip(), new[line].strip(), changed)
