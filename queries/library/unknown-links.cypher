// ---
// topic: gaps
// title: {fr: Les maillons inconnus, en: Unknown links}
// description:
//   fr: Les relations dont une source dit qu'elles existent sans nommer l'autre partie (hébergeur, prestataire, clients).
//   en: Relations that a source says exist without naming the other party (host, provider, clients).
// columns:
//   start: {fr: de, en: from}
//   relation: {fr: relation, en: relation}
//   end: {fr: vers, en: to}
//   count: {fr: effectif, en: count}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (a)-[r:INSURED_BY|PATIENT_OF|USER_OF|DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY]->(b)
WHERE coalesce(a.named, true) = false OR coalesce(b.named, true) = false
RETURN a.id AS start, type(r) AS relation, b.id AS end, coalesce(a.count_low, b.count_low) AS count, r.evidence AS evidence
ORDER BY relation, start, end, r.service, r.contract, r.period
