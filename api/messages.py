"""What Python is told, in French and English."""

from __future__ import annotations

from maillon.wording import Catalogue

messages = Catalogue(
    {
        "day": ("{text} n'est pas un jour : AAAA-MM-JJ, ou un datetime.date", "{text} is no day: YYYY-MM-DD, or a datetime.date"),
        "one_of": ("{text} n'est pas connu ; possibles : {known}", "{text} is not known; there are: {known}"),
        # what a line says, and what Python says in its place
        "line.again": ("relancer la commande", "run the command again"),
        "python.again": ("réessayer", "try again"),
        "line.load": ("(ou maillon load)", "(or maillon load)"),
        "python.load": ("(ou l'ouvrir avec create=True, puis charger)", "(or open it with create=True, and load)"),
        "closed": (
            "ce graphe est fermé : le rouvrir avec maillon.open()",
            "this graph is closed: open it again with maillon.open()",
        ),
        "forked": (
            "ce graphe a été ouvert par un autre processus, dont celui-ci est issu : l'ouvrir ici avec maillon.open()",
            "this graph was opened by another process, of which this one is a fork: open it here with maillon.open()",
        ),
        "diff.sides": (
            "comparer deux jours, ou deux fichiers de maillon export (deux Path)",
            "compare two days, or two files of maillon export (two Paths)",
        ),
        "confidential": (
            "ceci voit toute la base, donc aussi ce que disent des jeux de données confidentiels : {names} ; pour l'accepter, les nommer : "
            "including={value}",
            "this sees the whole database, what confidential data sets say too: {names}; to accept that, name them: including={value}",
        ),
        "load.respelt": (
            "« {gone} » n'est plus sur la liste, et « {new} » y est nouveau : respelt=True si c'est le même, respelt=False sinon",
            "'{gone}' is no longer on the list, and '{new}' is new: respelt=True if it is the same, respelt=False if not",
        ),
        "load.no_owner": (
            "owner, as_of, respelt et replace sont pour des listes que quelqu'un tient ({known}), pas pour {loader}",
            "owner, as_of, respelt and replace are for lists that somebody keeps ({known}), not for {loader}",
        ),
        "load.no_contracts": (
            "cpv, buyers et all sont pour des marchés publics ({known}), pas pour {loader}",
            "cpv, buyers and all are for public contracts ({known}), not for {loader}",
        ),
        "repair.folder": (
            "la base d'un serveur se remet en état sur ce serveur ; nommer un dossier avec store=",
            "a store on a server is put right there; name a folder with store=",
        ),
        "what_if.one": ("dire l'un des deux : gone ou moved", "give one of the two: gone or moved"),
        "export.folder": (
            "le format {format} est fait de plusieurs fichiers : nommer un dossier avec output=",
            "the format {format} is made of several files: name a folder with output=",
        ),
    }
)
