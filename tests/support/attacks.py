"""Ways to make a question do more than ask: to write, to read files, to reach out, to exhaust; what becomes of each stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Aim = Literal["write", "command", "read files", "reach out", "exhaust"]
End = Literal["not sent", "error", "stopped", "harmless"]


@dataclass(frozen=True, slots=True)
class Attack:
    """A query, and what it wants.

    `asked` is what becomes of it through `maillon cypher` and Python: it is not sent, the engine refuses it, it is stopped, or it is
    answered and changes nothing. `reader`: what the embedded engine makes of it where the reader of `maillon serve` sends it, whom
    nothing of ours reads first.
    """

    aim: Aim
    text: str
    asked: End = "not sent"
    reader: End = "error"


def _write(*texts: str) -> list[Attack]:
    return [Attack("write", text) for text in texts]


ATTACKS: tuple[Attack, ...] = (
    *_write(
        "CREATE (:Organisation {id: 'org:x'})",
        "CREATE (:Unheard)",
        "INSERT (:Organisation {id: 'org:x'})",
        "MERGE (n:Organisation {id: 'org:kept'}) SET n.name = 'x'",
        "MERGE (n:Organisation {id: 'org:x'}) ON CREATE SET n.name = 'x'",
        "MATCH (n:Organisation) SET n.name = 'x'",
        "MATCH (n:Organisation) SET n += {name: 'x'}",
        "MATCH (n:Organisation) SET n:Hospital",
        "MATCH (n:Organisation) REMOVE n.name",
        "MATCH (n:Organisation) REMOVE n:Organisation",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) NODETACH DELETE n",
        "MATCH ()-[x:DELEGATES_TO]->() DELETE x",
        "MATCH (a), (b) CREATE (a)-[:USES]->(b)",
        "MATCH (n) WITH collect(n) AS l FOREACH (n IN l | SET n.x = 1)",
        "CALL { MATCH (n:Organisation) SET n.name = 'x' RETURN count(n) AS c } RETURN c",
        "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
        "RETURN EXISTS { MATCH (n) SET n.name = 'x' }",
        "RETURN COUNT { CREATE (n) RETURN n }",
        "UNWIND [1] AS i CREATE (:Organisation {id: 'org:' + i})",
        "RETURN 1 UNION CREATE (n) RETURN 1",
        "RETURN 1; MATCH (n) DETACH DELETE n",
        "match (n) sEt n.name = 'x'",
        "MATCH (n)/**/SET/**/n.name = 'x'",
        "MATCH (n) // only a look\nSET n.name = 'x'",
        "CALL merge.node(['Organisation'], {id: 'org:x'}) YIELD node RETURN node",
        "MATCH (n:Organisation) CALL merge.relationship(n, 'USES', {}, {}, n) YIELD rel RETURN rel",
        "MATCH (n)\u00a0SET\u00a0n.name = 'x'",
        "MATCH (n)\u2028SET n.name = 'x'",
        r"MATCH (n) \u0053ET n.name = 'x'",
        "MATCH (n) \u017fET n.name = 'x'",
        "RETURN 'a\\\\' SET n.name = '1'",
        "RETURN 1 /* open SET",
        "LET x = 1 CREATE (:Organisation {id: 'org:x'})",
    ),
    Attack("write", "MATCH (n) S/**/ET n.name = 'x'", asked="error"),
    Attack("write", "EXPLAIN CREATE (:Organisation {id: 'org:x'})", reader="harmless"),
    Attack("write", "PROFILE MATCH (n) SET n.name = 'x'", reader="harmless"),
    Attack("write", r"RETURN '\u0027 SET n.name = 1 //'", reader="harmless"),
    *(
        Attack("command", text)
        for text in (
            "CREATE INDEX evil IF NOT EXISTS FOR (n:Organisation) ON (n.name)",
            "CREATE CONSTRAINT evil IF NOT EXISTS FOR (n:Organisation) REQUIRE n.name IS UNIQUE",
            "DROP CONSTRAINT organisation_id",
            "CREATE USER eve SET PASSWORD 'password1'",
            "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
            "ALTER USER reader SET PASSWORD 'password1'",
            "DROP USER root",
            "GRANT ROLE admin TO reader",
            "DENY READ {*} ON GRAPH * TO reader",
            "CREATE DATABASE evil",
            "DROP DATABASE maillon",
            "STOP DATABASE maillon",
            "ALTER DATABASE maillon SET ACCESS READ ONLY",
            "CALL dbms.shutdown()",
            "CALL dbms.killQueries(['x'])",
            "CALL dbms.security.createUser('eve', 'password1')",
            "CALL db.createLabel('Evil')",
            "CALL db.index.fulltext.createNodeIndex('x', ['Organisation'], ['name'])",
            "ENABLE SERVER 'x'",
        )
    ),
    Attack("command", "DROP INDEX evil IF EXISTS", reader="harmless"),
    Attack("command", "TERMINATE TRANSACTIONS 'x'", reader="harmless"),
    *(
        Attack("read files", text)
        for text in (
            "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
            "LOAD/**/CSV WITH HEADERS FROM 'file:///etc/passwd' AS line RETURN line",
            "load csv from 'file:/etc/passwd' as line return line",
            "CALL apoc.load.json('file:///etc/passwd')",
            "CALL `apoc`.`load`.csv('file:///etc/passwd') YIELD map RETURN map",
            "CALL apoc.import.csv([], [], {})",
            "CALL apoc.export.csv.all('/tmp/all.csv', {})",
            "CALL db.export('/tmp/x')",
        )
    ),
    Attack("read files", "RETURN apoc.load.json('file:///etc/passwd')", asked="error"),
    Attack("read files", "RETURN file('/etc/passwd')", asked="error"),
    *(
        Attack("reach out", text)
        for text in (
            "LOAD CSV FROM 'http://127.0.0.1:9/x' AS line RETURN line",
            "LOAD CSV FROM 'ftp://127.0.0.1:9/x' AS line RETURN line",
            "LOAD CSV FROM 'jar:http://127.0.0.1:9/x!/y' AS line RETURN line",
            "CALL apoc.load.jsonParams('http://127.0.0.1:9/x', {}, null)",
            "CALL apoc.util.sleep(100000)",
            "CALL apoc.cypher.runFile('http://127.0.0.1:9/x')",
            "CALL apoc.bolt.execute('bolt://127.0.0.1:9', 'RETURN 1', {})",
            "CALL dbms.setConfigValue('x', 'y')",
        )
    ),
    Attack("reach out", "USE fabric.graphByName('x') MATCH (n) RETURN n", asked="error"),
    Attack("exhaust", "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN sum(a * b)", asked="stopped"),
    Attack("exhaust", "RETURN size([a IN range(1, 100000) WHERE any(b IN range(1, 100000) WHERE a * b = -1)])", asked="stopped"),
    Attack("exhaust", "RETURN size(reduce(s = 'x', i IN range(1, 45) | s + s))", asked="stopped"),
    Attack("exhaust", "RETURN util.sleep(3600000)", asked="error"),
    Attack("exhaust", "RETURN size(range(1, 9000000000000))", asked="error"),
    Attack("exhaust", f"RETURN {'[' * 5000}{']' * 5000}", asked="error"),
    Attack("exhaust", f"RETURN {'(' * 3000}1{')' * 3000}", asked="error"),
    Attack("exhaust", f"RETURN {' + '.join(['1'] * 100000)}", asked="stopped"),
    Attack("exhaust", f"RETURN 'x' =~ '{'(a+)+' * 10}b'", asked="harmless"),
    Attack("exhaust", "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ '(a+)+b'", asked="harmless"),
    Attack("exhaust", f"RETURN '{'x' * (16 << 20)}'"),
)

PARAMETERS = (
    *(
        "org:kept'}) DETACH DELETE n //",
        "org:kept' OR 1 = 1 //",
        "$id",
        "`}) SET n.x = 1 //",
        r"\u0027}) DETACH DELETE n //",
        "*",
        ".*",
        "%",
        "\x00",
    ),
    *("org:kept\nMATCH (n) DETACH DELETE n", "{id: 'org:kept'}", "[1]", "null", "x" * 5000, "\u2028", "org:" + "(" * 500),
)
"""Values of parameters that would be Cypher, patterns or too long if anything took them for such."""

LOGINS = (
    None,
    ("reader", ""),
    ("reader", "reader"),
    ("root", ""),
    ("root", "root"),
    ("root", "playwithdata"),
    ("admin", "admin"),
    ("neo4j", "neo4j"),
)
"""What somebody tries who has no password: the defaults of engines."""

OPEN_PATHS, CLOSED_PATHS = (
    ("/", "/api/v1/ready", "/api/v1/health"),
    (
        "/api/v1/server",
        "/api/v1/databases",
        "/api/v1/mcp",
        "/api/v1/query/maillon/sql/SELECT%20FROM%20Organisation",
        "/api/v1/openapi.json",
    ),
)
"""What the engine's HTTP port says to somebody without a password: that it is there, and nothing else."""
