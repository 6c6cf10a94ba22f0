// ---
// topic: gaps
// title: {fr: Les maillons inconnus, en: Unknown links}
// description:
//   fr: Les relations dont une source dit qu'elles existent sans nommer l'autre acteur (hébergeur, prestataire, clients).
//   en: Relations that a source says exist without naming the other party (host, provider, clients).
// columns:
//   start: {fr: de, en: from}
//   relation: {fr: relation, en: relation}
//   end: {fr: à, en: to}
//   count_low: {fr: "nombre, au moins", en: "count, at least"}
//   count_high: {fr: "nombre, au plus", en: "count, at most"}
//   approximate: {fr: environ, en: about}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (a)-[r:INSURED_BY|PATIENT_OF|USER_OF|DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY]->(b)
WHERE coalesce(a.named, true) = false OR coalesce(b.named, true) = false
WITH a, r, b, CASE WHEN a.count_low IS NULL AND a.count_high IS NULL THEN b ELSE a END AS counted
RETURN a.id AS start, type(r) AS relation, b.id AS end, counted.count_low AS count_low, counted.count_high AS count_high,
       CASE WHEN counted.count_low IS NULL AND counted.count_high IS NULL THEN null ELSE coalesce(counted.count_approximate, false) END AS approximate,
       r.status AS status, coalesce(r.by, []) AS by, r.evidence AS evidence
ORDER BY relation, start, end, r.service, r.contract, r.period
