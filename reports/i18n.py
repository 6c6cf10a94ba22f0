"""What maillon says, in French and English. JSON keys are English and do not pass here."""

from __future__ import annotations

import datetime as dt
import locale
import os
from collections.abc import Mapping

LANGUAGES = ("fr", "en")


def default_language() -> str:
    """`fr` where the locale is French, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"


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
    "show.properties": ("Ce qui en est dit", "What is said of it"),
    "disputed": ("contredit", "disputed"),
}


def say(key: str, lang: str, **values: object) -> str:
    """The words for `key` in `fr` or `en`; a key nobody translated (a slug) is shown with spaces for hyphens."""
    pair = WORDS.get(key)
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
