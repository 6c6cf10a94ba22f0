"""Bad input, as a person meets it: one clear error, the right exit code, nothing half-loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from maillon import cli
from maillon.graph.store import Store, errors, load_lock
from maillon.graph.store.engine.folder import FORMAT, Folder
from maillon.graph.store.engine.locks import FileLock
from maillon.graph.store.messages import messages
from maillon.project import contact
from tests.support.drawing import draw
from tests.support.places import Place
from tests.support.running import maillon
from tests.support.spaces import typed

GOOD = {
    "sources.yaml": "kind: sources\nentries:\n  - {id: s, publisher: S}\n",
    "organisations.yaml": (
        "kind: organisations\nentries:\n  - {id: org:acme-care, name: A, evidence: [s]}\n  - {id: org:b, name: B, evidence: [s]}\n"
    ),
}
HEAD = "kind: incident\nid: x\ntitle: {fr: x, en: x}\nevidence: [s]\n"
LAUGHS = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))


def relation(rest: str) -> str:
    return HEAD + "relations:\n  - {who: org:acme-care, " + rest + "}\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, text in GOOD.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def loaded(store: Store, empty_place: Place) -> Iterator[Place]:
    """org:kept ──delegates to──▶ org:too, which no bad load may change"""
    draw(store, "org:kept delegates_to org:too")
    before = store.graph_hash(), [(d.id, d.complete) for d in store.status().datasets]
    yield empty_place
    assert (store.graph_hash(), [(d.id, d.complete) for d in store.status().datasets]) == before, "something was loaded"


@pytest.mark.parametrize(
    ("content", "line", "en", "fr"),
    [
        (HEAD + "colour: red\n", 5, "unknown field", "champ inconnu"),
        (relation("delegates_to: org:b"), 6, "every fact says where it was read", "tout fait dit où il a été lu"),
        (relation("delegates_to: org:acme-car, evidence: [s]"), 6, "closest: org:acme-care", "au plus proche : org:acme-care"),
        (relation("delegates_to: org:b, since: 2024-02-31, evidence: [s]"), 6, "not a day of the calendar", "n'est pas un jour"),
        (relation("delegates_to: org:b, since: 2024, until: 2021, evidence: [s]"), 6, "lies before since", "précède since"),
        (relation("insured_by: org:b, evidence: [s]"), 6, "allowed: Population insured_by Organisation", "admis : Population insured_by"),
        (HEAD + "claims:\n  - {field: cost, low: -5, unit: persons, evidence: [s]}\n", 6, "at least 0", "au moins 0"),
        (HEAD + "claims:\n  - {field: cost, low: 9, high: 5, unit: persons, evidence: [s]}\n", 6, "low (9) is above high (5)", "dépasse"),
        (HEAD + "relations: [\n", 6, "not YAML", "pas du YAML"),
        (HEAD + "open: &a\n  - *a\n", 5, "anchors (&) and aliases (*)", "les ancres (&)"),
        (LAUGHS, 1, "anchors (&) and aliases (*)", "les ancres (&)"),
        ("x: !!python/object/apply:os.system ['touch pwned']\n", 1, "the tag", "l'étiquette"),
        (b"kind: incident\ntitle: M\xe9decin\n", 0, "not UTF-8 (byte 23)", "pas en UTF-8"),
        (HEAD + 'aliases: ["x\\u001b[31m"]\n', 5, "the character U+001B is not seen", "le caractère U+001B ne se voit pas"),
        (HEAD + f"aliases: [{'a' * 1_000_000}]\n", 5, "longer than 2000 characters", "plus de 2000 caractères"),
        (b"", 0, "empty", "vide"),
        (b"PK\x03\x04\x00\x00\xff\xfe", 0, "not UTF-8", "pas en UTF-8"),
        (b"x: " + b"y" * (5 * 1024 * 1024), 0, "larger than 4 MB", "plus de 4 Mo"),
        ("kind: incidents\nid: x\n", 1, "kind is missing or unknown; allowed: incident", "kind manque ou est inconnu"),
    ],
    ids=["field", "source", "nobody", "date", "reversed", "arrow", "negative", "low-high", "broken", "cyclic", "laughs"]
    + ["tag", "latin-1", "unseen", "long", "empty", "binary", "huge", "kind"],
)
def test_a_bad_file_is_one_error_with_its_place_in_both_languages_and_loads_nothing(
    loaded: Place, files: Path, content: str | bytes, line: int, en: str, fr: str
) -> None:
    bad = files / "bad.yaml"
    bad.write_bytes(content if isinstance(content, bytes) else content.encode())
    place = f"{bad}:{line}: " if line else f"{bad}: "
    for command in (["check"], ["load", "records"]):
        for lang, words in (("en", en), ("fr", fr)):
            ran = maillon(loaded, *command, str(files), "--lang", lang)
            text = ran.out if command == ["check"] else ran.err
            assert ran.code == 3, text
            assert text.count(str(bad)) == 1, "told once"
            assert place in text
            assert words in typed(text)
            assert "Traceback" not in text
    body = json.loads(maillon(None, "check", str(files), "--format", "json").out)
    (problem,) = body["problems"]
    assert (problem["file"], problem["line"]) == (str(bad), line)
    assert problem["code"]


def test_all_errors_of_all_files_come_at_once(loaded: Place, files: Path) -> None:
    (files / "one.yaml").write_text(HEAD + "colour: red\nshape: round\n")
    (files / "two.yaml").write_text("[")
    ran = maillon(loaded, "load", "records", str(files))
    assert ran.code == 3
    assert [line.split(":")[0].rpartition("/")[2] for line in ran.err.removeprefix("maillon: ").splitlines()] == ["one.yaml"] * 2 + [
        "two.yaml"
    ]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder / "nothing-here", "no file or folder of that name"),
        (lambda folder: (folder / "empty").mkdir() or folder / "empty", "no records here; they end in .yaml, .yml, .json"),
    ],
    ids=["missing", "empty-folder"],
)
def test_a_path_without_records_is_an_error(loaded: Place, tmp_path: Path, make: object, says: str) -> None:
    assert callable(make)
    path = make(tmp_path)
    for command in (["check"], ["load", "records"]):
        ran = maillon(loaded, *command, str(path))
        assert ran.code == 3
        assert says in ran.out + ran.err


def test_a_directory_named_like_a_record_is_walked_and_not_read(loaded: Place, files: Path) -> None:
    (files / "inner.yaml").mkdir()
    assert maillon(loaded, "check", str(files)).code == 0


def test_the_same_id_in_two_files_loads_neither(loaded: Place, files: Path) -> None:
    (files / "again.yaml").write_text(GOOD["organisations.yaml"].replace("name: ", "name: another "))
    ran = maillon(loaded, "load", "records", str(files))
    assert ran.code == 3
    assert ran.err.count("this id already appears in") == 2


def test_a_name_of_a_data_set_that_is_no_slug_is_refused(loaded: Place, files: Path) -> None:
    ran = maillon(loaded, "load", "records", str(files), "--dataset", "Robert'); DROP")
    assert ran.code in (2, 3)
    assert ran.err.startswith("maillon: ")


def test_text_of_a_record_is_never_run_or_rendered(store: Store, empty_place: Place, files: Path) -> None:
    hostile = '=HYPERLINK(\\"http://x\\") | [x](y) <script>alert(1)</script> }) DETACH DELETE n //'
    (files / "organisations.yaml").write_text(f'kind: organisations\nentries:\n  - {{id: org:evil, name: "{hostile}", evidence: [s]}}\n')
    assert maillon(empty_place, "load", "records", str(files)).code == 0
    assert store.read("MATCH (o:Organisation) RETURN count(o) AS n") == [{"n": 1}]
    out = {name: maillon(empty_place, "find", "hyperlink", "--format", name).out for name in ("table", "md", "csv", "json")}
    assert "<script>" not in out["md"]
    assert "'=HYPERLINK" in out["csv"]
    assert json.loads(out["json"])["matches"][0]["name"].startswith("=HYPERLINK")


# The store


def store_error(directory: Path, *arguments: str) -> tuple[str, str]:
    """The one line of the error, in English and in French."""
    said = []
    for lang in ("en", "fr"):
        ran = maillon(Place(directory=directory), *(arguments or ("status",)), environment={"MAILLON_LANG": lang})
        assert ran.code == 4, ran.err
        assert ran.out == ""
        assert ran.err.startswith("maillon: ")
        assert len(ran.err.splitlines()) == 1
        said.append(ran.err)
    return said[0], said[1]


def test_a_file_is_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    english, french = store_error(tmp_path / "file")
    assert "is a file, not the folder of a store" in english
    assert "est un fichier, pas le dossier d'une base" in french


def test_a_folder_that_holds_something_else_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    english, french = store_error(tmp_path)
    assert "is not a store and not empty (it holds letter.txt)" in english
    assert "n'est pas une base et n'est pas vide (s'y trouve letter.txt)" in french
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_store_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    Folder(tmp_path).marker.write_text(json.dumps({"format": FORMAT + 1}))
    english, french = store_error(tmp_path)
    assert "update maillon" in english
    assert "mettre maillon à jour" in french


def test_a_store_whose_marker_is_damaged_says_what_to_do(tmp_path: Path) -> None:
    Folder(tmp_path).marker.write_text("{")
    english, french = store_error(tmp_path)
    assert "maillon repair" in english
    assert "maillon repair" in french


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a file system that nobody can write to")
def test_a_folder_whose_name_is_no_text_or_whose_home_nobody_knows_is_said(files: Path, tmp_path: Path) -> None:
    strange = maillon(None, "load", "records", str(files), "--store", str(tmp_path / "\udcff"))
    assert (strange.code, "no text in UTF-8" in strange.err) == (4, True)
    nobody = maillon(None, "status", "--store", "~nobody-of-that-name/store")
    assert (nobody.code, "is no store yet" in nobody.err) == (4, True)
    assert not (tmp_path / "\udcff").exists()


def test_a_place_that_cannot_be_written_is_said(files: Path) -> None:
    english, french = store_error(Path("/sys/kernel/maillon-test"), "load", "records", str(files))
    assert "name a folder that is yours with --store" in english
    assert "nommer avec --store un dossier à vous" in french


def test_a_second_load_waits_and_then_says_that_another_is_running(tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(directory=tmp_path / "store")
    with place.open():
        pass
    monkeypatch.setattr(load_lock.file_lock.__wrapped__, "__defaults__", (0.2,))  # type: ignore[attr-defined]
    with FileLock(Folder(tmp_path / "store").load_lock) as lock:
        assert lock.acquire()
        english, french = store_error(tmp_path / "store", "load", "records", str(files))
    assert "another load is running" in english
    assert "un autre chargement est en cours" in french
    assert maillon(place, "load", "records", str(files)).code == 0


def test_no_server_at_an_address_is_said(tmp_path: Path) -> None:
    for lang, words in (("en", "does not answer"), ("fr", "ne répond pas")):
        ran = maillon(None, "status", "--uri", "bolt://127.0.0.1:1", "--lang", lang)
        assert (ran.code, ran.out) == (4, "")
        assert words in ran.err


@pytest.mark.parametrize(
    ("query", "en", "fr"),
    [
        ("MATCH (n) DELETE n", "it would write (DELETE)", "elle écrirait (DELETE)"),
        ("LOAD CSV FROM 'x' AS l RETURN l", "it would read files (LOAD)", "elle lirait des fichiers (LOAD)"),
        ("CALL dbms.shutdown()", "it calls dbms.shutdown", "elle appelle dbms.shutdown"),
        ("RETURN 'x", "opens", "ne le ferme pas"),
        ("RETURN 1 +* 2", "the query cannot be read at line 1", "la requête est illisible ligne 1"),
        ("RETURN $missing", "the engine cannot answer the query", "le moteur ne peut répondre à la requête"),
    ],
)
def test_a_query_that_is_refused_is_told_in_the_language_of_the_person(loaded: Place, query: str, en: str, fr: str) -> None:
    for lang, words in (("en", en), ("fr", fr)):
        ran = maillon(loaded, "cypher", query, "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err


EVERY = [getattr(errors, name) for name in dir(errors) if isinstance(getattr(errors, name), type)]


@pytest.mark.parametrize("kind", [k for k in EVERY if issubclass(k, errors.StoreError)], ids=lambda k: k.__name__)
def test_every_error_of_the_store_has_its_exit_code(kind: type[errors.StoreError], capsys: pytest.CaptureFixture[str]) -> None:
    error = kind(messages("disk.full", where="here"))
    expected = {"RecordRefused": 3, "BackupRefused": 3}.get(kind.__name__, 2 if kind.wrong_use else 4)
    assert [cli._explain(error, lang) for lang in ("en", "fr")] == [expected, expected]
    english, french = capsys.readouterr().err.splitlines()
    assert english == "maillon: no room is left for the store in here: free some space and run the command again"
    assert french.startswith("maillon: il n'y a plus de place pour la base dans here")


def test_what_should_not_happen_is_one_line_without_debug(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli._explain(KeyError("x"), "en") == 70
    assert capsys.readouterr().err == (
        f"maillon: this should not happen (KeyError: 'x'); run again with --debug and report it to {contact()}\n"
    )
