"""How to connect to a store that is served."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from maillon.reports.document import Document, Section
from maillon.reports.messages import messages

if TYPE_CHECKING:
    from maillon.graph.store.engine.service import Service


def service_document(service: Service, lang: str) -> Document:
    """The lines to copy. Passwords are named by their file, so that they stay out of the screen and the shell's history."""
    file = str(service.reader_password)
    shell = (
        f'NEO4J_PASSWORD="$(cat {shlex.quote(file)})" '
        f"cypher-shell -a {service.uri} -d {service.database} -u {service.reader} --access-mode read"
    )
    driver = (
        f"GraphDatabase.driver({service.uri!r}, auth=({service.reader!r}, pathlib.Path({file!r}).read_text()))"
        f".session(database={service.database!r})"
    )
    values = {name: getattr(service, name) for name in ("directory", "uri", "engine", "database", "reader", "owner")}
    lines = [
        messages.say("serve.about", lang, **values),
        messages.say("serve.owner", lang, owner=service.owner, file=service.owner_password),
    ]
    sections = [
        Section("", lines),
        Section(messages.say("serve.shell", lang), [shell]),
        Section(messages.say("serve.driver", lang), [driver]),
        Section(messages.say("serve.command", lang), [f"maillon status --store {shlex.quote(str(service.directory))}"]),
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
    return Document(messages.say("serve.title", lang, **values), sections, body)


def restarted_text(service: Service, lang: str) -> str:
    """Said when another engine took the place of one that ended."""
    return messages.say("serve.restarted", lang, uri=service.uri)


def ended_text(lang: str) -> str:
    """Said at the end."""
    return messages.say("serve.ended", lang)
