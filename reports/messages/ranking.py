"""What the ranking says, with its difference after a change and its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.wording import Words

WORDS: Mapping[str, Words] = {
    "rank.title": (
        "Quelle défaillance toucherait le plus de personnes ({effect}, {date:on})",
        "Whose failure would affect most people ({effect}, {date:on})",
    ),
    "rank.scope": (
        "D'après les relations recensées : ce que personne n'a recensé n'est dans aucun chiffre. {n:# fournisseur "
        "comparé|# fournisseurs comparés}.",
        "Through the recorded relations: what nobody recorded is in no figure. {n:# supplier|# suppliers} compared.",
    ),
    "rank.by": ("Classé par : {by}", "Sorted by: {by}"),
    "rank.people": ("personnes, au moins", "people, at least"),
    "rank.people-at-most": ("personnes, au plus", "people, at most"),
    "rank.organisations": ("organisations", "organisations"),
    "rank.only": ("sans autre chemin (personnes)", "no other way (people)"),
    "rank.only_organisations": ("sans autre chemin (organisations)", "no other way (organisations)"),
    "rank.named_by": ("clients directs", "clients naming it"),
    "rank.clients": ("clients, directs ou non", "clients reached"),
    "rank.contested": (
        "{figure} (dont {n} seulement par une relation contestée)",
        "{figure} ({n} of them only by a contested relation)",
    ),
    "rank.open": ("sans plafond", "no ceiling"),
    "rank.unknown": ("groupes non comptés", "groups not counted"),
    "rank.owners": (
        "Par propriétaire, avec tout ce qu'il possède (la défaillance d'une filiale n'entraîne pas celle d'une autre)",
        "By owner, with all it owns (a subsidiary that breaks does not break another)",
    ),
    "rank.owner": ("propriétaire", "owner"),
    "rank.subsidiaries": ("filiales", "subsidiaries"),
    "rank.concentration": ("Concentration, par couche", "Concentration, by layer"),
    "rank.concentration.note": (
        "Part de toutes les personnes (au moins) et organisations recensées derrière les 1, 5 et 20 premiers ensemble ; "
        "indice de Herfindahl-Hirschman (HHI) de 0 à 10 000. Le rapport de deux minimums n'est ni un minimum ni un "
        "maximum.",
        "Share of all recorded people (at least) and organisations behind the first 1, 5 and 20 together; "
        "Herfindahl-Hirschman index (HHI) from 0 to 10,000. A quotient of two lower bounds is no bound itself.",
    ),
    "rank.layer": ("couche", "layer"),
    "rank.payer": ("tiers payant", "third-party payer"),
    "rank.platform": ("plateforme", "platform"),
    "rank.vendor": ("éditeur", "vendor"),
    "rank.host": ("hébergeur", "host"),
    "rank.suppliers": ("fournisseurs", "suppliers"),
    "rank.of_people": ("personnes 1 / 5 / 20", "people 1 / 5 / 20"),
    "rank.of_organisations": ("organisations 1 / 5 / 20", "organisations 1 / 5 / 20"),
    "rank.hidden": (
        "Dépendances absentes des contrats directs (au deuxième maillon ou plus loin)",
        "Points of failure that no contract names (reached at the second link or later)",
    ),
    "rank.loops": ("Boucles de confiance, suivies jusqu'au bout", "Loops of trust, followed to their end"),
    "rank.contradictions": ("Tailles qui se contredisent", "Sizes that contradict each other"),
    "rank.disputed": ("Les sources ne s'accordent pas sur la place de", "Sources differ on what these are, or are within"),
    "rank.contradiction.1": ("{a} : le minimum dépasse le maximum", "{a}: at least is above at most"),
    "rank.contradiction.2": ("{a} est dans {outer}, qui est plus petit", "{a} lies in {outer}, which is smaller"),
    "rank.contradiction.n": (
        "{a} ne se recoupent pas et sont dans {outer}, plus petit que leur somme",
        "{a} are kept apart and lie in {outer}, which is smaller than their sum",
    ),
    "rank.gone": (
        "Si {a:le} {a:disparaît|disparaissent}, sans remplaçant ({effect}, {date:on})",
        "If {a} {a:goes|go} and nothing replaces it ({effect}, {date:on})",
    ),
    "rank.moved": (
        "Si tous les clients {a:de} passent {b:à} ({effect}, {date:on})",
        "If all that trusts {a} trusts {b} ({effect}, {date:on})",
    ),
    "rank.cut": ("{n:# autre ligne change|# autres lignes changent} (--limit)", "{n:# more row changes|# more rows change} (--limit)"),
    "rank.before": ("avant", "before"),
    "rank.after": ("après", "after"),
    "rank.rebuilt": ("l'instantané à côté de la base a été refait : {reason}", "the snapshot beside the store was rebuilt: {reason}"),
    "rank.by_arrays": (
        "le classement se calcule sur des tableaux tirés du registre de la base, non par une requête ; voir docs/exposure.md",
        "rank is computed over arrays made from the ledger of the store, not by a query; see docs/exposure.md",
    ),
    "rank.why": ("Pourquoi {a:le} ({effect}, {date:on})", "Why {a} ({effect}, {date:on})"),
    "rank.why.ways": ("Un des plus courts chemins pour chaque groupe de personnes", "One shortest way per set of people"),
    "rank.why.cut": (
        "{n:# autre chemin n'est pas montré|# autres chemins ne sont pas montrés} (--limit)",
        "{n:# more way is not shown|# more ways are not shown} (--limit)",
    ),
}
