"""What an id of a decision stands for when its list no longer gives that id: another spelling, a better rule, another list.

A subject is found again by an id that it had (`former_ids`), else by what the decision says of it (`about`): one of its numbers, else its
name in its place, in its own list before others. Where several answer, or none, the decision waits: nothing is guessed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from maillon.graph.decisions import MENTIONED
from maillon.graph.name_matching import matching_key, numbers_of
from maillon.graph.places import regions_differ, town_of
from maillon.graph.statements import NodeStatement, from_line


@dataclass(slots=True)
class SubjectFinder:
    """Reads what records say of organisations, page by page, and keeps what may be one of the missing subjects."""

    missing: frozenset[str]
    there: frozenset[str]
    about: Mapping[str, Mapping[str, Any]]
    _former: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _numbers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _mentioned: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, missing: Collection[str], there: Collection[str], said: Iterable[str]) -> SubjectFinder:
        """For ids that no record has, beside those that are there, and what decisions say of theirs (canonical JSON)."""
        read = (json.loads(text) for text in said)
        return cls(frozenset(missing), frozenset(there), {subject["id"]: subject for subject in read if subject["id"] in missing})

    def look(self, lines: Iterable[str]) -> None:
        """Look through ledger lines as records made them."""
        for line in lines:
            if line.startswith('["decision:'):
                continue
            self._mentioned |= self.missing & set(MENTIONED.findall(line))
            if '"former_ids"' not in line and not (self.about and '"org:' in line):
                continue
            for statement in from_line(line)[1]:
                if isinstance(statement, NodeStatement):
                    self._look_at(statement)

    def _look_at(self, node: NodeStatement) -> None:
        said = node.properties
        former = said.get("former_ids")
        for old in {str(old) for old in former} & self.missing if isinstance(former, list) else ():
            self._former[old].add(node.id)
        if not node.id.startswith("org:") or node.id in self.there:
            return
        for identifier, subject in self.about.items():
            mine, theirs = _numbers(said), _numbers(subject)
            if any(theirs[scheme] & mine.get(scheme, set()) for scheme in theirs):
                self._numbers[identifier].add(node.id)
            elif not theirs and _same_name_and_place(said, subject):
                self._names[identifier].add(node.id)

    @property
    def nowhere(self) -> set[str]:
        """Those that nothing mentions but decisions, and that were not found again: they are nobody to be made one with."""
        return set(self.missing) - {s for s in self._mentioned if not self._former[s]} - self.found().keys()

    def found(self) -> dict[str, str]:
        """Of the missing: the one id that each stands for now."""
        answers: dict[str, str] = {}
        for identifier in self.missing:
            own_list = {i for i in self._names[identifier] if i.partition("/")[0] == identifier.partition("/")[0]}
            for holders in (self._former[identifier], self._numbers[identifier], own_list, self._names[identifier]):
                if holders:
                    if len(holders) == 1:
                        answers[identifier] = min(holders)
                    break
        return answers


def _numbers(said: Mapping[str, Any]) -> dict[str, set[str]]:
    return numbers_of(said.get("identifiers") or ())


def _same_name_and_place(said: Mapping[str, Any], subject: Mapping[str, Any]) -> bool:
    names = (said.get("name"), *(said.get("aliases") or ()))
    if not subject.get("name") or matching_key(subject["name"]) not in {matching_key(str(name)) for name in names if name}:
        return False
    if said.get("country") and subject.get("country") and said["country"] != subject["country"]:
        return False
    if regions_differ(said.get("region"), subject.get("region")):
        return False
    towns = [town_of(str(one["town"]))[0] for one in (said, subject) if one.get("town")]
    return len(set(towns)) < 2
