// ---
// answered_by: walk
// topic: incidents
// title: {fr: Les incidents chez les fournisseurs d'une organisation, en: Incidents at those whom an organisation trusts}
// description:
//   fr: "Les incidents chez les fournisseurs d'une organisation, directs ou non, par quel chemin, et s'ils sont survenus pendant que la relation tenait, après sa fin ou avant."
//   en: "Incidents at those whom an organisation trusts, directly or not, along which way, and whether they happened while the relation held, after it had ended or before."
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: "l'organisation", en: the organisation}, example: "org:la-mutuelle-generale"}
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   at: {fr: chez, en: at}
//   hops: {fr: maillons, en: links}
//   path: {fr: chemin, en: path}
//   when: {fr: quand, en: when}
//   on_day: {fr: ce jour-là, en: on that day}
//   status: {fr: "statut de l'incident", en: status of the incident}
//   by: {fr: selon, en: by}
//   statuses: {fr: statut de chaque maillon, en: status of each link}
//   contested_by: {fr: contesté par, en: contested by}
//   stated: {fr: "d'un seul contrat", en: of one contract}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
