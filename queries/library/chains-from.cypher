// ---
// answered_by: walk
// topic: chains
// title: {fr: Les chaînes de confiance d'un groupe de personnes, en: Chains of trust of a population}
// description:
//   fr: De proche en proche, à qui des personnes confient leurs données sans toujours le savoir ; une chaîne par ligne, la plus courte d'abord.
//   en: Step by step, whom people entrust with their data without always knowing it; one chain a row, shortest first.
// parameters:
//   - {name: population, type: node, labels: [Population], meaning: {fr: le groupe de personnes, en: the population}, example: population:insured-of-audiens}
//   - {name: as_of, type: date, meaning: {fr: "le jour (aujourd'hui sinon)", en: the day (else today)}, example: 2024-01-22, default: null}
// columns:
//   hops: {fr: maillons, en: links}
//   chain: {fr: chaîne, en: chain}
//   arrows: {fr: relations, en: relations}
//   stated: {fr: "d'un seul contrat", en: of one contract}
//   on_day: {fr: ce jour-là, en: on that day}
//   statuses: {fr: statuts, en: statuses}
//   contested_by: {fr: contesté par, en: contested by}
//   evidence: {fr: sources, en: evidence}
// ---
// Answered by the walk of a blast radius, not by one Cypher text: queries/library/walks.py
