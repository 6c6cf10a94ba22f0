"""What maillon says, in French and English. JSON keys are English and do not pass here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from maillon.reports.words.labels import SLUGS
from maillon.wording import LANGUAGES

WORDS: Mapping[str, tuple[str, str]] = {
    # arrows, read aloud
    "INSURED_BY": ("assurés par", "insured by"),
    "PATIENT_OF": ("soignés par", "treated by"),
    "USER_OF": ("utilisateurs de", "users of"),
    "DELEGATES_TO": ("délègue à", "delegates to"),
    "USES": ("utilise", "uses"),
    "PROVIDED_BY": ("fourni par", "provided by"),
    "HOSTED_BY": ("hébergé par", "hosted by"),
    "SUBSIDIARY_OF": ("filiale de", "subsidiary of"),
    "MEMBER_OF": ("membre de", "member of"),
    "LINKED_WITH": ("en lien avec", "linked with"),
    # services
    "third-party-payment": ("tiers payant", "third-party payment"),
    "teleconsultation": ("téléconsultation", "teleconsultation"),
    "practice-software": ("logiciel de cabinet", "practice software"),
    "laboratory-software": ("logiciel de laboratoire", "laboratory software"),
    "hospital-software": ("logiciel hospitalier", "hospital software"),
    "hosting": ("hébergement", "hosting"),
    "member-communication": ("communication aux adhérents", "member communication"),
    "debt-collection": ("recouvrement", "debt collection"),
    "billing": ("facturation", "billing"),
    "claims-clearing": ("compensation des demandes de remboursement", "claims clearing"),
    "transcription": ("transcription", "transcription"),
    "care-network": ("réseau de soins", "care network"),
    "member-portal": ("portail des adhérents", "member portal"),
    "pathology": ("analyses médicales", "pathology"),
    # states
    "confirmed": ("confirmé", "confirmed"),
    "reported": ("rapporté", "reported"),
    "claimed": ("revendiqué", "claimed"),
    "contested": ("contesté", "contested"),
    "retracted": ("retiré", "retracted"),
    "superseded": ("remplacé", "superseded"),
    "observed": ("constaté", "observed"),
    "potential": ("possible", "potential"),
    "cleared": ("mis hors de cause", "cleared"),
    "possible": ("possible", "possible"),
    "exposed": ("exposé", "exposed"),
    "not_exposed": ("non exposé", "not exposed"),
    "not_affected": ("non touché", "not affected"),
    "in_force": ("en vigueur", "in force"),
    "past": ("terminé", "past"),
    "not_begun": ("pas commencé", "not begun"),
    "unknown": ("inconnu", "unknown"),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "confidentiality": ("confidentialité", "confidentiality"),
    "integrity": ("intégrité", "integrity"),
    "availability": ("disponibilité", "availability"),
    "shared": ("cloud commun à tous", "one cloud for all"),
    "dedicated": ("instance dédiée", "dedicated instance"),
    "on_premises": ("chez l'utilisateur", "at the user's"),
    "patients": ("patients", "patients"),
    "insured": ("assurés", "insured persons"),
    "professionals": ("professionnels de santé", "health professionals"),
    "users": ("utilisateurs", "users"),
    "employees": ("salariés", "employees"),
    "donors": ("donateurs", "donors"),
    "clients": ("clients", "clients"),
    # reasons of a crossing
    "deployment-unknown": ("on ne sait pas où tourne le logiciel", "where the software runs is not known"),
    "data-unknown": ("on ne sait pas quelles données circulent", "which data flows is not known"),
    "data-elsewhere": ("les données étaient ailleurs", "the data was elsewhere"),
    "data-returned": ("données restituées à la fin", "data returned at the end"),
    "data-erased": ("données effacées à la fin", "data erased at the end"),
    # fields of claims
    "occurred": ("survenu", "occurred"),
    "detected": ("détecté", "detected"),
    "contained": ("contenu", "contained"),
    "disclosed": ("rendu public", "disclosed"),
    "restored": ("rétabli", "restored"),
    "action": ("mode opératoire (VERIS)", "action (VERIS)"),
    "context": ("contexte", "context"),
    "persons-concerned": ("personnes concernées", "persons concerned"),
    "persons-informed": ("personnes informées", "persons informed"),
    "persons-possibly-concerned": ("personnes possiblement concernées", "persons possibly concerned"),
    "persons-on-file": ("personnes en base", "persons on file"),
    "persons-told": ("personnes prévenues", "persons told"),
    "eligible-persons": ("personnes éligibles", "eligible persons"),
    "laboratories": ("laboratoires", "laboratories"),
    "entries": ("lignes du fichier", "entries"),
    "regulator-notified": ("autorité notifiée", "regulator notified"),
    "outage-days": ("jours d'interruption", "days of outage"),
    "cause": ("cause", "cause"),
    "exfiltration": ("exfiltration", "exfiltration"),
    # units
    "persons": ("personnes", "persons"),
    "accounts": ("comptes", "accounts"),
    "files": ("fichiers", "files"),
    "organisations": ("organisations", "organisations"),
    "notices": ("courriers", "notices"),
    "days": ("jours", "days"),
    # duties
    "gdpr_33_1": ("RGPD art. 33(1), à l'autorité", "GDPR art. 33(1), to the authority"),
    "gdpr_33_2": ("RGPD art. 33(2), au responsable de traitement", "GDPR art. 33(2), to the controller"),
    "gdpr_34": ("RGPD art. 34, aux personnes", "GDPR art. 34, to the persons"),
    "hipaa": ("HIPAA", "HIPAA"),
    "security_agency": ("agence de sécurité", "security agency"),
    "complaint": ("plainte", "complaint"),
    "public": ("annonce publique", "public notice"),
    "other": ("autre", "other"),
    # headings and lines
    "chains.title": ("Chaînes de confiance depuis {name}", "Chains of trust from {name}"),
    "chains.none": ("Aucune relation enregistrée ne part de là.", "No recorded relation leaves it."),
    "chains.number": ("Chaîne {n}", "Chain {n}"),
    "chains.composed": (
        "composée de plusieurs contrats : rien ne dit que les mêmes données vont jusqu'au bout",
        "composed of several contracts: nothing says that the same data goes to the end",
    ),
    "chains.incomplete": ("un maillon est inconnu", "one link is unknown"),
    "chains.loop": ("revient à {names} (boucle, non suivie)", "leads back to {names} (a loop, not followed)"),
    "chains.cut": ("{n} autres chaînes ne sont pas montrées (--limit)", "{n} more chains are not shown (--limit)"),
    "chains.gave_up": ("la recherche s'est arrêtée avant la fin (--max-hops)", "the search stopped before the end (--max-hops)"),
    "chains.direct": ("en lien direct", "direct"),
    "chains.hidden": ("invisible pour le point de départ", "not visible to the start"),
    "owners": ("Propriété (montrée, jamais traversée)", "Ownership (shown, never crossed)"),
    "date.since": ("depuis {d}", "since {d}"),
    "date.until": ("jusqu'au {d}", "until {d}"),
    "date.seen": ("vu {d}", "seen {d}"),
    "date.unknown": ("dates inconnues", "dates unknown"),
    "date.now_unknown": ("pas connu au {d}", "not known on {d}"),
    "date.past": ("terminé au {d}", "past on {d}"),
    "evidence": ("sources", "evidence"),
    "conflict": ("les sources diffèrent", "the sources differ"),
    "blast.title": (
        "Qui est exposé si {name} cède ({effect}, au {date})",
        "Who is exposed if {name} breaks ({effect}, on {date})",
    ),
    "blast.title_incident": (
        "Qui est exposé par : {name} ({effect}, au {date})",
        "Who is exposed by: {name} ({effect}, on {date})",
    ),
    "blast.broke": ("Là où cela a cédé : {names}", "Where it broke: {names}"),
    "blast.account": ("par le compte de {name}", "through the account of {name}"),
    "blast.none": ("Aucune relation enregistrée n'y mène.", "No recorded relation leads to it."),
    "blast.people": ("Personnes, par les relations enregistrées", "People, through the recorded links"),
    "blast.professionals": ("Professionnels, comptés à part", "Professionals, counted apart"),
    "blast.providers": ("Soignants et établissements", "Care providers"),
    "blast.bounds": ("au moins {low}, au plus {high}", "at least {low}, at most {high}"),
    "blast.no_bound": ("inconnu (aucun plafond ne peut être donné)", "unknown (no ceiling can be given)"),
    "blast.unknown": ("et {n} ensembles de taille inconnue : {names}", "and {n} of unknown size: {names}"),
    "blast.years": ("tailles d'années différentes : {years}", "sizes of different years: {years}"),
    "blast.reached": ("Ce qui est atteint", "What is reached"),
    "blast.incidents": (
        "Ce que les incidents ont montré (à part, jamais mêlé aux bornes)",
        "What incidents showed (apart, never mixed in)",
    ),
    "blast.elsewhere": ("Constaté hors des relations enregistrées", "Observed outside the recorded links"),
    "blast.outage": ("indisponible du {a} au {b}", "unavailable from {a} to {b}"),
    "blast.data": ("Données, selon l'incident", "Data, according to the incident"),
    "blast.unknown_links": ("Maillons inconnus", "Unknown links"),
    "patients.unknown": ("patients de {names} : inconnu", "patients of {names}: unknown"),
    "incident.headline": ("Chiffre retenu", "Headline figure"),
    "incident.policy": (
        "règle : autorité, puis victime, puis tiers, puis attaquant ; le plus récent ; jamais un chiffre remplacé",
        "policy: regulator, then victim, then independent, then attacker; latest first; superseded never",
    ),
    "incident.partial": (
        "Personne ne donne de chiffre pour l'ensemble ; chiffres de parties, jamais additionnés :",
        "Nobody gives a figure for the whole; figures of parts, never added up:",
    ),
    "incident.range": ("étendue de tous les chiffres : {low} à {high}", "range over all figures: {low} to {high}"),
    "incident.figures": ("Chiffres, avec qui les donne", "Figures, with who gives them"),
    "incident.dates": ("Dates, avec qui les donne", "Dates, with who gives them"),
    "incident.answers": ("Questions par oui ou non, et déclarations", "Yes or no, and statements"),
    "incident.context": ("Contexte", "Context"),
    "incident.conflicts": ("Ce qui se contredit", "What conflicts"),
    "incident.places": ("Où cela a cédé, et par où", "Where it broke, and the way in"),
    "incident.parties": ("Qui a été touché, ou non", "Who was hit, or not"),
    "incident.data": ("Données", "Data"),
    "incident.notifications": ("Qui a prévenu qui", "Who told whom"),
    "incident.open": ("Ce qui reste ouvert", "What stays open"),
    "incident.actors": ("Revendiqué par, ou attribué à", "Claimed by, or attributed to"),
    "product": ("produit", "product"),
    "source_itself": ("la source, sans origine nommée", "the source, no named origin"),
    "col.party": ("partie", "party"),
    "col.outcome": ("constat", "outcome"),
    "col.effect": ("effet", "effect"),
    "col.figure": ("chiffre", "figure"),
    "col.unit": ("unité", "unit"),
    "col.field": ("champ", "field"),
    "col.by": ("selon", "by"),
    "col.made_on": ("dit le", "said on"),
    "col.status": ("statut", "status"),
    "col.evidence": ("sources", "evidence"),
    "col.statement": ("déclaration", "statement"),
    "col.date": ("date", "date"),
    "col.category": ("données", "data"),
    "col.whose": ("de qui", "whose"),
    "col.at": ("chez", "at"),
    "col.from": ("de", "from"),
    "col.to": ("à", "to"),
    "col.duty": ("au titre de", "duty"),
    "col.hours": ("heures après détection", "hours after detection"),
    "col.happened": ("a eu lieu", "happened"),
    "col.name": ("nom", "name"),
    "col.id": ("id", "id"),
    "col.labels": ("nature", "kind"),
    "col.hops": ("maillons", "links"),
    "col.path": ("par", "through"),
    "col.size": ("taille", "size"),
    "col.role": ("rôle", "role"),
    "col.relation": ("relation", "relation"),
    "col.dates": ("dates", "dates"),
    "col.note": ("remarque", "note"),
    "show.relations": ("Relations", "Relations"),
    "show.incidents": ("Incidents", "Incidents"),
    "load.smaller": (
        "{dataset} : {now} fiches au lieu de {before} ; les autres seraient reprises. Remplacer ?",
        "{dataset}: {now} records instead of {before}; the others would be taken back. Replace?",
    ),
    "load.smaller.how": (
        "Si oui, ajouter --replace ; sinon, donner un autre nom avec --dataset.",
        "If so, add --replace; if not, give another name with --dataset.",
    ),
    "show.decisions": ("Décisions d'identité", "Decisions of identity"),
    "decision.same": ("les mêmes", "the same"),
    "decision.not_same": ("différents", "not the same"),
    "decision.unsure": ("à trancher", "unsure"),
    "col.verdict": ("décision", "decision"),
    "col.subjects": ("ids", "ids"),
    "col.decided_by": ("décidé par", "decided by"),
    "col.decided_on": ("le", "on"),
    "col.why": ("parce que", "because"),
    "col.score": ("note", "score"),
    "col.reason": ("motif", "reason"),
    "col.values": ("valeurs rapprochées", "values that met"),
    "col.other": ("autre", "other"),
    "duplicates.title": (
        "{n} paires à examiner (rien n'est fusionné sans décision)",
        "{n} pairs to look at (nothing is merged without a decision)",
    ),
    "duplicates.file": (
        "Décisions à prendre : pour chaque paire, écrire same, not_same ou laisser unsure, puis qui a décidé (groupe ou rôle), quand,"
        " et pourquoi (why).\nCharger : maillon load records FICHIER --dataset decisions ; retirer une décision du "
        "fichier et recharger la défait.",
        "Decisions to take: for each pair write same, not_same or leave unsure, then who decided (a group or role), when, and why."
        "\nLoad: maillon load records FILE --dataset decisions; taking a decision out of the file and loading again undoes it.",
    ),
    "duplicates.identifier": ("même identifiant", "same identifier"),
    "duplicates.name": ("même nom, aux formes juridiques près", "same name but for legal forms"),
    "duplicates.alias": ("un autre nom est le même", "another name is the same"),
    "duplicates.cut": ("nom coupé", "name cut off"),
    "duplicates.similar": ("noms proches", "similar names"),
    "show.properties": ("Ce qui en est dit", "What is said of it"),
    # cohort, notification clock, differences, dossiers
    "cohort.title": ("Ce qui est sorti au sujet de {name} (au {date})", "What is out about {name} (on {date})"),
    "cohort.size": ("taille : {size}", "size: {size}"),
    "cohort.incidents": ("Incidents qui touchent ces personnes", "Incidents that bear on these people"),
    "cohort.none": ("Aucun incident enregistré ne mène à ces personnes.", "No recorded incident leads to these people."),
    "cohort.data": ("Données, par catégorie", "Data, by category"),
    "cohort.unsaid": ("Ce qui n'est pas dit", "What is not said"),
    "cohort.unsaid_line": (
        "incidents dont rien n'est dit des données de ces personnes (inconnu, non « rien ») : {names}",
        "incidents of which nothing is said about these people's data (unknown, not “nothing”): {names}",
    ),
    "cohort.together": ("Ce que ces données permettent, réunies", "What this data makes easy when put together"),
    "cohort.rule": (
        "règle : conseils des autorités aux personnes concernées (adresses ci-dessus) ; ce qu'elle ne nomme pas n'est pas dit sans danger",
        "rule: advice of authorities to persons concerned (addresses above); what it does not name is not called harmless",
    ),
    "cohort.crossed": ("en croisant plusieurs fuites", "by crossing several breaches"),
    "cohort.no_path": ("aucune relation enregistrée", "no recorded relation"),
    "bearing.observed": ("constaté", "observed"),
    "bearing.possible": ("possible, selon une source", "possible, a source says"),
    "bearing.potential": (
        "possible par les relations enregistrées, nul ne le dit",
        "possible through the recorded relations, nobody says so",
    ),
    "bearing.cleared": ("mis hors de cause", "cleared"),
    "extent.wider": ("dit d'un ensemble plus large : {name}", "said of a wider cohort: {name}"),
    "extent.narrower": ("dit d'une partie : {name}", "said of a part: {name}"),
    "combination.identity-theft": ("Usurpation d'identité", "Identity theft"),
    "combination.identity-document-misuse": ("Usage d'une pièce d'identité par un autre", "Use of an identity document by another"),
    "combination.direct-debit-fraud": ("Prélèvement frauduleux", "Fraudulent direct debit"),
    "combination.targeted-phishing": ("Hameçonnage ciblé", "Targeted phishing"),
    "col.incident": ("incident", "incident"),
    "col.bearing": ("lien", "bearing"),
    "col.since": ("au plus tôt depuis", "since at the earliest"),
    "col.public": ("connu depuis", "public since"),
    "col.certainty": ("certitude", "certainty"),
    "clock.title": (
        "Qui savait quand, et qui a été prévenu après combien d'heures",
        "Who knew when, and who was told after how many hours",
    ),
    "clock.detected": ("détection", "detection"),
    "clock.told": ("prévenu", "told"),
    "clock.nobody_says": ("nul ne dit qui a été prévenu", "nobody says who was told"),
    "clock.not_told": ("pas prévenu à la date dite", "not told by the date said"),
    "clock.told_by": ("prévenu par", "told by"),
    "clock.to_clients": ("a prévenu son client", "told its client"),
    "clock.to_authorities": ("a prévenu l'autorité", "told the authority"),
    "clock.to_persons": ("a prévenu les personnes", "told the persons"),
    "clock.to_others": ("a prévenu", "told"),
    "clock.limit": ("Les 72 heures du RGPD, art. 33(1)", "The 72 hours of GDPR art. 33(1)"),
    "clock.rule": (
        "les heures courent du moment où la partie savait ; au-delà de 72 h n'est pas encore un manquement "
        "(motifs du retard : art. 33(1)) ; inconnu n'est pas en retard",
        "hours run from when the party knew; beyond 72 h is not yet a breach of the law (reasons for the delay: art. 33(1)); "
        "unknown is not late",
    ),
    "timely.within_72_h": ("en 72 h", "within 72 h"),
    "timely.beyond_72_h": ("au-delà de 72 h", "beyond 72 h"),
    "timely.either_side_of_72_h": ("les dates permettent les deux", "the dates allow either"),
    "timely.unknown": ("inconnu", "unknown"),
    "col.aware": ("savait", "knew"),
    "col.told": ("notification", "notification"),
    "col.hours_aware": ("heures", "hours"),
    "col.limit": ("72 h", "72 h"),
    "diff.title": ("De {a} à {b}", "From {a} to {b}"),
    "diff.relations_gained": ("Relations apparues", "Relations gained"),
    "diff.relations_lost": ("Relations disparues", "Relations lost"),
    "diff.relations_changed": ("Relations changées", "Relations changed"),
    "diff.incidents_gained": ("Incidents apparus", "Incidents gained"),
    "diff.incidents_lost": ("Incidents disparus", "Incidents lost"),
    "diff.claims_gained": ("Déclarations apparues", "Claims gained"),
    "diff.claims_lost": ("Déclarations disparues", "Claims lost"),
    "diff.claims_changed": ("Déclarations changées", "Claims changed"),
    "diff.reach_gained": ("Chaînes gagnées : ces personnes atteignent désormais", "Chains gained: these people now reach"),
    "diff.reach_lost": ("Chaînes perdues : ces personnes n'atteignent plus", "Chains lost: these people no longer reach"),
    "diff.nothing": ("Rien ne diffère.", "Nothing differs."),
    "diff.undated": (
        "{n} déclarations ou incidents sans date connue ne peuvent être comparés par jour",
        "{n} claims or incidents without a known day cannot be compared by day",
    ),
    "dossier.incident": (
        "Dossier d'incident",
        "Incident dossier",
    ),
    "dossier.supplier": (
        "Dossier de fournisseur",
        "Supplier dossier",
    ),
    "dossier.exposure": (
        "Rapport d'exposition",
        "Exposure report",
    ),
    "dossier.as_of": (
        "relations jugées au {d}",
        "relations judged on {d}",
    ),
    "dossier.summary": (
        "En bref",
        "In short",
    ),
    "dossier.contents": (
        "Sommaire",
        "Contents",
    ),
    "dossier.sources": (
        "Sources",
        "Sources",
    ),
    "dossier.no_address": (
        "adresse inconnue",
        "address unknown",
    ),
    "dossier.computed": (
        "Comment cela a été calculé",
        "How this was computed",
    ),
    "dossier.queries": (
        "Les {n} requêtes posées au graphe, telles quelles :",
        "The {n} queries put to the graph, as they were:",
    ),
    "dossier.unknown": (
        "Ce qu'on ne sait pas",
        "What is not known",
    ),
    "dossier.unknown_lead": (
        "Ne pas savoir n'est pas « non » : rien de ceci n'est exclu.",
        "Not known is not “no”: none of this is ruled out.",
    ),
    "dossier.chain": (
        "Qui s'y fie, de proche en proche",
        "Who trusts it, step by step",
    ),
    "dossier.chain_out": (
        "À qui l'on se fie, de proche en proche",
        "Who is trusted, step by step",
    ),
    "dossier.chain_lead": (
        "De gauche à droite : qui se fie à qui. Trait interrompu : relation terminée.",
        "Left to right: who trusts whom. Dashed: a relation that has ended.",
    ),
    "dossier.legend": (
        "Bord épais et mot sous le nom : constaté, possible, mis hors de cause. Bord interrompu : partie que nul ne nomme.",
        "Thick border and word below the name: observed, potential, cleared. Dashed border: a party that nobody names.",
    ),
    "dossier.not_drawn": (
        "{n} parties plus lointaines ne sont pas dessinées.",
        "{n} parties further away are not drawn.",
    ),
    "dossier.picture": (
        "Schéma : {n} parties et {m} relations, de gauche (qui se fie) à droite (à qui).",
        "Diagram: {n} parties and {m} relations, from left (who trusts) to right (who is trusted).",
    ),
    "dossier.not_named": (
        "non nommé",
        "not named",
    ),
    "dossier.broke": (
        "a cédé",
        "broke here",
    ),
    "dossier.struck": (
        "touché par un incident",
        "struck by an incident",
    ),
    "dossier.subject": (
        "objet du dossier",
        "subject",
    ),
    "dossier.no_figure": (
        "Personne ne donne de nombre de personnes pour l'ensemble.",
        "Nobody gives a number of persons for the whole.",
    ),
    "dossier.said_by": (
        "selon {who}, le {on} ({status})",
        "says {who}, on {on} ({status})",
    ),
    "dossier.broke_at": (
        "Cela a cédé chez : {where} ({status}).",
        "It broke at: {where} ({status}).",
    ),
    "dossier.way_in": (
        "Par où l'on est entré : {how}.",
        "The way in: {how}.",
    ),
    "dossier.effects": (
        "Atteinte à : {effects}.",
        "What was hit: {effects}.",
    ),
    "dossier.people_lead": (
        "Bornes par les relations enregistrées, jamais une somme de lignes ; ce que l'incident a montré est à part.",
        "Bounds through the recorded relations, never a sum of rows; what an incident showed stands apart.",
    ),
    "dossier.data_lead": (
        "Une catégorie absente du tableau est inconnue, non « non exposée ».",
        "A category that is not in the table is unknown, not “not exposed”.",
    ),
    "dossier.statements": (
        "Qui a dit quoi",
        "Who said what",
    ),
    "dossier.no_date": (
        "{what} : personne ne donne de date.",
        "{what}: nobody gives a date.",
    ),
    "dossier.no_way_in": (
        "Par où l'on est entré : personne ne le dit.",
        "The way in: nobody says.",
    ),
    "dossier.no_data": (
        "Quelles données : personne ne le dit.",
        "Which data: nobody says.",
    ),
    "dossier.gap": (
        "Maillon sans nom : {link}.",
        "A link without a name: {link}.",
    ),
    "dossier.computed_day": (
        "Relations jugées au {d}, premier jour où l'incident a pu commencer.",
        "Relations judged on {d}, the first day on which the incident may have begun.",
    ),
    "dossier.computed_asked": (
        "Relations jugées au {d}.",
        "Relations judged on {d}.",
    ),
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
        "{n} parties s'y fient, {past} ne s'y fient plus, selon les relations enregistrées.",
        "{n} parties trust it, {past} no longer do, according to the recorded relations.",
    ),
    "dossier.incidents_of": (
        "Incidents enregistrés chez lui ou ses produits : {n}.",
        "Recorded incidents at it or its products: {n}.",
    ),
    "dossier.clients": (
        "Qui s'y fie",
        "Who trusts it",
    ),
    "dossier.past_clients": (
        "Qui ne s'y fie plus",
        "Who no longer trusts it",
    ),
    "dossier.past_lead": (
        "Après la fin d'un service, les données peuvent y être encore, sauf preuve de restitution ou d'effacement (RGPD art. 28(3)(g)).",
        "After a service ends, data may still be there unless its return or erasure is evidenced (GDPR art. 28(3)(g)).",
    ),
    "dossier.trusts": (
        "À qui il se fie à son tour",
        "Whom it trusts in turn",
    ),
    "dossier.trusts_nobody": (
        "Aucune relation enregistrée n'en part : ses propres fournisseurs sont inconnus.",
        "No recorded relation leaves it: its own suppliers are unknown.",
    ),
    "dossier.reached_lead": (
        "Ce que les relations enregistrées relient à lui ; « constaté » seulement où une source l'a vu.",
        "What the recorded relations tie to it; “observed” only where a source saw it.",
    ),
    "dossier.incidents": (
        "Incidents",
        "Incidents",
    ),
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
    "dossier.no_host": (
        "Hébergement : aucune source enregistrée n'en parle.",
        "Hosting: no recorded source speaks of it.",
    ),
    "dossier.everyone": (
        "Tous ceux à qui l'on se fie, directement ou non",
        "Everyone it trusts, directly and not",
    ),
    "dossier.everyone_lead": (
        "Deux maillons ou plus : que le fournisseur se fie à un autre ne dit pas que ces données-ci y vont.",
        "Two links or more: that a supplier trusts another does not say that this data goes there.",
    ),
    "dossier.touched": (
        "Incidents chez l'un d'eux",
        "Incidents at any of them",
    ),
    "dossier.touched_lead": (
        "Pendant que la relation tenait, ou après sa fin.",
        "While the relation held, or after it had ended.",
    ),
    "dossier.past_suppliers": (
        "Anciens fournisseurs qui peuvent détenir encore des données",
        "Past suppliers that may still hold data",
    ),
    "dossier.thin": (
        "Relations qui ne tiennent qu'à un document",
        "Relations on one document only",
    ),
    "dossier.thin_lead": (
        "Chaque relation enregistrée a au moins un document ; celles-ci n'en ont qu'un. À confirmer par un contrat ou "
        "un registre des sous-traitants (RGPD art. 28 et 30).",
        "Every recorded relation has at least one document; these have only one. To be confirmed by a contract or the "
        "record of processing (GDPR art. 28 and 30).",
    ),
    "dossier.own_people": (
        "Les personnes derrière",
        "The people behind it",
    ),
    "dossier.no_people": (
        "Aucune population enregistrée : leur nombre est inconnu.",
        "No recorded population: how many is unknown.",
    ),
    "dossier.ask": (
        "À qui demander quoi",
        "Whom to ask what",
    ),
    "dossier.ask_lead": (
        "Questions que laissent ouvertes les sources ; ce ne sont pas des reproches.",
        "Questions that the sources leave open; they are no accusations.",
    ),
    "dossier.trusts_n": (
        "Relations enregistrées : {direct} parties de confiance directes, {indirect} indirectes.",
        "Recorded relations: {direct} parties trusted directly, {indirect} indirectly.",
    ),
    "dossier.touched_n": (
        "Incidents enregistrés chez l'une d'elles : {n}.",
        "Recorded incidents at any of them: {n}.",
    ),
    "dossier.past_n": (
        "Relations terminées, dont les données peuvent rester : {n}.",
        "Relations that ended, whose data may remain: {n}.",
    ),
    "dossier.of_unsaid": ("sans dire de qui", "not said whose"),
    "dossier.past_way": ("par une relation terminée", "through a relation that has ended"),
    "dossier.here": (
        "ici",
        "here",
    ),
    "dossier.nobody_says": (
        "nul ne le dit",
        "nobody says",
    ),
    "dossier.no_since": (
        "{link} : personne ne dit depuis quand.",
        "{link}: nobody says since when.",
    ),
    "dossier.when_unknown": (
        "{incident} : on ne sait pas si la relation avec {at} tenait alors.",
        "{incident}: whether the relation with {at} held then is not known.",
    ),
    "dossier.not_said_here": (
        "{incident} : nul ne dit si les données d'ici ont été touchées.",
        "{incident}: nobody says whether the data of this organisation was touched.",
    ),
    "when.during": (
        "pendant la relation",
        "during the relation",
    ),
    "when.after": (
        "après la fin de la relation",
        "after the relation had ended",
    ),
    "when.before": (
        "avant la relation",
        "before the relation",
    ),
    "when.unknown": (
        "inconnu",
        "unknown",
    ),
    "col.when": (
        "moment",
        "when",
    ),
    "col.shown": (
        "constaté ici",
        "shown here",
    ),
    "col.data": (
        "données",
        "data",
    ),
    "col.service": (
        "service",
        "service",
    ),
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
    "corpus.title": ("Les incidents livrés", "The shipped incidents"),
    "corpus.lead": (
        "Par incident : ce que des sources disent, ce sur quoi elles se contredisent, ce que nulle ne dit. Chaque "
        "fait se lit avec : maillon incident ID.",
        "Per incident: what sources say, where they contradict each other, what none says. Read each fact with: maillon incident ID.",
    ),
    "corpus.incident": ("incident", "incident"),
    "corpus.known": ("connu", "known"),
    "corpus.contested": ("contesté", "contested"),
    "corpus.unknown": ("inconnu", "unknown"),
    "corpus.statements": ("déclarations / documents", "statements / documents"),
    "corpus.parts": ("parties seulement : ", "parts only: "),
    "corpus.data": ("{n} catégories de données exposées", "{n} kinds of data exposed"),
    "corpus.data_conflict": ("données : {names}", "data: {names}"),
    "corpus.told_conflict": ("notification : {names}", "notification: {names}"),
    "corpus.way_in": ("par où l'on est entré", "the way in"),
    "corpus.no_data": ("quelles données", "which data"),
    "corpus.open": ("{n} questions ouvertes", "{n} open questions"),
    "disputed": ("contredit", "disputed"),
    "store.outdated": (
        "cette base a été chargée par une autre version de maillon et montre encore ce qui en a été corrigé : recharger l'un de ses "
        "jeux de données (« maillon status » les nomme) la met à jour",
        "another version of maillon loaded this store, and it still shows what has been corrected since: load one of its data sets "
        "again (`maillon status` names them) to bring it up to date",
    ),
}


def say(key: str, lang: str, **values: object) -> str:
    """The words for `key` in `fr` or `en`; a key nobody translated (a slug) is shown with spaces for hyphens."""
    pair = WORDS.get(key) or SLUGS.get(key)
    text = pair[LANGUAGES.index(lang)] if pair else key.replace("-", " ").replace("_", " ")
    return text.format(**values) if values else text


def number(value: int | None, lang: str) -> str:
    """`323069` → `323 069` in French (narrow no-break space), `323,069` in English; nothing for None."""
    if value is None:
        return ""
    return f"{value:,}".replace(",", "\u202f") if lang == "fr" else f"{value:,}"


def day(value: dt.date | None, lang: str) -> str:
    """ISO 8601, which both languages read the same way; `?` where it is not known."""
    return value.isoformat() if value else "?"
