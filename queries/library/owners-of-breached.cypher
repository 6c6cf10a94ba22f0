// ---
// topic: ownership
// title: {fr: À qui appartiennent les fournisseurs touchés, en: Owners of breached suppliers}
// description:
//   fr: Les maisons mères, directes et indirectes (quatre maillons), des organisations touchées et des fournisseurs de logiciels touchés ; être propriétaire n'est pas être touché.
//   en: Parents, direct and indirect (four links), of the organisations that were struck and of the providers of products that were; to own is not to be struck.
// columns:
//   incident: {fr: incident, en: incident}
//   at: {fr: où, en: at}
//   breached: {fr: touché ou éditeur, en: breached or its provider}
//   owner: {fr: propriétaire, en: owner}
//   steps: {fr: degrés, en: steps}
//   since: {fr: depuis, en: since}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   conflict: {fr: contredit, en: conflict}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[c:COMPROMISED]->(x)
WHERE c.status <> 'retracted'
OPTIONAL MATCH (x)-[:PROVIDED_BY]->(provider:Organisation)
WITH i, x, coalesce(provider, x) AS breached
MATCH p = (breached)-[:SUBSIDIARY_OF*1..4]->(owner:Organisation)
WITH DISTINCT i, x, breached, owner, length(p) AS steps, last(relationships(p)) AS r
RETURN i.id AS incident, x.id AS at, breached.id AS breached, owner.id AS owner, steps, r.since_edtf AS since, r.status AS status,
       coalesce(r.by, []) AS by, coalesce(r.conflict, false) AS conflict, r.evidence AS evidence
ORDER BY incident, at, breached, steps, owner, since, status, by, conflict, evidence
