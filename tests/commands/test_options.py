"""Every option of every command changes something: what is printed, what is written, or how the command ends.

A run without the option is compared with one that has it, on the same store. An option that nothing reads fails here.
"""

from __future__ import annotations

import json
import re
import select
import shlex
import shutil
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from maillon.commands.exit_codes import DONE
from maillon.exports.stix import EXTENSION
from maillon.graph.projection import project
from maillon.graph.records import Organisation
from maillon.graph.store import open_store
from tests.support.command_tree import commands
from tests.support.drawing import draw, org
from tests.support.lines import ALIKE, ARTICLE, BASE
from tests.support.places import FIXTURES, Place
from tests.support.processes import eventually, started
from tests.support.running import maillon
from tests.support.statements import node, trust
from tests.support.workbooks import as_book

ANYWHERE: dict[str, list[str]] = {
    "--store": ["--store", "another"],
    "--uri": ["--uri", "bolt://127.0.0.1:1"],
    "--ca": ["--ca", "nowhere.pem"],
    "--format": ["--format", "json"],
    "--lang": ["--lang", "fr"],
    "--output": ["-o", "written"],
    "--show-cypher": ["--show-cypher"],
    "--quiet": ["--quiet"],
    "--as-of": ["--as-of", "1990-01-01"],
}
"""By option: words that make a difference wherever it is offered."""

NEWER_LIST = shlex.split("load processors processors.csv --owner 'Mutuelle du Val' --as-of 2025-11-01 --dry-run --store ../listed")
"""A list over the one of a year before, in a store that holds it."""

HERE: dict[tuple[str, str], tuple[list[str], list[str]]] = {
    ("load", "--dataset"): (["load", "records", "mine.yaml"], ["--dataset", "other"]),
    ("load", "--owner"): (["load", "processors", "processors.csv", "--dry-run"], ["--owner", "Mutuelle du Lac"]),
    ("load", "--as-of"): (["load", "processors", "processors.csv", "--owner", "Mutuelle du Lac", "--dry-run"], ["--as-of", "2024-11-01"]),
    ("load", "--respelt"): (NEWER_LIST, ["--respelt"]),
    ("load", "--replace"): (NEWER_LIST, ["--replace"]),
    ("load", "--dry-run"): (["load", "records", "new.yaml", "--dataset", "new"], ["--dry-run"]),
    ("load", "--confidential"): (["load", "records", "new.yaml", "--dataset", "new", "--dry-run", "--format", "json"], ["--confidential"]),
    ("load", "--strict"): (["load", "hhs", "one-bad.csv", "--dry-run"], ["--strict"]),
    ("load", "--allow-rejects"): (["load", "hhs", "one-bad.csv", "--dry-run"], ["--allow-rejects", "1"]),
    ("load", "--cpv"): (["load", "decp", "marches.json", "--dry-run"], ["--cpv", "15"]),
    ("load", "--buyers"): (["load", "decp", "marches.json", "--dry-run"], ["--buyers", "buyers.txt"]),
    ("load", "--all"): (["load", "decp", "marches.json", "--dry-run"], ["--all"]),
    ("load", "--yes"): (["load", "records", "small.yaml", "--dataset", "large"], ["--yes"]),
    ("load", "--explain-names"): (["load", "hhs", "one-bad.csv", "--dry-run"], ["--explain-names"]),
    ("loaders new", "--sheet"): (["loaders", "new", "sheets.xlsx"], ["--sheet", "Codes"]),
    ("loaders new", "--header-row"): (["loaders", "new", "suppliers.csv"], ["--header-row", "2"]),
    ("loaders new", "--output"): (["loaders", "new", "suppliers.csv"], ["-o", "mapping-of-mine.yaml"]),
    ("template", "--yes"): (["template", "processors", "-o", "kept.xlsx"], ["--yes"]),
    ("template", "--quiet"): (["template", "processors", "-o", "again-{run}.xlsx"], ["--quiet"]),
    ("template", "--lang"): (["template", "processors", "-o", "again-{run}.xlsx"], ["--lang", "fr"]),
    ("template", "--output"): (["template", "processors"], ["-o", "written.xlsx"]),
    ("draft", "--store"): (["draft", "article.txt"], ["--store", "another"]),
    ("draft", "--url"): (["draft", "article.txt"], ["--url", "https://daily.example/story"]),
    ("draft", "--text"): (["draft", "article.txt"], ["--text", "read.txt"]),
    ("draft", "--yes"): (["draft", "article.txt", "-o", "new.yaml"], ["--yes"]),
    ("unload", "--dry-run"): (["unload", "large"], ["--dry-run"]),
    ("unload", "--yes"): (["unload", "large"], ["--yes"]),
    ("unload", "--format"): (["unload", "large", "--yes"], ["--format", "json"]),
    ("unload", "--output"): (["unload", "large", "--yes"], ["-o", "written"]),
    ("unload", "--quiet"): (["unload", "large", "--dry-run"], ["--quiet"]),
    ("show", "--as-of"): (["show", "Mutami"], ["--as-of", "2000-01-01"]),
    ("duplicates", "--threshold"): (["duplicates"], ["--threshold", "60"]),
    ("duplicates", "--join"): (["duplicates"], ["--join"]),
    ("duplicates", "--names"): (["duplicates"], ["--names"]),
    ("duplicates", "--products"): (["duplicates"], ["--products"]),
    ("duplicates", "--yes"): (["duplicates", "-o", "new.yaml"], ["--yes"]),
    ("duplicates", "--quiet"): (["duplicates", "-o", "again-{run}.yaml"], ["--quiet"]),
    ("loaders new", "--yes"): (["loaders", "new", "suppliers.csv", "-o", "new.yaml"], ["--yes"]),
    ("loaders new", "--quiet"): (["loaders", "new", "suppliers.csv", "-o", "again-{run}.yaml"], ["--quiet"]),
    ("find", "--limit"): (["find", "mutuelle"], ["--limit", "1"]),
    ("chains", "--to"): (["chains", "insured of Audiens"], ["--to", "MédecinDirect"]),
    ("chains", "--via"): (["chains", "insured of Audiens"], ["--via", "Teladoc Health France"]),
    ("chains", "--data"): (["chains", "population:insured-of-mutami-2016-2023"], ["--data", "data:prescriptions"]),
    ("chains", "--max-hops"): (["chains", "insured of Audiens"], ["--max-hops", "1"]),
    ("chains", "--limit"): (["chains", "insured of Audiens"], ["--limit", "1"]),
    ("chains", "--stated-only"): (["chains", "org:first"], ["--stated-only"]),
    ("chains", "--confirmed-only"): (["chains", "insured of Audiens"], ["--confirmed-only"]),
    ("blast-radius", "--data"): (["blast-radius", "Viamedis"], ["--data", "data:prescriptions"]),
    ("blast-radius", "--effect"): (["blast-radius", "Viamedis", "--as-of", "2024-01-22"], ["--effect", "availability"]),
    ("blast-radius", "--active-only"): (["blast-radius", "Viamedis", "--as-of", "2024-01-22"], ["--active-only"]),
    ("blast-radius", "--from-account-of"): (
        ["blast-radius", "product:weda"],
        ["--from-account-of", "org:practice-of-first-weda-account"],
    ),
    ("decide", "--from"): (["decide", "--who", "us"], ["--from", "answers.csv"]),
    ("decide", "--rule"): (["decide", "--who", "us"], ["--rule", "same-identifier"]),
    ("decide", "--who"): (["decide", "--from", "answers.csv"], ["--who", "us"]),
    ("decide", "--yes"): (["decide", "--from", "answers.csv", "--who", "us", "-o", "new.yaml"], ["--yes"]),
    ("update", "--sha256"): (["update", "small.yaml"], ["--sha256", "0" * 64]),
    ("update", "--yes"): (["update", "shrunk.zip"], ["--yes"]),
    ("watch", "--update"): (["watch", "org:mnt"], ["--update", "small.yaml"]),
    ("watch", "--feed"): (["watch", "org:mnt"], ["--feed", "feed.atom"]),
    ("watch", "--quiet"): (["watch", "org:mnt", "--feed", "feed.atom"], ["--quiet"]),
    ("notifications", "--duties"): (["notifications", "medecindirect-2025-11"], ["--duties"]),
    ("concerned", "--owner"): (["concerned", "mine.csv"], ["--owner", "North Mutual"]),
    ("concerned", "--decisions"): (["concerned", "mine.csv", "--owner", "North Mutual"], ["--decisions", "decided.yaml"]),
    ("concerned", "--since"): (["concerned", "Mutami"], ["--since", "2026-01-01"]),
    ("diff", "--of"): (["diff", "2023-12-31", "2024-03-01"], ["--of", "Viamedis"]),
    ("diff", "--short"): (["diff", "2023-12-31", "2024-03-01"], ["--short"]),
    ("diff", "--exit-code"): (["diff", "2023-12-31", "2024-03-01"], ["--exit-code"]),
    ("report", "--format"): (["report", "exposure", "Mutami"], ["--format", "html"]),
    ("report", "--quiet"): (["report", "exposure", "Mutami", "-o", "report.md"], ["--quiet"]),
    ("rank", "--by"): (["rank"], ["--by", "organisations"]),
    ("rank", "--type"): (["rank"], ["--type", "HostingProvider"]),
    ("rank", "--limit"): (["rank"], ["--limit", "2"]),
    ("rank", "--data"): (["rank"], ["--data", "data:prescriptions"]),
    ("rank", "--effect"): (["rank"], ["--effect", "availability"]),
    ("rank", "--active-only"): (["rank", "--as-of", "2024-01-22"], ["--active-only"]),
    ("rank", "--what-if-gone"): (["rank"], ["--what-if-gone", "Viamedis"]),
    ("rank", "--what-if-moved"): (["rank"], ["--what-if-moved", "Viamedis", "Almerys"]),
    ("rank", "--why"): (["rank"], ["--why", "Viamedis"]),
    ("picture", "--max-hops"): (["picture", "org:weda"], ["--max-hops", "1"]),
    ("picture", "--embed"): (["picture", "org:weda"], ["--embed"]),
    ("picture", "--title"): (["picture", "org:weda"], ["--title", "A title of one's own"]),
    ("picture", "--note"): (["picture", "org:weda"], ["--note", "A line of one's own"]),
    **{
        ("site", option): (["site", "-o", "atlas", "--store", "../secret", "--with", "secret"], words)
        for option, words in (
            ("--output", ["-o", "elsewhere"]),
            ("--url", ["--url", "https://atlas.example/"]),
            ("--publisher", ["--publisher", "Nobody"]),
            ("--no-index", ["--no-index"]),
            *((name, ANYWHERE[name]) for name in ("--store", "--uri", "--as-of", "--lang", "--quiet")),
        )
    },
    ("site", "--with"): (["site", "-o", "atlas", "--store", "../secret"], ["--with", "secret"]),
    ("site", "--ca"): (["site", "-o", "atlas"], ANYWHERE["--ca"]),
    ("query run", "--limit"): (["query", "run", "clients-of", "-p", "supplier=org:viamedis"], ["--limit", "1"]),
    ("query run", "--param"): (["query", "run", "clients-of", "-p", "supplier=org:viamedis"], ["-p", "supplier=org:almerys"]),
    ("cypher", "--param"): (["cypher", "RETURN $day AS day", "-p", "day=1"], ["-p", "day=2"]),
    ("cypher", "--timeout"): (["cypher", "RETURN 1"], ["--timeout", "0.01"]),
    ("cypher", "--limit"): (["cypher", "MATCH (o:Organisation) RETURN o.id ORDER BY o.id"], ["--limit", "1"]),
    ("cypher", "--lang"): (["cypher", "MATCH (o:Organisation) RETURN o.id ORDER BY o.id", "--limit", "1"], ["--lang", "fr"]),
    ("cypher", "--quiet"): (["cypher", "MATCH (o:Organization) RETURN o.id"], ["--quiet"]),
    ("export", "--with"): (["export", "--store", "../secret"], ["--with", "secret"]),
    ("report", "--with"): (
        ["report", "supplier", "org:open", "--store", "../secret"],
        ["--with", "secret"],
    ),
    ("picture", "--with"): (["picture", "org:open", "--store", "../secret"], ["--with", "secret"]),
    ("cypher", "--with"): (["cypher", "RETURN 1", "--store", "../secret"], ["--with", "secret"]),
    ("query run", "--with"): (["query", "run", "clients-of", "-p", "supplier=org:open", "--store", "../secret"], ["--with", "secret"]),
    ("export", "--quiet"): (["export", "-o", "graph.json"], ["--quiet"]),
    ("export", "--of"): (["export"], ["--of", "Viamedis"]),
    ("export", "--max-hops"): (["export", "--of", "Viamedis"], ["--max-hops", "2"]),
    ("export", "--only"): (["export"], ["--only", "trust,incident"]),
    ("export", "--previous"): (["export", "--format", "stix"], ["--previous", "earlier.json"]),
    ("export", "--publisher"): (["export", "--format", "misp"], ["--publisher", "Observatory"]),
    ("export", "--core"): (["export", "--format", "stix"], ["--core"]),
    ("export", "--format"): (["export"], ["--format", "stix"]),
    ("export", "--lang"): (["export", "--store", "../secret"], ["--lang", "fr"]),
    ("backup", "--yes"): (["backup", "new.yaml"], ["--yes"]),
    **{
        ("restore", option): (["restore", "mine.backup", "--store", "../restored"], words)
        for option, words in (
            ("--format", ["--format", "json"]),
            ("--lang", ["--lang", "fr"]),
            ("--output", ["-o", "written"]),
            ("--quiet", ["--quiet"]),
        )
    },
    ("demo", "--picture"): (["demo"], ["--picture", "other.html"]),
}
"""By command and option: a line that works, and the words that make a difference to it."""

ANSWERS = ("find", "show", "chains", "blast-radius", "concerned", "incident", "cohort", "notifications", "diff", "query run")
"""What they remark is that the store is outdated, and nothing else."""

OUTSIDE = ("serve", "explore", "mcp")
"""They end only when they are stopped: tried in processes of their own; `mcp` in `tests/assistant`."""


def options() -> Iterator[tuple[str, str]]:
    for path, command in commands():
        yield from ((path, p.opts[-1]) for p in command.params if isinstance(p, click.Option) and not p.hidden)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What can be seen of a command that ran. Times, sizes of files and the name of a run are left out."""

    code: int
    out: str
    err: str
    files: tuple[tuple[str, bytes], ...]


@pytest.fixture(scope="module")
def folder(corpus_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder, with a store that the commands may change."""
    home = tmp_path_factory.mktemp("options")
    shutil.copytree(corpus_files, home / "store")
    source = "kind: sources\nentries:\n" + "".join(f"  - {{id: s{{n}}-{n}, publisher: S}}\n" for n in range(20))
    (home / "mine.yaml").write_text("kind: sources\nentries:\n  - {id: s, publisher: S}\n")
    (home / "new.yaml").write_text("kind: sources\nentries:\n  - {id: n, publisher: N}\n")
    (home / "names.yaml").write_text("kind: organisations\nentries:\n  - {id: org:n, name: N, evidence: [sx-1]}\n")  # the store declares it
    (home / "article.txt").write_text(ARTICLE, "utf-8")
    (home / "answers.csv").write_text("one,other,answer\norg:viamedis,org:almerys,not same\n")
    (home / "large.yaml").write_text(source.replace("{n}", "x"))
    (home / "small.yaml").write_text("kind: sources\nentries:\n  - {id: small, publisher: S}\n")
    with zipfile.ZipFile(home / "shrunk.zip", "w") as pack:
        pack.writestr("dataset.yaml", "kind: dataset\nid: large\n")
        pack.writestr("large.yaml", "kind: sources\nentries:\n  - {id: sx-1, publisher: S}\n")
    (home / "mine.csv").write_text("Processor,End\nViamedis,2023-12-31\n")
    same = "[org:processors-of-north-mutual/viamedis, org:viamedis]"
    (home / "decided.yaml").write_text(f"kind: decisions\nentries:\n- {{same: {same}, decided_by: us, on: 2026-11-01}}\n")
    portal = (FIXTURES / "hhs" / "portal-2024-10.csv").read_text("utf-8").splitlines()
    (home / "one-bad.csv").write_text("\n".join([*portal[:2], portal[1].replace(portal[1].split(",")[4], "31/31/2099", 1)]) + "\n")
    (home / "kept.xlsx").write_bytes(b"mine")
    (home / "processors.csv").write_text("Prestataire;Prestation\nViamedis;tiers payant\n")
    (home / "marches.json").write_bytes((FIXTURES / "decp" / "marches-2019.json").read_bytes())
    (home / "earlier.json").write_text(json.dumps({"objects": [{"id": EXTENSION}]}))  # a bundle of nothing
    (home / "buyers.txt").write_text("219900018\n")  # the town alone
    codes = [["code", "meaning", "since"], ["x", "hosting", "2020"]]
    (home / "sheets.xlsx").write_bytes(as_book({"List": [["Client", "Supplier", "Start"], ["Lake", "Blue", "2020"]], "Codes": codes}))
    (home / "suppliers.csv").write_bytes((FIXTURES / "table" / "suppliers.csv").read_bytes())
    with open_store(home / "store") as store:
        # first ──one──▶ second ──two──▶ third: a chain that nobody stated as one
        draw(
            store,
            org("third-harbour", name="Third Harbour Ltd"),
            "org:first delegates_to org:second {contract: one}",
            "org:second delegates_to org:third {contract: two}",
        )
    load_again(home)
    with open_store(home / "restored") as store:
        draw(store, "org:first delegates_to org:second")
        store.backup(home / "mine.backup", "0")
    with open_store(home / "secret") as store:
        # open ──▶ secret: what a confidential data set says of what another says
        store.load("open", [("1", [node("org:open"), trust("org:client", "org:open")])], loader="drawn")
        store.load("secret", [("1", [trust("org:secret", "org:open"), node("org:secret")])], loader="drawn", confidential=True)
    return home


def a_version_before(folder: Path) -> None:
    """A list of which the newer version spells a name otherwise, and no longer holds another."""
    before = folder / "before.csv"
    before.write_text("Prestataire;Prestation\nVia Medis;tiers payant\nKalixia;tiers payant\n")
    line = ("load", "processors", str(before), "--owner", "Mutuelle du Val", "--as-of", "2024-11-01", "--replace")
    # In a store of its own: what shows the whole of one with a confidential list asks for its name.
    ran = maillon(Place(directory=folder / "listed"), *line)
    assert ran.code == 0, ran.err


def load_again(folder: Path) -> None:
    """What a command took back."""
    ran = maillon(Place(directory=folder / "store"), "load", "records", str(folder / "large.yaml"), "--dataset", "large", "--yes")
    assert ran.code == 0, ran.err


def run(folder: Path, arguments: list[str], name: str, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """Run a command in an empty folder that has what the lines name; the store stays what it is."""
    here = folder / name
    here.mkdir()
    for path in [p for p in folder.iterdir() if p.is_file()]:
        (here / path.name).write_bytes(path.read_bytes())
    before = {p.name for p in here.iterdir()}
    monkeypatch.chdir(here)
    ran = maillon(Place(directory=folder / "store"), *(a.format(run=name) if "{run}" in a else a for a in arguments), terminal=True)
    new = [p for p in here.rglob("*") if p.is_file() and p.relative_to(here).parts[0] not in before]
    written = tuple(sorted((str(p.relative_to(here)), _without_times(p.read_text("utf-8", errors="replace")).encode()) for p in new))
    out, err = (_without_times(text.replace(name, "RUN")) for text in (ran.out, ran.err))
    return Outcome(ran.code, out, err, written)


def _without_times(text: str) -> str:
    """What a backup says of when it was made, and its hash, which follows from that."""
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:+]+|\b[0-9a-f]{64}\b", "…", text)


def damage_snapshot(folder: Path) -> None:
    """A ranking then has something to remark."""
    snapshot = folder / "store" / "snapshot"
    if not snapshot.exists():
        maillon(Place(directory=folder / "store"), "rank")
    for path in snapshot.iterdir():
        path.write_bytes(b"damaged")


def cut_load(folder: Path) -> None:
    """A data set then has the mark of a load that did not end."""
    with open_store(folder / "store") as store:
        store.connection.write(lambda tx: tx.run("MATCH (d:Dataset {id: 'large'}) SET d.complete = false").consume())


def outdated_again(folder: Path) -> None:
    """So that there is something to take back in a store that is outdated."""
    load_again(folder)
    outdated(folder)


def outdated(folder: Path) -> None:
    """Every answer then remarks that a load would bring the store up to date."""
    with open_store(folder / "store") as store:
        store.connection.write(lambda tx: tx.run("MATCH (d:Dataset) REMOVE d.view_version").consume())


def one_name_in_two_lists(folder: Path) -> None:
    """Of which neither says where it is."""
    with open_store(folder / "store") as store:
        for source in ("one", "two"):
            named = Organisation(id=f"org:{source}/osprey-lavande", name="Osprey Lavande", evidence=["a-list"])
            store.load(source, [(named.id, project(named))], loader="table")


def alike(folder: Path) -> None:
    """Two pairs that are proposed as one."""
    (folder / "alike.yaml").write_text(ALIKE, "utf-8")
    assert maillon(Place(directory=folder / "store"), "load", "records", str(folder / "alike.yaml"), "--dataset", "alike").code == DONE


PREPARED: dict[tuple[str, str], Callable[[Path], None]] = {
    ("rank", "--quiet"): damage_snapshot,
    ("status", "--quiet"): cut_load,
    **{(path, "--quiet"): outdated for path in ANSWERS},
    ("duplicates", "--names"): one_name_in_two_lists,
    ("decide", "--rule"): alike,
    ("update", "--yes"): load_again,
    ("unload", "--quiet"): outdated_again,
    ("load", "--respelt"): a_version_before,
    ("load", "--replace"): a_version_before,
    ("unload", ""): load_again,
}


CASES = sorted(case for case in set(options()) if case[0] not in OUTSIDE)


@pytest.mark.parametrize(("path", "option"), CASES, ids=[" ".join(case) for case in CASES])
def test_an_option_makes_a_difference(path: str, option: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line, more = HERE.get((path, option), (BASE[path], ANYWHERE.get(option, [])))
    assert more, f"say in HERE what makes a difference with {option}"
    if option == "--ca":
        line, more = [*line, "--uri", "neo4j+s://127.0.0.1:1"], more
    name = re.sub(r"\W+", "-", f"{path} {option}")
    prepare = PREPARED.get((path, option), PREPARED.get((path, ""), lambda folder: None))
    prepare(folder)
    without = run(folder, line, f"{name}-without", monkeypatch)
    prepare(folder)
    with_it = run(folder, [*line, *more], f"{name}-with", monkeypatch)
    assert with_it != without
    if option == "--quiet":
        assert without.err
        assert not with_it.err


@pytest.mark.parametrize(
    "words", [["--port", "7699"], ["--format", "json"], ["--lang", "fr"], ["-o", "served.txt"], ["--quiet"]], ids=" ".join
)
def test_an_option_of_serve_makes_a_difference(words: list[str], corpus_files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "served"  # a store of its own: others load a confidential list into theirs, which is not served
    shutil.copytree(corpus_files, folder / "store")

    def serve(*more: str) -> tuple[str, ...]:
        """What it prints until it is stopped, without the port and the folder that it chose."""
        command = [sys.executable, "-m", "maillon", "serve", "--store", str(folder / "store"), *more]
        with started(*command, cwd=tmp_path) as process:
            serving = folder / "store" / "serve.json"
            while not serving.exists() and process.poll() is None:
                time.sleep(0.02)
            # What it prints follows the file; where it prints nothing, that is waited for in vain.
            deadline, written = time.monotonic() + 3.0, tmp_path / "served.txt"
            assert process.stdout is not None
            while time.monotonic() < deadline and not (select.select([process.stdout], [], [], 0.05)[0] or written.exists()):
                pass
            time.sleep(0.3)
            process.send_signal(signal.SIGTERM)
            return tuple(re.sub(r":\d{4,5}\b", ":PORT", text) if "--port" not in more else text for text in process.communicate(timeout=30))

    assert serve(*words) != serve()


@pytest.mark.parametrize(
    "words", [["--port", "8799"], ["--lang", "fr"], ["--quiet"], ["--store", "nowhere"], ["--uri", "bolt://127.0.0.1:1"]], ids=" ".join
)
def test_an_option_of_explore_makes_a_difference(words: list[str], folder: Path, tmp_path: Path) -> None:
    def explore(*more: str) -> tuple[str, ...]:
        """What it prints until it is stopped, without the port that it chose."""
        command = [sys.executable, "-m", "maillon", "explore", "--no-browser", "--with", "secret", *more]
        with started(*command, cwd=tmp_path, environment={"MAILLON_STORE": str(folder / "secret"), "MAILLON_LANG": "en"}) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            process.send_signal(signal.SIGTERM)
            texts = (first, *process.communicate(timeout=30))
            return tuple(re.sub(r":\d{4,5}/", ":PORT/", text) if "--port" not in more else text for text in texts)

    assert explore(*words) != explore()


def test_explore_opens_the_browser_unless_told_not_to(folder: Path, tmp_path: Path) -> None:
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    opener.chmod(0o755)
    for words in ([], ["--no-browser"]):
        command = [sys.executable, "-m", "maillon", "explore", "--with", "secret", *words]
        environment = {"MAILLON_STORE": str(folder / "secret"), "BROWSER": f"{opener} %s"}
        with started(*command, cwd=tmp_path, environment=environment) as process:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            if not words:
                eventually((tmp_path / "opened").exists)
                assert (tmp_path / "opened").read_text().strip() == address
                (tmp_path / "opened").unlink()
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
            assert not (tmp_path / "opened").exists()
