"""What an answer in which nothing is tells instead, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.wording import Words

WORDS: Mapping[str, Words] = {
    "none.leading": (
        "{n:# relation y mène|# relations y mènent} : maillon blast-radius {id}",
        "{n:# relation leads|# relations lead} to it: maillon blast-radius {id}",
    ),
    "none.leaving": (
        "{n:# relation en part|# relations en partent} : maillon chains {id}",
        "{n:# relation leaves|# relations leave} it: maillon chains {id}",
    ),
    # chains
    "chains.none": ("Aucune relation recensée ne part de là.", "No recorded relation leaves it."),
    "chains.none_begun": (
        "{n:# relation recensée en part et n'avait pas commencé|# relations recensées en partent, dont aucune n'avait commencé} {day:on}.",
        "{n:# recorded relation leaves it and had not begun|# recorded relations leave it, none of which had begun} {day:on}.",
    ),
    "chains.none_of": (
        "{n:La seule chaîne qui en part ne répond pas|Aucune des # chaînes qui en partent ne répond} à la demande.",
        "{n:The one chain that leaves it is not|None of the # chains that leave it is} as asked.",
    ),
    "chains.none_of.many": (
        "Aucune des {n:#} premières chaînes qui en partent ne répond à la demande ; les autres n'ont pas été parcourues.",
        "None of the first {n:#} chains that leave it is as asked; the others were not looked at.",
    ),
    "chains.alone.to": (
        "chaînes jusqu'à {name} : {n:#}",
        "chains that reach {name}: {n:#}",
    ),
    "chains.alone.via": (
        "chaînes qui passent par {name} : {n:#}",
        "chains that pass through {name}: {n:#}",
    ),
    "chains.alone.data": (
        "chaînes où ces données peuvent circuler ({name}) : {n:#}",
        "chains along which that data can flow ({name}): {n:#}",
    ),
    "chains.alone.stated_only": (
        "chaînes que ne composent pas plusieurs contrats : {n:#}",
        "chains that are not composed of several contracts: {n:#}",
    ),
    "chains.alone.confirmed_only": (
        "chaînes de relations confirmées : {n:#}",
        "chains of confirmed relations: {n:#}",
    ),
    # the blast radius
    "blast.none": ("Aucune relation recensée n'y mène.", "No recorded relation leads to it."),
    "blast.owned": (
        "{name} lui appartient, et un lien de capital n'est jamais suivi ; {n:# relation y mène|# relations y mènent} : "
        "maillon blast-radius {id}",
        "{name} belongs to it, and ownership is never followed; {n:# relation leads|# relations lead} there: maillon blast-radius {id}",
    ),
    "blast.owned_more": (
        "{n:# autre qui lui appartient|# autres qui lui appartiennent}, où mènent des relations.",
        "{n:# other|# others} of its own, to which relations lead.",
    ),
    "blast.nowhere": ("Aucune source ne dit chez qui la défaillance a eu lieu.", "No source says where it broke."),
    "blast.none_carried": (
        "{n:# relation recensée y mène, mais ne transmet rien de tel|# relations recensées y mènent, mais aucune ne transmet rien de tel}.",
        "{n:# recorded relation leads to it, and does not carry|# recorded relations lead to it, none of which carries} that to anyone.",
    ),
    "blast.freely": (
        "acteurs atteints sans --data, --effect ni --active-only : {n:#}",
        "parties reached without --data, --effect and --active-only: {n:#}",
    ),
    # a cohort, an incident
    "cohort.none": ("Aucun incident recensé ne mène à ces personnes.", "No recorded incident leads to these people."),
    "cohort.none_of": (
        "Incidents recensés : {n:#} ; acteurs à qui ces personnes font confiance, directement ou par d'autres : {m:#}. Au {day}, aucun "
        "incident ne met en cause des données à leur sujet.",
        "Incidents recorded: {n:#}; parties that these people trust, directly or through others: {m:#}. As of {day}, no incident "
        "puts data about them in question.",
    ),
    "incident.silent": (
        "Aucune source n'en dit davantage que son existence : [{evidence}].",
        "No source says more of it than that it was: [{evidence}].",
    ),
    "clock.none": (
        "{n:Aucune source ne dit de cet incident|Aucune source ne dit d'aucun des # incidents} qui l'a su quand, ni qui a prévenu qui.",
        "No source says of {n:this incident|any of the # incidents} who knew when, nor who told whom.",
    ),
    # names, questions, rows
    "find.none": (
        "Rien ne porte « {text} » dans un nom, un autre nom ou un identifiant.",
        "Nothing bears '{text}' in a name, another name or an identifier.",
    ),
    "find.close": ("Au plus proche : {names}", "Closest: {names}"),
    "query.none": ("Aucune des {n:#} questions ne contient ces mots.", "None of the {n:#} questions holds these words."),
    "query.alone": ("« {word} » seul : {n:# question|# questions}", "'{word}' alone: {n:# question|# questions}"),
    "query.list": ("Toutes les questions : maillon query list", "All of them: maillon query list"),
    "rows.none": ("aucune ligne", "no rows"),
    "rows.named": ("{what} : {name} ({id})", "{what}: {name} ({id})"),
    "rows.around": (
        "{what} : {name} ({id}) ; relations recensées qui y mènent : {n:#}, qui en partent : {m:#}",
        "{what}: {name} ({id}); recorded relations that lead to it: {n:#}, that leave it: {m:#}",
    ),
    "rows.names": ("Dans cette base : {held}", "In this store: {held}"),
    "rows.held": ("{word} {n:#}", "{word} {n:#}"),
    # a ranking, a comparison
    "rank.none": ("Aucune relation recensée ne mène à un acteur de ce genre.", "No recorded relation leads to anyone of this kind."),
    "rank.none_of": ("Nœuds de ce genre dans cette base : {n:#}.", "Nodes of this kind in this store: {n:#}."),
    "rank.unchanged": ("Aucun chiffre ne change.", "No figure changes."),
    "rank.why.none": (
        "Aucun groupe de personnes n'est derrière, d'après les relations recensées.",
        "No set of people is behind it, through the recorded relations.",
    ),
    "diff.nothing": ("Rien ne diffère.", "Nothing differs."),
    "diff.everywhere": ("En tout, {n:# chose diffère|# choses diffèrent}.", "In all, {n:# thing differs|# things differ}."),
}
"""By id."""
