"""Wrong use in both languages: one line, exit code 2, and no word of English in a French one."""

from __future__ import annotations

import pytest

from maillon.graph.store import Store
from tests.support.drawing import draw
from tests.support.places import Place
from tests.support.running import maillon
from tests.support.spaces import typed

WRONG = {
    "chains": ("Missing argument 'NAME'.", "il manque l'argument 'NOM'."),
    "find x -o x.html": ("does not write that format; allowed: table, json", "n'écrit pas ce format ; permis : table, json"),
    "find x --format json -o x.xlsx": ("says another format than --format json", "dit un autre format que --format json"),
    "rank --format xlsx -o x.csv": ("says another format than --format xlsx", "dit un autre format que --format xlsx"),
    "unload": ("Missing argument 'DATASET'.", "il manque l'argument 'JEU'."),
    "find --limt 3 x": ("No such option '--limt'", "option inconnue : --limt"),
    "query nope": ("No such command 'nope'.", "commande inconnue : nope"),
    "rank --limit": ("Option '--limit' requires an argument.", "l'option --limit attend une valeur"),
    "rank --what-if-moved a": ("Option '--what-if-moved' requires 2 arguments.", "l'option --what-if-moved attend 2 valeurs"),
    "find a b": ("Got unexpected extra argument (b)", "argument en trop : b"),
    "rank --limit -1": ("-1 is not in the range 0<=x<=1000000.", "valeur refusée pour '--limit' : -1 est hors limites (0<=x<=1000000)"),
    "rank --limit many": ("'many' is not a valid integer range.", "valeur refusée pour '--limit' : « many » n'est pas un nombre"),
    "status --format xml": ("'xml' is not one of", "« xml » n'est pas parmi 'table', 'json', 'csv', 'md'"),
    "show x --as-of yesterday": ("'yesterday' is not a day", "valeur refusée pour '--as-of' : « yesterday » n'est pas un jour"),
    "show x --as-of 2026-W05": ("'2026-W05' is not a day", "« 2026-W05 » n'est pas un jour"),
    "query run said-by -p speaker=a -p speaker=b": ("'speaker' is given twice", "« speaker » est donné deux fois"),
    "status --uri=": ("no address: an empty text", "aucune adresse : un texte vide"),
    "status --uri bolt://[::1": ("is not the address of a server", "n'est pas l'adresse d'un serveur"),
    "find x --as-of 2024-01-01": ("No such option '--as-of'", "option inconnue : --as-of"),
    "query run timeline --as-of 2024-01-01": ("asks for no day; run it without --as-of", "ne dépend pas d'un jour ; la poser sans --as-of"),
    "rank --type Nonsense": ("'Nonsense' is no label", "« Nonsense » n'est pas une étiquette"),
    "rank --why a --what-if-gone b": ("exclude each other", "s'excluent"),
    "load nope x": ("no loader is called 'nope'", "aucun chargeur « nope »"),
    "load records x --owner a": ("--owner is for lists that somebody keeps", "--owner ne vaut que pour les listes que quelqu'un tient"),
    "load hhs x --as-of 2024-01-01": (
        "--as-of is for lists that somebody keeps",
        "--as-of ne vaut que pour les listes que quelqu'un tient",
    ),
    "blast-radios x": ("did you mean blast-radius?", "peut-être blast-radius ?"),
    "nothing-like-it": ("list them with: maillon --help", "les lister avec : maillon --help"),
}


@pytest.mark.parametrize("line", WRONG)
def test_wrong_use_is_told_in_one_line_in_the_language_of_the_person(line: str, empty_place: Place) -> None:
    for lang, text in zip(("en", "fr"), WRONG[line], strict=True):
        ran = maillon(empty_place, *line.split(), environment={"MAILLON_LANG": lang})
        assert ran.code == 2
        assert text in typed(ran.err)
        assert ran.err.startswith("maillon: ")
        assert ran.err.count("\n") == 1


def test_a_ranking_that_cannot_be_is_refused_in_both_languages(store: Store, empty_place: Place) -> None:
    # a ─▶ b        nobody trusts a
    draw(store, "org:a delegates_to org:b")
    for lang, text in (
        ("en", "no record says that anybody trusts org:a"),
        ("fr", "aucune fiche ne dit que quelqu'un fait confiance à org:a"),
    ):
        ran = maillon(empty_place, "rank", "--what-if-gone", "org:a", environment={"MAILLON_LANG": lang})
        assert (ran.code, ran.out) == (2, "")
        assert typed(ran.err).startswith(f"maillon: {text}")
