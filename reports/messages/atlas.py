"""What the pages of the atlas say beyond what the documents say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.wording import Words

WORDS: Mapping[str, Words] = {
    "atlas.title": ("L'atlas de la confiance déléguée", "The atlas of delegated trust"),
    "atlas.menu": ("Rubriques", "Sections"),
    "atlas.menu.index": ("Accueil", "Home"),
    "atlas.menu.incidents": ("Incidents", "Incidents"),
    "atlas.menu.suppliers": ("Fournisseurs", "Suppliers"),
    "atlas.menu.questions": ("Questions", "Questions"),
    "atlas.menu.org": ("Organisations", "Organisations"),
    "atlas.menu.product": ("Logiciels et services", "Products"),
    "atlas.menu.population": ("Groupes de personnes", "Groups of people"),
    "atlas.menu.source": ("Sources", "Sources"),
    "atlas.menu.data": ("Catégories de données", "Kinds of data"),
    "atlas.menu.actor": ("Attaquants", "Threat actors"),
    "atlas.skip": ("Aller au contenu", "Skip to content"),
    "atlas.search": ("Chercher un nom, un autre nom, un numéro", "Search a name, another name, a number"),
    "atlas.search_hint": ("Viamedis, 508 346 673…", "Viamedis, 508 346 673…"),
    "atlas.language": ("Français", "English"),
    "atlas.languages": ("Langue", "Language"),
    "atlas.crumbs": ("Où l'on est", "Where this page is"),
    "atlas.feed": ("Incidents, les plus récents d'abord", "Incidents, latest first"),
    "atlas.changes": ("Ce qui a changé d'une publication à l'autre", "What changed from one publication to the next"),
    "atlas.changes.new": ("Nouvelle page.", "A new page."),
    "atlas.changes.changed": (
        "Ce qui est recensé a changé : {added:# ajout|# ajouts}, {removed:# retrait|# retraits}.",
        "What is recorded changed: {added:# addition|# additions}, {removed:# removal|# removals}.",
    ),
    "atlas.changes.gone": (
        "{n:# page a été retirée|# pages ont été retirées}",
        "{n:# page was|# pages were} taken away",
    ),
    "atlas.as_of": ("État des relations au", "Relations as they stood on"),
    "atlas.show": ("Afficher", "Show"),
    "atlas.ask": ("Poser la question", "Ask"),
    "atlas.one_day": (
        "Publié pour un seul jour, le {d}. Pour un autre jour : maillon explore.",
        "Published for one day, {d}. For another day: maillon explore.",
    ),
    "atlas.other_values": (
        "Pour poser cette question avec d'autres valeurs : maillon explore, ou maillon query run {name}.",
        "To ask this question with other values: maillon explore, or maillon query run {name}.",
    ),
    "atlas.hundreds": ("Suite des longues listes", "More of the long lists"),
    "atlas.hundred": ("Longues listes : page {n} sur {of}.", "Long lists: page {n} of {of}."),
    "atlas.before": ("Page précédente", "Previous page"),
    "atlas.after": ("Page suivante", "Next page"),
    "atlas.made": ("Établi le {d}", "Made on {d}"),
    "atlas.json": ("les mêmes données en JSON", "the same data as JSON"),
    # a page about one organisation or product
    "atlas.who": ("{name} ({kind}). Pourquoi cette page : {why}.", "{name} ({kind}). Why it has a page: {why}."),
    "atlas.why.broke": (
        "{n:# incident est recensé|# incidents sont recensés} chez cet acteur ou dans un logiciel ou service qu'il fournit",
        "{n:# incident is|# incidents are} recorded at it or in a product that it provides",
    ),
    "atlas.why.struck": (
        "selon une source, {n:# incident a touché cet acteur ou a pu le toucher|# incidents ont touché cet acteur ou ont pu le toucher}",
        "{n:# incident|# incidents} hit it or may have, a source says",
    ),
    "atlas.why.said": (
        "{n:# déclaration citée est la sienne|# déclarations citées sont les siennes}",
        "{n:# statement|# statements} on record {n:is|are} its own",
    ),
    "atlas.why.linked": (
        "une source dit à qui cet acteur fait confiance, ou qui lui fait confiance",
        "a source says whom it trusts, or who trusts it",
    ),
    "atlas.why.named": (
        "une source nomme cet acteur",
        "a source names it",
    ),
    "atlas.trusts_n": (
        "Fait ou a fait confiance à {n:# organisation ou produit|# organisations ou produits} : {known}.",
        "It trusts, or has trusted, {n:# organisation or product|# organisations or products}: {known}.",
    ),
    "atlas.trusted_by_n": (
        "{n:# organisation ou groupe lui fait ou lui a|# organisations ou groupes lui font ou lui ont} fait confiance : {known}.",
        "{n:# organisation or group trusts it, or has|# organisations or groups trust it, or have}: {known}.",
    ),
    "atlas.contested": (
        "{n:# de ces relations est contestée|# de ces relations sont contestées} ({who}).",
        "{n:# of these relations is|# of these relations are} contested ({who}).",
    ),
    "atlas.if_broken": (
        "En cas de fuite ici, personnes atteignables d'après les relations recensées : {people}.",
        "If it were breached, people within reach through the recorded relations: {people}.",
    ),
    "atlas.later": (
        "Qui serait exposé en cas de fuite ici, et par quelles chaînes : la réponse se calcule, car beaucoup d'acteurs et de groupes se "
        "trouvent derrière.",
        "Who would be exposed by a breach here, and through which chains, is being worked out, as many parties and groups stand behind it.",
    ),
    "atlas.later_show": ("L'afficher", "Show it"),
    "atlas.around": ("En un coup d'œil", "At a glance"),
    "atlas.subject": ("cette page", "this page"),
    "atlas.around_lead": (
        "À gauche, qui fait confiance ; à droite, à qui l'on fait confiance. Un nom ouvre sa page.",
        "On the left, who trusts; on the right, who is trusted. A name opens its page.",
    ),
    "atlas.trusts.in_force": (
        "Fait confiance à ({n:#})",
        "Trusts ({n:#})",
    ),
    "atlas.trusts.unknown": (
        "A fait confiance à, sans que l'on sache si cela dure ({n:#})",
        "Has trusted, and no source says whether it still does ({n:#})",
    ),
    "atlas.trusts.past": (
        "A fait confiance à, jusqu'à la fin de la relation ({n:#})",
        "Trusted, until the relation ended ({n:#})",
    ),
    "atlas.trusts.not_begun": (
        "Fera confiance à ({n:#})",
        "Will trust ({n:#})",
    ),
    "atlas.trusted_by.in_force": (
        "A la confiance de ({n:#})",
        "Is trusted by ({n:#})",
    ),
    "atlas.trusted_by.unknown": (
        "A eu la confiance de, sans que l'on sache si cela dure ({n:#})",
        "Has been trusted by, and no source says whether it still is ({n:#})",
    ),
    "atlas.trusted_by.past": (
        "A eu la confiance de, jusqu'à la fin de la relation ({n:#})",
        "Was trusted by, until the relation ended ({n:#})",
    ),
    "atlas.trusted_by.not_begun": (
        "Aura la confiance de ({n:#})",
        "Will be trusted by ({n:#})",
    ),
    "atlas.chains": (
        "Les chaînes qui passent par ici",
        "Chains that lead through here",
    ),
    "atlas.struck": (
        "Ce que des incidents ont montré ici",
        "What incidents showed here",
    ),
    "atlas.struck_lead": (
        "Où qu'ils aient eu lieu ; chaque ligne dit qui l'affirme.",
        "Wherever they took place; each row says who says so.",
    ),
    "atlas.no_relation": (
        "aucune source ne dit à qui cet acteur fait confiance, ni qui lui fait confiance",
        "no source says whom it trusts, or who trusts it",
    ),
    # other pages
    "atlas.incident.sentence": (
        "{took_place}. {n:# organisation ou groupe lui faisait|# organisations ou groupes lui faisaient} "
        "confiance alors, directement ou par d'autres, pour autant qu'on sache ; {observed}. Personnes que cela peut toucher, d'après "
        "les relations recensées : {people}.",
        "{took_place}. {n:# organisation or group trusted|# organisations or groups trusted} that party "
        "then, directly or through others, as far as is known; {observed}. People who may be hit, through the recorded "
        "relations: {people}.",
    ),
    "atlas.incident.took_place": ("L'incident a eu lieu chez {where}", "The incident took place at {where}"),
    "atlas.incident.alleged": ("L'incident aurait eu lieu chez {where}", "The incident is said to have taken place at {where}"),
    "atlas.incident.observed": ("une atteinte est constatée chez {n:#} d'entre eux", "harm is observed at {n:#} of them"),
    "atlas.incident.unobserved": ("aucune source n'y constate d'atteinte", "no source observed harm at them"),
    "atlas.incident.nobody": (
        "{took_place}. Aucune relation recensée ne dit qui lui faisait confiance alors.",
        "{took_place}. No recorded relation says who trusted that party then.",
    ),
    "atlas.incident.at": ("{took_place}.", "{took_place}."),
    "atlas.incident.later": (
        "Qui cela peut toucher, et par quelles chaînes : la réponse se calcule, car beaucoup d'acteurs et de groupes se trouvent derrière.",
        "Who may be hit, and through which chains, is being worked out, as many parties and groups stand behind it.",
    ),
    "atlas.incident.nowhere": ("Aucune source ne dit chez qui l'incident a eu lieu.", "No source says at whom the incident took place."),
    "atlas.cohort": (
        "{n:# incident concerne|# incidents concernent} ces personnes, ou {n:le peut|le peuvent} ; {m:# type de données est en "
        "cause|# types de données sont en cause}.",
        "{n:# incident concerns|# incidents concern} these people, or may; {m:# kind|# kinds} of data {m:is|are} at stake.",
    ),
    "atlas.source": (
        "{n:# élément|# éléments} et {m:# relation|# relations} de la collection reposent sur ce document.",
        "{n:# thing|# things} and {m:# relation|# relations} of the collection rest on this document.",
    ),
    "atlas.source.things": ("Ce qui repose sur ce document ({n:#})", "What rests on this document ({n:#})"),
    "atlas.source.arrows": ("Les relations qui reposent sur ce document ({n:#})", "Relations that rest on this document ({n:#})"),
    "atlas.thing": ("{n:# relation|# relations} dans la collection.", "{n:# relation|# relations} in the collection."),
    "atlas.questions": ("Les questions que l'on peut poser", "Questions that can be asked"),
    "atlas.questions_lead": ("{n:# question|# questions}, avec leur réponse.", "{n:# question|# questions}, with their answers."),
    "atlas.question.with": ("Posée ici avec : {values}.", "Asked here with: {values}."),
    "atlas.question.elsewhere": (
        "Ce que cette question prend en exemple n'est pas dans cette collection.",
        "What this question takes as its example is not in this collection.",
    ),
    "atlas.question.walk": (
        "La réponse suit les relations de proche en proche, par la même règle que maillon blast-radius : aucune requête Cypher "
        "seule ne la donne.",
        "The answer follows the relations step by step, by the same rule as maillon blast-radius: no single Cypher query gives it.",
    ),
    "atlas.suppliers": ("Derrière qui se trouve le plus de monde", "Who stands behind most people"),
    "atlas.suppliers_lead": (
        "Un rang n'est pas un reproche : il dit combien de personnes et d'organisations dépendent d'un fournisseur, d'après "
        "les relations recensées.",
        "A rank is no reproach: it says how many people and organisations depend on a supplier, through the recorded relations.",
    ),
    "atlas.map": ("Qui est derrière le plus de monde, couche par couche", "Who stands behind most, layer by layer"),
    "atlas.map_lead": (
        "Barre pleine : les personnes que les relations recensées permettent de compter, au moins. Ronds vides : les groupes "
        "dont aucune source ne donne la taille, un rond par groupe. Pointer un nom, ou l'atteindre au clavier, le relie à ceux "
        "qui lui font confiance et à ceux à qui il fait confiance.",
        "Solid bar: at least so many people, counted through the recorded relations. Hollow rings: groups whose size no source "
        "gives, a ring for each. Point at a name, or reach it by keyboard, to see those that trust it and those that it trusts.",
    ),
    "atlas.map.by": ("Classer par", "Sort by"),
    "atlas.map.by.people": ("personnes", "people"),
    "atlas.map.by.clients": ("clients", "clients"),
    "atlas.map.by.incidents": ("incidents", "incidents"),
    "atlas.map.clients": ("{n:# client|# clients}", "{n:# client|# clients}"),
    "atlas.map.incidents": ("{n:# incident|# incidents}", "{n:# incident|# incidents}"),
    "atlas.map.uncounted": ("{n:# groupe non compté|# groupes non comptés}", "{n:# group|# groups} not counted"),
    "atlas.map.others": ("{n:# autre|# autres}, dont {m:#} {without}", "{n:# other|# others}, {m:#} of them {without}"),
    "atlas.map.more": ("{n:# autre|# autres}", "{n:# other|# others}"),
    "atlas.map.rest": ("{n:# autre|# autres}, {without}", "{n:# other|# others}, {without}"),
    "atlas.map.all": ("{n:# fournisseur|# fournisseurs}, {without}", "{n:# supplier|# suppliers}, {without}"),
    "atlas.map.none.people": ("sans aucune personne comptée", "with nobody counted"),
    "atlas.map.none.clients": ("sans client recensé", "with no recorded client"),
    "atlas.map.none.incidents": ("sans incident recensé", "with no recorded incident"),
    "atlas.map.unlisted": ("… et {n:# autre|# autres} dans le classement", "… and {n:# more|# more} in the ranking"),
    "atlas.map.left_out": (
        "Ne sont pas dessinés : {n:# acteur classé|# acteurs classés} à qui aucun autre assureur ni soignant ne confie de données, "
        "directement ou non (souvent un assureur ou un soignant, avec ses propres assurés ou patients).",
        "Not drawn: {n:# ranked party|# ranked parties} to whom no other insurer or care provider entrusts data, directly or not "
        "(often an insurer or a care provider, with its own insured or patients).",
    ),
    "atlas.map.whole": ("Le classement entier", "The whole ranking"),
    "atlas.incidents": ("Les incidents recensés", "Recorded incidents"),
    "atlas.incidents_lead": ("{n:# incident|# incidents}, les plus récents d'abord.", "{n:# incident|# incidents}, latest first."),
    "atlas.latest": ("Derniers incidents", "Latest incidents"),
    "atlas.more_rows": ("Toute la réponse ({n:# ligne|# lignes})", "The whole answer ({n:# row|# rows})"),
    "atlas.answer": ("La réponse", "The answer"),
    "atlas.preparing": (
        "La carte des fournisseurs, les derniers incidents et les réponses se préparent : recharger la page dans quelques secondes.",
        "The map of suppliers, the latest incidents and the answers are being prepared: reload the page in a few seconds.",
    ),
    "atlas.is": (
        "Qui confie à qui les données de santé de qui, ce qui leur est arrivé, et qui le dit : {organisations:# organisation|# "
        "organisations}, {incidents:# incident|# incidents}, {cohorts:# groupe|# groupes} de personnes, {statements:# "
        "déclaration|# déclarations}, {sources:# source|# sources}.",
        "Who entrusts whose health data to whom, what happened to it, and who says so: {organisations:# organisation|# "
        "organisations}, {incidents:# incident|# incidents}, {cohorts:# group|# groups} of people, {statements:# statement|# "
        "statements}, {sources:# source|# sources}.",
    ),
    "atlas.is_not": (
        "Ce n'est ni un registre complet ni un jugement : ce qu'aucune source publique ne dit n'y est pas, et n'est pas exclu. "
        "Aucune personne n'y est nommée.",
        "It is neither a complete register nor a verdict: what no public source says is not in it, and is not ruled out. No "
        "person is named.",
    ),
    "atlas.licence": ("Licence des données : {licences}.", "Licence of the data: {licences}."),
    # lists of everything of one kind
    "atlas.browse": ("Tout parcourir", "Browse everything"),
    "atlas.browse_line": ("{name} ({n:#})", "{name} ({n:#})"),
    "atlas.list_lead": ("{n:#} en tout, par ordre alphabétique.", "{n:#} in all, in alphabetical order."),
    # a page that is not there
    "atlas.gone": ("Rien à cette adresse", "Nothing at this address"),
    "atlas.gone_lead": (
        "Aucune page ne se trouve à l'adresse {path} : la base a pu changer, ou l'adresse être mal copiée.",
        "No page is at the address {path}: the store may have changed, or the address was copied wrongly.",
    ),
    "atlas.broken": ("Pas de réponse", "No answer"),
    # the console
    "atlas.menu.console": ("Cypher", "Cypher"),
    "atlas.console": ("Interroger le graphe en Cypher", "Ask the graph in Cypher"),
    "atlas.console_lead": (
        "Lecture seule, 10 000 lignes et 30 secondes au plus. L'adresse de la page est celle de la question : elle se partage.",
        "Reading only, at most 10,000 rows and 30 seconds. The address of the page is that of the question: it can be shared.",
    ),
    "atlas.confidential": (
        "entre-temps, un jeu de données confidentiel a été chargé, qui n'est pas nommé : {names} ; relancer l'atlas avec : {words}",
        "a confidential data set has been loaded meanwhile that is not named: {names}; start the atlas again with: {words}",
    ),
    "atlas.console.query": ("Question en Cypher", "Query in Cypher"),
    "atlas.console.run": ("Exécuter (Ctrl + Entrée)", "Run (Ctrl + Enter)"),
    "atlas.console.words": ("Étiquettes et relations du modèle", "Labels and relations of the model"),
    "atlas.console.rows": ("{n:# ligne|# lignes}", "{n:# row|# rows}"),
    "atlas.picture": ("Ouvrir le schéma interactif", "Open the interactive picture"),
    "atlas.closest": ("Les plus proches", "The closest"),
    # said by the script of the pages
    "atlas.js.copy": ("Copier en CSV", "Copy as CSV"),
    "atlas.js.copied": ("Copié", "Copied"),
    "atlas.js.one": ("{0} résultat", "{0} result"),
    "atlas.js.many": ("{0} résultats", "{0} results"),
    "atlas.js.none": ("Rien ne porte ce nom.", "Nothing is called that."),
    "atlas.js.close": ("Rien ne porte ce nom ; noms proches :", "Nothing is called that; close names:"),
    "atlas.js.cut": ("… et {0} de plus : précisez", "… and {0} more: say more"),
    "atlas.js.broken": ("La recherche ne répond pas.", "Search does not answer."),
}
