"""What is wrong with an input, said so that its author can mend it, in French or English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillon.wording import Catalogue, key_of, rendered


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where it is, what it is, what is allowed and what to do.

    `line` counts from 1; 0 means the file as a whole. `field` is a path such as `relations[2].since`. `reason` is a
    `Message` where it can be said in French too.
    """

    file: str
    line: int
    record: str
    field: str
    reason: str

    @property
    def code(self) -> str:
        """The id of the reason, for programs; '' where it has none."""
        return key_of(self.reason)

    def why(self, lang: str) -> str:
        """The reason in `fr` or `en`."""
        return str(rendered(self.reason, lang))

    def say(self, lang: str) -> str:
        """The whole problem on one line, in `fr` or `en`."""
        place = self.file if not self.line else f"{self.file}:{self.line}"
        subject = " · ".join(part for part in (self.record, self.field) if part)
        colon = " : " if lang == "fr" else ": "
        return f"{place}: {subject + colon if subject else ''}{self.why(lang)}"

    def __str__(self) -> str:
        return self.say("en")


class BadInputError(Exception):
    """The input cannot be used. Carries every problem found, so that all are mended in one go."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__(self.say("en"))

    def say(self, lang: str) -> str:
        """Every problem, one a line, in `fr` or `en`."""
        return "\n".join(problem.say(lang) for problem in self.problems)


finding = Catalogue(
    {
        # files
        "file.large": (
            "plus de {most} Mo ; une fiche est un incident ou un registre : la découper",
            "larger than {most} MB; a record is one incident or one registry: split it",
        ),
        "file.not_utf8": (
            "pas en UTF-8 (octet {byte}) ; enregistrer le fichier en UTF-8",
            "not UTF-8 (byte {byte}); save the file as UTF-8",
        ),
        "file.directory": ("un dossier, là où un fichier était attendu", "a directory where a file was expected"),
        "file.missing": ("aucun fichier ni dossier de ce nom ; vérifier le nom", "no file or folder of that name; check the name"),
        "file.unreadable": (
            "illisible ({why}) ; vérifier le nom et vos droits",
            "cannot be read ({why}); check the name and your rights",
        ),
        "file.empty": (
            "vide ; une fiche commence par `kind:` et `id:`",
            "empty; a record begins with `kind:` and `id:`",
        ),
        "folder.empty": ("aucune fiche ici ; leur nom finit par {endings}", "no records here; they end in {endings}"),
        # YAML
        "yaml.broken": (
            "ce n'est pas du YAML valable ({why}) ; vérifier l'indentation, les guillemets et les deux-points de la ligne",
            "not YAML ({why}); check the indentation, quotes and colons of the line",
        ),
        "yaml.several": (
            "un second document commence ici ; un document par fichier",
            "a second document begins here; write one document per file",
        ),
        "yaml.no_mapping": (
            "pas une suite de champs ; une fiche commence par `kind:` et `id:`",
            "not a mapping; a record begins with `kind:` and `id:`",
        ),
        "yaml.anchor": (
            "les ancres (&) et renvois (*) ne servent pas dans les fiches ; répéter le texte, ou le mettre entre guillemets",
            "anchors (&) and aliases (*) are not used in records; repeat the text, or quote it",
        ),
        "yaml.deep": ("plus de {most} niveaux d'imbrication", "nested more than {most} levels deep"),
        "yaml.key": ("une clé est un mot", "a key must be a word"),
        "yaml.twice": (
            "« {key} » est ici deux fois (d'abord ligne {first}) ; n'en garder qu'un",
            "'{key}' stands twice here (first on line {first}); keep one",
        ),
        "yaml.tag": ("l'étiquette {tag} ne sert pas dans les fiches ; la retirer", "the tag {tag} is not used in records; remove it"),
        # fields
        "field.unknown": ("champ inconnu ; {hint}admis ici : {allowed}", "unknown field; {hint}allowed here: {allowed}"),
        "field.hint": ("peut-être « {close} » ? ", "did you mean '{close}'? "),
        "field.useless": ("champ inconnu ; le retirer", "unknown field; remove it"),
        "field.missing": ("absent ; il est obligatoire", "missing; it is required"),
        "field.no_evidence": (
            "absent ; tout fait dit où il a été lu (au moins un id de source)",
            "missing; every fact says where it was read (at least one source id)",
        ),
        "field.kind": ("kind manque ou est inconnu ; admis : {allowed}", "kind is missing or unknown; allowed: {allowed}"),
        "field.form": ("{value} n'a pas la forme attendue ({form})", "{value} does not have the expected form ({form})"),
        "field.value": ("{value} n'est pas connu ici ; admis : {allowed}", "{value} is not known here; allowed: {allowed}"),
        "field.no_integer": (
            "{value} n'est pas un nombre entier ; n'écrire que des chiffres (285000)",
            "{value} is not a whole number; write digits only (285000)",
        ),
        "field.no_number": (
            "{value} n'est pas un nombre ; écrire par exemple 0.51",
            "{value} is not a number; write for example 0.51",
        ),
        "field.low": ("{value}, c'est impossible ; admis : au moins {bound}", "{value} is not possible; allowed: at least {bound}"),
        "field.high": ("{value}, c'est impossible ; admis : au plus {bound}", "{value} is not possible; allowed: at most {bound}"),
        "field.empty": ("vide ; en donner au moins un", "empty; give at least one"),
        "field.no_text": ("{value} n'est pas un texte ; le mettre entre guillemets", "{value} is not a text; put it in quotes"),
        "field.short": ("un texte vide ; l'écrire, ou retirer le champ", "an empty text; write it, or leave the field out"),
        "field.long": ("plus de {most} caractères ; raccourcir", "longer than {most} characters; shorten it"),
        "field.no_list": (
            "{value} n'est pas une liste ; écrire [a, b] ou une ligne « - » par élément",
            "{value} is not a list; write [a, b] or one line '- ' an item",
        ),
        "field.no_mapping": (
            "{value} n'est pas un groupe de champs ; admis ici : {allowed}",
            "{value} is not a group of fields; allowed here: {allowed}",
        ),
        "field.no_boolean": ("{value} n'est ni true ni false", "{value} is neither true nor false"),
        "field.no_url": (
            "{value} n'est pas une adresse ; elle commence par https:// ou http://",
            "{value} is not an address; it begins with https:// or http://",
        ),
        "field.or_write": (" ; ou écrire {allowed}", "; or write {allowed}"),
        "field.other": ("{value} n'est pas admis ici : {why}", "{value} is not allowed here: {why}"),
        # records among themselves
        "id.twice": (
            "cet id est déjà en {file}:{line} ; ne garder qu'une entrée",
            "this id stands already in {file}:{line}; keep one entry",
        ),
        "dataset.twice": (
            "une seconde description du jeu de données ; n'en garder qu'une",
            "a second description of the data set; keep one",
        ),
        "reference.unknown": ("personne ne déclare « {named} » ; {next}", "nobody declares '{named}'; {next}"),
        "reference.close": ("au plus proche : {close}", "closest: {close}"),
        "reference.declare": (
            "le déclarer dans un registre (une entrée avec `id: {named}`)",
            "declare it in a registry (an entry with `id: {named}`)",
        ),
        "within.loop": (
            "se contient lui-même en passant par {through} ; rompre la boucle",
            "contains itself through {through}; break the loop",
        ),
        "within.larger": (
            "au moins {low} personnes dans {outer}, qui en compte au plus {high} ; corriger l'un des deux",
            "at least {low} persons lie within {outer}, which has at most {high}; correct one of the two",
        ),
    }
)
"""What reading records may find."""
