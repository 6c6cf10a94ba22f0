"""What the documents to hand over say: dossiers of incidents and suppliers, exposure reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.wording import Words

WORDS: Mapping[str, Words] = {
    "dossier.kind.incident": ("Dossier d'incident", "Incident dossier"),
    "dossier.kind.supplier": ("Dossier de fournisseur", "Supplier dossier"),
    "dossier.kind.exposure": ("Rapport d'exposition", "Exposure report"),
    "dossier.judged": ("état des relations {d}", "relations judged {d}"),
    "dossier.summary": ("En bref", "In short"),
    "dossier.contents": ("Sommaire", "Contents"),
    "dossier.sources": ("Sources", "Sources"),
    "dossier.no_address": ("adresse inconnue", "address unknown"),
    "quoted": ("« {text} »", "“{text}”"),
    "dossier.computed": ("Comment cela a été calculé", "How this was computed"),
    "dossier.queries": (
        "{n:La requête posée au graphe, telle quelle|Les # requêtes posées au graphe, telles quelles} "
        "(ce qui commence par $ est un paramètre) :",
        "{n:The query|The # queries} put to the graph, as {n:it was|they were} (what begins with $ is a parameter):",
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
    "dossier.chain": ("Qui lui fait confiance, de proche en proche", "Who trusts it, step by step"),
    "dossier.chain_out": ("À qui l'on fait confiance, de proche en proche", "Who is trusted, step by step"),
    "dossier.chain_lead": (
        "De gauche à droite : qui fait confiance à qui, avec les dates que donnent les sources.",
        "Left to right: who trusts whom, with the dates that sources give.",
    ),
    "dossier.legend": (
        "Bord épais et mot sous le nom : ce qui est constaté chez cet acteur, ou qu'il est atteignable. Bord en tirets : "
        "acteur qu'aucune source ne nomme. Trait plein : relation en vigueur {d} ; pointillé, pointe creuse : non établi "
        "alors ; tirets : relation terminée. Sur le trait : ses années, et si quelqu'un la conteste.",
        "Thick border and word below the name: what is observed at that party, or that it is potential. Dashed border: a "
        "party that nobody names. Whole line: in force {d}; dotted, with a hollow head: not known then; dashed: ended. "
        "On the line: its years, and whether somebody contests it.",
    ),
    "dossier.not_drawn": ("Acteurs non dessinés : {counts}.", "Parties not drawn: {counts}."),
    "dossier.left.incident.struck": ("{n:touché|touchés} par un incident : {n:#}", "struck by an incident: {n:#}"),
    "dossier.left.incident.direct": (
        "en relation directe, sans incident recensé : {n:#}",
        "directly linked, without a recorded incident: {n:#}",
    ),
    "dossier.left.incident.further": (
        "plus {n:lointain|lointains}, sans incident recensé : {n:#}",
        "further away, without a recorded incident: {n:#}",
    ),
    "dossier.left.observed.struck": ("où une atteinte est constatée : {n:#}", "where harm is observed: {n:#}"),
    "dossier.left.observed.direct": (
        "en relation directe, où rien n'est constaté : {n:#}",
        "directly linked, nothing observed there: {n:#}",
    ),
    "dossier.left.observed.further": (
        "plus {n:lointain|lointains}, où rien n'est constaté : {n:#}",
        "further away, nothing observed there: {n:#}",
    ),
    "dossier.picture": (
        "Schéma : {n:# acteur|# acteurs} et {m:# relation|# relations}, de gauche (qui fait confiance) à droite (à qui).",
        "Diagram: {n:# party|# parties} and {m:# relation|# relations}, from left (who trusts) to right (who is trusted).",
    ),
    "dossier.not_named": ("non nommé", "not named"),
    "dossier.broke_alleged": ("lieu non établi", "place not established"),
    "dossier.broke": ("défaillance ici", "broke here"),
    "dossier.struck": ("touché par un incident", "struck by an incident"),
    "dossier.subject": ("objet du dossier", "subject"),
    "dossier.no_figure": (
        "Aucune source ne donne de nombre de personnes pour l'ensemble.",
        "No source gives a number of persons for the whole.",
    ),
    "dossier.said_by": ("selon {who:le}, {on:on} ({status})", "says {who}, {on:on} ({status})"),
    "dossier.said_undated": ("selon {who:le}, sans date ({status})", "says {who}, undated ({status})"),
    "dossier.broke_at": ("Défaillance chez {where:le} ({status}).", "It broke at: {where} ({status})."),
    "dossier.way_in": ("Voie d'entrée : {how}.", "The way in: {how}."),
    "dossier.effects_alleged": ("Ce qui serait en cause : {effects}.", "What is said to be at stake: {effects}."),
    "dossier.effects": ("Atteinte à : {effects}.", "What was hit: {effects}."),
    "dossier.people_lead": (
        "Bornes d'après les relations recensées, jamais une somme de lignes ; ce que l'incident a montré est à part.",
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
    "dossier.no_date": ("{what} : aucune source ne donne de date.", "{what}: no source gives a date."),
    "dossier.no_way_in": ("Voie d'entrée : aucune source ne la donne.", "The way in: no source says."),
    "dossier.no_data": ("Données en cause : aucune source ne les donne.", "Which data: no source says."),
    "dossier.gap": ("Acteur non nommé : {link}.", "A party without a name: {link}."),
    "dossier.gap_role": ("Aucune source ne nomme {role:le}.", "No source names the {role}."),
    "dossier.computed_day": ("État des relations aux dates de l'incident : {d}.", "Relations judged over the incident's own days: {d}."),
    "dossier.computed_asked": ("État des relations {d:on}.", "Relations judged {d:on}."),
    "dossier.computed_conflicts": (
        "Se contredisent : des déclarations sur un même sujet, de même unité et de même périmètre, dont les intervalles "
        "ne se touchent pas (arrondies : ± 5 %).",
        "In conflict: statements of one subject, unit and scope whose ranges do not meet (rounded ones: ±5%).",
    ),
    "dossier.computed_people": (
        "Personnes : au moins = le plus grand ensemble certain d'être distinct ; au plus = la somme des ensembles "
        "extérieurs, inconnue dès que l'un d'eux l'est.",
        "People: at least = the largest set that is certain to be distinct; at most = the sum of the outermost cohorts, "
        "unknown as soon as one of them is.",
    ),
    "dossier.computed_potential": (
        "« Atteignable » veut dire que les relations recensées y mènent, non que cela a eu lieu ; « possible » est le "
        "mot d'une source. Une relation terminée compte encore pour la confidentialité.",
        "“Potential” means that the recorded relations lead there, not that it happened; “possible” is the word of a "
        "source. A relation that has ended still counts for confidentiality.",
    ),
    "dossier.computed_when": (
        "Pendant ou après : les dates de l'incident comparées à celles de chaque relation du chemin ; inconnu dès qu'une "
        "relation n'est ni relevée ni datée à ce moment.",
        "During or after: the dates of the incident against those of each relation of the path; unknown as soon as one "
        "is neither seen nor dated then.",
    ),
    "dossier.clients_of": (
        "{n:# acteur lui fait|# acteurs lui font} confiance, d'après les sources. Relations : {known}.",
        "{n:# party is|# parties are} recorded as trusting it. Relations: {known}.",
    ),
    "dossier.incidents_of": (
        "Incidents recensés chez lui ou dans ses logiciels : {n:#}.",
        "Recorded incidents at it or its products: {n:#}.",
    ),
    "dossier.incidents_later": (
        "Incidents recensés chez lui ou dans ses logiciels : {n:#}, dont {later:#} après le {d}.",
        "Recorded incidents at it or its products: {n:#}, of which {later:#} after {d}.",
    ),
    "dossier.later_clients": ("Qui ne lui faisait pas encore confiance", "Who did not trust it yet"),
    "dossier.later_lead": ("Relations qui n'avaient pas commencé {d:on}.", "Relations that had not begun {d:on}."),
    "dossier.behind": ("Qui est derrière", "Who is behind it"),
    "dossier.behind_lead": (
        "Qui fournit et qui possède l'acteur défaillant, et depuis quand ; posséder n'est pas être touché.",
        "Who provides and who owns the party where it broke, and since when; to own is not to be struck.",
    ),
    "dossier.behind_line": ("Derrière : {link} ({dates}).", "Behind it: {link} ({dates})."),
    "dossier.no_behind": (
        "Qui est derrière {party:le} (propriétaire, fournisseur) : aucune source ne le dit.",
        "Who is behind {party} (owner, provider): no source says.",
    ),
    "dossier.clients": ("Qui lui fait confiance", "Who trusts it"),
    "dossier.past_clients": ("Qui lui faisait confiance, jusqu'à la fin de la relation", "Who trusted it, until the relation ended"),
    "dossier.past_lead": (
        "Après la fin d'un service, les données peuvent y être encore, sauf preuve de leur restitution ou de leur "
        "effacement (art. 28(3)(g) du RGPD).",
        "After a service ends, data may still be there unless its return or erasure is evidenced (GDPR art. 28(3)(g)).",
    ),
    "dossier.trusts": ("À qui il fait confiance à son tour", "Whom it trusts in turn"),
    "dossier.trusts_nobody": (
        "Aucune relation recensée n'en part : ses propres fournisseurs sont inconnus.",
        "No recorded relation leaves it: its own suppliers are unknown.",
    ),
    "dossier.reached_lead": (
        "Ce que les relations recensées relient à lui ; « constaté » seulement où une source l'a vu.",
        "What the recorded relations tie to it; “observed” only where a source saw it.",
    ),
    "dossier.incidents": ("Incidents", "Incidents"),
    "dossier.no_incident": (
        "Aucun incident recensé ; cela ne veut pas dire qu'il n'y en a pas eu.",
        "No recorded incident; this does not mean that there was none.",
    ),
    "dossier.not_known_now": ("{link} : on ne sait pas si c'est encore vrai {d:on}.", "{link}: whether this holds {d:on} is not known."),
    "dossier.data_after_unknown": (
        "{link} (relation terminée) : le sort des données n'est pas connu.",
        "{link} (ended): what became of the data is not known.",
    ),
    "dossier.no_host": ("Hébergement : aucune source n'en parle.", "Hosting: no source speaks of it."),
    "dossier.everyone": ("Tous ceux à qui l'on fait confiance, directement ou non", "Everyone it trusts, directly and not"),
    "dossier.everyone_lead": (
        "Deux maillons ou plus : qu'un fournisseur fasse confiance à un autre ne dit pas que ces données-ci y vont.",
        "Two links or more: that a supplier trusts another does not say that this data goes there.",
    ),
    "dossier.touched": ("Incidents chez l'un d'eux", "Incidents at any of them"),
    "dossier.touched_here": ("Incidents chez l'un d'eux, ou ici même", "Incidents at any of them, or here"),
    "dossier.touched_lead": (
        "Une ligne par contrat ou chemin et par incident, comme maillon concerned : avant, pendant ou après la relation.",
        "A row for each contract or path and incident, as of maillon concerned: before, while or after the relation held.",
    ),
    "dossier.past_suppliers": ("Anciens fournisseurs qui peuvent détenir encore des données", "Past suppliers that may still hold data"),
    "dossier.thin": ("Relations qui ne reposent que sur un document", "Relations on one document only"),
    "dossier.thin_lead": (
        "Chaque relation recensée a au moins un document ; celles-ci n'en ont qu'un. À confirmer par un contrat ou le "
        "registre des traitements (art. 28 et 30 du RGPD).",
        "Every recorded relation has at least one document; these have only one. To be confirmed by a contract or the "
        "record of processing (GDPR art. 28 and 30).",
    ),
    "dossier.own_people": ("Les personnes derrière", "The people behind it"),
    "dossier.no_people": (
        "Aucun groupe de personnes recensé : leur nombre est inconnu.",
        "No recorded cohort of people: how many is unknown.",
    ),
    "dossier.ask": ("À qui demander quoi", "Whom to ask what"),
    "dossier.ask_lead": (
        "Questions que les sources laissent ouvertes ; ce ne sont pas des reproches.",
        "Questions that the sources leave open; they are no accusations.",
    ),
    "dossier.trusts_direct": (
        "{n:# fournisseur direct nommé|# fournisseurs directs nommés}. Relations : {known}.",
        "{n:# direct supplier|# direct suppliers} named. Relations: {known}.",
    ),
    "dossier.trusts_indirect": (
        "{n:# fournisseur indirect, par un autre|# fournisseurs indirects, par d'autres}. Relations jusque-là : {known}.",
        "{n:# further supplier, through others|# further suppliers, through others}. Relations on the way: {known}.",
    ),
    "dossier.touched_n": ("Incidents recensés chez l'un d'eux : {n:#}.", "Recorded incidents at any of them: {n:#}."),
    "dossier.touched_when": ("Incidents recensés chez l'un d'eux : {n:#} ({when}).", "Recorded incidents at any of them: {n:#} ({when})."),
    "dossier.further_relations": (
        "et {n:# autre relation directe|# autres relations directes}",
        "and {n:# more direct relation|# more direct relations}",
    ),
    "dossier.touched_said": (
        "Incidents qu'une source rapporte de l'organisation même ou des personnes derrière elle, sans relation recensée jusque-là : {n:#}.",
        "Incidents that a source tells of the organisation itself or of the people behind it, with no recorded relation on the way: {n:#}.",
    ),
    "dossier.past_n": (
        "Fournisseurs quittés, chez qui des données peuvent rester : {n:#}.",
        "Relations that ended, whose data may remain: {n:#}.",
    ),
    "dossier.of_unsaid": ("sans dire de qui", "not said whose"),
    "dossier.unknown_way": ("par une relation non établie ce jour-là", "through a relation not known that day"),
    "dossier.past_way": ("par une relation terminée", "through a relation that has ended"),
    "dossier.unreached_way": (
        "d'après les sources, ces données n'y vont pas : rendues, ailleurs ou d'une autre sorte",
        "by the sources, this data does not get there: returned, elsewhere or of another kind",
    ),
    "dossier.no_since": ("{link} : aucune source ne dit depuis quand.", "{link}: no source says since when."),
    "dossier.when_unknown": (
        "{incident} : on ne sait pas si la relation avec {at:le} durait alors.",
        "{incident}: whether the relation with {at} held then is not known.",
    ),
    "dossier.not_said_here": (
        "{incident} : aucune source ne dit si les données d'ici ont été touchées.",
        "{incident}: no source says whether the data of this organisation was touched.",
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
        "Demander {whom:à} : dans « {incident} » (chez {at:le}), nos données étaient-elles en cause, lesquelles, et depuis quand "
        "le saviez-vous ? (art. 33(2) du RGPD)",
        "Ask {whom}: in “{incident}” (at {at}), was our data concerned, which, and since when did you know? (GDPR art. 33(2))",
    ),
    "ask.incident_after": (
        "Demander {whom:à} : l'incident « {incident} » (chez {at:le}) est survenu après la fin de notre relation ; qu'y restait-il de nos "
        "données ? (art. 28(3)(g) et 33(2) du RGPD)",
        "Ask {whom}: “{incident}” (at {at}) came after our relation had ended; what was left there of our data? (GDPR "
        "art. 28(3)(g), 33(2))",
    ),
    "ask.past": (
        "Demander {whom:à} : les données confiées {d:until} ont-elles été restituées ou effacées, et quelle preuve en donnez-vous "
        "? (art. 28(3)(g) du RGPD)",
        "Ask {whom}: was the data entrusted {d:until} returned or erased, and what evidence is there? (GDPR art. 28(3)(g))",
    ),
    "ask.gap": (
        "Demander {whom:à} : à qui confiez-vous ceci ({what}) ? (art. 28(2) et 28(4) du RGPD)",
        "Ask {whom}: to whom do you entrust this ({what})? (GDPR art. 28(2) and 28(4))",
    ),
    "ask.undated": (
        "Dans le contrat avec {whom:le} ({what}) : depuis quand, et pour quelles données ? (art. 28(3) du RGPD)",
        "From the contract with {whom} ({what}): since when, and for which data? (GDPR art. 28(3))",
    ),
}
