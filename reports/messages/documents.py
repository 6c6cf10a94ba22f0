"""What the documents to hand over say: dossiers of incidents and suppliers, exposure reports."""

from __future__ import annotations

from collections.abc import Mapping

from maillon.wording import Words

WORDS: Mapping[str, Words] = {
    "dossier.kind.incident": ("Dossier d'incident", "Incident dossier"),
    "dossier.kind.supplier": ("Dossier de fournisseur", "Supplier dossier"),
    "dossier.kind.exposure": ("Rapport d'exposition", "Exposure report"),
    "dossier.judged": ("relations jugées {d}", "relations judged {d}"),
    "dossier.summary": ("En bref", "In short"),
    "dossier.contents": ("Sommaire", "Contents"),
    "dossier.sources": ("Sources", "Sources"),
    "dossier.no_address": ("adresse inconnue", "address unknown"),
    "dossier.computed": ("Comment cela a été calculé", "How this was computed"),
    "dossier.queries": (
        "Les {n} requêtes posées au graphe, telles quelles (ce qui commence par $ est un paramètre) :",
        "The {n} queries put to the graph, as they were (what begins with $ is a parameter):",
    ),
    "correct.how": (
        "Un fait est faux ou injuste ? Dites lequel à {whom}, et quel document public le montre.",
        "Is a fact here wrong or unfair? Tell {whom} which one, and which public document shows it.",
    ),
    "dossier.unknown": ("Ce qu'on ne sait pas", "What is not known"),
    "dossier.unknown_lead": (
        "Ne pas savoir n'est pas « non » : rien de ceci n'est exclu.",
        "Not known is not “no”: none of this is ruled out.",
    ),
    "dossier.chain": ("Qui s'y fie, de proche en proche", "Who trusts it, step by step"),
    "dossier.chain_out": ("À qui l'on se fie, de proche en proche", "Who is trusted, step by step"),
    "dossier.chain_lead": (
        "De gauche à droite : qui se fie à qui, avec les dates que donnent les sources.",
        "Left to right: who trusts whom, with the dates that sources give.",
    ),
    "dossier.legend": (
        "Bord épais et mot sous le nom : ce qui est constaté ou possible chez cette partie. Bord interrompu : partie que nul ne nomme. "
        "Trait plein : relation en vigueur {d} ; pointillé, pointe creuse : non établi alors ; tirets : relation terminée.",
        "Thick border and word below the name: what is observed or possible at that party. Dashed border: a party that nobody names. "
        "Whole line: in force {d}; dotted, with a hollow head: not known then; dashed: ended.",
    ),
    "dossier.not_drawn": ("Parties non dessinées : {counts}.", "Parties not drawn: {counts}."),
    "dossier.left.incident.struck": ("touchées par un incident : {n}", "struck by an incident: {n}"),
    "dossier.left.incident.direct": ("en lien direct, sans incident enregistré : {n}", "directly linked, without a recorded incident: {n}"),
    "dossier.left.incident.further": ("plus lointaines, sans incident enregistré : {n}", "further away, without a recorded incident: {n}"),
    "dossier.left.observed.struck": ("où une atteinte est constatée : {n}", "where harm is observed: {n}"),
    "dossier.left.observed.direct": ("en lien direct, où rien n'est constaté : {n}", "directly linked, nothing observed there: {n}"),
    "dossier.left.observed.further": ("plus lointaines, où rien n'est constaté : {n}", "further away, nothing observed there: {n}"),
    "dossier.picture": (
        "Schéma : {n} parties et {m} relations, de gauche (qui se fie) à droite (à qui).",
        "Diagram: {n} parties and {m} relations, from left (who trusts) to right (who is trusted).",
    ),
    "dossier.not_named": ("non nommé", "not named"),
    "dossier.broke": ("a cédé", "broke here"),
    "dossier.struck": ("touché par un incident", "struck by an incident"),
    "dossier.subject": ("objet du dossier", "subject"),
    "dossier.no_figure": ("Personne ne donne de nombre de personnes pour l'ensemble.", "Nobody gives a number of persons for the whole."),
    "dossier.said_by": ("selon {who}, le {on} ({status})", "says {who}, on {on} ({status})"),
    "dossier.broke_at": ("Cela a cédé chez : {where} ({status}).", "It broke at: {where} ({status})."),
    "dossier.way_in": ("Par où l'on est entré : {how}.", "The way in: {how}."),
    "dossier.effects": ("Atteinte à : {effects}.", "What was hit: {effects}."),
    "dossier.people_lead": (
        "Bornes par les relations enregistrées, jamais une somme de lignes ; ce que l'incident a montré est à part.",
        "Bounds through the recorded relations, never a sum of rows; what an incident showed stands apart.",
    ),
    "dossier.data_lead": (
        "Une catégorie absente du tableau est inconnue, non « non exposée ».",
        "A category that is not in the table is unknown, not “not exposed”.",
    ),
    "dossier.statements": ("Qui a dit quoi", "Who said what"),
    "dossier.statements_lead": (
        "Chiffres qui ne comptent pas dans l'intervalle donné en tête, puis toutes les déclarations.",
        "Figures that are not in the range given at the head, then all statements.",
    ),
    "dossier.no_date": ("{what} : personne ne donne de date.", "{what}: nobody gives a date."),
    "dossier.no_way_in": ("Par où l'on est entré : personne ne le dit.", "The way in: nobody says."),
    "dossier.no_data": ("Quelles données : personne ne le dit.", "Which data: nobody says."),
    "dossier.gap": ("Maillon sans nom : {link}.", "A link without a name: {link}."),
    "dossier.computed_day": (
        "Relations jugées aux dates de l'incident : {d}.",
        "Relations judged over the incident's own days: {d}.",
    ),
    "dossier.computed_asked": ("Relations jugées au {d}.", "Relations judged on {d}."),
    "dossier.computed_conflicts": (
        "Se contredisent : des déclarations d'un même champ, d'une même unité et d'un même périmètre, dont les "
        "intervalles ne se touchent pas (arrondis : ± 5 %).",
        "In conflict: statements of one field, unit and scope whose ranges do not meet (rounded ones: ±5 %).",
    ),
    "dossier.computed_people": (
        "Personnes : au moins = le plus grand ensemble certain d'être distinct ; au plus = somme des ensembles "
        "extérieurs, inconnue dès que l'un l'est.",
        "People: at least = the largest set that is certain to be distinct; at most = the sum of the outermost "
        "cohorts, unknown as soon as one of them is.",
    ),
    "dossier.computed_potential": (
        "« Possible » veut dire : les relations enregistrées y mènent ; non que cela ait eu lieu. Une relation "
        "terminée compte encore pour la confidentialité.",
        "“Potential” means that the recorded relations lead there, not that it happened. A relation that has ended "
        "still counts for confidentiality.",
    ),
    "dossier.computed_when": (
        "Pendant ou après : les dates de l'incident contre celles de chaque relation du chemin ; inconnu dès qu'une "
        "relation n'est ni vue ni datée à ce moment.",
        "During or after: the dates of the incident against those of each relation of the path; unknown as soon as one "
        "is neither seen nor dated then.",
    ),
    "dossier.clients_of": (
        "Parties enregistrées comme s'y fiant : {n}. Relations : {known}.",
        "Parties recorded as trusting it: {n}. Relations: {known}.",
    ),
    "dossier.incidents_of": ("Incidents enregistrés chez lui ou ses produits : {n}.", "Recorded incidents at it or its products: {n}."),
    "dossier.incidents_later": (
        "Incidents enregistrés chez lui ou ses produits : {n}, dont {later} après le {d}.",
        "Recorded incidents at it or its products: {n}, of which {later} after {d}.",
    ),
    "dossier.later_clients": ("Qui ne s'y fiait pas encore", "Who did not trust it yet"),
    "dossier.later_lead": ("Relations qui n'avaient pas commencé au {d}.", "Relations that had not begun on {d}."),
    "dossier.behind": ("Qui est derrière", "Who is behind it"),
    "dossier.behind_lead": (
        "Qui fournit et qui possède la partie où cela a cédé, et depuis quand ; posséder n'est pas être touché.",
        "Who provides and who owns the party where it broke, and since when; to own is not to be struck.",
    ),
    "dossier.behind_line": ("Derrière : {link} ({dates}).", "Behind it: {link} ({dates})."),
    "dossier.no_behind": (
        "Qui est derrière {party} (propriétaire, fournisseur) : aucune source enregistrée ne le dit.",
        "Who is behind {party} (owner, provider): no recorded source says.",
    ),
    "dossier.clients": ("Qui s'y fie", "Who trusts it"),
    "dossier.past_clients": ("Qui ne s'y fie plus", "Who no longer trusts it"),
    "dossier.past_lead": (
        "Après la fin d'un service, les données peuvent y être encore, sauf preuve de restitution ou d'effacement (RGPD art. 28(3)(g)).",
        "After a service ends, data may still be there unless its return or erasure is evidenced (GDPR art. 28(3)(g)).",
    ),
    "dossier.trusts": ("À qui il se fie à son tour", "Whom it trusts in turn"),
    "dossier.trusts_nobody": (
        "Aucune relation enregistrée n'en part : ses propres fournisseurs sont inconnus.",
        "No recorded relation leaves it: its own suppliers are unknown.",
    ),
    "dossier.reached_lead": (
        "Ce que les relations enregistrées relient à lui ; « constaté » seulement où une source l'a vu.",
        "What the recorded relations tie to it; “observed” only where a source saw it.",
    ),
    "dossier.incidents": ("Incidents", "Incidents"),
    "dossier.no_incident": (
        "Aucun incident enregistré ; cela ne veut pas dire qu'il n'y en a pas eu.",
        "No recorded incident; this does not mean that there was none.",
    ),
    "dossier.not_known_now": (
        "{link} : on ne sait pas si la relation tient au {d}.",
        "{link}: whether the relation holds on {d} is not known.",
    ),
    "dossier.data_after_unknown": (
        "{link} (terminé) : le sort des données n'est pas connu.",
        "{link} (ended): what became of the data is not known.",
    ),
    "dossier.no_host": ("Hébergement : aucune source enregistrée n'en parle.", "Hosting: no recorded source speaks of it."),
    "dossier.everyone": ("Tous ceux à qui l'on se fie, directement ou non", "Everyone it trusts, directly and not"),
    "dossier.everyone_lead": (
        "Deux maillons ou plus : que le fournisseur se fie à un autre ne dit pas que ces données-ci y vont.",
        "Two links or more: that a supplier trusts another does not say that this data goes there.",
    ),
    "dossier.touched": ("Incidents chez l'un d'eux", "Incidents at any of them"),
    "dossier.touched_lead": ("Pendant que la relation tenait, ou après sa fin.", "While the relation held, or after it had ended."),
    "dossier.past_suppliers": ("Anciens fournisseurs qui peuvent détenir encore des données", "Past suppliers that may still hold data"),
    "dossier.thin": ("Relations qui ne tiennent qu'à un document", "Relations on one document only"),
    "dossier.thin_lead": (
        "Chaque relation enregistrée a au moins un document ; celles-ci n'en ont qu'un. À confirmer par un contrat ou "
        "un registre des sous-traitants (RGPD art. 28 et 30).",
        "Every recorded relation has at least one document; these have only one. To be confirmed by a contract or the "
        "record of processing (GDPR art. 28 and 30).",
    ),
    "dossier.own_people": ("Les personnes derrière", "The people behind it"),
    "dossier.no_people": ("Aucune population enregistrée : leur nombre est inconnu.", "No recorded population: how many is unknown."),
    "dossier.ask": ("À qui demander quoi", "Whom to ask what"),
    "dossier.ask_lead": (
        "Questions que laissent ouvertes les sources ; ce ne sont pas des reproches.",
        "Questions that the sources leave open; they are no accusations.",
    ),
    "dossier.trusts_direct": (
        "Parties nommées à qui elle se fie directement : {n}. Relations : {known}.",
        "Parties named that it trusts directly: {n}. Relations: {known}.",
    ),
    "dossier.trusts_indirect": (
        "Parties à qui elle se fie par d'autres : {n}. Relations jusqu'à elles : {known}.",
        "Parties that it trusts through others: {n}. Relations on the way: {known}.",
    ),
    "dossier.touched_n": ("Incidents enregistrés chez l'une d'elles : {n}.", "Recorded incidents at any of them: {n}."),
    "dossier.touched_when": (
        "Incidents enregistrés chez l'une d'elles : {n} ({when}).",
        "Recorded incidents at any of them: {n} ({when}).",
    ),
    "dossier.past_n": ("Relations terminées, dont les données peuvent rester : {n}.", "Relations that ended, whose data may remain: {n}."),
    "dossier.of_unsaid": ("sans dire de qui", "not said whose"),
    "dossier.unknown_way": ("par une relation non établie ce jour-là", "through a relation not known that day"),
    "dossier.past_way": ("par une relation terminée", "through a relation that has ended"),
    "dossier.here": ("ici", "here"),
    "dossier.nobody_says": ("nul ne le dit", "nobody says"),
    "dossier.no_since": ("{link} : personne ne dit depuis quand.", "{link}: nobody says since when."),
    "dossier.when_unknown": (
        "{incident} : on ne sait pas si la relation avec {at} tenait alors.",
        "{incident}: whether the relation with {at} held then is not known.",
    ),
    "dossier.not_said_here": (
        "{incident} : nul ne dit si les données d'ici ont été touchées.",
        "{incident}: nobody says whether the data of this organisation was touched.",
    ),
    "when.during": ("pendant la relation", "during the relation"),
    "when.after": ("après la fin de la relation", "after the relation had ended"),
    "when.before": ("avant la relation", "before the relation"),
    "when.unknown": ("inconnu", "unknown"),
    "dossier.count.during": ("pendant la relation", "during the relation"),
    "dossier.count.after": ("après la fin de la relation", "after the relation had ended"),
    "dossier.count.before": ("avant la relation", "before the relation"),
    "dossier.count.unknown": ("relation non établie à ce moment", "relation not known at that time"),
    "ask.incident": (
        "À {whom} : dans « {incident} » (chez {at}), nos données étaient-elles en cause, lesquelles, et depuis quand "
        "le saviez-vous ? (RGPD art. 33(2))",
        "Ask {whom}: in “{incident}” (at {at}), was our data concerned, which, and since when did you know? (GDPR art. 33(2))",
    ),
    "ask.incident_after": (
        "À {whom} : « {incident} » (chez {at}) est venu après la fin de notre relation ; qu'y restait-il de nos "
        "données ? (RGPD art. 28(3)(g), 33(2))",
        "Ask {whom}: “{incident}” (at {at}) came after our relation had ended; what was left there of our data? (GDPR "
        "art. 28(3)(g), 33(2))",
    ),
    "ask.past": (
        "À {whom} : les données confiées jusqu'au {d} ont-elles été restituées ou effacées, et quelle preuve en "
        "donnez-vous ? (RGPD art. 28(3)(g))",
        "Ask {whom}: was the data entrusted until {d} returned or erased, and what evidence is there? (GDPR art. 28(3)(g))",
    ),
    "ask.gap": (
        "À {whom} : à qui confiez-vous ceci ({what}) ? (RGPD art. 28(2) et 28(4))",
        "Ask {whom}: to whom do you entrust this ({what})? (GDPR art. 28(2) and 28(4))",
    ),
    "ask.undated": (
        "Au contrat avec {whom} ({what}) : depuis quand, et pour quelles données ? (RGPD art. 28(3))",
        "From the contract with {whom} ({what}): since when, and for which data? (GDPR art. 28(3))",
    ),
}
