// ---
// answered_by: walk
// topic: people
// title: {fr: Qui est derrière une organisation, en: Who stands behind an organisation}
// description:
//   fr: "Les groupes de personnes qui font confiance à une organisation, directement ou par d'autres, avec leur taille si elle est connue (« environ » là où la source arrondit) ; les tailles ne s'additionnent pas."
//   en: "Populations that trust an organisation, directly or through others, with their size where known (“about” where its source rounds); the sizes do not add up."
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: "l'organisation", en: the organisation}, example: "org:viamedis"}
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   population: {fr: groupe de personnes, en: population}
//   name: {fr: nom, en: name}
//   hops: {fr: maillons, en: links}
//   size_low: {fr: au moins, en: at least}
//   size_high: {fr: au plus, en: at most}
//   approximate: {fr: environ, en: about}
//   on_day: {fr: ce jour-là, en: on that day}
//   statuses: {fr: statut de chaque maillon, en: status of each link}
//   contested_by: {fr: contesté par, en: contested by}
//   stated: {fr: "d'un seul contrat", en: of one contract}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
