"""A line for every command, on a store that holds the shipped records."""

from __future__ import annotations

ARTICLE = """\
A vendor of clinics was breached

Third Harbour Ltd, a company that hosts records for clinics, said that the data of 12,000 patients was copied on 3 March 2026, and that \
it has told its customers. "We do not know more," said Ann Example, its president. The hosting of this vendor is still down, and it is not \
known who did it or how they came in.
"""
"""An article to draft from."""

ALIKE = """\
kind: organisations
entries:
  - {id: org:mgm, name: MGM, country: FR, roles: [Insurer], evidence: [egora-2018]}
  - {id: org:mutuelle-generale-des-marais, name: Mutuelle générale des marais, country: FR, roles: [Insurer], evidence: [egora-2018]}
  - {id: org:tiersalis, name: Tiersalis, country: FR, identifiers: ["siren:552100554"], evidence: [egora-2018]}
  - {id: org:tiersalis-sante, name: Tiersalis Santé, country: FR, identifiers: ["siren:552100554"], evidence: [egora-2018]}
"""
"""Two pairs that are proposed as one: by initials, and by a number. The shipped records leave none undecided."""

BASE: dict[str, list[str]] = {
    "demo": ["demo"],
    "load": ["load", "records", "mine.yaml"],
    "loaders": ["loaders"],
    "loaders new": ["loaders", "new", "suppliers.csv"],
    "template": ["template", "processors"],
    "update": ["update", "small.yaml"],
    "unload": ["unload", "never-loaded", "--yes"],
    "status": ["status"],
    "verify": ["verify"],
    "repair": ["repair"],
    "backup": ["backup", "all.backup"],
    "restore": ["restore", "mine.backup"],
    "draft": ["draft", "article.txt"],
    "check": ["check", "names.yaml"],
    "duplicates": ["duplicates"],
    "decide": ["decide", "--from", "answers.csv", "--who", "us"],
    "find": ["find", "mutuelle"],
    "show": ["show", "Viamedis"],
    "chains": ["chains", "insured of Audiens", "--as-of", "2025-11-28"],
    "blast-radius": ["blast-radius", "Viamedis", "--as-of", "2024-01-22"],
    "concerned": ["concerned", "Mutami", "--as-of", "2025-11-28"],
    "watch": ["watch", "org:mnt"],
    "incident": ["incident", "medecindirect-2025-11"],
    "cohort": ["cohort", "insured of Audiens"],
    "notifications": ["notifications", "medecindirect-2025-11"],
    "diff": ["diff", "2023-12-31", "2024-03-01"],
    "report": ["report", "exposure", "Mutami"],
    "rank": ["rank", "--limit", "3"],
    "picture": ["picture", "medecindirect-2025-11"],
    "site": ["site", "-o", "atlas"],
    "query list": ["query", "list"],
    "query search": ["query", "search", "fournisseur"],
    "query show": ["query", "show", "clients-of"],
    "query run": ["query", "run", "clients-of", "-p", "supplier=org:viamedis"],
    "cypher": ["cypher", "MATCH (o:Organisation) RETURN o.id ORDER BY o.id"],
    "export": ["export"],
    "schema": ["schema"],
    "completion": ["completion", "bash"],
    "help": ["help", "query", "run"],
}
"""By command: a line that works."""
