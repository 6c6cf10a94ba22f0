"""What the ranking says, with its difference after a change and its reasons."""

from __future__ import annotations

from collections.abc import Mapping

from maillon.wording import Words

WORDS: Mapping[str, Words] = {
    "rank.title": (
        "Qui toucherait le plus de monde en cédant ({effect}, au {date})",
        "Who would hit the most by breaking ({effect}, on {date})",
    ),
    "rank.scope": (
        "Par les relations enregistrées : ce que personne n'a enregistré n'est dans aucun chiffre. {n} fournisseurs comparés.",
        "Through the recorded links: what nobody recorded is in no figure. {n} suppliers compared.",
    ),
    "rank.none": ("Aucune relation enregistrée ne mène à quelqu'un de ce genre.", "No recorded relation leads to anyone of this kind."),
    "rank.by": ("Classé par : {by}", "Sorted by: {by}"),
    "rank.people": ("personnes, au moins", "people, at least"),
    "rank.people-at-most": ("personnes, au plus", "people, at most"),
    "rank.organisations": ("organisations", "organisations"),
    "rank.only": ("passe toujours par là (pers.)", "always passes here (people)"),
    "rank.only_organisations": ("passe toujours par là (org.)", "always passes here (org.)"),
    "rank.named_by": ("clients qui le nomment", "clients naming it"),
    "rank.clients": ("clients atteints", "clients reached"),
    "rank.open": ("ouvert", "open"),
    "rank.unknown": ("non comptés", "not counted"),
    "rank.owners": (
        "Responsabilité : un propriétaire et tout ce qu'il possède (une filiale qui cède n'en fait pas céder une autre)",
        "Responsibility: an owner and all it owns (a subsidiary that breaks does not break another)",
    ),
    "rank.owner": ("propriétaire", "owner"),
    "rank.subsidiaries": ("filiales", "subsidiaries"),
    "rank.concentration": ("Concentration, par couche", "Concentration, by layer"),
    "rank.concentration.note": (
        "Part de toutes les personnes (au moins) et organisations enregistrées derrière les 1, 5 et 20 premiers ensemble ; "
        "indice de Herfindahl-Hirschman de 0 à 10 000. Le rapport de deux minimums n'est ni un minimum ni un maximum.",
        "Share of all recorded people (at least) and organisations behind the first 1, 5 and 20 together; "
        "Herfindahl-Hirschman index from 0 to 10,000. A quotient of two lower bounds is no bound itself.",
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
        "Points de rupture qu'aucun contrat ne nomme (atteints au deuxième maillon ou plus loin)",
        "Points of failure that no contract names (reached at the second link or later)",
    ),
    "rank.loops": ("Boucles de confiance, suivies jusqu'au bout", "Loops of trust, followed to their end"),
    "rank.contradictions": ("Tailles qui se contredisent", "Sizes that contradict each other"),
    "rank.contradiction.1": ("{a} : le minimum dépasse le maximum", "{a}: at least is above at most"),
    "rank.contradiction.2": ("{a} est dans {outer}, qui est plus petit", "{a} lies in {outer}, which is smaller"),
    "rank.contradiction.n": (
        "{a} ne se recoupent pas et sont dans {outer}, plus petit que leur somme",
        "{a} are kept apart and lie in {outer}, which is smaller than their sum",
    ),
    "rank.gone": ("Si {a} disparaît, sans remplaçant ({effect}, au {date})", "If {a} goes and nothing replaces it ({effect}, on {date})"),
    "rank.moved": (
        "Si tout ce qui se fie à {a} se fie à {b} ({effect}, au {date})",
        "If all that trusts {a} trusts {b} ({effect}, on {date})",
    ),
    "rank.unchanged": ("Aucun chiffre ne change.", "No figure changes."),
    "rank.cut": ("{n} autres lignes changent (--limit)", "{n} more rows change (--limit)"),
    "rank.before": ("avant", "before"),
    "rank.after": ("après", "after"),
    "rank.rebuilt": ("l'instantané à côté de la base a été refait : {reason}", "the snapshot beside the store was rebuilt: {reason}"),
    "rank.by_arrays": (
        "le classement se calcule sur des tableaux tirés du registre, non par une requête ; voir docs/exposure.md",
        "rank is computed over arrays subgraph from the ledger, not by a query; see docs/exposure.md",
    ),
    "rank.why": ("Pourquoi {a} ({effect}, au {date})", "Why {a} ({effect}, on {date})"),
    "rank.why.ways": ("Un plus court chemin par ensemble de personnes", "One shortest way per set of people"),
    "rank.why.cut": ("{n} autres chemins ne sont pas montrés (--limit)", "{n} more ways are not shown (--limit)"),
}
