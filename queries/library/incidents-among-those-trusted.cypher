// ---
// topic: incidents
// title: {fr: Les incidents chez ceux à qui une organisation se fie, en: Incidents at those whom an organisation trusts}
// description:
//   fr: Les incidents qui ont touché un fournisseur, direct ou non (quatre maillons), et par quel chemin ; que la relation soit encore en vigueur n'est pas demandé.
//   en: Incidents that struck a supplier, direct or not (four links), and along which path; whether the relation was in force is not asked.
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: "l'organisation", en: the organisation}, example: "org:la-mutuelle-generale"}
// columns:
//   incident: {fr: incident, en: incident}
//   at: {fr: chez, en: at}
//   hops: {fr: maillons, en: links}
//   path: {fr: chemin, en: path}
// ---
MATCH p = (o:Organisation {id: $organisation})-[:DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY*1..4]->(x)
WHERE x.id <> o.id AND all(r IN relationships(p) WHERE r.status <> 'retracted')
MATCH (i:Incident)-[c:COMPROMISED]->(x)
WHERE c.status <> 'retracted'
RETURN DISTINCT i.id AS incident, x.id AS at, length(p) AS hops, [n IN nodes(p) | n.id] AS path
ORDER BY incident, hops, path
