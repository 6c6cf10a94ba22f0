"""What people write in the cell of a name where there is no name: it is unknown, there is none, or it is oneself. French and English.

None of these is an organisation, and two rows that say `NC` say nothing of one another.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from maillon.graph.name_matching import clean_name, fold_name, joined_letters, without_brackets


class Placeholder(StrEnum):
    """What a cell without a name says."""

    UNKNOWN = "unknown"
    NONE = "none"
    ONESELF = "oneself"


def _folded(*words: str) -> frozenset[str]:
    return frozenset(fold_name(word) for word in words)


_UNKNOWN = _folded(
    *("nc", "nr", "nd", "np", "inconnu", "inconnue", "inconnus", "unknown", "undisclosed", "unspecified", "unnamed", "unidentified"),
    *("anonyme", "anonymous", "confidentiel", "confidential", "tbd", "tbc", "tba", "null", "nan", "xxx", "ras", "en attente", "pending"),
    *("divers", "diverse", "diverses", "various", "several", "multiple", "multiples", "plusieurs", "autre", "autres", "other", "others"),
    *("misc", "miscellaneous", "redacted", "withheld", "idem", "ditto", "same as above", "à venir", "not public", "no name", "sans nom"),
    *("divers prestataires", "divers fournisseurs", "plusieurs prestataires", "plusieurs fournisseurs", "various suppliers"),
    *(
        "various vendors",
        "multiple vendors",
        "multiple suppliers",
        "several suppliers",
        "third party",
        "third parties",
        "tiers",
        "indéterminé",
    ),
)
_NONE = _folded(
    *(
        "aucun",
        "aucune",
        "aucuns",
        "néant",
        "sans objet",
        "so",
        "none",
        "na",
        "nil",
        "no",
        "non",
        "sans",
        "0",
        "non concerné",
        "pas concerné",
    ),
    *("not applicable", "non applicable", "inapplicable", "pas applicable", "nobody", "personne", "no one", "nothing", "rien"),
)
_ONESELF = _folded(
    *("interne", "internes", "internal", "internally", "en interne", "in house", "inhouse", "nous", "nous mêmes", "nous même", "ourselves"),
    *("self", "itself", "soi même", "lui même", "elle même", "eux mêmes", "service interne", "services internes", "équipe interne"),
    *(
        "réalisé en interne",
        "géré en interne",
        "fait en interne",
        "done in house",
        "internal team",
        "own staff",
        "DSI interne",
        "moyens propres",
    ),
    *("auto hébergé", "auto hébergement", "autohébergé", "self hosted", "hébergé en interne", "hébergement interne", "ressources internes"),
)
_NOT = (
    "communique|renseigne|precise|specifie|divulgue|disponible|defini|connu|identifie|fourni|determine|indique|public|nomme|transmis"
    "|disclosed|known|available|specified|stated|provided|named|given|reported|identified|released|determined|confirmed|defined"
)
_SUPPLIER = (
    "prestataire|fournisseur|sous traitant|sous traitance|hebergeur|editeur|tiers|supplier|vendor|provider|processor|third party"
    "|third parties|subcontractor|contractor|partner|partenaire|service provider"
)
_PATTERNS = (
    (Placeholder.UNKNOWN, re.compile(rf"(?:non|not|pas|jamais|nom non|name not)(?: encore| yet)? (?:{_NOT})(?:e|es|s)?(?: yet)?")),
    (
        Placeholder.UNKNOWN,
        re.compile(
            r"(?:a|to be|yet to be) (?:re)?(?:definir|determiner|preciser|completer|confirmer|renseigner|identifier|venir|choisir|compl\w+"
            r"|determined|confirmed|defined|announced|decided|identified|chosen|named|provided)"
        ),
    ),
    (
        Placeholder.UNKNOWN,
        re.compile(
            r"(?:voir|cf|see|refer to|confer)(?: \w+)? (?:\w+ )?"
            r"(?:annexes?|annex|appendix|attachment|attached|jointe?|liste?|contrat|contract|below|above|dessous|dessus|apres"
            r"|tableau|onglet|table|notes?|page|document|remarque|commentaire)(?: \w+)?"
        ),
    ),
    (Placeholder.NONE, re.compile(rf"(?:aucune?|pas de|pas d|sans|no|without) (?:{_SUPPLIER})s?(?: externes?)?")),
)
_KINDS = (
    "hospital|clinic|company|companies|organi[sz]ation|business|bank|school|university|college|provider|vendor|supplier|contractor|firm"
    "|retailer|agency|department|victim|entity|customers?|clients?|practice|pharmacy|insurer|third party|partner|hotel|restaurant|store"
    "|merchant|institution|health system|health plan|healthcare organi[sz]ation|medical practice|nursing home|laboratory|office|employer"
)
_GENRES = (
    "hopital|clinique|entreprise|societe|organisme|organisation|etablissement|banque|ecole|universite|prestataire|fournisseur|hebergeur"
    "|administration|collectivite|mairie|victime|client|cabinet|pharmacie|assureur|mutuelle|laboratoire|association|sous traitant|editeur"
)
_SIZES = "large|small|local|regional|private|public|major|medical|health|healthcare|dental|us|american|national|leading"
_TAILLES = "grande?|petite?|locale?|regionale?|privee?|publique?|public|medicale?|dentaire|francaise?|nationale?"
_UNNAMED = re.compile(
    rf"(?:an? )?(?:unidentified|unnamed|unknown|undisclosed|unspecified|anonymous)(?: \w+){{0,3}}? (?:{_KINDS})(?: (?:in|of|from) .+)?"
    rf"|an? (?:(?:{_SIZES}) ){{0,2}}(?:{_KINDS})(?: (?:in|of|from) .+)?"
    rf"|(?:une? )?(?:{_GENRES})(?: \w+){{0,3}}? (?:inconnu|anonyme|non (?:{_NOT}))e?(?: (?:en|a|de|du|dans) .+)?"
    rf"|une? (?:(?:{_TAILLES}) )?(?:{_GENRES})(?: (?:{_TAILLES}))?(?: (?:en|a|de|du|dans) .+)?"
    rf"|(?:the )?(?:{_KINDS})|(?:(?:le|la|les|l) )?(?:{_GENRES})"
)


@lru_cache(maxsize=8192)
def placeholder(cell: str) -> Placeholder | None:
    """What a cell without a name says; None where it holds a name (or anything else)."""
    cleaned = clean_name(cell)
    if not any(c.isalnum() for c in cleaned) or cleaned == "\\N":
        return Placeholder.UNKNOWN
    folded = joined_letters(fold_name(without_brackets(cleaned)) or fold_name(cleaned))
    for meaning, words in ((Placeholder.UNKNOWN, _UNKNOWN), (Placeholder.NONE, _NONE), (Placeholder.ONESELF, _ONESELF)):
        if folded in words:
            return meaning
    return next((meaning for meaning, pattern in _PATTERNS if pattern.fullmatch(folded)), None)


@lru_cache(maxsize=8192)
def is_unnamed(name: str) -> bool:
    """Whether a name only says what kind of organisation it is (`Unidentified Hospital`, `Hospital`, `hôpital non précisé`).

    Each such row speaks of one of its own.
    """
    return _UNNAMED.fullmatch(fold_name(name)) is not None
