// ---
// topic: people
// title: {fr: Qui est derrière une organisation, en: Who stands behind an organisation}
// description:
//   fr: Les populations qui se fient à une organisation, directement ou par d'autres (quatre maillons), avec leur taille si elle est connue ; leurs tailles ne s'additionnent pas.
//   en: Populations that trust an organisation, directly or through others (four links), with their size where known; the sizes do not add up.
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: "l'organisation", en: the organisation}, example: "org:viamedis"}
// columns:
//   population: {fr: population, en: population}
//   name: {fr: nom, en: name}
//   hops: {fr: maillons, en: links}
//   size_low: {fr: au moins, en: at least}
//   size_high: {fr: au plus, en: at most}
// ---
MATCH p = (c:Population)-[:INSURED_BY|PATIENT_OF|USER_OF|DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY*1..4]->(o:Organisation {id: $organisation})
WHERE all(r IN relationships(p) WHERE r.status <> 'retracted')
RETURN c.id AS population, c.name AS name, min(length(p)) AS hops, c.size_low AS size_low, c.size_high AS size_high
ORDER BY hops, population
