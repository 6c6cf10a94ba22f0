// ---
// topic: notification
// title: {fr: "Les clients dont rien ne dit qu'ils ont été prévenus", en: Clients of whom nobody says that they were told}
// description:
//   fr: Les clients enregistrés d'un fournisseur ou d'un produit touché pour lesquels aucune source ne dit s'ils ont été prévenus ; cela ne veut pas dire qu'ils ne l'ont pas été.
//   en: Recorded clients of a supplier or product that was struck for which no source says whether they were told; this does not mean that they were not.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: un incident (tous sinon), en: one incident (else all)}, example: "incident:viamedis-2024-01", default: null}
// columns:
//   incident: {fr: incident, en: incident}
//   client: {fr: client, en: client}
//   name: {fr: nom, en: name}
//   supplier: {fr: fournisseur, en: supplier}
// ---
MATCH (i:Incident)-[c:COMPROMISED]->(s)<-[r:DELEGATES_TO|USES|HOSTED_BY]-(client:Organisation)
WHERE ($incident IS NULL OR i.id = $incident) AND c.status <> 'retracted' AND r.status <> 'retracted'
OPTIONAL MATCH (teller:Organisation)-[n:NOTIFIED]->(client)
WHERE n.incident = i.id
WITH i, client, s, count(n) AS told
WHERE told = 0
RETURN DISTINCT i.id AS incident, client.id AS client, client.name AS name, s.id AS supplier
ORDER BY incident, client, supplier
