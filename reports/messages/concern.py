"""What is said of an organisation that asks whether it is concerned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.wording import Words

WORDS: Mapping[str, Words] = {
    "concerned.title": ("{name} : concerné ? ({d})", "Is {name} concerned? ({d})"),
    "concerned.count": (
        "{n:# incident|# incidents} chez {parties:#} des {trusted:#} organisations et logiciels à qui l'on fait confiance, au rang "
        "{rank:#} au plus : {rows:# contrat ou chemin|# contrats ou chemins}.",
        "{n:# incident|# incidents} at {parties:#} of the {trusted:#} organisations and products trusted, at rank {rank:#} at most: "
        "{rows:# contract or path|# contracts or paths}.",
    ),
    "concerned.none": (
        "Aucun incident recensé chez ceux à qui l'on fait confiance ({trusted:# organisation ou logiciel|# organisations et logiciels}) ; "
        "cela ne veut pas dire qu'il n'y en a pas eu.",
        "No recorded incident at those who are trusted ({trusted:# organisation or product|# organisations and products}); this does not "
        "mean that there was none.",
    ),
    "concerned.earlier": (
        "Plus anciens que {since}, non montrés : {n:# incident|# incidents}.",
        "Earlier than {since}, not shown: {n:# incident|# incidents}.",
    ),
    "concerned.newest": ("Document le plus récent : {d}.", "Newest document: {d}."),
    "concerned.undecided": (
        "{n:# fournisseur ressemble|# fournisseurs ressemblent} à une organisation connue, et personne n'a tranché ; cela "
        "peut ajouter jusqu'à {incidents:# incident|# incidents} : {names}.",
        "{n:# supplier looks|# suppliers look} like a known organisation, and nobody has decided; this may add up to "
        "{incidents:# incident|# incidents}: {names}.",
    ),
    "concerned.undecided_products": (
        "{n:# fournisseur, logiciel ou service ressemble|# fournisseurs, logiciels ou services ressemblent} à ce qui est connu, et "
        "personne n'a tranché ; cela peut ajouter jusqu'à {incidents:# incident|# incidents} : {names}.",
        "{n:# supplier or product looks|# suppliers or products look} like a known one, and nobody has decided; this may add up to "
        "{incidents:# incident|# incidents}: {names}.",
    ),
    "concerned.undecided_none": (
        "{n:# fournisseur ressemble|# fournisseurs ressemblent} à une organisation connue, et personne n'a tranché : {names} ; aucun "
        "incident n'est recensé de ce côté.",
        "{n:# supplier looks|# suppliers look} like a known organisation, and nobody has decided: {names}; no incident is recorded on "
        "that side.",
    ),
    "concerned.undecided_products_none": (
        "{n:# fournisseur, logiciel ou service ressemble|# fournisseurs, logiciels ou services ressemblent} à ce qui est connu, et "
        "personne n'a tranché : {names} ; aucun incident n'est recensé de ce côté.",
        "{n:# supplier or product looks|# suppliers or products look} like a known one, and nobody has decided: {names}; no incident is "
        "recorded on that side.",
    ),
    "concerned.undecided_alike": ("{mine} (peut-être {other})", "{mine} (perhaps {other})"),
    "concerned.undecided_one": ("{mine} (peut-être {other} : {n:#})", "{mine} (perhaps {other}: {n:#})"),
    "concerned.more": ("et {n:# autre|# autres}", "and {n:# more|# more}"),
    "concerned.settle_kept": (
        "Pour trancher, garder d'abord la liste : {line}, puis : maillon decide",
        "To settle it keep the list first: {line}, then: maillon decide",
    ),
    "concerned.settle": ("Pour trancher : maillon decide {owner}", "To settle it: maillon decide {owner}"),
    "concerned.groups": (
        "Non compté : {n:# incident|# incidents} dans les groupes de ceux à qui l'on fait confiance, ou à qui ceux-ci ressemblent : "
        "{names}. Appartenir à quelqu'un, en tout ou partie, n'est pas un chemin ; leur demander si ce que l'on utilise est en cause.",
        "Not counted: {n:# incident|# incidents} in the groups of those who are trusted, or whom these look like: {names}. Belonging to "
        "somebody, wholly or in part, is no way that a breach takes; ask them whether what is used is concerned.",
    ),
    "concerned.group_one": ("{incident} ({who})", "{incident} ({who})"),
    "concerned.group_below": ("{at}, qui appartient à {of}", "{at}, which belongs to {of}"),
    "concerned.group_above": ("{at}, à qui appartient {of}", "{at}, to whom {of} belongs"),
    "concerned.unlooked": (
        "Trop d'organisations pour chercher ici celles de la liste qui ressemblent à d'autres : maillon duplicates",
        "Too many organisations to look here which of the list look like others: maillon duplicates",
    ),
    "concerned.trusted": ("Chez ceux à qui l'on fait confiance", "At those who are trusted"),
    "concerned.product_of_supplier": (
        "Chez un logiciel d'un fournisseur ; lesquels de ses logiciels sont utilisés n'est pas dit",
        "At a product of your supplier; which of its products you use is not said",
    ),
    "concerned.said_of_us": (
        "Dit de l'organisation ou des personnes derrière elle, sans relation recensée jusque-là",
        "Said of the organisation or its people, with no recorded relation on the way",
    ),
    "concerned.by_contract": ("contrat {contract}", "contract {contract}"),
    "concerned.told": ("{who} {d:on}", "{who} {d:on}"),
    "concerned.told_undated": ("{who}, sans date", "{who}, undated"),
    "concerned.not_told": ("{who} : pas prévenu, selon une source", "{who}: not told, a source says"),
    "concerned.nobody_told": ("personne, que l'on sache", "nobody, as far as is known"),
    "concerned.data": ("Données en cause", "Data concerned"),
    "concerned.people": ("Les personnes derrière", "The people behind it"),
    "concerned.people_line": ("{name} ({size})", "{name} ({size})"),
    "concerned.ask": ("À qui demander quoi", "Whom to ask what"),
    "concerned.clock": (
        "Un responsable de traitement qui apprend qu'il est touché a 72 h pour notifier (art. 33(1) du RGPD).",
        "A controller that learns that it is hit has 72 h to notify (GDPR art. 33(1)).",
    ),
    "concern.observed": ("constaté", "observed"),
    "concern.possible": ("possible, selon une source", "possible, a source says"),
    "concern.potential": ("atteignable", "potential"),
    "concern.cleared": ("mis hors de cause", "cleared"),
    "concern.not_reached": ("non atteint par cette relation", "not reached by this relation"),
    "col.rank": ("rang", "rank"),
    "col.way": ("par", "through"),
    "col.contract": ("contrat", "contract"),
    "col.here": ("pour nous", "for us"),
    "col.told_us": ("qui nous l'a dit", "who told us"),
    "ask.further": (
        "Demander {whom:à} : par quel contrat nos données sont-elles chez {at:le}, et l'avons-nous autorisé ? (art. 28(2) et 28(4) du "
        "RGPD)",
        "Ask {whom}: by which contract is our data at {at}, and did we authorise it? (GDPR art. 28(2) and 28(4))",
    ),
    "ask.product": (
        "Demander {whom:à} : {at:le} sert-il à ce que vous faites pour nous, et dans « {incident} », nos données étaient-elles en "
        "cause ? (art. 28(3)(h) et 33(2) du RGPD)",
        "Ask {whom}: is {at} used in what you do for us, and in “{incident}”, was our data concerned? (GDPR art. 28(3)(h) and 33(2))",
    ),
    "ask.details": (
        "Demander {whom:à} ce que le premier avis sur « {incident} » (chez {at:le}) ne disait pas encore : nature, catégories et nombres, "
        "conséquences, mesures (art. 33(3) et 28(3)(f) du RGPD).",
        "Ask {whom} what the first notice of “{incident}” (at {at}) did not say yet: nature, categories and numbers, consequences, "
        "measures (GDPR art. 33(3), 28(3)(f)).",
    ),
    "decide.pair": ("{number:#}/{of:#} · score {score} · {reason}", "{number:#}/{of:#} · score {score} · {reason}"),
    "decide.aliases": ("autres noms : {text}", "other names: {text}"),
    "decide.numbers": ("numéros : {text}", "numbers: {text}"),
    "decide.place": ("lieu : {text}", "place: {text}"),
    "decide.sources": ("sources : {text}", "sources: {text}"),
    "decide.trusted_by": ("lui font confiance : {text}", "trusted by: {text}"),
    "decide.trusts": ("fait confiance à : {text}", "trusts: {text}"),
    "decide.incidents": ("incidents recensés : {text}", "recorded incidents: {text}"),
    "watch.title": ("Du nouveau pour {name:le} ? ({d})", "Anything new for {name}? ({d})"),
    "watch.first": (
        "Premier passage : tout est nouveau, et sera connu la prochaine fois.",
        "First run: everything is new, and will be known the next time.",
    ),
    "watch.new": (
        "{n:# élément nouveau|# éléments nouveaux}, dans {incidents:# incident|# incidents}.",
        "{n:# new thing|# new things}, in {incidents:# incident|# incidents}.",
    ),
    "watch.none": ("Rien de nouveau depuis le dernier passage.", "Nothing new since the last run."),
    "watch.gone": (
        "Connus au dernier passage, absents aujourd'hui : {n:# élément|# éléments}.",
        "Known at the last run and no longer there: {n:# thing|# things}.",
    ),
    "watch.row": ("contrat ou chemin", "contract or path"),
    "watch.place": ("où", "where"),
    "watch.impact": ("qui est touché", "who was hit"),
    "watch.data": ("données", "data"),
    "watch.notice": ("qui a été prévenu", "who was told"),
    "watch.claim": ("déclaration", "statement"),
    "watch.group": ("dans le groupe d'un fournisseur", "in the group of a supplier"),
    "watch.feed": ("Incidents qui concernent {name:le}", "Incidents that concern {name}"),
    "column.seen": ("vu la première fois", "first seen"),
    "duty.title": ("Quelles notifications, par qui, avant quand", "Which notices, from whom, by when"),
    "duty.none": (
        "Aucun des textes connus ici ne parle des acteurs de {n:# incident|# incidents}, d'après leur rôle recensé.",
        "None of the texts known here speaks of the parties of {n:# incident|# incidents}, by their recorded role.",
    ),
    "duty.texts": ("Les textes, dans la version lue", "The texts, in the version read"),
    "duty.applies.applies": ("s'applique", "applies"),
    "duty.applies.may_apply": ("peut s'appliquer", "may apply"),
    "duty.applies.not_known": ("non établi", "not known"),
    "duty.by": ("au plus tard {d:on}", "by {d} at the latest"),
    "duty.weekend": ("un samedi ou un dimanche", "a Saturday or a Sunday"),
    "duty.filed": ("recensée : {days}", "recorded: {days}"),
    "duty.told_only": ("prévenu ; rien d'autre n'est recensé", "was told; nothing more is recorded"),
    "duty.nothing": ("rien de recensé", "nothing recorded"),
    "duty.never": (
        "Ce qui n'est pas recensé n'est pas un manquement : aucune fiche ne dit si les seuils de ces textes (un risque pour des "
        "personnes, un "
        "incident majeur ou important) étaient atteints.",
        "What is not recorded is no breach of a duty: no record says whether the thresholds of these texts (a risk to people, a major or "
        "significant incident) were met.",
    ),
    "duty.hours": (
        "Les heures courent aussi les jours fériés, samedis et dimanches, sans compter celle où l'on a su ; un délai de deux jours ou plus "
        "comprend au moins deux jours ouvrables, et ce qui n'est pas compté en heures va jusqu'au jour ouvrable suivant (règlement (CEE, "
        "Euratom) n° 1182/71, art. 3(1), 3(3) à 3(5)). Les jours fériés ne sont pas calculés ici.",
        "Hours run through public holidays, Saturdays and Sundays too, without the one in which it became known; a period of two days or "
        "more "
        "holds at least two working days, and one that is not in hours ends on the next working day (Regulation (EEC, Euratom) 1182/71, "
        "art. "
        "3(1), 3(3) to 3(5)). Public holidays are not computed here.",
    ),
    "duty.transposed": (
        "Une directive oblige par la loi qui la transpose, à vérifier dans chaque pays ; une entité financière relève du règlement DORA "
        "plutôt que de NIS 2 (directive (UE) 2022/2555, art. 4).",
        "A directive binds through the law that transposes it, to be checked in each country; a financial entity falls under DORA rather "
        "than "
        "NIS 2 (Directive (EU) 2022/2555, art. 4).",
    ),
    "duty.gdpr": ("RGPD", "GDPR"),
    "duty.gdpr_33_1": ("à l'autorité de protection des données", "to the data-protection authority"),
    "duty.gdpr_33_2": ("au responsable de traitement", "to the controller"),
    "duty.gdpr_34": ("aux personnes", "to the persons"),
    "duty.dora_initial": ("notification initiale à l'autorité financière", "initial notification to the financial authority"),
    "duty.dora_intermediate": ("rapport intermédiaire", "intermediate report"),
    "duty.dora_final": ("rapport final", "final report"),
    "duty.nis2_early": ("alerte précoce au CSIRT ou à l'autorité", "early warning to the CSIRT or authority"),
    "duty.nis2_notification": ("notification d'incident", "incident notification"),
    "duty.nis2_final": ("rapport final NIS 2", "final report, NIS 2"),
    "duty.csp_1111_8_2": ("signalement d'incident de santé (ANS)", "French health incident report (ANS)"),
    "duty.delay.gdpr_33_1": ("72 h après en avoir pris connaissance", "72 h after becoming aware"),
    "duty.delay.gdpr_33_2": ("dans les meilleurs délais", "without undue delay"),
    "duty.delay.gdpr_34": ("dans les meilleurs délais, si le risque est élevé", "without undue delay, if the risk is high"),
    "duty.delay.dora_initial": (
        "4 h après classement comme majeur, 24 h au plus après en avoir pris connaissance",
        "4 h after classification as major, at most 24 h after becoming aware",
    ),
    "duty.delay.dora_intermediate": ("72 h après la notification initiale", "72 h after the initial notification"),
    "duty.delay.dora_final": ("un mois après le rapport intermédiaire", "one month after the intermediate report"),
    "duty.delay.nis2_early": ("24 h après en avoir pris connaissance", "24 h after becoming aware"),
    "duty.delay.nis2_notification": ("72 h après en avoir pris connaissance", "72 h after becoming aware"),
    "duty.delay.nis2_final": ("un mois après la notification d'incident", "one month after the incident notification"),
    "duty.delay.csp_1111_8_2": ("sans délai", "without delay"),
    "duty.text.gdpr_33_1": (
        "RGPD art. 33(1) : règlement (UE) 2016/679 du 27 avril 2016, applicable depuis le 25 mai 2018.",
        "GDPR art. 33(1): Regulation (EU) 2016/679 of 27 April 2016, applicable since 25 May 2018.",
    ),
    "duty.text.gdpr_33_2": ("RGPD art. 33(2) : même règlement.", "GDPR art. 33(2): the same regulation."),
    "duty.text.gdpr_34": ("RGPD art. 34 : même règlement.", "GDPR art. 34: the same regulation."),
    "duty.text.dora_initial": (
        "DORA art. 19(4)(a) : règlement (UE) 2022/2554 du 14 décembre 2022, applicable depuis le 17 janvier 2025 ; délais : règlement "
        "délégué "
        "(UE) 2025/301 du 23 octobre 2024, art. 5.",
        "DORA art. 19(4)(a): Regulation (EU) 2022/2554 of 14 December 2022, applicable since 17 January 2025; time limits: Delegated "
        "Regulation (EU) 2025/301 of 23 October 2024, art. 5.",
    ),
    "duty.text.dora_intermediate": ("DORA art. 19(4)(b) : mêmes règlements.", "DORA art. 19(4)(b): the same regulations."),
    "duty.text.dora_final": ("DORA art. 19(4)(c) : mêmes règlements.", "DORA art. 19(4)(c): the same regulations."),
    "duty.text.nis2_early": (
        "NIS 2 art. 23(4)(a) : directive (UE) 2022/2555 du 14 décembre 2022, à appliquer depuis le 18 octobre 2024.",
        "NIS 2 art. 23(4)(a): Directive (EU) 2022/2555 of 14 December 2022, to be applied since 18 October 2024.",
    ),
    "duty.text.nis2_notification": ("NIS 2 art. 23(4)(b) : même directive.", "NIS 2 art. 23(4)(b): the same directive."),
    "duty.text.nis2_final": ("NIS 2 art. 23(4)(d) : même directive.", "NIS 2 art. 23(4)(d): the same directive."),
    "duty.text.csp_1111_8_2": (
        "Code de la santé publique, art. L. 1111-8-2 (ordonnance n° 2020-1407 du 18 novembre 2020) et D. 1111-16-2 à D. 1111-16-4 "
        "(décret n° "
        "2022-715 du 27 avril 2022) ; premier signalement dû depuis le 1er octobre 2017.",
        "French public health code, art. L. 1111-8-2 (ordinance 2020-1407 of 18 November 2020) and D. 1111-16-2 to D. 1111-16-4 (decree "
        "2022-715 of 27 April 2022); first reports due since 1 October 2017.",
    ),
    "col.notice": ("notification", "notice"),
    "col.article": ("texte", "text"),
    "col.applies": ("s'applique", "applies"),
    "col.deadline": ("délai", "deadline"),
    "col.recorded": ("recensé", "recorded"),
    "column.notice": ("notification", "notice"),
    "column.article": ("article", "article"),
    "column.version": ("version du", "version of"),
    "column.applies": ("s'applique", "applies"),
    "column.due_from": ("échéance au plus tôt", "due at the earliest"),
    "column.due_to": ("échéance au plus tard", "due at the latest"),
    "column.told_only": ("prévenu, rien de plus", "told, nothing more"),
    "column.recorded": ("recensé", "recorded"),
    "column.rank": ("rang", "rank"),
    "column.supplier": ("fournisseur", "supplier"),
    "column.path": ("chemin", "path"),
    "column.contract": ("contrat", "contract"),
    "column.when": ("moment", "when"),
    "column.concern": ("pour nous", "for us"),
    "column.exposed": ("données en cause", "data concerned"),
    "column.people": ("personnes", "people"),
    "column.told_by": ("prévenu par", "told by"),
    "column.ask": ("à demander", "to ask"),
    "column.whom": ("à qui", "whom"),
    "column.articles": ("articles", "articles"),
    "column.occurred_from": ("survenu au plus tôt", "occurred at the earliest"),
    "column.occurred_to": ("survenu au plus tard", "occurred at the latest"),
}
