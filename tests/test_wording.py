"""One mechanism of wording: what a person reads stands in the catalogue of its room, in French and English, and nowhere else."""

from __future__ import annotations

import ast
import gc
import re
import string
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.cli import COMMANDS
from maillon.wording import (
    Catalogue,
    Inflected,
    MaillonError,
    Message,
    Name,
    RefusedError,
    after,
    describes_several,
    joined,
    key_of,
    reason_of,
    rendered,
    spaced,
)
from tests.support.catalogues import CATALOGUES, ROOMS
from tests.support.places import ROOT

TOP = ("cli.py", "project.py", "shipped.py", "yaml_core.py", "__init__.py", "__main__.py")

FRENCH_ELSEWHERE = {
    "commands/streams.py": "signs that a terminal may lack",
    "graph/folding.py": "the letters that have no decomposition",
    "graph/name_matching.py": "the letters that a comparison of names folds",
    "graph/search_text.py": "the signs at which a search splits words",
    "loaders/cell_dates.py": "words of dates in the tables that are read",
    "loaders/contracts/relations.py": "the quotes and the ellipsis around the object of a contract",
    "loaders/contracts/values.py": "what notices write where they say nothing",
    "loaders/decp.py": "words of the French formats that are read",
    "loaders/decp_tables.py": "words of the French formats that are read",
    "loaders/drafts/articles.py": "small words by which a language is known",
    "loaders/drafts/candidates.py": "the letters of names, and words beside them",
    "loaders/drafts/days.py": "which of two numbers is the day in English and in French",
    "loaders/drafts/quantities.py": "signs of money",
    "loaders/drafts/sentences.py": "where sentences end",
    "loaders/drafts/voices.py": "quotes and apostrophes of articles",
    "loaders/drafts/known_names.py": "the letters of names",
    "loaders/drafts/drafting.py": "apostrophes of articles",
    "loaders/encodings.py": "the letters by which an encoding is known",
    "loaders/names.py": "the letters of ids",
    "loaders/numerals.py": "words of number in French and English",
    "loaders/persons.py": "how names are written",
    "loaders/placeholders.py": "what the tables that are read write where they name nobody",
    "loaders/table_draft.py": "words of headers of the tables that are read",
    "loaders/table_incidents.py": "words between two days in the tables that are read",
    "loaders/pdf_text.py": "where the lines of a page are broken",
    "loaders/volumes.py": "words of number in the French lists that are read",
    "loaders/web_pages.py": "what pages write before a paywall",
    "project.py": "whom to tell, a catalogue of its own for what is no room",
}
"""Modules outside the catalogues that hold letters of French, each with its reason."""

BUILT_IN_ERRORS = {
    "graph/store/cypher.py": "an operation that no caller of ours names",
    "graph/store/loading/delta.py": "turned into an error of the store by its caller",
    "graph/store/opening.py": "a program that names neither a folder nor an address",
    "loaders/rejecting.py": "a loader that loses rows",
    "queries/scale/what_if.py": "a program that names neither what goes nor what moves",
    "reports/picture/page.py": "a script of ours that would end the page",
}
"""Modules that raise a ValueError of Python's own: mistakes of a program, never shown to a person."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the product but the catalogues and the mechanism itself, by its path."""
    files = [p for room in ROOMS for p in (ROOT / room).rglob("*.py")] + [ROOT / name for name in TOP]
    paths = {p.relative_to(ROOT).as_posix(): p for p in files if p.stem != "messages" and p.parent.name != "messages"}
    return {path: ast.parse(p.read_text("utf-8")) for path, p in paths.items()}


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text of a module with its line; docstrings and the cards of loaders, which are data, are left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Loader":
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        yield from texts(node)


def users(catalogue: str) -> list[ast.Module]:
    """The modules that import a catalogue."""
    return [
        tree
        for tree in modules().values()
        if any(
            isinstance(n, ast.ImportFrom) and n.module == catalogue and [a.name for a in n.names] == ["messages"] for n in ast.walk(tree)
        )
    ]


def templates() -> str:
    """What the documents' templates ask for, as Python would write it."""
    return "\n".join(p.read_text("utf-8") for p in ROOT.glob("reports/**/*.j2"))


def asked(tree: ast.Module) -> Iterator[ast.expr]:
    """What stands for the id in each call of a catalogue."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.value if isinstance(node.func, ast.Attribute) and node.func.attr == "say" else node.func
            if isinstance(name, ast.Name) and name.id == "messages":
                yield node.args[0]


def command_names() -> set[str]:
    """The names of commands, each of which has its help and a line in the list."""
    declared = {
        node.args[0].value
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if path.startswith("commands/") and isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in ("command", "group") and isinstance(node.args[0], ast.Constant)
    }
    return {*COMMANDS, "maillon", *(name for name in declared if isinstance(name, str))}


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


class _Anything(int, Inflected):
    """A value that fits every gap: a count, a name, a day."""

    def inflected(self, need: str, lang: str) -> str:
        return f"{need} {int(self)}".strip()


def test_every_room_that_speaks_has_one_catalogue() -> None:
    assert {"maillon.graph.messages", "maillon.graph.store.messages", "maillon.loaders.messages", "maillon.queries.messages"} <= set(
        CATALOGUES
    )
    assert {"maillon.reports.messages", "maillon.exports.messages", "maillon.commands.messages"} <= set(CATALOGUES)
    assert all(isinstance(catalogue, Catalogue) for catalogue in CATALOGUES.values())


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_message_says_the_same_in_both_languages(name: str) -> None:
    catalogue = CATALOGUES[name]
    for key, (french, english) in {**catalogue.words, **catalogue.labels}.items():
        assert french, f"{key}: no French"
        assert english, f"{key}: no English"
        assert gaps(french) == gaps(english), key
    for key, (french, _) in catalogue.words.items():
        if not any(gap.isdigit() for gap in gaps(french)):  # filled by the scripts of the page
            message = catalogue(key, **dict.fromkeys(gaps(french), _Anything(1)))
            assert (key_of(message), message.say("en")) == (key, str(message))


@pytest.mark.parametrize("name", CATALOGUES)
def test_french_puts_a_space_before_double_signs_and_inside_quotation_marks(name: str) -> None:
    for key, (french, _) in {**CATALOGUES[name].words, **CATALOGUES[name].labels}.items():
        text = re.sub(r"`[^`]*`", "", french)  # what a person types is not French
        assert not re.search(r"[^\s{}(«][;!?](?:\s|$)|\w:(?:\s|$)|«\S|\S»", text), f"{key}: {text}"


NEVER_ONE = {
    "maillon.loaders.messages cell.long",
    "maillon.loaders.messages name.long",
    "maillon.loaders.messages table.wide",
    "maillon.loaders.messages together",
    "maillon.reports.messages chains.none_of.many",
    "maillon.reports.messages known.undated",
    "maillon.reports.messages query.none",
}
"""Messages with a count that is never one, or whose next word is no noun."""


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_count_agrees_with_what_is_counted(name: str) -> None:
    counts = r"\{(?:n|more|days|found|rows|groups|length|count|decide\w*|sure\w*)(?::#)?\} (?!de )(?:\w+ )?\w+[sx]\b"
    french = {f"{name} {key}" for key, (text, _) in CATALOGUES[name].words.items() if re.search(counts, text)}
    assert french - NEVER_ONE == set(), "write {n:# nom|# noms}"


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_message_is_used_and_every_one_used_exists(name: str) -> None:
    catalogue, trees = CATALOGUES[name], users(name)
    said = {text for tree in trees for _, text in texts(tree)}
    if name == "maillon.commands.messages":
        said |= {f"{command}.{part}" for command in command_names() for part in ("help", "short")}
        said |= {text for path, tree in modules().items() if path.startswith("commands/") for _, text in texts(tree)}
    if name == "maillon.reports.messages":
        said |= set(re.findall(r"say\([\"']([\w.]+)[\"']", templates()))
    prefixes = tuple(text for text in said if re.fullmatch(r"[a-z_]+(?:\.[a-z_]+)*\.", text))
    unused = [key for key in catalogue.words if key not in said and not key.startswith(prefixes)]
    assert unused == [], "never said"
    for tree in trees:
        for key in asked(tree):
            if isinstance(key, ast.Constant):
                assert key.value in catalogue.words
            if isinstance(key, ast.JoinedStr) and name != "maillon.commands.messages":
                first = key.values[0]
                assert isinstance(first, ast.Constant), f"line {key.lineno}: an id begins with what it is about"
                assert any(known.startswith(str(first.value)) for known in catalogue.words)


def kinds(error: type[MaillonError] = MaillonError) -> Iterator[type[MaillonError]]:
    yield error
    for kind in error.__subclasses__():
        yield from kinds(kind)


def test_no_error_of_ours_is_raised_with_a_bare_text() -> None:
    for path in modules():
        import_module("maillon." + path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")) if "/" in path else None
    ours = {kind.__name__ for kind in kinds() if kind.__init__ is MaillonError.__init__}
    assert {"StoreError", "QueryRefused", "RefusedError", "ExportError"} <= ours
    bare = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours
        if not node.args or isinstance(node.args[0], ast.Constant | ast.JoinedStr | ast.BinOp)
    ]
    assert bare == []


def test_errors_of_python_are_raised_only_where_a_program_is_wrong() -> None:
    raised = {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name)
        if node.exc.func.id in ("ValueError", "TypeError", "RuntimeError", "Exception") and node.exc.args
    }
    assert raised == set(BUILT_IN_ERRORS)


def test_french_stands_in_the_catalogues_alone() -> None:
    found = {path for path, tree in modules().items() if any(re.search("[àâçéèêëîïôœùû«»’]", text) for _, text in texts(tree))}
    assert found <= set(FRENCH_ELSEWHERE)


def test_no_module_chooses_words_by_the_language_itself() -> None:
    chosen = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare):
                sides = [side.value for side in (node.left, *node.comparators) if isinstance(side, ast.Constant)]
                if {"fr", "en"} & {side for side in sides if isinstance(side, str)}:
                    chosen.append(f"{path}:{node.lineno}")
            if isinstance(node, ast.Dict) and {"fr", "en"} == {k.value for k in node.keys if isinstance(k, ast.Constant)}:
                chosen += [f"{path}:{node.lineno}" for value in node.values if isinstance(value, ast.Dict | ast.JoinedStr)]
    assert [place for place in chosen if place.partition(":")[0] not in FRENCH_ELSEWHERE] == []


# The mechanism

WORDS = Catalogue(
    {"held": ("{where} est tenu : {why}", "{where} is held: {why}"), "by": ("par {names}", "by {names}"), "end": (" ; fin", "; end")},
    {"list": ("liste de {names}", "list of {names}")},
    labels={"third-party-payment": ("tiers payant", "third-party payment")},
)


def test_a_message_is_its_english_text_and_says_itself_in_french_with_all_that_stands_in_it() -> None:
    message = WORDS("held", where="/x", why=WORDS("by", names=["a", WORDS("by", names=("b",))]))
    assert message == "/x is held: by a, by b"
    assert (message.key, message.say("en"), message.say("fr")) == ("held", "/x is held: by a, by b", "/x est tenu\u202f: par a, par b")
    assert WORDS.say("held", "fr", where="/x", why="y") == "/x est tenu\u202f: y"
    assert (key_of(message), key_of("plain")) == ("held", "")


def test_a_bilingual_text_of_the_data_is_said_in_the_language_of_the_sentence() -> None:
    message = WORDS("by", names={"fr": "l'hôpital", "en": "the hospital"})
    assert (str(message), message.say("fr")) == ("by the hospital", "par l'hôpital")
    assert [rendered({"fr": "oui", "en": "yes"}, lang) for lang in ("fr", "en")] == ["oui", "yes"]


def test_messages_are_joined_and_the_first_keeps_its_id() -> None:
    first, more = WORDS("by", names="a"), WORDS("end")
    assert (first.then(more).key, first.then(more).say("fr"), str(first.then(more))) == ("by", "par a\u202f; fin", "by a; end")
    several = joined([first, "{b}", first], more)
    assert (str(several), several.say("fr")) == ("by a; end{b}; endby a", "par a\u202f; fin{b}\u202f; finpar a")


def test_an_unknown_id_and_a_gap_without_its_value_are_mistakes_of_a_program() -> None:
    for key, values in (("nothing", {}), ("by", {}), ("by", {"name": 1})):
        with pytest.raises(KeyError):
            WORDS.say(key, "fr", **values)
    with pytest.raises(ValueError, match="in two parts of the catalogue: end"):
        Catalogue({"end": ("x", "x")}, {"end": ("y", "y")})


def test_a_term_without_a_label_is_readable() -> None:
    assert [WORDS.label("third-party-payment", lang) for lang in ("fr", "en")] == ["tiers payant", "third-party payment"]
    assert [WORDS.label("some-new_service", lang) for lang in ("fr", "en")] == ["some new service"] * 2


def test_an_error_says_its_message_in_both_languages_and_is_quoted_in_both() -> None:
    error = RefusedError(WORDS("by", names="a"))
    assert isinstance(error, ValueError)
    assert (str(error), error.say("en"), error.say("fr")) == ("by a", "by a", "par a")
    assert isinstance(reason_of(error), Message)
    assert WORDS("held", where="x", why=reason_of(error)).say("fr") == "x est tenu\u202f: par a"
    assert reason_of(OSError("broken")) == "broken"


# What a gap needs of its value

AGREED = Catalogue(
    {
        "counts": ("{n:# fiche retirée|# fiches retirées}", "{n:# record|# records} removed"),
        "trusts": ("{who} {who:confie|confient} un service {whom:à}", "{who} {who:entrusts|entrust} a service to {whom}"),
        "by": ("dit par {names:le}", "said by {names}"),
        "of": ("données {name:de}", "data of {name}"),
        "seconds": ("en {s:g} s", "in {s:g} s"),
    }
)
OPTICIANS = Name("Opticiens du portail Viamedis", several=True, common=True)


@given(st.integers(-(10**9), 10**9))
def test_a_count_takes_the_singular_for_one_alone_and_in_french_for_none_too(n: int) -> None:
    french, english = (AGREED.say("counts", lang, n=n) for lang in ("fr", "en"))
    assert french == f"{n:,}".replace(",", "\u202f") + (" fiche retirée" if n in (-1, 0, 1) else " fiches retirées")
    assert english == f"{n:,} record" + ("" if n in (-1, 1) else "s") + " removed"


def test_a_verb_agrees_with_whoever_is_named_and_a_description_has_its_article() -> None:
    assert AGREED.say("trusts", "fr", who=OPTICIANS, whom="Viamedis") == "Opticiens du portail Viamedis confient un service à Viamedis"
    assert AGREED.say("trusts", "fr", who="Weda", whom=OPTICIANS) == "Weda confie un service aux opticiens du portail Viamedis"
    assert AGREED.say("trusts", "en", who=OPTICIANS, whom="Viamedis") == "Opticiens du portail Viamedis entrust a service to Viamedis"
    assert AGREED.say("by", "fr", names=["CNIL", OPTICIANS]) == "dit par la CNIL, les opticiens du portail Viamedis"
    assert AGREED("by", names=("CNIL", "x")) == "said by CNIL, x"


@pytest.mark.parametrize(
    ("name", "after_de", "after_à"),
    [
        ("Weda", "de Weda", "à Weda"),
        ("Audiens", "d'Audiens", "à Audiens"),
        ("Épisource", "d'Épisource", "à Épisource"),
        ("Harmonie Mutuelle", "d'Harmonie Mutuelle", "à Harmonie Mutuelle"),
        ("Humana", "de Humana", "à Humana"),
        ("Hauts-de-France Santé", "de Hauts-de-France Santé", "à Hauts-de-France Santé"),
        ("CNIL", "de la CNIL", "à la CNIL"),
        ("ARS Normandie", "de l'ARS Normandie", "à l'ARS Normandie"),
        ("La Mutuelle Générale", "de La Mutuelle Générale", "à La Mutuelle Générale"),
        ("Le Monde Informatique", "du Monde Informatique", "au Monde Informatique"),
        ("Centre hospitalier de Dax", "du Centre hospitalier de Dax", "au Centre hospitalier de Dax"),
        ("Hôpital Nord-Ouest", "de l'Hôpital Nord-Ouest", "à l'Hôpital Nord-Ouest"),
        (OPTICIANS, "des opticiens du portail Viamedis", "aux opticiens du portail Viamedis"),
        (Name("cabinet non nommé", common=True), "du cabinet non nommé", "au cabinet non nommé"),
    ],
)
def test_a_french_name_is_elided_and_contracted_after_a_preposition(name: str, after_de: str, after_à: str) -> None:
    assert (after(name, "de", "fr"), after(name, "à", "fr")) == (after_de, after_à)
    assert AGREED.say("of", "fr", name=name) == f"données {after_de}"
    assert AGREED.say("of", "en", name=name) == f"data of {name}"


@given(st.text(max_size=20))
def test_no_name_breaks_a_sentence(text: str) -> None:
    for need in ("de", "à", "le"):
        assert text[1:] in after(text, need, "fr") or text.startswith(("Le ", "Les "))
        assert after(text, need, "en") == text


def test_a_value_without_a_language_keeps_the_formats_of_python() -> None:
    assert AGREED.say("seconds", "fr", s=2.5) == "en 2.5 s"


@given(st.text(alphabet="ab12 ;:?!«»%h\u202f\u00a0.", max_size=30))
def test_spaces_of_french_are_put_once_and_nothing_else_changes(text: str) -> None:
    told = spaced(text)
    assert spaced(told) == told
    assert "".join(told.split()) == "".join(text.split())


def test_french_spaces_stand_before_double_signs_inside_quotes_in_figures_and_before_units() -> None:
    assert spaced("« oui » : 23 000 personnes ? 60 % en 72 h") == (
        "«\u202foui\u202f»\u202f: 23\u202f000 personnes\u202f? 60\u202f% en 72\u202fh"
    )
    assert spaced("maillon load records - : 2024-01 2025") == "maillon load records -\u202f: 2024-01 2025"
    assert spaced("https://exemple.fr/?a=1;b=2 {x: 1}") == "https://exemple.fr/?a=1;b=2 {x: 1}"


def test_what_describes_several_is_told_from_what_describes_one() -> None:
    several = (
        "Care providers that use Synnovis",
        "Opticiens du portail",
        "clients de Weda (cabinets)",
        "unnamed covered entities served by x",
    )
    single = ("practice that the holder had left", "cabinet que le titulaire avait quitté", "Private equity owner of Vastaamo")
    assert [describes_several(text) for text in several] == [True] * 4
    assert [describes_several(text) for text in single] == [False] * 3


def test_a_message_keeps_what_an_error_says_and_not_the_error_with_all_that_its_traceback_holds() -> None:
    inner = Message("inner", ("dedans", "inside"), {})
    message = Message("outer", ("voici : {why}", "here: {why}"), {"why": RefusedError(inner)})
    assert (message.say("fr"), message.say("en")) == ("voici\u202f: dedans", "here: inside")
    try:
        int("x")
    except ValueError as error:
        plain = Message("outer", ("{why}", "{why}"), {"why": error})
    assert not any(isinstance(found, Exception) for found in gc.get_referents(*gc.get_referents(plain)))
