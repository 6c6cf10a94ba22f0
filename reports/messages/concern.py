"""What is said of an organisation that asks whether it is concerned."""

from __future__ import annotations

from collections.abc import Mapping

from maillon.wording import Words

WORDS: Mapping[str, Words] = {
    "concerned.title": ("{name} : concerné ? ({d})", "Is {name} concerned? ({d})"),
    "concerned.count": (
        "{n:# incident|# incidents} chez {parties:#} des {trusted:#} organisations et logiciels à qui l'on fait confiance, au rang "
        "{rank:#} au plus : {rows:# contrat ou chemin|# contrats ou chemins}.",
        "{n:# incident|# incidents} at {parties:#} of the {trusted:#} organisations and products trusted, at rank {rank:#} at most: "
        "{rows:# contract or path|# contracts or paths}.",
    ),
    "concerned.none": (
        "Aucun incident recensé chez ceux à qui l'on fait confiance ({trusted:# organisation ou logiciel|# organisations et logiciels}) ; "
        "cela ne veut pas dire qu'il n'y en a pas eu.",
        "No recorded incident at those who are trusted ({trusted:# organisation or product|# organisations and products}); this does not "
        "mean that there was none.",
    ),
    "concerned.earlier": (
        "Plus anciens que {since}, non montrés : {n:# incident|# incidents}.",
        "Earlier than {since}, not shown: {n:# incident|# incidents}.",
    ),
    "concerned.newest": ("Document le plus récent : {d}.", "Newest document: {d}."),
    "concerned.undecided": (
        "{n:# fournisseur ressemble|# fournisseurs ressemblent} à une organisation connue, et personne n'a tranché ; cela "
        "peut ajouter jusqu'à {incidents:# incident|# incidents} : {names}.",
        "{n:# supplier looks|# suppliers look} like a known organisation, and nobody has decided; this may add up to "
        "{incidents:# incident|# incidents}: {names}.",
    ),
    "concerned.undecided_one": ("{mine} (peut-être {other} : {n:#})", "{mine} (perhaps {other}: {n:#})"),
    "concerned.more": ("et {n:# autre|# autres}", "and {n:# more|# more}"),
    "concerned.settle": ("Pour trancher : maillon decide {owner}", "To settle it: maillon decide {owner}"),
    "concerned.unlooked": (
        "Trop d'organisations pour chercher ici celles de la liste qui ressemblent à d'autres : maillon duplicates",
        "Too many organisations to look here which of the list look like others: maillon duplicates",
    ),
    "concerned.trusted": ("Chez ceux à qui l'on fait confiance", "At those who are trusted"),
    "concerned.product_of_supplier": (
        "Chez un logiciel d'un fournisseur ; lesquels de ses logiciels sont utilisés n'est pas dit",
        "At a product of your supplier; which of its products you use is not said",
    ),
    "concerned.said_of_us": (
        "Dit de l'organisation ou de ses personnes, sans relation recensée jusque-là",
        "Said of the organisation or its people, with no recorded relation on the way",
    ),
    "concerned.by_contract": ("contrat {contract}", "contract {contract}"),
    "concerned.told": ("{who} {d:on}", "{who} {d:on}"),
    "concerned.told_undated": ("{who}, sans date", "{who}, undated"),
    "concerned.not_told": ("{who} : pas prévenu, selon une source", "{who}: not told, a source says"),
    "concerned.nobody_told": ("personne, que l'on sache", "nobody, as far as is known"),
    "concerned.data": ("Données en cause", "Data concerned"),
    "concerned.people": ("Les personnes derrière", "The people behind it"),
    "concerned.people_line": ("{name} ({size})", "{name} ({size})"),
    "concerned.ask": ("À qui demander quoi", "Whom to ask what"),
    "concerned.clock": (
        "Un responsable de traitement qui apprend qu'il est touché a 72 h pour notifier (art. 33(1) du RGPD).",
        "A controller that learns that it is hit has 72 h to notify (GDPR art. 33(1)).",
    ),
    "concern.observed": ("constaté", "observed"),
    "concern.possible": ("possible, selon une source", "possible, a source says"),
    "concern.potential": ("atteignable", "potential"),
    "concern.cleared": ("mis hors de cause", "cleared"),
    "concern.not_reached": ("non atteint par cette relation", "not reached by this relation"),
    "col.rank": ("rang", "rank"),
    "col.way": ("par", "through"),
    "col.contract": ("contrat", "contract"),
    "col.here": ("pour nous", "for us"),
    "col.told_us": ("qui nous l'a dit", "who told us"),
    "ask.further": (
        "Demander {whom:à} : par quel contrat nos données sont-elles chez {at:le}, et l'avons-nous autorisé ? (art. 28(2) et 28(4) du "
        "RGPD)",
        "Ask {whom}: by which contract is our data at {at}, and did we authorise it? (GDPR art. 28(2) and 28(4))",
    ),
    "ask.product": (
        "Demander {whom:à} : {at:le} sert-il à ce que vous faites pour nous, et dans « {incident} », nos données étaient-elles en "
        "cause ? (art. 28(3)(h) et 33(2) du RGPD)",
        "Ask {whom}: is {at} used in what you do for us, and in “{incident}”, was our data concerned? (GDPR art. 28(3)(h) and 33(2))",
    ),
    "ask.details": (
        "Demander {whom:à} ce que le premier avis sur « {incident} » (chez {at:le}) ne disait pas encore : nature, catégories et nombres, "
        "conséquences, mesures (art. 33(3) et 28(3)(f) du RGPD).",
        "Ask {whom} what the first notice of “{incident}” (at {at}) did not say yet: nature, categories and numbers, consequences, "
        "measures (GDPR art. 33(3), 28(3)(f)).",
    ),
    "decide.pair": ("{number:#}/{of:#} · score {score} · {reason}", "{number:#}/{of:#} · score {score} · {reason}"),
    "decide.aliases": ("autres noms : {text}", "other names: {text}"),
    "decide.numbers": ("numéros : {text}", "numbers: {text}"),
    "decide.place": ("lieu : {text}", "place: {text}"),
    "decide.sources": ("sources : {text}", "sources: {text}"),
    "decide.trusted_by": ("lui font confiance : {text}", "trusted by: {text}"),
    "decide.trusts": ("fait confiance à : {text}", "trusts: {text}"),
    "decide.incidents": ("incidents recensés : {text}", "recorded incidents: {text}"),
    "column.rank": ("rang", "rank"),
    "column.supplier": ("fournisseur", "supplier"),
    "column.path": ("chemin", "path"),
    "column.contract": ("contrat", "contract"),
    "column.when": ("moment", "when"),
    "column.concern": ("pour nous", "for us"),
    "column.exposed": ("données en cause", "data concerned"),
    "column.people": ("personnes", "people"),
    "column.told_by": ("prévenu par", "told by"),
    "column.ask": ("à demander", "to ask"),
    "column.whom": ("à qui", "whom"),
    "column.articles": ("articles", "articles"),
    "column.occurred_from": ("survenu au plus tôt", "occurred at the earliest"),
    "column.occurred_to": ("survenu au plus tard", "occurred at the latest"),
}
