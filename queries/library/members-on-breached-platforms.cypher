// ---
// answered_by: walk
// topic: notification
// title: {fr: "Les assurés de qui étaient, ou ont pu être, sur une plateforme compromise, et qui les a prévenus", en: "Whose insured were, or may have been, on a breached platform, and who told them"}
// description:
//   fr: "Les assureurs qui faisaient confiance, directement ou par d'autres, à l'acteur chez qui un incident a eu lieu, avec leurs assurés, ce qui est dit de ceux-ci, et qui a prévenu l'assureur ou les assurés, et quand. « Atteignable » : seules des relations y mènent. Sans ligne de notification, aucune source ne dit qu'ils ont été prévenus ; cela ne veut pas dire qu'ils ne l'ont pas été."
//   en: "Insurers that trusted, directly or through others, the party where an incident broke, with their insured, what is said of these, and who told the insurer or the insured, and when. “Potential”: only relations lead there. Where no notice stands, no source says that they were told, which does not mean that they were not."
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:medecindirect-2025-11", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   platform: {fr: chez, en: at}
//   insurer: {fr: assureur, en: insurer}
//   insured: {fr: assurés, en: insured}
//   then: {fr: relation lors de l'incident, en: relation when it happened}
//   outcome: {fr: état chez l'assureur ou les assurés, en: outcome at the insurer or its insured}
//   told: {fr: a été prévenu, en: was told}
//   told_by: {fr: par, en: told by}
//   told_on: {fr: le, en: "on"}
//   status: {fr: statut de cette notification, en: status of that notice}
//   by: {fr: selon, en: by}
//   contested_by: {fr: contesté par, en: contested by}
//   stated: {fr: "d'un seul contrat", en: of one contract}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
