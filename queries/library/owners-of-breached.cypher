// ---
// topic: ownership
// title: {fr: À qui appartiennent les fournisseurs touchés, en: Owners of breached suppliers}
// description:
//   fr: Les maisons mères, directes et indirectes (quatre maillons), des organisations touchées et des fournisseurs de logiciels touchés ; être propriétaire n'est pas être touché.
//   en: Parents, direct and indirect (four links), of the organisations that were struck and of the providers of products that were; to own is not to be struck.
// columns:
//   incident: {fr: incident, en: incident}
//   breached: {fr: touché, en: breached}
//   owner: {fr: propriétaire, en: owner}
//   steps: {fr: degrés, en: steps}
//   since: {fr: depuis, en: since}
//   status: {fr: statut, en: status}
//   conflict: {fr: contredit, en: conflict}
// ---
MATCH (i:Incident)-[c:COMPROMISED]->(x)
WHERE c.status <> 'retracted'
OPTIONAL MATCH (x)-[:PROVIDED_BY]->(provider:Organisation)
WITH i, coalesce(provider, x) AS breached
MATCH p = (breached)-[:SUBSIDIARY_OF*1..4]->(owner:Organisation)
WITH DISTINCT i, breached, owner, length(p) AS steps, last(relationships(p)) AS r
RETURN i.id AS incident, breached.id AS breached, owner.id AS owner, steps, r.since_edtf AS since, r.status AS status,
       coalesce(r.conflict, false) AS conflict
ORDER BY incident, breached, steps, owner, since, status, conflict
