// ---
// topic: gaps
// title: {fr: "Les relations qui ne tiennent qu'à une source", en: Relations that rest on one source}
// description:
//   fr: À qui une organisation se fie selon un seul document ; ce document retiré, la relation disparaît.
//   en: Whom an organisation trusts according to a single document; without that document the relation is gone.
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: "l'organisation", en: the organisation}, example: "org:harmonie-mutuelle"}
// columns:
//   relation: {fr: relation, en: relation}
//   end: {fr: vers, en: to}
//   service: {fr: service, en: service}
//   status: {fr: statut, en: status}
//   source: {fr: source, en: source}
// ---
MATCH (o:Organisation {id: $organisation})-[r:DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY]->(x)
WHERE size(coalesce(r.cited, r.evidence)) = 1 AND r.status <> 'retracted'
RETURN type(r) AS relation, x.id AS end, r.service AS service, r.status AS status, head(r.evidence) AS source
ORDER BY relation, end, service, r.contract, r.period
