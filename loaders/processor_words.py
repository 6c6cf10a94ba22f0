"""Words in the cells of a list of processors, in French and English: whose data, what became of it, what a party is, yes and no."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillon.graph.model import DataAfterEnd, GdprRole
from maillon.graph.name_matching import fold_name
from maillon.loaders.kinds_of_data import kinds_named

if TYPE_CHECKING:
    from maillon.graph.records import Whose

_PERSONS: Mapping[Whose, str] = {
    "professionals": "professionnel de sante, professionnel de la sante, professionnel, praticien, medecin, soignant, infirmier, infirmiere"
    ", health professional, healthcare professional, doctor, practitioner",
    "insured": "adherent, assure, beneficiaire, ayant droit, ayants droit, membre participant, souscripteur, insured, insured person"
    ", member, policyholder, dependant, dependent, beneficiary, beneficiarie",
    "patients": "patient, patiente",
    "employees": "salarie, salariee, collaborateur, collaboratrice, agent, personnel, employe, employee, staff, worker",
    "users": "utilisateur, utilisatrice, internaute, visiteur, visiteur du site, usager, user, visitor",
    "clients": "client, cliente, customer",
    "donors": "donateur, donor",
    "students": "etudiant, etudiante, eleve, student, pupil",
}
"""Words for people, folded and without their plural, by what these are to the owner."""
_AROUND = frozenset(
    (
        *("de", "du", "des", "d", "la", "le", "les", "l", "et", "ou", "nos", "tous", "toutes", "mutuelle", "ancien", "ancienne", "autre"),
        *("etablissement", "entreprise", "hopital", "clinique", "site", "portail", "espace", "personne", "categorie"),
        *("of", "and", "or", "the", "our", "their", "all", "former", "person"),
    )
)
_ITEMS = re.compile(r"[;,\n•|/]|(?:^|\s)[-–]\s")
_NEGATED = frozenset(("hor", "hors", "sauf", "san", "sans", "pas", "aucun", "aucune", "except", "excluding", "without", "no", "not"))


def persons_named(cell: str) -> tuple[list[Whose], list[str]]:
    """Whose data a cell speaks of, and the items that no word of the table knows."""
    found: dict[Whose, None] = {}
    unread = []
    for item in items(cell):
        words = [_singular(word) for word in fold_name(item).split()]
        here, rest = _people_in(words)
        if not here or _NEGATED & set(words) or set(rest) - _AROUND:
            unread.append(item)
        else:
            found.update(dict.fromkeys(here))
    return list(found), unread


def _people_in(words: list[str]) -> tuple[list[Whose], list[str]]:
    """The people whom words name, the longest phrase first, and the words that are left."""
    here: list[Whose] = []
    rest: list[str] = []
    place = 0
    while place < len(words):
        phrase = next((n for n in (4, 3, 2, 1) if " ".join(words[place : place + n]) in _PEOPLE), 0)
        if phrase:
            here.append(_PEOPLE[" ".join(words[place : place + phrase])])
        else:
            rest.append(words[place])
        place += phrase or 1
    return here, rest


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_PEOPLE: Mapping[str, Whose] = {
    " ".join(_singular(word) for word in phrase.split()): people for people, phrases in _PERSONS.items() for phrase in phrases.split(", ")
}


@dataclass(frozen=True, slots=True)
class DataCell:
    """The kinds of data that a cell names, and the items that no word of the table knows."""

    kinds: tuple[str, ...]
    unread: tuple[str, ...]


def data_named(cell: str) -> DataCell:
    """The kinds of data of a cell, by the table of words of both languages."""
    kinds: set[str] = set()
    unread = []
    for item in items(cell):
        found = kinds_of_item(item)
        kinds |= found
        unread += [] if found else [item]
    return DataCell(tuple(sorted(kinds)), tuple(unread))


def kinds_of_item(item: str) -> set[str]:
    """The kinds of data that an item names, in French, else in English: `convictions` are beliefs in one, and sentences in the other."""
    return kinds_named(item, "fr") or kinds_named(item, "en")


def items(cell: str) -> Iterator[str]:
    """The items of a cell that lists several: between commas, semicolons and lines, but not inside brackets."""
    depth, start = 0, 0
    for found in re.finditer(r"[()\[\]]|" + _ITEMS.pattern, cell):
        mark = found.group()
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield from _told(cell[start : found.start()])
            start = found.end()
    yield from _told(cell[start:])


def _told(item: str) -> Iterator[str]:
    plain = item.strip(" .…\t\n")
    if any(c.isalnum() for c in plain) and fold_name(plain) not in ("etc", "et cetera"):
        yield plain


_DONE = (
    (DataAfterEnd.ERASED, re.compile(r"\b(?:detruit|efface|supprime|purge|anonymise)e?s?\b|\b(?:erased|deleted|destroyed|wiped)\b")),
    (DataAfterEnd.RETURNED, re.compile(r"\b(?:restitue|rendu|retourne|rapatrie)e?s?\b|\b(?:returned|given back)\b")),
    (DataAfterEnd.KEPT, re.compile(r"\b(?:conserve|garde|archive)e?s?\b|\b(?:kept|retained|archived)\b")),
)
"""What was done with the data (a participle)."""
_MEANT = (
    (DataAfterEnd.ERASED, re.compile(r"\b(?:destruction|effacement|suppression|purge|deletion|erasure)\b")),
    (DataAfterEnd.RETURNED, re.compile(r"\b(?:restitution|retour|reversibilite|return|reversibility)\b")),
    (DataAfterEnd.KEPT, re.compile(r"\b(?:conservation|archivage|retention)\b")),
)
"""What is to be done with it (a noun)."""
_ATTESTED = re.compile(
    r"\b(?:certificats?|attestations?|attestee?s?|pv|proces verbal|confirmee?s?|effectuee?s?|realisee?s?|faite?s?|done|confirmed)\b"
)
_UNSURE = re.compile(
    r"\b(?:a|seront|doivent|devront|prevue?s?|sous|dans|non|pas|en attente|demandee?s?|to be|will|shall|must|not|pending|requested|or|ou)\b"
)


@dataclass(frozen=True, slots=True)
class Fate:
    """What a list says of the data at the end: as `done`, or only as what was `agreed`; neither where it is not understood."""

    done: DataAfterEnd | None = None
    agreed: DataAfterEnd | None = None


def fate_named(cell: str) -> Fate:
    """What became of the data. `Restituées` says that it was done; `Restitution` is what a contract asks for, unless it is attested.

    Returned and then erased is erased. Nothing that is to come, or that is one of two, is taken as done.
    """
    folded = fold_name(cell)
    done = [fate for fate, words in _DONE if words.search(folded)]
    meant = [fate for fate, words in _MEANT if words.search(folded)]
    if not done and _ATTESTED.search(folded):
        done = meant
    if DataAfterEnd.KEPT in done:
        done = [DataAfterEnd.KEPT]
    if done and not _UNSURE.search(folded):
        return Fate(done=done[0])
    return Fate(agreed=next(iter([*done, *meant]), None))


def role_named(cell: str) -> GdprRole | None:
    """What a party is under the GDPR, as a list puts it; None where no word says so."""
    folded = f" {fold_name(cell)} "
    controls = " responsable" in folded or " controller" in folded
    if " coresponsable" in folded or (controls and (" conjoint" in folded or " joint" in folded or " co " in folded)):
        return GdprRole.JOINT_CONTROLLER
    if " sous traitant" in folded or " processor" in folded or " subprocessor" in folded:
        further = (" ulterieur", " sous sous ", " sub processor", " subprocessor", " rang 2", " rang 3", " rang 4")
        return GdprRole.SUB_PROCESSOR if any(word in folded for word in further) else GdprRole.PROCESSOR
    return GdprRole.CONTROLLER if controls else None


_ENDED = re.compile(
    r"\b(?:resilie|termine|clos|cloture|expire|echu|inactif|inactive|arrete|sorti)e?s?\b"
    r"|\b(?:ended|terminated|closed|expired|inactive|left|former)\b"
)
_COMING = re.compile(r"\b(?:a (?:resilier|terminer|clore)|sera|seront|en cours de|bientot|to be|will|soon|not|pas)\b")
_RUNNING = re.compile(
    r"\b(?:actif|active|actifs|actives|en cours|en vigueur|vigueur|oui|renouvele|renouvelee)\b|\b(?:yes|ongoing|current|in force|running)\b"
)


def has_ended(cell: str) -> bool | None:
    """Whether a contract is said to have ended; None where the word is not known, or speaks of what is to come."""
    folded = fold_name(cell)
    if _ENDED.search(folded) or folded in ("non", "no"):
        return None if _COMING.search(folded) else True
    return False if _RUNNING.search(folded) else None


_YES = frozenset({"oui", "yes", "o", "y", "vrai", "true", "x", "1"})
_NO = frozenset({"non", "no", "n", "faux", "false", "0"})


def says_yes(cell: str) -> bool | None:
    """Whether a cell answers yes or no; None where it holds something else."""
    folded = fold_name(cell)
    return True if folded in _YES else False if folded in _NO else None
