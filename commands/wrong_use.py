"""Wrong use of a command, in one line and in the language of the person: our own messages by id, click's by their form."""

from __future__ import annotations

import re
from collections.abc import Mapping

import click

from maillon.wording import Catalogue, Message

wrong_use = Catalogue(
    {
        "command.unknown": ("aucune commande « {name} »{hint}", "no command '{name}'{hint}"),
        "command.close": (" ; peut-être {names} ?", "; did you mean {names}?"),
        "command.list": (" ; les lister avec : maillon --help", "; list them with: maillon --help"),
        "day": ("« {text} » n'est pas un jour ; l'écrire 2024-01-22", "'{text}' is not a day; write it as 2024-01-22"),
        "pair": ("« {text} » n'est pas k=v ; l'écrire -p nom=valeur", "'{text}' is not k=v; write it as -p name=value"),
        "store.both": ("--store et --uri s'excluent ; n'en donner qu'une", "--store and --uri exclude each other; give one"),
        "store.password": (
            "NEO4J_PASSWORD_FILE : {path} ne peut être lu : {reason}",
            "NEO4J_PASSWORD_FILE: {path} cannot be read: {reason}",
        ),
        "file.unwritable": (
            "{path} ne peut être écrit : {reason} ; vérifier le dossier et vos droits",
            "{path} cannot be written: {reason}; check the folder and your rights",
        ),
        "file.no_folder": (
            "{path} ne peut être un dossier : {reason} ; en nommer un autre",
            "{path} cannot be a folder: {reason}; name another one",
        ),
        "file.there": ("{path} existe déjà ; nommer un autre fichier", "{path} is there already; name another file"),
        "file.decisions": (
            "{path} existe déjà et peut contenir des décisions ; nommer un autre fichier",
            "{path} is there already and may hold decisions; name another file",
        ),
        "query.empty": (
            "la requête est vide ; par exemple : maillon cypher 'MATCH (n) RETURN count(n)'",
            "the query is empty; for example: maillon cypher 'MATCH (n) RETURN count(n)'",
        ),
        "export.folder": (
            "{format} donne plusieurs fichiers ; nommer un dossier : maillon export {format} -o DOSSIER",
            "{format} is several files; name a folder: maillon export {format} -o FOLDER",
        ),
        "rank.one": (
            "--what-if-gone, --what-if-moved et --why s'excluent ; n'en donner qu'une",
            "--what-if-gone, --what-if-moved and --why exclude each other; give one",
        ),
        "rank.label": (
            "--type : « {label} » n'est pas un label ; les lister avec : maillon schema",
            "--type: '{label}' is no label; list them with: maillon schema",
        ),
        "diff.sides": (
            "« {a} » et « {b} » sont un jour et un fichier ; donner deux jours (2023-12-31) ou deux fichiers de : maillon export json",
            "'{a}' and '{b}' are a day and a file; give two days (2023-12-31) or two files of: maillon export json",
        ),
        "report.ending": (
            "{path} ne finit ni par .md ni par .html ; nommer le fichier ainsi",
            "{path} ends neither in .md nor in .html; name the file accordingly",
        ),
        "loader.unknown": ("aucun chargeur « {name} » ; permis : {known}", "no loader is called '{name}'; allowed: {known}"),
        "dataset.unknown": ("aucun jeu de données « {name} » ; chargés : {known}", "no data set is called '{name}'; loaded: {known}"),
        "dataset.none": ("aucun", "none"),
    }
)
"""What commands refuse themselves."""

_FORMS: Mapping[str, str] = {
    r"Missing argument '(.+)'\.": "il manque l'argument {}",
    r"Missing option (.+)\.": "il manque l'option {}",
    r"No such option:? '?([^'. ]+)'?\.?": "option inconnue : {}",
    r"No such option '(.+)'\. \(Did you mean one of: (.+)\?\)": "option inconnue : {} ; peut-être {} ?",
    r"No such option '(.+)'\. Did you mean (.+)\?": "option inconnue : {} ; peut-être {} ?",
    r"No such command '(.+)'\.": "commande inconnue : {}",
    r"Option '(.+)' requires an argument\.": "l'option {} attend une valeur",
    r"Option '(.+)' requires (\d+) arguments\.": "l'option {} attend {} valeurs",
    r"Got unexpected extra arguments? \((.+)\)": "de trop : {}",
    r"(\S+) is not in the range (.+)\.": "{} sort de {}",
    r"'(.+)' is not a valid (?:integer|float)(?: range)?\.": "« {} » n'est pas un nombre",
    r"'(.+)' is not one of (.+)\.": "« {} » n'est pas parmi {}",
}
"""The forms of click's messages, and the same in French."""


def said(error: click.ClickException, lang: str) -> str:
    """What was wrong, in `fr` or `en`; in click's own words where nothing is known of their form."""
    text = error.format_message()
    if lang != "fr":
        return text
    if isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter):
        hint = text.removeprefix("Invalid value for ").partition(": ")[0]
        return f"valeur refusée pour {hint} : {_in_french(error.message)}"
    return _in_french(error.message if isinstance(error.message, Message) else text)


def _in_french(text: str) -> str:
    if isinstance(text, Message):
        return text.say("fr")
    for form, french in _FORMS.items():
        if match := re.fullmatch(form, text):
            return french.format(*match.groups())
    return text
