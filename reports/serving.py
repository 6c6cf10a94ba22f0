"""How to connect to a store that is served."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from maillon.reports.document import Document, Section

if TYPE_CHECKING:
    from maillon.graph.store.engine.service import Service

_WORDS = {
    "fr": {
        "title": "maillon sert {directory} à l'adresse {uri}",
        "about": "{engine}, base « {database} ». Utilisateurs : {reader} (lecture seule), {owner} (tous les droits). Ctrl-C pour arrêter.",
        "shell": "Avec cypher-shell",
        "driver": "Avec le pilote Python de Neo4j",
        "command": "Avec maillon (les autres commandes trouvent d'elles-mêmes ce dossier)",
        "owner": "Pour écrire : {owner}, mot de passe dans {file}",
        "restarted": "le moteur s'était arrêté ; il a redémarré à l'adresse {uri}",
        "ended": "le service est terminé",
    },
    "en": {
        "title": "maillon serves {directory} at {uri}",
        "about": "{engine}, database '{database}'. Users: {reader} (read-only), {owner} (all rights). Ctrl-C to stop.",
        "shell": "With cypher-shell",
        "driver": "With Neo4j's Python driver",
        "command": "With maillon (other commands find this folder by themselves)",
        "owner": "To write: {owner}, password in {file}",
        "restarted": "the engine had ended; it was started again at {uri}",
        "ended": "no longer serving",
    },
}


def service_document(service: Service, lang: str) -> Document:
    """The lines to copy. Passwords are named by their file, so that they stay out of the screen and the shell's history."""
    words, file = _WORDS[lang], str(service.reader_password)
    shell = (
        f'NEO4J_PASSWORD="$(cat {shlex.quote(file)})" '
        f"cypher-shell -a {service.uri} -d {service.database} -u {service.reader} --access-mode read"
    )
    driver = (
        f"GraphDatabase.driver({service.uri!r}, auth=({service.reader!r}, pathlib.Path({file!r}).read_text()))"
        f".session(database={service.database!r})"
    )
    values = {name: getattr(service, name) for name in ("directory", "uri", "engine", "database", "reader", "owner")}
    sections = [
        Section("", [words["about"].format(**values), words["owner"].format(owner=service.owner, file=service.owner_password)]),
        Section(words["shell"], [shell]),
        Section(words["driver"], [driver]),
        Section(words["command"], [f"maillon status --store {shlex.quote(str(service.directory))}"]),
    ]
    body = {
        "uri": service.uri,
        "database": service.database,
        "engine": service.engine,
        "directory": str(service.directory),
        "users": [
            {"name": service.reader, "access": "read", "password_file": file},
            {"name": service.owner, "access": "all", "password_file": str(service.owner_password)},
        ],
    }
    return Document(words["title"].format(**values), sections, body)


def restarted_text(service: Service, lang: str) -> str:
    """Said when another engine took the place of one that ended."""
    return _WORDS[lang]["restarted"].format(uri=service.uri)


def ended_text(lang: str) -> str:
    """Said at the end."""
    return _WORDS[lang]["ended"]
