// ---
// topic: blast radius
// title: {fr: Exposés par un fournisseur déjà quitté, en: Exposed by a supplier already left}
// description:
//   fr: Les organisations dont la relation avec un fournisseur avait pris fin avant l'incident qui l'a touché, et dont les données pouvaient y être encore.
//   en: Organisations whose relation with a supplier had ended before the incident that struck it, and whose data may still have been there.
// columns:
//   client: {fr: client, en: client}
//   name: {fr: nom, en: name}
//   supplier: {fr: fournisseur, en: supplier}
//   ended: {fr: fin de la relation, en: relation ended}
//   incident: {fr: incident, en: incident}
//   occurred: {fr: survenu, en: occurred}
//   outcome: {fr: constat chez le client, en: outcome at the client}
//   people: {fr: constat chez ses assurés ou patients, en: outcome at its insured or patients}
// ---
MATCH (i:Incident)-[c:COMPROMISED]->(s)<-[r:DELEGATES_TO|USES|HOSTED_BY]-(client:Organisation)
WHERE r.until < i.occurred_from AND r.status <> 'retracted' AND c.status <> 'retracted'
  AND coalesce(r.data_after_end, 'kept') = 'kept'
OPTIONAL MATCH (i)-[a:AFFECTED]->(client)
OPTIONAL MATCH (i)-[b:AFFECTED]->(p:Population)-[:INSURED_BY|PATIENT_OF|USER_OF]->(client)
WITH i, s, r, client, a, b ORDER BY b.outcome
WITH i, s, r, client, a, collect(DISTINCT b.outcome) AS people
RETURN client.id AS client, client.name AS name, s.id AS supplier, r.until AS ended, i.id AS incident, i.occurred_from AS occurred,
       a.outcome AS outcome, people
ORDER BY incident, client, supplier, ended, outcome
