"""Data categories that loaders use: those of the shipped registry, and those that only the lists name."""

from __future__ import annotations

from functools import lru_cache

from maillon.graph.name_matching import fold_name
from maillon.graph.records import Bilingual, DataCategory
from maillon.loaders.messages import messages
from maillon.shipped import shipped

REGISTRY = shipped("records", "data-categories.yaml")

_OTHERS = (
    "personal-data",
    "sensitive-personal-data",
    "other-data",
    "unknown-data",
    "classified-information",
    "copyrighted-material",
    "digital-certificates",
    "internal-documents",
    "trade-secrets",
    "source-code",
    "system-information",
    "virtual-currency",
    "access-keys",
    "nationality",
    "family-situation",
    "profession",
    "income",
    "photograph",
    "purchases",
    "licence-number",
)
"""None of them is special in the sense of GDPR art. 9."""


@lru_cache(maxsize=1)
def known_categories() -> dict[str, DataCategory]:
    """Every category that a loader may name, by id.

    Raises:
        BadInputError: the shipped registry is damaged.
    """
    from maillon.loaders.records import read_records

    found = {r.id: r for r in read_records([REGISTRY]).records.values() if isinstance(r, DataCategory)}
    for identifier in _OTHERS:
        found.setdefault(identifier, DataCategory(id=identifier, name=Bilingual.of(messages(f"category.{identifier}")), special=False))
    return found


VERIS = {
    "API key": "access-keys",
    "Bank": "bank-details",
    "Classified": "classified-information",
    "Copyrighted": "copyrighted-material",
    "Credentials": "account-credentials",
    "Digital certificate": "digital-certificates",
    "Internal": "internal-documents",
    "Medical": "health-data",
    "Multi-factor credential": "account-credentials",
    "Other": "other-data",
    "Payment": "payment-card",
    "Personal": "personal-data",
    "Secrets": "trade-secrets",
    "Sensitive Personal": "sensitive-personal-data",
    "Session key": "access-keys",
    "Source code": "source-code",
    "System": "system-information",
    "Unknown": "unknown-data",
    "Virtual currency": "virtual-currency",
}
"""`attribute.confidentiality.data.variety` of VERIS 1.3 and 1.4. `NA` is no data at all and has no category."""

_FRENCH: tuple[tuple[str, str], ...] = (
    ("numero de securite sociale", "national-insurance-number"),
    ("n de securite sociale", "national-insurance-number"),
    ("nir", "national-insurance-number"),
    ("regime de securite sociale", "insurer-name"),
    ("mutuelle", "insurer-name"),
    ("nom de l assureur", "insurer-name"),
    ("nom de lassureur", "insurer-name"),
    ("assurance", "insurance-contract"),
    ("garantie", "insurance-contract"),
    ("numero d adherent", "member-number"),
    ("numero dadherent", "member-number"),
    ("matricule", "member-number"),
    ("remboursement", "insurance-claims"),
    ("devis", "insurance-claims"),
    ("naissance", "birth-date"),
    ("civilite", "sex"),
    ("civite", "sex"),
    ("genre", "sex"),
    ("sexe", "sex"),
    ("adresse postale", "postal-address"),
    ("adress postale", "postal-address"),
    ("code postal", "postal-address"),
    ("email", "email"),
    ("mail", "email"),
    ("adresse electronique", "email"),
    ("telephone", "telephone"),
    ("coordonnees de contact", "contact-details"),
    ("iban", "bank-details"),
    ("rib", "bank-details"),
    ("coordonnees bancaires", "bank-details"),
    ("carte bancaire", "payment-card"),
    ("mot de passe", "account-credentials"),
    ("mots de passe", "account-credentials"),
    ("credentials", "account-credentials"),
    ("acces vpn", "account-credentials"),
    ("identifiant", "account-credentials"),
    ("piece d identite", "identity-document"),
    ("piece didentite", "identity-document"),
    ("passeport", "identity-document"),
    ("medecin traitant", "attending-doctor"),
    ("prescription", "prescriptions"),
    ("ordonnance", "prescriptions"),
    ("resultat", "laboratory-results"),
    ("correction visuelle", "health-data"),
    ("prestation d optique", "insurance-claims"),
    ("prestation doptique", "insurance-claims"),
    ("donnees medicales", "health-data"),
    ("donnees de sante", "health-data"),
    ("don d organe", "health-data"),
    ("donneur dorgane", "health-data"),
    ("amenorrhee", "health-data"),
    ("historique des soins", "medical-history"),
    ("parcours de soin", "medical-history"),
    ("hospitalisation", "medical-history"),
    ("questionnaire", "medical-questionnaire"),
    ("teleconsultation", "consultation-reason"),
    ("praticien", "patient-doctor-messages"),
    ("rendez vous", "appointments"),
    ("consultation", "medical-documents"),
    ("nationalite", "nationality"),
    ("statut marital", "family-situation"),
    ("status marital", "family-situation"),
    ("situation familiale", "family-situation"),
    ("profession", "profession"),
    ("revenus", "income"),
    ("photo", "photograph"),
    ("commande", "purchases"),
    ("achat", "purchases"),
    ("n de licence", "licence-number"),
    ("n client", "licence-number"),
    ("code source", "source-code"),
    ("certificat", "digital-certificates"),
    ("classifies", "classified-information"),
    ("infrastructures reseau", "system-information"),
    ("etat civil", "identity"),
    ("identite", "identity"),
    ("prenom", "identity"),
)
"""Words of French notices, folded, in order: the first that stands in a part decides. `nom` alone decides nothing."""


def french_categories(text: str) -> set[str]:
    """The categories that one item of a French list names (`nom, prénom, IBAN`); empty when none is recognised."""
    words = f" {fold_name(text)} "
    return {category for word, category in _FRENCH if f" {word} " in words or (len(word) > 5 and f" {word}" in words)}
