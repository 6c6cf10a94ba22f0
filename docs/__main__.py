"""Writes the generated pages, and the generated places of the others: `python -m docs`. A test keeps them in step."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click

ROOT = Path(__file__).parent.parent


def model_tables() -> str:
    """What `maillon schema --format md` prints."""
    from maillon.reports.document import render
    from maillon.reports.schema import model_document

    return render(model_document(), "md")


def record_schema() -> str:
    """What `maillon schema records` prints."""
    from maillon.graph.records import json_schema

    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def export_json_schema() -> str:
    """What `maillon schema export` prints."""
    from maillon.exports.json_schema import export_schema

    return json.dumps(export_schema(), ensure_ascii=False, indent=2) + "\n"


def commands(lang: str) -> str:
    """What `maillon COMMAND --help` prints in a language, command by command."""
    from maillon import cli
    from maillon.commands.bilingual import Invocation, speak
    from maillon.commands.exit_codes import EXIT_CODES
    from maillon.commands.messages import messages

    speak(lang)

    def walk(command: click.Command, path: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
        settings = {"terminal_width": 100, "obj": Invocation(lang), **command.context_settings}
        context = click.Context(command, info_name=path.rpartition(" ")[2], parent=parent, **settings)
        with context.scope(cleanup=False):
            text = command.get_help(context)
        yield path, "\n".join(line.rstrip() for line in text.splitlines())
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                assert found is not None
                yield from walk(found, f"{path} {name}", context)

    parts = [f"## {path}\n\n```text\n{text}\n```\n" for path, text in walk(cli.app, "maillon", None)]
    rows = [f"| {code} | {messages.say(f'exit.{code}', lang)} |" for code in EXIT_CODES]
    table = "\n".join([EXIT_CODES_HEAD[lang], "| --- | --- |", *rows])
    speak("en")
    return COMMANDS_INTRODUCTION[lang].replace("<<exit codes>>", table) + "\n" + "\n".join(parts)


def glossary(lang: str) -> str:
    """The words of maillon, from `docs/glossary.yaml`, for a reader of a language."""
    import yaml

    groups = yaml.safe_load((ROOT / "docs" / "glossary.yaml").read_text(encoding="utf-8"))
    other = {"en": "fr", "fr": "en"}[lang]
    parts = [GLOSSARY_INTRODUCTION[lang]]
    for name, terms in groups.items():
        rows = [f"| {term[lang]} | {term[other]} | {term[f'{lang}_means']} |" for term in terms]
        parts.append("\n".join([f"## {GLOSSARY_GROUPS[name][lang]}", "", GLOSSARY_HEAD[lang], "| --- | --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


GLOSSARY_HEAD = {"en": "| English | French | what it means |", "fr": "| français | anglais | sens |"}
GLOSSARY_GROUPS = {
    "certainty": {"en": "How firmly", "fr": "Avec quelle certitude"},
    "status": {"en": "Who says so, and how", "fr": "Qui le dit, et comment"},
    "time": {"en": "When", "fr": "Quand"},
    "graph": {"en": "What the graph holds", "fr": "Ce que contient le graphe"},
    "roles": {"en": "Who is who", "fr": "Qui est qui"},
    "people": {"en": "Whose data", "fr": "Les données de qui"},
    "relations": {"en": "Relations", "fr": "Les relations"},
    "incidents": {"en": "Incidents", "fr": "Les incidents"},
    "figures": {"en": "Figures", "fr": "Les chiffres"},
    "files": {"en": "Files and store", "fr": "Les fichiers et la base"},
}
GLOSSARY_INTRODUCTION = {
    "en": """\
# Glossary

One word for one thing, in commands, documents, pages and the picture. This page is made from `docs/glossary.yaml` (`make docs`), and a test
holds all texts of the program to it. [En français](glossary.fr.md).""",
    "fr": """\
# Glossaire

Un seul mot pour une chose, dans les commandes, les documents, les pages et l'image. Cette page est faite de `docs/glossary.yaml` (`make
docs`), et un test y tient tous les textes du programme. [In English](glossary.md).""",
}


def from_laptop_to_cluster() -> str:
    """The page as it is written by hand, with the tables of what the tests probe on both engines, and of what they ran on."""
    from tests.packaging.pythons import table as pythons
    from tests.packaging.versions import table as versions
    from tests.support.differences import differences_table

    text = (ROOT / "docs" / "from-laptop-to-cluster.md").read_text(encoding="utf-8")
    for name, made in (("differences", differences_table()), ("versions", versions()), ("pythons", pythons())):
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        text = f"{before}<!-- {name} -->\n{made}<!-- /{name} -->" + rest.partition(f"<!-- /{name} -->")[2]
    return text


def citation() -> str:
    """How to cite maillon, in the Citation File Format 1.2.0."""
    import yaml

    from maillon import __version__
    from maillon.project import HOME, addresses

    about = {
        "cff-version": "1.2.0",
        "message": "If you use maillon, please cite it as below.",
        "title": "maillon: a knowledge graph of health-data supply chains",
        "type": "software",
        "authors": [{"name": "the maillon authors"}],
        "version": __version__,
        "license": "Apache-2.0",
        **({"repository-code": addresses()[HOME]} if HOME in addresses() else {}),
    }
    return "# Written by `make docs`.\n" + yaml.safe_dump(about, sort_keys=False, allow_unicode=True, width=140)


def with_contact(page: str) -> Callable[[], str]:
    """A page written by hand, in which the places marked `contact` say whom to tell of a fault, in the page's language."""

    def text() -> str:
        from maillon.project import contact

        said = contact().say("fr" if page.endswith(".fr.md") else "en")
        written = re.sub(
            r"(<!-- badges -->).*?(<!-- /badges -->)",
            lambda place: place[1] + badges() + place[2],
            (ROOT / page).read_text(encoding="utf-8"),
        )
        return re.sub(rf"({CONTACT}).*?(<!-- /contact -->)", lambda place: place[1] + said + place[2], written)

    return text


def badges() -> str:
    """Signs that a repository makes of itself: none while its address is not known, or where it makes none."""
    from maillon.project import HOME, addresses

    home = addresses().get(HOME, "").rstrip("/")
    if not home.startswith("https://github.com/"):
        return ""
    tests = f"{home}/actions/workflows/tests.yml"
    return f"[![tests]({tests}/badge.svg)]({tests})"


EXIT_CODES_HEAD = {"en": "| exit code | meaning |", "fr": "| code de sortie | sens |"}
COMMANDS_INTRODUCTION = {
    "en": """\
# Commands

This page is printed by the program itself (`make docs`); bash runs the examples in it, in the tests. [En français](commands.fr.md).

**Where the graph is**: `--store FOLDER` (or `MAILLON_STORE`; otherwise the user data folder of the platform), or `--uri`
(or `NEO4J_URI`) for a Neo4j server, with `NEO4J_USERNAME`, `NEO4J_PASSWORD` and `NEO4J_DATABASE`. **How it is printed**:
`--format` (else the ending of FILE says it), `--lang fr|en` (or `MAILLON_LANG`, otherwise the locale; it holds for `--help` and errors
too; JSON keys are always English), `-o FILE` (written whole or not at all; `-` is standard output). `maillon schema answers`
prints the JSON Schema of those answers that it lists: what it names is always there, and more may stand beside it.

**NAME** is a thing of the graph, by its id or its whole name. `--lang`, `--quiet` and `--debug` may stand before the command or after it.

<<exit codes>>

What a limit cut is said on stderr in every format, with how to get all; where the limit was your own (`--limit 5`), the code stays 0.
`--limit 0` is no limit; `cypher --limit 0` writes CSV and JSON as the rows come. An empty answer is a "no": no thing found, no chain,
nobody exposed, no pair, no row; `diff` alone ends with 0 where nothing differs. `check` ends as `load` would. Two more codes are no
answers: 70 is a fault of maillon, 130 is Ctrl-C.

An error says what, where, what is allowed and what to do next: in one line, or a line each where there are several. `--debug` shows its
traceback too.
""",
    "fr": """\
# Commandes

Cette page est affichée par le programme lui-même (`make docs`) ; les tests en exécutent les exemples avec bash. [In
English](commands.md).

**Où se trouve le graphe** : `--store DOSSIER` (ou `MAILLON_STORE` ; sinon le dossier des données de l'utilisateur), ou `--uri` (ou
`NEO4J_URI`) pour un serveur Neo4j, avec `NEO4J_USERNAME`, `NEO4J_PASSWORD` et `NEO4J_DATABASE`. **Comment il est affiché** : `--format`
(sinon la fin du nom de FICHIER le dit), `--lang fr|en` (ou `MAILLON_LANG`, sinon la langue du poste ; elle vaut aussi pour `--help` et
les erreurs ; les clés du JSON sont toujours en anglais), `-o FICHIER` (écrit en entier ou pas du tout ; `-` est la sortie standard).
`maillon schema answers` affiche le JSON Schema des réponses qu'il énumère : ce qu'il nomme y est toujours, et d'autres clés peuvent s'y
ajouter.

**NOM** désigne un acteur, un incident ou une source du graphe, par son identifiant ou son nom entier. `--lang`, `--quiet` et `--debug` se
mettent avant ou après la commande.

<<exit codes>>

Ce qu'une limite a coupé est dit sur la sortie d'erreur, dans tous les formats, avec la façon de tout obtenir ; quand la limite est la
vôtre (`--limit 5`), le code reste 0. `--limit 0` lève la limite ; `cypher --limit 0` écrit le CSV et le JSON au fil des lignes. Une
réponse vide est un « non » : aucune chose trouvée, aucune chaîne, personne d'exposé, aucune paire, aucune ligne ; seul `diff` se
termine par 0 quand rien ne diffère. `check` se termine comme le ferait `load`. Deux autres codes ne sont pas des réponses : 70 est un
défaut de maillon, 130 est Ctrl-C.

Une erreur dit quoi, où, ce qui est admis et que faire ensuite : en une ligne, ou une ligne pour chacune s'il y en a plusieurs.
`--debug` en montre aussi la trace d'exécution.
""",
}

CONTACT = "<!-- contact -->"

WITH_CONTACT = [
    path.relative_to(ROOT).as_posix()
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
    if CONTACT in path.read_text(encoding="utf-8")
]
"""Pages written by hand that say whom to tell of a fault."""

GENERATED: dict[str, Callable[[], str]] = {
    "docs/model-tables.md": model_tables,
    "docs/record.schema.json": record_schema,
    "docs/export.schema.json": export_json_schema,
    "docs/commands.md": lambda: commands("en"),
    "docs/commands.fr.md": lambda: commands("fr"),
    "docs/glossary.md": lambda: glossary("en"),
    "docs/glossary.fr.md": lambda: glossary("fr"),
    "docs/from-laptop-to-cluster.md": from_laptop_to_cluster,
    "CITATION.cff": citation,
    **{page: with_contact(page) for page in WITH_CONTACT},
}
"""File, named from the root of the repository → what it must hold."""


def compile_click_words() -> None:
    """Compile click's words in French, which gettext reads, from their list."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    from maillon.shipped import shipped

    words = shipped("commands", "locale", "fr", "LC_MESSAGES", "messages.po")
    with words.open("rb") as listed, words.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(listed))


def main() -> None:
    """Write every generated page, and the compiled catalogue of click's words."""
    compile_click_words()
    for name, text in GENERATED.items():
        (ROOT / name).write_text(text(), encoding="utf-8")
        click.echo(name)


if __name__ == "__main__":
    main()
