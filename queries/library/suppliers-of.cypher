// ---
// answered_by: walk
// topic: suppliers
// title: {fr: Les fournisseurs d'une organisation, en: Suppliers of an organisation}
// description:
//   fr: "À qui une organisation fait confiance, directement ou par d'autres, par le chemin le mieux connu ce jour-là ; ce qui était terminé ou n'est pas établi est dit."
//   en: "Whom an organisation trusts, directly or through others, along the way best known on that day; what had ended or is not known is said."
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: l'organisation, en: the organisation}, example: org:audiens}
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   hops: {fr: maillons, en: links}
//   supplier: {fr: fournisseur, en: supplier}
//   name: {fr: nom, en: name}
//   through: {fr: par, en: through}
//   known: {fr: nommé, en: named}
//   since: {fr: depuis, en: since}
//   until: {fr: "jusqu'à", en: until}
//   seen_on: {fr: relevé le, en: last seen}
//   on_day: {fr: ce jour-là, en: on that day}
//   status: {fr: statut du dernier maillon, en: status of the last link}
//   by: {fr: selon, en: by}
//   statuses: {fr: statut de chaque maillon, en: status of each link}
//   contested_by: {fr: contesté par, en: contested by}
//   stated: {fr: "d'un seul contrat", en: of one contract}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
