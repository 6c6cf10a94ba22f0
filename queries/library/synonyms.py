"""Words by which people ask, beside those in which the questions are written: who says `mutuelle` or `adhérent` is answered too."""

from __future__ import annotations

from functools import cache

from maillon.graph.search_text import fold

_GROUPS = (
    "mutuelle, complementaire, assureur, assurance, insurer, insurance, mutual",
    "adherent, assure, beneficiaire, insured, member, policyholder",
    "prestataire, fournisseur, sous-traitant, sous traitant, editeur, supplier, vendor, processor, contractor",
    "fuite, faille, piratage, attaque, cyberattaque, intrusion, breach, leak, hack, attack, incident, compromis, divulgue",
    "perdu, perdre, vole, voler, lost, lose, stolen, divulgue, exposed, exposees",
    "hopital, clinique, soignant, hospital, clinic, soin, care",
    "hebergeur, heberger, cloud, hosted, host, heberge",
    "panne, interruption, outage, downtime",
    "cnil, regulateur, regulator, autorite, authorit",
    "prevenir, prevenu, informe, notifie, notified, informed, told, notification",
    "proprietaire, actionnaire, maison mere, owner, parent, capital, owned, appartient",
    "malade, patient, personne, people, person",
)
"""Words that mean nearly the same to who asks, folded and without their plural."""
_LITTLE = (
    "qui, que, quel, quelle, quels, quelles, quoi, se, le, la, les, un, une, des, de, du, et, ou, en, par, est, sont, ont, dans, sur, pour",
    "plus, nos, notre, mes, ma, the, of, an, and, or, in, by, is, are, was, who, what, which, whose, whom, for, most, our, my",
)
SMALL = frozenset(word for line in _LITTLE for word in line.split(", "))
"""Words that say nothing of what is asked."""


@cache
def meant_by(word: str) -> frozenset[str]:
    """What a folded word may stand for in a question: itself without its plural, and the words of its groups."""
    bare = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    return frozenset({bare}.union(*(group for group in _groups() if bare in group)))


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(fold(word) for word in group.split(", ")) for group in _GROUPS)
