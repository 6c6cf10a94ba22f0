// ---
// topic: incidents
// title: {fr: Organisations présentes dans plusieurs incidents, en: Organisations in several incidents}
// description:
//   fr: Les organisations et logiciels touchés, ou par lesquels on est entré, dans au moins deux incidents (les autorités n'y figurent pas).
//   en: Organisations and products struck, or entered through, in at least two incidents (authorities are not among them).
// columns:
//   party: {fr: acteur, en: party}
//   name: {fr: nom, en: name}
//   incidents: {fr: incidents, en: incidents}
//   number: {fr: nombre, en: number}
// ---
MATCH (i:Incident)-[r:COMPROMISED|ENTERED_THROUGH|AFFECTED]->(x:Organisation|Product)
WHERE r.status <> 'retracted' AND coalesce(r.gravest, r.outcome, '') <> 'not_affected'
WITH x, i ORDER BY i.id
WITH x, collect(DISTINCT i.id) AS incidents
WHERE size(incidents) > 1
RETURN x.id AS party, x.name AS name, incidents, size(incidents) AS number
ORDER BY number DESC, party
