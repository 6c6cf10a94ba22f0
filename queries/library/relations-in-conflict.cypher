// ---
// topic: gaps
// title: {fr: Les relations sur lesquelles les sources diffèrent, en: Relations on which sources differ}
// description:
//   fr: Les relations de confiance ou de propriété dont les sources donnent des dates ou des qualités différentes, ou que l'une d'elles conteste.
//   en: Relations of trust or ownership for which sources give different dates or qualities, or which one of them contests.
// columns:
//   start: {fr: de, en: from}
//   relation: {fr: relation, en: relation}
//   end: {fr: à, en: to}
//   since: {fr: depuis, en: since}
//   until: {fr: "jusqu'à", en: until}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (a)-[r:INSURED_BY|PATIENT_OF|USER_OF|DELEGATES_TO|USES|PROVIDED_BY|HOSTED_BY|SUBSIDIARY_OF|MEMBER_OF|SITE_OF|LINKED_WITH]->(b)
WHERE r.conflict = true OR r.status = 'contested'
WITH a, b, r, coalesce(r.each_status, [r.status]) AS statuses
UNWIND range(0, size(statuses) - 1) AS k
RETURN a.id AS start, type(r) AS relation, b.id AS end, CASE WHEN r.each_status IS NULL THEN r.since_edtf ELSE r.each_since[k] END AS since,
       CASE WHEN r.each_status IS NULL THEN r.until_edtf ELSE r.each_until[k] END AS until, statuses[k] AS status,
       CASE WHEN r.each_status IS NULL THEN coalesce(r.by, []) ELSE [b IN split(r.each_by[k], ' ') WHERE b <> ''] END AS by,
       CASE WHEN r.each_status IS NULL THEN r.evidence ELSE split(r.each_evidence[k], ' ') END AS evidence
ORDER BY start, relation, end, r.service, r.contract, r.period, k
