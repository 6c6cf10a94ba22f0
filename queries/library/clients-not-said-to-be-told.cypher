// ---
// answered_by: walk
// topic: notification
// title: {fr: "Les clients dont rien ne dit qu'ils ont été prévenus", en: Clients of whom nobody says that they were told}
// description:
//   fr: "Les clients recensés d'un fournisseur ou d'un logiciel touché pour lesquels aucune source ne dit s'ils ont été prévenus ; cela ne veut pas dire qu'ils ne l'ont pas été. Qui a prévenu d'autres que lui le savait : c'est dit."
//   en: Recorded clients of a supplier or product that was struck for which no source says whether they were told; this does not mean that they were not. Who told others knew of it, and that is said.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:viamedis-2024-01", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   client: {fr: client, en: client}
//   name: {fr: nom, en: name}
//   known: {fr: nommé, en: named}
//   supplier: {fr: fournisseur, en: supplier}
//   then: {fr: à ce moment-là, en: at that time}
//   told_others: {fr: qui il a prévenu lui-même, en: whom it told itself}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   contested_by: {fr: contesté par, en: contested by}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
