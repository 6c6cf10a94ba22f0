// ---
// topic: chains
// title: {fr: Les chaînes de confiance d'une population, en: Chains of trust of a population}
// description:
//   fr: De proche en proche, à qui des personnes confient leurs données sans toujours le savoir ; une chaîne par ligne, la plus courte d'abord, six maillons au plus.
//   en: Step by step, whom people entrust with their data without always knowing it; one chain a row, shortest first, six links at most.
// parameters:
//   - {name: population, type: node, labels: [Population], meaning: {fr: la population, en: the population}, example: population:insured-of-audiens}
//   - {name: limit, type: integer, meaning: {fr: nombre de lignes (0 pour toutes), en: number of rows (0 for all)}, example: 20, default: 50}
// columns:
//   hops: {fr: maillons, en: links}
//   chain: {fr: chaîne, en: chain}
//   arrows: {fr: relations, en: relations}
// ---
MATCH p = (:Population {id: $population})-[:INSURED_BY|PATIENT_OF|USER_OF|DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY*1..6]->(last)
WHERE all(r IN relationships(p) WHERE r.status <> 'retracted')
  AND all(n IN nodes(p) WHERE single(m IN nodes(p) WHERE m.id = n.id))
RETURN length(p) AS hops, [n IN nodes(p) | n.id] AS chain, [r IN relationships(p) | type(r)] AS arrows
ORDER BY hops, chain, arrows
LIMIT $limit
