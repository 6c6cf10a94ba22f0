"""Refuses, before it is sent, a person's query that is recognisably more than a question.

A second line of defence: the embedded engine runs such queries as a user who can only read, and a server gets them in
READ mode. It matters most for what READ mode does not cover: LOAD CSV and procedures that read the server's files.
When in doubt it refuses; a name that looks like a keyword passes in backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from maillon.graph.store.errors import QueryRefused
from maillon.graph.store.messages import messages

_WRITES = frozenset({"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "INSERT"})
_ADMIN = frozenset(
    {
        *("DROP", "ALTER", "RENAME", "GRANT", "DENY", "REVOKE", "TERMINATE", "ENABLE", "DRYRUN"),
        *("DEALLOCATE", "REALLOCATE", "START", "STOP", "TRANSACTIONS"),
    }
)
_REASONS: Mapping[str, str] = {
    **dict.fromkeys(_WRITES, "query.writes"),
    **dict.fromkeys(_ADMIN, "query.commands"),
    "LOAD": "query.reads_files",
}
"""Keyword → the id of the message that says what the query would do."""
_FOLLOWED = {"START": "DATABASE", "STOP": "DATABASE", "LOAD": "CSV"}
"""Keywords that are one only before another: by themselves they are what people call the ends of a relation."""
_PROCEDURES = frozenset(
    {
        *("db.labels", "db.relationshiptypes", "db.propertykeys", "db.schema.visualization", "db.info", "db.ping"),
        *("db.schema.nodetypeproperties", "db.schema.reltypeproperties", "dbms.components"),
    }
)

# In this order: what looks like a comment inside a string is a string, and the reverse.
_TOKEN = re.compile(
    r"""
      (?P<comment> //[^\r\n]* | /\*.*?\*/ )
    | (?P<string>  '(?:\\.|[^'\\])*+' | "(?:\\.|[^"\\])*+" )
    | (?P<name>    `(?:``|[^`])*+` )
    | (?P<open>    (?: /\* | ['"`] ).* )
    | (?P<number>  \d\w* (?:\.\d\w*)? )
    | (?P<word>    [^\W\d]\w* )
    | (?P<space>   \s+ )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")


def check_question(text: str) -> None:
    """Let a question pass.

    Raises:
        QueryRefused: it is empty, or would write, change the schema, command the server or read files.
    """
    if not text.strip():
        raise QueryRefused(messages("query.empty"))
    # Servers decode \uXXXX before they read the query, so that an escape can spell a keyword or end a string.
    if any(int(code, 16) < 0x80 for code in _ESCAPE.findall(text)):
        raise QueryRefused(messages("query.escapes"))
    tokens = list(_tokens(text))
    for place, (kind, word) in enumerate(tokens):
        if kind != "word" or _is_name(tokens, place):
            continue
        if word in _FOLLOWED and tokens[place + 1 : place + 2] != [("word", _FOLLOWED[word])]:
            continue
        if word in _REASONS:
            raise QueryRefused(messages("query.not_sent", reason=messages(_REASONS[word], word=word), name=word.lower()))
        if word == "CALL":
            _check_call(tokens[place + 1 :])


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "open":
            raise QueryRefused(messages("query.open", mark=repr("/*" if match[0].startswith("/*") else match[0][0])))
        if kind in ("comment", "space"):
            continue
        # Some letters beyond ASCII fold to ASCII ones (the long s, the Kelvin sign).
        yield kind, match[0].casefold().upper() if kind == "word" else match[0]


def _is_name(tokens: list[tuple[str, str]], place: int) -> bool:
    """True where only a name can stand: a property (`n.set`), a label or type (`:Set`), a parameter, a map key, after AS."""
    before = tokens[place - 1][1] if place else ""
    if before in (":", "$", "AS"):
        return True
    if before == ".":
        return place > 1 and tokens[place - 2][0] != "number" and tokens[place - 2][1] != "."
    after = tokens[place + 1][1] if place + 1 < len(tokens) else ""
    return before in ("{", ",") and after == ":"


def _check_call(rest: list[tuple[str, str]]) -> None:
    if rest and rest[0][1] in ("{", "("):
        return
    name = ""
    for kind, word in rest:
        if kind == "name" or not (kind == "word" or word == "."):
            break
        if kind == "word" and name and not name.endswith("."):
            break
        name += word.lower()
    if name not in _PROCEDURES:
        raise QueryRefused(messages("query.calls", name=name or messages("query.procedure")))
