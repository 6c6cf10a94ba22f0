"""Cypher that a person may send, and Cypher that would do more than read, in every disguise that was thought of."""

from __future__ import annotations

QUESTIONS = [
    "MATCH (n:Organisation) RETURN n",
    "MATCH (n) WHERE n.name = 'CREATE (x)' RETURN n // MERGE nothing",
    'RETURN "it\'s /* not a comment" AS x /* DELETE */',
    "RETURN `set`, n.set, {set: 1, load: 2}, $create AS delete",
    "MATCH (n:Set)-[:MERGE]->() RETURN n",
    "CALL { MATCH (n) RETURN n } RETURN n",
    "CALL (n) { MATCH (n) RETURN 1 AS x } RETURN x",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.labels",
    "MATCH (a)-[*1..3]->(b) RETURN [1,2,3][0..2]",
    "EXPLAIN MATCH (n) RETURN n",
    r"RETURN '\n\'\u00e9' AS x",
]

COMMANDS = [
    "CREATE (:Organisation {id: 'x'})",
    "match (n) set n.x = 1",
    "MATCH (n)/**/DETACH/**/DELETE n",
    "MATCH (n) REMOVE n.name",
    "MERGE (n:Organisation {id: 'x'})",
    "MATCH (n) WITH collect(n) AS l FOREACH (n IN l | SET n.x = 1)",
    "LOAD CSV FROM 'file:///etc/hostname' AS l RETURN l",
    "LOAD/**/CSV FROM 'file:///etc/hostname' AS l RETURN l",
    "CALL { MATCH (n) RETURN n } IN 2 CONCURRENT TRANSACTIONS RETURN 1",
    "CALL apoc.load.json('file:///etc/hostname')",
    "CALL `apoc`.`load`.json('file:///etc/hostname')",
    "CALL db.labels.create('x')",
    "CALL",
    "CREATE USER eve SET PASSWORD 'password'",
    "DROP CONSTRAINT organisation_id",
    "TERMINATE TRANSACTIONS 'x'",
    r"MATCH (n) \u0053ET n.x = 1",
    r"RETURN '\u0027 SET n.x = 1 //'",
    "MATCH (n) \u017fET n.x = 1",
    "RETURN 'a\\\\' SET n.x = '1'",
    "MATCH (n) WITH n, 1.SET n.x = 1",
    "RETURN 1 /* open",
    "RETURN 'open",
    "RETURN `open",
    "",
    " \n",
]
